"""What lies behind a criterion: what 2017 found and where that is known from, answers, evidence."""

from collections.abc import Iterator

from slavery_benchmark.core.framework.framework import Criterion
from slavery_benchmark.core.text import clean
from slavery_benchmark.core.view.model import CheckView, NodeView
from slavery_benchmark.document.blocks import Block, Details, Paragraph, Points, Table
from slavery_benchmark.document.numbers import date_text, score_text, share_text
from slavery_benchmark.document.positions import DIFFERS as DIFFERS_SIGN
from slavery_benchmark.pages.actions.words import RANKS, against_text
from slavery_benchmark.pages.report.cells import node_note
from slavery_benchmark.pages.report.context import Context, criterion_id
from slavery_benchmark.pages.report.measure_cells import (
    MEASURE_COLUMNS,
    measure_cells,
    measures_shown,
)
from slavery_benchmark.pages.report.tables import Cell, Head, table_of
from slavery_benchmark.pages.words.measures import DIFFERS
from slavery_benchmark.pages.words.recommendations import recommendation_line

_LONGEST, _LONGEST_OF_MANY = 400, 120
"""Longer evidence and reasons are cut; the cell that they stand in is named beside them."""


def found_details(context: Context, criterion: Criterion) -> Details:
    """Return what 2017 found on a criterion, for a page of many forces."""
    return Details(
        id=criterion_id(criterion.id),
        summary=f"{criterion.id} {criterion.title}",
        blocks=(
            Paragraph(f"What good looks like: {criterion.good}"),
            *_found(context, criterion),
            *_asked(criterion),
        ),
    )


def _asked(criterion: Criterion) -> Iterator[Block]:
    """Yield the questions of a criterion, and what is measured."""
    yield Paragraph("What is asked, and what is measured:")
    parts = [f"{check.id} {check.question}" for check in criterion.checks]
    parts += [f"{measure.id} {measure.title}." for measure in criterion.measures]
    yield Points(tuple(parts))


def criterion_details(
    context: Context, place: int, criterion: Criterion, node: NodeView
) -> Details:
    """Return what lies behind a force's criterion; for several forces 2017 is told once for all."""
    blocks: list[Block] = []
    if note := node_note(node):
        blocks.append(Paragraph(f"{note[0].upper()}{note[1:]}."))
    blocks.append(_answers(context, place, criterion))
    if criterion.measures and not context.crowded:  # there they stand in the section on measures
        blocks.append(_measured(context, place, criterion))
    if context.single:
        blocks.append(Paragraph(f"What good looks like: {criterion.good}"))
        blocks += _found(context, criterion)
    score = score_text(node.tally.score)
    return Details(
        id=criterion_id(criterion.id, place),
        summary=f"{criterion.id} {criterion.title}",
        aside=f"{score}, {against_text(node, context.framework.words)}",
        blocks=tuple(blocks),
    )


def _found(context: Context, criterion: Criterion) -> Iterator[Block]:
    baseline, framework = criterion.baseline, context.framework
    yield Paragraph(f"What {framework.words.found_by} found:")
    lines = []
    for item in criterion.shortcomings:
        titles = "; ".join(framework.source(source).title for source in item.sources)
        figure = f" Figure: {item.figure}." if item.figure else ""
        lines.append(
            f"{item.text.removesuffix('.')}. How widespread: {item.prevalence}.{figure} "
            f"{RANKS[item.rank].capitalize()}: {titles}; {item.where}."
        )
    lines += [recommendation_line(i, framework) for i in framework.recommended_to(criterion.id)]
    yield Points(tuple(lines))
    low, high = (score_text(framework.points(end), 0) for end in (baseline.low, baseline.high))
    yield Paragraph(
        f"Our reading: {score_text(framework.points(baseline.level), 0)} points, in a range of "
        f"{low} to {high} (kind “{baseline.kind}”). "
        f"{framework.words.also_unscored(baseline.because)} "
        f"The criterion is {share_text(framework.effective_weights()[criterion.id])} of the "
        "overall score."
    )


def _answers(context: Context, place: int, criterion: Criterion) -> Table:
    force = context.forces[place]
    checks = [check for check in force.checks if check.node.parent == criterion.id]
    return table_of(
        id=f"{criterion_id(criterion.id, place)}-answers",
        caption=f"Answers on {criterion.id}, {context.name(place)}",
        columns=(
            Head("Check"),
            Head("Level"),
            Head("Assurance"),
            Head("Evidence"),
            Head("Owner"),
            Head("Comment or reason"),
            Head("Cell"),
        ),
        rows=tuple(_answer(context, check) for check in checks),
        look="" if context.crowded else "answers",
    )


def _answer(context: Context, check: CheckView) -> tuple[Cell, ...]:
    label = context.framework.level_label
    level = check.state.value if check.level is None else label(check.level)
    if check.counted_level is not None and check.counted_level != check.level:
        level += f", counts as {label(check.counted_level)}"
    if check.differs_from:
        level += f", {DIFFERS_SIGN} {DIFFERS} ({', '.join(check.differs_from)})"
    if check.set_aside:
        level += ", set aside"
    response = check.response
    longest = _LONGEST_OF_MANY if context.crowded else _LONGEST
    rest = tuple(Cell("") for _ in range(4))
    if response is not None:
        told = (response.comment, response.not_applicable_reason)
        day = response.evidence_date
        confirmed = f", confirmed {date_text(day)}" if day and response.evidence else ""
        rest = (
            Cell(f"{clean(response.evidence, longest)}{confirmed}", "evidence"),
            Cell(clean(response.owner, longest)),
            Cell(clean("; ".join(text for text in told if text), longest)),
            Cell(response.cell or "no row"),
        )
    return (
        Cell(f"{check.node.id} {'' if context.crowded else check.node.title}".strip()),
        Cell(level, "differs" if check.differs_from else ""),
        Cell(check.assurance.value if check.assurance else ""),
        *rest,
    )


def _measured(context: Context, place: int, criterion: Criterion) -> Table:
    rows = []
    for measure, item in measures_shown(context, place):
        if item.node.parent == criterion.id:
            name, found = f"{measure.id} {measure.title}", measure.found_figure or ""
            rows.append((Cell(name), *measure_cells(context, place, measure, item), Cell(found)))
    return table_of(
        id=f"{criterion_id(criterion.id, place)}-cases",
        caption=f"Own cases on {criterion.id}, {context.name(place)}",
        columns=(
            Head("Measure"),
            *MEASURE_COLUMNS,
            Head(context.framework.words.head),
        ),
        rows=tuple(rows),
        look="roomy",
    )
