"""Reads the columns of the case files, a block of rows at a time; each content is parsed once."""

from collections.abc import Collection, Iterator, Sequence
from typing import Protocol

from slavery_benchmark.core.cases.table import CaseValue
from slavery_benchmark.extracting.case_numbers import has_plain_form
from slavery_benchmark.extracting.case_values import BadCase, Parser, Typed
from slavery_benchmark.extracting.values import as_text
from slavery_benchmark.reading.reader import CellValue

Read = CaseValue | BadCase | Typed
Rows = Sequence[Sequence[CellValue]]

_BLOCK = 512
"""Rows turned into columns at a time: few, so that the processor still has their cells at hand."""
MOST_BAD = 250_000
"""Different contents of the case files that cannot be read: far more than anybody would mend."""
_ODD = (BadCase, Typed)


class Column(Protocol):
    """A column that takes in its cells from top to bottom."""

    def add(self, cells: Sequence[CellValue]) -> None:
        """Take in the next cells."""


def read_columns(rows: Rows, columns: Sequence[Column]) -> None:
    """Give each column its cells of these rows, which are all as long as there are columns."""
    for start in range(0, len(rows), _BLOCK):
        block = zip(*rows[start : start + _BLOCK], strict=True)
        for column, cells in zip(columns, block, strict=True):
            column.add(cells)


class TooManyBadError(Exception):
    """More different contents than allowed cannot be read; this is no return."""


class BadCount:
    """How many contents that cannot be read are still allowed, in all columns of a sheet."""

    def __init__(self, most: int) -> None:
        self.left = most

    def take(self) -> None:
        """Count one more; TooManyBadError if it is one too many."""
        self.left -= 1
        if self.left < 0:
            raise TooManyBadError


class ValueColumn:
    """A column whose cells hold values; what is no plain value stands among the results too."""

    def __init__(self, parse: Parser, bad: BadCount) -> None:
        self.results: list[Read] = []
        self._read = _Memo(parse, bad)

    def add(self, cells: Sequence[CellValue]) -> None:
        """Take in the next cells. TooManyBadError if too many contents cannot be read."""
        read = self._read
        results = list(map(read.__getitem__, cells))
        if (0 in read or 1 in read) and bool in set(map(type, cells)):  # one taken for the other
            results = [read.either(v) if isinstance(v, bool) else read[v] for v in cells]
        self.results += results

    def odd_places(self) -> Iterator[int]:
        """Yield the places of the results that are no plain values."""
        if self._read.any_odd:
            for place, result in enumerate(self.results):
                if type(result) in _ODD:
                    yield place


class _Memo(dict[CellValue, Read]):
    """What contents were read as. Parses what it is asked for the first time.

    TRUE and FALSE are kept apart, as they equal 1 and 0.
    """

    def __init__(self, parse: Parser, bad: BadCount) -> None:
        super().__init__()
        self._parse = parse
        self._bad = bad
        self._either: dict[bool, Read] = {}
        self.any_odd = False

    def __missing__(self, value: CellValue) -> Read:
        if isinstance(value, bool):
            return self.either(value)
        result = self[value] = self._noted(value)
        return result

    def either(self, value: bool) -> Read:
        """Return what TRUE or FALSE was read as."""
        if value not in self._either:
            self._either[value] = self._noted(value)
        return self._either[value]

    def _noted(self, value: CellValue) -> Read:
        result = self._parse(value)
        if type(result) in _ODD:
            self.any_odd = True
            if isinstance(result, BadCase):
                self._bad.take()
        return result


class NumberColumn:
    """The column of case numbers, as text; `plain` if every one of them has a plain form."""

    def __init__(self) -> None:
        self.numbers: list[str] = []
        self.plain = True

    def add(self, cells: Sequence[CellValue]) -> None:
        """Take in the next cells."""
        texts: list[str] = [cell for cell in cells if isinstance(cell, str)]
        if len(texts) < len(cells) or not all(map(has_plain_form, texts)):
            texts = [as_text(cell) for cell in cells]
            self.plain = self.plain and all(map(has_plain_form, texts))
        self.numbers += texts


class OtherColumn:
    """A column that the edition does not have: only its texts matter."""

    def __init__(self) -> None:
        self._contents: set[CellValue] = set()

    def add(self, cells: Sequence[CellValue]) -> None:
        """Take in the next cells."""
        self._contents.update(cells)

    def texts(self) -> Collection[str]:
        """Return its texts, any of which may be about a person."""
        return {text for text in self._contents if isinstance(text, str)}
