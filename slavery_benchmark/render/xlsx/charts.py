"""Native charts: columns for scores, a dashed line for 2017, and words for those who see neither.

A score that cannot be placed has hatched columns, so that nothing is told by colour.
"""

from collections.abc import Sequence
from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import AxDataSource, NumDataSource, NumRef, StrRef
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import OneCellAnchor
from openpyxl.drawing.text import (
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
    RichTextProperties,
)
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from slavery_benchmark.core.text import clean
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

_WIDTH_CM = 26.5
_HEADING_CM, _PAGE_CM = 2.6, 18.0
_ROW_POINTS, _CM_A_ROW = 15.0, 15.0 / 72 * 2.54
_INK, _BAR, _GRID = "1B2A3A", "5B84A8", "D5DBE1"
_EMU_A_CM = 360_000
_UPRIGHT = -5_400_000  # a quarter turn, in sixty-thousandths of a degree


class _DescribedAnchor(OneCellAnchor):
    """An anchor that gives its chart alternative text, which openpyxl has no place for."""

    tagname = "oneCellAnchor"
    __elements__ = OneCellAnchor.__elements__

    def __init__(self, description: str, **parts: Any) -> None:
        super().__init__(**parts)
        self.description = description

    def to_tree(self, *names: Any, **more: Any) -> Any:
        """Return the XML, with the description put in: the frame is made just before."""
        frame: Any = self.graphicFrame
        if frame is not None:
            frame.nvGraphicFramePr.cNvPr.descr = self.description
        return super().to_tree(*names, **more)


def place_charts(
    sheet: Worksheet, row: int, charts: Sequence[tuple[Block, int]], data: Worksheet
) -> None:
    """Put charts one below the other from `row` on; each comes with its first row on `data`."""
    sheet.sheet_format.defaultRowHeight = _ROW_POINTS
    sheet.sheet_format.customHeight = True
    used = _HEADING_CM
    for number, (block, first) in enumerate(charts):
        height = chart_height(block)
        if number and used + height > _PAGE_CM:
            sheet.row_breaks.append(Break(id=row - 2))
            used = 0.0
        place_chart(sheet, row, block, data=data, first=first)
        row += int(height / _CM_A_ROW) + 2
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
    bars.ser = [series(PLACED, _filled()), series(UNPLACED, _hatched())]
    line = LineChart()
    # between parts of one force a line would join what has no order
    joined = {"solidFill": _INK, "prstDash": "dash"} if block.axis == FORCES else {"noFill": True}
    reference = series(REFERENCE, GraphicalProperties(ln=LineProperties(w=19_050, **joined)))
    reference.smooth = False
    look = GraphicalProperties(solidFill=_INK, ln=LineProperties(solidFill=_INK))
    reference.marker = Marker(symbol="diamond", size=6, spPr=look)
    line.ser = [reference]
    _dress(bars, block)
    bars += line
    size = XDRPositiveSize2D(int(_WIDTH_CM * _EMU_A_CM), int(chart_height(block) * _EMU_A_CM))
    anchor: Any = _DescribedAnchor(clean(block.in_words(SHEET)), ext=size)
    anchor._from.row = row - 1  # noqa: SLF001 - its name in openpyxl
    bars.anchor = anchor
    sheet.add_chart(bars)


def _range(data: Worksheet, column: int, first: int, last: int) -> str:
    return str(Reference(data, min_col=column, min_row=first, max_row=last))


def _filled() -> GraphicalProperties:
    return GraphicalProperties(solidFill=_BAR, ln=LineProperties(solidFill=_INK, w=9_525))


def _hatched() -> GraphicalProperties:
    ink: Any = _INK  # the stubs expect an object where openpyxl takes the digits
    paper: Any = "FFFFFF"
    hatch = PatternFillProperties(
        prst="wdUpDiag", fgClr=ColorChoice(srgbClr=ink), bgClr=ColorChoice(srgbClr=paper)
    )
    return GraphicalProperties(pattFill=hatch, ln=LineProperties(solidFill=_INK, w=9_525))


def _dress(chart: BarChart, block: Block) -> None:
    """Give the chart its title, its axes with theirs, and the legend below."""
    chart.title = _title(block.title, 1200)
    chart.legend.position = "b"
    chart.legend.overlay = False
    across, up = chart.x_axis, chart.y_axis
    across.title = _title(block.axis, 1000)
    across.delete = up.delete = False
    across.txPr = _text(800, upright=True) if len(block.bars) > MANY_BARS else _text(900)
    across.tickLblSkip = 1
    up.title = _title("Score, 0 to 100", 1000, upright=True)
    up.txPr = _text(900)
    up.scaling.min, up.scaling.max, up.majorUnit = 0, 100, 25
    up.number_format = "0"
    grid = GraphicalProperties(ln=LineProperties(solidFill=_GRID))
    up.majorGridlines = ChartLines(spPr=grid)


def _title(words: str, size: int, *, upright: bool = False) -> Title:
    looks = CharacterProperties(sz=size, b=True, solidFill=_INK)
    paragraph = Paragraph(
        pPr=ParagraphProperties(defRPr=looks), r=[RegularTextRun(t=clean(words), rPr=looks)]
    )
    body = RichTextProperties(rot=_UPRIGHT, vert="horz") if upright else RichTextProperties()
    return Title(tx=Text(rich=RichText(bodyPr=body, p=[paragraph])), overlay=False)


def _text(size: int, *, upright: bool = False) -> RichText:
    looks = CharacterProperties(sz=size, solidFill=_INK)
    body = RichTextProperties(rot=_UPRIGHT, vert="horz") if upright else RichTextProperties()
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=looks), endParaRPr=CharacterProperties())
    return RichText(bodyPr=body, p=[paragraph])
