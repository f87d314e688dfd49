"""Fragility: the fewest answers whose fall by one level would lower the overall band."""

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction

import msgspec

from slavery_benchmark.core.change.fewest import fewest
from slavery_benchmark.core.change.lever_steps import Fall, Weighing, falls_of, outcome
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.scoring.bands import floor_of
from slavery_benchmark.core.scoring.tally import ONE, ZERO


class FragilityState(StrEnum):
    """Whether falls by one level can lower the band, or why not."""

    FOUND = "found"
    LOWEST = "in the lowest band"
    NO_BAND = "no band to lose"
    HOLDS = "holds if every answer falls"


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """One way to a lower band: by the score, or through the limit on a criterion.

    `node` is what would fall below `bound` (the whole, or the criterion), `score` its floor now,
    `after` that after the falls. `band` is the overall band then. With one fall, `alone` holds
    every check that would do by itself; `others` says that other choices of as many would do.
    """

    node: str
    limit: str | None
    score: Fraction
    bound: Fraction
    falls: tuple[Fall, ...]
    after: Fraction
    band: str | None
    alone: tuple[str, ...] = ()
    others: bool = False


class Fragility(msgspec.Struct, frozen=True, kw_only=True):
    """What would lower the band: the ways there, that of the fewest answers first."""

    state: FragilityState
    ways: tuple[Way, ...] = ()


def fragility_of(weighing: Weighing) -> Fragility:
    """Return for each way to a lower band the fewest answers whose fall by one level takes it.

    The band is the one under the limits. It falls when the floor falls below its lower end, or
    that of a criterion below the level of a limit with a lower cap; either is enough, so the fewest
    of all ways is the fewest there is.
    """
    framework, force = weighing.framework, weighing.force
    score, band = force.overall.tally.floor, force.overall.band
    if band is None or score is None:
        return Fragility(state=FragilityState.NO_BAND)
    lower = framework.band_named(band).lower
    if band == framework.bands[0].word:
        return Fragility(state=FragilityState.LOWEST)
    falls = falls_of(weighing)
    node = force.overall
    ways = [_way(weighing, node.id, None, ONE, score, exact(lower), falls)]
    for limit in framework.limits:
        criterion = force.node(limit.criterion)
        own_score = floor_of(criterion)
        if framework.band_named(limit.cap).lower >= lower or own_score is None:
            continue
        own = [fall for fall in falls if fall.criterion == limit.criterion]
        share, bound = weighing.criteria[limit.criterion], framework.points(limit.below_level)
        ways.append(_way(weighing, criterion.id, limit.id, share, own_score, bound, own))
    found = sorted((way for way in ways if way is not None), key=lambda way: len(way.falls))
    if not found:
        return Fragility(state=FragilityState.HOLDS)
    return Fragility(state=FragilityState.FOUND, ways=tuple(found))


def _way(
    weighing: Weighing,
    node: str,
    limit: str | None,
    share: Fraction,
    score: Fraction,
    bound: Fraction,
    falls: Sequence[Fall],
) -> Way | None:
    """Return the fewest of `falls` that take a node of this share of the whole below `bound`.

    A band's lower end belongs to it, and so does a limit's level: the loss must be more than the
    distance.
    """
    spare = (score - bound) * share
    taken = fewest(falls, spare, {}, over=True)
    if taken is None:
        return None
    lost = sum((fall.worth for fall in taken), ZERO)
    left = sorted((fall.worth for fall in falls if fall not in taken), reverse=True)
    alone = [fall.check for fall in falls if fall.worth > spare] if len(taken) == 1 else []
    return Way(
        node=node,
        limit=limit,
        score=score,
        bound=bound,
        falls=tuple(taken),
        after=score - lost / share,
        band=outcome(weighing, taken, -1)[0],
        alone=tuple(alone),
        others=bool(left) and lost - taken[-1].worth + left[0] > spare,
    )
