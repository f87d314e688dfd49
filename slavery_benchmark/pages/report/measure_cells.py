"""What was judged and what was measured, in the cells of a table."""

from collections.abc import Iterator

from slavery_benchmark.core.framework.framework import Criterion
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.scoring.submission import State
from slavery_benchmark.core.view.model import CheckView, ForceView, MeasureView
from slavery_benchmark.document.positions import DIFFERS as DIFFERS_SIGN
from slavery_benchmark.pages.report.context import Context
from slavery_benchmark.pages.report.tables import Cell, Head
from slavery_benchmark.pages.words.measures import (
    figure_text,
    missing_text,
    range_text,
    short_level_text,
    shown_text,
    state_text,
)
from slavery_benchmark.pages.words.views import figures_text, public_text

MEASURE_COLUMNS = tuple(Head(head) for head in ("Figure", "95% interval", "Level", "Not counted"))
"""The columns that `measure_cells` fills."""


def judged_cell(force: ForceView, criterion: Criterion) -> Cell:
    """Return the levels that were given to the checks of a criterion, in their order."""
    checks = [check for check in force.checks if check.node.parent == criterion.id]
    differs = any(check.differs_from for check in checks)
    unseen = "differs from own cases" if differs else ""
    return Cell(", ".join(map(_judged, checks)), "differs" if differs else "", unseen=unseen)


def _judged(check: CheckView) -> str:
    if check.level is None:
        return "n/a" if check.state is State.NOT_APPLICABLE else check.state.value
    said = f"{check.level} {DIFFERS_SIGN}" if check.differs_from else str(check.level)
    return f"{said} (set aside)" if check.set_aside else said


def measured_cell(context: Context, place: int, criterion: Criterion) -> Cell:
    """Return what own cases show of a criterion: level with those at the ends, and the figure."""
    shown = [measure for measure in criterion.measures if measure.is_scored]
    views = {item.node.id: item for item in context.forces[place].measures}
    said = [short_text(context, measure, views[measure.id]) for measure in shown]
    return Cell("; ".join(said))


def short_text(context: Context, measure: Measure, item: MeasureView) -> str:
    """Return what own cases show: level with those at the ends, figure, or why there is none."""
    if item.measured is None:
        return public_text(measure, item)
    if item.measured.level is None:
        state = state_text(measure, item.measured, context.framework)
        return f"{shown_text(measure, item.measured)}; {state}" if item.measured.n else state
    return f"level {short_level_text(item.measured)}: {figure_text(measure, item.measured)}"


def measure_cells(
    context: Context, place: int, measure: Measure, item: MeasureView
) -> tuple[Cell, ...]:
    """Return figure, interval, level and what is missing, of the force at this place."""
    key = f"{place} {measure.id}"
    interval = item.figures.interval if item.figures else None
    ends = Cell(range_text(measure, interval) if interval else "", number=f"{key} interval")
    found = item.measured
    if found is None:
        level = item.figures.level if item.figures else None
        said = "" if level is None else context.framework.level_label(level)
        figure = item.figures and figures_text(measure, item.figures)
        shown = Cell(figure or public_text(measure, item), number=f"{key} figure")
        return shown, ends, Cell(said, number=f"{key} level"), Cell("")
    return (
        Cell(figure_text(measure, found), number=f"{key} figure"),
        ends,
        Cell(state_text(measure, found, context.framework), number=f"{key} level"),
        Cell(missing_text(measure, found)),
    )


def measures_shown(context: Context, place: int) -> Iterator[tuple[Measure, MeasureView]]:
    """Yield every measure with what a force shows of it."""
    measures = (measure for _, measure in context.framework.measures())
    yield from zip(measures, context.forces[place].measures, strict=True)
