"""A funnel plot: a measure's proportion against the number of cases, with control limits."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor
from xml.etree import ElementTree as ET

from slavery_benchmark.core.text import clean
from slavery_benchmark.document.numbers import count_text, plain_number, score_text
from slavery_benchmark.document.pictures import INSIDE, FunnelMark, FunnelPlot
from slavery_benchmark.formats.charts.drawing import LINE, SMALL, Drawing
from slavery_benchmark.formats.charts.frame import Frame
from slavery_benchmark.formats.charts.legend import Draw, draw_legend, line_item, shape_item
from slavery_benchmark.formats.charts.marks import DIAMOND, DOWN, SMALL_CIRCLE, SQUARE
from slavery_benchmark.formats.charts.place_labels import Label, place_labels
from slavery_benchmark.formats.charts.scale import Scale, round_steps
from slavery_benchmark.formats.charts.text_width import fitted, text_width

_OUTER = "99.8%"
_BETTER, _WORSE = SQUARE, DOWN
"""Better and worse than chance have shapes of their own, whichever side of the plot is which."""
_DASHES_95, _DASHES_TARGET = "5 3", "1.5 3"
_AXIS_BELOW, _MOST_ACROSS, _MOST_UP, _NAME = 34.0, 6, 6, 190.0


def draw_funnel(frame: Frame, funnel: FunnelPlot) -> str:
    """Return the funnel plot as SVG text."""
    drawing = Drawing(frame, "funnel", funnel_words(funnel))
    height = 270.0 if frame.narrow else 350.0
    name = fitted(f"{funnel.title}, per cent", drawing.right - drawing.left, SMALL)
    drawing.text(drawing.left, drawing.top + 7, name, look="ch-faint", size=SMALL)
    top = drawing.top + 22
    across, up = _scales(drawing, funnel, top, top + height)
    _draw_axes(drawing, funnel, across, up)
    _draw_limits(drawing, funnel, across, up)
    numbered = _draw_points(drawing, funnel, across, up)
    end = _draw_names(drawing, top + height + _AXIS_BELOW, numbered)
    return drawing.finished(draw_legend(drawing, end + 2, _legend(drawing, funnel)))


def _scales(drawing: Drawing, funnel: FunnelPlot, top: float, bottom: float) -> tuple[Scale, Scale]:
    """Return the scales across and up: up to the largest size, and over points and most limits."""
    largest = max(point.size for point in funnel.marks)
    steps = round_steps(0.0, largest * 1.03, _MOST_ACROSS)
    across = Scale(low=0.0, high=largest * 1.06, start=drawing.left + 30, end=drawing.right - 6)
    values = [float(point.value) for point in funnel.marks]
    smallest = min(point.size for point in funnel.marks)
    seen = [limits for limits in funnel.limits if limits.size >= smallest] or list(funnel.limits)
    low = min([*values, *(limits.low_998 for limits in seen)])
    high = max([*values, *(limits.high_998 for limits in seen)])
    steps = round_steps(max(low - 1, 0.0), min(high + 1, 100.0), _MOST_UP)
    return across, Scale(low=steps[0], high=min(steps[-1], 100.0), start=bottom, end=top)


def _draw_axes(drawing: Drawing, funnel: FunnelPlot, across: Scale, up: Scale) -> None:
    group = drawing.group("ch-axes")
    for step in round_steps(up.low, up.high, _MOST_UP):
        if step > up.high:
            continue
        y = up.at(step)
        drawing.line((across.start, y), (across.end, y), "ch-grid", into=group)
        _number(drawing, across.start - 6, y, step, "end", group)
    bottom = up.start
    drawing.line((across.start, bottom), (across.end, bottom), "ch-axis", into=group)
    for step in round_steps(across.low, across.high, _MOST_ACROSS):
        if step <= across.high:
            x = across.at(step)
            drawing.line((x, bottom), (x, bottom + 4), "ch-axis", into=group)
            _number(drawing, x, bottom + 12, step, "middle", group)
    words = funnel.unit[0].upper() + funnel.unit[1:]
    middle = (across.start + across.end) / 2
    drawing.text(
        middle, bottom + 26, words, look="ch-faint", anchor="middle", size=SMALL, into=group
    )


def _shape(mark: FunnelMark) -> tuple[str, str]:
    """Return outline and look of a force: filled beyond the outer limit, open between the two."""
    if mark.better is None:
        return SMALL_CIRCLE, "ch-point"
    outer = _OUTER in mark.zone
    if mark.better:
        return _BETTER, "ch-point-better" if outer else "ch-point-better-95"
    return _WORSE, "ch-point-outside" if outer else "ch-point-95"


def _number(
    drawing: Drawing, x: float, y: float, step: float, anchor: str, into: ET.Element
) -> None:
    words = plain_number(Fraction(step).limit_denominator(10_000))
    drawing.text(x, y, words, look="ch-faint", anchor=anchor, size=SMALL, into=into)


def _draw_limits(drawing: Drawing, funnel: FunnelPlot, across: Scale, up: Scale) -> None:
    """Draw the four curves, each only where it is within the scale, and the target."""
    group = drawing.group("ch-limits")
    curves: list[tuple[str, Sequence[tuple[float, float]]]] = [
        ("", [(limits.size, limits.low_998) for limits in funnel.limits]),
        ("", [(limits.size, limits.high_998) for limits in funnel.limits]),
        (_DASHES_95, [(limits.size, limits.low_95) for limits in funnel.limits]),
        (_DASHES_95, [(limits.size, limits.high_95) for limits in funnel.limits]),
    ]
    for dashes, curve in curves:
        seen = [
            (across.at(size), up.at(value))
            for size, value in curve
            if up.low <= value <= up.high and size <= across.high
        ]
        if len(seen) > 1:
            drawing.path(seen, "ch-limit", width=1.3, dashes=dashes, into=group)
    y = up.at(funnel.target)
    ends = (across.start, y), (across.end, y)
    drawing.line(*ends, "ch-target", width=1.3, dashes=_DASHES_TARGET, into=group)


def _draw_points(drawing: Drawing, funnel: FunnelPlot, across: Scale, up: Scale) -> list[str]:
    """Draw the forces, with names beside those outside a limit and one's own.

    A narrow chart has numbers beside them; their names are returned, in the order of the numbers.
    """
    labels, group = drawing.group("ch-labels"), drawing.group("ch-points")
    wanted: list[Label] = []
    places: list[tuple[float, float]] = []
    numbered: list[str] = []
    for point in sorted(funnel.marks, key=lambda item: (-item.value, item.size, item.name)):
        x, y = across.at(point.size), up.at(point.value)
        places.append((x, y))
        outline, look = _shape(point)
        if funnel.own and point.name == funnel.own:
            outline, look = DIAMOND, "ch-own"
        drawing.shape(x, y, outline, look, width=1.6 if look.endswith("-95") else 1, into=group)
        named = clean(point.name)
        if named and (point.zone != INSIDE or point.name == funnel.own):
            words = fitted(named, _NAME, SMALL)
            if drawing.frame.narrow:
                numbered.append(f"{named}, {score_text(point.value)}%")
                words = str(len(numbered))
            wanted.append(Label(x=x, y=y, words=words, width=text_width(words, SMALL)))
    sides = (across.start, up.end - 4, across.end, up.start)
    for label, left, middle in place_labels(wanted, places, sides):
        if abs(middle - label.y) > 14:
            near = min(max(label.x, left), left + label.width)
            drawing.line((label.x, label.y), (near, middle), "ch-join", width=0.8, into=labels)
        drawing.bar(left, middle - 6.5, label.width, 13, "ch-paper", into=labels)
        drawing.text(left, middle, label.words, size=SMALL, into=labels)
    return numbered


def _draw_names(drawing: Drawing, top: float, names: Sequence[str]) -> float:
    """Write the names that the numbers stand for; return where they end."""
    group = drawing.group("ch-names")
    for number, name in enumerate(names, start=1):
        words = fitted(f"{number} {name}", drawing.right - drawing.left, SMALL)
        drawing.text(drawing.left, top + LINE * (number - 0.5), words, size=SMALL, into=group)
    return top + LINE * len(names)


def _legend(drawing: Drawing, funnel: FunnelPlot) -> list[tuple[Draw, str]]:
    target = score_text(funnel.target)
    what = "all forces together" if funnel.pooled else "target"
    items = [
        (line_item(drawing, "ch-target", width=1.3, dashes=_DASHES_TARGET), f"{what} ({target}%)"),
        (line_item(drawing, "ch-limit", width=1.3, dashes=_DASHES_95), "95% limits"),
        (line_item(drawing, "ch-limit", width=1.3), "99.8% limits"),
    ]
    for said, (outline, look) in sorted({mark.said: _shape(mark) for mark in funnel.marks}.items()):
        width = 1.6 if look.endswith("-95") else 1.0
        items.append((shape_item(drawing, outline, look, width=width), said))
    if funnel.own and any(point.name == funnel.own for point in funnel.marks):
        items.append(
            (shape_item(drawing, DIAMOND, "ch-own"), fitted(clean(funnel.own), 200, SMALL))
        )
    return items


def funnel_words(funnel: FunnelPlot) -> str:
    """Return the chart in words: target, how many forces, and those outside a limit."""
    forces = count_text(len(funnel.marks), "force")
    smallest = floor(min((point.size for point in funnel.marks), default=0))
    largest = ceil(max((point.size for point in funnel.marks), default=0))
    span = f"{smallest:,} to {largest:,}"
    before, number_of, people = funnel.unit.partition("number of ")
    number = f"an {before}{number_of}{span} {people}" if number_of else f"{span} {funnel.unit}"
    said = (
        f"{funnel.title}: {forces} with {number}, against "
        f"{score_text(funnel.target)}%, with 95% and 99.8% limits."
    )
    outside = "; ".join(_outside_words(point) for point in funnel.marks if point.zone != INSIDE)
    if not outside:
        return f"{said} No force is outside a limit."
    return f"{said} Outside a limit: {outside}."


def _outside_words(point: FunnelMark) -> str:
    name = point.name or "a force"
    return f"{name}, {score_text(point.value)}%, {point.said}"
