"""The bridge between two overall scores as a waterfall: parts that float between two ends.

Ends are marks, not bars from 0, so that the scale may begin near them and small parts be seen.
"""

from collections.abc import Sequence

from slavery_benchmark.document.numbers import score_text, signed_text
from slavery_benchmark.document.pictures import Part, Waterfall
from slavery_benchmark.formats.charts.drawing import Drawing
from slavery_benchmark.formats.charts.frame import Frame
from slavery_benchmark.formats.charts.legend import Draw, bar_item, draw_legend, shape_item
from slavery_benchmark.formats.charts.marks import CIRCLE, LEFT, RIGHT
from slavery_benchmark.formats.charts.scale import round_steps
from slavery_benchmark.formats.charts.tracks import Tracks

_ROW, _BAR = 28.0, 14.0
_MOST_STEPS, _LEAST_SPAN = 6, 10.0


def draw_waterfall(frame: Frame, data: Waterfall) -> str:
    """Return the waterfall as SVG text."""
    drawing = Drawing(frame, "bridge", waterfall_words(data))
    labels = [data.start[0], *(part.label for part in data.parts), data.end[0]]
    tracks = Tracks(drawing, [(label, _ROW) for label in labels], steps=_steps(data))
    end = tracks.draw_axis()
    scores = [data.start[1], *(part.score for part in data.parts), data.end[1]]
    for row, score in enumerate(scores[:-1]):
        x = tracks.at(score)
        drawing.line((x, tracks.middles[row]), (x, tracks.middles[row + 1]), "ch-join")
    for row, score in ((0, scores[0]), (len(scores) - 1, scores[-1])):
        group = drawing.group("ch-end")
        drawing.shape(tracks.at(score), tracks.middles[row], CIRCLE, "ch-score", into=group)
        tracks.write_value(row, score_text(score), bold=True)
    for row, part in enumerate(data.parts, start=1):
        _draw_part(drawing, tracks, row, part)
    return drawing.finished(draw_legend(drawing, end + 2, _legend(drawing)))


def _draw_part(drawing: Drawing, tracks: Tracks, row: int, part: Part) -> None:
    """Draw a part: filled for a rise, hollow for a fall, with a point in its direction."""
    group = drawing.group("ch-pier")
    middle = tracks.middles[row]
    if part.difference:
        look = "ch-rise" if part.difference > 0 else "ch-fall"
        ends = sorted((tracks.at(part.score - part.difference), tracks.at(part.score)))
        wide = max(ends[1] - ends[0], 1.5)
        drawing.bar(ends[0], middle - _BAR / 2, wide, _BAR, look, into=group)
        outline, x = (RIGHT, ends[1] + 2) if part.difference > 0 else (LEFT, ends[0] - 2)
        drawing.shape(x, middle, outline, look, into=group)
    tracks.write_value(row, signed_text(part.difference))


def _steps(data: Waterfall) -> Sequence[float]:
    """Return the numbers of a scale that holds every score on the way, within 0 to 100."""
    ends = [float(data.start[1]), float(data.end[1])]
    scores = [*ends, *(float(part.score) for part in data.parts)]
    low, high = min(scores), max(scores)
    more = max(_LEAST_SPAN - (high - low), (high - low) * 0.1) / 2
    low, high = max(low - more, 0.0), min(high + more, 100.0)
    return [step for step in round_steps(low, high, _MOST_STEPS) if 0 <= step <= 100]


def _legend(drawing: Drawing) -> list[tuple[Draw, str]]:
    return [
        (shape_item(drawing, CIRCLE, "ch-score"), "overall score"),
        (bar_item(drawing, "ch-rise", 9), "rise"),
        (bar_item(drawing, "ch-fall", 9), "fall"),
    ]


def waterfall_words(data: Waterfall) -> str:
    """Return the chart in words: both ends, and every part."""
    parts = "; ".join(f"{part.label} {signed_text(part.difference)}" for part in data.parts)
    (earlier, then), (later, now) = data.start, data.end
    total = signed_text(now - then)
    return (
        f"{earlier}, then {later[:1].lower()}{later[1:]}: from {score_text(then)} to "
        f"{score_text(now)}, {total}. {parts}."
    )
