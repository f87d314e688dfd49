"""A quick proof that an .xlsx sheet is written plainly, and what open_xml.walk_sheet would find.

Spreadsheet programs write the rows of a sheet in a few plain forms. Two regular expressions here
accept only such forms: of each, it is known what an XML parser makes of it. If they account for
every byte between the start and the end of the rows, and an XML parser accepts the rest without
them, then the sheet is well-formed, its marks are in the cells that the expressions found, and it
reaches no further than they allow. In every other case nothing is claimed, and open_xml has to walk
the sheet. So this may miss a sound sheet, and must never pass one that the walk would not.
"""

import functools
import re
import zipfile
import zlib
from typing import IO
from xml.parsers import expat

from slavery_benchmark.workbook.archive import Archive
from slavery_benchmark.workbook.raw_cells import (
    NOT_CALCULATED,
    Marks,
    column_index,
    error_text,
    reaches_too_far,
)

_CHUNK = 2**20
_LONGEST_ROW = 4 * _CHUNK
_USUAL_COLUMNS = 26
_USUAL_ROWS = 599_999
_START, _END = b"<sheetData>", b"</sheetData>"
_DY = b"x14ac:dyDescent"

_PLAIN = rb"[^<>&\x00-\x08\x0b\x0c\x0e-\x1f]*+"
_TEXT = _PLAIN + rb"(?:&(?:amp|lt|gt|quot|apos|#9|#10|#13);" + _PLAIN + rb")*+"
_ATTRIBUTE = rb'="[^"<>&\x00-\x1f]*+"'
_BLANKS = rb"[ \t\r\n]*+"
_ROW_NAMES = (
    rb"spans|s|customFormat|ht|hidden|customHeight|outlineLevel|collapsed|thickTop|thickBot|ph"
)
_ROW_NUMBER = rb"[1-9][0-9]{0,4}+|[1-5][0-9]{5}+"
_INLINE = rb'<is><t(?: xml:space="preserve")?+>' + _TEXT + rb"</t></is>"
_USUAL_CELL = (
    rb'<c r="[A-Z]\1"(?: s="[0-9]++")?+(?: t="[sbnid][A-Za-z]*+")?+'
    rb"(?:><v>" + _PLAIN + rb"</v></c>| ?/>|>(?:" + _INLINE + rb"|<v ?/>)?+</c>)"
)
_FORMULA_NAMES = rb"t|ref|si|ca|aca|bx|del1|del2|dt2D|dtr|r1|r2|xml:space"
_FORMULA = (
    rb"<f(?: (" + _FORMULA_NAMES + rb")" + _ATTRIBUTE + rb'(?![^<>]*? \3="))*+'
    rb"(?: ?/>|>" + _TEXT + rb"</f>)"
)
_ANY_CELL = (
    rb'<c r="[A-Z]{1,3}+\1"(?: s="[0-9]++")?+(?: t="[A-Za-z]++")?+'
    rb'(?: cm="[0-9]++")?+(?: vm="[0-9]++")?+(?: ph="[a-z0-9]++")?+'
    rb"(?: ?/>|>(?:" + _FORMULA + rb')?+(?:<v ?/>|<v(?: xml:space="preserve")?+>' + _TEXT + rb"</v>"
    rb"|" + _INLINE + rb")?+</c>)"
)

# In rows already proved to be plain, these find the few cells that matter.
_ERROR = (
    rb'<c r="([A-Z]++)([0-9]++)"(?: s="[0-9]++")?+ t="e"[^<>]*+>'
    rb"(?:<f[^<>]*+>(?:[^<>]*+</f>)?+)?+(?:<v[^<>]*+>([^<>]*+)</v>)?+"
)
_NO_VALUE = rb"<f[^<>]*+>(?:[^<>]*+</f>)?+(?:<v[^<>]*+>(?:</v>)?+)?+<(?:is>|/c>)"
_CELL_WITH_NO_VALUE = rb'<c r="([A-Z]++)([0-9]++)"([^<>]*+)>' + _NO_VALUE
_TYPE_WITHOUT_MARK = rb' t="(?:e|str|inlineStr)"'


class _UnprovedError(Exception):
    """The sheet may be sound, but not provably so."""


class _WiderError(_UnprovedError):
    """The sheet is wider than the usual expression assumes."""


def quick_marks(archive: Archive, part: str) -> Marks | None:
    """Return what open_xml.walk_sheet would return for a part, or None if that is not certain.

    A part that cannot be read gives None too: reading it again tells why.
    """
    try:
        with archive.zip.open(part) as stream:
            return scan(stream)
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError):
        return None


def scan(stream: IO[bytes]) -> Marks | None:
    """Return the marks of a sheet's XML, or None if it is not provably plain.

    The stream must be able to seek to its start.
    """
    try:
        return _Scan(stream, usual=True).marks
    except _WiderError:
        stream.seek(0)
    except (_UnprovedError, expat.ExpatError, UnicodeDecodeError):
        return None
    try:
        return _Scan(stream, usual=False).marks
    except (_UnprovedError, expat.ExpatError, UnicodeDecodeError):
        return None


