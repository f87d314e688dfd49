"""Theme scores against the 2017 reference line: a dumbbell a row."""

from fractions import Fraction
from xml.etree import ElementTree as ET

from slavery_benchmark.document.numbers import count_text, score_text
from slavery_benchmark.document.pictures import Dumbbell, ScoreRow
from slavery_benchmark.document.positions import position_meaning
from slavery_benchmark.formats.charts.drawing import Drawing
from slavery_benchmark.formats.charts.frame import Frame
from slavery_benchmark.formats.charts.legend import (
    Draw,
    bar_item,
    draw_legend,
    line_item,
    position_items,
    shape_item,
)
from slavery_benchmark.formats.charts.marks import CIRCLE, DIAMOND, SMALL_CIRCLE, position_mark
from slavery_benchmark.formats.charts.tracks import Tracks, target_words

_ROW, _CLOSE = 28.0, 4.0


def draw_dumbbell(frame: Frame, data: Dumbbell) -> str:
    """Return the dumbbell chart as SVG text."""
    drawing = Drawing(frame, "dumbbell", dumbbell_words(data))
    labels = [row.label for row in data.rows]
    tracks = Tracks(drawing, drawing.top, labels, [_ROW] * len(labels))
    end = tracks.draw_axis(data.target)
    tracks.draw_labels()
    for number, row in enumerate(data.rows):
        group = drawing.group("ch-row")
        draw_score_marks(drawing, tracks, tracks.middles[number], row, group)
        draw_value(drawing, tracks, number, row.score, row.position, group)
    return drawing.finished(draw_legend(drawing, end + 2, _legend(drawing, data)))


def draw_score_marks(
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


def draw_value(
    drawing: Drawing,
    tracks: Tracks,
    row: int,
    score: Fraction | None,
    position: str | None,
    into: ET.Element,
    *,
    lift: float = 0.0,
) -> None:
    """Write a score, with the sign of its position before it, `lift` above a row's middle."""
    tracks.write_value(row, score_text(score), bold=True, lift=lift)
    right, middle = tracks.value_place(row, lift)
    position_mark(drawing, right - 46, middle, position, into)


def score_legend(
    drawing: Drawing, rows: tuple[ScoreRow, ...], target: Fraction | None, line: str
) -> list[tuple[Draw, str]]:
    """Return the meanings of the marks that occur."""
    items = [
        (shape_item(drawing, CIRCLE, "ch-score"), "supported score"),
        (shape_item(drawing, DIAMOND, "ch-reference"), line),
    ]
    if any(row.claimed is not None and row.claimed != row.score for row in rows):
        items.append((shape_item(drawing, CIRCLE, "ch-claimed", width=1.8), "claimed"))
    if target is not None:
        dashed = line_item(drawing, "ch-target", width=1.4, dashes="4 3")
        items.append((dashed, target_words(target)))
    if any(row.low != row.high for row in rows):
        items.append((bar_item(drawing, "ch-bounds"), "what unanswered checks could make of it"))
    return items


def _legend(drawing: Drawing, data: Dumbbell) -> list[tuple[Draw, str]]:
    found = position_items(drawing, (row.position for row in data.rows), data.ranged)
    return [*score_legend(drawing, data.rows, data.target, data.line), *found]


def dumbbell_words(data: Dumbbell) -> str:
    """Return the chart in words: how many rows, and each with its numbers."""
    rows = [row_words(row, data.line, data.ranged) for row in data.rows]
    goal = "" if data.target is None else f" The target is {score_text(data.target, 0)}."
    return f"{count_text(len(rows), 'score')} from 0 to 100.{goal} {' '.join(rows)}".strip()


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
    return f"{said}, {position_meaning(row.position, ranged)}."
