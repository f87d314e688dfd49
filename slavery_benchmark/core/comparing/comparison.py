"""Forces side by side: what is shown, in which order, against what, and what follows from it."""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

import msgspec

from slavery_benchmark.core.comparing.resolution import (
    NO_CHANCE,
    Pair,
    Rank,
    chance_effects,
    pairs_not_told_apart,
    rank,
)
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.answer_effects import answer_effects
from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.core.scoring.scores import OVERALL, ForceScore, NodeScore
from slavery_benchmark.core.scoring.tally import ZERO


class Against(msgspec.Struct, frozen=True, kw_only=True):
    """What forces are compared with: its name, and its score on each node.

    `scores` is None for the national baseline, where each node has its own reference line.
    """

    name: str
    scores: Mapping[str, Fraction] | None


class CriterionCount(msgspec.Struct, frozen=True, kw_only=True):
    """How many forces stand where on a criterion.

    answering: forces with a position on it. at_target and low (no better than 2017) are among them;
    not_certain of them could be either. population: how many forces there are in all.
    """

    criterion: str
    title: str
    answering: int
    at_target: int
    low: int
    not_certain: int
    population: int
    fixed_by: tuple[str, ...]

    @property
    def missing(self) -> int:
        """How many forces have no position on it."""
        return self.population - self.answering


class Contrast(msgspec.Struct, frozen=True, kw_only=True):
    """A force's criteria that stand out from the mean of the others: (criterion, gap in points)."""

    force: int
    strengths: tuple[tuple[str, Fraction], ...]
    weaknesses: tuple[tuple[str, Fraction], ...]


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Forces in the order in which they are shown, and the nodes that are their columns."""

    forces: tuple[ForceScore, ...]
    columns: tuple[str, ...]
    sorted_by: str
    against: Against
    ranks: Mapping[int, Rank]
    pairs: tuple[Pair, ...]
    counts: tuple[CriterionCount, ...]
    contrasts: tuple[Contrast, ...]

    def difference(self, force: int, node_id: str) -> Fraction | None:
        """Return a force's score on a node less what it is compared with; None if unknown."""
        node = self.forces[force].node(node_id)
        if self.against.scores is None:
            return node.difference
        other = self.against.scores.get(node_id)
        if node.tally.score is None or other is None:
            return None
        return node.tally.score - other


NAME = "name"
_STANDS_OUT = 3
"""How many strengths and weaknesses of a force are named at most."""


def compare_forces(
    forces: Sequence[ForceScore],
    framework: Framework,
    *,
    columns: Sequence[str],
    sort: str,
    against: Against,
    population: int,
    with_pairs: bool = False,
    criteria: Collection[str] | None = None,
) -> Comparison:
    """Set forces side by side, for people who know that it is no league table.

    `sort` is NAME, or the id of the node to rank by, highest first (forces without a position on
    it come last, by name). `population` is how many forces there are in all, shown or not. Pairs
    that are not told apart are listed on request: there can be many. Counts and contrasts are of
    these `criteria`, all without it.
    """
    node_id = OVERALL if sort == NAME else sort
    ordered = sorted(forces, key=_name)
    if sort != NAME:
        ordered.sort(key=lambda force: _score_order(force.node(node_id)))
    nodes = [force.node(node_id) for force in ordered]
    effects = [answer_effects(force, framework) for force in ordered]
    answers = [effect.get(node_id, ZERO) for effect in effects]
    chances = [chance_effects(force, framework).get(node_id, NO_CHANCE) for force in ordered]
    if criteria is None:
        criteria = {criterion.id for _, criterion in framework.criteria()}
    return Comparison(
        forces=tuple(ordered),
        columns=tuple(columns),
        sorted_by=sort,
        against=against,
        ranks=rank(nodes, answers, chances),
        pairs=tuple(pairs_not_told_apart(nodes, answers, chances)) if with_pairs else (),
        counts=tuple(criterion_counts(ordered, framework, population, criteria)),
        contrasts=tuple(_contrasts(ordered, effects, criteria)),
    )


def counted_forces(forces: Sequence[ForceScore]) -> Sequence[ForceScore]:
    """Return the forces that statistics are about: invented ones only where there are no others."""
    real = [force for force in forces if not force.submission.fictional]
    return real or forces


def _name(force: ForceScore) -> tuple[str, str]:
    return (force.submission.force.casefold(), force.submission.source.file)


def _score_order(node: NodeScore) -> tuple[bool, Fraction]:
    return (node.position is None, -(node.tally.score or ZERO))


def criterion_counts(
    forces: Sequence[ForceScore],
    framework: Framework,
    population: int,
    criteria: Collection[str] | None = None,
) -> list[CriterionCount]:
    """Return how many forces stand where on each of these criteria, on all without `criteria`."""
    counts, counted = [], counted_forces(forces)
    for _, criterion in framework.criteria():
        if criteria is not None and criterion.id not in criteria:
            continue
        placed = [(force, force.node(criterion.id).position) for force in counted]
        placed = [(force, position) for force, position in placed if position is not None]
        fixed = [f.submission.force for f, position in placed if position is Position.AT_TARGET]
        low = [1 for _, position in placed if position is Position.NO_BETTER]
        unsure = [1 for _, position in placed if position is Position.NOT_CERTAIN]
        counts.append(
            CriterionCount(
                criterion=criterion.id,
                title=criterion.title,
                answering=len(placed),
                at_target=len(fixed),
                low=len(low),
                not_certain=len(unsure),
                population=max(population, len(placed)),
                fixed_by=tuple(fixed),
            )
        )
    return counts


def _contrasts(
    forces: Sequence[ForceScore],
    effects: Sequence[Mapping[str, Fraction]],
    criteria: Collection[str],
) -> list[Contrast]:
    """Name for each force the criteria on which it differs from the others' mean by an answer."""
    totals: dict[str, tuple[Fraction, int]] = {}
    for force in forces:
        for node in force.criteria:
            if node.tally.score is not None:
                total, count = totals.get(node.id, (ZERO, 0))
                totals[node.id] = (total + node.tally.score, count + 1)
    found = []
    for index, force in enumerate(forces):
        gaps: list[tuple[str, Fraction]] = []
        for node in force.criteria:
            score = node.tally.score
            known = node.position is not None and totals.get(node.id, (ZERO, 0))[1] > 1
            if score is None or not known or node.id not in criteria:
                continue
            total, count = totals[node.id]
            gap = score - (total - score) / (count - 1)
            if abs(gap) >= effects[index][node.id]:
                gaps.append((node.id, gap))
        gaps.sort(key=lambda item: -abs(item[1]))
        found.append(
            Contrast(
                force=index,
                strengths=tuple(item for item in gaps if item[1] > 0)[:_STANDS_OUT],
                weaknesses=tuple(item for item in gaps if item[1] < 0)[:_STANDS_OUT],
            )
        )
    return found
