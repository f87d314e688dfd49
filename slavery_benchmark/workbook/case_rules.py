"""What the cells of one case say against each other: dates out of order, more people than there."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from slavery_benchmark.core.case_sheet import CaseSheet
from slavery_benchmark.core.case_table import UNUSABLE, CaseValue
from slavery_benchmark.core.measures import Measure
from slavery_benchmark.core.problems import Code
from slavery_benchmark.workbook.case_log import CaseLog

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
    headings = {column.id: column.heading for column in declared.columns}
    for column in declared.columns:
        for other in column.not_before:
            for i, found, bound in _pairs_below(values[column.id], values[other]):
                flagged.append((i, column.id))
                log.add(
                    Code.DATES_OUT_OF_ORDER,
                    first + i,
                    places[column.id],
                    found=date.fromordinal(found).isoformat(),
                    expected=f"{date.fromordinal(bound).isoformat()} or later, which stands "
                    f"under {headings[other]}",
                )
        if column.at_most is not None:
            for i, most, count in _pairs_below(values[column.at_most], values[column.id]):
                flagged.append((i, column.id))
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


def _pairs_below(
    lower: Sequence[CaseValue], upper: Sequence[CaseValue]
) -> Iterator[tuple[int, int, int]]:
    """Yield place and both values where the first column holds less than the second."""
    bad = {
        pair
        for pair in set(zip(lower, upper, strict=True))
        if isinstance(pair[0], int) and isinstance(pair[1], int) and pair[0] < pair[1]
    }
    if not bad:
        return
    for i, (low, high) in enumerate(zip(lower, upper, strict=True)):
        if (low, high) in bad and isinstance(low, int) and isinstance(high, int):
            yield i, low, high


def _sums_too_large(
    values: Columns,
    measures: Sequence[Measure],
    headings: Mapping[str, str],
    places: Mapping[str, int],
    first: int,
    log: CaseLog,
    known: set[tuple[int, str]],
) -> list[tuple[int, str]]:
    """Note the cases in which the columns that a measure adds up hold more people than there are."""
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
