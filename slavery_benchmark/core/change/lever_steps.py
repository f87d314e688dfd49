"""What one answer can do to a score: the steps it can rise by, and its fall by one level.

With what counts fixed, a total is the sum of share x score over it (weights.py), so a step is worth
its share times what it adds, whatever else changes. A band is that of the floor, so steps and falls
are weighed in it: where all was told that is the score.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

import msgspec

from slavery_benchmark.core.change.weights import shares_of, weights_of
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.bands import with_limits
from slavery_benchmark.core.scoring.scores import CheckScore, ForceScore, LimitApplied, NodeScore
from slavery_benchmark.core.scoring.tally import ZERO


class StepKind(StrEnum):
    """How an answer comes to count for more."""

    REFERENCE = "reference"
    LEVEL = "level"


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One answer that counts for one level more.

    kind: reference up to the level claimed, which counts once a reference stands beside it; level
    above that. `before` and `after` are levels that count; `worth` is in points of the overall
    floor.
    """

    check: str
    criterion: str
    kind: StepKind
    before: int
    after: int
    worth: Fraction


class Fall(msgspec.Struct, frozen=True, kw_only=True):
    """One answer given a level lower, with the same evidence beside it.

    `before` and `after` are levels as given, `counts_before` and `counts_after` those that count;
    `worth` is what is lost, in points of the overall floor.
    """

    check: str
    criterion: str
    before: int
    after: int
    counts_before: int
    counts_after: int
    worth: Fraction


class Weighing(msgspec.Struct, frozen=True, kw_only=True):
    """A force with the share of the overall score, or floor, that each part of it carries.

    `shares` is by id of check and measure, `criteria` by id of criterion; each adds up to 1.
    """

    force: ForceScore
    framework: Framework
    shares: Mapping[str, Fraction]
    criteria: Mapping[str, Fraction]

    def answered(self) -> Iterator[tuple[CheckScore, str, int, int]]:
        """Yield every scored check with its criterion, its level as given, and as it counts."""
        for check in self.force.checks:
            node, given, counted = check.node, check.response.level, check.counted_level
            if self.force.counts_verified and check.is_verified:
                given = counted  # a reference beside it would move nothing
            if node.parent is not None and given is not None and counted is not None:
                yield check, node.parent, given, counted


def parts_of(force: ForceScore) -> list[NodeScore]:
    """Return the nodes of all checks and measures."""
    return [*(check.node for check in force.checks), *(item.node for item in force.measures)]


def weigh(force: ForceScore, framework: Framework, *, floor: bool = False) -> Weighing:
    """Return the force with its shares among what has a score, or among what makes its floor."""
    parts = parts_of(force)
    found = ((node.id, node.tally.floor if floor else node.tally.score) for node in parts)
    leaves = {part: value for part, value in found if value is not None}
    shares = shares_of(weights_of(framework), leaves)
    criteria: dict[str, Fraction] = {}
    for node in parts:
        if node.id in shares and node.parent is not None:
            criteria[node.parent] = criteria.get(node.parent, ZERO) + shares[node.id]
    return Weighing(force=force, framework=framework, shares=shares, criteria=criteria)


def outcome(
    weighing: Weighing, moves: Iterable[Step | Fall], sign: int
) -> tuple[str | None, tuple[LimitApplied, ...]]:
    """Return the overall band after these steps (sign 1) or falls (-1), and the limits on it."""
    force, framework = weighing.force, weighing.framework
    added: dict[str, Fraction] = {}
    for move in moves:
        added[move.criterion] = added.get(move.criterion, ZERO) + sign * move.worth
    criteria = [
        _moved(node, added[node.id] / weighing.criteria[node.id]) if node.id in added else node
        for node in force.criteria
    ]
    overall = _moved(force.overall, sum(added.values(), ZERO))
    if force.uncapped_band is None or overall.tally.floor is None:
        return None, ()
    band = framework.band_of(overall.tally.floor).word
    held, limits = with_limits(msgspec.structs.replace(overall, band=band), criteria, framework)
    return held.band, limits


def _moved(node: NodeScore, points: Fraction) -> NodeScore:
    floor = node.tally.floor
    tally = msgspec.structs.replace(node.tally, floor=None if floor is None else floor + points)
    return msgspec.structs.replace(node, tally=tally)


def steps_of(weighing: Weighing) -> list[Step]:
    """Return every step that the answers can rise by, in framework order, lowest level first.

    Each is one level, so that steps can be counted against each other. Those up to a level that is
    claimed already are its reference; a rise to a level that requires evidence comes with its own.
    Without a known start of the period no reference can be shown to be current, and there is none.
    """
    framework = weighing.framework
    top, required = len(framework.levels) - 1, framework.evidence.required_from
    if weighing.force.submission.period_start is None:
        top = min(top, required - 1)
    found: list[Step] = []
    for check, criterion, given, counted in weighing.answered():
        worth = weighing.shares[check.node.id] * framework.points(1)
        for before, after in pairwise(range(counted, top + 1)):
            found.append(
                Step(
                    check=check.node.id,
                    criterion=criterion,
                    kind=StepKind.REFERENCE if after <= given else StepKind.LEVEL,
                    before=before,
                    after=after,
                    worth=worth,
                )
            )
    return found


def falls_of(weighing: Weighing) -> list[Fall]:
    """Return the fall by one level of every answer that would then count for less.

    A level without support counts the same from the level that requires it on: 4 without support
    that falls to 3 loses nothing.
    """
    framework = weighing.framework
    rule = framework.evidence
    found: list[Fall] = []
    for check, criterion, given, counted in weighing.answered():
        after = given - 1
        counts = (
            rule.unsupported_level if counted < given and after >= rule.required_from else after
        )
        if given > 0 and counts < counted:
            found.append(
                Fall(
                    check=check.node.id,
                    criterion=criterion,
                    before=given,
                    after=after,
                    counts_before=counted,
                    counts_after=counts,
                    worth=weighing.shares[check.node.id] * framework.points(counted - counts),
                )
            )
    return found
