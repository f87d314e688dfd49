"""The figures of a measure month by month, from the case dates of one return."""

from collections.abc import Iterator
from datetime import date

import msgspec

from slavery_benchmark.core.cases.measuring import Measured, figures_of
from slavery_benchmark.core.cases.table import CaseFiles
from slavery_benchmark.core.cases.xmr import Limits, Signal, limits_of, signals_of
from slavery_benchmark.core.framework.case_sheet import CaseSheet
from slavery_benchmark.core.framework.measures import Measure

MONTHS = 12
FEWEST_MONTHS = 10
"""Fewer months with a figure have no limits: their moving range says too little."""


class Month(msgspec.Struct, frozen=True, kw_only=True):
    """One month: its first day, what was measured of the cases received in it, and its signals.

    value: None where no case of the month could be counted, or its median is not reached.
    """

    start: date
    found: Measured
    signals: tuple[Signal, ...] = ()


class Months(msgspec.Struct, frozen=True, kw_only=True):
    """A measure month by month; limits None where too few months have a figure."""

    months: tuple[Month, ...]
    limits: Limits | None


def months_of(
    measure: Measure, files: CaseFiles, sheet: CaseSheet, period: tuple[date, date]
) -> Months:
    """Return a measure month by month over a period, with the limits of an XmR chart.

    A case counts in the month of the date that puts it into the period. Months without a figure are
    passed over: the moving range is from the month with a figure before. The figures of a month are
    of few cases and swing with them; the limits are of that swing. Empty without a table of cases.
    """
    table = files.table
    if table is None:
        return Months(months=(), limits=None)
    received = next(column.id for column in sheet.columns if column.in_period)
    places: dict[date, list[int]] = {start: [] for start in _starts(*period)}
    for place, day in enumerate(table.values[received]):
        if isinstance(day, int):
            places.get(date.fromordinal(day).replace(day=1), []).append(place)
    months = [
        Month(start=start, found=figures_of(measure, table.part(own), files, period[1]))
        for start, own in places.items()
    ]
    values = [month.found.value for month in months if month.found.value is not None]
    if len(values) < FEWEST_MONTHS:
        return Months(months=tuple(months), limits=None)
    limits = limits_of(values)
    signals = iter(signals_of(values, limits))
    return Months(
        months=tuple(
            month
            if month.found.value is None
            else msgspec.structs.replace(month, signals=next(signals))
            for month in months
        ),
        limits=limits,
    )


def _starts(first: date, last: date) -> Iterator[date]:
    """Yield the first day of each month from one day to another."""
    start = first.replace(day=1)
    while start <= last:
        yield start
        year, month = divmod(start.year * MONTHS + start.month, MONTHS)
        start = date(year, month + 1, 1)
