"""How the results workbook looks: what stands beside what, and what goes onto a page."""

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.reports import opened


@pytest.fixture(scope="module")
def book(content: bytes) -> openpyxl.Workbook:
    return opened(content)


def tables(book: openpyxl.Workbook) -> list[tuple[Worksheet, int, int]]:
    """Return each sheet with a table, its header row and its number of columns."""
    found: list[tuple[Worksheet, int, int]] = []
    for sheet in book.worksheets:
        assert isinstance(sheet, Worksheet)
        for table in sheet.tables.values():
            rows = sheet[table.ref]
            found.append((sheet, rows[0][0].row or 0, len(rows[0])))
    return found


def test_words_never_touch_the_numbers_on_their_left(book: openpyxl.Workbook) -> None:
    seen = set()
    for sheet, header, columns in tables(book):
        for column in range(2, columns + 1):
            before, here = (sheet.cell(header, place) for place in (column - 1, column))
            if before.alignment.horizontal == "right" and here.alignment.horizontal == "left":
                assert here.alignment.indent == 1, f"{sheet.title}: {before.value}|{here.value}"
                below = sheet.cell(header + 1, column)
                if below.has_style and isinstance(below.value, str):
                    assert below.alignment.indent == 1, f"{sheet.title}!{below.coordinate}"
                seen.add((before.value, here.value))
    assert {("Score", "Against 2017"), ("Level, high", "Judged levels")} <= seen


def test_a_row_of_single_lines_takes_no_more_room_than_a_line(book: openpyxl.Workbook) -> None:
    scores = book["Scores"]
    heights = [scores.row_dimensions[row].height for row in range(7, scores.max_row + 1)]
    single = sum(height is not None and height < 18 for height in heights)
    assert single > len(heights) / 2, "a hidden code or file name makes rows twice as high"


def test_every_table_is_a_page_wide_with_its_header_on_each_page(book: openpyxl.Workbook) -> None:
    for sheet, header, _ in tables(book):
        setup = sheet.sheet_properties.pageSetUpPr
        assert setup is not None
        assert setup.fitToPage, sheet.title
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0), sheet.title
        assert sheet.print_title_rows == f"${header}:${header}", sheet.title


def test_bold_and_underlined_scores_are_explained(book: openpyxl.Workbook) -> None:
    look = "A score in bold is at target; an underlined one is no better than 2017."
    notes = [str(row[1].value) for row in book["Notes"].iter_rows(max_col=2)]
    assert any(note.startswith(look) for note in notes)
    own = next(sheet for sheet in book.worksheets if sheet.title.startswith("Aldermoss"))
    top = " ".join(str(row[0].value) for row in own.iter_rows(max_row=12, max_col=1))
    assert look in " ".join(top.split())
