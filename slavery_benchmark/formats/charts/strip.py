"""Where one force stands among others that are not named: the middle half of them, and its own."""

from xml.etree import ElementTree as ET

from slavery_benchmark.document.numbers import count_text, score_text
from slavery_benchmark.document.pictures import Quartiles, Strip
from slavery_benchmark.document.positions import CONTRADICTED
from slavery_benchmark.formats.charts.drawing import Drawing
from slavery_benchmark.formats.charts.frame import Frame
from slavery_benchmark.formats.charts.legend import (
    Draw,
    bar_item,
    contradicted_items,
    draw_legend,
    shape_item,
)
from slavery_benchmark.formats.charts.marks import DIAMOND, contradicted_mark
from slavery_benchmark.formats.charts.tracks import Tracks, target_item

_ROW, _BAR, _MEDIAN = 30.0, 10.0, "m0,-8v16"


def draw_strip(frame: Frame, data: Strip) -> str:
    """Return the chart as SVG text."""
    drawing = Drawing(frame, "strip", strip_words(data))
    tracks = Tracks(drawing, [(row.label, _ROW) for row in data.rows])
    end = tracks.draw_axis(data.target)
    for number, row in enumerate(data.rows):
        group = drawing.group("ch-row")
        middle = tracks.middles[number]
        if row.others is not None:
            _draw_others(drawing, tracks, row.others, middle, group)
        if row.own is not None:
            drawing.shape(tracks.at(row.own), middle, DIAMOND, "ch-own", into=group)
        tracks.write_value(number, score_text(row.own), bold=True)
        if row.contradicted:
            right, value = tracks.value_place(number)
            contradicted_mark(drawing, right - 46, value, group)
    return drawing.finished(draw_legend(drawing, end + 2, _legend(drawing, data)))


def _draw_others(
    drawing: Drawing, tracks: Tracks, others: Quartiles, middle: float, into: ET.Element
) -> None:
    left, right = tracks.at(others.lower), tracks.at(others.upper)
    wide = max(right - left, 2.0)
    drawing.bar(left, middle - _BAR / 2, wide, _BAR, "ch-other", into=into)
    drawing.shape(tracks.at(others.median), middle, _MEDIAN, "ch-median", width=2.4, into=into)


def _legend(drawing: Drawing, data: Strip) -> list[tuple[Draw, str]]:
    items: list[tuple[Draw, str]] = [(shape_item(drawing, DIAMOND, "ch-own"), data.own)]
    if any(row.others for row in data.rows):
        items.append((bar_item(drawing, "ch-other", _BAR), "middle half of the other forces"))
        median = shape_item(drawing, _MEDIAN, "ch-median", width=2.4)
        items.append((median, "their median"))
    items += target_item(drawing, data.target)
    return items + contradicted_items(drawing, found=any(row.contradicted for row in data.rows))


def strip_words(data: Strip) -> str:
    """Return the chart in words: each row with its own score and how the others lie."""
    said = [f"{data.own} among other forces, which are not named."]
    for row in data.rows:
        own = "no score" if row.own is None else score_text(row.own)
        if row.contradicted:
            own += f", {CONTRADICTED}"
        others = row.others
        if others is None:
            said.append(f"{row.label}: {own}; how the others lie is not shown.")
        else:
            said.append(
                f"{row.label}: {own}; of {count_text(others.forces, 'other')} the middle half has "
                f"{others.lower} to {others.upper}, the median is {others.median}."
            )
    return " ".join(said)
