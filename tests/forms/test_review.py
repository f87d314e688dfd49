"""A review written and read back: what an inspector fills in, and every fault at its cell."""

import io
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from slavery_benchmark.core.problems import UnusableError
from slavery_benchmark.core.review.review import Confidence, Draw, Note, SignOff
from slavery_benchmark.core.scoring.submission import State
from slavery_benchmark.forms.review import layout
from slavery_benchmark.forms.review.about import form_kind
from slavery_benchmark.forms.review.layout import CASES_SHEET, NOTES_SHEET, REVIEW_SHEET, FormKind
from slavery_benchmark.reading.reader import InputFile, read_file
from tests.builders import shipped_criteria
from tests.forms.reviews import (
    COUNT,
    SAMPLE,
    SEED,
    FormFile,
    blank_review,
    filled_review,
    read_back,
    said,
    sample_cases,
    sample_visit,
)
from tests.samples.make import save_with_libreoffice

FIRST = sample_cases().cases[0].case.row


def column(heading_of: str) -> str:
    declared = shipped_criteria().framework.cases
    assert declared is not None
    return declared.column(heading_of).heading


def refusal(path: Path) -> str:
    with pytest.raises(UnusableError) as refused:
        read_back(path)
    return refused.value.problem.line().removeprefix(f"{path.name}: ")


def test_an_empty_review_comes_back_without_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    path.write_bytes(blank_review())
    review = read_back(path)
    submission = sample_visit().force.submission
    assert review.problems == ()
    assert review.about.sha256 == submission.source.sha256
    assert (review.about.force, review.about.fictional) == (submission.force, True)
    assert review.about.period_end == date(2026, 3, 31)
    assert review.levels == {}
    assert [(item.check, item.state, item.given) for item in review.checks] == [
        (item.check, item.state, item.level) for item in submission.responses
    ]
    assert review.draw == Draw(COUNT, SEED)
    assert [item.row for item in review.cases] == [item.case.row for item in sample_cases().cases]
    assert not any(case.is_read for case in review.cases)
    assert review.sign_off is None


