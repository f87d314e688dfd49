"""Forces by criterion: a table whose cells have a mark, a number and, for the ear, the position."""

from collections.abc import Iterator

from slavery_benchmark.document.blocks import Block, Paragraph, Section, Table
from slavery_benchmark.pages.report.cells import heat_cell
from slavery_benchmark.pages.report.context import Context, criterion_id, force_id
from slavery_benchmark.pages.report.pictures import heat_picture
from slavery_benchmark.pages.report.tables import Cell, Head, table_of
from slavery_benchmark.pages.report.themes import HEAT_KEY

_MOST_ACROSS = 8
"""More forces than this are rows, as their names would not fit over columns."""


def heat_section(context: Context) -> Section:
    """Return the section on forces by criterion."""
    return Section(
        id="forces", title="Forces by criterion", blocks=tuple(_blocks(context)), own_page=True
    )


def _blocks(context: Context) -> Iterator[Block]:
    yield Paragraph(f"Supported scores. {context.framework.words.say(HEAT_KEY)}")
    yield heat_picture(context)
    if len(context.forces) <= _MOST_ACROSS:
        yield _criteria_down(context)
    else:
        yield from _forces_down(context)


def _criteria_down(context: Context) -> Table:
    names = [context.name(place) for place in range(len(context.forces))]
    rows = [
        (
            Cell(f"{criterion.id} {criterion.title}", to=criterion_id(criterion.id)),
            *(heat_cell(place, force.criteria[row]) for place, force in enumerate(context.forces)),
        )
        for row, criterion in enumerate(context.criteria())
    ]
    return table_of(
        id="heat-table",
        caption="Criteria down, forces across",
        columns=(Head("Criterion"), *(Head(name, numeric=True) for name in names)),
        rows=tuple(rows),
        look="heat",
    )


def _forces_down(context: Context) -> Iterator[Table]:
    """Yield a table for each theme: a wide one would fit no page."""
    places = {criterion.id: place for place, criterion in enumerate(context.criteria())}
    for theme in context.framework.themes:
        columns = [Head(item.id, numeric=True, whole=item.title) for item in theme.criteria]
        yield table_of(
            id=f"heat-{theme.id}",
            caption=f"{theme.id} {theme.title}: forces down, criteria across",
            columns=(Head("Force"), *columns),
            rows=tuple(
                (
                    Cell(context.name(place), to=force_id(place)),
                    *(heat_cell(place, force.criteria[places[c.id]]) for c in theme.criteria),
                )
                for place, force in enumerate(context.forces)
            ),
            notes=("; ".join(f"{c.id} {c.title}" for c in theme.criteria) + ".",),
            look="heat",
        )
