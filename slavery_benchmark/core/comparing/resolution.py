"""Which forces can be told apart on a node, and the ranks that follow from it.

Source of both rules: docs/method.md, "Comparing forces".
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from math import lcm

import msgspec

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.scores import ForceScore, NodeScore
from slavery_benchmark.core.scoring.tally import ZERO


class Alike(StrEnum):
    """Why two forces are not told apart."""

    MISSING = "missing answers"
    CLOSE = "closer than one answer"
    CHANCE = "within chance in their measures"


class Chance(msgspec.Struct, frozen=True):
    """How far chance in measures may put a score down and up: squares, in points squared."""

    down: Fraction = ZERO
    up: Fraction = ZERO


NO_CHANCE = Chance()


class Rank(msgspec.Struct, frozen=True):
    """A place among the ranked forces, from 1; `best` to `worst` where neighbours are alike."""

    place: int
    best: int
    worst: int


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Two forces (by their place in the comparison) that are not told apart, and why.

    `gap` is the difference of their scores, `answer` what one answer moving by one level can make.
    """

    first: int
    second: int
    why: Alike
    gap: Fraction
    answer: Fraction


def chance_effects(force: ForceScore, framework: Framework) -> Mapping[str, Chance]:
    """Return for each scored node how far chance in its measures may put its score, in points.

    Each measured level may be that of either end of its 95 % interval. A measure moves a node by so
    many levels times its share of the node's score; measures are independent, so that the squares
    of what they do are added (as R. G. Newcombe does of the two ends of a difference, Statistics in
    Medicine 17 (1998), 873-890, method 10).
    """
    step = framework.points(1)
    checks = [check.node for check in force.checks if check.node.tally.score is not None]
    effects: dict[str, Chance] = {}
    scored = list(checks)
    for item in force.measures:
        found = item.measured
        if found.level is None:
            continue
        low = found.level if found.level_low is None else found.level_low
        high = found.level if found.level_high is None else found.level_high
        effects[item.node.id] = Chance(
            (step * (found.level - low)) ** 2, (step * (high - found.level)) ** 2
        )
        if item.node.tally.score is not None:
            scored.append(item.node)
    for children in (scored, force.criteria, force.themes):
        effects |= _added([node for node in children if node.tally.score is not None], effects)
    return effects


def _added(children: Sequence[NodeScore], effects: Mapping[str, Chance]) -> Mapping[str, Chance]:
    """Return for each parent what chance in all of its scored children may do together."""
    totals: dict[str | None, Fraction] = {}
    for child in children:
        totals[child.parent] = totals.get(child.parent, ZERO) + child.weight
    added: dict[str, Chance] = {}
    for child in children:
        found = effects.get(child.id)
        if child.parent is None or found is None or not (found.down or found.up):
            continue
        share = (child.weight / totals[child.parent]) ** 2
        before = added.get(child.parent, NO_CHANCE)
        added[child.parent] = Chance(before.down + share * found.down, before.up + share * found.up)
    return added


def rank(
    nodes: Sequence[NodeScore],
    answers: Sequence[Fraction],
    chances: Sequence[Chance] | None = None,
) -> Mapping[int, Rank]:
    """Rank nodes of one kind, highest first, on unrounded scores; ties share the lowest place.

    `answers` is what one answer can make of each, `chances` what chance in its measures can. Nodes
    without a position (too little answered) have no rank. A rank's range takes in every force that
    is not told apart: their bounds overlap, the gap is less than one answer of either makes, or
    chance in the measures of both can close it.
    """
    marks = _marks(nodes, answers, chances)
    ranks: dict[int, Rank] = {}
    for index, one in marks.items():
        above = clearly_above = clearly_below = 0
        for other in marks.values():
            if other.score > one.score:
                above += 1
                clearly_above += _told_apart(other, one) is None
            elif other.score < one.score:
                clearly_below += _told_apart(one, other) is None
        ranks[index] = Rank(1 + above, 1 + clearly_above, len(marks) - clearly_below)
    return ranks


def pairs_not_told_apart(
    nodes: Sequence[NodeScore],
    answers: Sequence[Fraction],
    chances: Sequence[Chance] | None = None,
) -> Iterator[Pair]:
    """Yield every pair of placed nodes that is not told apart, with the first reason that holds."""
    marks = _marks(nodes, answers, chances)
    placed = list(marks)
    for place, first in enumerate(placed):
        for second in placed[place + 1 :]:
            higher, lower = sorted((marks[first], marks[second]), key=lambda mark: -mark.score)
            why = _told_apart(higher, lower)
            if why is None:
                continue
            one, other = nodes[first].tally.score or ZERO, nodes[second].tally.score or ZERO
            yield Pair(
                first=first,
                second=second,
                why=why,
                gap=abs(one - other),
                answer=max(answers[first], answers[second]),
            )


class _Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A node as whole numbers on one scale, squares on the scale squared."""

    score: int
    low: int
    high: int
    answer: int
    down: int
    up: int


def _told_apart(higher: _Mark, lower: _Mark) -> Alike | None:
    """Return why two nodes are not told apart; None if they are."""
    gap = higher.score - lower.score
    if gap < max(higher.answer, lower.answer):
        return Alike.CLOSE
    if higher.low <= lower.high:
        return Alike.MISSING
    if gap * gap <= higher.down + lower.up:
        return Alike.CHANCE
    return None


def _marks(
    nodes: Sequence[NodeScore],
    answers: Sequence[Fraction],
    chances: Sequence[Chance] | None,
) -> dict[int, _Mark]:
    """Return the placed nodes as whole numbers on one scale.

    Whole numbers compare as exactly as fractions, and many times as fast.
    """
    found: dict[int, tuple[Fraction, ...]] = {}
    squares: dict[int, Chance] = {}
    for index, node in enumerate(nodes):
        tally = node.tally
        if node.position is None or tally.score is None or tally.low is None or tally.high is None:
            continue
        found[index] = (tally.score, tally.low, tally.high, answers[index])
        squares[index] = chances[index] if chances is not None else NO_CHANCE
    scale = lcm(
        *(value.denominator for values in found.values() for value in values),
        *(end.denominator for chance in squares.values() for end in (chance.down, chance.up)),
    )
    return {
        index: _Mark(
            score=int(score * scale),
            low=int(low * scale),
            high=int(high * scale),
            answer=int(answer * scale),
            down=int(squares[index].down * scale * scale),
            up=int(squares[index].up * scale * scale),
        )
        for index, (score, low, high, answer) in found.items()
    }
