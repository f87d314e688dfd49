"""A force's reply, its answer and the sign-off: what goes out, what comes back, what is frozen."""

import io
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest

from slavery_benchmark.core.problems import UnusableError
from slavery_benchmark.core.review.agreed import Part, Reply, Stage
from slavery_benchmark.core.review.review import SignOff
from slavery_benchmark.core.review.seal import seal_of
from slavery_benchmark.forms.review import layout
from slavery_benchmark.forms.review.answer_writer import answered_from
from slavery_benchmark.forms.review.layout import ANSWER_SHEET, CASES_SHEET, REPLY_SHEET, SIGN_SHEET
from tests.forms.replies import (
    CASE,
    REASON,
    SECRETS,
    agreed_content,
    answer_content,
    decide,
    decided_content,
    replied,
    reply_content,
    reply_form,
    signed_content,
    stage,
)
from tests.forms.reviews import FormFile, said
from tests.samples.make import save_with_libreoffice


def saved(form: FormFile, folder: Path) -> Path:
    return form.save(folder / "form.xlsx")


def everything_in(content: bytes) -> str:
    """Return all text of a workbook, properties and file names in it too."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
        return "\n".join((*archive.namelist(), *parts)).casefold()


@pytest.mark.parametrize("name", SECRETS)
def test_nothing_that_an_inspector_noted_goes_to_the_force(name: str, tmp_path: Path) -> None:
    form = reply_form(tmp_path).save(tmp_path / "reply.xlsx").read_bytes()
    assert SECRETS[name].casefold() not in everything_in(form)
    agreed = everything_in(agreed_content())
    assert (SECRETS[name].casefold() in agreed) is (
        name not in ("source", "text", "request", "remark")
    )


def test_what_goes_to_the_force_names_no_review_behind_it(tmp_path: Path) -> None:
    form = everything_in(reply_form(tmp_path).save(tmp_path / "reply.xlsx").read_bytes())
    review = stage(tmp_path / "agreed.xlsx")
    for part in review.behind:
        assert (part.sha256 in form) is (part.what is Part.RETURN)
    assert review.source.sha256 in form
    assert REASON.casefold() in form


@pytest.mark.parametrize("name", ["source", "text", "request", "remark", "file", layout.SEEN])
def test_nor_do_answer_and_signed_review_hold_what_was_noted(name: str) -> None:
    for content in (answer_content(), decided_content(), signed_content()):
        assert SECRETS[name].casefold() not in everything_in(content)


def test_the_force_reads_levels_in_the_words_of_the_scale(tmp_path: Path) -> None:
    form = reply_form(tmp_path)
    sheet = form.sheet(REPLY_SHEET)
    assert [row[0].value for row in sheet.iter_rows(min_row=5)] == ["VIC-01a", "INV-01a", "INV-01b"]
    row = [cell.value for cell in sheet[form.row(REPLY_SHEET, Check="INV-01a")]]
    assert row[2:4] == ["4 Embedded", "1 Emerging"]
    assert str(row[4]).startswith("Reports through at least one door are picked up")
    assert row[5] == REASON


def test_a_reply_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "reply.xlsx"
    path.write_bytes(reply_content())
    reply = replied(path)
    assert reply.problems == ()
    assert reply.challenges == {
        "INV-01a": ("Three inboxes were closed in June", "Order of June, on the desk"),
        "INV-01b": ("Look at _x0041_ again", ""),
    }
    assert reply.replied == SignOff(role="Head of crime", on=date(2026, 11, 12))


def test_faults_of_a_reply_are_told_at_their_cells(tmp_path: Path) -> None:
    form = reply_form(tmp_path)
    alone = form.put(REPLY_SHEET, "INV-01a", layout.REPLY_EVIDENCE, "Order of June")
    mail = form.put(REPLY_SHEET, "INV-01b", layout.CHALLENGE, "Ask j.smith@example.org")
    form.put(REPLY_SHEET, "VIC-01a", layout.AGREED, "4 Embedded")
    reply = replied(saved(form, tmp_path))
    assert said(reply.problems) == [
        ("challenge-missing", alone.replace("!H", "!G")),
        ("personal-data", mail),
        ("fixed-cells-changed", reply.problems[2].cell),
    ]
    assert "evidence is named and no challenge stands beside it" in reply.problems[0].line()
    made = FormFile(reply_content())
    made.sheet(REPLY_SHEET).delete_rows(made.row(REPLY_SHEET, Check="INV-01b"))
    unknown = made.put_at(REPLY_SHEET, 9, layout.CHECK, "INV-99z")
    reply = replied(saved(made, tmp_path))
    assert said(reply.problems) == [("check-unknown", unknown)]
    assert list(reply.challenges) == ["INV-01a"]


def test_challenges_stand_beside_what_was_agreed(tmp_path: Path) -> None:
    path = tmp_path / "answer.xlsx"
    path.write_bytes(answer_content())
    review = stage(path)
    assert review.stage is Stage.ANSWERED
    assert [str(item.code) for item in review.problems] == ["decision-missing"] * 2
    assert review.problems[0].check == "INV-01a"
    assert (
        "a challenge is not yet decided; the level before it stands: found an empty cell; expected "
        "Yes or No." in review.problems[0].line()
    )
    assert review.levels == {"VIC-01a": 1, "INV-01a": 1, "INV-01b": 2}
    assert [item.what for item in review.behind] == [
        *(Part.RETURN, Part.REVIEW, Part.REVIEW, Part.AGREED, Part.REPLY),
    ]
    assert len(review.cases) == 1
    assert review.cases[0].row == CASE
    assert all(cell.agrees for cell in review.cases[0].cells)


def test_what_each_reviewer_found_is_left_behind(tmp_path: Path) -> None:
    agreed, reply = tmp_path / "agreed.xlsx", tmp_path / "reply.xlsx"
    agreed.write_bytes(agreed_content())
    reply.write_bytes(reply_content())
    made = answered_from(stage(agreed), replied(reply))
    assert {item.levels for item in made.checks} == {()}
    assert made.levels == stage(agreed).levels


def test_a_decision_keeps_the_level_before_beside_the_one_after(tmp_path: Path) -> None:
    path = tmp_path / "final.xlsx"
    path.write_bytes(decided_content())
    review = stage(path)
    assert review.problems == ()
    assert review.levels == {"VIC-01a": 1, "INV-01a": 2, "INV-01b": 2}
    checks = {item.check: item for item in review.checks}
    assert checks["INV-01a"].reply == Reply(
        challenge="Three inboxes were closed in June",
        evidence="Order of June, on the desk",
        before=1,
        accepted=True,
        why="The order was seen",
    )
    assert checks["INV-01a"].reason == REASON
    refused = checks["INV-01b"].reply
    assert refused is not None
    assert (refused.before, refused.accepted) == (2, False)
    assert checks["VIC-01a"].reply is None


def test_faults_of_decisions_are_told_and_the_level_before_stands(tmp_path: Path) -> None:
    form = FormFile(answer_content())
    decide(form, "INV-01a", "Yes", "n/a", None)
    decide(form, "INV-01b", "No", "The files drawn say so", 3)
    form.put(ANSWER_SHEET, "VIC-01a", layout.AFTER, 4)
    review = stage(saved(form, tmp_path))
    assert [(item.check, str(item.code)) for item in review.problems] == [
        ("VIC-01a", "decision-level"),
        ("INV-01a", "decision-reason-missing"),
        ("INV-01a", "decision-level"),
        ("INV-01b", "decision-level"),
    ]
    lines = [item.line() for item in review.problems]
    assert "found “4”; expected 1, as nobody challenged it." in lines[0]
    assert "the decision has no reason, so it does not count" in lines[1]
    assert "found “n/a”; expected what decided it; the force reads this." in lines[1]
    assert "expected the level that stands now, as the challenge is accepted." in lines[2]
    assert "found “3”; expected 2, as the challenge is not accepted." in lines[3]
    assert review.levels == {"VIC-01a": 1, "INV-01a": 1, "INV-01b": 2}
    decide(form, "INV-01a", "Perhaps", "So", None)
    form.put(ANSWER_SHEET, "VIC-01a", layout.CHALLENGE, "We never said it")
    review = stage(saved(form, tmp_path))
    codes = [str(item.code) for item in review.problems]
    assert "decision-not-recognised" in codes
    assert codes[-1] == "fixed-cells-changed"


def test_a_signed_review_is_whole_and_says_what_it_rests_on(tmp_path: Path) -> None:
    final, path = tmp_path / "final.xlsx", tmp_path / "signed.xlsx"
    final.write_bytes(decided_content())
    path.write_bytes(signed_content())
    answered, review = stage(final), stage(path)
    assert review.problems == ()
    assert review.stage is Stage.SIGNED
    assert review.levels == answered.levels
    assert review.checks == answered.checks
    assert review.cases == answered.cases
    assert review.sign_off == SignOff(role="Chief inspector", on=date(2026, 11, 20))
    assert review.behind[-1].what is Part.ANSWERED
    assert review.behind[-1].sha256 == answered.source.sha256


@pytest.mark.parametrize(
    ("sheet", "column", "value"),
    [
        (ANSWER_SHEET, layout.AFTER, "4 Embedded"),
        (ANSWER_SHEET, layout.BEFORE, "3 In place"),
        (ANSWER_SHEET, layout.GIVEN, "2 Partly in place"),
        (ANSWER_SHEET, layout.REASON, "Another"),
        (ANSWER_SHEET, layout.BY, "Somebody else"),
        (ANSWER_SHEET, layout.CHALLENGE, "Nothing"),
        (ANSWER_SHEET, layout.REPLY_EVIDENCE, None),
        (ANSWER_SHEET, layout.ACCEPTED, "No"),
        (ANSWER_SHEET, layout.DECISION_WHY, "Just so"),
        (CASES_SHEET, layout.FILE_SAYS, "Not known"),
        (CASES_SHEET, layout.RETURN_SAYS, "Public"),
        (layout.BEHIND_SHEET, layout.DIGEST, "ab" * 32),
        (layout.BEHIND_SHEET, layout.FILE, "other.xlsx"),
        (SIGN_SHEET, layout.ANSWER, "Somebody else"),
        (layout.START_SHEET, layout.ANSWER, "Kent Police"),
    ],
)
def test_any_change_after_sign_off_is_found(
    sheet: str, column: str, value: object, tmp_path: Path
) -> None:
    form = FormFile(signed_content())
    row = form.row(sheet, Check="INV-01a") if sheet == ANSWER_SHEET else 5
    if sheet == layout.START_SHEET:
        row = form.row(sheet, Line=layout.FORCE)
    form.put_at(sheet, row, column, value)
    with pytest.raises(UnusableError) as refused:
        stage(saved(form, tmp_path))
    line = refused.value.problem.line()
    assert "the review was changed after it was signed off: found" in line
    assert "as it was signed; use the file as it was then. [signed-changed]" in line


def test_a_row_less_after_sign_off_is_found(tmp_path: Path) -> None:
    for sheet in (ANSWER_SHEET, CASES_SHEET, layout.BEHIND_SHEET):
        form = FormFile(signed_content())
        form.sheet(sheet).delete_rows(6)
        with pytest.raises(UnusableError) as refused:
            stage(saved(form, tmp_path))
        assert "[signed-changed]" in refused.value.problem.line()


def test_the_seal_does_not_hang_on_where_things_stand(tmp_path: Path) -> None:
    form = FormFile(signed_content())
    before = stage(saved(form, tmp_path))
    form.sheet(ANSWER_SHEET).insert_cols(1)
    form.sheet(ANSWER_SHEET).insert_rows(2)
    after = stage(saved(form, tmp_path))
    assert seal_of(after) == seal_of(before)
    assert after.checks[0].cell != before.checks[0].cell


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
@pytest.mark.parametrize(
    "content",
    [pytest.param(decided_content, id="final", marks=pytest.mark.full), signed_content],
)
def test_nothing_is_lost_in_libreoffice(content: object, tmp_path: Path) -> None:
    path, out = tmp_path / "form.xlsx", tmp_path / "saved"
    out.mkdir()
    path.write_bytes(content())  # type: ignore[operator]
    ours, theirs = stage(path), stage(save_with_libreoffice(path, out, "xlsx"))
    assert theirs.problems == ours.problems == ()
    assert seal_of(theirs) == seal_of(ours)
