"""Scores against a reference line: a dumbbell a row, and what was judged against what was measured.

Further lines in a row hold the judged level, and each measured one with its interval.
"""

from fractions import Fraction
from xml.etree import ElementTree as ET

from slavery_benchmark.document.numbers import count_text, score_text
from slavery_benchmark.document.pictures import Dumbbell, Interval, ScoreRow
from slavery_benchmark.document.positions import CONTRADICTED, position_meaning
from slavery_benchmark.formats.charts.drawing import Drawing
from slavery_benchmark.formats.charts.frame import Frame
from slavery_benchmark.formats.charts.legend import (
    Draw,
    bar_item,
    contradicted_items,
    contradicted_words,
    draw_legend,
    position_counts,
    position_items,
    shape_item,
)
from slavery_benchmark.formats.charts.marks import (
    BESIDE,
    CIRCLE,
    DIAMOND,
    SMALL_CIRCLE,
    SQUARE,
    UP,
    contradicted_mark,
    position_mark,
)
from slavery_benchmark.formats.charts.tracks import Tracks, target_item

_ROW, _BETWEEN, _CLOSE = 28.0, 16.0, 4.0


def draw_dumbbell(frame: Frame, data: Dumbbell) -> str:
    """Return the chart as SVG text."""
    drawing = Drawing(frame, "dumbbell", dumbbell_words(data))
    tracks = Tracks(
        drawing, [(row.label, _ROW + _BETWEEN * len(row.measured)) for row in data.rows]
    )
    end = tracks.draw_axis(data.target)
    for number, row in enumerate(data.rows):
        group = drawing.group("ch-row")
        lift = _BETWEEN * len(row.measured) / 2
        first = tracks.middles[number] - lift
        _draw_score(drawing, tracks, first, row, group)
        tracks.write_value(number, score_text(row.score), bold=True, lift=lift)
        right, middle = tracks.value_place(number, lift)
        position_mark(drawing, right - 46, middle, row.position, group)
        if row.contradicted:
            contradicted_mark(drawing, right - 47 - BESIDE, middle, group)
        for place, interval in enumerate(row.measured, start=1):
            _draw_measured(drawing, tracks, first + place * _BETWEEN, interval, row.judged, group)
    return drawing.finished(draw_legend(drawing, end + 2, _legend(drawing, data)))


def _draw_score(
    drawing: Drawing, tracks: Tracks, middle: float, row: ScoreRow, into: ET.Element
) -> None:
    """Draw bounds, the line to the reference, and the marks; the score lies over the others."""
    if row.low is not None and row.high is not None and row.low != row.high:
        left, right = tracks.at(row.low), tracks.at(row.high)
        drawing.bar(left, middle - 2.5, right - left, 5, "ch-bounds", into=into)
    score, reference, claimed = row.score, row.reference, row.claimed
    if score is not None and reference is not None:
        ends = (tracks.at(reference), middle), (tracks.at(score), middle)
        drawing.line(*ends, "ch-join", width=1.6, into=into)
    if claimed is not None and claimed != score:
        drawing.shape(tracks.at(claimed), middle, CIRCLE, "ch-claimed", width=1.8, into=into)
    if reference is not None:
        drawing.shape(tracks.at(reference), middle, DIAMOND, "ch-reference", into=into)
    if score is not None:
        x = tracks.at(score)
        # within the diamond where both are at one place, so that both are seen
        same = reference is not None and abs(tracks.at(reference) - x) < _CLOSE
        drawing.shape(x, middle, SMALL_CIRCLE if same else CIRCLE, "ch-score", into=into)


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


def _legend(drawing: Drawing, data: Dumbbell) -> list[tuple[Draw, str]]:
    """Return the meanings of the marks that occur."""
    rows = data.rows
    items = [
        (shape_item(drawing, CIRCLE, "ch-score"), "supported score"),
        (shape_item(drawing, DIAMOND, "ch-reference"), data.line),
    ]
    if any(row.claimed is not None and row.claimed != row.score for row in rows):
        items.append((shape_item(drawing, CIRCLE, "ch-claimed", width=1.8), "claimed"))
    items += target_item(drawing, data.target)
    if any(row.low != row.high for row in rows):
        items.append((bar_item(drawing, "ch-bounds"), "what unanswered checks could make of it"))
    if any(row.measured and row.judged is not None for row in rows):
        items.append((shape_item(drawing, SQUARE, "ch-judged", width=1.4), "judged"))
    if any(row.measured for row in rows):
        words = "measured in own cases, with 95% interval"
        items.append((shape_item(drawing, UP, "ch-measured"), words))
    items += position_items(drawing, (row.position for row in rows), data.ranged)
    return items + contradicted_items(drawing, found=any(row.contradicted for row in rows))


def dumbbell_words(data: Dumbbell) -> str:
    """Return the chart in words: how many rows, and each with its numbers or all counted."""
    goal = "" if data.target is None else f" The target is {score_text(data.target, 0)}."
    if data.counted:
        said = f"{count_text(len(data.rows), 'criterion', 'criteria')} from 0 to 100.{goal}"
        return f"{said} {_counted_words(data)}".strip()
    rows = [row_words(row, data.line, data.ranged) for row in data.rows]
    return f"{count_text(len(rows), 'score')} from 0 to 100.{goal} {' '.join(rows)}".strip()


def _counted_words(data: Dumbbell) -> str:
    """Return how many rows stand where, and both ends."""
    said = []
    if places := position_counts((row.position for row in data.rows), data.ranged):
        said.append(f"{places}.")
    known = [
        (row.score, f"{row.label}, {score_text(row.score)}{_doubt(row)}")
        for row in data.rows
        if row.score is not None
    ]
    if known and all(row.whole for row in data.rows):  # another could be lower, or higher
        low, high = min(known), max(known)
        said.append(f"Lowest: {low[1]}.")
        said.append(f"Highest: {high[1]}.")
    if doubtful := contradicted_words([row.label for row in data.rows if row.contradicted]):
        said.append(doubtful)
    if measured := sum(len(row.measured) for row in data.rows):
        said.append(f"{count_text(measured, 'measured level')} with 95% intervals.")
    return " ".join(said)


def row_words(row: ScoreRow, line: str, ranged: str) -> str:
    """Return one row in words."""
    if row.score is None:
        return f"{row.label}: no score."
    said = f"{row.label}: {score_text(row.score)}"
    if row.claimed is not None and row.claimed != row.score:
        said += f", claimed {score_text(row.claimed)}"
    if row.low != row.high:
        said += f", could be {score_text(row.low)} to {score_text(row.high)}"
    if row.reference is not None:
        said += f", {line} {score_text(row.reference)}"
    return f"{said}, {position_meaning(row.position, ranged)}{_doubt(row)}."


def _doubt(row: ScoreRow) -> str:
    return f", {CONTRADICTED}" if row.contradicted else ""
