"""Which force to visit first, and for what: the visit lists in a line each."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from slavery_benchmark.core.change.disposition import Disposition
from slavery_benchmark.core.framework.subject import Subject
from slavery_benchmark.core.view.model import ChangeView
from slavery_benchmark.core.visit.entry import CASE_FILES, Entry, Group
from slavery_benchmark.document.numbers import count_text, score_text
from slavery_benchmark.pages.report.context import Context

_NAMED = 3
_COUNTED = {
    Group.DIFFERS: (
        "judged level is higher than its own cases show",
        "judged levels are higher than its own cases show",
    ),
    Group.UNSUPPORTED: ("level without support", "levels without support"),
    Group.BASELINE: ("criterion at or below the baseline", "criteria at or below the baseline"),
    Group.MISSING: ("thing not known", "things not known"),
}
ORDER = (
    "Forces in the order of their first entry: judged levels above what own cases show, then "
    "levels without support, then criteria at or below the baseline, then what is not known; "
    "inside each the one that carries most of the overall score. It is a list of where to look, "
    "not a judgement, and no league table."
)


REGRESSED_FIRST = (
    "Forces in which criteria have regressed since their previous submission come first, by the "
    "points of the overall score that this took. The others follow: "
)
JUDGED = (
    "A judged level is one that the force gave itself; where it is higher than its own case files "
    "show, the force rates itself higher than they do."
)
"""Stands once, where levels that differ are named first."""


def order_said(context: Context) -> str:
    """Return by what the forces are ordered."""
    places = range(len(context.forces))
    fell = any(regressions(context, place) for place in places)
    order = context.framework.words.say(ORDER)
    return f"{REGRESSED_FIRST}{order[0].lower()}{order[1:]}" if fell else order


def judged_said(context: Context) -> str:
    """Return what a judged level is; empty where none differs."""
    visits = (context.visit(place) for place in range(len(context.forces)))
    differs = any(
        entry.group is Group.DIFFERS for visit in visits if visit for entry in visit.entries
    )
    return JUDGED if differs else ""


def group_count(group: Group, number: int, words: Subject) -> str:
    """Return how many entries of a group there are, as `2 levels without support`."""
    return words.say(count_text(number, *_COUNTED[group]))


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
    """Yield what to visit a force for: what has regressed, then a line for each group."""
    visit = context.visit(place)
    entries = visit.entries if visit else ()
    counts = counts_of(entries)
    fallen = regressions(context, place)
    if fallen:
        names = [_fall_named(item) for item in fallen]
        yield f"{_have_regressed(fallen)} since the previous submission: {named(names)}."
    for group in Group:
        if number := counts.get(group):
            said = group_count(group, number, context.framework.words)
            yield f"{said[0].upper()}{said[1:]}: {named(places_of(entries, group, context))}."


def _have_regressed(fallen: Sequence[ChangeView]) -> str:
    return f"{count_text(len(fallen), 'criterion has', 'criteria have')} regressed"


def _fall_named(item: ChangeView) -> str:
    """Return a criterion with its scores then and now: VIC-05 Contact is kept (75.0 to 35.0)."""
    then, now = (node.tally.score if node else None for node in (item.then, item.now))
    return f"{item.criterion} {item.title} ({score_text(then)} to {score_text(now)})"


def _lost(context: Context, place: int) -> Fraction:
    """Return the points of the overall score that regressed criteria are about."""
    shares = context.framework.effective_weights()
    return sum(
        (
            shares[item.criterion] * -min(item.change or Fraction(0), Fraction(0))
            for item in regressions(context, place)
        ),
        Fraction(0),
    )


def order_of_forces(context: Context) -> list[int]:
    """Return the places of the forces, the one to visit first at the head.

    Where something has regressed first, by the points that took; then by the group of the first
    entry, then its priority; invented forces after real ones, and those without an entry last.
    """
    groups = list(Group)

    def key(place: int) -> tuple[bool, bool, Fraction, int, Fraction, int]:
        force, visit = context.forces[place], context.visit(place)
        fallen, lost = bool(regressions(context, place)), _lost(context, place)
        head = (force.fictional, not fallen, -lost)
        if visit is None or not visit.entries:
            return *head, len(groups), Fraction(0), place
        first: Entry = visit.entries[0]
        return *head, groups.index(first.group), -first.priority, place

    return sorted(range(len(context.forces)), key=key)


def first_of(context: Context, place: int) -> str:
    """Return in a phrase why a force comes first; empty where nothing is on its list."""
    fallen = regressions(context, place)
    entries = _first_entries(context, place)
    if not fallen:
        return entries
    most = "" if len(fallen) == 1 else "most of all "
    said = f"{_have_regressed(fallen)}, {most}{_fall_named(fallen[0])}"
    return f"{said}; {entries}" if entries else said


def _first_entries(context: Context, place: int) -> str:
    visit = context.visit(place)
    if visit is None or not visit.entries:
        return ""
    group = visit.entries[0].group
    places = places_of(visit.entries, group, context)
    count = group_count(group, counts_of(visit.entries)[group], context.framework.words)
    most = places[0] if places else CASE_FILES
    where = "on" if len(places) == 1 else "most of all on"
    return f"{count}, {where} {most}"
