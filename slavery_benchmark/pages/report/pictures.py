"""The charts of a report: which there are, what they are called, and how each is drawn."""

import re
from collections.abc import Iterator
from fractions import Fraction

from slavery_benchmark.core.comparing.funnel import Funnel
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.view.model import MeasureView, NodeView
from slavery_benchmark.document.blocks import Chart
from slavery_benchmark.document.numbers import date_text, score_text
from slavery_benchmark.document.pictures import (
    CriteriaDots,
    CriterionRow,
    Dumbbell,
    HeatColumn,
    HeatMap,
    HeatRow,
    Interval,
    Trend,
    TrendPoint,
)
from slavery_benchmark.pages.pictures import funnel_plot, score_row, waterfall
from slavery_benchmark.pages.report.context import Context

_NOT_IN_NAME = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 40


def themes_picture(context: Context, place: int) -> Chart:
    """Return the scores of a force by theme against the reference line."""
    force, name = context.forces[place], context.name(place)
    nodes = (force.overall, *force.themes)
    rows = tuple(
        score_row(node, "Overall" if node is force.overall else f"{node.id} {node.title}")
        for node in nodes
    )
    words = context.framework.words
    data = Dumbbell(
        rows=rows, target=target_of(context), line=words.reference_line, ranged=words.ranged
    )
    return Chart(
        id=f"figure-chart-{place + 1}-themes",
        file=file_name(place, name, "themes"),
        narrow=not context.crowded,
        title=f"{name}: themes against the {words.reference_line}",
        said=f"{name}: score by theme, and the distance from the {words.reference_line}.",
        picture=data,
    )


def all_forces_picture(context: Context) -> Chart:
    """Return the overall scores of all forces against their reference lines, by name."""
    rows = tuple(
        score_row(force.overall, context.name(place)) for place, force in enumerate(context.forces)
    )
    words = context.framework.words
    data = Dumbbell(
        rows=rows, target=target_of(context), line=words.reference_line, ranged=words.ranged
    )
    return Chart(
        id="figure-chart-overall",
        file="overall",
        title=f"Overall scores against the {words.reference_line}",
        said="Overall score of each force, in order of name, and what it could be.",
        picture=data,
    )


def heat_picture(context: Context) -> Chart:
    """Return forces by criterion; on the page a table says the same."""
    columns = tuple(
        HeatColumn(criterion.id, theme.id, criterion.title)
        for theme, criterion in context.framework.criteria()
    )
    rows = tuple(
        HeatRow(label=context.name(place), cells=tuple(node.position for node in force.criteria))
        for place, force in enumerate(context.forces)
    )
    words = context.framework.words
    data = HeatMap(columns=columns, rows=rows, ranged=words.ranged)
    return Chart(
        id="figure-chart-heat",
        file="forces-by-criterion",
        title=f"Forces by criterion, against {words.baseline}",
        said="Position of each force on each criterion.",
        picture=data,
        on_page=False,
    )


def criteria_picture(context: Context, place: int) -> Chart:
    """Return every criterion of a force, and what was judged against what was measured."""
    force, name = context.forces[place], context.name(place)
    rows = tuple(_criterion_row(context, place, node) for node in force.criteria)
    words = context.framework.words
    data = CriteriaDots(
        rows=rows, target=target_of(context), line=words.reference_line, ranged=words.ranged
    )
    return Chart(
        id=f"figure-chart-{place + 1}-criteria",
        file=file_name(place, name, "criteria"),
        # of many forces a table says the same, and the page would be too large to send
        on_page=not context.crowded,
        title=f"{name}: every criterion, judged and measured",
        said=(
            f"{name}: score by criterion. Judged is the mean of the levels given; measured levels "
            "stand with the levels at the ends of their 95% intervals. Both in points: a level is "
            f"worth {score_text(context.framework.points(1), 0)}."
        ),
        picture=data,
    )


def _criterion_row(context: Context, place: int, node: NodeView) -> CriterionRow:
    force, points = context.forces[place], context.framework.points
    given = [
        check.level
        for check in force.checks
        if check.node.parent == node.id and check.level is not None
    ]
    judged = sum((points(level) for level in given), Fraction(0)) / len(given) if given else None
    found = (item for item in force.measures if item.node.parent == node.id)
    return CriterionRow(
        score=score_row(node, f"{node.id} {node.title}", whole=not node.withheld),
        judged=judged,
        measured=tuple(i for item in found if (i := _interval(context, item)) is not None),
    )


def _interval(context: Context, item: MeasureView) -> Interval | None:
    """Return a measured level in points, with the levels at the ends of its interval."""
    level = item.figures.level if item.figures else None
    if level is None or item.figures is None:
        return None
    ends = [level, level]
    if item.measured is not None:
        ends += [e for e in (item.measured.level_low, item.measured.level_high) if e is not None]
    elif item.figures.interval is not None:
        measure = next(m for _, m in context.framework.measures() if m.id == item.node.id)
        ranged = item.figures.interval
        ends += [measure.level_of(ranged.low), measure.level_of(ranged.high)]
    points = context.framework.points
    return Interval(value=points(level), low=points(min(ends)), high=points(max(ends)))


def funnel_picture(context: Context, funnel: Funnel) -> Chart:
    """Return a measure of all forces against the limits of chance."""
    return Chart(
        id=f"figure-chart-{funnel.measure}",
        file=f"funnel-{funnel.measure}",
        narrow=not context.crowded,
        title=f"{funnel.measure} {funnel.title}",
        said=f"{funnel.title}: each force by size, with 95% and 99.8% limits.",
        picture=funnel_plot(funnel, context.data.own or ""),
    )


def change_pictures(context: Context, place: int) -> Iterator[Chart]:
    """Yield the bridge since the previous submission, and the trend of three or more."""
    progress, name = context.progress(place), context.name(place)
    if progress is None:
        return
    since = progress.since_previous
    if since is not None and since.bridge is not None:
        ends = (f"To {date_text(since.earlier)}", f"To {date_text(since.later)}")
        yield Chart(
            id=f"figure-chart-{place + 1}-bridge",
            file=file_name(place, name, "bridge"),
            title=f"{name}: the bridge between two overall scores",
            said=f"{name}: what the change of the overall score is made of.",
            picture=waterfall(since.bridge, ends),
        )
    if len(progress.trend) > 2:
        points = tuple(
            TrendPoint(
                label=date_text(point.period_end),
                score=point.overall.tally.score if point.overall else None,
                low=point.overall.tally.low if point.overall else None,
                high=point.overall.tally.high if point.overall else None,
            )
            for point in progress.trend
        )
        words = context.framework.words
        data = Trend(points=points, target=target_of(context), line=words.reference_line)
        yield Chart(
            id=f"figure-chart-{place + 1}-trend",
            file=file_name(place, name, "trend"),
            title=f"{name}: the overall score at each submission",
            said=f"{name}: overall score over what all its submissions can answer.",
            picture=data,
        )


def target_of(context: Context) -> Fraction:
    """Return the score that is the target."""
    return exact(context.framework.target.score)


def file_name(place: int, name: str, what: str) -> str:
    """Return the name of a file: nothing of a force's name but plain letters and digits."""
    plain = _NOT_IN_NAME.sub("-", name.casefold()).strip("-")[:_LONGEST_NAME].strip("-")
    return f"{place + 1:02}-{plain or 'force'}-{what}"
