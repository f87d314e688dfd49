"""What every section is made from: the report in its view, and parts of other pages."""

import re
from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

import msgspec

from slavery_benchmark.core.change.progress import ForceProgress, ProgressReport
from slavery_benchmark.core.framework.framework import Criterion, Framework
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.view.model import (
    ActionsView,
    ForceView,
    ProgressView,
    ReportData,
    View,
)
from slavery_benchmark.core.view.spoken import report_in
from slavery_benchmark.core.visit.all_forces import ForceVisit, VisitLists, together
from slavery_benchmark.document.blocks import Block, Document, Heading, Section, Table, paragraphs
from slavery_benchmark.pages.export.columns import Shown, shown_of

_CROWD = 12
_NOT_IN_NAME = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 40


class _OfForce(Protocol):
    @property
    def force(self) -> str: ...


T = TypeVar("T", bound=_OfForce)


class Context(msgspec.Struct, frozen=True):
    """A report in its view, as tables of scores take it too, and what it has of each force."""

    data: ReportData
    shown: Shown

    @property
    def framework(self) -> Framework:
        """The edition that the page is about."""
        return self.data.framework

    @property
    def forces(self) -> tuple[ForceView, ...]:
        """The forces that are shown by name."""
        return self.data.forces

    @property
    def single(self) -> bool:
        """Whether the page is about one force."""
        return len(self.data.forces) == 1

    @property
    def crowded(self) -> bool:
        """Whether there are so many forces that not all can be told of each."""
        return len(self.data.forces) > _CROWD

    @property
    def public(self) -> bool:
        """Whether it is for everybody."""
        return self.data.view is View.PUBLIC

    def criteria(self) -> tuple[Criterion, ...]:
        """Return the criteria in the order of the framework."""
        return tuple(criterion for _, criterion in self.framework.criteria())

    def name(self, place: int) -> str:
        """Return what a force is called."""
        return self.shown.labels[place]

    def file_name(self, place: int, what: str) -> str:
        """Return the name of a file: nothing of a force's name but plain letters and digits."""
        name = self.forces[place].force.casefold()
        plain = _NOT_IN_NAME.sub("-", name).strip("-")[:_LONGEST_NAME].strip("-")
        return f"{place + 1:02}-{plain or 'force'}-{what}"

    def actions(self, place: int) -> ActionsView | None:
        """Return the actions of a force; None without any."""
        return self._own(self.data.actions, place)

    def progress(self, place: int) -> ProgressView | None:
        """Return what changed for a force; None with a single submission of it."""
        return self._own(self.data.progress, place)

    def changes(self) -> tuple[ForceProgress, ...]:
        """Return all that changed, force by force; nothing to the public."""
        return tuple(item.full for item in self.data.progress if item.full is not None)

    def progress_of(self, *forces: ForceProgress) -> ProgressReport:
        """Return what changed for these forces, and how the forces moved where they are several."""
        return ProgressReport(
            tool_version=self.data.tool_version,
            as_of=self.data.as_of,
            forces=forces,
            moves=() if len(forces) == 1 else self.data.moves,
            problems=(),
            unusable=(),
        )

    def report_of(self, place: int) -> Report:
        """Return the report of a force alone."""
        return msgspec.structs.replace(
            self.shown.report, forces=(self.shown.report.forces[place],), unusable=()
        )

    def visits(self, *places: int) -> VisitLists | None:
        """Return the visit lists of these forces; None where the view has none."""
        found = []
        for place in places:
            view = self._own(self.data.visits, place)
            if view is None:
                return None
            force = self.shown.report.forces[place]
            found.append(
                ForceVisit(
                    force=force,
                    points=view.points,
                    entries=view.entries,
                    questions=view.questions,
                )
            )
        return together(tuple(found), self.framework)

    def _own(self, views: Iterable[T], place: int) -> T | None:
        """Return the view of a force; a force with two workbooks of a period has two, in order."""
        name = self.forces[place].force
        same = [view for view in views if view.force == name]
        turn = sum(force.force == name for force in self.forces[:place])
        return same[min(turn, len(same) - 1)] if same else None


def context_of(data: ReportData) -> Context:
    """Return what the sections of a report are made from."""
    lost = [item.problem for item in data.problems if item.force is None]
    unusable = tuple(item for item in lost if item is not None)
    report = msgspec.structs.replace(report_in(data), unusable=unusable)
    return Context(data, shown_of(report, data))


def blocks_of(page: Document, *, short: bool = False, without: str = "") -> Iterator[Block]:
    """Yield what another page says, lead first, for a section of this one.

    short: no more than a screen shows without being asked. without: the id of a section that is
    left out.
    """
    yield from paragraphs(page.lead)
    sections = (part for part in page.sections if part.id != without)
    yield from joined((part for part in sections if not (short and part.detail)), short=short)


def joined(sections: Iterable[Section], *, short: bool = False) -> Iterator[Block]:
    """Yield the blocks of sections under their titles as headings."""
    for section in sections:
        if not section.blocks:
            continue
        if section.title:
            yield Heading(text=section.title)
        for block in section.blocks:
            if (short and block.detail) or (isinstance(block, Table) and not block.on_page):
                continue
            if isinstance(block, Table) and not block.title:
                yield msgspec.structs.replace(block, title=section.title)
            elif isinstance(block, Heading) and section.title:
                yield msgspec.structs.replace(block, level=block.level + 1)
            else:
                yield block
