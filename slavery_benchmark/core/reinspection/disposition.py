"""What became of a criterion, and how much of the way to the target has been gone.

Source of the rules: docs/method.md, "Change".
"""

from enum import StrEnum
from fractions import Fraction

from slavery_benchmark.core.baseline import Position
from slavery_benchmark.core.scores import NodeScore


class Disposition(StrEnum):
    """What became of a criterion between two submissions; in the order in which they are shown.

    Embedded is held through two changes in a row; it is not the level of that name.
    """

    REGRESSED = "regressed"
    PERSISTS = "persists"
    IMPROVED = "improved"
    REMEDIED = "remedied"
    HELD = "held"
    EMBEDDED = "embedded"
    NOT_RETESTED = "not re-tested"
    NO_EARLIER = "no earlier result"


def disposition_of(then: NodeScore, now: NodeScore) -> Disposition:
    """Return what became of a criterion: the first of the rules that holds.

    A node is usable if it has a position: a score, enough coverage, not too much excused. A
    criterion that was at target and no longer is has regressed even at an equal score, which a
    check below the lowest level of the target can bring about.
    """
    if then.position is None:
        return Disposition.NO_EARLIER
    if now.position is None:
        return Disposition.NOT_RETESTED
    was, is_now = (node.position is Position.AT_TARGET for node in (then, now))
    old, new = then.tally.score or Fraction(0), now.tally.score or Fraction(0)
    if not is_now and (new < old or was):
        return Disposition.REGRESSED
    if is_now:
        return Disposition.HELD if was else Disposition.REMEDIED
    return Disposition.IMPROVED if new > old else Disposition.PERSISTS


def progress_of(then: NodeScore, now: NodeScore, target: Fraction) -> Fraction | None:
    """Return (now - then) / (target - then), at most 1; None if either is not usable.

    From a score at or above the target there is no way left to go: 1 if the criterion is at target
    now, else None.
    """
    if then.position is None or now.position is None:
        return None
    old, new = then.tally.score, now.tally.score
    if old is None or new is None:
        return None
    if old >= target:
        return Fraction(1) if now.position is Position.AT_TARGET else None
    return min(Fraction(1), (new - old) / (target - old))
