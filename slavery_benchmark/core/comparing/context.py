"""Context from official statistics: offences that forces recorded. Never part of a score.

A quarter that is not known is missing, never 0, and a year with one missing has no total.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Annotated

import msgspec
from msgspec import Meta

from slavery_benchmark.core.framework.declared import Text, Value
from slavery_benchmark.core.framework.framework import Rank
from slavery_benchmark.core.problems import fault_sentence
from slavery_benchmark.core.scoring.submission import SourceFile

QUARTERS = (1, 2, 3, 4)
MONTHS_OF_A_YEAR = 12

Positive = Annotated[int, Meta(gt=0)]


class FigureFault(msgspec.Struct, frozen=True, kw_only=True):
    """Something in a table of figures that cannot be used: what, where, what is expected.

    `year` is the financial year that it touches, None where that is not known. `found` is None
    where there is nothing to show.
    """

    place: str
    title: str
    found: str | None = None
    expected: str = ""
    nearest: tuple[str, ...] = ()
    year: str | None = None

    def line(self) -> str:
        """Return place, sentence, what was found and what is expected on one line."""
        sentence = fault_sentence(self.title, self.found, self.expected, self.nearest)
        return f"{self.place}: {sentence}"


class ForceCount(msgspec.Struct, frozen=True, kw_only=True):
    """What one force recorded in one financial year: (quarter, offences), only known quarters."""

    code: str
    force: str
    territorial: bool
    year: str
    quarters: tuple[tuple[int, int], ...]

    @property
    def missing(self) -> tuple[int, ...]:
        """The quarters that are not known."""
        known = dict(self.quarters)
        return tuple(quarter for quarter in QUARTERS if quarter not in known)

    @property
    def known(self) -> int:
        """The sum of the known quarters: of the year, only if none is missing."""
        return sum(offences for _, offences in self.quarters)

    @property
    def total(self) -> int | None:
        """The sum of the year, or None where a quarter is missing."""
        return None if self.missing else self.known


class RecordedCrime(msgspec.Struct, frozen=True, kw_only=True):
    """What a table of recorded crime says, with one financial year chosen.

    `territorial` is the codes of the forces that statistics are about. `every_count` and
    `every_fault` are of all years in the file.
    """

    source: SourceFile
    year: str
    territorial: tuple[str, ...]
    every_count: tuple[ForceCount, ...]
    every_fault: tuple[FigureFault, ...]
    notes: tuple[str, ...] = ()

    @property
    def years(self) -> tuple[str, ...]:
        """The financial years in the file, earliest first."""
        return tuple(sorted({count.year for count in self.every_count}))

    @property
    def counts(self) -> tuple[ForceCount, ...]:
        """The counts of the chosen year, by name of force."""
        return tuple(count for count in self.every_count if count.year == self.year)

    @property
    def faults(self) -> tuple[FigureFault, ...]:
        """The faults that touch the chosen year, or a year that could not be read."""
        return tuple(fault for fault in self.every_fault if fault.year in (None, self.year))

    @property
    def latest_full_year(self) -> str | None:
        """The latest year in which some territorial force has all its quarters."""
        full = {c.year for c in self.every_count if c.territorial and c.total is not None}
        return max(full, default=None)

    def count(self, code: str) -> ForceCount | None:
        """Return what the force with this code recorded in the chosen year, None if unknown."""
        return next((count for count in self.counts if count.code == code), None)

    def of_year(self, year: str) -> "RecordedCrime":
        """Return the same with another year chosen; KeyError if the file has none of it."""
        if year not in self.years:
            raise KeyError(year)
        return msgspec.structs.replace(self, year=year)


class EarlierFigure(Value, frozen=True, kw_only=True):
    """How many forces were reported to have recorded fewer than `below` offences in 2017."""

    below: Positive
    forces: Annotated[int, Meta(ge=0)]
    population: Positive
    months: Positive
    rank: Rank
    source: Text
    note: Text


class Distribution(msgspec.Struct, frozen=True, kw_only=True):
    """How the counts of a year lie over the territorial forces that have all four quarters.

    `below_threshold` of them recorded fewer than `threshold`; `could_be_below` of the others may
    have, as far as their known quarters tell.
    """

    year: str
    population: int
    forces: int
    total: int
    least: int
    lower_quartile: Fraction
    median: Fraction
    upper_quartile: Fraction
    most: int
    threshold: int
    below_threshold: int
    could_be_below: int


class OfficialFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Recorded crime of a year, its distribution (None without a full year), and 2017's figure."""

    crime: RecordedCrime
    distribution: Distribution | None
    earlier: EarlierFigure


def build_context(crime: RecordedCrime, earlier: EarlierFigure) -> OfficialFigures:
    """Return the context of a table's chosen year, counted under the threshold of 2017."""
    return OfficialFigures(
        crime=crime, distribution=distribution_of(crime, earlier.below), earlier=earlier
    )


def distribution_of(crime: RecordedCrime, threshold: int) -> Distribution | None:
    """Return the distribution of the chosen year; None if no territorial force has all of it."""
    counts = {count.code: count for count in crime.counts if count.code in crime.territorial}
    totals = sorted(count.total for count in counts.values() if count.total is not None)
    if not totals:
        return None
    already_reached = sum(
        count.total is None and count.known >= threshold for count in counts.values()
    )
    return Distribution(
        year=crime.year,
        population=len(crime.territorial),
        forces=len(totals),
        total=sum(totals),
        least=totals[0],
        lower_quartile=quantile(totals, Fraction(1, 4)),
        median=quantile(totals, Fraction(1, 2)),
        upper_quartile=quantile(totals, Fraction(3, 4)),
        most=totals[-1],
        threshold=threshold,
        below_threshold=sum(total < threshold for total in totals),
        could_be_below=len(crime.territorial) - len(totals) - already_reached,
    )


def quantile(ordered: Sequence[int], share: Fraction) -> Fraction:
    """Return the value at `share` of the way from the first to the last of `ordered`.

    Between two values it is interpolated on a straight line: QUARTILE.INC of spreadsheets.
    """
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def year_bounds(year: str) -> tuple[date, date]:
    """Return the first and the last day of a financial year written as 2017/18."""
    first = int(year[:4])
    return date(first, 4, 1), date(first + 1, 3, 31)


def year_named(text: str) -> str | None:
    """Return a financial year as 2017/18, or None if `text` does not name one.

    The parts may be joined by any mark or blank, and the second may have four digits.
    """
    parts = list(_numbers(text))
    if len(parts) != 2 or len(parts[0]) != 4 or len(parts[1]) not in (2, 4):
        return None
    first = int(parts[0])
    if not date.min.year <= first < date.max.year or parts[1] not in (
        str(first + 1),
        f"{(first + 1) % 100:02}",
    ):
        return None
    return f"{first:04}/{(first + 1) % 100:02}"


def _numbers(text: str) -> Iterator[str]:
    """Yield the runs of the digits 0 to 9 in a text."""
    run = ""
    for char in f"{text} ":
        if char in "0123456789":
            run += char
        elif run:
            yield run
            run = ""
