"""The charts of a document that Excel can draw itself, on a sheet of their own."""

from collections.abc import Sequence

from openpyxl.worksheet.pagebreak import Break

from slavery_benchmark.document.blocks import Chart
from slavery_benchmark.document.pictures import Dumbbell, Waterfall
from slavery_benchmark.formats.workbook.chart_data import SHEET, ScoreChart, add_chart_data
from slavery_benchmark.formats.workbook.chart_parts import CM_A_ROW, ROW_POINTS
from slavery_benchmark.formats.workbook.charts import chart_height, place_charts
from slavery_benchmark.formats.workbook.sheets import Placed, ResultBook
from slavery_benchmark.formats.workbook.waterfalls import STEPS, add_steps, place_waterfall
from slavery_benchmark.workbook.sheet_style import set_up_page

MOST_ROWS = 60
"""With more columns than this no name on an axis could be read."""
MOST_WATERFALLS = 12
"""With more of them than this they would be leafed through rather than read."""
_SCORES = (
    "Scores as columns, hatched where too little is known to place them; diamonds are what they "
    "are set against."
)
_PARTS = "Changes as floating columns: rises filled, falls hatched."
_ROWS_A_WATERFALL = 29


def add_charts(book: ResultBook, charts: Sequence[Chart]) -> None:
    """Add Charts, and the sheets that they read; nothing where Excel has a form for none."""
    scores = [
        ScoreChart(chart.title or chart.said, chart.picture)
        for chart in charts
        if isinstance(chart.picture, Dumbbell) and 0 < len(chart.picture.rows) <= MOST_ROWS
    ]
    falls = [
        (chart.title or chart.said, chart.picture)
        for chart in charts
        if isinstance(chart.picture, Waterfall)
    ]
    falls = falls if len(falls) <= MOST_WATERFALLS else []
    if not scores and not falls:
        return
    sheet = book.new_sheet("Charts")
    looks = [*([_SCORES] if scores else []), *([_PARTS] if falls else [])]
    kept = " and ".join([*([SHEET] if scores else []), *([STEPS] if falls else [])])
    book.write_top(sheet, "Charts", [*looks, f"The numbers are on {kept}."])
    book.contents.append(Placed(sheet.title, " ".join(looks), 0))
    row = sheet.max_row + 2
    if scores:
        starts = add_chart_data(book, scores)
        data = book.book.worksheets[-1]
        place_charts(sheet, row, list(zip(scores, starts, strict=True)), data)
        row += sum(int(chart_height(chart) / CM_A_ROW) + 2 for chart in scores)
    if falls:
        sheet.sheet_format.defaultRowHeight = ROW_POINTS
        sheet.sheet_format.customHeight = True
        placed = add_steps(book, falls)
        first = placed.header_row + 1
        for number, (title, picture) in enumerate(falls):
            if number or scores:
                sheet.row_breaks.append(Break(id=row - 2))
            place_waterfall(sheet, row, title, picture, data=placed.sheet, first=first)
            row += _ROWS_A_WATERFALL
            first += len(picture.parts) + 2
    set_up_page(sheet, header_row=None, landscape=True)
