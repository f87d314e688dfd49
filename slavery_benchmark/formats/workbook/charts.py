"""Native charts: columns for scores, a dashed line for what they are set against, and words.

A score that cannot be placed has hatched columns, so that nothing is told by colour.
"""

from collections.abc import Sequence

from openpyxl.chart import BarChart, LineChart
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from slavery_benchmark.formats.workbook.chart_data import (
    LABEL,
    MANY_BARS,
    PLACED,
    REFERENCE,
    UNPLACED,
    UNPLACED_HEADER,
    ScoreChart,
)
from slavery_benchmark.formats.workbook.chart_parts import (
    CM_A_ROW,
    INK,
    ROW_POINTS,
    anchored,
    dress,
    filled,
    hatched,
    series_of,
)

_WIDTH_CM = 26.5
_HEADING_CM, _PAGE_CM = 2.6, 18.0


def place_charts(
    sheet: Worksheet, row: int, charts: Sequence[tuple[ScoreChart, int]], data: Worksheet
) -> None:
    """Put charts one below the other from `row` on; each comes with its first row on `data`."""
    sheet.sheet_format.defaultRowHeight = ROW_POINTS
    sheet.sheet_format.customHeight = True
    used = _HEADING_CM
    for number, (chart, first) in enumerate(charts):
        height = chart_height(chart)
        if number and used + height > _PAGE_CM:
            sheet.row_breaks.append(Break(id=row - 2))
            used = 0.0
        _place_chart(sheet, row, chart, data=data, first=first)
        row += int(height / CM_A_ROW) + 2
        used += height + 0.5


def chart_height(chart: ScoreChart) -> float:
    """Return the height of a chart in centimetres."""
    return 14.0 if len(chart.rows) > MANY_BARS else 6.6


def _place_chart(
    sheet: Worksheet, row: int, chart: ScoreChart, *, data: Worksheet, first: int
) -> None:
    """Put a chart at `row`; its numbers are on `data` from row `first` on."""
    picture = chart.picture
    rows = range(first, first + len(chart.rows))

    def series(column: int, name: str, look: GraphicalProperties) -> Series:
        return series_of(data, rows, (LABEL, column), name, look)

    bars = BarChart()
    bars.type, bars.grouping, bars.overlap, bars.gapWidth = "col", "clustered", 100, 45
    bars.ser = [
        series(PLACED, "Score", filled()),
        series(UNPLACED, UNPLACED_HEADER, hatched()),
    ]
    line = LineChart()
    # between parts of one force a line would join what has no order
    joined = {"solidFill": INK, "prstDash": "dash"} if picture.alike else {"noFill": True}
    look = GraphicalProperties(ln=LineProperties(w=19_050, **joined))
    reference = series(REFERENCE, picture.line, look)
    reference.smooth = False
    dots = GraphicalProperties(solidFill=INK, ln=LineProperties(solidFill=INK))
    reference.marker = Marker(symbol="diamond", size=6, spPr=dots)
    line.ser = [reference]
    dress(bars, chart.title, picture.axis, upright=len(chart.rows) > MANY_BARS)
    bars += line
    height = chart_height(chart)
    bars.anchor = anchored(chart.in_words(), row, width_cm=_WIDTH_CM, height_cm=height)
    sheet.add_chart(bars)
