"""Theme scores against the reference line: a picture, and the table beside it."""

from collections.abc import Iterator

from slavery_benchmark.core.view.model import NodeView
from slavery_benchmark.document.blocks import Block, Paragraph, Section
from slavery_benchmark.pages.report.cells import (
    beside_note,
    coverage_cell,
    heat_cell,
    node_cells,
    node_columns,
)
from slavery_benchmark.pages.report.context import Context, force_id
from slavery_benchmark.pages.report.others import others_blocks
from slavery_benchmark.pages.report.pictures import all_forces_picture, themes_picture
from slavery_benchmark.pages.report.tables import Cell, Head, table_of


def themes_section(context: Context) -> Section:
    """Return the section on themes: of one force in full, of several side by side."""
    words = context.framework.words
    if context.single:
        blocks = (
            Paragraph(words.reading_lines),
            *theme_blocks(context, 0),
            *others_blocks(context),
        )
        return Section(id="themes", title=f"Themes against {words.baseline}", blocks=blocks)
    return Section(
        id="themes",
        title=f"Themes against {words.baseline}, force by force",
        blocks=tuple(_many(context)),
    )


def theme_blocks(context: Context, place: int) -> Iterator[Block]:
    """Yield the picture and the table of a force's themes."""
    force = context.forces[place]
    yield themes_picture(context, place)
    nodes = (force.overall, *force.themes)
    yield table_of(
        id=f"themes-{place + 1}",
        caption=f"Themes of {context.name(place)}",
        columns=(
            Head("Theme"),
            *node_columns(context.framework.words),
            Head("Band"),
            Head("Answered", numeric=True),
            Head("Note"),
        ),
        rows=tuple(_row(context, place, node) for node in nodes),
    )


def _row(context: Context, place: int, node: NodeView) -> tuple[Cell, ...]:
    themes = {theme.id for theme in context.framework.themes}
    name = f"{node.id} {node.title}" if node.id in themes else "Overall"
    return (
        Cell(name),
        *node_cells(place, node),
        Cell(node.band or "not given"),
        coverage_cell(place, node),
        Cell(beside_note(node)),
    )


def _many(context: Context) -> Iterator[Block]:
    words = context.framework.words
    yield Paragraph(f"In order of name: no league table. {words.reading_lines}")
    yield all_forces_picture(context)
    yield table_of(
        id="themes-table",
        caption=f"Supported scores by theme, with the position against {words.baseline}",
        columns=(
            Head("Force"),
            Head("Overall", numeric=True),
            *(Head(t.id, numeric=True, whole=t.title) for t in context.framework.themes),
            Head("Band"),
        ),
        rows=tuple(
            (
                Cell(context.name(place), to=force_id(place)),
                *(heat_cell(place, node) for node in (force.overall, *force.themes)),
                Cell(force.overall.band or "not given"),
            )
            for place, force in enumerate(context.forces)
        ),
        notes=(
            "; ".join(f"{theme.id} {theme.title}" for theme in context.framework.themes) + ".",
            words.say(HEAT_KEY),
        ),
        look="heat",
    )


HEAT_KEY = (
    "✓ at target, ▲ above the range of the baseline, ▼ no better than it, ? not certain, no "
    "mark: too little is known. A dash is no score, never 0."
)
