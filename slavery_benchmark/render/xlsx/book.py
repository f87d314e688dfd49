"""The results workbook as a whole: which sheets there are, and in which order."""

from openpyxl.worksheet.worksheet import Worksheet

from slavery_benchmark.core.report import Report
from slavery_benchmark.core.view.model import ReportData, View
from slavery_benchmark.core.view.spoken import report_in
from slavery_benchmark.formats.workbook.chart_data import ScoreChart, add_chart_data
from slavery_benchmark.formats.workbook.charts import place_charts
from slavery_benchmark.formats.workbook.cover import saved
from slavery_benchmark.formats.workbook.sheets import Placed, ResultBook, TableSheet
from slavery_benchmark.pages.score.run_digest import digest_of_run
from slavery_benchmark.render.xlsx.chart_data import (
    criteria_block,
    force_block,
    forces_blocks,
)
from slavery_benchmark.render.xlsx.checks import add_checks, add_problems
from slavery_benchmark.render.xlsx.cover import write_cover
from slavery_benchmark.render.xlsx.force_sheet import add_force
from slavery_benchmark.render.xlsx.measures import add_measures
from slavery_benchmark.render.xlsx.method import (
    add_inputs,
    add_method,
    add_notes,
    notes_of,
)
from slavery_benchmark.render.xlsx.nodes import (
    add_criteria,
    add_summary,
    force_labels,
)
from slavery_benchmark.render.xlsx.others import add_others
from slavery_benchmark.render.xlsx.public import (
    add_public_checks,
    add_public_measures,
    add_public_problems,
)
from slavery_benchmark.render.xlsx.scores import add_scores
from slavery_benchmark.render.xlsx.side_by_side import has_measures, names_key
from slavery_benchmark.workbook.sheet_style import set_up_page

MOST_IN_A_CHART = 60
"""With more submissions than this no name on an axis could be read, so there are no charts."""
_LOOK = (
    "Scores as columns, hatched where too little is known to place them; 2017 as diamonds, joined "
    "by a dashed line between forces."
)
_CHART_SHEETS = {
    "charts": ("Charts", "Charts: the whole and the themes"),
    "criteria": (
        "Criterion charts",
        "Criterion charts: where forces stand on each criterion",
    ),
}


def render_xlsx(report: Report, *, force_sheets: bool = False) -> bytes:
    """Return the report as an .xlsx workbook; with `force_sheets` each force has its own sheet."""
    return _workbook(report, digest_of_run(report), None, force_sheets=force_sheets)


def render_view(data: ReportData, *, force_sheets: bool = False) -> bytes:
    """Return a run in the view of a force or of the public as an .xlsx workbook.

    It is made from `data` alone, which does not hold what that view may not show. `force_sheets`
    is of no effect for the public.
    """
    sheets = force_sheets and data.view is not View.PUBLIC
    return _workbook(report_in(data), data.digest, data, force_sheets=sheets)


def _workbook(report: Report, digest: str, data: ReportData | None, *, force_sheets: bool) -> bytes:
    """Return the workbook of a report; `data` is None for the inspector's view."""
    shown = None if data is None or data.view is not View.PUBLIC else data
    public = shown is not None
    book = ResultBook(report.framework.identity.title)
    charts = 0 < len(report.forces) <= MOST_IN_A_CHART
    chart_sheets: dict[str, Worksheet] = {}
    links = {}
    own: list[TableSheet] = []
    if report.forces:
        add_summary(book, report, public=public)
        if charts:
            chart_sheets["charts"] = book.new_sheet(_CHART_SHEETS["charts"][0])
        add_criteria(book, report, public=public)
        if charts:
            chart_sheets["criteria"] = book.new_sheet(_CHART_SHEETS["criteria"][0])
        add_scores(book, report, public=public)
        if data is not None and data.view is View.FORCE:
            add_others(book, data)
        if shown is not None:
            add_public_checks(book, shown)
        else:
            links = add_checks(book, report)
        if has_measures(report.framework):
            add_public_measures(book, shown) if shown else add_measures(book, report)
        if force_sheets:
            own = [
                add_force(book, report, force, label)
                for force, label in zip(report.forces, force_labels(report), strict=True)
            ]
    if shown is not None:
        add_public_problems(book, shown)
    else:
        add_problems(book, report, links)
    add_method(book, report)
    if shown is None:
        add_inputs(book, report)
    if charts:
        _add_charts(book, report, chart_sheets, own, public=public)
    # last, as they tell what became of the rest
    add_notes(book, list(notes_of(book, report, charts=charts, data=data)))
    order = {name: index for index, name in enumerate(book.book.sheetnames)}
    book.contents.sort(key=lambda placed: order[placed.title])
    write_cover(book, report, digest, data)
    return saved(book, "results", report.framework.identity.standing, report.tool_version)


def _add_charts(
    book: ResultBook,
    report: Report,
    sheets: dict[str, Worksheet],
    own: list[TableSheet],
    *,
    public: bool,
) -> None:
    """Add Chart data, and the charts on their sheets and below the tables of single forces."""
    labels = force_labels(report)
    blocks = [*forces_blocks(report)] if len(report.forces) > 1 else []
    if not blocks:
        blocks = [
            force_block(report.forces[0], labels[0], "charts"),
            criteria_block(report.forces[0], labels[0]),
        ]
    shared = len(blocks)
    if own:
        blocks += [
            force_block(force, label, "force")
            for force, label in zip(report.forces, labels, strict=True)
        ]
    starts = add_chart_data(book, [block.chart for block in blocks])
    data = book.book.worksheets[-1]
    for group, sheet in sheets.items():
        name, title = _CHART_SHEETS[group]
        marks = "" if public else names_key(report.framework)
        lines = [_LOOK, *([marks] if marks else []), "The numbers are on the sheet Chart data."]
        book.write_top(sheet, title, lines)
        charts: list[tuple[ScoreChart, int]] = [
            (block.chart, start)
            for block, start in zip(blocks, starts, strict=True)
            if block.group == group
        ]
        place_charts(sheet, sheet.max_row + 2, charts, data)
        set_up_page(sheet, header_row=None, landscape=True)
        book.contents.append(Placed(name, _LOOK, 0))
    for placed, block, start in zip(own, blocks[shared:], starts[shared:], strict=True):
        place_charts(placed.sheet, placed.last_row + 2, [(block.chart, start)], data)
        # the chart is to be printed too
        placed.sheet.print_area = None
