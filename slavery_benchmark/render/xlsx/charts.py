"""Native charts: columns for scores, a dashed line for 2017, and words for those who see neither.

A score that cannot be placed has hatched columns, so that nothing is told by colour.
"""

from collections.abc import Sequence

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.data_source import AxDataSource, NumDataSource, NumRef, StrRef
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from slavery_benchmark.render.xlsx.chart_data import (
    FORCES,
    HEADERS,
    LABEL,
    MANY_BARS,
    PLACED,
    REFERENCE,
    SHEET,
    UNPLACED,
    Block,
)
from slavery_benchmark.render.xlsx.chart_parts import (
    CM_A_ROW,
    INK,
    ROW_POINTS,
    anchored,
    dress,
    filled,
    hatched,
)

_WIDTH_CM = 26.5
_HEADING_CM, _PAGE_CM = 2.6, 18.0


def place_charts(
    sheet: Worksheet, row: int, charts: Sequence[tuple[Block, int]], data: Worksheet
) -> None:
    """Put charts one below the other from `row` on; each comes with its first row on `data`."""
    sheet.sheet_format.defaultRowHeight = ROW_POINTS
    sheet.sheet_format.customHeight = True
    used = _HEADING_CM
    for number, (block, first) in enumerate(charts):
        height = chart_height(block)
        if number and used + height > _PAGE_CM:
            sheet.row_breaks.append(Break(id=row - 2))
            used = 0.0
        place_chart(sheet, row, block, data=data, first=first)
        row += int(height / CM_A_ROW) + 2
        used += height + 0.5


def chart_height(block: Block) -> float:
    """Return the height of a chart in centimetres."""
    return 14.0 if len(block.bars) > MANY_BARS else 6.6


def place_chart(sheet: Worksheet, row: int, block: Block, *, data: Worksheet, first: int) -> None:
    """Put the chart of a block at `row`; its numbers are on `data` from row `first` on."""
    last = first + len(block.bars) - 1
    labels = AxDataSource(strRef=StrRef(f=_range(data, LABEL, first, last)))

    def series(column: int, look: GraphicalProperties) -> Series:
        made = Series(val=NumDataSource(numRef=NumRef(f=_range(data, column, first, last))))
        made.tx = SeriesLabel(v=HEADERS[column - 1])
        made.cat = labels
        made.spPr = look
        return made

    bars = BarChart()
    bars.type, bars.grouping, bars.overlap, bars.gapWidth = "col", "clustered", 100, 45
    bars.ser = [series(PLACED, filled()), series(UNPLACED, hatched())]
    line = LineChart()
    # between parts of one force a line would join what has no order
    joined = {"solidFill": INK, "prstDash": "dash"} if block.axis == FORCES else {"noFill": True}
    reference = series(REFERENCE, GraphicalProperties(ln=LineProperties(w=19_050, **joined)))
    reference.smooth = False
    look = GraphicalProperties(solidFill=INK, ln=LineProperties(solidFill=INK))
    reference.marker = Marker(symbol="diamond", size=6, spPr=look)
    line.ser = [reference]
    dress(bars, block.title, block.axis, upright=len(block.bars) > MANY_BARS)
    bars += line
    words = block.in_words(SHEET)
    bars.anchor = anchored(words, row, width_cm=_WIDTH_CM, height_cm=chart_height(block))
    sheet.add_chart(bars)


def _range(data: Worksheet, column: int, first: int, last: int) -> str:
    return str(Reference(data, min_col=column, min_row=first, max_row=last))
