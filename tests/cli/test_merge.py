"""Parts of a return joined: to what one workbook says, or each conflict with both cells."""

from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path

import pytest

from slavery_benchmark.core.framework.parts import parts_by
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.core.scoring.submission import Submission
from slavery_benchmark.core.scoring.submission_digest import digest_of_submission
from slavery_benchmark.extracting import layout
from slavery_benchmark.forms.filled_part import fill_part
from slavery_benchmark.forms.joined_parts import join_parts
from slavery_benchmark.forms.merged_workbook import read_part
from slavery_benchmark.forms.part_names import file_name
from slavery_benchmark.forms.template import make_template
from tests.builders import AS_OF, shipped_criteria
from tests.cli.running import joined, run
from tests.returns import Return, extracted, tampered

CRITERIA = shipped_criteria()
FRAMEWORK = CRITERIA.framework
CHECKS = [check.id for _, _, check in FRAMEWORK.checks()]
HALF = len(CHECKS) // 2
ONE, LAST = CHECKS[0], CHECKS[-1]
Change = Callable[[Return], object]


def emptied(made: Return, checks: Collection[str]) -> None:
    for check in checks:
        for column in layout.ANSWER_COLUMNS:
            made.put(check, column, None)


def halves(folder: Path, first: Change | None = None, second: Change | None = None) -> list[Path]:
    """Write two copies of one return, each with the answers of one half, and tampered with."""

    def half(empty: Collection[str], change: Change | None) -> Change:
        def tamper(made: Return) -> None:
            emptied(made, empty)
            if change is not None:
                change(made)

        return tamper

    return [
        tampered(folder / "a.xlsx", half(CHECKS[HALF:], first)),
        tampered(folder / "b.xlsx", half(CHECKS[:HALF], second)),
    ]


def plain(made: Submission) -> tuple[object, ...]:
    return tuple(
        (r.check, r.state, r.level, r.evidence, r.evidence_date, r.owner, r.comment)
        for r in made.responses
    )


