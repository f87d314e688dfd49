"""A trend in as many characters as there are submissions, on a scale that is always 0 to 100."""

from collections.abc import Iterable
from fractions import Fraction

from slavery_benchmark.core.framework import FULL_SCORE
from slavery_benchmark.formats.terminal.symbols import ASCII, Symbols

_BLOCKS = "▁▂▃▄▅▆▇█"
_DIGITS = "0123456789"


def sparkline(scores: Iterable[Fraction | None], symbols: Symbols) -> str:
    """Return a mark a score, higher for more: eighths of the scale, or tenths as a digit in ASCII.

    A score that is not known leaves a gap, shown as the mark of an empty line.
    """
    steps = _DIGITS if symbols is ASCII else _BLOCKS
    marks: list[str] = []
    for score in scores:
        if score is None:
            marks.append(symbols.line)
        else:
            marks.append(steps[min(int(score / FULL_SCORE * len(steps)), len(steps) - 1)])
    return "".join(marks)


def sparkline_legend(symbols: Symbols) -> str:
    """Return what the marks of a trend mean."""
    scale = f"{_BLOCKS[0]} 0 to {_BLOCKS[-1]} 100"
    if symbols is ASCII:
        scale = "a digit for the score in tens (9: 90 to 100)"
    return f"Trend, over what all submissions can answer: {scale}, {symbols.line} too little known."
