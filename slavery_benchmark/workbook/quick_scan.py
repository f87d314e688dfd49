"""A quick proof that an .xlsx sheet is written plainly, and what open_xml.walk_sheet would find.

Spreadsheet programs write the rows of a sheet in a few plain forms. The expressions of plain_rows
match only such forms: of each, it is known what an XML parser makes of it. If they account for
every byte between the start and the end of the rows, and an XML parser accepts the rest without
them, then the sheet is well-formed, its marks are in the cells that the expressions found, and it
reaches no further than they allow. In every other case nothing is claimed, and open_xml has to walk
the sheet. So this may miss a sound sheet, and must never pass one that the walk would not.
"""

import re
import zipfile
import zlib
from typing import IO
from xml.parsers import expat

from slavery_benchmark.workbook import plain_rows
from slavery_benchmark.workbook.archive import Archive
from slavery_benchmark.workbook.raw_cells import (
    NOT_CALCULATED,
    Marks,
    column_index,
    error_text,
    reaches_too_far,
)

_CHUNK = 2**18
"""Bytes read at a time: few, so that the processor still has them at hand when they are matched."""
_LONGEST_ROW = 2**22
_START, _END = b"<sheetData>", b"</sheetData>"


class _UnprovedError(Exception):
    """The sheet may be sound, but not provably so."""


class _AssumedTooMuchError(_UnprovedError):
    """The sheet would reach too far if it had the rows and columns that were assumed."""


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
    if not plain_rows.repeats_are_sound():
        return None
    try:
        try:
            return _Scan(stream, usual=True).marks
        except _AssumedTooMuchError:
            stream.seek(0)
            return _Scan(stream, usual=False).marks
    except (_UnprovedError, expat.ExpatError, ValueError, LookupError):  # incl. encodings
        return None


class _Scan:
    """One reading of a sheet from its start to its end, a chunk at a time."""

    def __init__(self, stream: IO[bytes], *, usual: bool) -> None:
        """Read the stream to its end; raise one of the errors that `scan` catches."""
        self.marks: Marks = {}
        self._usual = usual
        self._assumed = False
        self._rows = self._columns = 0
        first = stream.read(_CHUNK)
        start = first.find(_START) + len(_START)
        if start < len(_START):
            raise _UnprovedError
        head = first[:start]
        self._dy = b"xmlns:x14ac" in head
        tail = self._body(stream, first[start:]) + stream.read()
        _refuse_odd_frame(head, tail, dy=self._dy)
        if reaches_too_far(self._rows, self._columns):
            raise _AssumedTooMuchError if self._assumed else _UnprovedError

    def _body(self, stream: IO[bytes], data: bytes) -> bytes:
        """Account for the rows; return the bytes read beyond them."""
        while True:
            place = self._usual_rows(data) if self._usual else 0
            if _row_is_left(data, place):
                place = self._any_rows(data, place)
                if _row_is_left(data, place):
                    raise _UnprovedError
            _refuse_odd_characters(data, place)
            data = data[place:]
            if data.startswith(_END):
                return data
            more = stream.read(_CHUNK)
            if not more or len(data) > _LONGEST_ROW:
                raise _UnprovedError
            data += more

    def _usual_rows(self, data: bytes) -> int:
        """Return where rows end whose cells lie in A to Z and are no formulas and no errors."""
        place = 0
        for furthest, number in plain_rows.USUAL_ROWS:
            if reaches_too_far(furthest, max(self._columns, plain_rows.USUAL_COLUMNS)):
                break
            end = _end(plain_rows.usual_rows(number, dy=self._dy), data, place)
            if end > place:
                place, self._assumed = end, True
                self._rows = max(self._rows, furthest)
                self._columns = max(self._columns, plain_rows.USUAL_COLUMNS)
            if not _row_is_left(data, place):
                break
        return place

    def _any_rows(self, data: bytes, start: int) -> int:
        """Return where plain rows end; note their extent, and marks in the order of the cells."""
        match = plain_rows.any_row(dy=self._dy).match
        place = start
        while row := match(data, place):
            place = row.end()
            self._rows = max(self._rows, int(row[1]))
        self._columns = max(self._columns, plain_rows.USUAL_COLUMNS)
        for letters in set(re.compile(rb'<c r="([A-Z]{2,3}+)').findall(data, start, place)):
            self._columns = max(self._columns, column_index(letters.decode()) + 1)
        found: list[tuple[int, bytes, bytes, str]] = []
        if data.find(b' t="e"', start, place) != -1:
            for cell in re.compile(plain_rows.ERROR).finditer(data, start, place):
                value = cell[3] or b""
                if b"&" in value or b"\r" in value:
                    raise _UnprovedError
                found.append((cell.start(), cell[1], cell[2], error_text(value.decode())))
        if re.compile(plain_rows.NO_VALUE).search(data, start, place):
            found.extend(
                (cell.start(), cell[1], cell[2], NOT_CALCULATED)
                for cell in re.compile(plain_rows.CELL_WITH_NO_VALUE).finditer(data, start, place)
                if not re.search(plain_rows.TYPE_WITHOUT_MARK, cell[3])
            )
        for _, column, number, mark in sorted(found):
            self.marks[int(number) - 1, column_index(column.decode())] = mark
        return place


def _row_is_left(data: bytes, place: int) -> bool:
    """Return whether more than the start of a row stands between `place` and the end of the rows.

    What comes before `place` is proved; what comes after it is not.
    """
    return not data.startswith(_END, place) and data.find(b"</row>", place) != -1


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
        parser.Parse(b"<dy " + plain_rows.DY + b'=""/>', False)
    parser.Parse(tail, True)
    if not starts or starts[0] != len(head) - len(_START):
        raise _UnprovedError
