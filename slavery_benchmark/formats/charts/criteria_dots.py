"""Every criterion on one scale: score and position, and what was judged against what was measured.

A second line in a row holds the judged level, and each measured one with its interval.
"""

from fractions import Fraction
from xml.etree import ElementTree as ET

from slavery_benchmark.document.numbers import count_text, score_text
from slavery_benchmark.document.pictures import CriteriaDots, Interval
from slavery_benchmark.formats.charts.drawing import Drawing
from slavery_benchmark.formats.charts.dumbbell import (
    draw_score_marks,
    draw_value,
    score_legend,
)
from slavery_benchmark.formats.charts.frame import Frame
from slavery_benchmark.formats.charts.legend import (
    Draw,
    draw_legend,
    position_counts,
    position_items,
    shape_item,
)
from slavery_benchmark.formats.charts.marks import SQUARE, UP
from slavery_benchmark.formats.charts.tracks import Tracks

_ROW, _BETWEEN = 26.0, 16.0


def draw_criteria_dots(frame: Frame, data: CriteriaDots) -> str:
    """Return the chart as SVG text."""
    drawing = Drawing(frame, "criteria", criteria_words(data))
    labels = [row.score.label for row in data.rows]
    heights = [_ROW + _BETWEEN * len(row.measured) for row in data.rows]
    tracks = Tracks(drawing, drawing.top, labels, heights)
    end = tracks.draw_axis(data.target)
    tracks.draw_labels()
    for number, row in enumerate(data.rows):
        group = drawing.group("ch-row")
        lift = _BETWEEN * len(row.measured) / 2
        first = tracks.middles[number] - lift
        draw_score_marks(drawing, tracks, first, row.score, group)
        draw_value(drawing, tracks, number, row.score.score, row.score.position, group, lift=lift)
        for place, interval in enumerate(row.measured, start=1):
            y = first + place * _BETWEEN
            _draw_measured(drawing, tracks, y, interval, row.judged, group)
    return drawing.finished(draw_legend(drawing, end + 2, _legend(drawing, data)))


def _draw_measured(
    drawing: Drawing,
    tracks: Tracks,
    y: float,
    interval: Interval,
    judged: Fraction | None,
    into: ET.Element,
) -> None:
    left, right = tracks.at(interval.low), tracks.at(interval.high)
    length = right - left
    outline = f"h{length:.1f}m0,-4v8m{-length:.1f},0v-8"
    drawing.shape(left, y, outline, "ch-interval", width=1.6, into=into)
    drawing.shape(tracks.at(interval.value), y, UP, "ch-measured", into=into)
    if judged is not None:
        # around the triangle where both are at one place
        drawing.shape(tracks.at(judged), y, SQUARE, "ch-judged", width=1.4, into=into)


def _legend(drawing: Drawing, data: CriteriaDots) -> list[tuple[Draw, str]]:
    scores = tuple(row.score for row in data.rows)
    items = score_legend(drawing, scores, data.target, data.line)
    if any(row.measured and row.judged is not None for row in data.rows):
        items.append((shape_item(drawing, SQUARE, "ch-judged", width=1.4), "judged"))
    if any(row.measured for row in data.rows):
        words = "measured in own cases, with 95% interval"
        items.append((shape_item(drawing, UP, "ch-measured"), words))
    return [*items, *position_items(drawing, (score.position for score in scores), data.ranged)]


def criteria_words(data: CriteriaDots) -> str:
    """Return the chart in words: how many criteria stand where, and both ends.

    Not every number, which a table says better.
    """
    scores = [row.score for row in data.rows]
    goal = "" if data.target is None else f" The target is {score_text(data.target, 0)}."
    said = [f"{count_text(len(scores), 'criterion', 'criteria')} from 0 to 100.{goal}"]
    places = position_counts((score.position for score in scores), data.ranged)
    if places:
        said.append(f"{places}.")
    known = [(row.score, row.label) for row in scores if row.score is not None]
    if known and all(row.whole for row in scores):  # another could be lower, or higher
        low, high = min(known), max(known)
        said.append(f"Lowest: {low[1]}, {score_text(low[0])}.")
        said.append(f"Highest: {high[1]}, {score_text(high[0])}.")
    measured = sum(len(row.measured) for row in data.rows)
    if measured:
        said.append(f"{count_text(measured, 'measured level')} with 95% intervals.")
    return " ".join(said)
