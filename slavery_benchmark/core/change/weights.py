"""The weights of a framework as a tree, and a score from the scores of its leaves."""

from collections.abc import Mapping
from fractions import Fraction

import msgspec

from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.scores import OVERALL
from slavery_benchmark.core.scoring.tally import ZERO

Leaves = Mapping[str, Fraction]
"""The score of each leaf (check or scored measure) that has one, 0 to 100."""


class Branch(msgspec.Struct, frozen=True):
    """A node with its weight among its neighbours; a leaf has no children."""

    id: str
    weight: Fraction
    children: tuple["Branch", ...] = ()


def weights_of(framework: Framework) -> Branch:
    """Return the tree: overall, themes, criteria, and their checks and scored measures."""
    themes = tuple(
        Branch(
            theme.id,
            exact(theme.weight),
            tuple(
                Branch(
                    criterion.id,
                    exact(criterion.weight),
                    tuple(Branch(part, weight) for part, weight in criterion.weights()),
                )
                for criterion in theme.criteria
            ),
        )
        for theme in framework.themes
    )
    return Branch(OVERALL, Fraction(1), themes)


def with_weights(tree: Branch, weights: Mapping[str, Fraction]) -> Branch:
    """Return the same tree with other weights for the nodes that `weights` names by their id."""
    return Branch(
        tree.id,
        weights.get(tree.id, tree.weight),
        tuple(with_weights(child, weights) for child in tree.children),
    )


def score_of(tree: Branch, leaves: Leaves) -> Fraction | None:
    """Return the score of a tree from those of its leaves, 0 to 100; None if no leaf has one.

    sum(w s) / sum(w) over the children that have a score, node by node (docs/method.md, "Scores").
    """
    if not tree.children:
        return leaves.get(tree.id)
    scored = [
        (child.weight, score)
        for child in tree.children
        if (score := score_of(child, leaves)) is not None
    ]
    if not scored:
        return None
    return sum((w * s for w, s in scored), ZERO) / sum((w for w, _ in scored), ZERO)


def shares_of(tree: Branch, leaves: Leaves) -> dict[str, Fraction]:
    """Return the share of the tree's score that each scored leaf carries; they add up to 1.

    A leaf without a score leaves the sums of its node, so its neighbours carry more.
    """
    shares: dict[str, Fraction] = {}
    _share_out(tree, leaves, Fraction(1), shares)
    return shares


def _share_out(tree: Branch, leaves: Leaves, share: Fraction, shares: dict[str, Fraction]) -> None:
    if not tree.children:
        if tree.id in leaves:
            shares[tree.id] = share
        return
    scored = [child for child in tree.children if score_of(child, leaves) is not None]
    total = sum((child.weight for child in scored), ZERO)
    for child in scored:
        _share_out(child, leaves, share * child.weight / total, shares)
