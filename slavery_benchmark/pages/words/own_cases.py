"""What a force's own cases show beside its judged levels, in sentences for every format."""

from collections.abc import Iterator, Sequence

from slavery_benchmark.core.cases.measuring import MeasureState
from slavery_benchmark.core.cases.table import Selection
from slavery_benchmark.core.framework.framework import Criterion, Framework
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.problems import Code
from slavery_benchmark.core.scoring.scores import Assurance, CheckScore, ForceScore, MeasureScore
from slavery_benchmark.core.scoring.submission import State
from slavery_benchmark.document.numbers import count_text, share_text
from slavery_benchmark.document.positions import DIFFERS as DIFFERS_SIGN
from slavery_benchmark.pages.words.contradicted import contradicted_text, contradicting
from slavery_benchmark.pages.words.measures import (
    CHANCE,
    JUDGEMENT_ALONE,
    cases_text,
    figure_text,
    missing_text,
    range_text,
    short_level_text,
    shown_text,
    state_text,
)

_NAMED = 3
"""So many forces are named in a sentence about all."""


def case_sentences(force: ForceScore) -> Iterator[str]:
    """Yield what stands under a force's headline: its cases, what they measure, what differs."""
    if force.measures:
        yield f"Own cases: {_unused(force)}{_short_line(force)}."
    aside = sum(check.set_aside for check in force.checks)
    if aside:
        verb = "is" if aside == 1 else "are"
        yield (
            f"{count_text(aside, 'answer')} of less assurance than asked for {verb} set aside and "
            f"{'counts' if aside == 1 else 'count'} as unanswered."
        )


def _unused(force: ForceScore) -> str:
    """Return how many of the cases no measure uses, or lack the day that decides; else nothing."""
    cases, said = force.submission.cases, ""
    if cases is not None and cases.left_out:
        said = f"{cases.left_out:,} of {cases.listed:,} used by no measure; "
    undated = (item for item in force.submission.problems if item.code is Code.CASES_UNDATED)
    for item in undated:
        said += f"day of receipt: {(item.found or '').partition(',')[0]}; "
    return said


def _short_line(force: ForceScore) -> str:
    """Return in half a line what the cases measure, and what differs."""
    measured = _measured(force, "measure")
    return measured if force.judgement_alone else f"{measured}; {contradicted_text(force)}"


def _measured(force: ForceScore, called: str) -> str:
    """Return how many scored measures have a level. `called`: what one of them is."""
    if force.judgement_alone:
        return f"no measure has a level, so the score rests on {JUDGEMENT_ALONE}"
    scored = [item for item in force.measures if item.node.weight]
    levels = sum(item.measured.level is not None for item in scored)
    have = "has" if levels == 1 else "have"
    return f"{levels} of {count_text(len(scored), called)} {have} a level"


def own_cases_line(force: ForceScore) -> str:
    """Return in one line how many cases there are, what they measure, and what differs."""
    parts = [cases_text(force.submission.cases), _measured(force, "scored measure")]
    few = sum(
        item.measured.state is MeasureState.TOO_FEW for item in force.measures if item.node.weight
    )
    if few:
        share = share_text(force.overall.tally.too_few)
        parts.append(f"{few} with too few cases ({share} of the weight)")
    if not force.judgement_alone:
        parts.append(contradicted_text(force))
    return "; ".join(parts)


def unscored_sentence(framework: Framework) -> str:
    """Return how many measures are scored and which are only shown; empty if all are scored."""
    measures = [measure for _, measure in framework.measures()]
    unscored = [measure.id for measure in measures if not measure.is_scored]
    if not unscored:
        return ""
    scored = len(measures) - len(unscored)
    return (
        f"Of {count_text(len(measures), 'measure')} {_are(scored)} scored; {_are(len(unscored))} "
        f"shown without a level ({', '.join(unscored)})."
    )


def _are(number: int) -> str:
    return f"{number} is" if number == 1 else f"{number} are"


def rung_sentence(at_least: Assurance) -> str:
    """Return what a score of answers of some assurance alone is; empty where all count."""
    if at_least is Assurance.ASSERTED:
        return ""
    said = (
        f"Only answers of this assurance or better count: {at_least}. The others are set aside and "
        "count as unanswered, low levels that need no evidence too; so a score can be higher than "
        "that of all answers, and what it could be says more."
    )
    if at_least is Assurance.OWN_CASES:
        said += " A criterion without measures cannot reach it."
    return said


def intervals_sentence(force: ForceScore) -> str:
    """Return what the intervals of a force's measures are of; empty where there are none."""
    cases = force.submission.cases
    what = CHANCE.get(cases.selection) if cases is not None else None
    if what is None or not any(item.measured.interval for item in force.measures):
        return ""
    return f"Intervals of measures are 95% intervals of {what}."


