"""The checks and measures of a criterion, then and now."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from slavery_benchmark.core.change.disposition import Both
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.scores import ForceScore, NodeScore
from slavery_benchmark.core.scoring.tally import ZERO


class Pair(NamedTuple):
    """A check or measure then and now, with the levels as the force gave them, or as measured."""

    then: NodeScore
    now: NodeScore
    then_level: int | None
    now_level: int | None
    is_check: bool = True


def pairs_of(then: ForceScore, now: ForceScore) -> dict[str, list[Pair]]:
    """Return each check and measure then and now, by their criterion."""
    pairs: dict[str, list[Pair]] = {criterion.id: [] for criterion in now.criteria}
    for old, new in zip(then.checks, now.checks, strict=True):
        pair = Pair(old.node, new.node, old.response.level, new.response.level)
        pairs[new.node.parent or ""].append(pair)
    for before, after in zip(then.measures, now.measures, strict=True):
        pair = Pair(
            before.node, after.node, before.measured.level, after.measured.level, is_check=False
        )
        pairs[after.node.parent or ""].append(pair)
    return pairs


def mean_change(pairs: Sequence[Pair]) -> Fraction | None:
    """Return the weighted mean change of what has a score both times; None if nothing has."""
    moved = [
        (pair.now.weight, new - old)
        for pair in pairs
        if (old := pair.then.tally.score) is not None and (new := pair.now.tally.score) is not None
    ]
    if not moved:
        return None
    return sum((w * d for w, d in moved), ZERO) / sum((w for w, _ in moved), ZERO)


def both_of(pairs: Sequence[Pair], framework: Framework) -> Both:
    """Return what has a score both times, taken alone: how it moved, and where it stood."""
    scored = [
        (pair, old, new)
        for pair in pairs
        if (old := pair.then.tally.score) is not None and (new := pair.now.tally.score) is not None
    ]
    target = exact(framework.target.score)
    lowest = framework.points(framework.target.lowest_level)

    def there(scores: Sequence[tuple[Pair, Fraction]]) -> bool:
        total = sum((pair.now.weight for pair, _ in scores), ZERO)
        points = sum((pair.now.weight * score for pair, score in scores), ZERO)
        enough = bool(scores) and points >= target * total
        return enough and all(score >= lowest for pair, score in scores if pair.is_check)

    return Both(
        change=mean_change(pairs),
        was_there=there([(pair, old) for pair, old, _ in scored]),
        is_there=there([(pair, new) for pair, _, new in scored]),
    )


def a_level_fell(pairs: Sequence[Pair]) -> bool:
    """Return whether a level, given or measured, fell or is there only once.

    Either may explain why a score fell.
    """
    return any(
        pair.now_level is not pair.then_level
        if pair.now_level is None or pair.then_level is None
        else pair.now_level < pair.then_level
        for pair in pairs
    )
