"""The sheet of problems in a marked copy: what to do, then one row a problem with a link."""

import re
import textwrap
from collections.abc import Sequence

import msgspec
from openpyxl.cell import Cell
from openpyxl.styles import Font
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from slavery_benchmark.core.problem_remedies import remedy
from slavery_benchmark.core.problems import Problem
from slavery_benchmark.forms.copied_cells import Losses, safe_text
from slavery_benchmark.forms.copied_sheet import MARKS
from slavery_benchmark.reading.addresses import column_letters
from slavery_benchmark.reading.raw_cells import column_index
from slavery_benchmark.writing.sheet_style import (
    FONT,
    height_for,
    mark_table,
    put,
    set_up_page,
    write_header,
    write_title,
)

COLUMNS = (
    ("Number", 9.0),
    ("Severity", 10.0),
    ("Place", 26.0),
    ("Row and column", 20.0),
    ("What is wrong", 30.0),
    ("Found", 17.0),
    ("Expected", 34.0),
    ("How to mend it", 36.0),
    ("Code", 21.0),
)
_LINE = 170
_PLACE = re.compile(r"(.+)!([A-Z]{1,3})([0-9]{1,7})?", re.DOTALL)
_LINK = Font(name=FONT, size=10, color="0B5394", underline="single")


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A problem with its number and its place: sheet of the copy, row and column from 0.

    A problem of a whole sheet has no row; one of the whole file has no sheet either. One of a whole
    column stands at its heading. `about` names row and column in words of the workbook.
    """

    number: int
    problem: Problem
    sheet: str = ""
    row: int | None = None
    column: int | None = None
    about: str = ""

    @property
    def cell(self) -> str:
        """The address without its sheet, empty for a whole sheet."""
        if self.row is None or self.column is None:
            return ""
        return f"{column_letters(self.column)}{self.row + 1}"

    @property
    def where(self) -> str:
        """What the problem is about on its sheet: a cell, a column, or nothing for all of it."""
        said = self.problem.cell.rpartition("!")[2] if self.cell else ""
        return f"column {said}" if said.isalpha() else said

    def words(self) -> str:
        """Return what is said beside the cell."""
        item = self.problem
        return (
            f"Problem {self.number}, {self.where}, {item.severity}: {item.sentence()}\n"
            f"To mend it: {remedy(item.code)}"
        )


def place_of(cell: str, sheets: Sequence[str]) -> tuple[str, int | None, int | None]:
    """Return sheet, row and column (from 0) of a place; no sheet's name if it is none of these.

    A whole column has no row.
    """
    found = _PLACE.fullmatch(cell)
    if found and found[1] in sheets:
        row = int(found[3]) - 1 if found[3] else None
        return found[1], row, column_index(found[2])
    return (cell, None, None) if cell in sheets else ("", None, None)


def write_problems(
    sheet: Worksheet, *, file: str, counts: str, entries: Sequence[Entry], sentences: Sequence[str]
) -> None:
    """Write the sheet. `sentences` say what the copy left out."""
    write_title(sheet, f"Problems in {_plain(file)}", "")
    lines = _lines(file, counts, sentences)
    for row, line in enumerate(lines, start=2):
        cell = sheet.cell(row, 1)
        cell.value = _plain(line)
        cell.data_type = "s"
        cell.font = Font(name=FONT, size=10, bold=row == 2)
    header = len(lines) + 3
    if not entries:
        set_up_page(sheet, header_row=None, landscape=True)
        return
    write_header(sheet, header, [name for name, _ in COLUMNS], [width for _, width in COLUMNS])
    for row, entry in enumerate(entries, start=header + 1):
        _write_row(sheet, row, entry)
    mark_table(sheet, "Problems", header, header + len(entries), len(COLUMNS))
    set_up_page(sheet, header_row=header, landscape=True)


def _lines(file: str, counts: str, sentences: Sequence[str]) -> list[str]:
    if counts:
        first = (
            f"{counts}. Mend them in your own workbook, {file}, not in this copy. Then run "
            "benchmark check on it again, and send that one."
        )
        legend = (
            "Each bad cell is marked where it stands: an error with a thick unbroken frame, a "
            "warning with a dashed one. The words beside it, at the right end of its row, have "
            "the number used here. The links under Place lead to the cells."
        )
        said = [first, legend]
    else:
        said = [f"No problems were found in {file}."]
    paragraphs = [*said, " ".join(sentences)]
    return [line for text in paragraphs for line in textwrap.wrap(text, _LINE)]


def _write_row(sheet: Worksheet, row: int, entry: Entry) -> None:
    item = entry.problem
    found = {None: "Nothing to show", "": "An empty cell"}.get(item.found, item.found or "")
    expected = item.expected
    if item.nearest:
        expected += "; nearest: " + " or ".join(f"“{word}”" for word in item.nearest)
    values: tuple[str | int, ...] = (
        entry.number,
        item.severity.value,
        _place_words(entry),
        entry.about or "All",
        _capital(item.title),
        found,
        _capital(expected),
        remedy(item.code),
        item.code.value,
    )
    for column, value in enumerate(values, start=1):
        put(sheet.cell(row, column), _plain(value) if isinstance(value, str) else value)
    if item.severity in MARKS:
        sheet.cell(row, 2).fill = MARKS[item.severity][0]
    place = sheet.cell(row, 3)
    if entry.sheet and isinstance(place, Cell):
        quoted = entry.sheet.replace("'", "''")
        place.hyperlink = Hyperlink(
            ref=place.coordinate, location=f"'{quoted}'!{entry.cell or 'A1'}"
        )
        place.font = _LINK
    texts = [(str(v), width) for v, (_, width) in zip(values, COLUMNS, strict=True)]
    sheet.row_dimensions[row].height = height_for(texts)


def _place_words(entry: Entry) -> str:
    if not entry.sheet:
        return "The whole workbook"
    if not entry.where:
        return f"The sheet {entry.sheet}"
    return f"{entry.sheet}, {'' if entry.where.startswith('column') else 'cell '}{entry.where}"


def _plain(text: str) -> str:
    return safe_text(text, Losses())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
