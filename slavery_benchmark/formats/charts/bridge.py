"""The bridge between two overall scores as a waterfall: parts that float between two ends.

Ends are marks, not bars from 0, so that the scale may begin near them and small parts be seen.
"""

from collections.abc import Sequence
from fractions import Fraction

from slavery_benchmark.core.reinspection.bridge import Bridge, Pier
from slavery_benchmark.formats.charts.drawing import Drawing
from slavery_benchmark.formats.charts.frame import Frame
from slavery_benchmark.formats.charts.legend import Draw, bar_item, draw_legend, shape_item
from slavery_benchmark.formats.charts.marks import CIRCLE, LEFT, RIGHT
from slavery_benchmark.formats.charts.scale import round_steps
from slavery_benchmark.formats.charts.tracks import Tracks
from slavery_benchmark.render.numbers import score_text, signed_text
from slavery_benchmark.render.progress.bridge import ends_text, pier_label

_ROW, _BAR = 28.0, 14.0
_MOST_STEPS, _LEAST_SPAN = 6, 10.0


def draw_bridge(frame: Frame, bridge: Bridge, ends: tuple[str, str]) -> str:
    """Return the waterfall as SVG text. `ends`: what the two scores are called."""
    drawing = Drawing(frame, "bridge", bridge_words(bridge, ends))
    labels = [ends[0], *(pier_label(pier) for pier in bridge.piers), ends[1]]
    tracks = Tracks(drawing, drawing.top, labels, [_ROW] * len(labels), steps=_steps(bridge))
    end = tracks.draw_axis()
    scores = [bridge.then, *(pier.score for pier in bridge.piers), bridge.now]
    for row, score in enumerate(scores[:-1]):
        x = tracks.at(score)
        drawing.line((x, tracks.middles[row]), (x, tracks.middles[row + 1]), "ch-join")
    tracks.draw_labels()
    for row, score in ((0, bridge.then), (len(scores) - 1, bridge.now)):
        group = drawing.group("ch-end")
        drawing.shape(tracks.at(score), tracks.middles[row], CIRCLE, "ch-score", into=group)
        tracks.write_value(row, score_text(score), bold=True)
    for row, pier in enumerate(bridge.piers, start=1):
        _draw_pier(drawing, tracks, row, pier)
    return drawing.finished(draw_legend(drawing, end + 2, _legend(drawing)))


def _draw_pier(drawing: Drawing, tracks: Tracks, row: int, pier: Pier) -> None:
    """Draw a part: filled for a rise, hollow for a fall, with a point in its direction."""
    group = drawing.group("ch-pier")
    middle = tracks.middles[row]
    if pier.difference:
        look = "ch-rise" if pier.difference > 0 else "ch-fall"
        ends = sorted((tracks.at(pier.score - pier.difference), tracks.at(pier.score)))
        wide = max(ends[1] - ends[0], 1.5)
        drawing.bar(ends[0], middle - _BAR / 2, wide, _BAR, look, into=group)
        outline, x = (RIGHT, ends[1] + 2) if pier.difference > 0 else (LEFT, ends[0] - 2)
        drawing.shape(x, middle, outline, look, into=group)
    tracks.write_value(row, signed_text(pier.difference))


def _steps(bridge: Bridge) -> Sequence[float]:
    """Return the numbers of a scale that holds every score on the way, within 0 to 100."""
    scores = [float(bridge.then), float(bridge.now), *(float(p.score) for p in bridge.piers)]
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


def bridge_words(bridge: Bridge, ends: tuple[str, str]) -> str:
    """Return the chart in words: both ends, and every part."""
    parts = "; ".join(
        f"{pier_label(pier)} {signed_text(Fraction(pier.difference))}" for pier in bridge.piers
    )
    total = signed_text(bridge.now - bridge.then)
    later = f"{ends[1][:1].lower()}{ends[1][1:]}"
    return f"{ends[0]}, then {later}: {ends_text(bridge)}, {total}. {parts}."
