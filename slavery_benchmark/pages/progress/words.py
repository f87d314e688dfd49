"""The sentences that say what has changed, the same in every format."""

from collections.abc import Iterable, Iterator, Sequence

from slavery_benchmark.core.change.bridge import Bridge
from slavery_benchmark.core.change.change import Change, CriterionChange, Disposition
from slavery_benchmark.core.change.history import Cycle, edition_names
from slavery_benchmark.core.change.moves import FEWEST_FORCES
from slavery_benchmark.core.change.progress import Compared, ForceProgress, ProgressReport
from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.document.numbers import (
    count_text,
    date_text,
    percent_text,
    score_text,
    signed_text,
)
from slavery_benchmark.pages.progress import rows
from slavery_benchmark.pages.progress.drift import falling_sentences, slide_sentences
from slavery_benchmark.pages.progress.meanings import BY_COVERAGE, TWO_POINTS
from slavery_benchmark.pages.words.heads import changed_sentence, edition_text, framework_of
from slavery_benchmark.pages.words.scores import headline

_SAID_APART = (Disposition.REGRESSED, *rows.UNKNOWN)
_MOST_TITLED, _MOST_NAMED = 2, 6
_LONGEST_MONTH, _DAYS_A_MONTH = 31, 30.44
_MANY = {"persists": "persist"}
"""What became of criteria as it is counted, where that is another word."""


def force_sentences(force: ForceProgress, since: str) -> Iterator[str]:
    """Yield all that is said of a force: the answer, and what must be known beside it."""
    yield from lead_sentences(force, since)
    if (compared := rows.chosen(force, since)) is not None:
        yield from caveat_sentences(force, compared, since)


def lead_sentences(force: ForceProgress, since: str) -> Iterator[str]:
    """Yield what changed for a force: regressions first, then the rest, the total last."""
    compared = rows.chosen(force, since)
    latest = force.latest
    if compared is not None:
        yield _regressed(compared.change)
        yield from _unlike(compared.change)
        yield from slide_sentences(force)
        yield from _others(compared.change)
        yield from _total(compared)
        return
    if len(force.history.cycles) > 1:
        names = " and ".join(edition_names(cycle.framework for cycle in force.history.cycles))
        yield f"Nothing can be said of what changed: no lineage leads between the editions {names}."
    else:
        yield (
            f"This is the only submission here, to {date_text(latest.end)} (edition "
            f"{latest.framework.identity.edition}): there is none to compare it with."
        )
    yield from _present_state(latest)


def _unlike(change: Change) -> Iterator[str]:
    """Yield that only one of two submissions counts inspectors' levels, if so."""
    earlier, later = (cycle.score.counts_verified for cycle in (change.earlier, change.later))
    if earlier is not later:
        one, other = ("later", "earlier") if later else ("earlier", "later")
        yield (
            f"The {one} score counts inspectors' levels, the {other} the force's own: what changed "
            "may be who judged, and not the force."
        )


def _present_state(cycle: Cycle) -> Iterator[str]:
    """Yield where one submission stands, with nothing said of change."""
    yield from headline(cycle.score, cycle.framework)
    nodes = cycle.score.criteria
    known = [node for node in nodes if node.position is not None]
    there = sum(node.position is Position.AT_TARGET for node in known)
    said = f"{there} of {count_text(len(nodes), 'criterion', 'criteria')} "
    said += "is at target" if there == 1 else "are at target"
    if unknown := len(nodes) - len(known):
        said += f"; too little is known of {unknown} to say"
    yield f"{said}."


def _regressed(change: Change) -> str:
    since = f"since the period to {date_text(change.earlier.end)}"
    regressed = rows.of_kind(change, Disposition.REGRESSED)
    if regressed:
        number = count_text(len(regressed), "criterion has", "criteria have")
        return f"{number} regressed {since}: {_named(regressed)}."
    if len(rows.of_kind(change, *rows.UNKNOWN)) == len(change.criteria):
        return f"No criterion can be compared {since}."
    return f"No criterion has regressed {since}."


