"""Which force to visit first, and for what: the visit lists in a line each."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from slavery_benchmark.core.reinspection.disposition import Disposition
from slavery_benchmark.core.view.model import ChangeView
from slavery_benchmark.core.visit_entry import CASE_FILES, Entry, Group
from slavery_benchmark.render.html.context import Context
from slavery_benchmark.render.numbers import count_text

_NAMED = 3
_COUNTED = {
    Group.DIFFERS: (
        "judged level differs from its own cases",
        "judged levels differ from its own cases",
    ),
    Group.UNSUPPORTED: ("level without support", "levels without support"),
    Group.BASELINE: ("criterion at or below 2017", "criteria at or below 2017"),
    Group.MISSING: ("thing not known", "things not known"),
}
ORDER = (
    "Forces in the order of their first entry: judged levels that differ from own cases, then "
    "levels without support, then criteria at or below 2017, then what is not known; inside each "
    "the one that carries most of the overall score. It is a list of where to look, not a "
    "judgement, and no league table."
)


def group_count(group: Group, number: int) -> str:
    """Return how many entries of a group there are: 5 judged levels differ from its own cases."""
    return count_text(number, *_COUNTED[group])


def counts_of(entries: Sequence[Entry]) -> dict[Group, int]:
    """Return how many entries each group has, of those that have any."""
    found = {group: sum(entry.group is group for entry in entries) for group in Group}
    return {group: number for group, number in found.items() if number}


def places_of(entries: Sequence[Entry], group: Group, context: Context) -> list[str]:
    """Return the criteria of a group of entries by id and title, in their order, each once."""
    titles = {item.id: f"{item.id} {item.title}" for item in context.criteria()}
    found = (entry.criterion for entry in entries if entry.group is group)
    return list(dict.fromkeys(titles[item] if item else "its case files" for item in found))


def named(places: Sequence[str], most: int = _NAMED) -> str:
    """Return the first few of many places, and how many more there are."""
    rest = len(places) - most
    if rest <= 1:
        return "; ".join(places[: most + 1])
    return f"{'; '.join(places[:most])}; and {rest} more"


def regressions(context: Context, place: int) -> list[ChangeView]:
    """Return the criteria of a force that have regressed since its previous submission."""
    progress = context.progress(place)
    if progress is None or progress.since_previous is None:
        return []
    found = [
        item
        for item in progress.since_previous.criteria
        if item.disposition is Disposition.REGRESSED
    ]
    return sorted(found, key=lambda item: item.change or Fraction(0))


def reasons(context: Context, place: int) -> Iterator[str]:
    """Yield what to visit a force for: a line for each group, regressions after what differs."""
    visit = context.visit(place)
    entries = visit.entries if visit else ()
    counts = counts_of(entries)
    fallen = regressions(context, place)
    for group in Group:
        if number := counts.get(group):
            said = group_count(group, number)
            yield f"{said[0].upper()}{said[1:]}: {named(places_of(entries, group, context))}."
        if group is Group.DIFFERS and fallen:
            many = count_text(len(fallen), "criterion has", "criteria have")
            names = [f"{item.criterion} {item.title}" for item in fallen]
            yield f"{many} regressed since the previous submission: {named(names)}."


def order_of_forces(context: Context) -> list[int]:
    """Return the places of the forces, the one to visit first at the head.

    By the group of the first entry, then its priority; invented forces after real ones, and those
    without an entry last.
    """
    groups = list(Group)

    def key(place: int) -> tuple[bool, int, Fraction, int]:
        force, visit = context.forces[place], context.visit(place)
        if visit is None or not visit.entries:
            return force.fictional, len(groups), Fraction(0), place
        first: Entry = visit.entries[0]
        return force.fictional, groups.index(first.group), -first.priority, place

    return sorted(range(len(context.forces)), key=key)


def first_of(context: Context, place: int) -> str:
    """Return in a phrase why a force comes first; empty where nothing is on its list."""
    visit = context.visit(place)
    if visit is None or not visit.entries:
        return ""
    group = visit.entries[0].group
    places = places_of(visit.entries, group, context)
    count = group_count(group, counts_of(visit.entries)[group])
    most = places[0] if places else CASE_FILES
    where = "on" if len(places) == 1 else "most of all on"
    return f"{count}, {where} {most}"
