"""Problems for a reader: in full, or gathered where many cells have the same one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from slavery_benchmark.core.problems import Problem, Severity, count_by_severity
from slavery_benchmark.core.scoring.report import Report
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


def file_name(item: Problem) -> str:
    """Return the file of a problem without folders: a result may travel further than it."""
    return item.file.replace("\\", "/").rpartition("/")[2]


def gathered(problems: Sequence[Problem]) -> Iterator[list[Problem]]:
    """Yield the problems of one workbook by kind, errors first."""
    groups: dict[tuple[int, str], list[Problem]] = {}
    order = list(reversed(Severity))
    for item in problems:
        groups.setdefault((order.index(item.severity), item.code), []).append(item)
    for key in sorted(groups, key=lambda key: key[0]):
        yield groups[key]


def cells_of(group: Sequence[Problem]) -> Iterator[str]:
    """Yield cell and what was found there, with the sheet's name only where it changes."""
    sheet = ""
    for item in group:
        name, _, cell = item.cell.rpartition("!")
        place = cell if name and name == sheet else item.cell
        sheet = name
        if item.found:
            yield f"{place} “{item.found}”"
        elif name:
            yield place
        else:
            yield item.expected


def render_check_text(report: Report) -> str:
    """Return every problem of the files that can be scored, one a line, and how much is answered.

    Unusable files are not in it: they are said on stderr.
    """
    lines = []
    for force in report.forces:
        problems = force.submission.problems
        lines += [item.line() for item in problems]
        found = counts_text(problems) or "no problems"
        lines.append(f"{force.submission.source.shown_as}: {found}. {answered_text(force)}")
    return "".join(f"{line}\n" for line in lines)


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
