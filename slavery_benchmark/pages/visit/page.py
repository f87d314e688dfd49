"""The page of visit lists: where to look first, and why, of one force or of several."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import msgspec

from slavery_benchmark.core.repeats import Repeat
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.visit.all_forces import Place, VisitLists
from slavery_benchmark.core.visit.entry import Entry
from slavery_benchmark.core.visit.priority import Label
from slavery_benchmark.document.blocks import Block, Document, Paragraph, Section, Table, paragraphs
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.document.numbers import count_text
from slavery_benchmark.pages.heads import (
    FORCE,
    about_lines,
    labels_of,
    of_submission,
    source_line,
    standing_of,
)
from slavery_benchmark.pages.visit.asking import ask_for
from slavery_benchmark.pages.visit.build import build_visit
from slavery_benchmark.pages.visit.entries import PARTS, entry_blocks, entry_table
from slavery_benchmark.pages.visit.records import ForceVisitResult
from slavery_benchmark.pages.visit.samples import (
    Samples,
    how_drawn,
    no_sample,
    sample_blocks,
)
from slavery_benchmark.pages.visit.words import (
    IN_SHORT,
    LABEL_HEADS,
    LIMIT,
    NOTHING,
    ORDER,
    first_cells,
    force_lines,
    lead,
    names_at,
    place_name,
    place_title,
    standing_words,
    what_it_rests_on,
)
from slavery_benchmark.pages.words.heads import caveat_sentences
from slavery_benchmark.pages.words.own_cases import rung_sentence
from slavery_benchmark.pages.words.repeats import repeat_section
from slavery_benchmark.pages.words.scores import force_title, plain_name
from slavery_benchmark.pages.words.verified import MEANS

_WHERE = Column("where", "Where", cut=True, width=44)
_LABEL = Column("label", "Why", whole="Label", whole_words=True, width=26)
_POINTS = Column("points", "Points", Kind.POINTS, width=8, blank="")
_NUMBER = Column("number", "No", Kind.COUNT, whole="No in its list", width=8)
_COPIES = 20
"""So many pairs of repeated evidence a screen shows unasked."""
_FORCE_WIDTH = 20
"""On the sheets about each force, where sentences need the room."""
_LONGEST_NAME = 36
"""A name that is longer is cut on a narrow screen, before there is no room for anything else."""
_SUMS = (
    _POINTS,
    Column("known", "Falls short", Kind.POINTS, whole="Known to fall short", width=11),
    Column("untold", "Not told", Kind.POINTS, width=9),
)
_TO_ASK = Column("ask", "Ask first for", width=40, detail=True)
_RANKED = (
    Column("rank", "Rank", Kind.COUNT, width=6),
    FORCE,
    msgspec.structs.replace(_NUMBER, drop=2),
    _WHERE,
    _LABEL,
    Column("weight", "Share", Kind.PRECISE_SHARE, whole="Share of the whole", drop=4),
    Column("worst", "At worst", Kind.SCORE, width=8, drop=3),
    _POINTS,
)
_PLACES = (
    Column("where", "Where", cut=True, width=30),
    *(
        column
        for drop, (label, head) in enumerate(LABEL_HEADS.items(), start=1)
        for column in (
            Column(f"in {label}", head, Kind.COUNT, whole=f"Forces {label}", width=13),
            Column(f"which {label}", "Which", whole=f"Which: {label}", width=30, drop=drop),
        )
    ),
)


def visit_page(
    report: Report,
    lists: VisitLists,
    samples: Samples,
    limit: int | None,
    copied: Sequence[Repeat] | None = None,
) -> Document:
    """Return the page of the visit lists; of each force it has the first `limit` entries.

    samples, copied: the cases to read, and evidence that repeats itself, where they were asked for.
    """
    result = build_visit(report, lists, samples, limit, copied)
    single = len(lists.forces) == 1
    page = _Page(report, lists, samples, limit)
    sections = [page.force(place, made) for place, made in enumerate(result.forces)]
    if not single:
        sections = [page.order_of_forces(), *sections, page.all()]
    if copied is not None:
        sections.append(repeat_section(copied, single=single, shown=_COPIES))
    return Document(
        title=f"{report.framework.identity.title}: visit list",
        subtitle=IN_SHORT,
        lead=tuple(lead(lists)),
        standing=standing_of(report),
        caveats=tuple(caveat_sentences(report)),
        about=(
            standing_words(report.forces),
            *_of_reviews(report),
            *how_drawn(samples),
            *about_lines(report),
        ),
        sections=tuple(sections),
        records=lambda: result,
        single=single,
        subject="visit list",
        tool_version=report.tool_version,
    )


def _of_reviews(report: Report) -> tuple[str, ...]:
    reviewed = any(force.submission.verification for force in report.forces)
    return (MEANS,) if reviewed else ()


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
        self.basis = f"{standing_words(report.forces)} {rung_sentence(report.at_least)}".rstrip()

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
            blocks += paragraphs(what_it_rests_on(visit, framework), "note")
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

    def order_of_forces(self) -> Section:
        """Return the forces in the order of what comes first, a row each."""
        rows = [self._force(place) for place in self.lists.ranking if place in self.lists.counted]
        whole = all(len(row["force"]) <= _LONGEST_NAME for row in rows)
        name = Column("force", "Force", cut=True, whole_words=whole, width=34)
        most = msgspec.structs.replace(_WHERE, head="Most of all")
        table = Table(
            id="first",
            title="",
            columns=(name, *_SUMS, most, *PARTS[:-1], _TO_ASK),
            records=tuple(rows),
            notes=(ORDER,),
            sheet="Order of forces",
            about="The forces in the order of what comes first, points by label.",
            data=False,
        )
        return Section(id="first", title="", blocks=(table,))

    def _force(self, place: int) -> dict[str, Any]:
        visit = self.lists.forces[place]
        points, entries = visit.points, visit.entries
        return {
            "force": self._name(place),
            "points": points.total,
            "known": points.known,
            "untold": points.not_told,
            **{label.value: points.parts.get(label) for label in Label},
            "where": place_title(entries[0]) if entries else NOTHING,
            "ask": ask_for(visit),
        }

    def _first_of_one(self) -> Table:
        """Return the first entries of the only force, with the first cells to look at."""
        entries = self.lists.forces[0].entries
        sheet = _commonest_sheet(entries)
        rows = [
            self._entry(0, at) | {"cells": first_cells(entry.cells, sheet)}
            for at, entry in enumerate(entries)
        ]
        cells = Column("cells", sheet, whole=f"First cells on {sheet}", optional=True)
        return Table(
            id="first",
            title="",
            columns=(_NUMBER, _WHERE, _LABEL, _POINTS, cells),
            records=tuple(rows),
            notes=(ORDER,),
            data=False,
            limit=self.limit or LIMIT,
        )

    def _entry(self, place: int, at: int) -> dict[str, Any]:
        entry = self.lists.forces[place].entries[at]
        return {
            "place": place,
            "force": self._name(place),
            "number": at + 1,
            "where": place_title(entry),
            "label": entry.label.value,
            "weight": entry.points.weight,
            "worst": entry.points.worst,
            "points": entry.points.total,
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
            columns=_PLACES,
            records=tuple(map(self._place, self.lists.places)),
            sheet="All forces",
            about="Each criterion, with its forces by what makes most of its points; those of most "
            "forces first.",
            data=False,
        )
        return Section(id="all", title=f"All {forces}", blocks=(ranked, places), detail=True)

    def _place(self, item: Place) -> dict[str, Any]:
        found: dict[str, Any] = {"where": place_name(item)}
        for label in Label:
            found[f"in {label}"] = len(item.forces.get(label, ()))
            found[f"which {label}"] = names_at(item, label, self.lists)
        return found


def _commonest_sheet(entries: Sequence[Entry]) -> str:
    sheets = Counter(cell.rpartition("!")[0] for entry in entries for cell in entry.cells[:1])
    return sheets.most_common(1)[0][0] if sheets else ""
