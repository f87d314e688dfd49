"""How much text the cells of a plain .xlsx sheet share, before each of them is given a copy."""

import re

from slavery_benchmark.reading.xlsx import plain_rows
from slavery_benchmark.reading.xlsx.shared_strings import Strings
from slavery_benchmark.reading.xlsx.sheet_frame import UnprovedError

_LEAST_CELL = 28
"""Bytes of the shortest cell that names a shared text."""
_SHARED = b' t="s"'


class TextCount:
    """A bound of the text that the cells of a sheet of `size` bytes share, as its rows go by.

    To look up which text each cell names costs as much as to prove the rows. So at first each cell
    counts as the longest text, which is enough for most sheets; near the limit, `most` characters,
    texts are looked up, and only long ones: others count as a cell's bytes allow.
    """

    def __init__(self, strings: Strings, size: int, most: int) -> None:
        self._most = most
        self._longest = strings.longest
        self._strings = strings
        self._none_can = strings.longest * (size // _LEAST_CELL) <= most
        self._taken = 0
        self._find = re.compile(plain_rows.SHARED_TEXT).findall
        self._more: dict[bytes, int] | None = None

    def add(self, data: bytes, end: int) -> None:
        """Take in the rows in the first `end` bytes; UnprovedError if they may be too much."""
        if self._none_can:
            return
        cells = data.count(_SHARED, 0, end)
        if self._taken + cells * self._longest <= self._most // 2:
            self._taken += cells * self._longest
            return
        if self._more is None:  # how much longer than that each long text is, by its number
            most = 2 * _LEAST_CELL
            lengths = enumerate(self._strings.lengths)
            self._more = {b"%d" % n if n else b"": v - most for n, v in lengths if v > most}
        numbers = self._find(data, 0, end)
        if len(numbers) != cells:
            raise UnprovedError
        long = filter(self._more.__contains__, numbers)
        self._taken += cells * 2 * _LEAST_CELL + sum(map(self._more.__getitem__, long))
        if self._taken > self._most:
            raise UnprovedError
