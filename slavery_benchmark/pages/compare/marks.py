"""What is marked in a comparison: judgement alone, and levels that differ from own cases."""

from collections.abc import Iterable

from slavery_benchmark.core.comparing.comparison import Comparison
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.document.positions import ALONE
from slavery_benchmark.document.positions import DIFFERS as DIFFERS_SIGN
from slavery_benchmark.pages.words.measures import DIFFERS, JUDGEMENT_ALONE, OF_ITS_CRITERION


def differing_in(force: ForceScore, node_id: str) -> tuple[str, ...]:
    """Return the checks that differ from own cases: of a criterion, itself, or those of a measure.

    Empty for a theme and for the total, whose scores are made of too much to be marked.
    """
    for measure in force.measures:
        if measure.node.id == node_id:
            return measure.differs_from
    return tuple(
        check.node.id
        for check in force.checks
        if check.differs_from and node_id in (check.node.id, check.node.parent)
    )


def marks_of(force: ForceScore, comparison: Comparison) -> str:
    """Return the mark beside a name: judgement alone, or some level that differs; or nothing."""
    if force.judgement_alone:
        return ALONE
    return DIFFERS_SIGN if any(_differing(force, comparison)) else ""


def marked_cells(comparison: Comparison) -> bool:
    """Return whether a cell of these columns has the mark of a level that differs."""
    return any(
        differing_in(force, column) for force in comparison.forces for column in comparison.columns
    )


def alone_sentence(comparison: Comparison, mark: str = ALONE) -> str:
    """Return what the mark of judgement alone means; empty if no force has it."""
    if not any(force.judgement_alone for force in comparison.forces):
        return ""
    return (
        f"{mark} On {JUDGEMENT_ALONE}: no measure of the force's own cases has a level, so nothing "
        "stands beside what it says of itself."
    )


def differs_sentence(comparison: Comparison, mark: str = DIFFERS_SIGN) -> str:
    """Return what the mark of levels that differ means; empty if nothing has it."""
    if not any(mark for force in comparison.forces for mark in _differing(force, comparison)):
        return ""
    where = "beside a score, in that score; beside a name, in some criterion"
    if not marked_cells(comparison):
        where = "beside a name, in some criterion"
    return (
        f"{mark} A judged level {DIFFERS} {OF_ITS_CRITERION}: {where}. The section on own cases "
        "names each."
    )


def _differing(force: ForceScore, comparison: Comparison) -> Iterable[str]:
    """Return the checks that differ from own cases, of the criteria that the page is about."""
    asked = {count.criterion for count in comparison.counts}
    return (
        check.node.id for check in force.checks if check.differs_from and check.node.parent in asked
    )
