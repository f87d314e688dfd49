"""What the marks of a chart mean, in as many lines as they take."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from xml.etree import ElementTree as ET

from slavery_benchmark.document.positions import CONTRADICTED, POSITIONS, position_meaning
from slavery_benchmark.formats.charts.drawing import LINE, SMALL, Drawing
from slavery_benchmark.formats.charts.marks import contradicted_mark, position_mark
from slavery_benchmark.formats.charts.text_width import fitted, text_width

Draw = Callable[[float, float, ET.Element], None]
"""Draws a mark around a place, into a group."""
_ROOM, _GAP = 20.0, 16.0


def draw_legend(drawing: Drawing, top: float, items: Iterable[tuple[Draw, str]]) -> float:
    """Draw marks with their meanings from `top` on; return where they end."""
    group = drawing.group("ch-legend")
    x, middle = drawing.left, top + LINE / 2
    for draw, words in items:
        said = fitted(words, drawing.right - drawing.left - _ROOM, SMALL)
        width = _ROOM + text_width(said, SMALL)
        if x > drawing.left and x + width > drawing.right:
            x, middle = drawing.left, middle + LINE + 2
        draw(x + 7, middle, group)
        drawing.text(x + _ROOM, middle, said, size=SMALL, look="ch-faint", into=group)
        x += width + _GAP
    return middle + LINE / 2


def shape_item(drawing: Drawing, outline: str, look: str, *, width: float = 1) -> Draw:
    """Return what draws a shape in a legend."""

    def draw(x: float, y: float, into: ET.Element) -> None:
        drawing.shape(x, y, outline, look, width=width, into=into)

    return draw


def line_item(drawing: Drawing, look: str, *, width: float = 1, dashes: str = "") -> Draw:
    """Return what draws a short line in a legend."""

    def draw(x: float, y: float, into: ET.Element) -> None:
        drawing.line((x - 7, y), (x + 7, y), look, width=width, dashes=dashes, into=into)

    return draw


def bar_item(drawing: Drawing, look: str, height: float = 5) -> Draw:
    """Return what draws a short bar in a legend."""

    def draw(x: float, y: float, into: ET.Element) -> None:
        drawing.bar(x - 7, y - height / 2, 14, height, look, into=into)

    return draw


def position_counts(positions: Iterable[str | None], ranged: str) -> str:
    """Return how many have each position that occurs: 3 at target, 1 above the 2017 range."""
    found = Counter(positions)
    order: tuple[str | None, ...] = (*POSITIONS, None)
    return ", ".join(
        f"{found[position]} {position_meaning(position, ranged)}"
        for position in order
        if found[position]
    )


def contradicted_items(drawing: Drawing, *, found: bool) -> list[tuple[Draw, str]]:
    """Return the sign of what own cases contradict, if it occurs."""

    def draw(x: float, y: float, into: ET.Element) -> None:
        contradicted_mark(drawing, x, y, into)

    return [(draw, CONTRADICTED)] if found else []


def contradicted_words(labels: Sequence[str]) -> str:
    """Return a sentence that names all that own cases contradict; empty if there is nothing."""
    if not labels:
        return ""
    return f"{CONTRADICTED.capitalize()}: {'; '.join(labels)}."


def position_items(
    drawing: Drawing, positions: Iterable[str | None], ranged: str
) -> Iterable[tuple[Draw, str]]:
    """Yield the signs of the positions that occur, in the order in which they are declared."""
    found = set(positions)
    order: tuple[str | None, ...] = (*POSITIONS, None)
    for position in order:
        if position in found:
            said = position_meaning(position, ranged)

            def draw(x: float, y: float, into: ET.Element, position: str | None = position) -> None:
                position_mark(drawing, x, y, position, into)

            yield draw, said
