"""What has changed since earlier submissions: the page of progress, or what the public sees."""

from collections.abc import Iterator
from typing import Any

import msgspec

from slavery_benchmark.core.change.disposition import Disposition
from slavery_benchmark.core.view.model import ChangeView, ComparedView, ProgressView, TrendPoint
from slavery_benchmark.document.blocks import (
    Block,
    Chart,
    Details,
    Heading,
    Paragraph,
    Points,
    Section,
    Table,
    paragraphs,
)
from slavery_benchmark.document.numbers import count_text, date_text
from slavery_benchmark.pages.export.columns import place_of
from slavery_benchmark.pages.progress import meanings
from slavery_benchmark.pages.progress.all_tables import forces_table, moves_table
from slavery_benchmark.pages.progress.build import build_progress_result
from slavery_benchmark.pages.progress.cells import end_fields
from slavery_benchmark.pages.progress.criteria import CRITERIA
from slavery_benchmark.pages.progress.page import progress_page
from slavery_benchmark.pages.progress.records import BridgeResult, EndResult
from slavery_benchmark.pages.progress.rows import PREVIOUS
from slavery_benchmark.pages.progress.rows import place_of as order_of
from slavery_benchmark.pages.progress.tables import BRIDGE, TREND, bridge_rows
from slavery_benchmark.pages.progress.words import all_sentences
from slavery_benchmark.pages.report.context import Context, blocks_of
from slavery_benchmark.pages.report.pictures import bridge_picture, trend_picture
from slavery_benchmark.pages.shaped import shaped
from slavery_benchmark.pages.words.shown import over_different_parts

_PUBLIC = ("name", "became", "then_score", "now_score", "change", "progress")
_FEWEST_OF_A_TREND = 3


def change_section(context: Context) -> Section | None:
    """Return the section on change; None where no force has an earlier submission here."""
    if not context.data.not_ordered and not context.data.progress:
        return None
    said = paragraphs(meanings.about(context.framework.words), "note")
    return Section(
        id="change",
        title="What has changed",
        blocks=(
            *(change_blocks(context, 0) if context.single else _all(context)),
            *_left_out(context),
            Details(id="change-means", summary="What the words of a change mean", blocks=said),
        ),
        own_page=True,
    )


def change_blocks(context: Context, place: int) -> Iterator[Block]:
    """Yield what changed for a force since its previous submission."""
    progress = context.progress(place)
    if progress is None:
        return
    if progress.full is None:
        yield from _public(context, place, progress)
        return
    page = progress_page(context.progress_of(progress.full))
    for block in blocks_of(page, short=context.crowded, without="problems"):
        if isinstance(block, Chart):
            what = block.id.partition("-")[0]  # the bridge, or the trend
            yield msgspec.structs.replace(block, file=context.file_name(place, what))
        elif isinstance(block, Table) and not block.title:
            yield msgspec.structs.replace(block, title=_criteria_title(context, place))
        else:
            yield block


def _criteria_title(context: Context, place: int) -> str:
    return f"Criteria of {context.name(place)}, regressions first"


def _public(context: Context, place: int, progress: ProgressView) -> Iterator[Block]:
    compared = progress.since_previous
    if compared is None:
        yield Paragraph("Nothing is said of what changed.")
        return
    yield Paragraph(_counts_said(compared))
    yield from paragraphs(_said(compared))
    yield Paragraph(meanings.STANDING, "note")
    columns = tuple(column for column in CRITERIA if column.key in _PUBLIC)
    items = sorted(compared.criteria, key=order_of)
    yield Table(
        id="criterion",
        title=_criteria_title(context, place),
        columns=columns,
        records=tuple(map(_criterion, items)),
        strong="regressed",
        notes=(f"{meanings.UNUSABLE_MEANS}.",),
    )
    if compared.bridge_withheld:
        yield Paragraph(
            "The bridge between the two overall scores is not shown, as counts of cases below 5 "
            "are in them.",
            "note",
        )
    elif compared.bridge is not None:
        yield Heading(text="The bridge between the two overall scores")
        yield bridge_picture(context, place, compared, compared.bridge)
        rows = tuple(bridge_rows(shaped(BridgeResult, compared.bridge)))
        title = f"The bridge of {context.name(place)}"
        yield Table(id="bridge", title=title, columns=BRIDGE, records=rows, note="note")
    if len(progress.trend) >= _FEWEST_OF_A_TREND:
        yield Heading(text="The overall score at each submission")
        parts = over_different_parts(progress)
        yield trend_picture(context, place, progress)
        yield Table(
            id="trend",
            title=f"Overall score of {context.name(place)} at each submission{parts}",
            columns=TREND,
            records=tuple(map(_point, progress.trend)),
            notes=(meanings.TREND_MEANS,),
        )


