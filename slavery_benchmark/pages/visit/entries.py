"""The visit list of a force: its entries in full for a page, and as records for sheets and data."""

from collections.abc import Iterator
from typing import Any

import msgspec

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.visit.all_forces import ForceVisit
from slavery_benchmark.core.visit.entry import Group
from slavery_benchmark.document.blocks import Block, Entry, Heading, Paragraph, Table
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.pages.visit.records import EntryResult
from slavery_benchmark.pages.visit.samples import Of
from slavery_benchmark.pages.visit.words import (
    ORDER,
    action,
    group_action,
    group_title,
    place_title,
    priority_text,
    weight_text,
)
from slavery_benchmark.pages.words.cases import cases_lines, where_text
from slavery_benchmark.pages.words.reasons import reason, same_as

_ENTRIES = (
    Column("number", "No", Kind.COUNT, width=5),
    Column("rank", "Rank", Kind.COUNT, people=False),
    Column("group", "Group", width=16),
    Column("where", "Where", width=26, data=False),
    Column("reason", "Why", width=50),
    Column("cases", "Cases to read first", width=34),
    Column("weight", "Share of the whole", Kind.PRECISE_SHARE),
    Column("gap", "Gap", Kind.SCORE, width=8),
    Column("priority", "Points", Kind.POINTS, width=8),
    Column("action", "What to do", width=30, printed=False),
    Column("title", "Title", people=False),
    Column("question", "Question", width=42, printed=False, data=False),
    Column("cells", "Cells", people=False),
    Column("at", "Cells", width=26, printed=False, data=False),
    Column("id", "Id", width=10, printed=False),
    Column("criterion", "Criterion", width=10, printed=False),
    Column("why", "Reason in short", width=24, printed=False),
)


def entry_table(
    visit: ForceVisit, made: tuple[EntryResult, ...], framework: Framework, of: Of, called: str
) -> Table:
    """Return the entries that were `made` into data as the records of sheets and CSV."""
    return Table(
        id="entry",
        title="Visit list: what to look at first, and why",
        columns=_ENTRIES,
        records=tuple(_records(visit, made, framework)),
        of=of,
        called=called,
        notes=(ORDER, "To the right of the printed columns: what to do, question, cells."),
        sheet="Visit list",
        about="One row for each entry, in the order of each list.",
        on_page=False,
    )


def _records(
    visit: ForceVisit, made: tuple[EntryResult, ...], framework: Framework
) -> Iterator[dict[str, Any]]:
    for entry, said in zip(visit.entries, made, strict=False):  # a limit makes fewer
        yield msgspec.structs.asdict(said) | {
            "group": framework.words.say(entry.group),
            "why": framework.words.say(entry.why),
            "where": place_title(entry, framework),
            "question": entry.title if entry.node in entry.checks else None,
            "cases": tuple(cases_lines(entry, framework)),
            "at": where_text(entry.cells),
            "weight": entry.weight,
            "gap": entry.gap,
            "priority": entry.priority,
        }


def entry_blocks(
    visit: ForceVisit, made: tuple[EntryResult, ...], framework: Framework
) -> Iterator[Block]:
    """Yield the entries in full, group by group, with what to do about each or about a group."""
    group: Group | None = None
    for entry, said in zip(visit.entries, made, strict=False):
        if entry.group is not group:
            group = entry.group
            yield Heading(text=group_title(group, framework), detail=True)
            if group_action(group, framework):
                yield Paragraph(group_action(group, framework), "note", detail=True)
        earlier = same_as(entry, visit.entries[: said.number - 1])
        why = said.reason
        if earlier is not None:
            why = reason(entry, visit.force, framework, as_under=earlier)
        if not group_action(group, framework):
            why += f" {action(entry, framework)}"
        cases = "; ".join(cases_lines(entry, framework)) if earlier is None else ""
        where = f"{where_text(entry.cells)}. " if entry.cells else ""
        yield Entry(
            number=said.number,
            title=place_title(entry, framework),
            aside=priority_text(entry),
            said=(
                *((entry.title,) if entry.node in entry.checks else ()),
                why,
                *((f"Cases: {cases}.",) if cases else ()),
            ),
            small=(f"{where}{weight_text(entry)}.",),
            detail=True,
        )
    rest = len(visit.entries) - len(made)
    if rest > 0:
        more = f"And {rest:,} more: --limit {len(visit.entries)} shows them all."
        yield Paragraph(more, "note", detail=True)