def test_the_return_stands_in_it_as_it_was_given(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    path.write_bytes(blank_review())
    table = sample_visit().force.submission.cases
    assert table is not None
    assert table.table is not None
    for case in read_back(path).cases:
        place = list(table.table.rows).index(case.row)
        assert case.number == table.table.numbers[place]
        for cell in case.cells:
            assert cell.given == table.table.values[cell.column][place], cell


def test_the_form_holds_no_formula_and_says_what_it_is_about() -> None:
    book = openpyxl.load_workbook(io.BytesIO(blank_review()))
    assert book.sheetnames == [
        *("Start here", "Ask for", "Review", "Cases read", "Notes", "Sign-off", "Lists"),
    ]
    assert not any(
        cell.data_type == "f" for sheet in book.worksheets for row in sheet.rows for cell in row
    )
    form = FormFile(blank_review())
    row = [
        str(cell.value)
        for cell in form.sheet(REVIEW_SHEET)[form.row(REVIEW_SHEET, Check="INV-01a")]
    ]
    assert (
        row[1] == "How did each report of suspected modern slavery reach someone who acted on "
        "it, whichever door it came through?"
    )
    assert row[2].startswith("0 Not in place: Reports lie in several inboxes")
    assert "\n4 Embedded: In the busiest weeks" in row[2]
    assert row[3] == "4 Embedded"
    assert "INV-01m1 Days from the report to the first investigative act: 0 Not in place" in row[5]
    assert row[6] == "Differs from own cases: INV-01m1, INV-01m2."
    asked = form.sheet(layout.ASK_SHEET)
    assert asked["B5"].value == "INV-01 Investigations start without delay"
    assert "ask what the level was given for" in str(asked["C5"].value)
    assert "median 48 days" in str(asked["D5"].value)


def test_what_is_written_comes_back(tmp_path: Path) -> None:
    made = filled_review(INV_01a=1, VIC_01a=0)
    made.put(REVIEW_SHEET, "INV-01a", layout.SEEN, "Four inboxes,\nnobody  named")
    made.put(REVIEW_SHEET, "INV-01a", layout.NOTE, "N1, N2")
    made.put(REVIEW_SHEET, "INV-01a", layout.CONFIDENCE, "High")
    made.put_at(NOTES_SHEET, 5, layout.FROM, "Duty desk")
    made.put_at(NOTES_SHEET, 6, layout.TEXT, "Seen the log")
    made.put_case(FIRST, column("reported"), "Agrees")
    made.put_case(FIRST, column("started"), date(2026, 1, 2))
    made.put_case(FIRST, column("closed"), "Not known")
    made.put_case(FIRST, column("suspect"), "No")
    review = read_back(made.save(tmp_path / "r.xlsx"))
    assert review.problems == ()
    assert review.levels == {"INV-01a": 1, "VIC-01a": 0}
    check = next(item for item in review.checks if item.check == "INV-01a")
    assert (check.state, check.given, check.level) == (State.ANSWERED, 4, 1)
    assert (check.seen, check.note) == ("Four inboxes, nobody named", "N1, N2")
    assert check.confidence is Confidence.HIGH
    assert review.notes == (
        Note(number="N1", source="Duty desk", text=""),
        Note(number="N2", source="", text="Seen the log"),
    )
    assert review.sign_off == SignOff(role="Lead inspector", on=date(2026, 11, 2))
    cells = {cell.column: cell for cell in review.cases[0].cells}
    assert cells["reported"].agrees is True
    assert cells["started"].found == date(2026, 1, 2).toordinal()
    assert cells["started"].agrees is False
    assert cells["closed"].found == ""
    assert cells["suspect"].found == "No"
    assert cells["route"].found is None
    assert [case.is_read for case in review.cases] == [True, False, False]


def test_all_else_agrees_to_what_is_left_empty_alone(tmp_path: Path) -> None:
    made = filled_review()
    made.put_case(FIRST, layout.ALL_ELSE, "agrees")
    made.put_case(FIRST, column("suspect"), "Not known")
    bad = made.put_case(FIRST, column("closed"), "never")
    review = read_back(made.save(tmp_path / "r.xlsx"))
    cells = {cell.column: cell for cell in review.cases[0].cells}
    assert cells["suspect"].agrees is False
    assert cells["closed"].found is None
    assert all(cell.agrees for name, cell in cells.items() if name not in ("suspect", "closed"))
    assert said(review.problems) == [("file-value-not-recognised", bad)]
    assert "expected Agrees, Not known, or a date, “Not yet”, or an empty cell" in (
        review.problems[0].line()
    )


def test_each_fault_is_told_at_its_cell(tmp_path: Path) -> None:
    made = filled_review()
    scale = made.put(REVIEW_SHEET, "INV-01a", layout.LEVEL, 5)
    excused = made.put(REVIEW_SHEET, "INV-01b", layout.LEVEL, "Not applicable")
    sure = made.put(REVIEW_SHEET, "INV-02a", layout.CONFIDENCE, "hihg")
    note = made.put(REVIEW_SHEET, "INV-02a", layout.NOTE, "N9")
    mail = made.put(REVIEW_SHEET, "INV-02a", layout.SEEN, "Ask j.smith@example.org")
    formula = made.put(REVIEW_SHEET, "INV-02b", layout.LEVEL, "=1+1")
    unknown = made.put(REVIEW_SHEET, "INV-03a", layout.CHECK, "INV-O3a")
    for row in (5, 6):
        made.put_at(NOTES_SHEET, row, layout.TEXT, "Something")
    twice = made.put_at(NOTES_SHEET, 6, layout.NOTE, "n1")
    word = made.put_case(FIRST, column("suspect"), "Perhaps")
    future = made.put_case(FIRST, column("started"), date(2030, 1, 1))
    review = read_back(made.save(tmp_path / "r.xlsx"))
    assert sorted(said(review.problems)) == sorted(
        [
            ("review-level-not-recognised", scale),
            ("review-level-not-recognised", excused),
            ("confidence-not-recognised", sure),
            ("note-unknown", note),
            ("note-twice", twice),
            ("personal-data", mail),
            ("formula-not-calculated", formula),
            ("check-unknown", unknown),
            ("review-row-missing", REVIEW_SHEET),
            ("file-value-not-recognised", word),
            ("file-value-not-recognised", future),
        ]
    )
    lines = "\n".join(item.line() for item in review.problems)
    assert (
        "the level is not on the scale, so the check counts as not reviewed: found “5”; expected a "
        "level from 0 Not in place to 4 Embedded, or an empty cell; nearest: “4 Embedded”." in lines
    )
    assert "found “hihg”; expected High, Medium, Low, or an empty cell; nearest: “High”" in lines
    assert "found “N9”; expected the number of a note on the sheet Notes" in lines
    assert "found “INV-O3a”; expected the id of a check; nearest: “INV-03a”" in lines
    assert "a check has no row, so it counts as not reviewed; expected a row for INV-03a" in lines
    assert "found “a text of 7 characters”; expected Agrees, Not known, or one of Yes, No" in lines
    assert "found “2030-01-01”; expected Agrees, Not known, or a date up to 2026-11-23" in lines
    assert "j.smith" not in lines
    assert review.levels == {}


def test_rows_may_be_sorted_and_columns_moved(tmp_path: Path) -> None:
    made = filled_review(INV_01a=1)
    made.put_case(FIRST, column("suspect"), "No")
    for name in (REVIEW_SHEET, CASES_SHEET):
        sheet = made.sheet(name)
        rows = [
            [(cell.value, cell.number_format) for cell in row] for row in sheet.iter_rows(min_row=5)
        ]
        for number, values in enumerate(reversed(rows), start=5):
            for place, (value, shown_as) in enumerate(values, start=1):
                sheet.cell(number, place).value = value
                sheet.cell(number, place).number_format = shown_as
        sheet.insert_cols(2)
        sheet.cell(4, 2).value = "My own"
    review = read_back(made.save(tmp_path / "r.xlsx"))
    assert review.problems == ()
    assert review.levels == {"INV-01a": 1}
    assert {c.column: c.found for c in review.cases[0].cells}["suspect"] == "No"


def test_a_column_sorted_apart_from_its_rows_is_found(tmp_path: Path) -> None:
    made = filled_review()
    made.put(REVIEW_SHEET, "INV-01a", layout.GIVEN, "0 Not in place")
    review = read_back(made.save(tmp_path / "r.xlsx"))
    assert [code for code, _ in said(review.problems)] == ["fixed-cells-changed"]
    assert (
        "cells that are not to be filled in were changed, or sorted apart from their rows; "
        "expected Force's level and The return says as they were" in review.problems[0].line()
    )
    made = filled_review()
    made.put_case(FIRST, column("suspect"), "No", layout.RETURN_SAYS)
    review = read_back(made.save(tmp_path / "r.xlsx"))
    assert [code for code, _ in said(review.problems)] == ["fixed-cells-changed"]


def test_rows_deleted_added_and_copied_are_told(tmp_path: Path) -> None:
    made = filled_review()
    review_sheet, cases = made.sheet(REVIEW_SHEET), made.sheet(CASES_SHEET)
    review_sheet.delete_rows(made.row(REVIEW_SHEET, Check="INV-01a"))
    twice = made.put_at(REVIEW_SHEET, review_sheet.max_row + 1, layout.CHECK, "INV-02a")
    nameless = made.put_at(REVIEW_SHEET, review_sheet.max_row + 1, layout.LEVEL, 2)
    cases.delete_rows(made.row(CASES_SHEET, Row=str(FIRST), Column=column("suspect")))
    end = cases.max_row + 1
    stranger = made.put_at(CASES_SHEET, end, layout.ROW, 999)
    made.put_at(CASES_SHEET, end, layout.FILE_SAYS, "Agrees")
    made.put_at(CASES_SHEET, end + 1, layout.ROW, FIRST)
    again = made.put_at(CASES_SHEET, end + 1, layout.COLUMN, column("closed"))
    made.put_case(FIRST, column("closed"), "Agrees")
    made.put_at(CASES_SHEET, end + 2, layout.ROW, FIRST)
    other = made.put_at(CASES_SHEET, end + 2, layout.COLUMN, "Date clozed")
    review = read_back(made.save(tmp_path / "r.xlsx"))
    assert sorted(said(review.problems)) == sorted(
        [
            ("review-row-missing", REVIEW_SHEET),
            ("check-twice", twice),
            ("row-without-check", nameless.replace("!H", "!A")),
            ("case-row-missing", CASES_SHEET),
            ("case-not-drawn", stranger),
            ("case-row-twice", again),
            ("case-column-unknown", other),
        ]
    )
    found = {cell.column: cell.found for cell in review.cases[0].cells}
    assert found["closed"] is found["suspect"] is None
    lines = "\n".join(item.line() for item in review.problems)
    assert (
        "this case was not drawn for the review, so what was read of it is left out: found “999”"
        in lines
    )
    assert f"found “nothing on Suspect identified, row {FIRST} of the return”" in lines
    assert (
        "found “Date clozed”; expected the heading of a column of the case files; nearest: “Date "
        "closed”" in lines
    )


def test_a_form_that_cannot_be_used_says_why(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    made = filled_review()
    cell = made.put_line(layout.REVIEWER, None)
    assert refusal(made.save(path)) == (
        f"{cell}: unusable: the review does not say whose it is: found an empty cell; expected a "
        "label for the inspector, such as A: no name. [reviewer-missing]"
    )
    made = filled_review()
    cell = made.put_line(layout.EDITION, "stolen-freedom 2026.2")
    assert refusal(made.save(path)) == (
        f"{cell}: unusable: the workbook was made for another edition: found “stolen-freedom "
        "2026.2”; expected stolen-freedom 2026.3. [edition-differs]"
    )
    made = filled_review()
    cell = made.put_line(layout.RETURN_DIGEST, "12ab")
    assert f"{cell}: unusable: this is not the form that is expected" in refusal(made.save(path))
    made = filled_review()
    cell = made.put_line(layout.ROWS_DRAWN, "5, six")
    assert "found “5, six”; expected rows of the return" in refusal(made.save(path))
    made = filled_review()
    cell = made.put_line(layout.FORM, "Reply")
    assert "found “Reply”; expected a form “Review”" in refusal(made.save(path))
    made = filled_review()
    made.sheet(REVIEW_SHEET).title = "Reviews"
    assert "expected a sheet named Review; nearest: “Reviews”" in refusal(made.save(path))
    made = filled_review()
    made.sheet(REVIEW_SHEET).cell(4, 1).value = "Chek"
    assert (
        "Review!A4: unusable: the table on a sheet of the form cannot be found; expected a "
        "column named Check; nearest: “Chek”" in refusal(made.save(path))
    )
    made = filled_review()
    made.sheet(CASES_SHEET).delete_cols(5)
    assert (
        "Cases read!A4: unusable: the table on a sheet of the form cannot be found; expected a "
        "column named The return says" in refusal(made.save(path))
    )
    assert "the table on a sheet of the form cannot be found" in refusal(SAMPLE)


def test_a_column_that_is_missing_is_said_and_the_rest_is_used(tmp_path: Path) -> None:
    made = filled_review(INV_01a=1)
    made.put(REVIEW_SHEET, "INV-01a", layout.SEEN, "Four inboxes")
    made.sheet(REVIEW_SHEET).cell(4, made.top(REVIEW_SHEET)[layout.SEEN]).value = "We saw"
    review = read_back(made.save(tmp_path / "r.xlsx"))
    assert review.levels == {"INV-01a": 1}
    assert [str(item.code) for item in review.problems] == ["column-missing"]
    assert "expected a column named What we saw; nearest: “We saw”" in review.problems[0].line()


def test_a_form_is_told_from_a_return(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    path.write_bytes(blank_review())
    assert form_kind(read_file(path)) is FormKind.REVIEW
    assert form_kind(read_file(SAMPLE)) is None
    assert form_kind(InputFile(name="x", content=b"no workbook")) is None


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
@pytest.mark.parametrize("suffix", ["xlsx", pytest.param("ods", marks=pytest.mark.full)])
def test_nothing_is_lost_in_libreoffice(tmp_path: Path, suffix: str) -> None:
    made = filled_review(INV_01a=1, VIC_01a=0)
    made.put(REVIEW_SHEET, "INV-01a", layout.SEEN, "Four inboxes, nobody named")
    made.put_case(FIRST, layout.ALL_ELSE, "Agrees")
    made.put_case(FIRST, column("started"), date(2026, 1, 2))
    made.put_at(NOTES_SHEET, 5, layout.TEXT, "Seen the log")
    path = made.save(tmp_path / "r.xlsx")
    out = tmp_path / "saved"
    out.mkdir()
    ours, theirs = read_back(path), read_back(save_with_libreoffice(path, out, suffix))
    assert theirs.problems == ours.problems == ()
    for field in ("about", "reviewer", "checks", "cases", "draw", "notes", "sign_off"):
        assert getattr(theirs, field) == getattr(ours, field)
