"""Problems for a reader in numbers, and how much of a workbook is answered."""

from collections.abc import Iterable, Mapping

from slavery_benchmark.core.problems import Problem, Severity, count_by_severity
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.scoring.submission import State
from slavery_benchmark.document.numbers import count_text
from slavery_benchmark.pages.words.own_cases import own_cases_line

_NOUNS = {
    Severity.UNUSABLE: "unusable file",
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
}


def counts_text(problems: Iterable[Problem]) -> str:
    """Return how many problems there are in words: 2 errors and 1 warning."""
    return severities_text(count_by_severity(problems))


def severities_text(counts: Mapping[Severity, int]) -> str:
    """Return how many problems there are of each severity, gravest first; empty if none."""
    parts = [count_text(counts[kind], noun) for kind, noun in _NOUNS.items() if counts[kind]]
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def answered_text(force: ForceScore) -> str:
    """Return how much was answered, and whether that is enough for a band."""
    states = [check.response.state for check in force.checks]
    excused = states.count(State.NOT_APPLICABLE)
    said = f"{states.count(State.ANSWERED)} of {count_text(len(states), 'check')} answered"
    if excused:
        said += f", {excused} not applicable"
    if force.overall.position is None:
        said += ": too few for a band"
    if force.measures:
        said += f". Own cases: {own_cases_line(force)}"
    return f"{said}."
