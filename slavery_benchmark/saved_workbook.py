"""Saves a workbook of openpyxl in memory: that library would put each sheet on disk first."""

import io
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from openpyxl import Workbook


class Streamed(msgspec.Struct, frozen=True):
    """Rows to follow those of a sheet, as XML, and the range of the sheet with them."""

    rows: Iterable[bytes]
    dimension: str


_END = b"</sheetData>"


def workbook_bytes(book: "Workbook", streamed: Mapping[str, Streamed] | None = None) -> bytes:
    """Return the workbook as the bytes of an .xlsx; no temporary file is made of it.

    `streamed` are rows of sheets, by title, that are made and packed one by one.
    """
    from datetime import UTC, datetime
    from zipfile import ZIP_DEFLATED, ZipFile

    from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
    from openpyxl.worksheet._writer import WorksheetWriter
    from openpyxl.writer.excel import ExcelWriter

    class InMemory(ExcelWriter):
        """Writes sheets as the library does, but to memory."""

        _archive: ZipFile

        def write_worksheet(self, ws: Any) -> None:
            ws._drawing = SpreadsheetDrawing()  # noqa: SLF001 - as in the method replaced
            ws._drawing.charts = ws._charts  # noqa: SLF001
            ws._drawing.images = ws._images  # noqa: SLF001
            content = io.BytesIO()
            writer: Any = WorksheetWriter(ws, out=content)
            writer.write()
            ws._rels = writer._rels  # noqa: SLF001
            more = (streamed or {}).get(ws.title)
            if more is None:
                self._archive.writestr(ws.path[1:], content.getvalue())
            else:
                with self._archive.open(ws.path[1:], "w", force_zip64=True) as part:
                    part.writelines(_with_rows(content.getvalue(), more))
            self.manifest.append(ws)

    stream = io.BytesIO()
    book.properties.modified = datetime.now(tz=UTC).replace(tzinfo=None)
    InMemory(book, ZipFile(stream, "w", ZIP_DEFLATED, allowZip64=True)).save()
    return stream.getvalue()


def _with_rows(sheet: bytes, more: Streamed) -> Iterator[bytes]:
    """Yield a sheet with the rows that follow its own, and the range of all."""
    import re

    head, end, tail = sheet.partition(_END)
    dimension = f'<dimension ref="{more.dimension}"'.encode()
    yield re.sub(rb'<dimension ref="[^"]*"', dimension, head, count=1)
    yield from more.rows
    yield end + tail
