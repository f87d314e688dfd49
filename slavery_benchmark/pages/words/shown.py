"""Scores of which the public sees a part, in words: what they could be, and what is not shown."""

from fractions import Fraction

from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.scores import NodeScore
from slavery_benchmark.core.view.model import NodeView, ProgressView
from slavery_benchmark.document.numbers import percent_text, score_text
from slavery_benchmark.document.positions import POSITION_WORDS

TOO_LITTLE_SHOWN = "too little can be shown to place it"


def in_part(node: NodeScore) -> NodeView | None:
    """Return a node of which a part is not shown; None for one that is seen whole."""
    return node if isinstance(node, NodeView) and node.withheld else None


def range_sentence(node: NodeScore, framework: Framework, whose: str) -> str:
    """Return what is said of an overall score that the public sees as a range; else empty.

    whose: on whose word it is.
    """
    seen = in_part(node)
    if seen is None or seen.between is None:
        return ""
    low, high = (score_text(end) for end in seen.between)
    if low == high:
        return ""
    sure = "at least " if node.band_at_least else ""
    band = f", {sure}{node.band}" if node.band else ""
    said = (
        f"Overall between {low} and {high} of 100{whose}{band}: no more is shown, as counts below "
        "5 are in it or could be worked out."
    )
    if node.position is None:
        return said
    return f"{said} Against the {framework.words.ranged}: {POSITION_WORDS[node.position]}."


def shown_sentence(node: NodeScore, framework: Framework) -> str:
    """Return how much was answered, and how much of that is shown; empty of what is seen whole."""
    seen = in_part(node)
    if seen is None:
        return ""
    tally, most = seen.tally, most_answered(seen)
    minimum, measured = exact(framework.coverage.minimum), "" if not framework.cases else (
        " or measured"
    )  # fmt: skip
    little = ""
    if most < minimum:
        little = f", too little for a band or a position ({percent_text(minimum)})"
    elif seen.position is None and tally.excused <= exact(framework.not_applicable.maximum):
        little = f": {TOO_LITTLE_SHOWN}"
    rest = ""
    if most < 1:
        rest = f" All of it could be {score_text(tally.low)} to {score_text(tally.high)}."
    up_to = "up to " if seen.untold else ""
    return (
        f"Answered{measured}: {up_to}{percent_text(most)} of what applies; shown "
        f"{percent_text(most - seen.withheld)}{little}.{rest}"
    )


def most_answered(node: NodeView) -> Fraction:
    """Return the share of a node's weight that was answered or measured, as far as it is told."""
    return (node.tally.coverage or Fraction(0)) + node.untold


def is_withheld_alone(node: NodeScore, framework: Framework) -> bool:
    """Return whether a node has no position only because of what is not shown."""
    seen = in_part(node)
    return (
        seen is not None
        and seen.position is None
        and most_answered(seen) >= exact(framework.coverage.minimum)
        and seen.tally.excused <= exact(framework.not_applicable.maximum)
    )


def over_different_parts(progress: ProgressView) -> str:
    """Return what follows the title of a trend whose scores are not made of the same parts."""
    if not progress.differs_in_parts:
        return ""
    return ", over different parts: what has counts below 5 is left out of each"
