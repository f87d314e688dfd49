"""The other forces in the view of one force: how they lie, without names.

All of it is made of what the public sees of them. Made of more, the views of several forces, held
beside the public one, would tell what that leaves out.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.scoring.scores import OVERALL, Assurance, ForceScore
from slavery_benchmark.core.view.model import ForceView, Spread
from slavery_benchmark.core.view.public import public_force

FEWEST_OTHERS = 8
"""With fewer others a quartile lies on, or between, the scores of one or two that can be named.

Quartiles of eight rest on six of their scores, in whole points, and two lie beyond each outer one.
"""


def others_seen(others: Sequence[ForceScore], report: Report) -> tuple[ForceView, ...]:
    """Return what the public sees of the other forces.

    Where answers are set aside by own cases there is no public view: the scores here are then those
    of every answer as given, and nothing is to be told of them. The figures are the same.
    """
    set_aside = report.at_least is Assurance.OWN_CASES
    at_least = Assurance.ASSERTED if set_aside else report.at_least
    return tuple(public_force(force, report.framework, at_least) for force in others)


def counted_views(forces: Sequence[ForceView]) -> tuple[ForceView, ...]:
    """Return the real forces, or all if there are none."""
    return tuple(force for force in forces if not force.fictional) or tuple(forces)


def spreads_of(others: Sequence[ForceView], report: Report) -> Mapping[str, Spread]:
    """Return how other forces lie on the total, the themes and the criteria, by id.

    A node is missing if fewer than eight others have a score on it, or if all of them have the same
    one, which would tell the score of each. All are where answers are set aside by own cases.
    Invented forces do not count beside real ones.
    """
    if report.at_least is Assurance.OWN_CASES:
        return {}
    counted, framework = counted_views(others), report.framework
    return {spread.node: spread for node in _nodes(framework) for spread in _spread(node, counted)}


def _nodes(framework: Framework) -> Iterator[str]:
    yield OVERALL
    yield from (theme.id for theme in framework.themes)
    yield from (criterion.id for _, criterion in framework.criteria())


def _spread(node: str, forces: Sequence[ForceView]) -> Iterator[Spread]:
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
