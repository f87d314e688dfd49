"""One inspector's review of one return: levels of their own, what they saw, cases that they read.

A review never changes a return. It names the return by the SHA-256 of its file, so that another
one, or the same one changed since, is not taken for it.
"""

from datetime import date
from enum import StrEnum

import msgspec

from slavery_benchmark.core.cases.table import CaseValue
from slavery_benchmark.core.problems import Problem
from slavery_benchmark.core.scoring.submission import SourceFile, State


class Confidence(StrEnum):
    """How sure an inspector is of a level."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class ReviewedReturn(msgspec.Struct, frozen=True, kw_only=True):
    """The return that a review is about. sha256: of its file, which is called `file`.

    force, code and period as in its `Submission`; framework, edition: ids of the criteria.
    """

    force: str
    code: str
    fictional: bool
    period_start: date | None
    period_end: date | None
    framework: str
    edition: str
    file: str
    sha256: str


class CheckReview(msgspec.Struct, frozen=True, kw_only=True):
    """What an inspector makes of one check.

    state, given: what the force answered, its level None where it gave none. level: the
    inspector's own, None where there is none, or none that can be read. note: the number of the
    note that tells more. cell: where the inspector's level stands; None if the check has no row.
    """

    check: str
    state: State
    given: int | None
    level: int | None = None
    seen: str = ""
    note: str = ""
    confidence: Confidence | None = None
    cell: str | None = None


class CellRead(msgspec.Struct, frozen=True, kw_only=True):
    """One column of a case beside its file, in the values of a `CaseTable`.

    column: its id. given: what the return says. found: what the file says; None if it was not
    looked up, or cannot be read. cell: where that stands.
    """

    column: str
    given: CaseValue
    found: CaseValue | None = None
    cell: str | None = None

    @property
    def agrees(self) -> bool | None:
        """Whether return and file say the same; None if nobody looked."""
        return None if self.found is None else self.found == self.given


class CaseRead(msgspec.Struct, frozen=True, kw_only=True):
    """A case that was drawn, column by column. row, number: as in the return's sheet of cases."""

    row: int
    number: str
    cells: tuple[CellRead, ...]

    @property
    def is_read(self) -> bool:
        """Whether anything of its file was looked up."""
        return any(cell.found is not None for cell in self.cells)


class Draw(msgspec.Struct, frozen=True):
    """How cases were drawn: so many were asked for, by lot with this seed."""

    count: int
    seed: int


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """A note of an inspector: its number, by which checks refer to it, where from, and the text."""

    number: str
    source: str
    text: str


class SignOff(msgspec.Struct, frozen=True, kw_only=True):
    """Who stands for it, by role, and since when; a day that cannot be read is None."""

    role: str
    on: date | None


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """One inspector's review as it was read back, and what was wrong with it.

    reviewer: the label given to the inspector, which is no name. checks: every one of the edition,
    in its order. cases: those drawn, in the order drawn. draw: None where none were drawn.
    """

    source: SourceFile
    about: ReviewedReturn
    reviewer: str
    checks: tuple[CheckReview, ...]
    cases: tuple[CaseRead, ...] = ()
    draw: Draw | None = None
    notes: tuple[Note, ...] = ()
    sign_off: SignOff | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def levels(self) -> dict[str, int]:
        """The inspector's levels, by check; only of those that have one."""
        return {item.check: item.level for item in self.checks if item.level is not None}
