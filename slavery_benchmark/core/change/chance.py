"""Which measured levels moved by no more than chance: in a change they are held as they were.

Source of the rule: docs/change.md, "Chance is not change".
"""

from fractions import Fraction
from math import inf

from slavery_benchmark.core.cases.log_rank import log_rank
from slavery_benchmark.core.cases.measuring import Measured
from slavery_benchmark.core.intervals import Z_95, Estimate, difference_interval
from slavery_benchmark.core.scoring.scores import ForceScore


def within_chance(then: ForceScore, now: ForceScore) -> frozenset[str]:
    """Return the ids of the measures whose level moved though the figures do not differ by more."""
    return frozenset(
        new.node.id
        for old, new in zip(then.measures, now.measures, strict=True)
        if old.measured.level is not None
        and new.measured.level is not None
        and old.measured.level != new.measured.level
        and not differs(old.measured, new.measured)
    )


def differs(then: Measured, now: Measured) -> bool:
    """Return whether two figures of one measure differ beyond chance, at 95 %.

    Waiting times: by the log-rank test, if it points the way that the median went. Everything else:
    if Newcombe's interval for the difference leaves out 0; the interval of a share of people is of
    its effective size, and so is this one. Waits that are not known (in older results) are compared
    by the intervals of their medians. Figures without an interval are not shown to differ.
    """
    if then.waits is not None and now.waits is not None:
        sooner = log_rank(then.waits.times, now.waits.times)
        return abs(sooner) > Z_95 and (sooner > 0) is (_median(now) > _median(then))
    first, second = _estimate(then), _estimate(now)
    if first is None or second is None:
        return False
    low, high = difference_interval(first, second)
    return low > 0 or high < 0


def _median(found: Measured) -> Fraction | float:
    """Return the median in days; infinity for one that is not reached."""
    return inf if found.value is None else found.value


def _estimate(found: Measured) -> Estimate | None:
    if found.value is None or found.interval is None:
        return None
    return Estimate(float(found.value), float(found.interval.low), float(found.interval.high))
