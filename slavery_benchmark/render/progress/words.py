"""The sentences that say what has changed, the same in every format."""

from collections.abc import Iterator, Sequence

from slavery_benchmark.core.baseline import Position
from slavery_benchmark.core.reinspection.change import Change, CriterionChange, Disposition
from slavery_benchmark.core.reinspection.history import Cycle
from slavery_benchmark.core.reinspection.progress import Compared, ForceProgress
from slavery_benchmark.document.numbers import (
    count_text,
    date_text,
    percent_text,
    score_text,
    signed_text,
)
from slavery_benchmark.render.progress.edition_words import edition_sentences
from slavery_benchmark.render.progress.figures import BY_COVERAGE
from slavery_benchmark.render.progress.rows import (
    FIRST,
    HELD,
    PREVIOUS,
    UNKNOWN,
    chosen,
    disposition_counts,
    editions_of,
    fell_while_held,
    of_kind,
    ordered,
)
from slavery_benchmark.render.words import capital, headline

STANDING = (
    "Change is against the force's own earlier submission, as the force itself judged it; it is no "
    "finding of an inspection. Changes are taken before rounding."
)
POSITION = (
    "Against 2017 is a position and not a change: where the latest submission stands against our "
    "reading of what was found nationally in 2017; HMICFRS scored nothing."
)
TWO_POINTS = "Two points are not a trend."
POPULATION = (
    "The forces are taken as all that there are, not as a sample of others, so no test is made: "
    "the counts are what they are. With --sample they are tested as a sample."
)
TEST = (
    "p: if rising and falling were equally likely, how often chance alone would split so many "
    "moves at least as unevenly (exact sign test; forces that stayed the same are left out, and "
    "nothing is tested where none moved). Adjusted: the same, with the false-discovery rate over "
    "the criteria tested controlled (Benjamini and Hochberg): of the criteria with an adjusted "
    "value up to 0.05, at most about one in twenty, on average, is chance. The criteria of one "
    "force are not independent of each other, so take this as a guide."
)
PROGRESS_MEANS = (
    "Progress: the share of the way from the earlier score to the target that has been gone; below "
    "0 if it is further away now."
)
MEANINGS = {
    Disposition.REGRESSED: "below target; what has a score both times fell, or lost it",
    Disposition.PERSISTS: "below target, and not clearly higher",
    Disposition.IMPROVED: "higher, as is what has a score both times; not remedied",
    Disposition.REMEDIED: "at target now and not then, on what has a score both times",
    Disposition.HELD: "at target then and now",
    Disposition.EMBEDDED: "held through two changes in a row; not the level of that name",
    Disposition.NOT_RETESTED: ("too little known now, or at target by what is there once"),
    Disposition.NO_EARLIER: "too little known then, or nothing that can be compared",
}
_MOST_NAMED = 4
_LONGEST_MONTH, _DAYS_A_MONTH = 31, 30.44
_COUNTED = {Disposition.PERSISTS: "persist"}
"""Dispositions as they are counted, where that is another word."""


def force_sentences(force: ForceProgress, since: str) -> Iterator[str]:
    """Yield what changed for a force: regressions, what is remedied, the total, what stays out."""
    compared = chosen(force, since)
    latest = force.latest
    if compared is None:
        if len(force.history.cycles) > 1:
            names = " and ".join(editions_of(force))
            yield (
                f"Nothing can be said of what changed: no lineage leads between the editions "
                f"{names}."
            )
        else:
            yield (
                f"This is the only submission here, to {date_text(latest.end)} (edition "
                f"{latest.framework.identity.edition}): there is none to compare it with."
            )
        yield from present_state(latest)
        return
    change = compared.change
    yield from _disposition_sentences(change)
    yield from _period_sentences(change)
    yield from _total(compared)
    yield from _since_first(force, since)
    yield from edition_sentences(force, change)
    if len(force.history.cycles) == 2:
        yield TWO_POINTS


def present_state(cycle: Cycle) -> Iterator[str]:
    """Yield where one submission stands, with nothing said of change."""
    yield from headline(cycle.score, cycle.framework)
    nodes = cycle.score.criteria
    known = [node for node in nodes if node.position is not None]
    there = sum(node.position is Position.AT_TARGET for node in known)
    said = f"{there} of {count_text(len(nodes), 'criterion', 'criteria')} {_are(there)} at target"
    if unknown := len(nodes) - len(known):
        said += f"; too little is known of {unknown} to say"
    yield f"{said}."


