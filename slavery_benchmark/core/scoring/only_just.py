"""Which positions hang on a single case, or on a single answer.

Source of the rule: docs/method.md, "The baseline": only just.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from slavery_benchmark.core.cases.one_case import levels_by_one_case
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.baseline import Position, position_of
from slavery_benchmark.core.scoring.scores import ForceScore, NodeScore
from slavery_benchmark.core.scoring.tally import ONE, ZERO


class _Leaf(NamedTuple):
    """A check or measure with a level, and the levels that one answer or one case could make it."""

    node: NodeScore
    level: int
    others: tuple[int, ...]
    is_measure: bool = False


class _Scale(NamedTuple):
    """What levels are worth, and what the target asks for."""

    points: tuple[Fraction, ...]
    target: Fraction
    lowest: int


class _Share(NamedTuple):
    """How much of a node's score, and of its bounds, a leaf makes."""

    of_score: Fraction
    of_bounds: Fraction


def only_just(force: ForceScore, framework: Framework) -> frozenset[str]:
    """Return the ids of the nodes whose position one answer, or one case, would change.

    That is: one judged answer counted one level lower or higher, or one case more or less in one
    measure (`levels_by_one_case`). Of the whole, the themes, the criteria and the measures; a
    check is one answer anyway. Nodes without a certain position have none to lose.
    """
    leaves = list(_leaves(force, framework))
    target = framework.target
    points = tuple(framework.points(level.level) for level in framework.levels)
    scale = _Scale(points, exact(target.score), target.lowest_level)
    found = {
        leaf.node.id
        for leaf in leaves
        if leaf.is_measure and _moves(leaf.node, [leaf], leaf, _Share(ONE, ONE), scale)
    }
    shares = _shares(force)
    for node in (force.overall, *force.themes, *force.criteria):
        if node.position in (None, Position.NOT_CERTAIN):
            continue
        own = [leaf for leaf in leaves if (leaf.node.id, node.id) in shares]
        if any(_moves(node, own, leaf, shares[leaf.node.id, node.id], scale) for leaf in own):
            found.add(node.id)
    return frozenset(found)


def _leaves(force: ForceScore, framework: Framework) -> Iterator[_Leaf]:
    top = len(framework.levels) - 1
    for check in force.checks:
        if (level := check.counted_level) is not None:
            others = tuple(other for other in (level - 1, level + 1) if 0 <= other <= top)
            yield _Leaf(check.node, level, others)
    measures = {measure.id: measure for _, measure in framework.measures()}
    for item in force.measures:
        if (level := item.measured.level) is not None:
            others = tuple(
                other
                for other in levels_by_one_case(measures[item.node.id], item.measured)
                if other != level
            )
            yield _Leaf(item.node, level, others, is_measure=True)


def _moves(
    node: NodeScore, leaves: Sequence[_Leaf], moved: _Leaf, share: _Share, scale: _Scale
) -> bool:
    """Return whether one of the other levels of a leaf would put its node into another position."""
    tally, reference = node.tally, node.reference
    if (
        node.position is None
        or tally.score is None
        or tally.low is None
        or tally.high is None
        or reference is None
    ):
        return False
    lowest = min([leaf.level for leaf in leaves if leaf is not moved], default=moved.level)
    for other in moved.others:
        points = scale.points[other] - scale.points[moved.level]
        score = tally.score + points * share.of_score
        there = score >= scale.target and min(lowest, other) >= scale.lowest
        position = position_of(
            at_target=there,
            low=tally.low + points * share.of_bounds,
            high=tally.high + points * share.of_bounds,
            score=score,
            reference=reference,
        )
        if position is not node.position:
            return True
    return False


def _shares(force: ForceScore) -> Mapping[tuple[str, str], _Share]:
    """Return by the ids of a scored leaf and of a node above it what the leaf makes of the node."""
    leaves = (*(check.node for check in force.checks), *(item.node for item in force.measures))
    above: dict[str, dict[str, _Share]] = {}
    shares: dict[tuple[str, str], _Share] = {}
    for nodes in (leaves, force.criteria, force.themes):
        weights: dict[str | None, list[Fraction]] = {}
        for node in nodes:
            sums = weights.setdefault(node.parent, [ZERO, ZERO])
            sums[0] += ZERO if node.tally.score is None else node.weight
            sums[1] += ZERO if node.tally.low is None else node.weight
        for node in nodes:
            if node.tally.score is None or not node.weight or node.parent is None:
                continue
            scored, bounded = weights[node.parent]
            own = _Share(node.weight / scored, node.weight / bounded)
            below = above.get(node.id, {node.id: _Share(ONE, ONE)})
            for leaf, share in below.items():
                whole = _Share(share.of_score * own.of_score, share.of_bounds * own.of_bounds)
                above.setdefault(node.parent, {})[leaf] = whole
                shares[leaf, node.parent] = whole
    return shares