class _Scan:
    """One reading of a sheet from its start to its end, a chunk at a time."""

    def __init__(self, stream: IO[bytes], *, usual: bool) -> None:
        """Read the stream to its end; raise one of the errors that `scan` catches."""
        self.marks: Marks = {}
        self._usual = usual
        self._guessed = False
        self._rows = self._columns = 0
        first = stream.read(_CHUNK)
        start = first.find(_START) + len(_START)
        if start < len(_START):
            raise _UnprovedError
        head = first[:start]
        dy = b"xmlns:x14ac" in head
        tail = self._body(stream, first[start:], dy=dy) + stream.read()
        _refuse_odd_frame(head, tail, dy=dy)
        if reaches_too_far(self._rows, self._columns):
            raise _WiderError if self._guessed else _UnprovedError

    def _body(self, stream: IO[bytes], data: bytes, *, dy: bool) -> bytes:
        """Account for the rows; return the bytes read beyond them."""
        while True:
            place = 0
            if self._usual and not reaches_too_far(_USUAL_ROWS, self._columns):
                place = _end(_rows_of(_USUAL_CELL, dy=dy), data, 0)
                if place:
                    self._guessed = True
                    self._rows = max(self._rows, _USUAL_ROWS)
                    self._columns = max(self._columns, _USUAL_COLUMNS)
            if not data.startswith(_END, place) and data.find(b"</row>", place) != -1:
                start, place = place, _end(_rows_of(_ANY_CELL, dy=dy), data, place)
                self._note(data, start, place)
                if not data.startswith(_END, place) and data.find(b"</row>", place) != -1:
                    raise _UnprovedError
            _refuse_odd_characters(data, place)
            data = data[place:]
            if data.startswith(_END):
                return data
            more = stream.read(_CHUNK)
            if not more or len(data) > _LONGEST_ROW:
                raise _UnprovedError
            data += more

    def _note(self, data: bytes, start: int, end: int) -> None:
        """Note the extent and the marks of proved rows, in the order of the cells."""
        rows = _compiled(rb'<row r="([0-9]++)').findall(data, start, end)
        letters = set(_compiled(rb'<c r="([A-Z]++)').findall(data, start, end))
        self._rows = max(self._rows, *map(int, rows), 0)
        columns = (column_index(found.decode()) + 1 for found in letters)
        self._columns = max(self._columns, *columns, 0)
        found: list[tuple[int, bytes, bytes, str]] = []
        if data.find(b' t="e"', start, end) != -1:
            for match in _compiled(_ERROR).finditer(data, start, end):
                value = match[3] or b""
                if b"&" in value or b"\r" in value:
                    raise _UnprovedError
                found.append((match.start(), match[1], match[2], error_text(value.decode())))
        if _compiled(_NO_VALUE).search(data, start, end):
            found.extend(
                (match.start(), match[1], match[2], NOT_CALCULATED)
                for match in _compiled(_CELL_WITH_NO_VALUE).finditer(data, start, end)
                if not _compiled(_TYPE_WITHOUT_MARK).search(match[3])
            )
        for _, column, row, mark in sorted(found):
            self.marks[int(row) - 1, column_index(column.decode())] = mark


_compiled = functools.cache(re.compile)


@functools.cache
def _rows_of(cell: bytes, *, dy: bool) -> re.Pattern[bytes]:
    """Return the expression for rows of such cells, with or without x14ac:dyDescent."""
    names = _ROW_NAMES + b"|" + _DY if dy else _ROW_NAMES
    return re.compile(
        _BLANKS + rb'(?:<row r="(' + _ROW_NUMBER + rb')"'
        rb"(?: (" + names + rb")" + _ATTRIBUTE + rb'(?![^<>]*? \2="))*+'
        rb"(?: ?/>|>" + _BLANKS + rb"(?:" + cell + rb")*+</row>)" + _BLANKS + rb")*+"
    )


def _end(expression: re.Pattern[bytes], data: bytes, start: int) -> int:
    match = expression.match(data, start)
    return match.end() if match else start


def _refuse_odd_characters(data: bytes, end: int) -> None:
    """Raise unless the first `end` bytes are UTF-8 of characters that XML allows.

    Control characters are left to the expressions.
    """
    if not data.isascii():
        text = data[:end].decode()
        if "\ufffe" in text or "\uffff" in text:
            raise _UnprovedError


def _refuse_odd_frame(head: bytes, tail: bytes, *, dy: bool) -> None:
    """Raise unless head and tail are XML around a start and an end of sheetData, without cells."""
    if b"<!" in head or b"<!" in tail:
        raise _UnprovedError
    starts: list[int] = []

    def declaration(_version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding or "utf-8").lower() != "utf-8":
            raise _UnprovedError

    def element(name: str, _attributes: dict[str, str]) -> None:
        tag = name.rpartition("}")[2]
        if tag in ("row", "c"):
            raise _UnprovedError
        if tag == "sheetData":
            starts.append(parser.CurrentByteIndex)

    parser = expat.ParserCreate(namespace_separator="}")
    parser.XmlDeclHandler = declaration
    parser.StartElementHandler = element
    parser.Parse(head, False)
    if dy:
        parser.Parse(b"<dy " + _DY + b'=""/>', False)
    parser.Parse(tail, True)
    if not starts or starts[0] != len(head) - len(_START):
        raise _UnprovedError
