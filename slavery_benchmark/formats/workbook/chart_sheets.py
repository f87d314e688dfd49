"""The charts of a document that Excel can draw itself, on a sheet of their own."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from openpyxl.worksheet.pagebreak import Break

from slavery_benchmark.document.blocks import Chart
from slavery_benchmark.document.pictures import Dumbbell, Waterfall
from slavery_benchmark.formats.workbook.chart_data import SHEET, ScoreChart, add_chart_data
from slavery_benchmark.formats.workbook.chart_parts import CM_A_ROW, ROW_POINTS
from slavery_benchmark.formats.workbook.charts import chart_height, place_charts
from slavery_benchmark.formats.workbook.sheets import Placed, ResultBook, TableSheet
from slavery_benchmark.formats.workbook.waterfalls import STEPS, add_steps, place_waterfall
from slavery_benchmark.writing.sheet_style import set_up_page

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


def drawable(charts: Iterable[Chart]) -> list[Chart]:
    """Return the charts that Excel has a form for."""
    every = list(charts)
    scores = [
        chart
        for chart in every
        if isinstance(chart.picture, Dumbbell) and 0 < len(chart.picture.rows) <= MOST_ROWS
    ]
    falls = [chart for chart in every if isinstance(chart.picture, Waterfall)]
    return scores + (falls if len(falls) <= MOST_WATERFALLS else [])


def add_charts(book: ResultBook, charts: Sequence[Chart], sheets: Mapping[str, TableSheet]) -> None:
    """Put charts on their sheets, alone or below a table, and add the sheets that they read."""
    scores = [(c, p) for c in charts if isinstance(p := c.picture, Dumbbell)]
    falls = [(c, p) for c in charts if isinstance(p := c.picture, Waterfall)]
    drawn = [ScoreChart(chart.title or chart.said, picture) for chart, picture in scores]
    starts = add_chart_data(book, drawn) if drawn else []
    numbers = book.book.worksheets[-1]
    steps = add_steps(book, [(c.title or c.said, p) for c, p in falls]) if falls else None
    first = steps.header_row + 1 if steps else 0
    for title in dict.fromkeys(chart.sheet for chart in charts):
        placed = sheets[title]
        here = [
            (picture, start)
            for (chart, _), picture, start in zip(scores, drawn, starts, strict=True)
            if chart.sheet == title
        ]
        parts = [(c.title or c.said, p) for c, p in falls if c.sheet == title]
        said = {chart.said for chart in charts if chart.sheet == title} - {c.title for c in charts}
        row = _begin(book, placed, said, scores=bool(here), falls=bool(parts))
        if here:
            place_charts(placed.sheet, row, here, numbers)
            row += sum(int(chart_height(chart) / CM_A_ROW) + 2 for chart, _ in here)
        for number, (name, fall) in enumerate(parts):
            if number or here:
                placed.sheet.row_breaks.append(Break(id=row - 2))
            assert steps is not None  # noqa: S101 - there are falls
            place_waterfall(placed.sheet, row, name, fall, data=steps.sheet, first=first)
            row += _ROWS_A_WATERFALL
            first += len(fall.parts) + 2


def _begin(
    book: ResultBook, placed: TableSheet, said: Collection[str], *, scores: bool, falls: bool
) -> int:
    """Write what stands over charts, where no table does; return the row of the first.

    said: what is said of single charts; it stands there if it is the same of all.
    """
    sheet = placed.sheet
    sheet.sheet_format.defaultRowHeight = ROW_POINTS
    sheet.sheet_format.customHeight = True
    if placed.last_row:
        sheet.print_area = None  # the chart is to be printed too
        return placed.last_row + 2
    looks = [*([_SCORES] if scores else []), *([_PARTS] if falls else [])]
    shared = said if len(said) == 1 else ()
    kept = " and ".join([*([SHEET] if scores else []), *([STEPS] if falls else [])])
    book.write_top(sheet, sheet.title, [*looks, *shared, f"The numbers are on {kept}."])
    book.contents.append(Placed(sheet.title, " ".join(looks), 0))
    set_up_page(sheet, header_row=None, landscape=True)
    return sheet.max_row + 2
