"""A score on a line from 0 to 100, with range, claim, reference line and target."""

from slavery_benchmark.document.columns import Number
from slavery_benchmark.document.tracks import FULL, Track
from slavery_benchmark.formats.terminal.symbols import Symbols

LEAST_TRACK, MOST_TRACK = 15, 61


def track(said: Track, width: int, symbols: Symbols) -> str:
    """Return `width` characters, the first standing for 0 and the last for 100.

    Where marks fall together, the score hides the others; with the reference line it has a mark
    of its own.
    """
    marks = [symbols.line] * width
    goal = _nearest(said.target, width)

    def place(score: Number) -> int:
        """Return the nearest place, but never one that makes a score look to be at target."""
        nearest = _nearest(score, width)
        return min(nearest, max(goal - 1, 0)) if score < said.target else nearest

    if said.low is not None and said.high is not None and said.low != said.high:
        for index in range(place(said.low), place(said.high) + 1):
            marks[index] = symbols.bounds
    marks[goal] = symbols.target
    if said.claimed is not None:
        marks[place(said.claimed)] = symbols.claimed
    reference = None if said.reference is None else place(said.reference)
    if reference is not None:
        marks[reference] = symbols.reference
    if said.score is not None:
        here = place(said.score)
        marks[here] = symbols.both if here == reference else symbols.score
    return "".join(marks)


def _nearest(score: Number, width: int) -> int:
    return int(score / FULL * (width - 1) + 0.5)


def scale(width: int) -> str:
    """Return the numbers that stand above a track of this width."""
    line = [" "] * width
    for value in (0, 25, 50, 75, 100):
        text = str(value)
        middle = round(value / 100 * (width - 1))
        start = min(max(middle - len(text) // 2, 0), width - len(text))
        line[start : start + len(text)] = text
    return "".join(line)
