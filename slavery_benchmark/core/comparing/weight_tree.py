"""The framework's weights and the forces' levels as arrays, and scores under other weights.

Everything that is the same for each draw of weights is done once; draws are an axis, not a loop.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.scores import ForceScore

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]


class Branch(msgspec.Struct, frozen=True):
    """A theme or criterion: the place of its weight, and those of its parts."""

    weight: int
    parts: tuple[int, ...]


class WeightTree(msgspec.Struct, frozen=True, kw_only=True):
    """Weights by place: themes, then criteria, then checks and scored measures.

    ids, weights: of each place. themes: their criteria; criteria: their checks and measures.
    """

    ids: tuple[str, ...]
    weights: tuple[float, ...]
    themes: tuple[Branch, ...]
    criteria: tuple[Branch, ...]

    @property
    def first_leaf(self) -> int:
        """The place of the first check."""
        return len(self.themes) + len(self.criteria)


def weight_tree(framework: Framework) -> WeightTree:
    """Return the weights of a framework."""
    ids: list[str] = [theme.id for theme in framework.themes]
    weights = [exact(theme.weight) for theme in framework.themes]
    pairs = list(framework.criteria())
    ids += [criterion.id for _, criterion in pairs]
    weights += [exact(criterion.weight) for _, criterion in pairs]
    place = {node: at for at, node in enumerate(ids)}
    criteria = []
    for _, criterion in pairs:
        start = len(ids)
        for part, weight in criterion.weights():
            ids.append(part)
            weights.append(weight)
        criteria.append(Branch(place[criterion.id], tuple(range(start, len(ids)))))
    return WeightTree(
        ids=tuple(ids),
        weights=tuple(float(weight) for weight in weights),
        themes=tuple(
            Branch(place[theme.id], tuple(place[item.id] for item in theme.criteria))
            for theme in framework.themes
        ),
        criteria=tuple(criteria),
    )


def counted_levels(forces: Sequence[ForceScore], tree: WeightTree) -> "Numbers":
    """Return the level that counts of each check and scored measure (rows) of each force.

    Not a number where there is none: it leaves every sum.
    """
    import numpy as np

    rows = {part: row for row, part in enumerate(tree.ids[tree.first_leaf :])}
    levels = np.full((len(rows), len(forces)), np.nan)
    for column, force in enumerate(forces):
        counted = [(check.node, check.counted_level) for check in force.checks]
        counted += [(item.node, item.measured.level) for item in force.measures]
        for node, level in counted:
            if level is not None and node.tally.score is not None:
                levels[rows[node.id], column] = level
    return levels


class Sums(msgspec.Struct):
    """Weighted sums of what has a score, and the weights they are over: score is their quotient."""

    values: "Numbers"
    weights: "Numbers"

    def score(self) -> "Numbers":
        """Return the weighted mean; not a number where nothing has a score."""
        import numpy as np

        known = self.weights > 0
        divided = np.divide(self.values, self.weights, where=known, out=np.zeros_like(self.values))
        return np.where(known, divided, np.nan)


def sums_of(weights: "Numbers", scores: "Sequence[Numbers]") -> Sums:
    """Return the sums of parts: `weights` is draws by parts, each of `scores` draws by forces."""
    import numpy as np

    known = [~np.isnan(score) for score in scores]
    columns = [weights[:, place, None] for place in range(len(scores))]
    filled = [np.where(there, score, 0.0) for there, score in zip(known, scores, strict=True)]
    return Sums(
        sum(w * value for w, value in zip(columns, filled, strict=True)),  # type: ignore[arg-type]
        sum(w * there for w, there in zip(columns, known, strict=True)),  # type: ignore[arg-type]
    )


def leaf_sums(weights: "Numbers", points: "Numbers") -> Sums:
    """Return the sums of checks and measures, whose points are the same in each draw."""
    import numpy as np

    known = ~np.isnan(points)
    return Sums(weights @ np.where(known, points, 0.0), weights @ known.astype(float))


def scores_under(tree: WeightTree, weights: "Numbers", points: "Numbers") -> "Numbers":
    """Return the overall score of each force (columns) under each draw of the weights (rows).

    points: of each check and scored measure (rows) of each force. The arithmetic is that of
    scoring: a weighted mean over the parts that have a score, theme by theme.
    """
    first = tree.first_leaf
    criteria = {
        branch.weight: leaf_sums(
            weights[:, branch.parts], points[[part - first for part in branch.parts]]
        ).score()
        for branch in tree.criteria
    }
    themes = [
        sums_of(weights[:, theme.parts], [criteria[part] for part in theme.parts]).score()
        for theme in tree.themes
    ]
    return sums_of(weights[:, [theme.weight for theme in tree.themes]], themes).score()
