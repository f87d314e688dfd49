"""Every criterion: where it stands, what became of it, judged against measured, and its source."""

from collections.abc import Iterator

from slavery_benchmark.core.framework.framework import Criterion
from slavery_benchmark.core.framework.subject import Subject
from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.core.view.model import ChangeView, ForceView, NodeView
from slavery_benchmark.document.blocks import Block, Heading, Paragraph, Section, Table
from slavery_benchmark.document.numbers import count_text
from slavery_benchmark.pages.report.cells import (
    beside_note,
    disposition_cell,
    node_cells,
    node_columns,
)
from slavery_benchmark.pages.report.context import Context, criterion_id
from slavery_benchmark.pages.report.criterion_details import criterion_details, found_details
from slavery_benchmark.pages.report.measure_cells import judged_cell, measured_cell
from slavery_benchmark.pages.report.pictures import criteria_picture
from slavery_benchmark.pages.report.tables import Cell, Head, table_of
from slavery_benchmark.pages.words.scores import capital


def ranks_said(words: Subject) -> str:
    """Return what first-hand and second-hand are."""
    return (
        f"First-hand is what {words.first_hand} says; second-hand is known only from accounts of "
        "the report."
    )


def criteria_section(context: Context) -> Section:
    """Return the section on the criteria of one force, or on how many forces stand where."""
    if context.single:
        blocks: tuple[Block, ...] = tuple(criteria_blocks(context, 0))
        return Section(id="criteria", title="Every criterion", blocks=blocks, own_page=True)
    return Section(
        id="criteria", title="Criterion by criterion", blocks=tuple(_many(context)), own_page=True
    )


def criteria_blocks(context: Context, place: int) -> Iterator[Block]:
    """Yield the picture, the table and what lies behind each criterion of a force."""
    yield criteria_picture(context, place)
    yield _table(context, place)
    yield Heading(text=f"Behind each criterion: {context.name(place)}", level=context.level)
    if context.single:
        yield Paragraph(ranks_said(context.framework.words), "note")
    for criterion, node in zip(context.criteria(), context.forces[place].criteria, strict=True):
        yield criterion_details(context, place, criterion, node)


def _table(context: Context, place: int) -> Table:
    force = context.forces[place]
    changes = changes_of(context, place)
    measured = any(criterion.measures for criterion in context.criteria())
    columns = (
        Head("Criterion"),
        *node_columns(context.framework.words),
        *((Head("Since previous"),) if changes else ()),
        Head("Judged"),
        *((Head("Own cases"),) if measured else ()),
    )
    rows = []
    for criterion, node in zip(context.criteria(), force.criteria, strict=True):
        change = changes.get(criterion.id)
        rows.append(
            (
                Cell(f"{node.id} {node.title}", to=criterion_id(node.id, place)),
                *node_cells(place, node),
                *((disposition_cell(change.disposition if change else None),) if changes else ()),
                judged_cell(force, criterion),
                *((measured_cell(context, place, criterion),) if measured else ()),
            )
        )
    return table_of(
        id=f"criteria-{place + 1}",
        caption=f"Criteria of {context.name(place)}",
        columns=columns,
        rows=tuple(rows),
        notes=tuple(_notes(force)),
        look="roomy",
    )


def _notes(force: ForceView) -> Iterator[str]:
    if any(check.differs_from for check in force.checks):
        yield "≠ The judged level is higher than own cases of its criterion show."
    said = [f"{node.id}: {note}" for node in force.criteria if (note := beside_note(node))]
    if said:
        yield f"{'. '.join(said)}."


def changes_of(context: Context, place: int) -> dict[str, ChangeView]:
    """Return what became of each criterion since the previous submission; empty without one."""
    progress = context.progress(place)
    if progress is None or progress.since_previous is None:
        return {}
    return {item.criterion: item for item in progress.since_previous.criteria}


def _many(context: Context) -> Iterator[Block]:
    words = context.framework.words
    yield Paragraph(
        "How many of the forces here stand where. Only forces with enough answered are counted; "
        "the others could stand anywhere."
    )
    yield table_of(
        id="counts-table",
        caption="Forces on each criterion",
        columns=(
            Head("Criterion"),
            Head("Answered enough", numeric=True),
            Head("At target", numeric=True),
            Head(f"Above {words.baseline}", numeric=True),
            Head(capital(words.low), numeric=True),
            Head("Not certain", numeric=True),
        ),
        rows=tuple(
            _count_row(context, place, criterion)
            for place, criterion in enumerate(context.criteria())
        ),
        notes=(f"Of {count_text(len(context.forces), 'force')}.",),
    )
    yield Heading(text=f"What {words.found_by} found, and where that is known from")
    yield Paragraph(ranks_said(context.framework.words), "note")
    for criterion in context.criteria():
        yield found_details(context, criterion)


def _count_row(context: Context, place: int, criterion: Criterion) -> tuple[Cell, ...]:
    nodes: list[NodeView] = [force.criteria[place] for force in context.forces]
    found = [node.position for node in nodes if node.position is not None]
    low = found.count(Position.NO_BETTER)
    counts = (
        len(found),
        found.count(Position.AT_TARGET),
        found.count(Position.ABOVE),
        low,
        found.count(Position.NOT_CERTAIN),
    )
    name = f"{criterion.id} {criterion.title}"
    return (
        Cell(name, to=criterion_id(criterion.id)),
        *(Cell(str(number)) for number in counts),
    )
