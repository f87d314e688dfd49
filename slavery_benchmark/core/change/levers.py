"""What would move the overall score: points to gain, the route to the next band, fragility.

All of it is arithmetic on the answers as they stand, with what counts fixed: a total is then the
sum of share x score, and the fewest steps are the largest ones. Gains are points of the score;
bands are those of the floor, so the route and the falls are reckoned in it.
"""

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction

import msgspec

from slavery_benchmark.core.change.fragility import Fragility, fragility_of
from slavery_benchmark.core.change.lever_gaps import Gaps, gaps_in
from slavery_benchmark.core.change.lever_route import Route, route_of
from slavery_benchmark.core.change.lever_steps import Weighing, weigh
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import FULL_SCORE, Framework
from slavery_benchmark.core.scoring.scores import ForceScore, NodeScore
from slavery_benchmark.core.scoring.tally import ZERO


class Part(StrEnum):
    """What kind of part of the score has something to gain."""

    CHECK = "check"
    MEASURE = "measure"


class Gain(msgspec.Struct, frozen=True, kw_only=True):
    """What one scored check or measure has still to gain, in points of the overall score.

    share: its share of the overall score among what is scored. given: the level as given, None for
    a measure; counted: the level that counts, or that the cases show. by_reference: the gain if the
    level claimed counted; to_target: at the target level; to_top: at the highest level.
    """

    node: NodeScore
    part: Part
    criterion: str
    cell: str | None
    share: Fraction
    given: int | None
    counted: int
    by_reference: Fraction
    to_target: Fraction
    to_top: Fraction


class Levers(msgspec.Struct, frozen=True, kw_only=True):
    """What would move the score of one force.

    target_level: the lowest level that is worth the target score. gains: all scored parts that have
    something to gain, largest first. gaps: what keeps a band back, None where there is one.
    """

    force: ForceScore
    target_level: int
    gains: tuple[Gain, ...]
    route: Route
    fragility: Fragility
    gaps: Gaps | None

    def total(self, part: Part | None = None) -> Fraction:
        """Return what is to gain in all, or of one kind of part; in all it is 100 less the score,
        or 0 without a score."""
        return sum((g.to_top for g in self.gains if part in (None, g.part)), ZERO)

    def by_reference(self) -> Fraction:
        """Return what references beside the levels claimed would add: claimed less score."""
        return sum((gain.by_reference for gain in self.gains), ZERO)


def levers_of(force: ForceScore, framework: Framework) -> Levers:
    """Return what would move the score of a force."""
    certain = weigh(force, framework, floor=True)
    target = target_level(framework)
    gaps = None
    if force.overall.band is None:
        held = [limit.id for limit in force.limits if limit.cap is None]
        gaps = gaps_in(force, framework, only=held)
    return Levers(
        force=force,
        target_level=target,
        gains=tuple(_gains(weigh(force, framework), target)),
        route=route_of(certain),
        fragility=fragility_of(certain),
        gaps=gaps,
    )


def target_level(framework: Framework) -> int:
    """Return the lowest level that is worth at least the target score."""
    target = exact(framework.target.score)
    return next(item.level for item in framework.levels if framework.points(item.level) >= target)


def _gains(weighing: Weighing, target: int) -> Sequence[Gain]:
    """Return the gains, largest to the top first; equal ones in framework order."""
    framework = weighing.framework
    found: list[Gain] = []
    for check, criterion, given, counted in weighing.answered():
        found.append(_gain(weighing, check.node, criterion, given, counted, target))
        found[-1] = msgspec.structs.replace(found[-1], cell=check.response.cell)
    for item in weighing.force.measures:
        level = item.measured.level
        if item.node.id in weighing.shares and level is not None and item.node.parent is not None:
            found.append(_gain(weighing, item.node, item.node.parent, None, level, target))
    order = {
        part: place
        for place, part in enumerate(
            part for _, criterion in framework.criteria() for part, _ in criterion.weights()
        )
    }
    kept = [gain for gain in found if gain.to_top]
    return sorted(kept, key=lambda gain: (-gain.to_top, order[gain.node.id]))


def _gain(
    weighing: Weighing,
    node: NodeScore,
    criterion: str,
    given: int | None,
    counted: int,
    target: int,
) -> Gain:
    points, share = weighing.framework.points, weighing.shares[node.id]
    return Gain(
        node=node,
        part=Part.MEASURE if given is None else Part.CHECK,
        criterion=criterion,
        cell=None,
        share=share,
        given=given,
        counted=counted,
        by_reference=ZERO if given is None else share * points(given - counted),
        to_target=share * points(max(target - counted, 0)),
        to_top=share * (FULL_SCORE - points(counted)),
    )
