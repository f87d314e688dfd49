"""The sentences of an action plan, the same in every format."""

from collections.abc import Iterator, Sequence
from datetime import date

from slavery_benchmark.core.cases.measuring import MeasureState
from slavery_benchmark.core.change.actions import (
    STATUTORY_DAYS,
    Action,
    ActionPlans,
    ForceActions,
    Standing,
    last_day,
)
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Framework, Shortcoming
from slavery_benchmark.core.framework.subject import Subject
from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.core.scoring.scores import ForceScore, NodeScore
from slavery_benchmark.core.visit.entry import Why
from slavery_benchmark.document.numbers import (
    count_text,
    date_text,
    percent_text,
    plain_number,
    score_text,
)
from slavery_benchmark.document.positions import POSITION_WORDS
from slavery_benchmark.pages.words.cases import where_text
from slavery_benchmark.pages.words.measures import (
    figure_text,
    level_text,
    measures_by_id,
    state_text,
)
from slavery_benchmark.pages.words.reasons import ground_text
from slavery_benchmark.pages.words.scores import too_low
from slavery_benchmark.pages.words.verified import from_reviews

ORDER = (
    "First what is no better than the baseline, then what may be, what is above it and "
    "not at target, and what too little is known of to say. Inside each, most points of the "
    "overall score first: share of the score x gap to target."
)
TITLES = {
    Standing.LOW: "No better than the baseline",
    Standing.NOT_CERTAIN: "Not certain against the range of the baseline",
    Standing.ABOVE: "Above the range of the baseline, not at target",
    Standing.NOT_KNOWN: "Not known: too little answered, or too much not applicable",
}
_NO_CASES = (MeasureState.NOT_SUPPLIED, MeasureState.CHOSEN)
"""What holds of all measures of a force alike, and so is no entry of one criterion."""
_KNOWN = (Why.DIFFERS, Why.UNSUPPORTED)
"""Grounds that tell of low levels."""
RANKS = {"primary": "first-hand", "second-hand": "second-hand", "official": "law or guidance"}


def standing_words(forces: Sequence[ForceScore]) -> str:
    """Return what an action plan is, and where all that it says of a force comes from."""
    return (
        "What each force has not yet brought to target, for its own plan: steps, owner and date "
        "are for the force to fill in. All that is said of a force comes from its own workbook"
        f"{from_reviews(forces)}."
    )


def counts_line(item: ForceActions, words: Subject) -> str:
    """Return how many criteria stand where."""
    counts, total = item.counts(), len(item.force.criteria)
    low, unsure = counts[Standing.LOW], counts[Standing.NOT_CERTAIN]
    above, unknown = counts[Standing.ABOVE], counts[Standing.NOT_KNOWN]
    if low + unsure + above:
        parts = [f"{low} {words.low}", f"{above} above it"]
        if unsure:
            parts.insert(1, f"{unsure} not certain")
        of = count_text(total, "criterion", "criteria")
        said = f"Not at target: {low + unsure + above} of {of} ({', '.join(parts)})."
    else:
        said = "No criterion is known to be off target."
    if unknown:
        said += f" Too little is known of {unknown} to say."
    said += f" At target: {len(item.at_target)}."
    if item.not_applicable:
        said += f" Not applicable: {len(item.not_applicable)}."
    return said


def against_text(node: NodeScore, words: Subject) -> str:
    """Return where a score stands against the baseline: above its range 0 to 50."""
    reference = node.reference
    if node.position is None or reference is None:
        return "position not given"
    span = f"the {words.ranged} {score_text(reference.low, 0)} to {score_text(reference.high, 0)}"
    if node.position is Position.NOT_CERTAIN:
        return f"not certain against {span}"
    if node.position is Position.AT_TARGET:
        return POSITION_WORDS[node.position]
    if node.position is Position.ABOVE:
        return f"above {span}"
    return f"{words.low}, {'below' if node.is_below else 'within'} {span}"


