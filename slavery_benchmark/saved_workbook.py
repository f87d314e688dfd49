"""Saves a workbook of openpyxl in memory: that library would put each sheet on disk first."""

import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl import Workbook


def workbook_bytes(book: "Workbook") -> bytes:
    """Return the workbook as the bytes of an .xlsx; no temporary file is made of it."""
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
            self._archive.writestr(ws.path[1:], content.getvalue())
            self.manifest.append(ws)

    stream = io.BytesIO()
    book.properties.modified = datetime.now(tz=UTC).replace(tzinfo=None)
    InMemory(book, ZipFile(stream, "w", ZIP_DEFLATED, allowZip64=True)).save()
    return stream.getvalue()
