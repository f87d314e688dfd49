"""How far an order of forces hangs on the weights, on one theme, and on what a level is worth.

Rules and sources: docs/method.md, "Robustness".
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from slavery_benchmark.core.comparing.swaps import Swap, least_swaps
from slavery_benchmark.core.comparing.weight_tree import (
    counted_levels,
    scores_under,
    weight_tree,
)
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.scores import ForceScore

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from slavery_benchmark.core.comparing.weight_tree import Numbers

DRAWS, SEED, FACTOR = 1000, 1, 0.25
"""What is drawn unless it is asked for otherwise: how often, from which seed, how far."""
SPACINGS: tuple[tuple[float, ...], ...] = ((0, 40, 70, 90, 100), (0, 0, 50, 100, 100))
"""What levels are worth instead of equal steps: first steps count most, or only the middle ones.

Levels are ordered, and their distances a choice. For scales with another number of levels there are
none.
"""
_LOW, _MIDDLE, _HIGH = 0.05, 0.5, 0.95
_PLACES = 9
"""Scores alike to so many decimals are a tie: other sums of the same numbers differ after that."""


class Drawing(msgspec.Struct, frozen=True, kw_only=True):
    """How weights are drawn: each times a factor drawn evenly from 1 - factor to 1 + factor."""

    draws: int = DRAWS
    seed: int = SEED
    factor: float = FACTOR


class RobustRank(msgspec.Struct, frozen=True, kw_only=True):
    """How the rank of a force holds.

    force: its place in the comparison. place: its rank. low, median, high: 5, 50 and 95 % of its
    ranks over the draws. first: the share of draws in which no other is above it. change: mean
    absolute change of its rank. without: its rank with each theme left out, None without a score.
    spaced: its rank under each other spacing of the levels.
    """

    force: int
    score: float
    place: int
    low: int
    median: int
    high: int
    first: float
    change: float
    without: tuple[int | None, ...]
    spaced: tuple[int, ...]


class Robustness(msgspec.Struct, frozen=True, kw_only=True):
    """How an order by overall score holds.

    ranks: of the forces with a position, highest first. change: mean absolute change of a rank.
    themes: those that were left out; spacings: what levels were worth instead. swaps: of each force
    and the next of the order; asked: of the pair asked for.
    """

    drawing: Drawing
    ranks: tuple[RobustRank, ...]
    change: float
    themes: tuple[str, ...]
    spacings: tuple[tuple[float, ...], ...]
    swaps: tuple[Swap, ...]
    asked: Swap | None = None


def robustness_of(
    forces: Sequence[ForceScore],
    framework: Framework,
    drawing: Drawing,
    swap: tuple[int, int] | None = None,
) -> Robustness | None:
    """Return how the order of these forces by overall score holds; None of fewer than two placed.

    Forces without an overall position have no rank. swap: the places of two forces of which the
    smallest swapping change of one weight is asked for; ValueError if one has no position.
    """
    import numpy as np

    placed = [at for at, force in enumerate(forces) if force.overall.position is not None]
    if swap is not None and not set(swap) <= set(placed):
        raise ValueError("a force without a position has no rank")
    if len(placed) < 2:
        return None
    placed.sort(key=lambda at: -(forces[at].overall.tally.score or 0))
    tree = weight_tree(framework)
    levels = counted_levels([forces[at] for at in placed], tree)
    points = levels * float(framework.points(1))
    weights = np.array(tree.weights)
    own = scores_under(tree, weights[None], points)
    base = ranks_of(own)[0]
    ranks = ranks_of(scores_under(tree, drawn_weights(weights, drawing), points))
    low, middle, high = np.quantile(ranks, (_LOW, _MIDDLE, _HIGH), axis=0, method="inverted_cdf")
    changes = np.abs(ranks - base).mean(axis=0)
    firsts = (ranks == 1).mean(axis=0)
    themes = [theme.weight for theme in tree.themes] if len(tree.themes) > 1 else []
    without = np.repeat(weights[None], len(themes), axis=0)
    without[range(len(themes)), themes] = 0.0
    left_out = scores_under(tree, without, points)
    left_ranks = ranks_of(left_out)
    spacings = tuple(item for item in SPACINGS if len(item) == len(framework.levels))
    spaced = [ranks_of(scores_under(tree, weights[None], _spaced(levels, s)))[0] for s in spacings]
    order = [(at, at + 1) for at in range(len(placed) - 1)]
    found = least_swaps(tree, points, order)
    asked = None
    if swap is not None:
        columns = sorted(placed.index(at) for at in swap)
        asked = _named(least_swaps(tree, points, [(columns[0], columns[1])]), placed)[0]
    return Robustness(
        drawing=drawing,
        ranks=tuple(
            RobustRank(
                force=at,
                score=float(own[0, column]),
                place=int(base[column]),
                low=int(low[column]),
                median=int(middle[column]),
                high=int(high[column]),
                first=float(firsts[column]),
                change=float(changes[column]),
                without=tuple(
                    None if np.isnan(left_out[row, column]) else int(left_ranks[row, column])
                    for row in range(len(themes))
                ),
                spaced=tuple(int(rank[column]) for rank in spaced),
            )
            for column, at in enumerate(placed)
        ),
        change=float(changes.mean()),
        themes=tuple(tree.ids[place] for place in themes),
        spacings=spacings,
        swaps=_named(found, placed),
        asked=asked,
    )


def drawn_weights(weights: "Numbers", drawing: Drawing) -> "Numbers":
    """Return draws (rows) of all weights of a framework (themes, criteria, checks and measures).

    Numbers are those of numpy's PCG64 from the seed, row by row, in that order.
    """
    import numpy as np

    low, high = 1 - drawing.factor, 1 + drawing.factor
    factors = np.random.default_rng(drawing.seed).uniform(low, high, (drawing.draws, len(weights)))
    return weights * factors


def ranks_of(scores: "Numbers") -> "NDArray[np.int64]":
    """Return ranks along each row, highest first; ties share the lowest, and no score is last."""
    import numpy as np

    rounded = np.nan_to_num(np.round(scores, _PLACES), nan=-1.0)
    order = np.argsort(-rounded, axis=1, kind="stable")
    ordered = np.take_along_axis(rounded, order, axis=1)
    starts = np.ones(ordered.shape, dtype=bool)
    starts[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    places = np.maximum.accumulate(np.where(starts, np.arange(scores.shape[1]), 0), axis=1) + 1
    ranks = np.empty(ordered.shape, dtype=np.int64)
    np.put_along_axis(ranks, order, places, axis=1)
    return ranks


def _spaced(levels: "Numbers", spacing: Sequence[float]) -> "Numbers":
    """Return what levels are worth under a spacing."""
    import numpy as np

    known = ~np.isnan(levels)
    worth = np.array(spacing, dtype=float)[np.where(known, levels, 0).astype(int)]
    return np.where(known, worth, np.nan)


def _named(swaps: Sequence[Swap], placed: Sequence[int]) -> tuple[Swap, ...]:
    """Return swaps with the forces by their place in the comparison."""
    return tuple(
        msgspec.structs.replace(item, higher=placed[item.higher], lower=placed[item.lower])
        for item in swaps
    )