def _disposition_sentences(change: Change) -> Iterator[str]:
    """Yield how many criteria have regressed, and which; then what became of the others."""
    counts = disposition_counts(change)
    since = f"since the submission to {date_text(change.earlier.end)}"
    regressed = of_kind(change, Disposition.REGRESSED)
    if regressed:
        number = count_text(len(regressed), "criterion has", "criteria have")
        yield f"{number} regressed {since}: {_named(regressed)}."
    elif sum(counts.values()) == sum(counts[kind] for kind in UNKNOWN):
        yield f"No criterion can be compared {since}."
    else:
        yield f"No criterion has regressed {since}."
    remedied = of_kind(change, Disposition.REMEDIED)
    if remedied:
        yield f"{len(remedied)} {_are(len(remedied))} remedied: {_named(remedied)}."
    parts = [
        f"{counts[kind]} {_are(counts[kind])} {words}"
        for kind, words in (
            (Disposition.IMPROVED, "improved and not remedied"),
            (Disposition.PERSISTS, "not clearly higher and below target"),
        )
        if counts[kind]
    ]
    held = sum(counts[kind] for kind in HELD)
    if held:
        said = f"{held} {_are(held)} at target both times"
        if embedded := counts[Disposition.EMBEDDED]:
            said += f", {embedded} of them a second time running"
        parts.append(said)
    if unknown := of_kind(change, *UNKNOWN):
        ids = ", ".join(item.criterion for item in unknown)
        parts.append(f"{len(unknown)} cannot be compared ({ids})")
    if parts:
        yield f"{'; '.join(parts)}."
    yield from _by_coverage(change)
    yield from _hidden_falls(change)


def _by_coverage(change: Change) -> Iterator[str]:
    """Yield which criteria moved only by what is there once, so that nothing is claimed of them."""
    found = [item for item in ordered(change) if item.by_coverage_alone]
    if found:
        number = count_text(len(found), "criterion", "criteria")
        yield (
            f"The score of {number} moved as it did only {BY_COVERAGE}, so nothing is claimed for "
            f"that: {_named(found)}."
        )


def _period_sentences(change: Change) -> Iterator[str]:
    """Yield that two periods are of unlike length, where that is so by more than about a month."""
    days = [
        (cycle.end - cycle.start).days + 1
        for cycle in (change.earlier, change.later)
        if cycle.start is not None and cycle.end is not None
    ]
    if len(days) == 2 and abs(days[1] - days[0]) > _LONGEST_MONTH:
        then, now = (count_text(round(number / _DAYS_A_MONTH), "month") for number in days)
        yield (
            f"The periods are of unlike length, {then} then and {now} now: what counts cases may "
            "differ for that alone."
        )


def _hidden_falls(change: Change) -> Iterator[str]:
    """Yield falls that a disposition does not show, and falls in evidence alone."""
    lower = [item for item in change.criteria if fell_while_held(item)]
    if lower:
        yield f"At target both times, with a lower score now: {_named(lower)}."
    alone = [item for item in change.criteria if item.evidence_alone]
    if alone:
        ids = ", ".join(item.criterion for item in alone)
        yield f"In evidence alone, with no level given lower than then: the fall of {ids}."


def _named(items: Sequence[CriterionChange]) -> str:
    """Return criteria with their titles and scores, the first few of many."""
    names = [f"{item.criterion} {item.title} ({_then_now(item)})" for item in items[:_MOST_NAMED]]
    more = len(items) - len(names)
    return "; ".join(names) + (f"; and {more} more" if more else "")


def _then_now(item: CriterionChange) -> str:
    then, now = (node.tally.score if node else None for node in (item.then, item.now))
    return f"{score_text(then)} to {score_text(now)}"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _total(compared: Compared) -> Iterator[str]:
    bridge, change = compared.bridge, compared.change
    first, last = change.earlier, change.later
    if bridge is None:
        missing = [item for item in (first, last) if item.score.overall.tally.score is None]
        when = " and ".join(f"to {date_text(item.end)}" for item in missing)
        yield f"There is no change of the overall score: the submission {when} has none."
        return
    low = [item for item in (first, last) if item.score.overall.position is None]
    if low:
        when = " and ".join(
            f"to {date_text(item.end)} ({percent_text(item.score.overall.tally.coverage)} answered)"
            for item in low
        )
        yield (
            f"There is no change of the overall score: too little is known of the submission {when}"
            ". The bridge is between what was answered each time."
        )
        return
    difference = bridge.now - bridge.then
    went = (
        f"stayed at {score_text(bridge.now)}"
        if not difference
        else f"went from {score_text(bridge.then)} to {score_text(bridge.now)} "
        f"({signed_text(difference)})"
    )
    yield f"The overall score {went}; the bridge says what that is made of."


def _since_first(force: ForceProgress, since: str) -> Iterator[str]:
    """Yield what changed over the other span, where there are more than two submissions."""
    other = force.since_previous if since == FIRST else force.since_first
    if other is None or len(force.history.cycles) < 3:
        return
    which = PREVIOUS if since == FIRST else FIRST
    parts: list[str] = []
    for kind, number in disposition_counts(other.change).items():
        said = f"{number} {_COUNTED.get(kind, kind.value)}"
        if kind is Disposition.REGRESSED and number:
            found = of_kind(other.change, kind)
            said += f" ({', '.join(item.criterion for item in found)})"
        if number:
            parts.append(said)
    end = date_text(other.change.earlier.end)
    yield f"Since its {which} submission, to {end}: {', '.join(parts)}."


def heading_of(disposition: Disposition, number: int) -> str:
    """Return the heading of a group of criteria: Regressed (3): what that means."""
    return f"{capital(disposition.value)} ({number})"


def other_head(since: str) -> str:
    """Return the heading of the dispositions over the other span."""
    return "Since previous" if since == FIRST else "Since first"
