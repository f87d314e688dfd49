"""How the other forces lie in the view of one force: charts and a table, without names."""

from collections.abc import Iterator

from slavery_benchmark.core.view.model import NodeView, Spread
from slavery_benchmark.document.numbers import score_text
from slavery_benchmark.document.pictures import Quartiles, Strip, StripRow
from slavery_benchmark.render.html.context import Context
from slavery_benchmark.render.html.model import Block, Cell, Column, Heading, Para, Table
from slavery_benchmark.render.html.pictures import Picture, file_name, target_of
from slavery_benchmark.render.view_words import others_sentence


def others_blocks(context: Context) -> Iterator[Block]:
    """Yield how the other forces lie, in the view of one force."""
    spreads, force = context.data.spreads, context.forces[0]
    nodes = [node for node in (force.overall, *force.themes, *force.criteria) if node.id in spreads]
    if not nodes:
        if context.data.others:
            yield Para(others_sentence(context.data), "note")
        return
    yield Heading(text="Among the other forces")
    yield from (picture.chart() for picture in others_pictures(context, 0))
    yield Table(
        id="others-table",
        caption=f"The other {context.data.others} forces, without names",
        columns=(
            Column("Score of"),
            Column("Own", numeric=True),
            Column("Lower quartile", numeric=True),
            Column("Median", numeric=True),
            Column("Upper quartile", numeric=True),
            Column("Forces with a score", numeric=True),
        ),
        rows=tuple(_spread_row(node, spreads[node.id]) for node in nodes),
        notes=("Quartiles in whole points; nothing is said where that would tell of one force.",),
    )


def _spread_row(node: NodeView, spread: Spread) -> tuple[Cell, ...]:
    name = node.title if node.parent is None else f"{node.id} {node.title}"
    return (
        Cell(name),
        Cell(score_text(node.tally.score)),
        Cell(str(spread.lower_quartile)),
        Cell(str(spread.median)),
        Cell(str(spread.upper_quartile)),
        Cell(str(spread.forces)),
    )


def others_pictures(context: Context, place: int) -> Iterator[Picture]:
    """Yield where a force stands among others without names: on the themes, and the criteria."""
    force, name = context.forces[place], context.name(place)
    themes = (("Overall", force.overall), *((f"{n.id} {n.title}", n) for n in force.themes))
    criteria = tuple((f"{node.id} {node.title}", node) for node in force.criteria)
    for key, what, nodes in (("themes", "theme", themes), ("criteria", "criterion", criteria)):
        rows = tuple(
            StripRow(label=label, own=node.tally.score, others=_quartiles(context, node.id))
            for label, node in nodes
        )
        if not any(row.others for row in rows):
            continue
        data = Strip(rows=rows, own=name, target=target_of(context))
        yield Picture(
            id=f"chart-{place + 1}-others-{key}",
            file=file_name(place, name, f"among-others-{key}"),
            title=f"{name} among the other forces, by {what}",
            said=f"{name}: score by {what}, and how the other forces lie, without names.",
            shows=data,
        )


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
