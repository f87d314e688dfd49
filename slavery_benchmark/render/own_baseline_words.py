"""What is said where a force's own earlier submission takes the place of the 2017 baseline."""

from collections.abc import Iterable, Iterator

from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.reinspection.change import Change, Disposition
from slavery_benchmark.core.reinspection.history import Cycle
from slavery_benchmark.core.reinspection.own_baseline import (
    NodeChange,
    NotEarlier,
    OwnBaseline,
    OwnBaselines,
)
from slavery_benchmark.core.scores import OVERALL, CheckScore, MeasureScore
from slavery_benchmark.document.numbers import period_text, score_text
from slavery_benchmark.render.measure_words import figure_text, measures_by_id
from slavery_benchmark.render.progress.figures import BY_COVERAGE
from slavery_benchmark.render.progress.rows import not_compared
from slavery_benchmark.render.progress.words import (
    MEANINGS,
    TWO_POINTS,
    disposition_sentences,
    period_sentences,
)
from slavery_benchmark.render.words import distance, plain_name

EARLIER, CHANGE, SINCE = "Earlier", "Change", "Since then"
"""The names of the columns."""
OWN_LINE = (
    "Earlier, Change and Since then are against the force's own earlier submission, as the force "
    "itself judged it: a change, and no position against 2017. Changes are taken before rounding."
)
NO_EARLIER, UNKNOWN_NOW = "no earlier", "too little"
_HIGHER, _LOWER, _SAME = "higher", "lower", "the same"


def since_word(found: NodeChange) -> str:
    """Return what became of a node: its disposition, or which way a theme or the whole moved."""
    if found.disposition is Disposition.NO_EARLIER:
        return NO_EARLIER
    if found.disposition is not None:
        return found.disposition.value
    if found.change is None:
        return NO_EARLIER if found.score_then is None else UNKNOWN_NOW
    if not found.change:
        return _SAME
    return _HIGHER if found.change > 0 else _LOWER


def not_earlier_lines(found: Iterable[NotEarlier]) -> Iterator[str]:
    """Yield why a file that was given as an earlier submission is none."""
    for item in found:
        what = "is the submission that is scored, and no earlier one"
        if item.is_later:
            what = (
                f"is a later submission ({period_text(item.start, item.end)}), and no earlier one"
            )
        yield (
            f"--baseline: {item.file} {what}; no file given is an earlier submission of "
            f"{item.force}."
        )


def meanings_sentence(found: Iterable[OwnBaseline]) -> str:
    """Return what the words for criteria mean, of those that stand in these columns."""
    forces = [item for item in found if item.change is not None]
    used = {item.of(node.id).disposition for item in forces for node in item.force.criteria}
    said = [
        f"{NO_EARLIER if kind is Disposition.NO_EARLIER else kind.value}, {MEANINGS[kind]}"
        for kind in Disposition
        if kind in used
    ]
    if not said:
        return ""
    return (
        f"{SINCE}, of a criterion: {'; '.join(said)}. Of a theme or the whole: higher, lower or "
        f"{_SAME}; {UNKNOWN_NOW}, where too little is known now."
    )


def earlier_text(cycle: Cycle) -> str:
    """Return which submission it is: its period, its file, and its edition."""
    item = cycle.score.submission
    edition = cycle.framework.identity.edition
    return f"{period_text(item.period_start, item.period_end)} · {item.source.file}, {edition}"


def beside_text(own: OwnBaseline) -> str:
    """Return how the overall score stands to the earlier one, for the headline."""
    if own.earlier is None:
        return "No earlier result to set it against"
    submission = own.earlier.score.submission
    period = period_text(submission.period_start, submission.period_end)
    what = f"its own submission of {period}"
    found = own.of(OVERALL)
    if found.change is None or found.then is None or found.now is None:
        return f"too little is known to set it against {what}"
    then = score_text(found.then.tally.score)
    if own.differs_from_whole(OVERALL):
        now = score_text(found.now.tally.score)
        return distance(found.change, f"{what}, over what both can answer ({then} then, {now} now)")
    return distance(found.change, f"{what} ({then})")


def own_sentences(own: OwnBaseline) -> Iterator[str]:
    """Yield what changed since, regressions first, and what cannot be compared."""
    if own.earlier is None:
        yield "No earlier result: no file given is an earlier submission of this force."
        return
    change = own.change
    if change is None:
        before = own.earlier.framework
        yield (
            "Nothing can be said of what changed: no lineage leads from edition "
            f"{before.identity.edition} ({before.sha256()[:12]}) of the earlier submission to the "
            "one of this."
        )
        return
    yield from disposition_sentences(change)
    yield from period_sentences(change)
    yield from _editions(change)
    yield TWO_POINTS


def _editions(change: Change) -> Iterator[str]:
    """Yield what keeps two editions from being compared whole."""
    earlier, later = (item.framework.identity.edition for item in (change.earlier, change.later))
    if change.earlier.framework == change.later.framework:
        return
    yield (
        f"The earlier submission was written for edition {earlier}. {EARLIER} and {CHANGE} are "
        f"over what both editions ask, under {later}; where that is not the whole of a row, it "
        "says so. Scores are of the whole."
    )
    parts = [
        f"of {edition}: {', '.join(ids)}"
        for edition, ids in ((later, not_compared(change)), (earlier, change.dropped))
        if ids
    ]
    if parts:
        yield f"Not comparable, and left out of the change: {'; '.join(parts)}."


def part_note(own: OwnBaseline, node_id: str) -> str:
    """Return the comparable part of a node then and now, where it is not the whole, and a flag."""
    found = own.of(node_id)
    once = BY_COVERAGE if found.by_coverage_alone else ""
    if found.then is None or found.now is None or not own.differs_from_whole(node_id):
        return once
    if found.then.tally.score is found.now.tally.score is None:
        return once
    then, now = score_text(found.then.tally.score), score_text(found.now.tally.score)
    said = f"of what both can answer, {then} then and {now} now"
    return f"{said}; {once}" if once else said


def then_text(own: OwnBaseline, now: CheckScore | MeasureScore, framework: Framework) -> str:
    """Return what a check or measure was then, to stand behind what it is now."""
    if own.change is None:
        return ""
    then = own.part_then(now.node.id)
    if then is None:
        return "then: not asked"
    if isinstance(then, MeasureScore):
        if then.measured.level is None:
            return f"then: no level ({then.measured.state.value})"
        figure = figure_text(measures_by_id(framework)[now.node.id], then.measured)
        return f"then: {framework.level_label(then.measured.level)}, {figure}"
    if then.response.level is None or then.counted_level is None:
        return f"then: {then.response.state.value}"
    said = f"then: {framework.level_label(then.response.level)}"
    if then.counted_level != then.response.level:
        said += f", counted as {framework.level_label(then.counted_level)}"
    return said


def run_sentence(found: OwnBaselines) -> str:
    """Return how many forces have an earlier result, and which have none."""
    without = [plain_name(item.force.submission) for item in found.forces if item.earlier is None]
    said = (
        f"{len(found.forces) - len(without)} of {len(found.forces)} have an earlier submission of "
        "their own here."
    )
    return f"{said} No earlier result: {', '.join(without)}." if without else said


def regressed_text(own: OwnBaseline) -> str:
    """Return how many criteria have regressed, for a column; a dash where nothing is known."""
    if own.change is None:
        return score_text(None)
    kinds = [item.disposition for item in own.change.criteria]
    return str(kinds.count(Disposition.REGRESSED))
