"""The shapes that stand for things, told apart without colour."""

from xml.etree import ElementTree as ET

from slavery_benchmark.document.positions import ABOVE, AT_TARGET, NO_BETTER, NOT_CERTAIN
from slavery_benchmark.formats.charts.drawing import Drawing

CIRCLE = "m-5,0a5,5 0 1 1 10,0a5,5 0 1 1 -10,0z"
SMALL_CIRCLE = "m-3.5,0a3.5,3.5 0 1 1 7,0a3.5,3.5 0 1 1 -7,0z"
DIAMOND = "m0,-7l7,7l-7,7l-7,-7z"
SQUARE = "m-6,-6h12v12h-12z"
UP, DOWN = "m0,-5.5l5.5,10h-11z", "m0,5.5l5.5,-10h-11z"
RIGHT, LEFT = "m0,-5l6,5l-6,5z", "m0,-5l-6,5l6,5z"
"""Outlines around a point, in steps from it."""

_FILLED: dict[str | None, str] = {
    ABOVE: "m0,-4l4.4,7.6h-8.8z",
    NO_BETTER: "m0,4l4.4,-7.6h-8.8z",
    None: "m-1.3,0a1.3,1.3 0 1 1 2.6,0a1.3,1.3 0 1 1 -2.6,0z",
}
_LINES: dict[str | None, str] = {
    AT_TARGET: "m-4.2,.4l2.8,3l5.8,-7",
    NOT_CERTAIN: "m-2.6,-2.2a2.6,2.4 0 1 1 3.8,2.1q-1.2,.7 -1.2,1.8m0,1.6v1.3",
}


_DIFFERS = "m-3.6,-1.6h7.2m-7.2,3.2h7.2m-5.6,2.6l4,-8.4"
BESIDE = 10.0
"""How far beside the sign of a position the sign of what own cases contradict stands."""


def contradicted_mark(drawing: Drawing, x: float, y: float, into: ET.Element | None = None) -> None:
    """Draw the sign of what own cases contradict, narrower than that of a position."""
    drawing.shape(x, y, _DIFFERS, "ch-sign-line", width=1.6, into=into)


def position_mark(
    drawing: Drawing, x: float, y: float, position: str | None, into: ET.Element | None = None
) -> None:
    """Draw the sign of a position, as wide and high as ten pixels; a dot where there is none.

    Signs are drawn, not written: not every font has a tick.
    """
    if position in _LINES:
        drawing.shape(x, y, _LINES[position], "ch-sign-line", width=1.9, into=into)
    else:
        drawing.shape(x, y, _FILLED[position], "ch-sign", into=into)
