"""What one answer, moved by one level, can make of the scores above it."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.scores import ForceScore, NodeScore
from slavery_benchmark.core.scoring.tally import ZERO


def answer_effects(force: ForceScore, framework: Framework) -> Mapping[str, Fraction]:
    """Return for each scored node the most that one answer, moved by one level, can move its score.

    In points: the step of one level times the largest share that a scored check has in the score.
    A measured level is no answer: its weight counts in the score, but nobody moves it. Only where a
    criterion has a score from measures alone, one level of these stands for the answer.
    """
    checks = [check.node for check in force.checks if check.node.tally.score is not None]
    measures = [item.node for item in force.measures if item.node.tally.score is not None]
    step = framework.points(1)
    effects = {node.id: step for node in (*checks, *measures)}
    judged = {node.parent for node in checks}
    moved = [*checks, *(node for node in measures if node.parent not in judged)]
    effects |= _largest(moved, [*checks, *measures], effects)
    for children in (force.criteria, force.themes):
        scored = [child for child in children if child.id in effects]
        effects |= _largest(scored, scored, effects)
    return effects


def _largest(
    moved: Sequence[NodeScore], scored: Sequence[NodeScore], effects: Mapping[str, Fraction]
) -> Mapping[str, Fraction]:
    """Return for each parent of `moved` the most that one of them makes among those `scored`."""
    totals: dict[str | None, Fraction] = {}
    for child in scored:
        totals[child.parent] = totals.get(child.parent, ZERO) + child.weight
    largest: dict[str, Fraction] = {}
    for child in moved:
        if child.parent is not None:
            made = child.weight * effects[child.id] / totals[child.parent]
            largest[child.parent] = max(made, largest.get(child.parent, ZERO))
    return largest
