"""What the cells of one case say against each other: dates out of order, more people than there."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import inf
from operator import lt
from typing import Any

from slavery_benchmark.core.cases.table import BLANK, NOT_YET, UNUSABLE, CaseValue
from slavery_benchmark.core.framework.case_sheet import CaseSheet
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.problems import Code
from slavery_benchmark.extracting.case_log import CaseLog
from slavery_benchmark.extracting.layout import NOT_YET_WORDS

Columns = Mapping[str, list[CaseValue]]


def flag_conflicts(
    values: Columns,
    declared: CaseSheet,
    measures: Sequence[Measure],
    places: Mapping[str, int],
    first: int,
    log: CaseLog,
) -> None:
    """Note every conflict at its cell, and make that cell unusable.

    `values` are the columns by id, changed in place; `places` the columns of the sheet; `first` the
    row, counted from 0, of the first case. Conflicts are told on the values as they were given.
    """
    flagged: list[tuple[int, str]] = []
    below = _Below(values)
    headings = {column.id: column.heading for column in declared.columns}
    for column in declared.columns:
        for other in column.not_before:
            waits = declared.column(other).may_wait
            for i, day, expected in _too_early(below, column.id, other, headings[other], waits):
                flagged.append((i, column.id))
                found = date.fromordinal(day).isoformat()
                log.add(
                    Code.DATES_OUT_OF_ORDER,
                    first + i,
                    places[column.id],
                    found=found,
                    expected=expected,
                )
        if column.at_most is not None:
            for i, most, count in below.pairs(column.at_most, column.id):
                flagged.append((i, column.id))
                if most == 0:  # it would say that the case is about nobody, which is belied
                    flagged.append((i, column.at_most))
                log.add(
                    Code.MORE_THAN_THERE_WERE,
                    first + i,
                    places[column.id],
                    found=str(count),
                    expected=f"at most {most}, which stands under {headings[column.at_most]}",
                )
    flagged += _sums_too_large(values, measures, headings, places, first, log, set(flagged))
    for i, column_id in flagged:
        values[column_id][i] = UNUSABLE


def _too_early(
    below: "_Below", column: str, other: str, heading: str, waits: bool
) -> Iterator[tuple[int, int, str]]:
    """Yield place and day of the dates before one that they must follow, and what is expected.

    `waits`: the other date may not have come yet; then there can be none that follows it.
    """
    for i, day, bound in below.pairs(column, other):
        limit = date.fromordinal(bound).isoformat()
        yield i, day, f"{limit} or later, which stands under {heading}"
    if waits:
        for i, day in _after_not_yet(below.values[other], below.values[column]):
            yield (
                i,
                day,
                f"no date, as “{NOT_YET_WORDS}” stands under {heading}, which comes before it",
            )


def _after_not_yet(
    earlier: Sequence[CaseValue], later: Sequence[CaseValue]
) -> Iterator[tuple[int, int]]:
    """Yield place and date of the later steps that are dated, though the earlier has not come."""
    if NOT_YET in earlier:
        for i, (before, day) in enumerate(zip(earlier, later, strict=True)):
            if before == NOT_YET and isinstance(day, int):
                yield i, day


class _Below:
    """Finds the cases in which one column holds a smaller number than another."""

    def __init__(self, values: Columns) -> None:
        self.values = values
        self._filled: dict[tuple[str, float], list[float]] = {}

    def pairs(self, lower: str, upper: str) -> Iterator[tuple[int, int, int]]:
        """Yield place and both values where `lower` holds less than `upper`."""
        # what is no number is neither less nor more: one pass in C tells whether to look closer
        if not any(map(lt, self._numbers(lower, inf), self._numbers(upper, -inf))):
            return
        columns = (self.values[lower], self.values[upper])
        for i, (low, high) in enumerate(zip(*columns, strict=True)):
            if isinstance(low, int) and isinstance(high, int) and low < high:
                yield i, low, high

    def _numbers(self, column: str, otherwise: float) -> list[float]:
        """Return the numbers of a column, with another in the place of what is none."""
        key = (column, otherwise)
        if key not in self._filled:
            column_values = self.values[column]
            other: dict[Any, Any] = dict.fromkeys((BLANK, NOT_YET, UNUSABLE), otherwise)
            # dates and counts hold numbers and these three alone: looked up in C, value for value
            self._filled[key] = list(map(other.get, column_values, column_values))
        return self._filled[key]


def _sums_too_large(
    values: Columns,
    measures: Sequence[Measure],
    headings: Mapping[str, str],
    places: Mapping[str, int],
    first: int,
    log: CaseLog,
    known: set[tuple[int, str]],
) -> list[tuple[int, str]]:
    """Note the cases in which the columns that a measure adds up hold more than there were."""
    flagged: list[tuple[int, str]] = []
    for measure in measures:
        if len(measure.people) < 2 or measure.capped or measure.over is None:
            continue
        columns = [values[column] for column in (*measure.people, measure.over)]
        bad = {case for case in set(zip(*columns, strict=True)) if _is_too_large(case)}
        for i, case in enumerate(zip(*columns, strict=True)) if bad else ():
            if case not in bad or any((i, column) in known for column in measure.people):
                continue
            flagged += [(i, column) for column in measure.people]
            log.add(
                Code.MORE_THAN_THERE_WERE,
                first + i,
                places[measure.people[0]],
                found=" + ".join(map(str, case[:-1])),
                expected=f"at most {case[-1]} together with "
                + " and ".join(headings[column] for column in measure.people[1:]),
            )
    return flagged


def _is_too_large(case: Sequence[CaseValue]) -> bool:
    """Return whether the parts of a case are all known and more than the last value."""
    numbers = [value for value in case if isinstance(value, int)]
    return len(numbers) == len(case) and sum(numbers[:-1]) > numbers[-1]
