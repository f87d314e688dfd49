"""The visit lists of several forces put together: what comes up where, and what comes first."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import msgspec

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.visit.adverse_cases import CaseReader, reader_of
from slavery_benchmark.core.visit.entry import CASE_FILES, Entry, Group
from slavery_benchmark.core.visit.visit import visit_list


class ForceVisit(msgspec.Struct, frozen=True, kw_only=True):
    """A force with its visit list, and the reader of its cases, which has looked at most of them.

    reader: None where the force has no table of cases, or it was not kept.
    """

    force: ForceScore
    entries: tuple[Entry, ...]
    reader: CaseReader | None = None

    def counts(self) -> Mapping[Group, int]:
        """Return how many entries there are in each group that has any, in their order."""
        found = {group: sum(entry.group is group for entry in self.entries) for group in Group}
        return {group: count for group, count in found.items() if count}


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion, or CASE_FILES, and for each group the forces with an entry there, by place."""

    node: str
    title: str
    forces: Mapping[Group, tuple[int, ...]]


class VisitLists(msgspec.Struct, frozen=True, kw_only=True):
    """The visit lists of a run.

    counted: the places of the forces that `places` counts; invented ones are not counted among
    real ones.
    """

    forces: tuple[ForceVisit, ...]
    counted: tuple[int, ...]
    places: tuple[Place, ...]

    def first(self, count: int | None = None) -> tuple[tuple[int, Entry], ...]:
        """Return the first entries of all forces, each with the place of its force.

        In the order of the groups, inside each by priority, then by force and as declared.
        """
        entries = ((place, self.forces[place].entries[at]) for place, at in self.order())
        return tuple(islice(entries, count))

    def order(self) -> tuple[tuple[int, int], ...]:
        """Return the order of `first` of every entry: places of the force and of its entry."""
        groups = list(Group)
        every = [
            (place, at, entry)
            for place in self.counted
            for at, entry in enumerate(self.forces[place].entries)
        ]
        every.sort(key=lambda item: (groups.index(item[2].group), -item[2].priority))
        return tuple((place, at) for place, at, _ in every)


def visit_lists(forces: Sequence[ForceScore], framework: Framework) -> VisitLists:
    """Return the visit lists of these forces, in their order, and what they have in common."""
    return together(tuple(_visit(force, framework) for force in forces), framework)


def together(visits: tuple[ForceVisit, ...], framework: Framework) -> VisitLists:
    """Return what the visit lists of these forces have in common."""
    real = [place for place, item in enumerate(visits) if not item.force.submission.fictional]
    counted = tuple(real or range(len(visits)))
    places = sorted(_places(visits, counted, framework), key=_weight, reverse=True)
    return VisitLists(forces=visits, counted=counted, places=tuple(places))


def _visit(force: ForceScore, framework: Framework) -> ForceVisit:
    reader = reader_of(force.submission, framework)
    return ForceVisit(force=force, entries=visit_list(force, framework, reader), reader=reader)


def _places(
    visits: Sequence[ForceVisit], counted: Sequence[int], framework: Framework
) -> Iterator[Place]:
    """Yield the places where some force has an entry, in framework order, case files last."""
    titles = {criterion.id: criterion.title for _, criterion in framework.criteria()}
    for node, title in {**titles, CASE_FILES: "Case files"}.items():
        forces = {
            group: tuple(
                place
                for place in counted
                if any(
                    entry.group is group and (entry.criterion or CASE_FILES) == node
                    for entry in visits[place].entries
                )
            )
            for group in Group
        }
        found = {group: places for group, places in forces.items() if places}
        if found:
            yield Place(node=node, title=title, forces=found)


def _weight(place: Place) -> tuple[int, ...]:
    """Return in how many forces each group comes up, first group first."""
    return tuple(len(place.forces.get(group, ())) for group in Group)
