"""Rows of a chart on one scale: labels beside the tracks where there is room, else above them."""

from collections.abc import Sequence
from fractions import Fraction
from xml.etree import ElementTree as ET

from slavery_benchmark.document.numbers import plain_number, score_text
from slavery_benchmark.formats.charts.drawing import LINE, SIZE, SMALL, Drawing
from slavery_benchmark.formats.charts.legend import Draw, line_item
from slavery_benchmark.formats.charts.scale import Scale
from slavery_benchmark.formats.charts.text_width import text_width, wrapped

_GAP = 14.0
_BESIDE = 62.0
"""The room for what is written right of a track."""
_VALUE = 36.0
"""How wide a value is at most, by the ground that it has."""
_BELOW_AXIS = 18.0
_FULL_STEPS = (0.0, 25.0, 50.0, 75.0, 100.0)


class Tracks:
    """The places of rows that share a scale from 0 to 100, or from `steps[0]` to `steps[-1]`.

    `rows`: the label of each, and the height that its marks need; it is higher where its label is.
    """

    def __init__(
        self,
        drawing: Drawing,
        rows: Sequence[tuple[str, float]],
        *,
        steps: Sequence[float] = _FULL_STEPS,
    ) -> None:
        self.drawing = drawing
        self.narrow = drawing.frame.narrow
        self.steps = steps
        wanted = max((text_width(label, SIZE) for label, _ in rows), default=0.0)
        room = min(max(wanted, 60.0), 250.0)
        start = drawing.left + (9 if self.narrow else room + _GAP)
        end = drawing.right - (9 if self.narrow else _BESIDE)
        self.scale = Scale(low=steps[0], high=steps[-1], start=start, end=end)
        width = drawing.right - drawing.left - _BESIDE if self.narrow else room
        self.labels = [wrapped(label, width, SIZE) for label, _ in rows]
        self.top = drawing.top
        self.middles: list[float] = []
        self._label_middles: list[float] = []
        self._values: dict[bool, ET.Element] = {}
        y = self.top
        for lines, (_, height) in zip(self.labels, rows, strict=True):
            words = LINE * len(lines)
            if self.narrow:
                self._label_middles.append(y + 4 + words / 2)
                self.middles.append(y + 4 + words + height / 2)
                y += 4 + words + height
            else:
                high = max(height, words + 4)
                self._label_middles.append(y + high / 2)
                self.middles.append(y + high / 2)
                y += high
        self.bottom = y

    def draw_axis(self, target: Fraction | None = None) -> float:
        """Draw grid, numbers, target and labels, before any marks; return where they end."""
        drawing, scale = self.drawing, self.scale
        group = drawing.group("ch-axes")
        drawing.line((scale.start, self.bottom), (scale.end, self.bottom), "ch-axis", into=group)
        for step in self.steps:
            x = scale.at(step)
            drawing.line((x, self.top), (x, self.bottom), "ch-grid", into=group)
            words = plain_number(Fraction(step).limit_denominator(10_000))
            middle = self.bottom + 11
            drawing.text(x, middle, words, look="ch-faint", anchor="middle", size=SMALL, into=group)
        if target is not None:
            x = scale.at(target)
            drawing.line(
                (x, self.top), (x, self.bottom), "ch-target", width=1.4, dashes="4 3", into=group
            )
        self._draw_labels()
        return self.bottom + _BELOW_AXIS

    def _draw_labels(self) -> None:
        group = self.drawing.group("ch-labels")
        if self.narrow and self.labels:
            self._draw_grounds(group)
        for lines, middle in zip(self.labels, self._label_middles, strict=True):
            self.drawing.lines(self.drawing.left, middle, lines, into=group)

    def write_value(
        self,
        row: int,
        words: str,
        *,
        bold: bool = False,
        lift: float = 0.0,
    ) -> None:
        """Write what there is to say of a row at the right."""
        if bold not in self._values:
            looks = {"text-anchor": "end"} | ({"font-weight": "bold"} if bold else {})
            self._values[bold] = self.drawing.group("ch-values", **looks)
        right, middle = self.value_place(row, lift)
        self.drawing.text(right, middle, words, into=self._values[bold])

    def _draw_grounds(self, into: ET.Element) -> None:
        """Draw grounds for the words that stand on the lines of the scale."""
        left, right = self.drawing.left, self.drawing.right
        parts = []
        for row, (lines, middle) in enumerate(zip(self.labels, self._label_middles, strict=True)):
            width, height = max(text_width(line, SIZE) for line in lines), LINE * len(lines)
            parts.append((left, middle - height / 2, width, height))
            parts.append((right - _VALUE, self.value_place(row)[1] - LINE / 2, _VALUE, LINE))
        self.drawing.bars(parts, "ch-paper", into=into)

    def value_place(self, row: int, lift: float = 0.0) -> tuple[float, float]:
        """Return right side and middle of what is written about a row."""
        middle = self.middles[row] - lift
        if self.narrow:
            middle = self._label_middles[row] - (len(self.labels[row]) - 1) * LINE / 2
        return self.drawing.right, middle

    def at(self, score: Fraction | float) -> float:
        """Return the place of a number on the scale."""
        return self.scale.at(score)


def target_item(drawing: Drawing, target: Fraction | None) -> list[tuple[Draw, str]]:
    """Return what the dashed line of a target stands for, for a legend."""
    if target is None:
        return []
    dashed = line_item(drawing, "ch-target", width=1.4, dashes="4 3")
    return [(dashed, f"target ({score_text(target, 0)})")]
