"""The sentences of a visit list, the same in every format."""

from collections.abc import Iterator, Mapping, Sequence

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.visit.all_forces import ForceVisit, Place, VisitLists
from slavery_benchmark.core.visit.entry import CASE_FILES, Entry, Group, Why
from slavery_benchmark.document.numbers import (
    count_text,
    plain_number,
    score_text,
    share_text,
)
from slavery_benchmark.pages.words.cases import where_text
from slavery_benchmark.pages.words.measures import JUDGEMENT_ALONE, cases_text
from slavery_benchmark.pages.words.scores import submission_title

STANDING = (
    "Where to look first on a visit, and why: a list of questions, not a judgement. All that it "
    "says of a force comes from the force's own workbook."
)
IN_SHORT = "A list of questions, not a judgement."
ORDER = (
    "Groups in a fixed order; inside each the largest first: share of the overall score x gap, in "
    "points of the overall score."
)
LIMIT = 10
"""How many rows of what comes first are shown unless asked otherwise."""
NOTHING = "nothing on the list"
LEFT_OUT = "Invented forces are left out."
GROUP_HEADS = {
    Group.DIFFERS: "Differs",
    Group.UNSUPPORTED: "No support",
    Group.BASELINE: "At the baseline",
    Group.MISSING: "Not known",
}
"""Heads of columns that count forces."""
_COUNTED = {
    Group.DIFFERS: "differing from own cases",
    Group.UNSUPPORTED: "without support",
    Group.BASELINE: "at or below the baseline",
    Group.MISSING: "unanswered, not applicable or not measured",
}
_GAPS = {
    Group.DIFFERS: "gap to own cases {} points",
    Group.UNSUPPORTED: "gap to the level counted {} points",
    Group.BASELINE: "gap to the target {} points",
    Group.MISSING: "not known, so all {} points are open",
}
_LIST_AND_DRAW = "Ask for a list of all cases, and read some drawn from it by lot."
_ACTIONS = {
    Why.DIFFERS: "Read the files of the cases named, and ask what the level was given for.",
    Why.UNSUPPORTED: "Ask to see what supports the level, and when it was last confirmed.",
    Why.BELOW: "Ask what has changed since the baseline, and see it.",
    Why.NO_BETTER: "Ask what has changed since the baseline, and see it.",
    Why.BLANK: "Ask for an answer.",
    Why.INVALID: "Ask what was meant.",
    Why.NOT_APPLICABLE: "Test whether it cannot apply here.",
    Why.NOT_SUPPLIED: _LIST_AND_DRAW,
    Why.CHOSEN: _LIST_AND_DRAW,
    Why.TOO_FEW: "So few can all be read.",
    Why.NO_CASE: "Ask why no case is one of those, and read some files to see.",
    Why.TOO_LITTLE_KNOWN: "Have the empty and faulty cells filled in from the files.",
    Why.NOT_SETTLED: "Ask what became of the cases that are still waiting.",
}


def group_title(group: Group, framework: Framework) -> str:
    """Return the heading of a group."""
    required = framework.level_label(framework.evidence.required_from)
    return {
        Group.DIFFERS: "Judged levels that differ from own cases",
        Group.UNSUPPORTED: f"Levels from {required} on without support",
        Group.BASELINE: f"Criteria at or below {framework.words.whole_name}",
        Group.MISSING: "Unanswered, not applicable or not measured",
    }[group]


def lead(lists: VisitLists, framework: Framework) -> Iterator[str]:
    """Yield the answer: where to look first and for what, and how much there is on the lists."""
    first = lists.first(1)
    if len(lists.forces) == 1:
        for _, entry in first:
            yield (
                f"Look first at {place_title(entry, framework)}: {framework.words.say(entry.why)}, "
                f"{priority_text(entry)}."
            )
        yield from force_lines(lists.forces[0], framework)
        return
    for place, entry in first:
        visit = lists.forces[place]
        count = count_text(visit.counts()[entry.group], "entry", "entries")
        of = framework.words.say(_COUNTED[entry.group])
        yield (
            f"{submission_title(visit.force.submission)} first: {count} {of}, "
            f"most of all {place_title(entry, framework)}, {priority_text(entry)}."
        )
    counted = [lists.forces[place].counts() for place in lists.counted]
    every = {group: sum(counts.get(group, 0) for counts in counted) for group in Group}
    yield f"{count_text(len(counted), 'force')}, {_counts(every, framework)}"
    if len(counted) < len(lists.forces):
        yield LEFT_OUT


