"""The page of visit lists: where to look first, and why, of one force or of several."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import msgspec

from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.visit.all_forces import Place, VisitLists
from slavery_benchmark.core.visit.entry import Entry, Group
from slavery_benchmark.document.blocks import Block, Document, Paragraph, Section, Table, paragraphs
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.document.numbers import count_text
from slavery_benchmark.pages.heads import (
    FORCE,
    STANDING,
    about_lines,
    in_words,
    labels_of,
    of_submission,
    source_line,
)
from slavery_benchmark.pages.visit.build import build_visit
from slavery_benchmark.pages.visit.entries import entry_blocks, entry_table
from slavery_benchmark.pages.visit.records import ForceVisitResult
from slavery_benchmark.pages.visit.samples import (
    Samples,
    how_drawn,
    no_sample,
    sample_blocks,
)
from slavery_benchmark.pages.visit.words import (
    GROUP_HEADS,
    IN_SHORT,
    LIMIT,
    NOTHING,
    ORDER,
    first_cells,
    force_lines,
    lead,
    names_at,
    place_name,
    place_title,
)
from slavery_benchmark.pages.visit.words import (
    STANDING as VISIT_STANDING,
)
from slavery_benchmark.pages.words.heads import caveat_sentences
from slavery_benchmark.pages.words.own_cases import rung_sentence
from slavery_benchmark.pages.words.scores import force_title, plain_name

_WHERE = Column("where", "Where", cut=True, width=44)
_GROUP = Column("group", "Why", whole_words=True, width=22)
_WHY = Column("why", "Why", whole="Reason in short", whole_words=True, width=26)
_POINTS = Column("priority", "Points", Kind.POINTS, width=8, blank="")
_NUMBER = Column("number", "No", Kind.COUNT, whole="No in its list", width=8)
_ENTRIES = Column("entries", "Entries", Kind.COUNT, blank="", drop=1)
_FORCE_WIDTH = 20
"""On the sheets about each force, where sentences need the room."""
_LONGEST_NAME = 36
"""A name that is longer is cut on a narrow screen, before there is no room for anything else."""
_RANKED = (
    Column("rank", "Rank", Kind.COUNT, width=6),
    FORCE,
    msgspec.structs.replace(_NUMBER, drop=2),
    Column("group", "Group", width=22, drop=1),
    _WHERE,
    _WHY,
    Column("weight", "Share", Kind.PRECISE_SHARE, whole="Share of the whole", drop=4),
    Column("gap", "Gap", Kind.SCORE, width=8, drop=3),
    _POINTS,
)
_PLACES = (
    Column("where", "Where", cut=True, width=30),
    *(
        column
        for drop, group in enumerate(Group, start=1)
        for column in (
            Column(f"in {group}", GROUP_HEADS[group], Kind.COUNT, width=13),
            Column(f"which {group}", "Which", whole=f"Which: {group}", width=30, drop=drop),
        )
    ),
)


def visit_page(report: Report, lists: VisitLists, samples: Samples, limit: int | None) -> Document:
    """Return the page of the visit lists; of each force it has the first `limit` entries.

    samples: the cases to read, where they were asked for.
    """
    result = build_visit(report, lists, samples, limit)
    single = len(lists.forces) == 1
    page = _Page(report, lists, samples, limit)
    sections = [page.force(place, made) for place, made in enumerate(result.forces)]
    if not single:
        sections = [page.first_of_each(), *sections, page.all()]
    return Document(
        title=f"{report.framework.identity.title}: visit list",
        subtitle=IN_SHORT,
        lead=tuple(lead(lists, report.framework)),
        standing=STANDING,
        caveats=tuple(caveat_sentences(report)),
        about=(VISIT_STANDING, *how_drawn(samples), *about_lines(report)),
        sections=tuple(sections),
        records=lambda: result,
        single=single,
        subject="visit list",
        tool_version=report.tool_version,
    )


class _Page:
    """Makes the sections of the page of a run."""

    def __init__(
        self, report: Report, lists: VisitLists, samples: Samples, limit: int | None
    ) -> None:
        self.report = report
        self.framework = report.framework
        self.lists = lists
        self.samples = samples
        self.limit = limit
        self.order = lists.order()
        self.several = len(lists.forces) > 1
        self.labels = labels_of(report)
        self.basis = f"{VISIT_STANDING} {rung_sentence(report.at_least)}".rstrip()

    def force(self, place: int, made: ForceVisitResult) -> Section:
        """Return the section of a force; among several it is shown on request."""
        visit, called = self.lists.forces[place], self.labels[place]
        submission, framework = visit.force.submission, self.framework
        (name, force), *others = of_submission(submission, self.basis)
        of = ((msgspec.structs.replace(name, width=_FORCE_WIDTH), force), *others)
        blocks: list[Block] = [Paragraph(source_line(submission), "note")]
        if self.several:
            blocks += paragraphs(force_lines(visit, framework), detail=True)
        else:
            blocks.append(self._first_of_one())
        blocks += entry_blocks(visit, made.entries, framework)
        blocks.append(entry_table(visit, made.entries, framework, of, called))
        if self.samples is None:
            blocks.append(no_sample(of))
        else:
            blocks += sample_blocks(self.samples[place], submission, framework, of, called)
        return Section(
            id=submission.code or "force",
            title=force_title(visit.force),
            blocks=tuple(blocks),
            detail=self.several and self.samples is None,
        )

    def first_of_each(self) -> Section:
        """Return what comes first in each force, unless asked otherwise one entry of each."""
        each = self.limit or 1
        rows = [self._entry(place, at) for place, at in self.order if at < each]
        rows += [
            {"force": self._name(place), "where": NOTHING, "entries": 0}
            for place in self.lists.counted
            if not self.lists.forces[place].entries
        ]
        whole = all(len(row["force"]) <= _LONGEST_NAME for row in rows)
        name = Column("force", "Force", cut=True, whole_words=whole)
        columns = (name, _WHERE, _GROUP, _POINTS, _ENTRIES)
        return Section(id="first", title="", blocks=(_first(columns, rows),))

    def _first_of_one(self) -> Table:
        """Return the first entries of the only force, with the first cells to look at."""
        entries = self.lists.forces[0].entries
        sheet = _commonest_sheet(entries)
        rows = [
            self._entry(0, at) | {"cells": first_cells(entry.cells, sheet)}
            for at, entry in enumerate(entries)
        ]
        cells = Column("cells", sheet, whole=f"First cells on {sheet}", optional=True)
        return _first((_NUMBER, _WHERE, _WHY, _POINTS, cells), rows, self.limit or LIMIT)

    def _entry(self, place: int, at: int) -> dict[str, Any]:
        entries = self.lists.forces[place].entries
        entry = entries[at]
        return {
            "place": place,
            "force": self._name(place),
            "number": at + 1,
            "group": self.framework.words.say(entry.group),
            "where": place_title(entry, self.framework),
            "why": self.framework.words.say(entry.why),
            "weight": entry.weight,
            "gap": entry.gap,
            "priority": entry.priority,
            "entries": None if at else len(entries),
        }

    def _name(self, place: int) -> str:
        return plain_name(self.lists.forces[place].force.submission)

    def all(self) -> Section:
        """Return what comes first of all forces, and where entries come up in how many."""
        forces = count_text(len(self.lists.counted), "force")
        ranked = Table(
            id="ranked",
            title="What comes first of all forces",
            columns=_RANKED,
            records=tuple(
                self._entry(place, at) | {"rank": rank, "force": self.labels[place]}
                for rank, (place, at) in enumerate(self.order[: self.limit], start=1)
            ),
            sheet="What comes first",
            about=f"Entries of {forces} in one order. Why in full: Visit list.",
            data=False,
            limit=self.limit or LIMIT,
        )
        places = Table(
            id="place",
            title=f"Where it comes up, in how many of {forces}",
            columns=in_words(_PLACES, self.framework.words),
            records=tuple(map(self._place, self.lists.places)),
            sheet="All forces",
            about="Each place, with its forces; those of most forces of the first group first.",
            data=False,
        )
        return Section(id="all", title=f"All {forces}", blocks=(ranked, places), detail=True)

    def _place(self, item: Place) -> dict[str, Any]:
        found: dict[str, Any] = {"where": place_name(item)}
        for group in Group:
            found[f"in {group}"] = len(item.forces.get(group, ()))
            found[f"which {group}"] = names_at(item, group, self.lists)
        return found


def _first(
    columns: tuple[Column, ...], rows: list[dict[str, Any]], limit: int | None = None
) -> Table:
    return Table(
        id="first",
        title="",
        columns=columns,
        records=tuple(rows),
        notes=(ORDER,),
        data=False,
        limit=limit,
    )


def _commonest_sheet(entries: Sequence[Entry]) -> str:
    sheets = Counter(cell.rpartition("!")[0] for entry in entries for cell in entry.cells[:1])
    return sheets.most_common(1)[0][0] if sheets else ""
