"""What became of a check or measure, in words: levels, evidence and cells then and now."""

from slavery_benchmark.core.cases.measuring import MeasureState
from slavery_benchmark.core.change.change import Change, CriterionChange
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.scores import CheckScore, MeasureScore
from slavery_benchmark.core.text import clean
from slavery_benchmark.document.numbers import date_text, signed_text
from slavery_benchmark.pages.progress.meanings import BY_COVERAGE
from slavery_benchmark.pages.progress.rows import (
    DOWN,
    Move,
    PartChange,
    counted_level,
    part_changes,
)
from slavery_benchmark.pages.words.measures import figure_text, measures_by_id, state_text
from slavery_benchmark.pages.words.scores import capital

_LONGEST_EVIDENCE = 60
NO_EVIDENCE = "no evidence"


def fall_lines(change: Change, item: CriterionChange) -> list[str]:
    """Return a line for each check and measure that made a criterion fall, evidence and all."""
    found = _falls(change, item.criterion)
    if not found:
        return ["No level fell; the same levels weigh differently, as other parts leave the sums."]
    lines = [part_line(part, change.framework) for part in found]
    if found[0].move is Move.NEW:
        lines.insert(0, "No level fell; what has one for the first time is lower than the rest.")
    return lines


def _falls(change: Change, criterion: str) -> list[PartChange]:
    """Return what fell in a criterion. Where nothing did, what is new and holds the score down."""
    parts = list(part_changes(change, criterion))
    down = [part for part in parts if part.move in DOWN]
    if down:
        return down
    before = change.then.node(criterion).tally.score
    return [
        part
        for part in parts
        if part.move is Move.NEW
        and before is not None
        and part.now.node.tally.score is not None
        and part.now.node.tally.score < before
    ]


def coverage_line(change: Change, item: CriterionChange) -> str:
    """Return what moved a criterion by coverage alone: what is there once, and what moved twice."""
    then, now = (
        [
            pair[0].node.id
            for pair in change.parts(item.criterion)
            if pair[end].node.tally.score is not None and pair[1 - end].node.tally.score is None
        ]
        for end in (0, 1)
    )
    like = item.like_for_like
    same = "nothing has a score both times"
    if like is not None:
        same = f"what has a score both times moved {signed_text(like)}"
    return (
        f"{capital(BY_COVERAGE)}: {signed_text(item.change)}; {same}. "
        f"Only then: {', '.join(then) or 'none'}; only now: {', '.join(now) or 'none'}."
    )


def part_line(part: PartChange, framework: Framework) -> str:
    """Return what became of a part: its levels with what they rested on, and where."""
    alone = ", in evidence alone" if part.move is Move.EVIDENCE else ""
    then = _whole_end(part.then, framework)
    now = _whole_end(part.now, framework, before=part.then)
    return f"{part.id}{alone}: then {then}; now {now}."


def _whole_end(
    part: CheckScore | MeasureScore,
    framework: Framework,
    before: CheckScore | MeasureScore | None = None,
) -> str:
    """Return the level at one end, and what it rested on unless it was the same `before`."""
    said = end_text(part, framework)
    if isinstance(part, CheckScore):
        cell = f"{part.response.cell}, " if part.response.cell else ""
        known = before.response.evidence if isinstance(before, CheckScore) else ""
        return f"{said} ({cell}{_evidence_words(part, known)})"
    if part.measured.state is MeasureState.NOT_SUPPLIED:
        return said
    return f"{said} ({figure_text(measures_by_id(framework)[part.node.id], part.measured)})"


def _evidence_words(check: CheckScore, known: str) -> str:
    """Return the evidence of an answer, cut to a length, and when it was last confirmed."""
    response = check.response
    if not response.evidence:
        return NO_EVIDENCE
    quoted = f"“{clean(response.evidence, _LONGEST_EVIDENCE)}”"
    what = "the same evidence" if response.evidence == known else quoted
    when = response.evidence_date
    return f"{what}, {f'confirmed {date_text(when)}' if when else 'without a usable date'}"


def end_text(part: CheckScore | MeasureScore, framework: Framework) -> str:
    """Return the level that counted at one end, as drop-downs show it, or why there is none."""
    level = counted_level(part)
    if isinstance(part, MeasureScore):
        if level is not None:
            return framework.level_label(level)
        return state_text(measures_by_id(framework)[part.node.id], part.measured, framework)
    if level is None:
        return part.response.state.value
    said = framework.level_label(level)
    given = part.response.level
    if given is not None and given != level:
        said += f", given as {framework.level_label(given)}"
    return said
