"""How the results workbook looks: what stands beside what, and what goes onto a page."""

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from slavery_benchmark.formats.charts.font import BOLD, advances
from tests.reports import opened


@pytest.fixture(scope="module")
def book(content: bytes) -> openpyxl.Workbook:
    return opened(content)


class ShippedBold:
    """The bold font that is shipped, as a measure that the tool's own is held against."""

    def __init__(self) -> None:
        self.known = advances(BOLD)

    def width(self, text: str) -> float:
        return sum(self.known[char] for char in text) / 1000 * 10 * 96 / 72

    def lines(self, text: str, room: float) -> int:
        said: list[str] = []
        for word in text.split():
            longer = f"{said[-1]} {word}" if said else word
            if said and self.width(longer) <= room:
                said[-1] = longer
            else:
                said.append(word)
            assert self.width(word) <= room, word
        return len(said)


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
    heights = [scores.row_dimensions[row].height for row in range(5, scores.max_row + 1)]
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
    notes = [str(row[2].value) for row in book["Notes"].iter_rows(max_col=3)]
    assert any(note.startswith(look) for note in notes)


def test_what_stays_in_view_leaves_room_for_rows_at_200_per_cent(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets:
        assert isinstance(sheet, Worksheet)
        if not sheet.freeze_panes:
            continue
        header = int("".join(filter(str.isdigit, sheet.freeze_panes))) - 1
        points = [sheet.row_dimensions[row].height or 15.0 for row in range(1, header + 1)]
        assert header <= 4, sheet.title
        assert points[-1] / 0.75 <= 45, sheet.title
        assert sum(points) / 0.75 <= 120, sheet.title
    assert book["Cover"].freeze_panes is None, "its lines would stay in view"


def test_headers_are_whole_beside_the_button_of_a_filter(book: openpyxl.Workbook) -> None:
    font, button = ShippedBold(), 18
    for sheet, header, columns in tables(book):
        for place, cell in enumerate(sheet[header][:columns], start=1):
            room = sheet.column_dimensions[get_column_letter(place)].width * 7 - button
            assert font.lines(str(cell.value), room) <= 2, f"{sheet.title}: {cell.value}"
            assert not cell.alignment.text_rotation
