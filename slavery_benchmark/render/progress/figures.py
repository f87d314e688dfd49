"""How the figures of a change are written beside those of a score."""

from fractions import Fraction

from slavery_benchmark.core.scores import NodeScore
from slavery_benchmark.document.numbers import rounded, score_text
from slavery_benchmark.render.progress.rows import is_usable


def progress_text(share: Fraction | None) -> str:
    """Return progress as a whole percentage that says 0% or 100% only when it is; empty if none."""
    if share is None:
        return ""
    number = rounded(share * 100, 0)
    if number == 100 and share < 1:
        return "over 99%"
    if number == 0 and share:
        return "under 1%" if share > 0 else "under 0%"
    return f"{number}%"


BY_COVERAGE = "by what was answered or measured only once"
"""The flag of a criterion whose score, or target, moved otherwise than what has a score twice."""
UNUSABLE = "*"
"""Behind a score of which too little is known to compare it."""
UNUSABLE_MEANS = f"{UNUSABLE} too little is known to compare"


def marked_score(node: NodeScore | None) -> str:
    """Return a score as 61.4, with a mark behind it where too little is known to compare it."""
    if node is None or node.tally.score is None:
        return score_text(None)
    return score_text(node.tally.score) + ("" if is_usable(node) else UNUSABLE)
