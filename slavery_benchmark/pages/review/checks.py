"""What an inspector is shown of a check: the scale, the force's answer, what speaks against it."""

from collections.abc import Iterator

from slavery_benchmark.core.framework.framework import Check, Criterion, Framework
from slavery_benchmark.core.scoring.scores import CheckScore, ForceScore
from slavery_benchmark.core.scoring.scoring import has_support
from slavery_benchmark.core.scoring.submission import Response, State
from slavery_benchmark.document.numbers import date_text
from slavery_benchmark.pages.words.measures import shown_text, state_text


def descriptors_text(check: Check, framework: Framework) -> str:
    """Return what one sees at each level, a paragraph each."""
    return "\n".join(
        f"{framework.level_label(int(level))}: {check.levels[level]}"
        for level in sorted(check.levels, key=int)
    )


def given_text(state: State, level: int | None, framework: Framework) -> str:
    """Return what a force answered, as it stands in a form; empty for no answer."""
    if state is State.ANSWERED and level is not None:
        return framework.level_label(level)
    return {State.NOT_APPLICABLE: "Not applicable", State.INVALID: "Cannot be read"}.get(state, "")


def evidence_text(response: Response) -> str:
    """Return what a force wrote beside a level: evidence and its date, reason, comment."""
    confirmed = f" (confirmed {date_text(response.evidence_date)})"
    parts = (
        f"{response.evidence}{confirmed if response.evidence_date else ''}",
        response.not_applicable_reason and f"Because: {response.not_applicable_reason}",
        response.comment and f"Comment: {response.comment}",
    )
    return "\n".join(part for part in parts if part and response.state is not State.BLANK)


def own_cases_text(
    force: ForceScore, criterion: Criterion, check_id: str, framework: Framework
) -> str:
    """Return what the force's own cases show on the measures that test a check."""
    if force.submission.cases is None:
        return ""
    found = []
    for measure in criterion.measures:
        if measure.is_test_of(check_id) and measure.is_scored:
            measured = force.measure(measure.id).measured
            state = state_text(measure, measured, framework)
            found.append(f"{measure.id} {measure.title}: {state}; {shown_text(measure, measured)}.")
    return "\n".join(found)


def contradictions_text(force: ForceScore, check: CheckScore, framework: Framework) -> str:
    """Return what speaks against a level as given: own cases, and missing support."""
    return "\n".join(_contradictions(force, check, framework))


def _contradictions(force: ForceScore, check: CheckScore, framework: Framework) -> Iterator[str]:
    if check.differs_from:
        yield f"Differs from own cases: {', '.join(check.differs_from)}."
    response, required = check.response, framework.evidence.required_from
    claimed = response.level is not None and response.level >= required
    if claimed and not has_support(response, force.submission):
        counts = framework.level_label(framework.evidence.unsupported_level)
        yield f"No current, dated reference: counts as {counts}."
