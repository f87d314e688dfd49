"""A quick proof that an .xlsx sheet is written plainly, and what sheet_walk would find in it.

Spreadsheet programs write the rows of a sheet in a few plain forms. The expressions of plain_rows
match only such forms: of each, it is known what an XML parser makes of it. If they account for
every byte between the start and the end of the rows, and an XML parser accepts the rest without
them, then the sheet is well-formed, its marks are in the cells that the expressions found, and it
reaches no further than they saw. In every other case nothing is claimed, and sheet_walk has to walk
the sheet. So this may miss a sound sheet, and must never pass one that the walk would not.
"""

import re
from collections.abc import Collection
from xml.parsers import expat

from slavery_benchmark.core.problems import UnusableError
from slavery_benchmark.reading.archive import Archive
from slavery_benchmark.reading.formulas import Formulas
from slavery_benchmark.reading.inflate import Source
from slavery_benchmark.reading.limits import DEFAULT, LONGEST_CELL, Limits
from slavery_benchmark.reading.raw_cells import (
    NOT_CALCULATED,
    Findings,
    Marks,
    column_index,
    error_mark,
    error_text,
    most_text,
    reaches_too_far,
)
from slavery_benchmark.reading.xlsx import plain_rows
from slavery_benchmark.reading.xlsx.formula_cells import note_formula, unescaped
from slavery_benchmark.reading.xlsx.shared_strings import NO_STRINGS, Strings
from slavery_benchmark.reading.xlsx.sheet_frame import (
    END,
    MOST_TAIL,
    START,
    SheetFrame,
    UnprovedError,
)
from slavery_benchmark.reading.xlsx.text_count import TextCount

READABLE_ERRORS = frozenset(("#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"))
"""The errors that the reader library knows; it refuses a whole sheet for any other."""

_CHUNK = 2**18
"""Bytes read at a time: few, so that the processor still has them at hand when they are matched."""
_LONGEST_ROW = 2**22


def quick_findings(
    archive: Archive, part: str, strings: Strings = NO_STRINGS, struck: Collection[str] = ()
) -> Findings | None:
    """Return what sheet_walk would find in a part, or None if that is not certain.

    `struck` are the formats that strike a cell through: one that has it is for the walk.
    A part that cannot be read gives None too: reading it again tells why.
    """
    try:
        stream = archive.open(part)
        member = archive.member(part)
        if stream is None or member is None:
            return None
        if strings.struck or strings.some_too_long:
            return None
        return scan(stream, archive.limits, strings, member.size, struck)
    except UnusableError:
        return None


def scan(
    stream: Source,
    limits: Limits = DEFAULT,
    strings: Strings = NO_STRINGS,
    size: int | None = None,
    struck: Collection[str] = (),
) -> Findings | None:
    """Return what is found in a sheet of `size` bytes, or None if it is not provably plain."""
    if not plain_rows.repeats_are_sound():
        return None
    try:
        texts = TextCount(strings, size or 0, most_text(limits, size))
        scanned = _Scan(stream, limits, texts, struck, size)
    except (UnprovedError, expat.ExpatError, ValueError, LookupError):  # incl. encodings
        return None
    frame = scanned.frame
    return Findings(
        scanned.marks,
        tuple(frame.merges),
        tuple(scanned.hidden),
        tuple(frame.hidden_columns),
        formulas=scanned.formulas.cells,
        only_zeros=scanned.formulas.only_zeros,
    )


