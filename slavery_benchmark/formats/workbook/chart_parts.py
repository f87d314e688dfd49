"""Parts that charts share: looks that need no colour, titles, axes, and a chart in words."""

from typing import Any

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import AxDataSource, NumDataSource, NumRef, StrRef
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
from openpyxl.worksheet.worksheet import Worksheet

from slavery_benchmark.core.text import clean

INK = "1B2A3A"
ROW_POINTS, CM_A_ROW = 15.0, 15.0 / 72 * 2.54
_BAR, _GRID = "5B84A8", "D5DBE1"
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


def anchored(description: str, row: int, *, width_cm: float, height_cm: float) -> Any:
    """Return the anchor of a chart at a row: its size, and what it shows in words."""
    size = XDRPositiveSize2D(int(width_cm * _EMU_A_CM), int(height_cm * _EMU_A_CM))
    anchor: Any = _DescribedAnchor(clean(description), ext=size)
    anchor._from.row = row - 1  # noqa: SLF001 - its name in openpyxl
    return anchor


def series_of(
    data: Worksheet, rows: range, columns: tuple[int, int], name: str, look: GraphicalProperties
) -> Series:
    """Return a series of the numbers in these rows of a sheet; columns: of labels, of numbers."""
    labels, numbers = (
        str(Reference(data, min_col=column, min_row=rows[0], max_row=rows[-1]))
        for column in columns
    )
    made = Series(val=NumDataSource(numRef=NumRef(f=numbers)))
    made.tx = SeriesLabel(v=name)
    made.cat = AxDataSource(strRef=StrRef(f=labels))
    made.spPr = look
    return made


def filled(colour: str = _BAR) -> GraphicalProperties:
    """Return the look of a column that is filled."""
    return GraphicalProperties(solidFill=colour, ln=LineProperties(solidFill=INK, w=9_525))


def hatched() -> GraphicalProperties:
    """Return the look of a column that is hatched."""
    ink: Any = INK  # the stubs expect an object where openpyxl takes the digits
    paper: Any = "FFFFFF"
    hatch = PatternFillProperties(
        prst="wdUpDiag", fgClr=ColorChoice(srgbClr=ink), bgClr=ColorChoice(srgbClr=paper)
    )
    return GraphicalProperties(pattFill=hatch, ln=LineProperties(solidFill=INK, w=9_525))


def dress(chart: BarChart, title: str, axis: str, *, upright: bool = False) -> None:
    """Give the chart its title, its axes with theirs, and the legend below.

    `upright` turns the names under the columns, where there are many.
    """
    chart.title = _title(title, 1200)
    chart.legend.position = "b"
    chart.legend.overlay = False
    across, up = chart.x_axis, chart.y_axis
    across.title = _title(axis, 1000)
    across.delete = up.delete = False
    across.txPr = _text(800, upright=True) if upright else _text(900)
    across.tickLblSkip = 1
    up.title = _title("Score, 0 to 100", 1000, upright=True)
    up.txPr = _text(900)
    up.scaling.min, up.scaling.max, up.majorUnit = 0, 100, 25
    up.number_format = "0"
    grid = GraphicalProperties(ln=LineProperties(solidFill=_GRID))
    up.majorGridlines = ChartLines(spPr=grid)


def _title(words: str, size: int, *, upright: bool = False) -> Title:
    looks = CharacterProperties(sz=size, b=True, solidFill=INK)
    paragraph = Paragraph(
        pPr=ParagraphProperties(defRPr=looks), r=[RegularTextRun(t=clean(words), rPr=looks)]
    )
    body = RichTextProperties(rot=_UPRIGHT, vert="horz") if upright else RichTextProperties()
    return Title(tx=Text(rich=RichText(bodyPr=body, p=[paragraph])), overlay=False)


def _text(size: int, *, upright: bool = False) -> RichText:
    looks = CharacterProperties(sz=size, solidFill=INK)
    body = RichTextProperties(rot=_UPRIGHT, vert="horz") if upright else RichTextProperties()
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=looks), endParaRPr=CharacterProperties())
    return RichText(bodyPr=body, p=[paragraph])