def criterion_note(
    force: ForceScore, criterion: Criterion, framework: Framework, differs: str = DIFFERS_SIGN
) -> str:
    """Return judged and measured levels of a criterion side by side; empty without case files.

    A judged level that differs from own cases has the mark `differs`. Where nothing could be
    counted for a scored measure, a measure that is shown and not scored may tell why.
    """
    cases = force.submission.cases
    shown = [measure for measure in criterion.measures if measure.is_scored]
    if not shown or cases is None or not cases.listed:
        return ""
    found = [_short(measure, force.measure(measure.id), framework) for measure in shown]
    if all(not force.measure(measure.id).measured.n for measure in shown):
        found += _unscored(force, criterion)
    judged = _all_judged([force.check(check.id) for check in criterion.checks], differs)
    counted_on = cases.selection in (Selection.ALL, Selection.RANDOM)
    own = "own cases" if counted_on else "own cases, not scored:"
    return f"judged {judged}; {own} {'; '.join(found)}"


def _unscored(force: ForceScore, criterion: Criterion) -> Iterator[str]:
    """Yield what the measures that are not scored show, with their titles."""
    for measure in criterion.measures:
        measured = force.measure(measure.id).measured
        if not measure.is_scored and measured.n:
            yield f"{measure.title}: {shown_text(measure, measured)}, not scored"


def _all_judged(checks: Sequence[CheckScore], differs: str) -> str:
    """Return the levels judged, with what is set aside said: of each, or once of all."""
    levels = [check for check in checks if check.response.level is not None]
    all_aside = len(levels) > 1 and all(check.set_aside for check in levels)
    said = ", ".join(_judged(check, differs, say_aside=not all_aside) for check in checks)
    return f"{said} (all set aside)" if all_aside else said


def _judged(check: CheckScore, differs: str, *, say_aside: bool) -> str:
    response = check.response
    if response.level is not None:
        said = f"{response.level} {differs}" if check.differs_from else str(response.level)
        return f"{said} (set aside)" if check.set_aside and say_aside else said
    return "n/a" if response.state is State.NOT_APPLICABLE else str(response.state)


def _short(measure: Measure, item: MeasureScore, framework: Framework) -> str:
    measured = item.measured
    if measured.level is not None:
        return f"level {short_level_text(measured)}: {figure_text(measure, measured)}"
    figure = shown_text(measure, measured)
    if measured.state is MeasureState.TOO_FEW:
        return f"{figure}, too few ({measured.about:,} of {measure.minimum_cases})"
    if measured.state is MeasureState.CHOSEN:
        return figure
    why = state_text(measure, measured, framework)
    return f"{figure}; {why}" if measured.n else why


def measure_line(measure: Measure, item: MeasureScore, framework: Framework) -> str:
    """Return all that a measure shows: level or why none, figure, interval, missing, 2017."""
    measured = item.measured
    said = state_text(measure, measured, framework)
    if measured.level is not None:
        said += ", measured"
    if measured.state is not MeasureState.NOT_SUPPLIED:
        parts = [
            figure_text(measure, measured),
            f"95% {range_text(measure, measured.interval)}" if measured.interval else "",
            missing_text(measure, measured),
        ]
        said += f": {'; '.join(part for part in parts if part)}"
    said += f". {measure.title}."
    if measure.found_figure:
        return f"{said} {framework.words.head}: {measure.found_figure}."
    return said


def own_cases_word(force: ForceScore) -> str:
    """Return in a word or two how judged levels stand to own cases, for a column."""
    if not force.measures:
        return ""
    if force.judgement_alone:
        return JUDGEMENT_ALONE
    count = len(contradicting(force))
    return "1 contradicts" if count == 1 else f"{count or 'none'} contradict"


def discrepancy_lines(forces: Sequence[ForceScore]) -> Iterator[str]:
    """Yield a sentence on the forces that rest on judgement alone, and one on the contradicted."""
    alone = [force.submission.force for force in forces if force.judgement_alone]
    if alone:
        yield f"On {JUDGEMENT_ALONE}: {_few(alone)}."
    found = [
        f"{force.submission.force} {count}"
        for force in forces
        if (count := len(contradicting(force)))
    ]
    if found:
        yield f"Measures of own cases that contradict judged levels: {_few(found)}."


def _few(names: Sequence[str]) -> str:
    """Return the first names, and how many more there are; a table has them all."""
    rest = len(names) - _NAMED
    return f"{', '.join(names[:_NAMED])}{f' and {rest} more' if rest > 0 else ''}"