class _Scan:
    """One reading of a sheet from its start to its end, a chunk at a time."""

    def __init__(
        self,
        stream: Source,
        limits: Limits,
        texts: TextCount,
        struck: Collection[str],
        size: int | None,
    ) -> None:
        """Read the stream to its end; raise one of the errors that `scan` catches."""
        self.marks: Marks = {}
        self.hidden: list[int] = []
        self.formulas = Formulas(limits.marks)
        self._limits = limits
        self._texts = texts
        named = b"|".join(sorted(number.encode() for number in struck))
        self._struck = re.compile(rb' s="(?:' + named + rb')"') if struck else None
        self._rows = self._columns = 0
        first = stream.read(_CHUNK)
        self._large = len(first) == _CHUNK  # or the expression for usual rows is not worth making
        start = first.find(START) + len(START)
        if start < len(START):
            raise UnprovedError
        head = first[:start]
        self._dy = b"xmlns:x14ac" in head
        tail = self._body(stream, first[start:]) + stream.read(MOST_TAIL + 1)
        self.frame = SheetFrame(head, tail, limits, dy=self._dy)
        if reaches_too_far(self._rows, self._columns, limits, size):
            raise UnprovedError

    def _body(self, stream: Source, data: bytes) -> bytes:
        """Account for the rows; return the bytes read beyond them."""
        while True:
            place = self._usual_rows(data) if self._large else 0
            if _row_is_left(data, place):
                place = self._any_rows(data, place)
                if _row_is_left(data, place):
                    raise UnprovedError
            _refuse_odd_characters(data, place)
            if self._struck is not None and self._struck.search(data, 0, place):
                raise UnprovedError
            self._texts.add(data, place)
            data = data[place:]
            if data.startswith(END):
                return data
            more = stream.read(_CHUNK)
            if not more or len(data) > _LONGEST_ROW:
                raise UnprovedError
            data += more

    def _usual_rows(self, data: bytes) -> int:
        """Return where rows end whose cells lie in A to Z and are no formulas and no errors."""
        match = plain_rows.usual_row(dy=self._dy).match
        place, last = 0, self._rows
        while row := match(data, place):
            number = int(row[1])
            if number <= last:
                raise UnprovedError
            end = row.end()
            if end - place > LONGEST_CELL:
                _refuse_long_cells(row[0])
            place, last = end, number
        if place:
            self._rows = last
            self._columns = max(self._columns, plain_rows.USUAL_COLUMNS)
        return place

    def _any_rows(self, data: bytes, start: int) -> int:
        """Return where plain rows end; note their extent, and marks in the order of the cells."""
        match = plain_rows.any_row(dy=self._dy).match
        hidden = re.compile(plain_rows.HIDDEN_ROW).match
        columns = re.compile(plain_rows.CELL_COLUMN).findall
        place = start
        while row := match(data, place):
            number = int(row[1])
            if number <= self._rows:
                raise UnprovedError
            self._rows = number
            if hidden(data, data.index(b"<", row.start())):
                self.hidden.append(number - 1)
            letters = columns(data, place, row.end())
            order = [(len(letter), letter) for letter in letters]
            if order != sorted(set(order)):
                raise UnprovedError
            if order:
                self._columns = max(self._columns, column_index(order[-1][1].decode()) + 1)
            if row.end() - place > LONGEST_CELL:
                _refuse_long_cells(row[0])
            place = row.end()
        found: list[tuple[int, bytes, bytes, str]] = []
        if data.find(b' t="e"', start, place) != -1:
            for cell in re.compile(plain_rows.ERROR).finditer(data, start, place):
                text = error_text((cell[4] or b"").decode())
                if text not in READABLE_ERRORS:
                    raise UnprovedError
                text = error_mark(text, rich=b" vm=" in cell[3])
                found.append((cell.start(), cell[1], cell[2], text))
        if data.find(b"<f", start, place) != -1:
            self._note_formulas(data, start, place)
        if re.compile(plain_rows.NO_VALUE).search(data, start, place):
            found.extend(
                (cell.start(), cell[1], cell[2], NOT_CALCULATED)
                for cell in re.compile(plain_rows.CELL_WITH_NO_VALUE).finditer(data, start, place)
                if not re.search(plain_rows.TYPE_WITHOUT_MARK, cell[3])
            )
        for _, column, number_, mark in sorted(found):
            self.marks[int(number_) - 1, column_index(column.decode())] = mark
        if len(self.marks) > self._limits.marks:
            raise UnprovedError
        return place

    def _note_formulas(self, data: bytes, start: int, end: int) -> None:
        for cell in re.compile(plain_rows.FORMULA).finditer(data, start, end):
            note_formula(
                self.formulas,
                (int(cell[2]) - 1, column_index(cell[1].decode())),
                dict(re.findall(r'(\w+)="([^"]*)"', cell[4].decode())),
                text=unescaped((cell[5] or b"").decode()),
                value=_value_of(cell[3], cell[6]),
            )


def _value_of(attributes: bytes, value: bytes | None) -> str | None:
    """Return the value of a cell with a formula, None where it holds an error or has none."""
    if b't="e"' in attributes:
        return None
    if value is None:
        return "" if re.search(plain_rows.TYPE_WITHOUT_MARK, attributes) else None
    return unescaped(value.decode())


def _row_is_left(data: bytes, place: int) -> bool:
    """Return whether more than the start of a row stands between `place` and the end of the rows.

    What comes before `place` is proved; what comes after it is not.
    """
    return not data.startswith(END, place) and data.find(b"</row>", place) != -1


def _refuse_long_cells(row: bytes) -> None:
    """Raise if something between tags of a row may be more than a cell holds."""
    if max(map(len, row.split(b">"))) > LONGEST_CELL:
        raise UnprovedError


def _refuse_odd_characters(data: bytes, end: int) -> None:
    """Raise unless the first `end` bytes are UTF-8 of characters that XML allows.

    Control characters are left to the expressions.
    """
    if not data.isascii():
        text = data[:end].decode()
        if "\ufffe" in text or "\uffff" in text:
            raise UnprovedError
