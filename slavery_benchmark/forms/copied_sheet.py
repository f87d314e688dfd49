"""One sheet of a marked copy: the values where they were, bad cells marked, words beside them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

import msgspec
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from slavery_benchmark.core.problems import Severity
from slavery_benchmark.extracting.values import is_error_text
from slavery_benchmark.forms.copied_cells import Losses, copy_value
from slavery_benchmark.reading.reader import CellValue, RawSheet
from slavery_benchmark.writing.sheet_style import A3, FONT, HEADER, INK, RULE, height_for

PROBLEM_COLUMN = "Problem (benchmark)"
MAX_COLUMNS = 16_384
MARKS = {
    Severity.ERROR: (PatternFill("solid", fgColor="F8C9C4"), Side(style="thick", color="A3160B")),
    Severity.WARNING: (
        PatternFill("solid", fgColor="FFE9A8"),
        Side(style="mediumDashed", color="7A5200"),
    ),
}
"""The fill and the frame of a bad cell, so that neither is told by colour alone."""

_HEADER_ROWS = 50
_ONLY_COLUMN_WIDTH, _PROBLEM_WIDTH = 92.0, 64.0
_NARROW, _SHORT, _WIDE = 8.0, 20, 40.0
_PLAIN = Alignment(vertical="top", horizontal="left")
_WRAPPED = Alignment(vertical="top", horizontal="left", wrap_text=True)
_THIN = Side(style="thin", color=RULE)
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_BODY = Font(name=FONT, size=10, color=INK)
_BOLD = Font(name=FONT, size=10, color=INK, bold=True)
_TITLE = Font(name=FONT, size=14, color=HEADER, bold=True)
_HEADER_FILL = PatternFill("solid", fgColor="DCE4EB")

Places = Mapping[tuple[int, int], tuple[Severity, str]]
"""The gravest severity and the words for each bad cell, by row and column from 0."""


class Shape(msgspec.Struct, frozen=True):
    """How far a sheet reaches, its row of headings if it has one, and the widths of its columns."""

    columns: int
    header: int | None
    widths: tuple[float, ...]


EMPTY = Shape(0, None, ())


def shape_of(sheet: RawSheet) -> Shape:
    """Return the shape of a sheet: the heading row is the first that is fullest, of text alone."""
    columns, header, most = 0, None, 1
    longest: dict[int, int] = {}
    lone: set[int] = set()
    for row, values in enumerate(sheet.rows):
        filled = [(c, value) for c, value in enumerate(values) if value != ""]
        columns = max(columns, filled[-1][0] + 1 if filled else 0)
        if row < _HEADER_ROWS and len(filled) > most:
            if all(isinstance(value, str) for _, value in filled):
                header = row
            most = len(filled)
        if len(filled) == 1:
            lone.add(filled[0][0])
        else:
            for column, value in filled:
                longest[column] = max(longest.get(column, 0), _shown_length(value))
    columns = max([columns, *(column + 1 for _, column in sheet.marks)])
    only = not longest and len(lone) == 1
    widths = tuple(
        _ONLY_COLUMN_WIDTH if only and column in lone else _width(longest.get(column, 0))
        for column in range(min(columns, MAX_COLUMNS))
    )
    return Shape(columns, header, widths)


class SheetCopy:
    """Writes one sheet: its values, the marks of its bad cells, and the words beside them."""

    def __init__(self, target: Worksheet, sheet: RawSheet, shape: Shape, losses: Losses) -> None:
        self._target = target
        self._sheet = sheet
        self._shape = shape
        self._losses = losses

    def write(self, places: Places) -> None:
        """Write the sheet.

        The words stand in the first free column to the right, in the row of their cell.
        """
        sheet, shape, target = self._sheet, self._shape, self._target
        columns = max([shape.columns, *(column + 1 for _, column in places)])
        last_row = max([len(sheet.rows), *(row + 1 for row, _ in (*places, *sheet.marks))])
        for column, width in enumerate(shape.widths, start=1):
            target.column_dimensions[get_column_letter(column)].width = width
        words = _by_row(places)
        for row in range(last_row):
            self._write_row(row, "\n\n".join(text for _, text in words.get(row, [])))
        for (row, column), (severity, _) in places.items():
            if column < MAX_COLUMNS:
                _mark(_cell(target, row, column), severity)
        if places and columns < MAX_COLUMNS:
            self._write_words(words, columns)
        _set_up(target, shape.header)

    def _write_row(self, row: int, words: str) -> None:
        shape, header = self._shape, self._shape.header
        filled = list(self._filled(row))
        wrapped = len(filled) > 1 or len(shape.widths) == 1
        if header is not None and row >= header and len(filled) > 1:
            for column in range(len(shape.widths)):
                _cell(self._target, row, column).border = _BOX
        for column, value in filled:
            cell = _cell(self._target, row, column)
            copy_value(cell, value, self._losses)
            cell.font = _BODY
            cell.alignment = _WRAPPED if wrapped else _PLAIN
            if row == header:
                cell.font, cell.fill = _BOLD, _HEADER_FILL
            elif (row, column) == (0, 0) and not wrapped:
                cell.font = _TITLE
        texts = [(words, _PROBLEM_WIDTH)] if words else []
        if wrapped:
            texts += [(v, shape.widths[c]) for c, v in filled if isinstance(v, str)]
        height = height_for(texts)
        if height > height_for([]):
            self._target.row_dimensions[row + 1].height = height

    def _filled(self, row: int) -> Iterator[tuple[int, CellValue]]:
        """Yield the cells of a row that hold something.

        An error holds nothing here: its text would pass for an answer where the copy is read. The
        words beside it say which it was.
        """
        for column in range(self._shape.columns):
            value = self._sheet.value(row, column)
            if value == "" or (isinstance(value, str) and is_error_text(value)):
                continue
            if column < MAX_COLUMNS:
                yield column, value
            else:
                self._losses.beyond += 1

    def _write_words(
        self, words: Mapping[int, Sequence[tuple[Severity, str]]], column: int
    ) -> None:
        header = self._shape.header
        heading_row = header if header is not None else max(min(words) - 1, 0)
        self._target.column_dimensions[get_column_letter(column + 1)].width = _PROBLEM_WIDTH
        for row in sorted({heading_row, *words}):
            said = words.get(row, [])
            texts = [text for _, text in said]
            if row == heading_row:
                texts.insert(0, PROBLEM_COLUMN)
            cell = _cell(self._target, row, column)
            copy_value(cell, "\n\n".join(texts), self._losses)
            cell.font = _BOLD if row == heading_row else _BODY
            cell.alignment, cell.border = _WRAPPED, _BOX
            cell.fill = _HEADER_FILL
            if said:
                order = list(Severity)
                cell.fill = MARKS[max((s for s, _ in said), key=order.index)][0]


def _mark(cell: Cell, severity: Severity) -> None:
    fill, side = MARKS[severity]
    cell.fill = fill
    cell.border = Border(left=side, right=side, top=side, bottom=side)
    cell.font = _BOLD
    cell.alignment = _WRAPPED


def _by_row(places: Places) -> dict[int, list[tuple[Severity, str]]]:
    rows: dict[int, list[tuple[Severity, str]]] = {}
    for (row, _), said in sorted(places.items(), key=lambda item: item[0]):
        rows.setdefault(row, []).append(said)
    return rows


def _set_up(target: Worksheet, header: int | None) -> None:
    target.page_setup.orientation = "landscape"
    target.page_setup.paperSize = A3
    target.page_setup.fitToWidth, target.page_setup.fitToHeight = 1, 0
    target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    target.sheet_view.zoomScale = 85
    if header is not None:
        target.print_title_rows = f"{header + 1}:{header + 1}"
        target.freeze_panes = f"B{header + 2}"


def _cell(target: Worksheet, row: int, column: int) -> Cell:
    cell = target.cell(row + 1, column + 1)
    if not isinstance(cell, Cell):
        raise AssertionError("a copy has no merged cells")
    return cell


def _shown_length(value: CellValue) -> int:
    if isinstance(value, str):
        return max(len(line) for line in value.split("\n"))
    if isinstance(value, datetime):
        return 16
    return 10 if isinstance(value, date) else min(len(str(value)), 12)


def _width(longest: int) -> float:
    """Return a width at which a column reads well: short values whole, long text wrapped."""
    if longest <= _SHORT:
        return max(longest * 1.1 + 2, _NARROW)
    return min(_SHORT + 2 + longest / 20, _WIDE)
