"""The visit list of a force: its entries in full for a page, and as records for sheets and data."""

from collections.abc import Iterator
from typing import Any

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.visit.all_forces import ForceVisit
from slavery_benchmark.core.visit.priority import Label
from slavery_benchmark.document.blocks import Block, Entry, Heading, Paragraph, Points, Table
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.pages.visit.asking import question_lines
from slavery_benchmark.pages.visit.records import EntryResult
from slavery_benchmark.pages.visit.samples import Of
from slavery_benchmark.pages.visit.words import (
    LABEL_HEADS,
    ORDER,
    place_title,
    points_text,
    worth_text,
)
from slavery_benchmark.pages.words.cases import cases_lines, where_text
from slavery_benchmark.pages.words.reasons import reasons

QUESTIONS = "What else to ask"
PARTS = tuple(
    Column(label.value, head, Kind.POINTS, whole=f"Points {label}", blank="", width=13, detail=True)
    for label, head in LABEL_HEADS.items()
)
_ENTRIES = (
    Column("number", "No", Kind.COUNT, width=5),
    Column("rank", "Rank", Kind.COUNT, people=False),
    Column("where", "Where", width=26, data=False),
    Column("label", "Label", width=16),
    Column("points", "Points", Kind.POINTS, width=8),
    Column("reason", "Why, and what to do", width=60),
    Column("cases", "Cases to read first", width=34),
    Column("weight", "Share of the whole", Kind.PRECISE_SHARE),
    Column("worst", "At worst", Kind.SCORE, width=8),
    Column("title", "Title", people=False),
    Column("cells", "Cells", people=False),
    Column("at", "Cells", width=26, printed=False, data=False),
    Column("id", "Id", width=10, printed=False),
    Column("why", "Reasons in short", width=24, printed=False),
    *PARTS,
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
        notes=(ORDER, "To the right of the printed columns: cells, points by label."),
        sheet="Visit list",
        about="One row for each entry, in the order of each list.",
        on_page=False,
    )


def _records(
    visit: ForceVisit, made: tuple[EntryResult, ...], framework: Framework
) -> Iterator[dict[str, Any]]:
    for entry, said in zip(visit.entries, made, strict=False):  # a limit makes fewer
        points = entry.points
        yield {
            "number": said.number,
            "rank": said.rank,
            "where": place_title(entry),
            "label": entry.label.value,
            "points": points.total,
            "reason": " ".join(reasons(entry, visit.force, framework)),
            "cases": tuple(cases_lines(entry.cases, framework)),
            "weight": points.weight,
            "worst": points.worst,
            "title": entry.title,
            "cells": entry.cells,
            "at": where_text(entry.cells),
            "id": entry.criterion,
            "why": tuple(ground.why.value for ground in entry.grounds),
            **{label.value: points.parts.get(label) for label in Label},
        }


def entry_blocks(
    visit: ForceVisit, made: tuple[EntryResult, ...], framework: Framework
) -> Iterator[Block]:
    """Yield the entries in full, and the questions that stand beside them."""
    for entry, said in zip(visit.entries, made, strict=False):
        cases = "; ".join(cases_lines(entry.cases, framework))
        yield Entry(
            number=said.number,
            title=place_title(entry),
            aside=points_text(entry),
            said=(
                *reasons(entry, visit.force, framework),
                *((f"Cases: {cases}.",) if cases else ()),
            ),
            small=(
                " ".join(
                    (f"{where_text(entry.cells)}." if entry.cells else "", worth_text(entry))
                ).strip(),
            ),
            detail=True,
        )
    rest = len(visit.entries) - len(made)
    if rest > 0:
        more = f"And {rest:,} more: --limit {len(visit.entries)} shows them all."
        yield Paragraph(more, "note", detail=True)
    asked = tuple(question_lines(visit.questions, visit.force, framework))
    if asked:
        yield Heading(text=QUESTIONS, detail=True)
        yield Points(asked, detail=True)
