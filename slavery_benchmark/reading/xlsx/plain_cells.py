"""Writes the cells of an .xlsx sheet in the plain form that every reader takes the same way."""

import io
import re

from slavery_benchmark.reading.addresses import column_letters

SHEETML = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_BLANKS = " \t\r\n"
_DATE, _BOOLEAN, _STRING = "d", "b", "s"


def escape(text: str) -> str:
    """Return text as it stands between tags; a carriage return would be read as a line feed.

    xml.sax.saxutils has the like, and takes longer to import than a return takes to read.
    """
    for character, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;")):
        text = text.replace(character, written)
    return text


class PlainSheet:
    """A sheet that is being written. Cells come in any order of rows; each row is written once."""

    def __init__(self) -> None:
        self._out = io.StringIO()
        self._out.write(f'<worksheet xmlns="{SHEETML}"><sheetData>')
        self._row = -1

    def add(self, row: int, column: int, kind: str, style: str | None, value: str) -> None:
        """Write a cell that holds something. `kind` is the cell's type as in the format."""
        write = self._out.write
        if row != self._row:
            if self._row >= 0:
                write("</row>")
            write(f'<row r="{row + 1}">')
            self._row = row
        place = f"{column_letters(column)}{row + 1}"
        if style is not None and style.isascii() and style.isdigit() and len(style) < 7:
            place += f'" s="{style}'
        if kind == "n" and _NUMBER.fullmatch(value.strip(_BLANKS)):
            write(f'<c r="{place}"><v>{value.strip(_BLANKS)}</v></c>')
        elif kind in (_DATE, _BOOLEAN, _STRING):
            write(f'<c r="{place}" t="{kind}"><v>{escape(value.strip(_BLANKS))}</v></c>')
        else:
            text = escape(value)
            write(f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>')

    def finished(self) -> bytes:
        """Return the sheet as a part of its own."""
        if self._row >= 0:
            self._out.write("</row>")
        self._out.write("</sheetData></worksheet>")
        return self._out.getvalue().encode()
