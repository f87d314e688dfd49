"""How the sheets that are written look, and how text is put into a cell without becoming more."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from slavery_benchmark.core.text import without_marks
from slavery_benchmark.reading.reader import CellValue
from slavery_benchmark.writing.text_lines import lines_of

FONT = "Arial"
DATE_FORMAT = "dd/mm/yyyy"
FIRST_DATE = "36526"
"""1 January 2000, as a spreadsheet counts days."""
A3, A4 = 8, 9
MAX_ROW_HEIGHT = 409.0
HEADER_SIZE, HEADER_POINTS = 10, 33.0
"""Letters and height of a header row: two lines, 44 pixels, as it stays in view at 200 % too."""
INK, PAPER, HEADER, INPUT, RULE = "1B2A3A", "FFFFFF", "1F3B57", "FFF7DC", "9AA7B4"
LINK_COLOUR = "0B4F8A"
MAX_CELL_TEXT = 32_767

_TEXT = Alignment(wrap_text=True, vertical="top", horizontal="left")
_THIN = Side(style="thin", color=RULE)
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_BODY_FONT = Font(name=FONT, size=10, color=INK)
_HEADER_FONT = Font(name=FONT, size=HEADER_SIZE, bold=True, color=PAPER)
_HEADER_FILL = PatternFill("solid", fgColor=HEADER)
_INPUT_FILL = PatternFill("solid", fgColor=INPUT)


def new_workbook() -> Workbook:
    """Return a workbook whose default font is ours, as column widths are measured in it."""
    book = Workbook()
    # openpyxl has no public way to the default style
    book._named_styles["Normal"].font = Font(name=FONT, size=10)  # type: ignore[attr-defined]  # noqa: SLF001
    return book


def put(cell: Cell | MergedCell, value: CellValue, *, bold: bool = False) -> None:
    """Write a value in body style. Text is text, whatever it starts with."""
    if isinstance(cell, MergedCell):
        raise AssertionError("no sheet of ours has merged cells")
    if isinstance(value, str):
        value = without_marks(value)[:MAX_CELL_TEXT]
    if value != "":
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
    if isinstance(value, date):
        cell.number_format = DATE_FORMAT
    cell.font = Font(name=FONT, size=10, color=INK, bold=True) if bold else _BODY_FONT
    cell.alignment = _TEXT
    cell.border = _BOX


def put_input(cell: Cell | MergedCell, value: CellValue) -> None:
    """Write a cell that a person fills in: pale yellow inside a frame."""
    put(cell, value)
    cell.fill = _INPUT_FILL


def dress_column(sheet: Worksheet, column: int, number_format: str) -> None:
    """Dress the cells of a column (from 1) that have no style of their own as `put_input` does."""
    style: Any = sheet.column_dimensions[get_column_letter(column)]
    style.font, style.fill, style.border, style.alignment = _BODY_FONT, _INPUT_FILL, _BOX, _TEXT
    style.number_format = number_format


def write_title(sheet: Worksheet, title: str, line: str) -> None:
    """Write the title in A1 and one line of explanation in A2."""
    sheet["A1"].value = title
    sheet["A1"].font = Font(name=FONT, size=16, bold=True, color=HEADER)
    sheet["A2"].value = line
    sheet["A2"].font = Font(name=FONT, size=10, color=INK)
    sheet.row_dimensions[1].height = 26
    sheet.sheet_view.showGridLines = False


def put_link(cell: Cell | MergedCell, words: str, sheet: str) -> None:
    """Write a link with words to the top of another sheet of the workbook."""
    cell.value = words
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{sheet}'!A1", display=words)
    cell.font = Font(name=FONT, size=11, color=LINK_COLOUR, underline="single")


def write_header(sheet: Worksheet, row: int, names: Sequence[str], widths: Sequence[float]) -> None:
    """Write a header row and set the width of its columns (in characters)."""
    for column, (name, width) in enumerate(zip(names, widths, strict=True), start=1):
        cell = sheet.cell(row, column)
        cell.value = name
        cell.font = _HEADER_FONT
        cell.fill = _HEADER_FILL
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        cell.border = _BOX
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.row_dimensions[row].height = HEADER_POINTS


def mark_table(sheet: Worksheet, name: str, header_row: int, last_row: int, columns: int) -> None:
    """Mark a range up as a named table, so that assistive technology finds it."""
    reference = f"A{header_row}:{get_column_letter(columns)}{last_row}"
    table = Table(displayName=name.replace("-", "_").replace(" ", "_"), ref=reference)
    table.tableStyleInfo = TableStyleInfo(name=None, showRowStripes=False)
    sheet.add_table(table)


def set_up_page(
    sheet: Worksheet,
    *,
    header_row: int | None,
    landscape: bool,
    paper: int = A4,
    freeze: str = "",
) -> None:
    """Set up printing: one page wide, header row repeated if any, no page header or footer."""
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = paper
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.5
    if header_row is not None:
        sheet.print_title_rows = f"{header_row}:{header_row}"
        sheet.freeze_panes = freeze or f"A{header_row + 1}"


def date_entry_rule() -> DataValidation:
    """Return the rule of a cell that takes a date since 2000."""
    return DataValidation(
        type="date",
        operator="greaterThan",
        formula1=FIRST_DATE,
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="A date is needed",
        error="Type a date as day/month/year, such as 31/03/2026.",
    )


def height_for(
    texts: Sequence[tuple[str, float]],
    line: float = 13.2,
    around: float = 6.0,
    *,
    size: float = 10,
    bold: bool = False,
) -> float:
    """Return the row height, in points, at which each (text, column width) shows whole.

    `line` is the height of a line, `around` what is left above and below all of them; `size` of
    the letters, in points.
    """
    most = max((lines_of(text, width, size, bold=bold) for text, width in texts), default=1)
    return min(most * line + around, MAX_ROW_HEIGHT)
