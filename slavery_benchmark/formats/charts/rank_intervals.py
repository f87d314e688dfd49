"""How far each rank holds: the range of ranks under drawn weights, their median and the rank."""

from slavery_benchmark.document.numbers import count_text
from slavery_benchmark.document.pictures import RankIntervals, RankRow
from slavery_benchmark.formats.charts.drawing import Drawing
from slavery_benchmark.formats.charts.frame import Frame
from slavery_benchmark.formats.charts.legend import Draw, bar_item, draw_legend, shape_item
from slavery_benchmark.formats.charts.marks import CIRCLE
from slavery_benchmark.formats.charts.scale import round_steps
from slavery_benchmark.formats.charts.tracks import Tracks

_ROW, _BAR, _MEDIAN, _MOST_STEPS = 20.0, 8.0, "m0,-6v12", 8


def draw_rank_intervals(frame: Frame, data: RankIntervals) -> str:
    """Return the chart as SVG text: rank 1 is at the left."""
    drawing = Drawing(frame, "rank-intervals", rank_words(data))
    steps = round_steps(0.0, float(max(len(data.rows), 2)), _MOST_STEPS)
    tracks = Tracks(drawing, [(row.label, _ROW) for row in data.rows], steps=steps)
    end = tracks.draw_axis()
    for number, row in enumerate(data.rows):
        group = drawing.group("ch-row")
        middle = tracks.middles[number]
        left, right = tracks.at(float(row.low)), tracks.at(float(row.high))
        drawing.bar(left, middle - _BAR / 2, max(right - left, 2.0), _BAR, "ch-bounds", into=group)
        drawing.shape(
            tracks.at(float(row.median)), middle, _MEDIAN, "ch-median", width=2.4, into=group
        )
        drawing.shape(tracks.at(float(row.rank)), middle, CIRCLE, "ch-score", into=group)
        tracks.write_value(number, _span(row))
    return drawing.finished(draw_legend(drawing, end + 2, _legend(drawing)))


def _legend(drawing: Drawing) -> list[tuple[Draw, str]]:
    return [
        (shape_item(drawing, CIRCLE, "ch-score"), "rank with the weights as they are"),
        (bar_item(drawing, "ch-bounds", _BAR), "5 to 95% of ranks"),
        (shape_item(drawing, _MEDIAN, "ch-median", width=2.4), "median"),
    ]


def rank_words(data: RankIntervals) -> str:
    """Return the chart in words: each row with its rank and the range of it."""
    said = [f"{count_text(len(data.rows), 'rank')}, 1 is highest, with their range."]
    said += [f"{row.label}: {row.rank}, {_span(row)}, median {row.median}." for row in data.rows]
    return " ".join(said)


def _span(row: RankRow) -> str:
    return f"{row.low}" if row.low == row.high else f"{row.low}–{row.high}"