def _counts(counts: Mapping[Group, int], framework: Framework) -> str:
    said = {group: framework.words.say(words) for group, words in _COUNTED.items()}
    parts = ", ".join(f"{n:,} {said[group]}" for group, n in counts.items() if n)
    total = count_text(sum(counts.values()), "entry", "entries")
    return f"{total}: {parts}." if parts else "with nothing on their lists."


def counts_line(visit: ForceVisit, framework: Framework) -> str:
    """Return how many entries there are, group by group."""
    if not visit.entries:
        return "Nothing on the list: see the scores for what the answers say."
    return _counts(visit.counts(), framework)


def force_lines(visit: ForceVisit, framework: Framework) -> Iterator[str]:
    """Yield what is said of a force as a whole: its list, its case files, what is set aside."""
    yield counts_line(visit, framework)
    if framework.cases is not None:
        said = cases_text(visit.force.submission.cases)
        alone = f" The scores rest on {JUDGEMENT_ALONE}." if visit.force.judgement_alone else ""
        yield f"Cases: {said}.{alone}"
    if aside := sum(check.set_aside for check in visit.force.checks):
        yield (
            f"{count_text(aside, 'answer')} of less assurance than asked for: set aside, and "
            f"counted as if unanswered."
        )


def place_title(entry: Entry, framework: Framework) -> str:
    """Return what an entry is about: id, and title of its criterion or measure."""
    if entry.node == CASE_FILES:
        return entry.title
    if entry.node in entry.checks:
        titles = {criterion.id: criterion.title for _, criterion in framework.criteria()}
        return f"{entry.node} {titles[entry.criterion or '']}"
    return f"{entry.node} {entry.title}"


def first_cells(cells: Sequence[str], sheet: str) -> str:
    """Return the first two cells of an entry, without the sheet that most of a list is on."""
    return where_text(cells[:2]).removeprefix(f"{sheet}!")


def weight_text(entry: Entry) -> str:
    """Return how the priority came about: what it carries, and how wide the gap is."""
    share, gap = share_text(entry.weight), plain_number(entry.gap, 1)
    return (
        f"Carries {share} of the overall score; {_GAPS[entry.group].format(gap)}: {share} x {gap} "
        f"= {priority_text(entry)}"
    )


def priority_text(entry: Entry) -> str:
    """Return the priority as 3.2 points."""
    return f"{score_text(entry.priority)} points"


def action(entry: Entry, framework: Framework) -> str:
    """Return what to do about an entry, in a sentence."""
    return framework.words.say(_ACTIONS[entry.why])


def group_action(group: Group, framework: Framework) -> str:
    """Return what to do about every entry of a group; empty where each has its own."""
    return {
        Group.DIFFERS: _ACTIONS[Why.DIFFERS],
        Group.UNSUPPORTED: _ACTIONS[Why.UNSUPPORTED],
        Group.BASELINE: framework.words.say(_ACTIONS[Why.BELOW]),
        Group.MISSING: "",
    }[group]


def names_at(item: Place, group: Group, lists: VisitLists) -> str:
    """Return the names of the forces that have an entry of a group at a place; empty for none."""
    places = item.forces.get(group, ())
    return ", ".join(lists.forces[place].force.submission.force or "not named" for place in places)


def place_name(item: Place) -> str:
    """Return id and title of a criterion, or the title of what is none."""
    return item.title if item.node == CASE_FILES else f"{item.node} {item.title}"
