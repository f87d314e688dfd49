"""Which forces can be told apart on a node, and the ranks that follow from it.

Source of both rules: docs/method.md, "Comparing forces".
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from math import lcm

import msgspec

from slavery_benchmark.core.scoring.scores import NodeScore
from slavery_benchmark.core.scoring.tally import Tally


class Alike(StrEnum):
    """Why two forces are not told apart."""

    MISSING = "missing answers"
    CLOSE = "closer than one answer"


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


def rank(nodes: Sequence[NodeScore], answers: Sequence[Fraction]) -> Mapping[int, Rank]:
    """Rank nodes of one kind, highest first, on unrounded scores; ties share the lowest place.

    `answers` is what one answer can make of each. Nodes without a position (too little answered)
    have no rank. A rank's range takes in every force that is not told apart: their bounds overlap,
    or the gap is less than one answer of either makes.
    """
    marks = _marks(nodes, answers)
    ranks: dict[int, Rank] = {}
    for index, (score, low, high, answer) in marks.items():
        above = clearly_above = clearly_below = 0
        for other, other_low, other_high, other_answer in marks.values():
            gap = other - score
            need = max(answer, other_answer)
            if gap > 0:
                above += 1
                clearly_above += gap >= need and other_low > high
            elif gap < 0:
                clearly_below += -gap >= need and other_high < low
        ranks[index] = Rank(1 + above, 1 + clearly_above, len(marks) - clearly_below)
    return ranks


def pairs_not_told_apart(nodes: Sequence[NodeScore], answers: Sequence[Fraction]) -> Iterator[Pair]:
    """Yield every pair of placed nodes that is not told apart, with the reason."""
    placed = [index for index, node in enumerate(nodes) if node.position is not None]
    for place, first in enumerate(placed):
        for second in placed[place + 1 :]:
            one, other = nodes[first].tally, nodes[second].tally
            if one.score is None or other.score is None:
                continue
            gap = abs(one.score - other.score)
            answer = max(answers[first], answers[second])
            if gap < answer:
                why = Alike.CLOSE
            elif not _apart(one, other):
                why = Alike.MISSING
            else:
                continue
            yield Pair(first=first, second=second, why=why, gap=gap, answer=answer)


def _apart(one: Tally, other: Tally) -> bool:
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return False
    return one.high < other.low or other.high < one.low


def _marks(
    nodes: Sequence[NodeScore], answers: Sequence[Fraction]
) -> dict[int, tuple[int, int, int, int]]:
    """Return score, low, high and answer of each placed node as whole numbers on one scale.

    Whole numbers compare as exactly as fractions, and many times as fast.
    """
    found: dict[int, tuple[Fraction, ...]] = {}
    for index, node in enumerate(nodes):
        tally = node.tally
        if node.position is None or tally.score is None or tally.low is None or tally.high is None:
            continue
        found[index] = (tally.score, tally.low, tally.high, answers[index])
    scale = lcm(*(value.denominator for values in found.values() for value in values))
    return {
        index: (int(a * scale), int(b * scale), int(c * scale), int(d * scale))
        for index, (a, b, c, d) in found.items()
    }
