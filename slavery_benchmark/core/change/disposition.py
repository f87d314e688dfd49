"""What became of a criterion, and how much of the way to the target has been gone.

Source of the rules: docs/method.md, "Change".
"""

from enum import StrEnum
from fractions import Fraction

import msgspec

from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.core.scoring.scores import NodeScore


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


class Both(msgspec.Struct, frozen=True, kw_only=True):
    """What has a score both times in a criterion, taken alone.

    change: its weighted mean change in points; None if nothing has a score both times. was_there,
    is_there: whether it would be at target then and now.
    """

    change: Fraction | None = None
    was_there: bool = False
    is_there: bool = False


def disposition_of(then: NodeScore, now: NodeScore, both: Both) -> Disposition:
    """Return what became of a criterion: the first of the rules that holds.

    A node is usable if it has a position: a score, enough coverage, not too much excused. Whether
    it is at target is of all that was answered; which way it moved is of `both`, so that nothing
    is gained, and nothing lost, by what is answered only once. A criterion that was at target and
    no longer is has regressed even at an equal score, which a check below the lowest level of the
    target can bring about.
    """
    if then.position is None:
        return Disposition.NO_EARLIER
    if now.position is None:
        return Disposition.NOT_RETESTED
    was, is_now = (node.position is Position.AT_TARGET for node in (then, now))
    if was and is_now:
        return Disposition.HELD
    moved = _sign(both.change)
    higher = moved > 0 and _sign(_difference(then, now)) > 0
    if is_now:
        if both.is_there and not both.was_there:
            return Disposition.REMEDIED
        return Disposition.IMPROVED if higher else Disposition.NOT_RETESTED
    if moved < 0 or (was and both.was_there and not both.is_there):
        return Disposition.REGRESSED
    return Disposition.IMPROVED if higher else Disposition.PERSISTS


def is_by_coverage_alone(then: NodeScore, now: NodeScore, both: Both) -> bool:
    """Return whether a score moved, or a target was reached or lost, only by what is there once.

    That is: the whole and what has a score both times did not move the same way; or the whole
    reached or lost the target, and what has a score both times did not. False unless both nodes
    are usable.
    """
    if then.position is None or now.position is None:
        return False
    was, is_now = (node.position is Position.AT_TARGET for node in (then, now))
    one_way = _sign(_difference(then, now)) == _sign(both.change)
    return not one_way or (was != is_now and (both.was_there, both.is_there) != (was, is_now))


def _difference(then: NodeScore, now: NodeScore) -> Fraction:
    return (now.tally.score or Fraction(0)) - (then.tally.score or Fraction(0))


def _sign(value: Fraction | None) -> int:
    return 0 if not value else 1 if value > 0 else -1


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
