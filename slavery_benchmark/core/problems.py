"""Problems: what can be wrong with a workbook, each with a code, a place and a remedy."""

from collections.abc import Iterable
from enum import StrEnum

import msgspec


class Severity(StrEnum):
    """How much a problem matters, least first.

    A warning changes no answer without saying so; an error leaves something out of the score;
    unusable means that the file as a whole could not be scored.
    """

    WARNING = "warning"
    ERROR = "error"
    UNUSABLE = "unusable"


class Code(StrEnum):
    """Every kind of problem. docs/problems.md has a section for each."""

    # the file as a whole
    FILE_MISSING = "file-missing"
    FILE_UNREADABLE = "file-unreadable"
    FOLDER_EMPTY = "folder-empty"
    NOT_A_WORKBOOK = "not-a-workbook"
    OLD_FORMAT = "old-format"
    PASSWORD = "password"
    DAMAGED = "damaged"
    TOO_LARGE = "too-large"
    SHEET_MISSING = "sheet-missing"
    SHEET_EMPTY = "sheet-empty"
    HEADER_MISSING = "header-missing"
    EDITION_MISSING = "edition-missing"
    EDITION_DIFFERS = "edition-differs"
    # the table
    COLUMN_MISSING = "column-missing"
    COLUMN_TWICE = "column-twice"
    CHECK_UNKNOWN = "check-unknown"
    CHECK_TWICE = "check-twice"
    CHECK_MISSING = "check-missing"
    ROW_WITHOUT_CHECK = "row-without-check"
    SHEET_HIDDEN = "sheet-hidden"
    # a cell
    CELL_ERROR = "cell-error"
    FORMULA_NOT_CALCULATED = "formula-not-calculated"
    LEVEL_NOT_RECOGNISED = "level-not-recognised"
    REASON_MISSING = "reason-missing"
    LEVEL_AND_REASON = "level-and-reason"
    EVIDENCE_MISSING = "evidence-missing"
    EVIDENCE_PLACEHOLDER = "evidence-placeholder"
    EVIDENCE_UNDATED = "evidence-undated"
    EVIDENCE_DATE_EARLY = "evidence-date-early"
    EVIDENCE_DATE_FUTURE = "evidence-date-future"
    DATE_NOT_RECOGNISED = "date-not-recognised"
    DATE_READ_AS_BRITISH = "date-read-as-british"
    # the cover
    FORCE_MISSING = "force-missing"
    FORCE_UNKNOWN = "force-unknown"
    FORCE_CODE_DIFFERS = "force-code-differs"
    PERIOD_MISSING = "period-missing"
    PERIOD_REVERSED = "period-reversed"
    PERIOD_FUTURE = "period-future"
    COVER_FIELD_TWICE = "cover-field-twice"
    SUBMISSION_TWICE = "submission-twice"


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One fault: what it is, where, what was there, what is expected.

    `cell` is `Sheet!E14`, a sheet's name, or empty when the whole file is meant. `found` is None
    where there is nothing to show. `nearest` holds the valid values most like what was found.
    """

    code: Code
    severity: Severity
    file: str
    cell: str = ""
    title: str
    found: str | None = None
    expected: str = ""
    nearest: tuple[str, ...] = ()

    def sentence(self) -> str:
        """Return the problem in words, without its place."""
        said = self.title
        if self.found is not None:
            said += f": found “{self.found}”" if self.found else ": found an empty cell"
        if self.expected:
            said += f"; expected {self.expected}"
        if self.nearest:
            said += "; nearest: " + " or ".join(f"“{word}”" for word in self.nearest)
        return said + "."

    def place(self) -> str:
        """Return file and cell, as far as they are known."""
        return f"{self.file}: {self.cell}" if self.cell else self.file

    def line(self) -> str:
        """Return place, severity, sentence and code on one line."""
        return f"{self.place()}: {self.severity}: {self.sentence()} [{self.code}]"


class Unusable(Exception):
    """A file that cannot be scored at all; it carries the one problem that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.line())
        self.problem = problem


def count_by_severity(problems: Iterable[Problem]) -> dict[Severity, int]:
    """Return how many problems there are of each severity, all severities present."""
    counts = dict.fromkeys(Severity, 0)
    for problem in problems:
        counts[problem.severity] += 1
    return counts
