"""Reads one column of the case files whole: each distinct content is parsed once."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from slavery_benchmark.core.case_table import CaseValue
from slavery_benchmark.workbook.case_values import BadCase, Parser, Typed
from slavery_benchmark.workbook.reader import CellValue
from slavery_benchmark.workbook.values import as_text

Read = CaseValue | BadCase | Typed

_PLAIN_NUMBER = re.compile(r"(?:[A-Za-z]-?)?[0-9]{1,7}|[A-Za-z]{2,4}[- ]?[0-9]{1,5}")


class ReadColumn(msgspec.Struct, frozen=True):
    """What each cell of a column was read as, and the contents that were not read plainly."""

    results: list[Read]
    odd: frozenset[CellValue]

    def odd_places(self) -> Iterator[int]:
        """Yield the places of the cells that were not read plainly."""
        if self.odd:
            for place, result in enumerate(self.results):
                if isinstance(result, BadCase | Typed):
                    yield place


class _Memo(dict[CellValue, Read]):
    """Parses what it is asked for the first time."""

    def __init__(self, parse: Parser) -> None:
        super().__init__()
        self.parse = parse

    def __missing__(self, value: CellValue) -> Read:
        result = self.parse(value)
        self[value] = result
        return result


def read_column(raw: Sequence[CellValue], parse: Parser) -> ReadColumn:
    """Return what the cells of a column hold."""
    memo = _Memo(parse)
    results = list(map(memo.__getitem__, raw))
    if (0 in memo or 1 in memo) and bool in set(map(type, raw)):
        # TRUE equals 1, so that one would be taken for the other
        results = [
            parse(value) if isinstance(value, bool | float) else memo[value] for value in raw
        ]
        pairs = list(zip(raw, results, strict=True))
    else:
        pairs = list(memo.items())
    odd = frozenset(value for value, result in pairs if isinstance(result, BadCase | Typed))
    return ReadColumn(results, odd)


def read_numbers(raw: Sequence[CellValue]) -> tuple[list[str], bool]:
    """Return the case numbers as text, and whether all of them are plain: fit to be shown."""
    if set(map(type, raw)) == {str} and all(map(_PLAIN_NUMBER.fullmatch, raw)):  # type: ignore[arg-type]
        return list(raw), True  # type: ignore[arg-type]  # all are text
    numbers = [as_text(value) for value in raw]
    return numbers, all(map(_PLAIN_NUMBER.fullmatch, numbers))