def _others(change: Change) -> Iterator[str]:
    """Yield what became of the criteria that have not regressed, and falls among what is held."""
    counts = rows.disposition_counts(change)
    unknown = rows.of_kind(change, *rows.UNKNOWN)
    said = _counted((kind, counts[kind]) for kind in Disposition if kind not in _SAID_APART)
    if said:
        regressed = counts[Disposition.REGRESSED]
        rest = len(change.criteria) - regressed
        less = f"; {len(unknown)} cannot be compared ({_ids(unknown)})" if unknown else ""
        yield f"Of {'the other ' if regressed else ''}{rest}: {said}{less}."
    lower = [item for item in change.criteria if rows.fell_while_held(item)]
    if lower:
        yield f"At target both times, with a lower score now: {_named(lower)}."


def _counted(counts: Iterable[tuple[str, int]]) -> str:
    """Return how many criteria became what, of what there is any."""
    return ", ".join(
        f"{number} {name if number == 1 else _MANY.get(name, name)}"
        for name, number in counts
        if number
    )


def _named(items: Sequence[CriterionChange]) -> str:
    """Return criteria with their titles and scores, of many the first few so and others by id."""
    names = [f"{item.criterion} {item.title} ({_then_now(item)})" for item in items[:_MOST_TITLED]]
    others = items[_MOST_TITLED:]
    return "; ".join(names) + (f"; and {_ids(others)}" if others else "")


def _ids(items: Sequence[CriterionChange]) -> str:
    more = f" and {len(items) - _MOST_NAMED} more" if len(items) > _MOST_NAMED else ""
    return ", ".join(item.criterion for item in items[:_MOST_NAMED]) + more


def _then_now(item: CriterionChange) -> str:
    then, now = (node.tally.score if node else None for node in (item.then, item.now))
    chance = item.within_chance and item.like_for_like == 0
    return f"{score_text(then)} to {score_text(now)}{', within chance' if chance else ''}"


def _total(compared: Compared) -> Iterator[str]:
    bridge = compared.bridge
    if bridge is None or _too_little(compared.change):
        return  # a caveat says so
    if bridge.now == bridge.then:
        yield f"The overall score stayed at {score_text(bridge.now)}."
    else:
        yield f"The overall score went {_ends_text(bridge)}."


def bridge_title(compared: Compared) -> str:
    """Return what the bridge is called: from which score to which, where enough is known."""
    if compared.bridge is None or _too_little(compared.change):
        return "The bridge, between what was answered each time"
    return f"The bridge {_ends_text(compared.bridge)}"


def _ends_text(bridge: Bridge) -> str:
    difference = signed_text(bridge.now - bridge.then)
    return f"from {score_text(bridge.then)} to {score_text(bridge.now)} ({difference})"


def _too_little(change: Change) -> list[str]:
    """Return the submissions of which too little is known to compare their overall scores."""
    return [
        f"to {date_text(item.end)} ({percent_text(item.score.overall.tally.coverage)} answered)"
        for item in (change.earlier, change.later)
        if item.score.overall.position is None
    ]


def caveat_sentences(force: ForceProgress, compared: Compared, since: str) -> Iterator[str]:
    """Yield what must be known beside a change: unlike periods or editions, the other span."""
    change = compared.change
    if low := _too_little(change):
        yield (
            "There is no change of the overall score: too little is known of the submission "
            f"{' and '.join(low)}."
        )
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
    if change.earlier.framework != change.later.framework:
        yield _editions(change)
    other = force.since_previous if since == rows.FIRST else force.since_first
    if other is not None and rows.has_several(force) and other is not compared:
        yield _other_span(other.change, rows.PREVIOUS if since == rows.FIRST else rows.FIRST)
    yield from falling_sentences(force)
    if not rows.has_several(force):
        yield TWO_POINTS


