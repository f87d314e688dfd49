"""benchmark review: the form for inspectors' own levels, made of one return."""

import re
from pathlib import Path

import openpyxl
import pytest

from slavery_benchmark.forms.review import layout
from tests.cli.running import AS_OF, SAMPLES, joined, run
from tests.forms.reviews import COUNT, SEED, blank_review, filled_review, read_back, sample_cases
from tests.returns import Return

BRINDLEWICK = SAMPLES / "brindlewick.xlsx"
Capture = pytest.CaptureFixture[str]


def test_the_cases_are_those_that_visit_draws(tmp_path: Path, capfd: Capture) -> None:
    form = tmp_path / "review.xlsx"
    code, out, err = run(
        capfd,
        "review",
        BRINDLEWICK,
        "-o",
        form,
        "--reviewer",
        "A",
        "--cases",
        6,
        "--seed",
        7,
        *AS_OF,
    )
    assert (code, out) == (0, "")
    assert joined(err) == f"Wrote {form}."
    _, said, _ = run(capfd, "visit", BRINDLEWICK, "--cases", 6, "--seed", 7, "--detail", *AS_OF)
    sheet = openpyxl.load_workbook(form)["Cases read"]
    numbers = list(dict.fromkeys(str(row[0].value) for row in sheet.iter_rows(min_row=5)))
    assert len(numbers) == 6
    after = said[said.index("Cases to read, in the order drawn") :]
    assert re.findall(r"C-[0-9]{3}", after)[:6] == numbers


def test_what_cannot_be_asked_is_said_before_any_work(tmp_path: Path, capfd: Capture) -> None:
    form = tmp_path / "review.xlsx"
    code, _, err = run(capfd, "review", BRINDLEWICK, "-o", tmp_path / "review.ods")
    assert code == 2
    assert "a form is an .xlsx; end the name so." in joined(err)
    code, _, err = run(capfd, "review", BRINDLEWICK, "-o", form, "--seed", 1)
    assert code == 2
    assert "--seed is for --cases N: how many cases shall be drawn?" in joined(err)
    code, _, err = run(capfd, "review", BRINDLEWICK, "-o", BRINDLEWICK, "--overwrite")
    assert code == 2
    assert "is not the name" in joined(err) or "is one of the inputs" in joined(err)
    code, _, err = run(capfd, "review", SAMPLES / "cycles", "-o", form)
    assert code in (2, 3)
    assert not form.exists()
    code, _, err = run(capfd, "review", tmp_path / "none.xlsx", "-o", form)
    assert code == 3
    assert "no such file or folder" in err
    assert not form.exists()


def test_a_return_without_cases_has_none_to_read(tmp_path: Path, capfd: Capture) -> None:
    result, form = tmp_path / "r.json", tmp_path / "review.xlsx"
    run(capfd, "score", BRINDLEWICK, "-o", result, *AS_OF)
    code, _, err = run(capfd, "review", result, "-o", form, "--cases", 3, *AS_OF)
    assert code == 0
    assert "No cases to draw from: a result holds no cases; name the workbook." in joined(err)
    assert openpyxl.load_workbook(form)["Cases read"]["A4"].value == "Case"


def test_an_earlier_edition_is_reviewed_under_itself(tmp_path: Path, capfd: Capture) -> None:
    returned, form, agreed = (tmp_path / f"{name}.xlsx" for name in ("kent", "review", "agreed"))
    run(capfd, "template", "--criteria", "2026.1", "--force", "Kent", "-o", returned)
    code, _, err = run(capfd, "review", returned, "-o", form, "--reviewer", "A", *AS_OF)
    assert code == 1  # it lacks its period
    assert "Scored under edition 2026.1" in err
    code, out, err = run(capfd, "moderate", form, "-o", agreed, *AS_OF)
    assert (code, err) == (0, f"Wrote {agreed}.\n")
    assert "0 of 51 checks have a level" in out
    code, out, _ = run(capfd, "review", "--reply", agreed, "-o", tmp_path / "reply.xlsx", *AS_OF)
    assert code == 0
    assert "0 of 51 checks have an agreed level to reply to." in out


def test_what_was_filled_in_is_carried_over_to_a_changed_return(
    tmp_path: Path, capfd: Capture
) -> None:
    old, form = tmp_path / "old.xlsx", tmp_path / "new.xlsx"
    made = filled_review("A", INV_01a=1, INV_01b=2)
    made.put(layout.REVIEW_SHEET, "INV-01a", layout.SEEN, "Four inboxes")
    made.put(layout.REVIEW_SHEET, "INV-01a", layout.NOTE, "X7")
    made.put(layout.REVIEW_SHEET, "INV-01a", layout.CONFIDENCE, "Low")
    made.put_at(layout.NOTES_SHEET, 5, layout.NOTE, "X7")
    made.put_at(layout.NOTES_SHEET, 5, layout.TEXT, "Seen the log")
    first, second = (case.case for case in sample_cases().cases[:2])
    made.put_case(first.row, "Suspect identified", "Not known")
    made.put_case(second.row, "Suspect identified", "Not known")
    made.save(old)
    returned = tmp_path / "brindlewick.xlsx"
    book = Return(BRINDLEWICK.read_bytes())
    book.put("INV-01b", "Level", 0)
    book.put_case(second.number, "suspect", "Not needed")
    book.save(returned)
    code, _, err = run(
        capfd,
        *("review", returned, "-o", form, "--from", old, *AS_OF),
        *("--cases", COUNT, "--seed", SEED),
    )
    assert code in (0, 1)
    assert "Carried over: 2 levels, 1 note; cases where the return says the same." in joined(err)
    assert "The force's level is another now, so look again: INV-01b." in joined(err)
    review, earlier = read_back(form), read_back(old)
    assert review.problems == ()
    assert review.reviewer == "A"
    assert review.about.sha256 != earlier.about.sha256
    assert review.levels == earlier.levels
    assert review.notes == earlier.notes
    carried = next(item for item in review.checks if item.check == "INV-01a")
    assert (carried.seen, carried.note, carried.confidence) == ("Four inboxes", "X7", "low")
    found = {
        case.row: {cell.column: cell.found for cell in case.cells}["suspect"]
        for case in review.cases
    }
    assert found[first.row] == ""
    assert found.get(second.row) is None
    assert review.sign_off is None


def test_a_review_of_another_force_is_not_carried_over(tmp_path: Path, capfd: Capture) -> None:
    old, form = tmp_path / "old.xlsx", tmp_path / "new.xlsx"
    old.write_bytes(blank_review())
    other = SAMPLES / "aldermoss.xlsx"
    code, _, err = run(capfd, "review", other, "-o", form, "--from", old, *AS_OF)
    assert (code, form.exists()) == (3, False)
    assert "found “Brindlewick Police”; expected a review of Aldermoss Constabulary." in joined(err)
