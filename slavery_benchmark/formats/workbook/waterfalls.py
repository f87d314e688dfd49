"""A waterfall as a table and as a picture: columns that float from one score to another.

Stacked columns on an invisible base, as Excel draws such a chart without any add-in.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from openpyxl.chart import BarChart
from openpyxl.chart.legend import LegendEntry
from openpyxl.chart.series import Series
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.worksheet.worksheet import Worksheet

from slavery_benchmark.document.numbers import score_text, signed_text
from slavery_benchmark.document.pictures import Part, Waterfall
from slavery_benchmark.formats.workbook.cells import SCORE
from slavery_benchmark.formats.workbook.chart_parts import (
    INK,
    anchored,
    dress,
    filled,
    hatched,
    series_of,
)
from slavery_benchmark.formats.workbook.sheets import Column, ResultBook, Row, TableSheet

STEPS = "Chart steps"
_LABEL, _BASE, _END, _RISE, _FALL = 2, 3, 4, 5, 6
_COLUMNS = (
    Column("Chart", 52),
    Column("Name in the chart", 48),
    Column("Base of the column", 11, SCORE),
    Column("Overall score", 10, SCORE),
    Column("Rise", 9, SCORE),
    Column("Fall", 9, SCORE),
)
_WIDTH_CM, _HEIGHT_CM = 26.5, 14.0


def add_steps(book: ResultBook, waterfalls: Sequence[tuple[str, Waterfall]]) -> TableSheet:
    """Add the table that the charts read, a row a column, chart after chart."""
    return book.add_table_sheet(
        STEPS,
        "Chart steps: the numbers behind the floating columns",
        "Charts read fixed rows: sorting this table changes them.",
        _COLUMNS,
        (row for title, picture in waterfalls for row in _rows(title, picture)),
    )


def _rows(title: str, picture: Waterfall) -> Iterator[Row]:
    for place, (label, score) in enumerate((picture.start, picture.end)):
        if place:
            yield from (_part_row(title, part) for part in picture.parts)
        yield [title, f"{label}: {score_text(score)}", None, score, None, None]


def _part_row(title: str, part: Part) -> Row:
    change, none = part.difference, None
    base: Fraction = min(part.score, part.score - change)
    return [
        title,
        f"{part.label}: {signed_text(change)}",
        base,
        none,
        change if change > 0 else none,
        -change if change < 0 else none,
    ]


def place_waterfall(
    sheet: Worksheet, row: int, title: str, picture: Waterfall, *, data: Worksheet, first: int
) -> None:
    """Put a chart at `row`; its numbers are on `data` from row `first` on."""
    rows = range(first, first + len(picture.parts) + 2)

    def series(column: int, look: GraphicalProperties) -> Series:
        return series_of(data, rows, (_LABEL, column), _COLUMNS[column - 1].header, look)

    bars = BarChart()
    bars.type, bars.grouping, bars.overlap, bars.gapWidth = "col", "stacked", 100, 40
    bars.ser = [
        series(_BASE, GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))),
        series(_END, filled(INK)),
        series(_RISE, filled()),
        series(_FALL, hatched()),
    ]
    dress(bars, title, "What was changed")
    # the invisible base is no part of the picture
    bars.legend.legendEntry = [LegendEntry(idx=0, delete=True)]
    words = _in_words(title, picture)
    bars.anchor = anchored(words, row, width_cm=_WIDTH_CM, height_cm=_HEIGHT_CM)
    sheet.add_chart(bars)


def _in_words(title: str, picture: Waterfall) -> str:
    """Return the picture in words, for those who do not see it."""
    parts = "; ".join(f"{part.label}: {signed_text(part.difference)}" for part in picture.parts)
    then, now = score_text(picture.start[1]), score_text(picture.end[1])
    said = f"Floating columns: {title}, from {then} to {now}. {parts}."
    return f"{said} The numbers are on the sheet {STEPS}."
