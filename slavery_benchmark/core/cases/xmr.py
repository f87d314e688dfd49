"""A run of figures against the limits of its own moving range: what is noise, and what is not."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

import msgspec

LIMIT = Fraction("2.66")
"""Mean moving ranges from the mean to a limit: 3 / 1.128, three standard deviations."""
NEAR = LIMIT * 2 / 3
"""The same for two standard deviations."""
SCREEN = Fraction("3.267")
"""Mean moving ranges from which a moving range is taken for an outlier: D4 for two points."""
RUN = 7
"""So many points in a row, on one side of the mean or in one direction, are a signal."""
NEAR_OF = 3


class Signal(StrEnum):
    """What makes a point more than noise, gravest first."""

    OUTSIDE = "outside the limits"
    SHIFT = "seven in a row on one side of the mean"
    TREND = "seven in a row in one direction"
    NEAR_LIMIT = "two of three near a limit"


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """The mean and the limits on both sides of it, in the unit of the figures."""

    mean: Fraction
    low: Fraction
    high: Fraction
    near_low: Fraction
    near_high: Fraction


def limits_of(values: Sequence[Fraction], *, screened: bool = True) -> Limits:
    """Return the mean of an XmR chart and its limits: mean +- 2.66 mean moving ranges.

    A moving range is the distance from one value to the next. With `screened`, those of at least
    3.267 times their mean are left out and the mean is taken once more, so that a single outlier
    does not hide itself by widening the limits; not where that would leave no spread at all, as
    every value would then lie outside. ValueError with fewer than two values.

    Sources: D. J. Wheeler, "Understanding variation" (1993), for the constants; NHSRplotthedots
    (NHS England, "Making data count"), whose vignette "Deviations from Excel defaults" has the
    screening: 1, 2, 1, 2, 10, 1, 2, 1, 2, ... (18 values) has the mean 1.94 and limits -0.72 and
    4.6, and -3.06 and 6.95 where nothing is screened.
    """
    if len(values) < 2:
        raise ValueError(f"{len(values)} values have no moving range")
    ranges = [abs(later - earlier) for earlier, later in pairwise(values)]
    spread = _mean(ranges)
    if screened:
        kept = [size for size in ranges if size < SCREEN * spread]
        spread = (_mean(kept) if kept else Fraction(0)) or spread
    mean = _mean(values)
    return Limits(
        mean=mean,
        low=mean - LIMIT * spread,
        high=mean + LIMIT * spread,
        near_low=mean - NEAR * spread,
        near_high=mean + NEAR * spread,
    )


def signals_of(values: Sequence[Fraction], limits: Limits) -> tuple[tuple[Signal, ...], ...]:
    """Return for each value what it is part of that noise would hardly make; empty for the most.

    Outside the limits; seven or more in a row on one side of the mean; seven in a row each higher,
    or each lower, than the one before; of three in a row on one side of the mean two or more
    between two and three standard deviations. Every value of a row is marked; of the last rule
    those near the limit. Source: as of `limits_of`.
    """
    outside = [not limits.low <= value <= limits.high for value in values]
    sides = [(value > limits.mean) - (value < limits.mean) for value in values]
    near = [
        not beyond and not limits.near_low <= value <= limits.near_high
        for value, beyond in zip(values, outside, strict=True)
    ]
    found = {
        Signal.OUTSIDE: {place for place, beyond in enumerate(outside) if beyond},
        Signal.SHIFT: set(_shifts(sides)),
        Signal.TREND: set(_trends(values)),
        Signal.NEAR_LIMIT: set(_near_limits(near, sides)),
    }
    return tuple(
        tuple(signal for signal, places in found.items() if place in places)
        for place in range(len(values))
    )


def _shifts(sides: Sequence[int]) -> Iterator[int]:
    for start in range(len(sides) - RUN + 1):
        row = sides[start : start + RUN]
        if row[0] and len(set(row)) == 1:
            yield from range(start, start + RUN)


def _trends(values: Sequence[Fraction]) -> Iterator[int]:
    steps = _sides(values)
    for start in range(len(values) - RUN + 1):
        row = steps[start : start + RUN - 1]
        if row[0] and len(set(row)) == 1:
            yield from range(start, start + RUN)


def _sides(values: Sequence[Fraction]) -> list[int]:
    return [(later > earlier) - (later < earlier) for earlier, later in pairwise(values)]


def _near_limits(near: Sequence[bool], sides: Sequence[int]) -> Iterator[int]:
    for start in range(len(near) - NEAR_OF + 1):
        row = range(start, start + NEAR_OF)
        one_side = abs(sum(sides[place] for place in row)) == NEAR_OF
        if one_side and sum(near[place] for place in row) >= 2:
            yield from (place for place in row if near[place])


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)