def test_two_halves_come_to_the_score_and_the_digest_of_the_whole(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    whole = extracted(tampered(tmp_path / "whole.xlsx"))
    folder = tmp_path / "parts"
    folder.mkdir()
    halves(folder)
    code, _, err = run(capfd, "merge", folder, "-o", tmp_path / "kent.xlsx")
    made = extracted(tmp_path / "kent.xlsx")
    assert code == 0
    assert plain(made) == plain(whole)
    assert made.problems == ()
    scores = [score_submission(item, FRAMEWORK).overall for item in (made, whole)]
    assert scores[0] == scores[1]
    digest = digest_of_submission(whole)
    assert digest_of_submission(made) == digest
    assert f"Answered: 53 of 53 checks, 45 cases. Digest of what it says: {digest[:12]}" in err


def test_the_digest_is_of_every_answer_and_every_case(tmp_path: Path) -> None:
    whole = digest_of_submission(extracted(tampered(tmp_path / "whole.xlsx")))
    changes: list[Change] = [
        lambda made: made.put(ONE, layout.LEVEL, 0),
        lambda made: made.put(ONE, layout.OWNER, "Another"),
        lambda made: made.put_case(1, "reported", date(2025, 4, 2)),
        lambda made: made.put_cover(layout.CASES_IN_PERIOD, 46),
    ]
    for change in changes:
        other = tampered(tmp_path / "other.xlsx", change)
        assert digest_of_submission(extracted(other)) != whole


def test_the_parts_of_a_form_come_to_the_whole(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tampered(tmp_path / "whole.xlsx")
    part = fill_part(read_part(path, path.name, (FRAMEWORK,)), FRAMEWORK, CRITERIA.register, AS_OF)
    whole = join_parts([part], FRAMEWORK)
    folder = tmp_path / "parts"
    folder.mkdir()
    parts = parts_by(FRAMEWORK, "theme")
    for item in parts:
        content = make_template(
            FRAMEWORK,
            CRITERIA.register,
            cover=whole.cover,
            answers=whole.answers,
            cases=whole.cases,
            part=item,
        )
        (folder / file_name(item)).write_bytes(content)
    code, _, err = run(capfd, "merge", folder, "-o", tmp_path / "kent.xlsx")
    assert (code, err.count("\n")) == (0, 2)
    made = extracted(tmp_path / "kent.xlsx")
    assert digest_of_submission(made) == digest_of_submission(part.submission)
    (folder / file_name(parts[2])).unlink()
    code, _, err = run(capfd, "merge", folder, "-o", tmp_path / "less.xlsx")
    assert code == 0
    assert f"Parts of the form that are not among these: 3 {parts[2].name}." in err
    assert f"In no part ({len(parts[2].checks)}): {', '.join(parts[2].checks)}." in joined(err)


def test_a_check_that_nobody_answered_is_named(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    files = halves(tmp_path, lambda made: emptied(made, [ONE]))
    code, _, err = run(capfd, "merge", *files, "-o", tmp_path / "kent.xlsx")
    assert code == 0
    assert f"Answered in no part (1): {ONE}." in err


@pytest.mark.parametrize(
    ("column", "one", "other"),
    [
        (layout.LEVEL, "3 In place", "2 Partly in place"),
        (layout.EVIDENCE, "Log", "List"),
        (layout.EVIDENCE_DATE, "2026-03-01", "2026-03-02"),
        (layout.OWNER, "Lead", "Deputy"),
        (layout.COMMENT, "So", "Not so"),
    ],
)
def test_a_conflict_is_told_with_both_cells_and_nothing_is_written(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], column: str, one: str, other: str
) -> None:
    cells = []

    def put(value: str) -> Change:
        return lambda made: cells.append(made.put(LAST, column, value))

    files = [tampered(tmp_path / "a.xlsx", put(one)), tampered(tmp_path / "b.xlsx", put(other))]
    code, _, err = run(capfd, "merge", *files, "-o", tmp_path / "kent.xlsx")
    assert code == 1
    assert not (tmp_path / "kent.xlsx").exists()
    said = (
        f"{LAST} {column}: {files[0].name}: {cells[0]} has “{one}”; {files[1].name}: {cells[1]} has"
    )
    assert f"{said} “{other}”." in err
    assert "1 conflict: nothing was written." in err


def test_a_preferred_part_wins_with_its_whole_answer(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def first(made: Return) -> None:
        made.put(ONE, layout.LEVEL, 3)
        made.put(ONE, layout.EVIDENCE, None)
        made.put(ONE, layout.EVIDENCE_DATE, None)

    one = tampered(tmp_path / "a.xlsx", first)
    other = tampered(tmp_path / "b.xlsx", lambda made: made.put(ONE, layout.LEVEL, 4))
    words = ["merge", one, other, "-o", tmp_path / "kent.xlsx", "--prefer", one]
    code, _, err = run(capfd, *words)
    response = extracted(tmp_path / "kent.xlsx").responses[0]
    assert (code, response.level, response.evidence, response.evidence_date) == (0, 3, "", None)
    assert f"Taken from {one.name}." in err
    code, _, err = run(capfd, *words[:-1], tmp_path / "c.xlsx", "--overwrite")
    assert (code, "it is none of the parts" in joined(err)) == (2, True)


def test_an_answer_put_together_of_two_parts_is_told(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    one = tampered(tmp_path / "a.xlsx", lambda made: made.put(ONE, layout.EVIDENCE_DATE, None))

    def dated(made: Return) -> None:
        emptied(made, [ONE])
        made.put(ONE, layout.EVIDENCE_DATE, "2026-03-01")

    other = tampered(tmp_path / "b.xlsx", dated)
    code, _, err = run(capfd, "merge", one, other, "-o", tmp_path / "kent.xlsx")
    assert code == 0
    assert f"{ONE} is put together of several parts: Level from {one.name}: Self-assessment!" in err
    assert f"Evidence date from {other.name}: Self-assessment!" in err


def test_a_level_here_and_a_reason_there_is_a_conflict(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    one = tampered(tmp_path / "a.xlsx")

    def excused(made: Return) -> None:
        emptied(made, [ONE])
        made.put(ONE, layout.REASON, "The force has no coast")

    other = tampered(tmp_path / "b.xlsx", excused)
    code, _, err = run(capfd, "merge", one, other, "-o", tmp_path / "kent.xlsx")
    assert code == 1
    assert f"{ONE} Level and Not applicable because: {one.name}:" in err


def test_levels_and_dates_that_mean_the_same_do_not_differ(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def other_words(made: Return) -> None:
        made.put(ONE, layout.LEVEL, "in place")
        made.put(ONE, layout.EVIDENCE_DATE, "1 March 2026")

    def words(made: Return) -> None:
        made.put(ONE, layout.LEVEL, 3)
        made.put(ONE, layout.EVIDENCE_DATE, date(2026, 3, 1))

    files = [tampered(tmp_path / "a.xlsx", words), tampered(tmp_path / "b.xlsx", other_words)]
    code, _, err = run(capfd, "merge", *files, "-o", tmp_path / "kent.xlsx")
    response = extracted(tmp_path / "kent.xlsx").responses[0]
    assert (code, response.level, response.evidence_date) == (0, 3, date(2026, 3, 1))
    assert "[date-read-from-text]" in err  # which the joined workbook does not show any more


def test_a_date_that_may_be_two_is_not_made_one_by_joining(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def american(made: Return) -> None:
        made.put(ONE, layout.EVIDENCE_DATE, "03/25/2026")
        made.put(CHECKS[1], layout.EVIDENCE_DATE, "03/02/2026")

    one = tampered(tmp_path / "a.xlsx", american)
    code, _, err = run(capfd, "merge", one, "-o", tmp_path / "kent.xlsx")
    made = extracted(tmp_path / "kent.xlsx").responses
    assert (code, made[0].evidence_date, made[1].evidence_date) == (1, date(2026, 3, 25), None)
    assert "[date-unsure]" in err


def test_cases_are_joined_once_each_and_differences_told(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def more(made: Return) -> None:
        made.put_case(901, "reported", date(2025, 5, 1))

    one, other = tampered(tmp_path / "a.xlsx"), tampered(tmp_path / "b.xlsx", more)
    code, _, err = run(capfd, "merge", one, other, "-o", tmp_path / "kent.xlsx")
    assert (code, "46 cases" in err) == (0, True)
    cells: list[str] = []

    def changed(made: Return) -> None:
        cells.append(made.put_case(3, "reported", date(2025, 4, 7)))

    third = tampered(tmp_path / "c.xlsx", changed)
    words = ["merge", one, third, "-o", tmp_path / "kent.xlsx", "--overwrite"]
    code, _, err = run(capfd, *words)
    assert code == 1
    assert "Case 3 " in err
    assert f"{third.name}: {cells[0]} has “2025-04-07”" in err
    assert run(capfd, *words, "--prefer", third)[0] == 0


def test_cover_lines_that_differ_are_a_conflict(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    one = tampered(tmp_path / "a.xlsx", lambda made: made.put_cover(layout.COMPLETED_BY, "Lead"))
    other = tampered(tmp_path / "b.xlsx", lambda made: made.put_cover(layout.COMPLETED_BY, "Aide"))
    code, _, err = run(capfd, "merge", one, other, "-o", tmp_path / "kent.xlsx")
    assert code == 1
    assert (
        f"Completed by (role): {one.name}: Cover!B9 has “Lead”; {other.name}: Cover!B9 has “Aide”."
        in err
    )


@pytest.mark.parametrize(
    ("line", "value", "said"),
    [
        (layout.FORCE, "Kent Police", "“Force”"),
        (layout.PERIOD_END, date(2026, 4, 30), "“Period end”"),
        (layout.PERIOD_START, date(2024, 4, 1), "“Period start”"),
    ],
)
def test_parts_of_another_force_or_period_are_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], line: str, value: object, said: str
) -> None:
    one = tampered(tmp_path / "a.xlsx")
    other = tampered(tmp_path / "b.xlsx", lambda made: made.put_cover(line, value))
    code, _, err = run(capfd, "merge", one, other, "-o", tmp_path / "kent.xlsx", "--prefer", one)
    assert (code, (tmp_path / "kent.xlsx").exists()) == (3, False)
    assert f"These are no parts of one return, by {said}: {one.name}: Cover!" in err


def test_parts_of_two_editions_are_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    one = tampered(tmp_path / "a.xlsx")
    other = tampered(
        tmp_path / "b.xlsx", lambda made: made.put_cover(layout.EDITION, "stolen-freedom 2026.2")
    )
    code, _, err = run(capfd, "merge", one, other, "-o", tmp_path / "kent.xlsx")
    assert code == 3
    assert f"{other.name} has “stolen-freedom 2026.2”" in err


def test_what_cannot_be_taken_over_is_told(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    files = halves(tmp_path, lambda made: made.put(ONE, layout.LEVEL, "#N/A"))
    code, _, err = run(capfd, "merge", *files, "-o", tmp_path / "kent.xlsx")
    assert code == 1
    assert "[cell-error]" in err
    assert extracted(tmp_path / "kent.xlsx").responses[0].level is None


def test_what_cannot_be_read_is_kept_as_it_stands(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def odd(made: Return) -> None:
        made.put(ONE, layout.LEVEL, "a lot")
        made.put(ONE, layout.COMMENT, "=1+1 _x005F_x0041_")
        made.cell(ONE, layout.COMMENT).data_type = "s"
        made.put_case(3, "reported", "soon")

    whole = tampered(tmp_path / "a.xlsx", odd)
    code, _, _ = run(capfd, "merge", whole, "-o", tmp_path / "kent.xlsx")
    one, made = extracted(whole), extracted(tmp_path / "kent.xlsx")
    assert code == 0
    assert digest_of_submission(one) == digest_of_submission(made)
    assert [item.code for item in made.problems] == [item.code for item in one.problems]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["a.xlsx", "-o", "x.ods"], "a return is an .xlsx"),
        (["a.json", "-o", "x.xlsx"], "a result cannot be joined; name its workbook"),
        (["a.xlsx", "-o", "a.xlsx", "--overwrite"], "is one of the inputs"),
        (["empty", "-o", "x.xlsx"], "the folder holds no workbook"),
    ],
)
def test_bad_words_are_refused_before_any_work(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    words: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.xlsx").write_bytes(b"")
    Path("empty").mkdir()
    code, _, err = run(capfd, "merge", *words)
    assert code == 2
    assert said in joined(err)


def test_each_part_that_cannot_be_used_is_told(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"no")
    words = [tmp_path / "a.xlsx", tmp_path / "none.xlsx", "-o", tmp_path / "x.xlsx"]
    code, _, err = run(capfd, "merge", *words)
    assert code == 3
    assert "[not-a-workbook]" in err
    assert "[file-missing]" in err
