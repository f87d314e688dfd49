"""What has changed over several forces: a row a force, then a row a criterion."""

from collections.abc import Iterator

from slavery_benchmark.core.change.disposition import Disposition
from slavery_benchmark.core.change.moves import CriterionMoves
from slavery_benchmark.document.blocks import Block, Paragraph, Table
from slavery_benchmark.document.numbers import count_text
from slavery_benchmark.pages.progress.meanings import (
    BY_COVERAGE,
    MOVES_HEADING,
    STANDING,
    TWO_POINTS,
    position_sentence,
)
from slavery_benchmark.pages.progress.rows import GROUPS, grouped
from slavery_benchmark.pages.report.context import Context, criterion_id, force_id
from slavery_benchmark.pages.report.tables import Cell, Head, table_of
from slavery_benchmark.pages.report.visit_words import named
from slavery_benchmark.pages.words.scores import capital

_NAMED = 6
_MOVES_MEAN = (
    "Rose, fell, same: of the forces with a score both times, over what has one both times. By "
    f"coverage: forces that moved only {BY_COVERAGE}."
)


def all_forces(context: Context) -> Iterator[Block]:
    """Yield what became of the criteria of each force, and how many forces moved which way."""
    position = position_sentence(context.framework.words)
    yield Paragraph(f"Each force against its own previous submission. {STANDING} {position}")
    heads = [name for name, _ in GROUPS]
    rows = []
    for place in range(len(context.forces)):
        progress = context.progress(place)
        if progress is None:
            continue
        compared = progress.since_previous
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
                *(
                    Cell(str(number), number=f"{place} overall became {head}")
                    for head, number in zip(heads, grouped(counts), strict=True)
                ),
            )
        )
    yield table_of(
        id="change-table",
        caption="What became of the criteria of each force",
        columns=(
            Head("Force"),
            Head("Regressed on"),
            *(Head(capital(head), numeric=True) for head in heads),
        ),
        rows=tuple(rows),
        notes=(*_by_coverage(context), TWO_POINTS),
    )
    yield from left_out_blocks(context)
    if context.data.moves:
        yield _moves(context)


def left_out_blocks(context: Context) -> Iterator[Block]:
    """Yield which forces are left out of what is told of change, and why."""
    places = range(len(context.forces))
    known = set(context.data.not_ordered)
    single = [
        context.name(place)
        for place in places
        if context.progress(place) is None and context.forces[place].force not in known
    ]
    if single and len(single) < len(context.forces):
        has = "force has" if len(single) == 1 else "forces have"
        yield Paragraph(f"Left out: {len(single)} {has} one submission here: {'; '.join(single)}.")
    if known:
        yield Paragraph(
            f"Left out, as the submissions cannot be put in order: {'; '.join(sorted(known))}."
        )


def _by_coverage(context: Context) -> Iterator[str]:
    """Yield which criteria of which forces moved only by what is there once."""
    said, total = [], 0
    for place in range(len(context.forces)):
        progress = context.progress(place)
        compared = progress.since_previous if progress else None
        items = compared.criteria if compared else ()
        ids = [item.criterion for item in items if item.by_coverage_alone]
        total += len(ids)
        if ids:
            said.append(f"{context.name(place)} ({', '.join(ids)})")
    if said:
        yield (
            f"Moved only {BY_COVERAGE}, so that nothing is claimed for it, "
            f"{count_text(total, 'time')} in all: {named(said, _NAMED)}."
        )


def _moves(context: Context) -> Table:
    return table_of(
        id="moves-table",
        caption=MOVES_HEADING,
        columns=(
            Head("Criterion"),
            *(Head(capital(name), numeric=True) for name, _ in GROUPS),
            Head("Rose/fell/same", numeric=True),
            Head("By coverage", numeric=True),
        ),
        rows=tuple(
            (
                Cell(f"{item.criterion} {item.title}", to=criterion_id(item.criterion)),
                *(
                    Cell(str(number), number=f"all {item.criterion} became {head}")
                    for (head, _), number in zip(GROUPS, grouped(item.dispositions), strict=True)
                ),
                Cell(paired_text(item), number=f"all {item.criterion} paired"),
                Cell(str(item.by_coverage), number=f"all {item.criterion} once"),
            )
            for item in _most_regressed_first(context)
        ),
        notes=(_MOVES_MEAN,),
    )


def _most_regressed_first(context: Context) -> list[CriterionMoves]:
    return sorted(context.data.moves, key=lambda item: -item.dispositions[Disposition.REGRESSED])


def paired_text(item: CriterionMoves) -> str:
    """Return paired counts: 12/3/1 of 16 rose, fell, stayed."""
    paired = item.higher + item.lower + item.same
    return f"{item.higher}/{item.lower}/{item.same} of {paired}"
