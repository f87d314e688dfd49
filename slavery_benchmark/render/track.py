"""A score on a line from 0 to 100, with range, claim, 2017 reference line and target."""

from fractions import Fraction

from slavery_benchmark.core.framework import FULL_SCORE
from slavery_benchmark.core.scores import NodeScore
from slavery_benchmark.formats.terminal.symbols import Symbols
from slavery_benchmark.render.measure_words import DIFFERS, OF_ITS_CRITERION


def track(node: NodeScore, target: Fraction, width: int, symbols: Symbols) -> str:
    """Return `width` characters, the first standing for 0 and the last for 100.

    Where marks fall together, the score hides the others; with the reference line it has a mark
    of its own.
    """
    marks = [symbols.line] * width
    tally = node.tally

    goal = int(target / FULL_SCORE * (width - 1) + Fraction(1, 2))

    def place(score: Fraction) -> int:
        """Return the nearest place, but never one that makes a score look to be at target."""
        nearest = int(score / FULL_SCORE * (width - 1) + Fraction(1, 2))
        return min(nearest, max(goal - 1, 0)) if score < target else nearest

    if tally.low is not None and tally.high is not None and tally.low != tally.high:
        for index in range(place(tally.low), place(tally.high) + 1):
            marks[index] = symbols.bounds
    marks[goal] = symbols.target
    if tally.claimed is not None:
        marks[place(tally.claimed)] = symbols.claimed
    reference = None if node.reference is None else place(node.reference.value)
    if reference is not None:
        marks[reference] = symbols.reference
    if tally.score is not None:
        here = place(tally.score)
        marks[here] = symbols.both if here == reference else symbols.score
    return "".join(marks)


def scale(width: int) -> str:
    """Return the numbers that stand above a track of this width."""
    line = [" "] * width
    for value in (0, 25, 50, 75, 100):
        text = str(value)
        middle = round(value / 100 * (width - 1))
        start = min(max(middle - len(text) // 2, 0), width - len(text))
        line[start : start + len(text)] = text
    return "".join(line)


def legend(symbols: Symbols, width: int, *, cases: bool = False) -> list[str]:
    """Return what the marks of a track mean, in lines of at most `width` that part no item.

    With `cases` the mark of a judged level that differs from own cases is among them.
    """
    items = [
        f"{symbols.score} supported score",
        f"{symbols.reference} 2017 reference line",
        f"{symbols.both} both",
        f"{symbols.claimed} claimed",
        f"{symbols.target} target",
        f"{symbols.bounds} what unanswered checks could make of it",
    ]
    if cases:
        items.append(f"{symbols.differs} {DIFFERS} {OF_ITS_CRITERION}")
    lines = [items[0]]
    for item in items[1:]:
        longer = f"{lines[-1]}   {item}"
        if len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(item)
    return lines
