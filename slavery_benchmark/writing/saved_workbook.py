"""Saves a workbook of openpyxl in memory: that library would put each sheet on disk first."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

import msgspec

from slavery_benchmark.core.text import looks_like_formula

if TYPE_CHECKING:
    from openpyxl import Workbook


class Streamed(msgspec.Struct, frozen=True):
    """Rows to follow those of a sheet, as XML, and the range of the sheet with them."""

    rows: Iterable[bytes]
    dimension: str


_NO_ROWS = re.compile(rb"<sheetData ?/>|<sheetData></sheetData>")
_END = b"</sheetData>"


def workbook_bytes(
    book: "Workbook", streamed: Mapping[str, Streamed] | None = None, *, plain: bool = False
) -> bytes:
    """Return the workbook as the bytes of an .xlsx; no temporary file is made of it.

    `streamed` are rows of sheets, by title, that are made and packed one by one. `plain`: its cells
    hold text, numbers and dates alone, so that rows can be written at once, which is much faster.
    Text that looks like a formula is marked as text.
    """
    from datetime import UTC, datetime
    from zipfile import ZIP_DEFLATED, ZipFile

    _keep_text(book)
    from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
    from openpyxl.worksheet._writer import WorksheetWriter
    from openpyxl.writer.excel import ExcelWriter

    class WithoutRows(WorksheetWriter):
        """Writes all of a sheet but its rows, and takes note of its links as they would."""

        def write_rows(self) -> None:
            file: Any = self.xf.send(True)
            sheet: Any = self.ws
            for cell in sheet._cells.values():  # noqa: SLF001 - as in the method replaced
                if cell.hyperlink:
                    sheet._hyperlinks.append(cell.hyperlink)  # noqa: SLF001
            with file.element("sheetData"):
                pass
            self.xf.send(None)

    class InMemory(ExcelWriter):
        """Writes sheets as the library does, but to memory."""

        _archive: ZipFile

        def write_worksheet(self, ws: Any) -> None:
            ws._drawing = SpreadsheetDrawing()  # noqa: SLF001 - as in the method replaced
            ws._drawing.charts = ws._charts  # noqa: SLF001
            ws._drawing.images = ws._images  # noqa: SLF001
            content = io.BytesIO()
            writer: Any = (WithoutRows if plain else WorksheetWriter)(ws, out=content)
            writer.write()
            ws._rels = writer._rels  # noqa: SLF001
            sheet = content.getvalue()
            if plain:
                rows = b"".join((b"<sheetData>", *_rows(ws), _END))
                sheet = _NO_ROWS.sub(lambda _: rows, sheet, count=1)
            more = (streamed or {}).get(ws.title)
            if more is None:
                self._archive.writestr(ws.path[1:], sheet)
            else:
                with self._archive.open(ws.path[1:], "w", force_zip64=True) as part:
                    part.writelines(_with_rows(sheet, more))
            self.manifest.append(ws)

    stream = io.BytesIO()
    book.properties.modified = datetime.now(tz=UTC).replace(tzinfo=None)
    InMemory(book, ZipFile(stream, "w", ZIP_DEFLATED, allowZip64=True)).save()
    return stream.getvalue()


def _keep_text(book: "Workbook") -> None:
    """Mark what looks like a formula as text, as an apostrophe does that somebody types.

    Without it a spreadsheet program makes a formula of it as soon as somebody edits the cell.
    """
    marked: dict[tuple[int, ...], Any] = {}
    for sheet in book.worksheets:
        cells: Any = sheet
        for cell in cells._cells.values():  # noqa: SLF001 - as below
            if cell.data_type == "f":
                cell.data_type = "s"  # no workbook of ours has a formula
            if cell.data_type == "s" and looks_like_formula(cell.value):
                look = tuple(cell._style)  # noqa: SLF001 - cells share their styles
                if look not in marked:
                    marked[look] = quoted(cell._style)  # noqa: SLF001
                cell._style = marked[look]  # noqa: SLF001


def quoted(style: Any) -> Any:
    """Return a cell's style with the mark that its content is text."""
    from copy import copy

    style = copy(style)
    style.quotePrefix = 1
    return style


def _rows(sheet: Any) -> Iterator[bytes]:
    """Yield the rows of a sheet as XML."""
    from openpyxl.utils import get_column_letter

    cells = sheet._cells  # noqa: SLF001 - openpyxl has no public way to go through what there is
    styles: dict[int, int] = {}
    rows: dict[int, list[str]] = {}
    for row, column in sorted(cells):
        cell = cells[row, column]
        shared = id(cell._style)  # noqa: SLF001 - cells share their styles, and finding one is slow
        style = styles.get(shared)
        if style is None:
            style = styles[shared] = cell.style_id
        where = f'<c r="{get_column_letter(column)}{row}" s="{style}"'
        rows.setdefault(row, []).append(f"{where}{_inside(cell)}")
    for row in sorted(rows.keys() | sheet.row_dimensions.keys()):
        look = dict(sheet.row_dimensions[row]).items()
        attributes = "".join(f' {name}="{value}"' for name, value in look)
        yield f'<row r="{row}"{attributes}>{"".join(rows.get(row, ()))}</row>'.encode()


def _inside(cell: Any) -> str:
    from openpyxl.utils.datetime import to_excel

    value, kind = cell.value, cell.data_type
    if value is None or value == "":
        return "/>"
    if kind == "s":
        text = escape(value, quote=False)
        return f' t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    if kind not in ("n", "d"):
        raise AssertionError(f"{cell.coordinate}: neither text, number nor date")
    number: Any = to_excel(value) if kind == "d" else value  # type: ignore[no-untyped-call]
    return f"><v>{number!r}</v></c>"


def _with_rows(sheet: bytes, more: Streamed) -> Iterator[bytes]:
    """Yield a sheet with the rows that follow its own, and the range of all."""
    head, end, tail = sheet.partition(_END)
    dimension = f'<dimension ref="{more.dimension}"'.encode()
    yield re.sub(rb'<dimension ref="[^"]*"', dimension, head, count=1)
    yield from more.rows
    yield end + tail
