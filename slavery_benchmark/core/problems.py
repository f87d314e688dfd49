"""Problems: what can be wrong with a workbook, each with a code, a place and a remedy."""

from collections.abc import Iterable, Sequence
from typing import TypedDict

import msgspec

from slavery_benchmark.core.problem_codes import Code, Severity
from slavery_benchmark.core.text import clean

__all__ = [
    "CannotGoOnError",
    "Code",
    "Problem",
    "Said",
    "Severity",
    "UnusableError",
    "count_by_severity",
    "fault_sentence",
    "problem",
]


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One fault: what it is, where, what was there, what is expected.

    `cell` is `Sheet!E14`, a sheet's name, or empty when the whole file is meant. `found` is None
    where there is nothing to show. `nearest` holds the valid values most like what was found.
    `column` is the heading of its column, or the line of a cover; `check` the check that its row is
    of: both empty where that is not known. `file` is a name without folders; `typed` is the path as
    whoever runs the tool gave it, for their own terminal: no page holds it.
    """

    code: Code
    severity: Severity
    file: str
    cell: str = ""
    title: str
    found: str | None = None
    expected: str = ""
    nearest: tuple[str, ...] = ()
    column: str = ""
    check: str = ""
    typed: str = ""

    def sentence(self) -> str:
        """Return the problem in words, without its place."""
        return fault_sentence(self.title, self.found, self.expected, self.nearest)

    def place(self) -> str:
        """Return file and cell, as far as they are known."""
        return f"{self.file}: {self.cell}" if self.cell else self.file

    def line(self) -> str:
        """Return place, severity, sentence and code on one line."""
        return f"{self.place()}: {self.severity}: {self.sentence()} [{self.code}]"

    def told(self) -> str:
        """Return the line as it is told to whoever runs the tool: with the path that they typed."""
        line = self.line()
        return f"{self.typed}{line.removeprefix(self.file)}" if self.typed else line


def fault_sentence(title: str, found: str | None, expected: str, nearest: Sequence[str]) -> str:
    """Return what is wrong, what was found (empty: an empty cell; None: unsaid), what is meant."""
    said = title
    if found is not None:
        said += f": found “{found}”" if found else ": found an empty cell"
    if expected:
        said += f"; expected {expected}"
    if nearest:
        said += "; nearest: " + " or ".join(f"“{word}”" for word in nearest)
    return f"{said}."


class Said(TypedDict, total=False):
    """What `problem` takes beside the code and the place."""

    found: str | None
    expected: str
    nearest: tuple[str, ...]


def problem(
    code: Code,
    *,
    file: str,
    cell: str = "",
    found: str | None = None,
    expected: str = "",
    nearest: tuple[str, ...] = (),
    typed: str = "",
) -> Problem:
    """Return a problem with the severity and the sentence of its code.

    Its texts are cleaned of control characters; what was found is cut to 80 characters.
    """
    return Problem(
        code=code,
        severity=code.severity,
        file=file,
        cell=cell,
        title=code.sentence,
        found=None if found is None else clean(found, 80),
        expected=clean(expected),
        nearest=tuple(clean(word, 80) for word in nearest),
        typed=typed,
    )


class CannotGoOnError(Exception):
    """What a run cannot go on with, and whoever asked for it can mend: `lines` say what it is."""

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


class UnusableError(CannotGoOnError):
    """A file that cannot be scored at all; it carries the one problem that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.told())
        self.problem = problem


def count_by_severity(problems: Iterable[Problem]) -> dict[Severity, int]:
    """Return how many problems there are of each severity, all severities present."""
    counts = dict.fromkeys(Severity, 0)
    for problem in problems:
        counts[problem.severity] += 1
    return counts
