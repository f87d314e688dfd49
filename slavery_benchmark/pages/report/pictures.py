"""The charts of a report: which there are, what they are called, and how each is drawn."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

import msgspec

from slavery_benchmark.core.change.bridge import Bridge
from slavery_benchmark.core.comparing.funnel import Funnel
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.view.model import (
    ComparedView,
    ForceView,
    MeasureView,
    NodeView,
    ProgressView,
)
from slavery_benchmark.document.blocks import Chart
from slavery_benchmark.document.numbers import date_text, score_text
from slavery_benchmark.document.pictures import (
    Dumbbell,
    HeatColumn,
    HeatMap,
    HeatRow,
    Interval,
    Quartiles,
    ScoreRow,
    Strip,
    StripRow,
    Trend,
    TrendPoint,
)
from slavery_benchmark.pages.pictures import funnel_plot, score_row, waterfall
from slavery_benchmark.pages.report.context import Context
from slavery_benchmark.pages.words.shown import over_different_parts


def themes_picture(context: Context, place: int) -> Chart:
    """Return the scores of a force by theme against the reference line."""
    force, name = context.forces[place], context.name(place)
    nodes = (("Overall", force.overall), *_named(force.themes))
    rows = [score_row(node, label) for label, node in nodes]
    line = context.framework.words.reference_line
    return Chart(
        id=f"figure-chart-{place + 1}-themes",
        file=context.file_name(place, "themes"),
        narrow=not context.crowded,
        title=f"{name}: themes against the {line}",
        said=f"{name}: score by theme, and the distance from the {line}.",
        picture=_dumbbell(context, rows),
    )


def _dumbbell(context: Context, rows: Iterable[ScoreRow], *, counted: bool = False) -> Dumbbell:
    words = context.framework.words
    return Dumbbell(
        rows=tuple(rows),
        target=target_of(context),
        line=words.reference_line,
        ranged=words.ranged,
        counted=counted,
    )


def all_forces_picture(context: Context) -> Chart:
    """Return the overall scores of all forces against their reference lines, by name."""
    rows = (
        score_row(force.overall, context.name(place)) for place, force in enumerate(context.forces)
    )
    return Chart(
        id="figure-chart-overall",
        file="overall",
        title=f"Overall scores against the {context.framework.words.reference_line}",
        said="Overall score of each force, in order of name, and what it could be.",
        picture=_dumbbell(context, rows),
    )


def heat_picture(context: Context) -> Chart:
    """Return forces by criterion; on the page a table says the same."""
    columns = tuple(
        HeatColumn(criterion.id, theme.id, criterion.title)
        for theme, criterion in context.framework.criteria()
    )
    rows = tuple(
        HeatRow(
            label=context.name(place),
            cells=tuple(node.position for node in force.criteria),
            contradicted=frozenset(
                number for number, node in enumerate(force.criteria) if _contradicted(force, node)
            ),
        )
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
    return Chart(
        id=f"figure-chart-{place + 1}-criteria",
        file=context.file_name(place, "criteria"),
        # of many forces a table says the same, and the page would be too large to send
        on_page=not context.crowded,
        title=f"{name}: every criterion, judged and measured",
        said=(
            f"{name}: score by criterion. Judged is the mean of the levels given; measured levels "
            "stand with the levels at the ends of their 95% intervals. Both in points: a level is "
            f"worth {score_text(context.framework.points(1), 0)}."
        ),
        picture=_dumbbell(context, rows, counted=True),
    )


def _criterion_row(context: Context, place: int, node: NodeView) -> ScoreRow:
    force, points = context.forces[place], context.framework.points
    given = [
        check.level
        for check in force.checks
        if check.node.parent == node.id and check.level is not None
    ]
    judged = sum((points(level) for level in given), Fraction(0)) / len(given) if given else None
    found = (item for item in force.measures if item.node.parent == node.id)
    return msgspec.structs.replace(
        score_row(
            node,
            f"{node.id} {node.title}",
            whole=not node.withheld,
            contradicted=_contradicted(force, node),
        ),
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


def bridge_picture(context: Context, place: int, compared: ComparedView, bridge: Bridge) -> Chart:
    """Return what the change of an overall score is made of."""
    name = context.name(place)
    ends = (f"To {date_text(compared.earlier)}", f"To {date_text(compared.later)}")
    return Chart(
        id=f"figure-chart-{place + 1}-bridge",
        file=context.file_name(place, "bridge"),
        title=f"{name}: the bridge between two overall scores",
        said=f"{name}: what the change of the overall score is made of.",
        picture=waterfall(bridge, ends),
    )


def trend_picture(context: Context, place: int, progress: ProgressView) -> Chart:
    """Return the overall score at each submission."""
    name = context.name(place)
    ends = ((date_text(point.period_end), point.overall) for point in progress.trend)
    points = tuple(
        TrendPoint(label=label, score=tally.score, low=tally.low, high=tally.high)
        if (tally := node.tally if node else None)
        else TrendPoint(label=label, score=None)
        for label, node in ends
    )
    line = context.framework.words.reference_line
    different = over_different_parts(progress)
    return Chart(
        id=f"figure-chart-{place + 1}-trend",
        file=context.file_name(place, "trend"),
        title=f"{name}: the overall score at each submission{different}",
        said=f"{name}: overall score over what all its submissions can answer{different}.",
        picture=Trend(points=points, target=target_of(context), line=line),
    )


def others_pictures(context: Context, place: int) -> Iterator[Chart]:
    """Yield where a force stands among others without names: on the themes, and the criteria."""
    force, name = context.forces[place], context.name(place)
    themes = (("Overall", force.overall), *_named(force.themes))
    for key, what, nodes in (
        ("themes", "theme", themes),
        ("criteria", "criterion", tuple(_named(force.criteria))),
    ):
        rows = tuple(
            StripRow(
                label=label,
                own=node.tally.score,
                others=_quartiles(context, node.id),
                contradicted=_contradicted(force, node),
            )
            for label, node in nodes
        )
        if any(row.others for row in rows):
            yield Chart(
                id=f"figure-chart-{place + 1}-others-{key}",
                file=context.file_name(place, f"among-others-{key}"),
                title=f"{name} among the other forces, by {what}",
                said=f"{name}: score by {what}, and how the other forces lie, without names.",
                picture=Strip(rows=rows, own=name, target=target_of(context)),
            )


def _contradicted(force: ForceView, node: NodeView) -> bool:
    """Return whether own cases contradict a level of a criterion, as far as the view shows it."""
    return any(item.differs_from for item in force.measures if item.node.parent == node.id)


def _named(nodes: Iterable[NodeView]) -> Iterator[tuple[str, NodeView]]:
    return ((f"{node.id} {node.title}", node) for node in nodes)


def _quartiles(context: Context, node: str) -> Quartiles | None:
    spread = context.data.spreads.get(node)
    if spread is None:
        return None
    return Quartiles(
        forces=spread.forces,
        lower=spread.lower_quartile,
        median=spread.median,
        upper=spread.upper_quartile,
    )


def target_of(context: Context) -> Fraction:
    """Return the score that is the target."""
    return exact(context.framework.target.score)
