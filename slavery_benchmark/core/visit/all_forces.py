"""The visit lists of several forces put together: whom to visit first, whom to ask, for what."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice

import msgspec

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.visit.adverse_cases import CaseReader, reader_of
from slavery_benchmark.core.visit.entry import Earlier, Entry
from slavery_benchmark.core.visit.priority import ForcePoints, Label, PriorityRule
from slavery_benchmark.core.visit.questions import Question, Recorded, questions_of
from slavery_benchmark.core.visit.visit import visit_list


class ForceVisit(msgspec.Struct, frozen=True, kw_only=True):
    """A force with its points to settle, its visit list, and what else to ask.

    earlier: what it is set against, where there is an earlier submission.
    reader: of its cases, which has looked at most of them; None where the force has no table of
    cases, or it was not kept.
    """

    force: ForceScore
    points: ForcePoints
    entries: tuple[Entry, ...]
    questions: tuple[Question, ...] = ()
    earlier: Earlier | None = None
    reader: CaseReader | None = None


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion, and for each label the forces whose entry there has it, by place."""

    criterion: str
    title: str
    forces: Mapping[Label, tuple[int, ...]]


class VisitLists(msgspec.Struct, frozen=True, kw_only=True):
    """The visit lists of a run.

    ranking: the places of the forces in the order of what comes first. counted: those of them that
    are compared with each other; invented ones are not counted among real ones.
    """

    forces: tuple[ForceVisit, ...]
    ranking: tuple[int, ...]
    counted: tuple[int, ...]
    places: tuple[Place, ...]

    def visit_first(self) -> int | None:
        """Return the place of the force of which most is known to fall short; None without any."""
        return self._most([item.points.known for item in self.forces])

    def ask_first(self) -> int | None:
        """Return the place of the force of which most has not been told; None without any."""
        return self._most([item.points.not_told for item in self.forces])

    def _most(self, points: Sequence[Fraction]) -> int | None:
        found = max(self.counted, key=points.__getitem__, default=None)
        return found if found is not None and points[found] else None

    def first(self, count: int | None = None) -> tuple[tuple[int, Entry], ...]:
        """Return the first entries of all forces, each with the place of its force."""
        entries = ((place, self.forces[place].entries[at]) for place, at in self.order())
        return tuple(islice(entries, count))

    def order(self) -> tuple[tuple[int, int], ...]:
        """Return the order of every entry, most points first: place of the force, of the entry."""
        every = [
            (place, at, entry)
            for place in self.counted
            for at, entry in enumerate(self.forces[place].entries)
        ]
        every.sort(key=lambda item: -item[2].points.total)
        return tuple((place, at) for place, at, _ in every)


def visit_lists(
    forces: Sequence[ForceScore],
    framework: Framework,
    earlier: Sequence[Earlier | None] = (),
    recorded: Mapping[str, Recorded] | None = None,
) -> VisitLists:
    """Return the visit lists of these forces, in their order, and what they have in common.

    earlier: of each force, where there is an earlier submission; nothing for none. recorded: an
    official count of offences, by the code of the force.
    """
    rule = PriorityRule(framework)
    before = earlier or [None] * len(forces)
    readers = [reader_of(force.submission, framework) for force in forces]
    asked = questions_of(forces, framework, before, recorded or {}, readers)
    return together(
        tuple(
            _visit(force, rule, earlier_one, questions, reader)
            for force, earlier_one, questions, reader in zip(
                forces, before, asked, readers, strict=True
            )
        ),
        framework,
    )


def together(visits: tuple[ForceVisit, ...], framework: Framework) -> VisitLists:
    """Return what the visit lists of these forces have in common, and their order."""
    real = [place for place, item in enumerate(visits) if not item.force.submission.fictional]
    counted = tuple(real or range(len(visits)))
    ranking = sorted(
        range(len(visits)), key=lambda place: (place not in counted, -visits[place].points.total)
    )
    places = sorted(_places(visits, counted, framework), key=_weight, reverse=True)
    return VisitLists(forces=visits, ranking=tuple(ranking), counted=counted, places=tuple(places))


def _visit(
    force: ForceScore,
    rule: PriorityRule,
    earlier: Earlier | None,
    questions: tuple[Question, ...],
    reader: CaseReader | None,
) -> ForceVisit:
    falls = earlier.falls if earlier else {}
    points = rule.points_to_settle(force, falls)
    return ForceVisit(
        force=force,
        points=points,
        entries=visit_list(force, points, rule.framework, reader, falls),
        questions=questions,
        earlier=earlier,
        reader=reader,
    )


def _places(
    visits: Sequence[ForceVisit], counted: Sequence[int], framework: Framework
) -> Iterator[Place]:
    """Yield the criteria on which some force has an entry, in framework order."""
    found: dict[str, dict[Label, list[int]]] = {}
    for place in counted:
        for entry in visits[place].entries:
            found.setdefault(entry.criterion, {}).setdefault(entry.label, []).append(place)
    for _, criterion in framework.criteria():
        if criterion.id in found:
            forces = {label: tuple(found[criterion.id].get(label, ())) for label in Label}
            yield Place(
                criterion=criterion.id,
                title=criterion.title,
                forces={label: places for label, places in forces.items() if places},
            )


def _weight(place: Place) -> int:
    """Return in how many forces a criterion comes up."""
    return sum(map(len, place.forces.values()))
