"""What was judged and what was measured, in the cells of a table."""

from collections.abc import Iterator

from slavery_benchmark.core.framework import Criterion
from slavery_benchmark.core.measures import Measure
from slavery_benchmark.core.submission import State
from slavery_benchmark.core.view.model import CheckView, Figures, ForceView, MeasureView
from slavery_benchmark.core.view.suppress import Withheld
from slavery_benchmark.render.html.context import Context
from slavery_benchmark.render.html.model import Cell, Column
from slavery_benchmark.render.measure_words import (
    figure_text,
    missing_text,
    range_text,
    short_level_text,
    shown_text,
    state_text,
    value_text,
)
from slavery_benchmark.render.numbers import count_text
from slavery_benchmark.render.symbols import UNICODE

MEASURE_COLUMNS = tuple(Column(head) for head in ("Figure", "95% interval", "Level", "Not counted"))
"""The columns that `measure_cells` fills."""
FEWER = {
    Withheld.FEW_COUNTED: "fewer than 5 counted, so not shown",
    Withheld.FEW_OTHERS: "fewer than 5 not counted, so not shown",
    Withheld.LINKED: "not shown, as it would give away a count below 5",
    Withheld.NO_LEVEL: "not measured",
}
"""Why the public does not see a figure."""


def judged_cell(force: ForceView, criterion: Criterion) -> Cell:
    """Return the levels that were given to the checks of a criterion, in their order."""
    checks = [check for check in force.checks if check.node.parent == criterion.id]
    differs = any(check.differs_from for check in checks)
    unseen = "differs from own cases" if differs else ""
    return Cell(", ".join(map(_judged, checks)), "differs" if differs else "", unseen=unseen)


def _judged(check: CheckView) -> str:
    if check.level is None:
        return "n/a" if check.state is State.NOT_APPLICABLE else check.state.value
    said = f"{check.level} {UNICODE.differs}" if check.differs_from else str(check.level)
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


def public_text(measure: Measure, item: MeasureView) -> str:
    """Return what the public sees of a measure: the figure, or why there is none."""
    figures = item.figures
    if figures is None:
        if item.withheld is None or item.withheld is Withheld.NO_LEVEL:
            return item.state.value if item.state else FEWER[Withheld.NO_LEVEL]
        return FEWER[item.withheld]
    level = f"level {figures.level}: " if figures.level is not None else ""
    return f"{level}{figures_text(measure, figures)}"


def figures_text(measure: Measure, figures: Figures) -> str:
    """Return figures as 34 of 41 cases (82.9%), or median 12 days, 41 cases."""
    if measure.kind == "median":
        value = "not reached" if figures.value is None else value_text(measure, figures.value)
        return f"median {value}, {count_text(figures.n, 'case')}"
    people = measure.kind == "share"
    noun = count_text(figures.n, "person" if people else "case", "people" if people else "")
    value = "" if figures.value is None else f" ({value_text(measure, figures.value)})"
    return f"{figures.x:,} of {noun}{value}" if figures.x is not None else noun


def measure_cells(context: Context, measure: Measure, item: MeasureView) -> tuple[Cell, ...]:
    """Return figure, interval, level and what is missing."""
    interval = item.figures.interval if item.figures else None
    ends = Cell(range_text(measure, interval) if interval else "")
    found = item.measured
    if found is None:
        level = item.figures.level if item.figures else None
        said = "" if level is None else context.framework.level_label(level)
        if item.figures is None:
            return Cell(public_text(measure, item)), ends, Cell(said), Cell("")
        return Cell(figures_text(measure, item.figures)), ends, Cell(said), Cell("")
    return (
        Cell(figure_text(measure, found)),
        ends,
        Cell(state_text(measure, found, context.framework)),
        Cell(missing_text(measure, found)),
    )


def measures_shown(context: Context, place: int) -> Iterator[tuple[Measure, MeasureView]]:
    """Yield every measure with what a force shows of it."""
    measures = (measure for _, measure in context.framework.measures())
    yield from zip(measures, context.forces[place].measures, strict=True)
