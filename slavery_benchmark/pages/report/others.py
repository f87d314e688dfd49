"""How the other forces lie in the view of one force: charts and a table, without names."""

from collections.abc import Iterator

from slavery_benchmark.core.view.model import NodeView, Spread
from slavery_benchmark.document.blocks import Block, Chart, Heading, Paragraph
from slavery_benchmark.document.numbers import count_text, score_text
from slavery_benchmark.document.pictures import Quartiles, Strip, StripRow
from slavery_benchmark.pages.report.context import Context
from slavery_benchmark.pages.report.pictures import file_name, target_of
from slavery_benchmark.pages.report.tables import Cell, Head, table_of
from slavery_benchmark.pages.words.views import others_sentence


def others_blocks(context: Context) -> Iterator[Block]:
    """Yield how the other forces lie, in the view of one force."""
    spreads, force = context.data.spreads, context.forces[0]
    nodes = [node for node in (force.overall, *force.themes, *force.criteria) if node.id in spreads]
    if not nodes:
        if context.data.others:
            yield Paragraph(others_sentence(context.data), "note")
        return
    yield Heading(text="Among the other forces")
    yield from others_pictures(context, 0)
    yield table_of(
        id="others-table",
        caption=f"The other {count_text(context.data.others, 'force')}, without names",
        columns=(
            Head("Score of"),
            Head("Own", numeric=True),
            Head("Lower quartile", numeric=True),
            Head("Median", numeric=True),
            Head("Upper quartile", numeric=True),
            Head("Forces with a score", numeric=True),
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


def others_pictures(context: Context, place: int) -> Iterator[Chart]:
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
        yield Chart(
            id=f"figure-chart-{place + 1}-others-{key}",
            file=file_name(place, name, f"among-others-{key}"),
            title=f"{name} among the other forces, by {what}",
            said=f"{name}: score by {what}, and how the other forces lie, without names.",
            picture=data,
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
