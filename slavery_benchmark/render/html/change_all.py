"""What has changed over several forces: a row a force, then a row a criterion."""

from collections.abc import Iterator

from slavery_benchmark.core.reinspection.disposition import Disposition
from slavery_benchmark.core.reinspection.moves import CriterionMoves
from slavery_benchmark.core.view.model import ComparedView
from slavery_benchmark.render.html.context import Context, criterion_id, force_id
from slavery_benchmark.render.html.model import Block, Cell, Column, Para, Table
from slavery_benchmark.render.progress.all_words import GROUPS, MOVES_HEADING, grouped, paired_text
from slavery_benchmark.render.progress.words import POSITION, STANDING, TWO_POINTS
from slavery_benchmark.render.words import capital


def previous(context: Context, place: int) -> ComparedView | None:
    """Return a force's change since its previous submission; None without one."""
    progress = context.progress(place)
    return progress.since_previous if progress else None


def all_forces(context: Context) -> Iterator[Block]:
    """Yield what became of the criteria of each force, and how many forces moved which way."""
    yield Para(f"Each force against its own previous submission. {STANDING} {POSITION}")
    heads = [name for name, _ in GROUPS]
    rows = []
    for place in range(len(context.forces)):
        compared = previous(context, place)
        if compared is None:
            rows.append(
                (
                    Cell(context.name(place), to=force_id(place)),
                    Cell("no earlier submission that can be compared"),
                    *(Cell("") for _ in heads),
                )
            )
            continue
        counts = {
            kind: sum(item.disposition is kind for item in compared.criteria)
            for kind in Disposition
        }
        fallen = [
            item.criterion
            for item in compared.criteria
            if item.disposition is Disposition.REGRESSED
        ]
        rows.append(
            (
                Cell(context.name(place), to=f"change-{place + 1}"),
                Cell(", ".join(fallen) or "none", "below" if fallen else ""),
                *(Cell(str(number)) for number in grouped(counts)),
            )
        )
    yield Table(
        id="change-table",
        caption="What became of the criteria of each force",
        columns=(
            Column("Force"),
            Column("Regressed on"),
            *(Column(capital(head), numeric=True) for head in heads),
        ),
        rows=tuple(rows),
        notes=(TWO_POINTS,),
    )
    if context.data.moves:
        yield _moves(context)


def _moves(context: Context) -> Table:
    return Table(
        id="moves-table",
        caption=MOVES_HEADING,
        columns=(
            Column("Criterion"),
            *(Column(capital(name), numeric=True) for name, _ in GROUPS),
            Column("Rose/fell/same", numeric=True),
        ),
        rows=tuple(
            (
                Cell(f"{item.criterion} {item.title}", to=criterion_id(item.criterion)),
                *(Cell(str(number)) for number in grouped(item.dispositions)),
                Cell(paired_text(item)),
            )
            for item in _most_regressed_first(context)
        ),
    )


def _most_regressed_first(context: Context) -> list[CriterionMoves]:
    return sorted(context.data.moves, key=lambda item: -item.dispositions[Disposition.REGRESSED])