def status_text(action: Action, framework: Framework) -> str:
    """Return where a criterion stands: its score, its position, and the target; or why none."""
    node, tally = action.node, action.node.tally
    bounds = f"could be {score_text(tally.low)} to {score_text(tally.high)}"
    if action.standing is not Standing.NOT_KNOWN:
        said = f"Scores {score_text(tally.score)}"
        if tally.low != tally.high:
            said += f" ({bounds})"
        target = plain_number(exact(framework.target.score))
        against = against_text(node, framework.words)
        return f"{said}, {against}; the target is {target}{_in_the_way(action, framework)}."
    if tally.score is None:
        return "Not known: nothing is answered, which is not 0."
    maximum = exact(framework.not_applicable.maximum)
    if tally.excused > maximum:
        return (
            f"Not known: {percent_text(tally.excused)} of it is not applicable, and more than "
            f"{percent_text(maximum)} leaves too little. The rest scores {score_text(tally.score)}."
        )
    answered = percent_text(tally.coverage)
    minimum = percent_text(exact(framework.coverage.minimum))
    if answered == minimum:
        answered = f"under {answered}"
    return (
        f"Not known: {answered} of it is answered, and {minimum} is needed. So far it scores "
        f"{score_text(tally.score)}; it {bounds}."
    )


def _in_the_way(action: Action, framework: Framework) -> str:
    """Return what keeps a score that reaches the target from being at target."""
    target = framework.target
    low = sorted(
        (check.counted_level, check.node.id)
        for check in action.low
        if check.counted_level is not None and check.counted_level < target.lowest_level
    )
    if not low or (action.node.tally.score or 0) < exact(target.score):
        return ""
    return f", and it is not at target: {too_low(low, framework)}"


def why_lines(action: Action, item: ForceActions, framework: Framework) -> Iterator[str]:
    """Yield why a criterion stands where it does: lowest levels, support, own cases, unknown."""
    known = [ground for ground in action.grounds if ground.why in _KNOWN]
    told = {check for ground in known for check in ground.checks}
    low = [check for check in action.low if check.node.id not in told]
    if low:
        levels = ", ".join(
            f"{check.node.id} {framework.level_label(check.counted_level or 0)}" for check in low
        )
        cells = where_text([check.response.cell for check in low if check.response.cell])
        yield f"Lowest levels: {levels}{f' ({cells})' if cells else ''}."
    shown = {measure for ground in known for measure in ground.measures}
    measures = measures_by_id(framework)
    for name in action.low_measures:
        if name not in shown:
            measured = item.force.measure(name).measured
            figure = figure_text(measures[name], measured)
            yield f"Own cases show {level_text(measured, framework)}: {figure} ({name})."
    for measure in action.criterion.measures:
        measured = item.force.measure(measure.id).measured
        if measure.is_scored and measured.state in _NO_CASES:
            yield f"{measure.id} has {state_text(measure, measured, framework)}."
    for ground in action.grounds:
        cells = f" ({where_text(ground.cells)})" if ground.cells else ""
        yield f"{ground_text(ground, item.force, framework).removesuffix('.')}{cells}."
    if action.limit is not None:
        held = f"holds the overall band at {action.limit.cap}"
        if action.limit.cap is None:
            held = "keeps the overall band back, as it cannot be tested"
        yield f"The framework's limit on it {held}."


def shortcoming_text(item: Shortcoming) -> str:
    """Return what was found, and whether that is known first-hand, from where."""
    sources = ", ".join(item.sources)
    return f"{item.text.removesuffix('.')} ({RANKS[item.rank]}: {sources}, {item.where})."


def deadline_text(published: date, as_of: date) -> str:
    """Return until when the local policing body's comments on a report are to be published."""
    day = last_day(published)
    said = (
        f"The inspection report was published on {date_text(published)}. The local policing body's "
        f"comments on it are to be published by {date_text(day)}, the last of the "
        f"{STATUTORY_DAYS} days that begin with the day of publication (Police Act 1996, section "
        "55, as amended)."
    )
    return f"{said} That day has passed." if day < as_of else said


def plans_lines(plans: ActionPlans) -> Iterator[str]:
    """Yield which earlier plans were read back, and which of their forces are not here."""
    for plan in plans.plans:
        made = f", of {date_text(plan.as_of)}" if plan.as_of else ""
        rows = count_text(len(plan.promises), "row")
        yield f"Read back: {plan.source.file}{made}; {rows} filled in."
    if plans.not_here:
        yield f"Of these forces there is no submission here: {', '.join(plans.not_here)}."
