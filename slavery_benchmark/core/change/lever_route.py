"""The cheapest route to the next band: the fewest steps, those that limits ask for included."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from fractions import Fraction

import msgspec

from slavery_benchmark.core.change.fewest import fewest
from slavery_benchmark.core.change.lever_gaps import Gaps, gaps_in
from slavery_benchmark.core.change.lever_steps import Step, StepKind, Weighing, outcome, steps_of
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Limit
from slavery_benchmark.core.scoring.bands import floor_of
from slavery_benchmark.core.scoring.tally import ZERO


class RouteState(StrEnum):
    """Whether there is a route to the next band, or why not."""

    FOUND = "found"
    HIGHEST = "in the highest band"
    NO_BAND = "no band to start from"
    UNTOLD = "a limit cannot be tested"
    OUT_OF_REACH = "out of reach of the answers"


class LimitNeed(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion that must rise before a limit lets the next band through.

    `score` is its floor now, `needed` what it must reach, 0 to 100; `steps` the fewest that take it
    there, None if its answers alone cannot.
    """

    limit: str
    criterion: str
    score: Fraction
    needed: Fraction
    steps: int | None


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """The way to the next band. `missing` is what the floor lacks, in points; 0 if limits alone,
    None without a next band.

    score: the overall floor after the steps; best: that with every answer as high as it can go.
    gaps: what must be known first, where a limit cannot be tested.
    """

    state: RouteState
    band: str | None = None
    missing: Fraction | None = None
    limits: tuple[LimitNeed, ...] = ()
    steps: tuple[Step, ...] = ()
    score: Fraction | None = None
    best: Fraction | None = None
    gaps: Gaps | None = None


def route_of(weighing: Weighing) -> Route:
    """Return the fewest steps to the band above the one that the force has under the limits.

    Other choices of as many steps may do as well; the largest steps are named.
    """
    framework, force = weighing.framework, weighing.force
    score, band = force.overall.tally.floor, force.overall.band
    if band is None or score is None:
        return Route(state=RouteState.NO_BAND)
    reached = framework.band_named(band).lower
    goal = next((item for item in framework.bands if item.lower > reached), None)
    if goal is None:
        return Route(state=RouteState.HIGHEST)
    # where a reference and a level are worth the same: what is claimed already comes first
    steps = sorted(steps_of(weighing), key=lambda step: step.kind is not StepKind.REFERENCE)
    missing = max(exact(goal.lower) - score, ZERO)
    route = Route(
        state=RouteState.UNTOLD,
        band=goal.word,
        missing=missing,
        best=score + sum((step.worth for step in steps), ZERO),
    )
    bearing = [
        limit for limit in framework.limits if framework.band_named(limit.cap).lower < goal.lower
    ]
    untold = [limit.id for limit in bearing if floor_of(force.node(limit.criterion)) is None]
    if untold:
        return msgspec.structs.replace(route, gaps=gaps_in(force, framework, only=untold))
    needs = tuple(_needs(weighing, bearing, steps))
    route = msgspec.structs.replace(route, limits=needs)
    floors: dict[str, Fraction] = {}
    for need in needs:
        floor = (need.needed - need.score) * weighing.criteria[need.criterion]
        floors[need.criterion] = max(floor, floors.get(need.criterion, ZERO))
    taken = fewest(steps, missing, floors)
    if taken is None:
        return msgspec.structs.replace(route, state=RouteState.OUT_OF_REACH)
    held = [limit.id for limit in outcome(weighing, taken, 1)[1] if limit.cap is None]
    if held:  # so large a step that it meets a limit further up, which cannot be tested
        return msgspec.structs.replace(route, gaps=gaps_in(force, framework, only=held))
    return msgspec.structs.replace(
        route,
        state=RouteState.FOUND,
        steps=tuple(taken),
        score=score + sum((step.worth for step in taken), ZERO),
    )


def _needs(
    weighing: Weighing, limits: Sequence[Limit], steps: Sequence[Step]
) -> Iterator[LimitNeed]:
    """Yield what each of these limits asks of its criterion, if that is below its level."""
    for limit in limits:
        score = floor_of(weighing.force.node(limit.criterion))
        needed = weighing.framework.points(limit.below_level)
        if score is None or score >= needed:
            continue
        own = [step for step in steps if step.criterion == limit.criterion]
        taken = fewest(own, (needed - score) * weighing.criteria[limit.criterion], {})
        yield LimitNeed(
            limit=limit.id,
            criterion=limit.criterion,
            score=score,
            needed=needed,
            steps=None if taken is None else len(taken),
        )
