"""A marked copy holds the case files without any text that may be about a person."""

import io
from datetime import date, time
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from slavery_benchmark.core.framework.case_sheet import CaseSheet
from slavery_benchmark.extracting import case_log, layout
from slavery_benchmark.forms.copied_cases import MOST_ROWS, NOT_COPIED, fit_to_copy
from slavery_benchmark.forms.marked_copy import make_marked_copy
from slavery_benchmark.reading.reader import CellValue, RawSheet
from tests.extracting.case_sheets import (
    DECLARED,
    HEADINGS,
    IDS,
    TOP,
    case,
    cases,
    place_of,
    sheet_of,
)
from tests.returns import CASES_HEADER_ROW, Return, Tamper, extracted, tampered

MARKER = "Zebedee"


def copied(path: Path, declared: CaseSheet | None = DECLARED) -> tuple[str, Workbook]:
    """Return what a marked copy says that it left out, and the copy."""
    made = make_marked_copy(path, extracted(path), declared)
    return made.left_out, openpyxl.load_workbook(io.BytesIO(made.content))


def of_tampered(folder: Path, tamper: Tamper) -> tuple[str, Workbook]:
    return copied(tampered(folder / "x.xlsx", tamper))


def value_in_copy(column: str, value: CellValue) -> CellValue:
    kept, _ = fit_to_copy(sheet_of([case(1, **{column: value})]), DECLARED, ())
    return kept.value(*place_of(column))


@pytest.mark.parametrize(
    ("column", "value"),
    [
        *((name, value) for name, value in case(1).items()),
        ("case", "MS-012"),
        ("started", "not YET "),
        ("started", "04/05/2025"),
        ("started", "2025-05-04"),
        ("started", date(2060, 1, 1)),
        ("started", 45000.0),
        ("victims", "3"),
        ("victims", -2.5),
        ("suspect", "y"),
        ("suspect", True),
        ("suspect", 1.0),
        ("route", " police discovery"),
    ],
)
def test_what_a_column_takes_is_copied_as_it_stands(column: str, value: CellValue) -> None:
    assert value_in_copy(column, value) == value


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("case", "Mary at 12 Acacia Road"),
        ("case", "46/12345/25"),
        ("case", 7_700_900_123_000_000_000_000.0),
        ("started", "soon"),
        ("started", date(1986, 5, 12)),
        ("started", "12/05/1986 (DOB)"),
        ("started", time(3, 4)),
        ("victims", "Mary and Jane"),
        ("victims", 7_700_900_123.0),
        ("victims", date(2008, 5, 12)),
        ("suspect", "Yes: Mary"),
        ("suspect", "n/a"),
        ("route", "Her sister rang"),
    ],
)
def test_anything_else_is_not_copied(column: str, value: CellValue) -> None:
    assert value_in_copy(column, value) == NOT_COPIED


def test_columns_of_the_force_and_lines_above_the_table_are_not_copied() -> None:
    sheet = sheet_of(cases(2), [*HEADINGS, f"Notes of {MARKER}"])
    sheet.rows[1][0] = f"For {MARKER}"
    sheet.rows[TOP + 1][-1] = MARKER
    sheet.rows[TOP + 2][-1] = date(1986, 5, 12)
    kept, said = fit_to_copy(sheet, DECLARED, ())
    assert [row[-1] for row in kept.rows[TOP:]] == [NOT_COPIED] * 3
    assert kept.rows[TOP][:-1] == HEADINGS
    assert all(row == [] for row in kept.rows[:TOP])
    assert said == (
        "Of the sheet Case files only the table is here, without what its columns do not take: 3 "
        "cells read [not copied]."
    )


def test_an_error_is_copied_and_a_text_in_its_place_is_described() -> None:
    marks = {place_of("started"): "#N/A", place_of("suspect"): MARKER, (0, 0): MARKER}
    kept, _ = fit_to_copy(sheet_of(cases(1), marks=marks), DECLARED, ())
    assert kept.marks == {
        place_of("started"): "#N/A",
        place_of("suspect"): "a text of 7 characters",
    }


def test_of_a_large_sheet_only_the_bad_rows_are_copied_where_they_were() -> None:
    rows = cases(MOST_ROWS + 1)
    bad = TOP + 1_500
    kept, said = fit_to_copy(sheet_of(rows), DECLARED, {bad, TOP, 0})
    assert [place for place, row in enumerate(kept.rows) if row] == [TOP, bad]
    assert kept.rows[bad][0] == 1_500
    assert said == (
        "Of the sheet Case files only the table is here. Of its 2,001 rows only those with a "
        "problem are here."
    )
    whole, said = fit_to_copy(sheet_of(rows[:-1]), DECLARED, ())
    assert sum(1 for row in whole.rows if row) == MOST_ROWS + 1
    assert said == "Of the sheet Case files only the table is here."