def _counts_said(compared: ComparedView) -> str:
    """Return how many criteria became what, of those that are shown."""
    counts = [
        (kind, sum(item.disposition is kind for item in compared.criteria)) for kind in Disposition
    ]
    said = ", ".join(f"{number} {kind.value}" for kind, number in counts if number)
    return f"Since the submission to {date_text(compared.earlier)}: {said}."


def _said(compared: ComparedView) -> Iterator[str]:
    if once := [item.criterion for item in compared.criteria if item.by_coverage_alone]:
        yield (
            f"These scores moved only {meanings.BY_COVERAGE}: {', '.join(once)}. We do not count "
            "that as change."
        )
    if hidden := sum(item.withheld for item in compared.criteria):
        criteria = count_text(hidden, "criterion is", "criteria are")
        yield f"{criteria} not shown, as counts of cases below 5 are in them."
    yield meanings.TWO_POINTS


def _criterion(item: ChangeView) -> dict[str, Any]:
    return {
        "name": f"{item.criterion} {item.title}",
        "became": meanings.became(item),
        "disposition": item.disposition,
        "regressed": item.disposition is Disposition.REGRESSED,
        "change": item.change,
        "progress": item.progress,
        **end_fields("then", shaped(EndResult, item.then) if item.then else None),
        **end_fields("now", shaped(EndResult, item.now) if item.now else None),
    }


def _point(point: TrendPoint) -> dict[str, Any]:
    end = shaped(EndResult, point.overall) if point.overall else None
    return {"name": "Whole", "to": point.period_end, **end_fields("end", end)}


def _all(context: Context) -> Iterator[Block]:
    """Yield a row a force, then which way the forces moved on each criterion."""
    changes, words = context.changes(), context.framework.words
    report = context.progress_of(*changes)
    result = build_progress_result(report, since=PREVIOUS, sample=False)
    yield Paragraph(meanings.STANDING, "note")
    if changes:
        yield from paragraphs(all_sentences(report, PREVIOUS))
        table = forces_table(result.forces, PREVIOUS, words)
        places = {name: at for at, name in enumerate((f.force for f in context.forces), start=1)}
        rows = tuple(
            {**row, "place": place_of(places[change.history.force])}
            for row, change in zip(table.records, changes, strict=True)
        )
        title = "What became of the criteria of each force"
        yield msgspec.structs.replace(table, records=rows, title=title, on_page=True)
    else:
        found = ((context.name(n), context.progress(n)) for n in range(len(context.forces)))
        lines = (
            f"{name}: {_counts_said(item.since_previous)}"
            for name, item in found
            if item is not None and item.since_previous is not None
        )
        yield Points(tuple(lines))
    if context.data.moves:
        yield Heading(text=meanings.MOVES_HEADING)
        table = moves_table(result, sample=False)
        yield msgspec.structs.replace(table, notes=table.notes[:-1])  # the last is of an option


def _left_out(context: Context) -> Iterator[Block]:
    """Yield which forces are left out of what is told of change, and why."""
    known = set(context.data.not_ordered)
    single = [
        context.name(place)
        for place, force in enumerate(context.forces)
        if context.progress(place) is None and force.force not in known
    ]
    if single and len(single) < len(context.forces):
        has = "force has" if len(single) == 1 else "forces have"
        yield Paragraph(f"Left out: {len(single)} {has} one submission here: {'; '.join(single)}.")
    if known:
        yield Paragraph(
            f"Left out, as the submissions cannot be put in order: {'; '.join(sorted(known))}."
        )
