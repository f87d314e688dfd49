"""The 2017 baseline: the reference line of a node, and its position against it."""

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction

import msgspec

from slavery_benchmark.core.framework.framework import Baseline, Framework
from slavery_benchmark.core.scoring.tally import ZERO


class Position(StrEnum):
    """Where a score stands against the national reading of 2017. Not a change over time."""

    AT_TARGET = "at target"
    NOT_CERTAIN = "not certain"
    ABOVE = "above"
    NO_BETTER = "no better"

    @classmethod
    def _missing_(cls, value: object) -> "Position | None":
        """Return what a position was called before: data sets may be older than the words."""
        return cls.NO_BETTER if value in ("at", "within", "below") else None


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """Our reading of 2017 in points (0 to 100): the value, and the range that the words allow."""

    value: Fraction
    low: Fraction
    high: Fraction


def reference_of(baseline: Baseline, framework: Framework) -> Reference:
    """Return the baseline of a criterion in points."""
    return Reference(
        value=framework.points(baseline.level),
        low=framework.points(baseline.low),
        high=framework.points(baseline.high),
    )


def mean_reference(children: Sequence[tuple[Fraction, Reference]]) -> Reference | None:
    """Return the weighted mean of (weight, reference) pairs, or None if there are none.

    The caller passes exactly the children that have a score, so that score and reference line are
    about the same things.
    """
    total = sum((weight for weight, _ in children), ZERO)
    if not total:
        return None

    def mean(field: str) -> Fraction:
        values = ((weight, getattr(reference, field)) for weight, reference in children)
        return sum((weight * value for weight, value in values), ZERO) / total

    return Reference(value=mean("value"), low=mean("low"), high=mean("high"))


def position_of(
    *, at_target: bool, low: Fraction, high: Fraction, score: Fraction, reference: Reference
) -> Position:
    """Return the first that holds: at target; not certain; above; no better.

    Above: over the top of the reference range. Not certain: only one of the bounds is.
    """
    if at_target:
        return Position.AT_TARGET
    if (low > reference.high) is not (high > reference.high):
        return Position.NOT_CERTAIN
    return Position.ABOVE if score > reference.high else Position.NO_BETTER
