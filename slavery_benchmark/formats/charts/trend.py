"""Scores over submissions: a line with every number."""

from collections.abc import Sequence
from itertools import pairwise

from slavery_benchmark.document.numbers import score_text
from slavery_benchmark.document.pictures import Trend, TrendPoint
from slavery_benchmark.formats.charts.drawing import SMALL, Drawing
from slavery_benchmark.formats.charts.frame import Frame
from slavery_benchmark.formats.charts.legend import (
    Draw,
    bar_item,
    draw_legend,
    line_item,
    shape_item,
)
from slavery_benchmark.formats.charts.marks import CIRCLE
from slavery_benchmark.formats.charts.scale import Scale
from slavery_benchmark.formats.charts.text_width import fitted, text_width
from slavery_benchmark.formats.charts.tracks import target_item

_STEPS = (0, 25, 50, 75, 100)


def draw_trend(frame: Frame, data: Trend) -> str:
    """Return the line as SVG text. The scale is always 0 to 100."""
    drawing = Drawing(frame, "trend", trend_words(data))
    top, height = drawing.top + 10, 190.0 if frame.narrow else 220.0
    up = Scale(low=0, high=100, start=top + height, end=top)
    left, right = drawing.left + 30, drawing.right - 6
    axes = drawing.group("ch-axes")
    for step in _STEPS:
        y = up.at(step)
        drawing.line((left, y), (right, y), "ch-grid" if step else "ch-axis", into=axes)
        drawing.text(left - 6, y, str(step), look="ch-faint", anchor="end", size=SMALL, into=axes)
    if data.target is not None:
        y = up.at(data.target)
        drawing.line((left, y), (right, y), "ch-target", width=1.4, dashes="4 3", into=axes)
    if data.reference is not None:
        y = up.at(data.reference)
        drawing.line((left, y), (right, y), "ch-reference-line", width=1.6, into=axes)
    places = _places(len(data.points), left, right)
    _draw_labels(drawing, data.points, places, top + height + 13, right - left)
    for x, point in zip(places, data.points, strict=True):
        if point.low is not None and point.high is not None and point.low != point.high:
            group = drawing.group("ch-range")
            highest = up.at(point.high)
            drawing.bar(x - 2.5, highest, 5, up.at(point.low) - highest, "ch-bounds", into=group)
    _draw_line(drawing, data.points, places, up, width=2.2)
    for x, point in zip(places, data.points, strict=True):
        group = drawing.group("ch-submission")
        if point.score is not None:
            y = up.at(point.score)
            drawing.shape(x, y, CIRCLE, "ch-score", into=group)
            words = score_text(point.score)
            if point.low == point.high:
                half = text_width(words, SMALL) / 2
                held = min(max(x, left + half), right - half)
                drawing.text(held, y - 14, words, anchor="middle", bold=True, into=group)
            else:
                drawing.text(x + 8, y - 11, words, bold=True, into=group)
    return drawing.finished(draw_legend(drawing, top + height + 26, _legend(drawing, data)))


def _places(count: int, left: float, right: float) -> Sequence[float]:
    """Return places spread evenly, half a place from both sides."""
    return [left + (right - left) * (number + 0.5) / count for number in range(count)]


def _draw_labels(
    drawing: Drawing,
    points: Sequence[TrendPoint],
    places: Sequence[float],
    middle: float,
    room: float,
) -> None:
    """Write when each submission was; where they are many, every second, third or further one."""
    if not points:
        return
    group = drawing.group("ch-labels")
    widest = min(max(text_width(point.label, SMALL) for point in points), room / 2) + 8
    every = max(1, -int(-widest * len(points) // room))
    last = len(points) - 1
    for number, (x, point) in enumerate(zip(places, points, strict=True)):
        if (last - number) % every == 0:
            words = fitted(point.label, widest, SMALL)
            half = text_width(words, SMALL) / 2
            held = min(max(x, drawing.left + half), drawing.right - half)
            drawing.text(
                held, middle, words, look="ch-faint", anchor="middle", size=SMALL, into=group
            )


def _draw_line(
    drawing: Drawing,
    points: Sequence[TrendPoint],
    places: Sequence[float],
    up: Scale,
    *,
    width: float,
) -> None:
    group = drawing.group("ch-line")
    for (x, point), (next_x, following) in pairwise(zip(places, points, strict=True)):
        if point.score is not None and following.score is not None:
            ends = (x, up.at(point.score)), (next_x, up.at(following.score))
            drawing.line(*ends, "ch-trend", width=width, into=group)


def _legend(drawing: Drawing, data: Trend) -> list[tuple[Draw, str]]:
    items: list[tuple[Draw, str]] = [(shape_item(drawing, CIRCLE, "ch-score"), "supported score")]
    if data.reference is not None:
        words = f"{data.line} ({score_text(data.reference)})"
        items.append((line_item(drawing, "ch-reference-line", width=1.6), words))
    items += target_item(drawing, data.target)
    if any(point.low != point.high for point in data.points):
        items.append((bar_item(drawing, "ch-bounds"), "what unanswered checks could make of it"))
    return items


def trend_words(data: Trend) -> str:
    """Return the line in words: every submission with its score."""
    scores = "; ".join(
        f"{point.label}: {'not known' if point.score is None else score_text(point.score)}"
        for point in data.points
    )
    return f"Scores from 0 to 100, earliest first. {scores}."
