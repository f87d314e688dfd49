"""Answers of an older edition, or of a result, in a new workbook: what the force is told."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from slavery_benchmark.core.scoring.submission import Response, State
from slavery_benchmark.criteria_files import Criteria, load_criteria
from slavery_benchmark.extracting import layout
from slavery_benchmark.extracting.extract import WANTED_SHEETS, extract_submission
from slavery_benchmark.forms.carry_over import carry_over
from slavery_benchmark.forms.template import make_template
from slavery_benchmark.reading.reader import CellValue, read_workbook
from tests.builders import AS_OF
from tests.cli.running import AS_OF as DAY
from tests.cli.running import SAMPLES, joined, run
from tests.criteria.test_faults import folder
from tests.criteria.test_lineage_faults import put
from tests.returns import Return, tampered

__all__ = ["folder"]

RENAMED = "{kind: renamed, was: [LEA-02a], now: [LEA-02z], because: x}"
MERGED = "{kind: merged, was: [LEA-01a, LEA-01b], now: [LEA-01m], because: x}"
SPLIT = "{kind: split, was: [UND-02s], now: [UND-02a, UND-02b], because: x}"
OTHER = "{kind: reworded, was: [UND-01a], now: [UND-01a], comparable: false, because: x}"


def checks_changed(path: Path, new: str, *old: str) -> None:
    """Put one check in the place of several in a theme file: the first of them under a new id."""
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    for criterion in data["criteria"]:
        kept = []
        for check in criterion["checks"]:
            if check["id"] == old[0]:
                check["id"] = new
            if check["id"] not in old:
                kept.append(check)
        criterion["checks"] = kept
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    path.write_text(text, encoding="utf-8", newline="\n")


@pytest.fixture
def changed(folder: Path) -> Path:
    """Return criteria in which checks of the edition before were renamed, merged and split."""
    put(folder, RENAMED, MERGED, SPLIT, OTHER)
    checks_changed(folder / "LEA.yaml", "LEA-02z", "LEA-02a")
    checks_changed(folder / "LEA.yaml", "LEA-01m", "LEA-01a", "LEA-01b")
    checks_changed(folder / "editions" / "2026.1" / "UND.yaml", "UND-02s", "UND-02a", "UND-02b")
    return folder


def returned(path: Path, criteria: Criteria) -> Path:
    """Write a return in which every check of an edition has an answer of its own."""
    framework = criteria.framework
    answers: dict[str, dict[str, CellValue]] = {
        check.id: {layout.LEVEL: framework.level_label(2), layout.COMMENT: f"about {check.id}"}
        for _, _, check in framework.checks()
    }
    cover: dict[str, CellValue] = {layout.FORCE: "Aldermoss Constabulary"}
    path.write_bytes(make_template(framework, criteria.register, cover=cover, answers=answers))
    return path


def read_back(path: Path, folder: Path) -> dict[str, Response]:
    """Return the answers in a workbook of the criteria in a folder."""
    criteria = load_criteria(folder)
    workbook = read_workbook(path, WANTED_SHEETS)
    made = extract_submission(workbook, criteria.framework, criteria.register, AS_OF)
    return {response.check: response for response in made.responses}


def test_lineage_says_which_answers_of_an_earlier_edition_are_carried(
    changed: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    old = returned(tmp_path / "old.xlsx", load_criteria(changed / "editions" / "2026.1"))
    new = tmp_path / "new.xlsx"
    code, _, err = run(capfd, "template", "--criteria", changed, "--from", old, "-o", new)
    assert code == 0
    assert "nearest" not in err
    said = joined(err)
    assert "LEA-01a and LEA-01b were merged into LEA-01m; answer it again." in said
    assert "UND-02s was split into UND-02a and UND-02b; answer them again." in said
    assert "UND-01a was reworded and asks something else; answer it again." in said
    answers = read_back(new, changed)
    assert (answers["LEA-02z"].level, answers["LEA-02z"].comment) == (2, "about LEA-02a")
    for check in ("LEA-01m", "UND-02a", "UND-02b", "UND-01a"):
        assert answers[check].state is State.BLANK
        assert answers[check].comment == ""
    assert f"Carried over answers to {len(answers) - 4} of {len(answers)} checks." in said


def test_answers_go_back_to_an_earlier_edition_too(
    changed: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    earlier = changed / "editions" / "2026.1"
    old, new = returned(tmp_path / "old.xlsx", load_criteria(changed)), tmp_path / "new.xlsx"
    code, _, err = run(capfd, "template", "--criteria", earlier, "--from", old, "-o", new)
    assert code == 0
    answers = read_back(new, earlier)
    assert answers["LEA-02a"].comment == "about LEA-02z"
    assert answers["UND-02s"].state is answers["LEA-01a"].state is State.BLANK
    assert "LEA-01m has no comparable check in this edition" in joined(err)


def test_a_level_gets_the_words_of_the_new_edition(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    old = returned(tmp_path / "old.xlsx", load_criteria(folder / "editions" / "2026.1"))
    text = (folder / "framework.yaml").read_text(encoding="utf-8")
    assert "Partly in place" in text
    words = text.replace("Partly in place", "Half done")
    (folder / "framework.yaml").write_text(words, encoding="utf-8", newline="\n")
    new = tmp_path / "new.xlsx"
    assert run(capfd, "template", "--criteria", folder, "--from", old, "-o", new)[0] == 0
    assert {answer.level for answer in read_back(new, folder).values()} == {2}


def test_of_a_check_that_stands_twice_the_first_row_is_carried_over_and_nothing_else_is_said(
    tmp_path: Path,
) -> None:
    framework = load_criteria(SAMPLES.parent / "criteria").framework
    sound = carry_over(tampered(tmp_path / "sound.xlsx"), framework)
    assert [said for said in sound.sentences if "row" in said] == []

    def tamper(made: Return) -> None:
        first, second = made.rows["INV-01a"], made.rows["INV-01b"]
        made.put("INV-01a", layout.COMMENT, "of the first row")
        made.put("INV-01b", layout.COMMENT, "of the second row")
        made.put("INV-01b", layout.CHECK, "INV-01a")
        assert (first, second) == (28, 29)

    twice = carry_over(tampered(tmp_path / "twice.xlsx", tamper), framework)
    assert "INV-01a stands in rows 28 and 29: row 28 was carried over." in twice.sentences
    assert twice.answers["INV-01a"][layout.COMMENT] == "of the first row"


def test_a_result_stands_for_its_workbook(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    result, new = tmp_path / "kept.json", tmp_path / "new.xlsx"

    def tamper(made: Return) -> None:
        made.put("INV-01a", layout.LEVEL, "mostly")
        made.put("INV-01b", layout.COMMENT, "ring 07700 900123")

    sent = tampered(tmp_path / "sent.xlsx", tamper)
    run(capfd, "score", sent, "-o", result, *DAY)
    code, _, err = run(capfd, "template", "--from", result, "-o", new)
    assert code == 0
    assert "Carried over answers to 52 of 53 checks." in err
    assert "Case files of the older return, not carried over: 45." in err
    workbook = read_workbook(new, WANTED_SHEETS)
    criteria = load_criteria(SAMPLES.parent / "criteria")
    made = extract_submission(workbook, criteria.framework, criteria.register, AS_OF)
    answers = {response.check: response for response in made.responses}
    assert made.force == "Aldermoss Constabulary"
    assert made.period_start is None
    assert answers["LEA-01a"].level == 3
    assert answers["LEA-01a"].evidence_date == date(2026, 3, 18)
    assert answers["INV-01a"].found == ""
    assert answers["INV-01b"].comment == "", "what a result does not hold is left out"
    assert {item.found for item in made.problems if item.code == "answer-carried-over"} == {
        "Not yet: as in the return to 31 March 2026"
    }


def test_a_result_of_several_forces_is_not_one_to_start_from(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    result, new = tmp_path / "two.json", tmp_path / "new.xlsx"
    run(capfd, "score", SAMPLES / "aldermoss.xlsx", SAMPLES / "brindlewick.xlsx", "-o", result)
    code, _, err = run(capfd, "template", "--from", result, "-o", new)
    assert code == 2
    assert "a result of 2 submissions; name that of one force, or its workbook" in joined(err)
    assert not new.exists()


def test_other_json_is_told_what_it_should_be(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.json").write_text("{}", encoding="utf-8")
    new = tmp_path / "new.xlsx"
    code, _, err = run(capfd, "template", "--from", tmp_path / "x.json", "-o", new)
    assert code == 3
    assert "other JSON" in joined(err)


def test_carried_answers_are_marked_until_somebody_has_looked_at_them(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    new, sent = tmp_path / "new.xlsx", tmp_path / "sent.xlsx"
    code, _, err = run(capfd, "template", "--from", SAMPLES / "aldermoss.xlsx", "-o", new)
    assert code == 0
    assert "Each is marked “Not yet” under Looked at again; choose Yes there" in err
    made = Return(new.read_bytes())
    assert list(made.columns)[-1] == layout.LOOKED_AT, "a block of answers stays where it was"
    assert made.cell("LEA-01a", layout.LOOKED_AT).value == (
        "Not yet: as in the return to 31 March 2026"
    )
    made.put_cover(layout.PERIOD_START, date(2026, 4, 1))
    made.put_cover(layout.PERIOD_END, date(2027, 3, 31))
    for check, value in zip(made.rows, ("Yes", None, "yes, RB", "No", "x", ""), strict=False):
        made.put(check, layout.LOOKED_AT, value)
    made.put("INV-01a", layout.LEVEL, None)  # no answer: nothing to look at
    made.save(sent)
    code, out, _ = run(capfd, "check", sent, *DAY)
    assert code == 0
    assert "Self-assessment, Looked at again: 47 cells" in joined(out)
    assert "nobody has said that it was looked at again" in joined(out)
    code, _, err = run(capfd, "score", sent, *DAY)
    assert (code, "[answer-carried-over]" in err) == (0, True)


def test_for_the_same_period_no_mark_is_added_and_none_is_lost(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    first, second, third = (tmp_path / f"{name}.xlsx" for name in ("first", "second", "third"))
    run(capfd, "template", "--from", SAMPLES / "aldermoss.xlsx", "--with-cases", "-o", first)
    assert layout.LOOKED_AT not in Return(first.read_bytes()).columns
    run(capfd, "template", "--from", SAMPLES / "aldermoss.xlsx", "-o", second)
    made = Return(second.read_bytes())
    made.put("LEA-01a", layout.LOOKED_AT, "Yes")
    made.save(second)
    run(capfd, "template", "--from", second, "--with-cases", "-o", third)
    again = Return(third.read_bytes())
    assert [again.cell(check, layout.LOOKED_AT).value for check in ("LEA-01a", "LEA-01b")] == [
        "Yes",
        "Not yet: as in the return to 31 March 2026",
    ]
    run(capfd, "template", "--from", second, "-o", third, "--overwrite")
    of_next_year = Return(third.read_bytes()).cell("LEA-01a", layout.LOOKED_AT).value
    assert of_next_year == "Not yet: as in an earlier return", "the next year asks anew"
