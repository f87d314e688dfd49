"""The smallest change of one weight that puts two forces level, so that any more swaps them.

With all other weights as they are, a force's overall score is a + b (p + w q) / (r + w) in one
weight w: its parent is the mean of the rest (p over the weight r) and of the part q. Two such
scores are equal where a quadratic in w is 0. A weight of 0 would only level them.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from slavery_benchmark.core.comparing.weight_tree import (
    WeightTree,
    leaf_sums,
    sums_of,
)

if TYPE_CHECKING:
    from slavery_benchmark.core.comparing.weight_tree import Numbers, Sums

_NOTHING = 1e-12


class Swap(msgspec.Struct, frozen=True, kw_only=True):
    """Two forces by their place, and the weight whose change is the smallest that levels them.

    weight: the id of its node, None where no change of one weight does. before, after: its value;
    change: after / before - 1.
    """

    higher: int
    lower: int
    weight: str | None
    before: float
    after: float

    @property
    def change(self) -> float:
        """By how much of itself the weight changes: -0.25 is a quarter less."""
        return self.after / self.before - 1 if self.before else 0.0


def least_swaps(
    tree: WeightTree, points: "Numbers", pairs: Sequence[tuple[int, int]]
) -> tuple[Swap, ...]:
    """Return for each pair of forces (higher, lower) the smallest relative change that levels them.

    points: of each check and scored measure (rows) of each force (columns).
    """
    import numpy as np

    if not pairs:
        return ()
    higher, lower = (np.array([pair[side] for pair in pairs]) for side in (0, 1))
    parts = _parts(tree, points)
    a1, b1, p1, q1, r1 = (part[:, higher] for part in parts)
    a2, b2, p2, q2, r2 = (part[:, lower] for part in parts)
    apart = a1 - a2
    square = apart + b1 * q1 - b2 * q2
    linear = apart * (r1 + r2) + b1 * (p1 + q1 * r2) - b2 * (p2 + q2 * r1)
    constant = apart * r1 * r2 + b1 * p1 * r2 - b2 * p2 * r1
    before = np.array(tree.weights)[:, None]
    best = np.full(square.shape, np.nan)
    for root in roots_of(square, linear, constant):
        nearer = (root > _NOTHING) & ~(np.abs(root - before) >= np.abs(best - before))
        best = np.where(nearer, root, best)
    change = np.abs(best / before - 1)
    found = []
    for column, pair in enumerate(pairs):
        of_pair = change[:, column]
        if np.isnan(of_pair).all():
            found.append(Swap(higher=pair[0], lower=pair[1], weight=None, before=0.0, after=0.0))
            continue
        place = int(np.nanargmin(of_pair))
        found.append(
            Swap(
                higher=pair[0],
                lower=pair[1],
                weight=tree.ids[place],
                before=tree.weights[place],
                after=float(best[place, column]),
            )
        )
    return tuple(found)


def roots_of(
    square: "Numbers", linear: "Numbers", constant: "Numbers"
) -> "tuple[Numbers, Numbers]":
    """Return both roots of quadratics, at which each changes its sign; not a number without one."""
    import numpy as np

    size = np.abs(square) + np.abs(linear) + np.abs(constant)
    flat = np.abs(square) <= _NOTHING * size
    with np.errstate(all="ignore"):
        spread = np.sqrt(linear * linear - 4 * square * constant)
        half = -0.5 * (linear + np.where(linear < 0, -1.0, 1.0) * spread)
        line = np.where(np.abs(linear) <= _NOTHING * size, np.nan, -constant / linear)
        touching = spread <= _NOTHING * size  # level at one weight, and no swap beyond it
        one = np.where(flat, line, np.where(touching, np.nan, half / square))
        other = np.where(flat | touching, np.nan, constant / half)
    nothing = size <= _NOTHING
    return np.where(nothing, np.nan, one), np.where(nothing, np.nan, other)


def _parts(tree: WeightTree, points: "Numbers") -> "tuple[Numbers, ...]":
    """Return a, b, p, q and r of each weight (rows) of each force (columns).

    Where a force lacks the part, or has nothing beside it, the weight moves nothing: b is 0.
    """
    import numpy as np

    weights = np.array(tree.weights)[None, :]
    count = points.shape[1]
    a, b, p, q, r = (np.zeros((len(tree.ids), count)) for _ in range(5))
    first = tree.first_leaf
    criteria = {
        branch.weight: leaf_sums(
            weights[:, branch.parts], points[[part - first for part in branch.parts]]
        )
        for branch in tree.criteria
    }
    scores = {place: sums.score()[0] for place, sums in criteria.items()}
    themes = {
        theme.weight: sums_of(weights[:, theme.parts], [scores[part][None] for part in theme.parts])
        for theme in tree.themes
    }
    scores |= {place: sums.score()[0] for place, sums in themes.items()}
    places = [theme.weight for theme in tree.themes]
    whole = sums_of(weights[:, places], [scores[place][None] for place in places])
    overall = whole.score()[0]
    one = np.ones(count)

    def fill(
        place: int, part: "Numbers", sums: "Sums", carried: "Numbers", base: "Numbers"
    ) -> None:
        weight = tree.weights[place]
        rest = sums.weights[0] - weight
        moves = ~np.isnan(part) & (rest > _NOTHING)
        value = np.where(moves, part, 0.0)
        b[place] = np.where(moves, carried, 0.0)
        a[place] = overall - b[place] * np.where(moves, base, 0.0)
        p[place], q[place] = sums.values[0] - weight * value, value
        r[place] = np.where(moves, rest, 1.0)

    for theme in tree.themes:
        fill(theme.weight, scores[theme.weight], whole, one, overall)
        in_whole = _quotient(tree.weights[theme.weight], whole.weights[0])
        for criterion in (branch for branch in tree.criteria if branch.weight in theme.parts):
            of_theme = themes[theme.weight]
            fill(
                criterion.weight, scores[criterion.weight], of_theme, in_whole, scores[theme.weight]
            )
            in_theme = in_whole * _quotient(tree.weights[criterion.weight], of_theme.weights[0])
            for leaf in criterion.parts:
                of_criterion = criteria[criterion.weight]
                fill(leaf, points[leaf - first], of_criterion, in_theme, scores[criterion.weight])
    return a, b, p, q, r


def _quotient(weight: float, total: "Numbers") -> "Numbers":
    import numpy as np

    return np.divide(weight, total, where=total > 0, out=np.zeros_like(total))