@pytest.mark.parametrize("declared", [None, DECLARED])
def test_a_sheet_without_its_table_is_empty_in_the_copy(declared: CaseSheet | None) -> None:
    sheet = RawSheet("Case files", False, [[MARKER, "1"], ["x", "y"]], {(1, 1): "#N/A"})
    kept, said = fit_to_copy(sheet, declared, {0, 1})
    assert (kept.rows, kept.marks) == ([[], []], {})
    assert said == "The sheet Case files is empty here, as its table cannot be found."


# --- in a copy of a workbook ----------------------------------------------------------------------


def test_problems_stand_at_their_cells_with_the_number_of_the_case(tmp_path: Path) -> None:
    cell: list[str] = []

    def tamper(made: Return) -> None:
        number = next(iter(made.case_rows))
        cell.append(made.put_case(number, "suspect", f"Yes: {MARKER}"))

    _, book = of_tampered(tmp_path, tamper)
    place = cell[0].partition("!")[2]
    sheet = book[layout.CASES_SHEET]
    assert sheet[place].value == NOT_COPIED
    assert sheet[place].border.left.style == "thick"
    beside = sheet.cell(sheet[place].row, len(IDS) + 1).value
    assert beside == (
        f"Problem 1, {place}, error: the word is not one that the column takes, so measures that "
        "need it leave the case out: found “a text of 12 characters”; expected one of Yes, No, Not "
        "needed.\nTo mend it: Choose a word from the list, or empty the cell for "
        "unknown."
    )
    (table,) = book["Problems"].tables.values()
    row = [c.value for c in book["Problems"][table.ref][1]]
    assert row[2] == f"Case files, cell {place}"
    assert row[3] == f"{sheet.cell(sheet[place].row, 1).value}, Suspect identified"


def test_a_problem_of_a_whole_column_stands_at_its_heading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(case_log, "SHOWN", 20)

    def tamper(made: Return) -> None:
        for number in list(made.case_rows)[:25]:
            made.put_case(number, "suspect", "perhaps")

    _, book = of_tampered(tmp_path, tamper)
    sheet = book[layout.CASES_SHEET]
    heading = sheet.cell(CASES_HEADER_ROW, IDS.index("suspect") + 1)
    assert heading.value == "Suspect identified"
    assert heading.border.left.style == "thick"
    beside = str(sheet.cell(CASES_HEADER_ROW, len(IDS) + 1).value)
    assert "Problem 21, column M, error: " in beside
    assert "found “5 more cells like this in the column”" in beside
    (table,) = book["Problems"].tables.values()
    last = book["Problems"][table.ref][-1]
    assert [last[2].value, last[3].value] == ["Case files, column M", "Suspect identified"]
    assert last[2].hyperlink.location == f"'Case files'!M{CASES_HEADER_ROW}"


def test_a_problem_of_the_cover_about_cases_is_marked_there(tmp_path: Path) -> None:
    _, book = of_tampered(tmp_path, lambda made: made.put_cover(layout.HOW_CHOSEN, "by hand"))
    assert book["Cover"]["B13"].border.top.style == "thick"
    (table,) = book["Problems"].tables.values()
    row = [c.value for c in book["Problems"][table.ref][1]]
    assert row[2:4] == ["Cover, cell B13", "How the cases were chosen, Answer"]


def test_a_sheet_of_almost_the_same_name_holds_no_free_text_either(tmp_path: Path) -> None:
    def tamper(made: Return) -> None:
        made.book.copy_worksheet(made.cases).title = "Case files key"
        made.book["Case files key"]["B6"] = MARKER
        made.book.create_sheet("Our CASE FILES")["A1"] = MARKER

    said, book = of_tampered(tmp_path, tamper)
    assert "The sheet Our CASE FILES is empty here, as its table cannot be found." in said
    assert book["Case files key"]["B6"].value == NOT_COPIED
    assert book["Our CASE FILES"]["A1"].value is None


def test_the_words_of_the_template_above_the_table_stay_out_and_the_rest_is_as_it_was(
    tmp_path: Path,
) -> None:
    path = tampered(tmp_path / "x.xlsx")
    said, book = copied(path)
    assert said.endswith("Of the sheet Case files only the table is here.")
    original = openpyxl.load_workbook(path)[layout.CASES_SHEET]
    copy = book[layout.CASES_SHEET]

    def table(sheet: object) -> list[tuple[object, ...]]:
        assert hasattr(sheet, "iter_rows")
        rows = sheet.iter_rows(min_row=CASES_HEADER_ROW, max_col=len(IDS), values_only=True)
        return [row for row in rows if any(row)]

    assert table(copy) == table(original)
    assert copy["A1"].value is None
