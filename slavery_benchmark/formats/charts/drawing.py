"""A picture being drawn: the frame that every chart shares, and the parts that go into it."""

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from slavery_benchmark.core.text import clean
from slavery_benchmark.formats.charts.font import FAMILIES
from slavery_benchmark.formats.charts.frame import Frame
from slavery_benchmark.formats.charts.looks import attributes
from slavery_benchmark.formats.charts.text_width import wrapped

SIZE, SMALL, HEADING = 12.0, 11.0, 15.0
"""Sizes of text, in pixels."""
LINE = 15.0
MARGIN = 8.0
_ID = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_BASELINE = 0.35
"""How far below its middle a line of text has its baseline, as a part of its size."""
_NOT_IN_XML = re.compile("[\ufffe\uffff]")


class Drawing:
    """An SVG picture in the making. Words are cleaned and escaped; nothing in it runs or loads.

    `top` is where the chart may begin, `left` and `right` its sides. ValueError for an id that is
    none.
    """

    def __init__(self, frame: Frame, kind: str, description: str) -> None:
        if not _ID.fullmatch(frame.id):
            raise ValueError(f"no id: {frame.id!r}")
        self.frame = frame
        self.width = float(frame.layout)
        self.left, self.right = MARGIN, self.width - MARGIN
        layout = "narrow" if frame.narrow else "wide"
        self._root = ET.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "class": f"chart chart-{kind} chart-{layout}",
                "role": "img",
                "aria-labelledby": f"{frame.id}-title",
                "aria-describedby": f"{frame.id}-desc",
                "font-family": FAMILIES,
                "font-size": _number(SIZE),
            },
        )
        ET.SubElement(self._root, "title", id=f"{frame.id}-title").text = _safe(frame.title)
        said = frame.description or f"{description} {frame.note}"
        ET.SubElement(self._root, "desc", id=f"{frame.id}-desc").text = _safe(said)
        self.top = MARGIN
        if frame.standalone:
            self._paper = ET.SubElement(self._root, "rect", self._looks("ch-paper"))
            room = self.right - self.left
            for words in wrapped(frame.title, room, HEADING, most=3, bold=True):
                self.text(self.left, self.top + HEADING / 2, words, size=HEADING, bold=True)
                self.top += HEADING * 1.3
            self.top += 8

    def group(self, name: str, **looks: str) -> ET.Element:
        """Return a new group for parts that belong together, with what they have in common."""
        return ET.SubElement(self._root, "g", {"class": name} | looks)

    def text(
        self,
        x: float,
        middle: float,
        words: str,
        *,
        look: str = "ch-ink",
        anchor: str = "start",
        size: float = SIZE,
        bold: bool = False,
        turned: bool = False,
        into: ET.Element | None = None,
    ) -> None:
        """Write a line of text around the height `middle`; `turned` it runs upwards."""
        parts = self._looks(look)
        baseline = size * _BASELINE
        if turned:
            at = f"translate({_number(x + baseline)},{_number(middle)})rotate(-90)"
            parts["transform"] = at
        else:
            parts |= {"x": _number(x), "y": _number(middle + baseline)}
        if anchor != "start":
            parts["text-anchor"] = anchor
        if size != SIZE:
            parts["font-size"] = _number(size)
        if bold:
            parts["font-weight"] = "bold"
        ET.SubElement(self._into(into), "text", parts).text = _safe(words)

    def lines(
        self, x: float, middle: float, lines: Sequence[str], *, into: ET.Element | None = None
    ) -> None:
        """Write lines of text one below the other, together around the height `middle`."""
        first = middle - (len(lines) - 1) * LINE / 2
        for number, words in enumerate(lines):
            self.text(x, first + number * LINE, words, into=into)

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        look: str,
        *,
        width: float = 1,
        dashes: str = "",
        into: ET.Element | None = None,
    ) -> None:
        """Draw a straight line."""
        self.path((start, end), look, width=width, dashes=dashes, into=into)

    def path(
        self,
        points: Sequence[tuple[float, float]],
        look: str,
        *,
        width: float = 1,
        dashes: str = "",
        into: ET.Element | None = None,
    ) -> None:
        """Draw a line through points."""
        joined = "L".join(f"{_number(x)},{_number(y)}" for x, y in points)
        parts = self._looks(look) | {"d": f"M{joined}"}
        if width != 1:
            parts["stroke-width"] = _number(width)
        if dashes:
            parts["stroke-dasharray"] = dashes
        ET.SubElement(self._into(into), "path", parts)

    def bar(
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        look: str,
        *,
        into: ET.Element | None = None,
    ) -> None:
        """Draw a rectangle."""
        sides = {"x": left, "y": top, "width": width, "height": height}
        parts = self._looks(look) | {key: _number(value) for key, value in sides.items()}
        ET.SubElement(self._into(into), "rect", parts)

    def bars(
        self,
        sides: Sequence[tuple[float, float, float, float]],
        look: str,
        *,
        into: ET.Element | None = None,
    ) -> None:
        """Draw rectangles as one part; each is left, top, width and height."""
        outlines = (
            f"M{_number(x)},{_number(y)}h{_number(wide)}v{_number(high)}h{_number(-wide)}z"
            for x, y, wide, high in sides
        )
        ET.SubElement(self._into(into), "path", self._looks(look) | {"d": "".join(outlines)})

    def shape(
        self,
        x: float,
        y: float,
        outline: str,
        look: str,
        *,
        width: float = 1,
        into: ET.Element | None = None,
    ) -> None:
        """Draw a shape around x, y: path data that moves from there by relative steps."""
        parts = self._looks(look) | {"d": f"M{_number(x)},{_number(y)}{outline}"}
        if width != 1:
            parts["stroke-width"] = _number(width)
        ET.SubElement(self._into(into), "path", parts)

    def finished(self, bottom: float) -> str:
        """Return the picture as SVG text; it ends below `bottom`, or below the note."""
        frame = self.frame
        if frame.standalone and frame.note:
            bottom += 10
            for words in wrapped(frame.note, self.right - self.left, SMALL, most=6):
                self.text(self.left, bottom, words, look="ch-faint", size=SMALL)
                bottom += LINE - 1
        width, height = _number(self.width), _number(round(bottom + MARGIN))
        self._root.attrib |= {"viewBox": f"0 0 {width} {height}", "width": width, "height": height}
        if self.frame.standalone:
            self._paper.attrib |= {"width": width, "height": height}
        return ET.tostring(self._root, encoding="unicode")

    def _looks(self, look: str) -> dict[str, str]:
        return attributes(look, coloured=self.frame.standalone)

    def _into(self, group: ET.Element | None) -> ET.Element:
        return self._root if group is None else group


def _safe(words: str) -> str:
    return _NOT_IN_XML.sub("", clean(words))


def _number(value: float) -> str:
    """Return a number as short as a tenth of a pixel allows: 12.5, 12, 0."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
