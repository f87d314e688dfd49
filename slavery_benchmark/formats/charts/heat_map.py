"""Forces by criterion: a sign and a ground in every cell, in as many panels as it takes."""

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from slavery_benchmark.core.text import fold
from slavery_benchmark.document.numbers import count_text
from slavery_benchmark.document.pictures import HeatColumn, HeatMap, HeatRow
from slavery_benchmark.document.positions import ABOVE, AT_TARGET, POSITION_TONES
from slavery_benchmark.formats.charts.drawing import SIZE, SMALL, Drawing
from slavery_benchmark.formats.charts.frame import Frame
from slavery_benchmark.formats.charts.legend import (
    contradicted_items,
    contradicted_words,
    draw_legend,
    position_counts,
    position_items,
)
from slavery_benchmark.formats.charts.marks import BESIDE, contradicted_mark, position_mark
from slavery_benchmark.formats.charts.text_width import fitted, text_width

_ROW, _LEAST_CELL, _MOST_CELL = 18.0, 19.0, 34.0
_GAP, _BETWEEN_GROUPS, _BETWEEN_PANELS, _TITLE = 8.0, 5.0, 14.0, 15.0


def draw_heat_map(frame: Frame, data: HeatMap) -> str:
    """Return the heat map as SVG text. ValueError if a row has not one cell a column."""
    if any(len(row.cells) != len(data.columns) for row in data.rows):
        raise ValueError("a row needs a cell for each column")
    drawing = Drawing(frame, "heat-map", heat_map_words(data))
    rows = sorted(data.rows, key=lambda row: fold(row.label))
    widest = max((text_width(row.label, SIZE) for row in rows), default=0.0)
    names = min(widest, 128.0 if frame.narrow else 190.0)
    y = drawing.top
    for panel in _panels(data.columns, drawing, names):
        y = _draw_panel(drawing, y, names, data.columns, panel, rows) + _BETWEEN_PANELS
    found = position_items(drawing, (cell for row in rows for cell in row.cells), data.ranged)
    found = [*found, *contradicted_items(drawing, found=any(row.contradicted for row in rows))]
    end = draw_legend(drawing, y - _BETWEEN_PANELS + 6, found)
    titled = [column for column in data.columns if column.title]
    if frame.standalone and titled:
        end = _draw_titles(drawing, end + 6, titled)
    return drawing.finished(end)


def _draw_titles(drawing: Drawing, top: float, columns: Sequence[HeatColumn]) -> float:
    """Write what each column is called, down one side and then the other; return where it ends."""
    across = 1 if drawing.frame.narrow else 2
    wide = (drawing.right - drawing.left) / across
    down = -(-len(columns) // across)
    group = drawing.group("ch-titles")
    for number, column in enumerate(columns):
        words = fitted(f"{column.label} {column.title}", wide - _GAP, SMALL)
        x = drawing.left + number // down * wide
        drawing.text(x, top + (number % down + 0.5) * _TITLE, words, size=SMALL, into=group)
    return top + down * _TITLE


def _room(drawing: Drawing, names: float) -> float:
    return drawing.right - drawing.left - names - _GAP


def _panels(columns: Sequence[HeatColumn], drawing: Drawing, names: float) -> Iterator[range]:
    """Yield the columns of each panel: whole groups, as many as fit; all in one if they do."""

    def gaps(first: int, last: int) -> int:
        return sum(columns[n].group != columns[n - 1].group for n in range(first + 1, last))

    def fits(first: int, last: int) -> bool:
        needed = (last - first) * _LEAST_CELL + gaps(first, last) * _BETWEEN_GROUPS
        return needed <= _room(drawing, names)

    start, count = 0, len(columns)
    while start < count:
        end = start + 1
        while end < count and fits(start, end + 1):
            end += 1
        if end < count and columns[end].group == columns[end - 1].group:
            # not through the middle of a group, if it is not the only one
            begun = end
            while begun > start and columns[begun - 1].group == columns[end].group:
                begun -= 1
            end = begun if begun > start else end
        yield range(start, end)
        start = end


def _draw_panel(
    drawing: Drawing,
    top: float,
    names: float,
    columns: Sequence[HeatColumn],
    panel: range,
    rows: Sequence[HeatRow],
) -> float:
    gaps = sum(columns[n].group != columns[n - 1].group for n in panel[1:])
    room = _room(drawing, names) - gaps * _BETWEEN_GROUPS
    cell = min(room / len(panel), _MOST_CELL)
    head = min(max(text_width(columns[n].label, SMALL) for n in panel), 110.0)
    places: list[float] = []
    x = drawing.left + names + _GAP
    for n in panel:
        if places and columns[n].group != columns[n - 1].group:
            x += _BETWEEN_GROUPS
        places.append(x)
        x += cell
    heads = drawing.group("ch-heads")
    first = top + head + 6
    for n, place in zip(panel, places, strict=True):
        words = fitted(columns[n].label, head, SMALL)
        drawing.text(place + cell / 2, first - 4, words, size=SMALL, turned=True, into=heads)
    for number, row in enumerate(rows):
        group = drawing.group("ch-row")
        y = first + number * _ROW
        label = fitted(row.label, names, SIZE)
        drawing.text(drawing.left, y + _ROW / 2, label, into=group)
        for n, place in zip(panel, places, strict=True):
            contradicted = n in row.contradicted
            _draw_cell(drawing, (place, y, cell), row.cells[n], group, contradicted=contradicted)
    return first + len(rows) * _ROW


def _draw_cell(
    drawing: Drawing,
    place: tuple[float, float, float],
    position: str | None,
    into: ET.Element,
    *,
    contradicted: bool,
) -> None:
    """Draw the ground and sign of a cell; what own cases contradict has no good ground."""
    x, y, width = place
    shown = None if contradicted and position in (AT_TARGET, ABOVE) else position
    drawing.bar(x, y, width, _ROW, f"ch-cell-{POSITION_TONES[shown]}", into=into)
    middle = x + width / 2
    if contradicted:
        middle -= BESIDE / 2
        contradicted_mark(drawing, middle + BESIDE, y + _ROW / 2, into)
    position_mark(drawing, middle, y + _ROW / 2, position, into)


def heat_map_words(data: HeatMap) -> str:
    """Return the chart in words: size, how many cells have each position, which to doubt."""
    counts = position_counts((cell for row in data.rows for cell in row.cells), data.ranged)
    size = f"{count_text(len(data.rows), 'force')} by {len(data.columns)}"
    noun = "criterion" if len(data.columns) == 1 else "criteria"
    doubtful = contradicted_words(
        [
            f"{row.label} {', '.join(data.columns[n].label for n in sorted(row.contradicted))}"
            for row in sorted(data.rows, key=lambda row: fold(row.label))
            if row.contradicted
        ]
    )
    return f"{size} {noun}, in order of name: {counts or 'no cell'}. {doubtful}".strip()
