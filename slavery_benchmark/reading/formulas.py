"""The formulas of a sheet: where they stand, of what kind, and whether they were ever calculated.

A formula is never evaluated and its text is not kept.
"""

import re
from collections.abc import Sequence
from enum import StrEnum

LONGEST = 8_192
"""Characters of the longest formula that a spreadsheet program takes."""
_MOST_SHARED = 2**26
"""Characters that are kept of formulas that cells share."""
_STRING = re.compile(r'"[^"]*"')
_OPEN_DOCUMENT = re.compile(r"(?:of|oooc|msoxl):=?")
_ELSEWHERE = re.compile(
    r"(?<![\w\]])\[[^\[\]@#][^\[\]]*\][^\[\]!]*!"  # [1]Sheet!A1, 'C:\[Book.xlsx]Sheet'!A1
    r"|\bfile:|'https?:|\|[^|!]*!"  # of an .ods; of DDE
    r"|\b(?:WEBSERVICE|RTD|DDE|IMPORTRANGE) ?\(",
    re.IGNORECASE,
)
_CHANGES = re.compile(r"\b(?:TODAY|NOW|RAND|RANDBETWEEN|RANDARRAY) ?\(", re.IGNORECASE)
_COUNTS = re.compile(r"[=+ ]*(?:COUNT|ROWS|COLUMNS)", re.IGNORECASE)
_NO_PLACE = re.compile(r"(?<![\w.])[A-Za-z_][\w.]*\(|\b(?:TRUE|FALSE)\b", re.IGNORECASE)
_PLACE = re.compile(r"[A-Za-z_\[]")
_BOOK = str.maketrans("", "", "[]")


class Formula(StrEnum):
    """What kind of formula a cell holds, the gravest first."""

    ELSEWHERE = "its value is from outside the workbook"
    CHANGES = "its value is another one on another day"
    BLANK = "its value is 0, which empty cells give as well"
    PLAIN = "none of these"


class Formulas:
    """The formulas of a sheet by row and column from 0; of more than `most`, only so many.

    `only_zeros`: there is no value but 0, which libraries write that do not calculate.
    """

    def __init__(self, most: int) -> None:
        self.cells: dict[tuple[int, int], Formula] = {}
        self.only_zeros = True
        self._most = most
        self._taken = 0
        self._shared: dict[str, str] = {}
        self._shared_size = 0

    def shared(self, number: str, text: str) -> str:
        """Return the text of a formula that cells share; only the first of them holds it."""
        room = len(self._shared) < self._most and self._shared_size < _MOST_SHARED
        if number not in self._shared and room:
            self._shared[number] = text[:LONGEST]
            self._shared_size += len(self._shared[number])
        return self._shared.get(number, text)

    def add(self, rows: Sequence[int], columns: Sequence[int], text: str, value: str) -> None:
        """Take in a formula and its value, which stand in every cell of a block."""
        zero = is_zero(value)
        self.only_zeros = self.only_zeros and (zero or not value)
        kind = kind_of(text, zero=zero)
        for row in rows:
            for column in columns:
                if self._taken > self._most:  # each time, where blocks overlap
                    return
                self._taken += 1
                self.cells[row, column] = kind


def is_zero(value: str) -> bool:
    """Return whether the text of a value is a 0."""
    bare = value.strip()
    return bool(bare) and not bare.strip("0").strip(".")


def kind_of(text: str, *, zero: bool = False) -> Formula:
    """Return the kind of a formula; `zero`: that is its value."""
    bare = _STRING.sub("", text[:LONGEST])
    opened = _OPEN_DOCUMENT.match(bare)
    if opened is not None:  # there, each reference stands in brackets
        bare = bare[opened.end() :].translate(_BOOK)
    if _ELSEWHERE.search(bare):
        return Formula.ELSEWHERE
    if _CHANGES.search(bare):
        return Formula.CHANGES
    if zero and _COUNTS.match(bare) is None and _PLACE.search(_NO_PLACE.sub("", bare)):
        return Formula.BLANK
    return Formula.PLAIN
