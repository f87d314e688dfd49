"""The essential points of "Releasing statistics in spreadsheets", asserted of a written file.

Named exceptions, as the workbook's Notes say: frozen headers, filters and charts.
"""

import io
import re
import zipfile
from collections.abc import Iterator

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

LONGEST_SHEET_NAME = 31
LONGEST_TEXT = 32_767


def faults(content: bytes) -> list[str]:
    """Return every point that the workbook does not meet, in words; an empty list is a pass."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    found: list[str] = []
    if not book.properties.title:
        found.append("no document title")
    if book.properties.language != "en-GB":
        found.append("no document language")
    if "Notes" not in book.sheetnames:
        found.append("no sheet of notes")
    if book.sheetnames[0] != "Cover":
        found.append("the first sheet is not the cover")
    names = [name for sheet in book.worksheets for name in sheet.tables]
    if len({name.casefold() for name in names}) != len(names):
        found.append("two tables have one name")
    linked = {
        cell.hyperlink.location.rpartition("!")[0][1:-1].replace("''", "'")
        for row in book.worksheets[0].iter_rows()
        for cell in row
        if cell.hyperlink and cell.hyperlink.location
    }
    for sheet in book.worksheets:
        found += [f"{sheet.title}: {fault}" for fault in _sheet_faults(sheet)]
        if sheet.title not in linked and sheet is not book.worksheets[0]:
            found.append(f"{sheet.title}: the contents have no link to it")
    return found + list(_package_faults(content))


def _sheet_faults(sheet: Worksheet) -> Iterator[str]:
    if not isinstance(sheet["A1"].value, str):
        yield "no title in A1"
    if len(sheet.title) > LONGEST_SHEET_NAME or re.search(r"[\[\]:*?/\\]|^'|'$", sheet.title):
        yield "not a valid sheet name"
    if sheet.merged_cells.ranges:
        yield "merged cells"
    if sheet.sheet_state != "visible":
        yield "a hidden sheet"
    if any(line.hidden for line in sheet.row_dimensions.values()):
        yield "hidden rows"
    if any(line.hidden for line in sheet.column_dimensions.values()):
        yield "hidden columns"
    parts = (sheet.oddHeader, sheet.oddFooter, sheet.evenHeader, sheet.firstHeader)
    sides = [getattr(part, side) for part in parts for side in ("left", "center", "right")]
    if any(side.text for side in sides):
        yield "a page header or footer"
    if sheet.page_setup.orientation != "landscape" or str(sheet.page_setup.paperSize) != "9":
        yield "not set up for A4 landscape"
    if len(sheet.tables) > 1:
        yield "more than one table"
    yield from _cell_faults(sheet)
    for table in sheet.tables.values():
        yield from _table_faults(sheet, table.ref, [column.name for column in table.tableColumns])


def _cell_faults(sheet: Worksheet) -> Iterator[str]:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type in ("f", "e"):
                yield f"{cell.coordinate}: a formula or an error"
            if cell.comment:
                yield f"{cell.coordinate}: a comment"
            if isinstance(cell.value, str) and len(cell.value) > LONGEST_TEXT:
                yield f"{cell.coordinate}: longer than a cell can hold"
            if cell.hyperlink and str(cell.value).startswith(("http", "#")):
                yield f"{cell.coordinate}: a link without words"


def _table_faults(sheet: Worksheet, reference: str, columns: list[str]) -> Iterator[str]:
    rows = list(sheet[reference])
    headers = [cell.value for cell in rows[0]]
    if not all(isinstance(header, str) and header for header in headers):
        yield "a column without a header"
    if len({str(header).casefold() for header in headers}) != len(headers):
        yield "two columns have one header"
    if headers != columns:
        yield "the table's columns are not its header row"
    if sheet.print_title_rows != f"${rows[0][0].row}:${rows[0][0].row}":
        yield "the header row is not repeated in print"
    if any(all(cell.value is None for cell in row) for row in rows):
        yield "a blank row in the table"
    for row in rows[1:]:
        for cell in row:
            if isinstance(cell.value, str) and not cell.alignment.wrap_text:
                yield f"{cell.coordinate}: text that is not wrapped"
    last = rows[-1][0].row or 0
    if any(cell.value is not None for row in sheet.iter_rows(min_row=last + 1) for cell in row):
        yield "text below the table"


def _package_faults(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        drawings = [name for name in names if re.match(r"xl/drawings/drawing\d+\.xml$", name)]
        for name in drawings:
            text = package.read(name).decode()
            for frame in re.findall(r"<(?:\w+:)?cNvPr [^>]*>", text):
                if not re.search(r'descr="[^"]{20,}"', frame):
                    yield f"{name}: a chart without alternative text"
        for name in names:
            if re.match(r"xl/charts/chart\d+\.xml$", name):
                text = package.read(name).decode()
                if len(re.findall(r"<(?:\w+:)?title>", text)) < 3:
                    yield f"{name}: a chart without title or axis titles"
        if any("externalLink" in name or "vba" in name for name in names):
            yield "a link to another workbook, or a macro"
