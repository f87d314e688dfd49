"""The other forces in the view of one force: how they lie, without names."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import msgspec

from slavery_benchmark.core.comparing.comparison import counted_forces
from slavery_benchmark.core.comparing.funnel import Funnel, limits_grid
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.scores import OVERALL, ForceScore
from slavery_benchmark.core.view.model import Spread

FEWEST_OTHERS = 8
"""With fewer others a quartile lies on, or between, the scores of one or two that can be named.

Quartiles of eight rest on six of their scores, in whole points, and two lie beyond each outer one.
"""


def spreads_of(others: Sequence[ForceScore], framework: Framework) -> Mapping[str, Spread]:
    """Return how other forces lie on the total, the themes and the criteria, by id.

    A node is missing if fewer than eight others have a score on it, or if all of them have the same
    one, which would tell the score of each. Invented forces do not count beside real ones.
    """
    counted = counted_forces(others)
    ids = [OVERALL, *(theme.id for theme in framework.themes)]
    ids += [criterion.id for _, criterion in framework.criteria()]
    return {spread.node: spread for node in ids for spread in _spread(node, counted)}


def _spread(node: str, forces: Sequence[ForceScore]) -> Iterator[Spread]:
    scores = [score for f in forces if (score := f.node(node).tally.score) is not None]
    if len(scores) < FEWEST_OTHERS or min(scores) == max(scores):
        return
    ordered = sorted(scores)
    lower, middle, upper = (_whole(_quantile(ordered, Fraction(part, 4))) for part in (1, 2, 3))
    yield Spread(
        node=node, forces=len(scores), lower_quartile=lower, median=middle, upper_quartile=upper
    )


def _quantile(ordered: Sequence[Fraction], share: Fraction) -> Fraction:
    """Return the value at `share` of the way, on a straight line between two values."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def _whole(value: Fraction) -> int:
    return int(value + Fraction(1, 2))


def own_point(funnel: Funnel, force: str) -> Funnel:
    """Return a funnel with the point of one force alone.

    The limits end at half as much again as its own size, as the size of the largest force would
    tell which it is. Without a point of its own there is no funnel.
    """
    own = tuple(point for point in funnel.points if point.force == force)
    left_out = tuple(item for item in funnel.left_out if item.force == force)
    if not own or funnel.target is None or funnel.dispersion is None:
        return msgspec.structs.replace(
            funnel,
            target=None,
            dispersion=None,
            widening=None,
            grid=(),
            points=(),
            left_out=left_out,
        )
    largest = int(own[0].size * 3 / 2)
    share = float(funnel.target / 100)
    grid = limits_grid(largest, share, funnel.dispersion, funnel.widening)
    return msgspec.structs.replace(funnel, grid=tuple(grid), points=own, left_out=left_out)