def _editions(change: Change) -> str:
    """Return that two editions are compared, and how much of each stays out."""
    earlier, later = (item.framework.identity.edition for item in (change.earlier, change.later))
    new = sum(len(item.not_compared) for item in change.criteria)
    counts = ((new, later), (len(change.dropped), earlier))
    out = " and ".join(f"{number} of {edition}" for number, edition in counts if number)
    return (
        f"Written for edition {earlier} then and {later} now: compared over what both can answer "
        f"({f'left out: {out}' if out else 'everything'}), so a score may differ from that of "
        "benchmark score."
    )


def _other_span(change: Change, which: str) -> str:
    names = (name for name, _ in rows.GROUPS)
    said = _counted(zip(names, rows.grouped(rows.disposition_counts(change)), strict=True))
    regressed = rows.of_kind(change, Disposition.REGRESSED)
    if regressed:
        said += f". Regressed: {_ids(regressed)}"
    return f"Since its {which} submission, to {date_text(change.earlier.end)}: {said}."


def all_sentences(report: ProgressReport, since: str) -> Iterator[str]:
    """Yield what changed over all forces, regressions first."""
    changes = [item.change for force in report.forces if (item := rows.chosen(force, since))]
    forces = count_text(len(report.forces), "force")
    if not changes:
        yield f"{forces}, and no earlier submission that any of them can be compared with."
        return
    every = [rows.disposition_counts(change) for change in changes]
    total = {kind: sum(counts[kind] for counts in every) for kind in Disposition}
    unknown = sum(total.pop(kind) for kind in rows.UNKNOWN)
    some = sum(counts[Disposition.REGRESSED] > 0 for counts in every)
    single = len(report.forces) - len(changes)
    yield (
        f"{forces}, each against its own {since} submission"
        f"{f' ({single} without one that can be compared)' if single else ''}: {some} "
        f"{'has' if some == 1 else 'have'} regressed on one criterion or more, "
        f"{count_text(total[Disposition.REGRESSED], 'time')} in all{_most_often(report, since)}."
    )
    unlike = sum(1 for change in changes for _ in _unlike(change))
    if unlike:
        yield (
            f"In {count_text(unlike, 'force')} only one of the scores counts inspectors' levels: "
            "what changed there may be who judged, and not the force."
        )
    results = count_text(sum(total.values()) + unknown, "result")
    yield f"Of {results}: {_counted([*total.items(), ('not known', unknown)])}."
    once = sum(item.by_coverage_alone for change in changes for item in change.criteria)
    if once:
        yield f"{once} moved only {BY_COVERAGE}: not counted."


def _most_often(report: ProgressReport, since: str) -> str:
    """Return on which criteria most forces regressed, where it is since the previous time."""
    worst = [
        f"{item.criterion} {item.title} ({number} of {item.forces})"
        for item in rows.moves_in_order(report)
        if (number := item.dispositions[Disposition.REGRESSED]) >= FEWEST_FORCES
    ]
    named = "; ".join(worst[:_MOST_TITLED])
    return f", most often on {named}" if named and since != rows.FIRST else ""


def changed_sentences(report: ProgressReport) -> Iterator[str]:
    """Yield which frameworks are not the shipped editions whose names they bear."""
    cycles = (cycle for force in report.forces for cycle in force.history.cycles)
    yield from dict.fromkeys(
        filter(None, (changed_sentence(framework_of(item)) for item in cycles))
    )


def left_out_sentences(report: ProgressReport) -> Iterator[str]:
    """Yield a sentence for each force of which nothing is said, and why."""
    for item in report.left_out:
        why = "; ".join(item.because) or "its submissions cannot be put in order"
        yield f"Left out: {item.force} ({', '.join(item.files)}): {why}."


def framework_sentence(report: ProgressReport) -> str:
    """Return which editions were used, each with its hash, and the day that counts as today."""
    cycles = (cycle for force in report.forces for cycle in force.history.cycles)
    used = map(framework_of, cycles)
    names = sorted({edition_text(item, item.sha256()) for item in used})
    return f"Framework {', '.join(names)}. As of {date_text(report.as_of)}."
