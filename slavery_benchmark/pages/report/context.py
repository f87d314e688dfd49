"""What every section is made from: the report in its view, and how places on the page are named."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

import msgspec

from slavery_benchmark.core.framework.framework import Criterion, Framework
from slavery_benchmark.core.view.model import (
    ActionsView,
    ForceView,
    ProgressView,
    ReportData,
    View,
    VisitView,
)
from slavery_benchmark.core.view.spoken import spoken_of
from slavery_benchmark.pages.words.scores import force_title

_CROWD = 12


class _OfForce(Protocol):
    @property
    def force(self) -> str: ...


T = TypeVar("T", bound=_OfForce)


class Context(msgspec.Struct, frozen=True):
    """A report in its view, and what it has of each force by the place of the force."""

    data: ReportData

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
    def level(self) -> int:
        """The level of headings inside what is told of one force."""
        return 3 if self.single else 4

    @property
    def crowded(self) -> bool:
        """Whether there are so many forces that what can be told once is not told of each."""
        return len(self.data.forces) > _CROWD

    @property
    def public(self) -> bool:
        """Whether it is for everybody."""
        return self.data.view is View.PUBLIC

    @property
    def all_fictional(self) -> bool:
        """Whether every force was invented, so that it is said once and not of each."""
        return all(force.fictional for force in self.forces)

    def criteria(self) -> tuple[Criterion, ...]:
        """Return the criteria in the order of the framework."""
        return tuple(criterion for _, criterion in self.framework.criteria())

    def name(self, place: int) -> str:
        """Return the name of a force, marked where it was invented among real ones."""
        score = spoken_of(self.forces[place])
        return (
            score.submission.force or force_title(score)
            if self.all_fictional
            else (force_title(score))
        )

    def visit(self, place: int) -> VisitView | None:
        """Return the visit list of a force; None for the public."""
        return self._own(self.data.visits, place)

    def actions(self, place: int) -> ActionsView | None:
        """Return the actions of a force; None without any."""
        return self._own(self.data.actions, place)

    def progress(self, place: int) -> ProgressView | None:
        """Return what changed for a force; None with a single submission of it."""
        return self._own(self.data.progress, place)

    def _own(self, views: Sequence[T], place: int) -> T | None:
        """Return the view of a force; a force with two workbooks of a period has two, in order."""
        name = self.forces[place].force
        same = [view for view in views if view.force == name]
        turn = sum(force.force == name for force in self.forces[:place])
        return same[min(turn, len(same) - 1)] if same else None


def force_id(place: int) -> str:
    """Return the id of a force's section."""
    return f"force-{place + 1}"


def criterion_id(criterion: str, place: int | None = None) -> str:
    """Return the id of a criterion's place: that of what 2017 found, or of one force's answers."""
    return f"criterion-{criterion}" if place is None else f"force-{place + 1}-{criterion}"
