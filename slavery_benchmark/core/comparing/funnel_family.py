"""Many funnels and many forces: what chance would bring, and who stands out even so."""

from collections.abc import Iterable
from fractions import Fraction
from math import ceil, floor

import msgspec

from slavery_benchmark.core.change.moves import false_discovery
from slavery_benchmark.core.comparing.funnel import Funnel, Zone
from slavery_benchmark.core.comparing.funnel_limits import PER_CENT, TAIL_95, TAIL_998
from slavery_benchmark.core.comparing.tails import at_least, at_most


class Expected(msgspec.Struct, frozen=True):
    """How many forces lie outside a limit, and how many would by chance alone."""

    forces: int = 0
    outside_95: int = 0
    by_chance_95: float = 0.0
    outside_998: int = 0
    by_chance_998: float = 0.0


def with_adjusted(funnels: Iterable[Funnel]) -> tuple[Funnel, ...]:
    """Return funnels of one run whose points have probabilities adjusted for how many there are."""
    found = list(funnels)
    exact = [Fraction(point.p) for funnel in found for point in funnel.points]
    adjusted = iter(false_discovery(exact))
    replace = msgspec.structs.replace
    return tuple(
        replace(
            funnel,
            points=tuple(
                replace(point, adjusted=float(next(adjusted) or 0)) for point in funnel.points
            ),
        )
        for funnel in found
    )


def expected_outside(funnels: Iterable[Funnel]) -> Expected:
    """Return how many of the forces on these funnels lie outside a limit, and how many by chance.

    By chance: the sum of the exact probabilities of the counts outside; where limits were widened,
    of 5 % and 0.2 %.
    """
    forces = outside_95 = outside_998 = 0
    chance_95 = chance_998 = 0.0
    for funnel in funnels:
        share = float((funnel.target or 0) / 100)
        for point in funnel.points:
            forces += 1
            outside_95 += point.zone is not Zone.INSIDE
            outside_998 += point.zone in (Zone.BELOW_998, Zone.ABOVE_998)
            limits, widened = point.limits, funnel.widening is not None
            ends = (limits.low_95, limits.high_95), (limits.low_998, limits.high_998)
            chance_95 += 2 * TAIL_95 if widened else _beyond(limits.size, share, *ends[0])
            chance_998 += 2 * TAIL_998 if widened else _beyond(limits.size, share, *ends[1])
    return Expected(forces, outside_95, chance_95, outside_998, chance_998)


def _beyond(size: int, share: float, low: float, high: float) -> float:
    """Return the probability of a count outside these limits, in per cent of `size` trials."""
    below, above = ceil(low * size / PER_CENT) - 1, floor(high * size / PER_CENT) + 1
    return at_most(below, size, share) + at_least(above, size, share)
