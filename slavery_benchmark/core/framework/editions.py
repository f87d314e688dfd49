"""Editions side by side: their checks and measures by id, and whether one follows the other."""

from collections.abc import Iterable

from slavery_benchmark.core.framework.framework import Check, Criterion, Framework
from slavery_benchmark.core.framework.measures import Measure

Part = Check | Measure
"""What a criterion is made of; each has an id of its own in an edition."""


def follows(later: Framework, earlier: Framework) -> bool:
    """Return whether an edition says that it follows the other, of the same framework."""
    one, other = later.identity, earlier.identity
    named = later.lineage.follows if later.lineage else None
    return (one.id, named) == (other.id, other.edition)


def same_scale(one: Framework, other: Framework) -> bool:
    """Return whether two editions have as many levels; else no answer of one is one of the other's.

    That is no fault: an edition may change its scale. It has to be said.
    """
    return len(one.levels) == len(other.levels)


def same_questions(one: Framework, other: Framework) -> bool:
    """Return whether two frameworks ask the same: checks by id and wording, and case files.

    Levels must be as many, as the answers are levels.
    """
    return same_scale(one, other) and _asked_in(one) == _asked_in(other)


def _asked_in(framework: Framework) -> tuple[object, ...]:
    sheet = framework.cases
    questions = {check.id: check.question for _, _, check in framework.checks()}
    return questions, sheet.columns if sheet else None


def parts_of(framework: Framework) -> dict[str, Part]:
    """Return every check and measure of an edition by its id, criterion by criterion."""
    return parts_by_id(criterion for _, criterion in framework.criteria())


def parts_by_id(criteria: Iterable[Criterion]) -> dict[str, Part]:
    """Return the checks and measures of these criteria by id."""
    parts: dict[str, Part] = {}
    for criterion in criteria:
        parts |= {check.id: check for check in criterion.checks}
        parts |= {measure.id: measure for measure in criterion.measures}
    return parts
