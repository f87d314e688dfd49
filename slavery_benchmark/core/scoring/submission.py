"""A submission: one force's workbook as data, with the cell that each answer came from."""

from datetime import date
from enum import StrEnum

import msgspec

from slavery_benchmark.core.cases.table import CaseFiles
from slavery_benchmark.core.problems import Problem

NOT_SHOWN = "(not shown: the cell seems to identify a person)"
"""What is kept, and printed, in place of a text that looks as if it identified a person."""


class State(StrEnum):
    """What became of a check in a workbook. None of these is a score of 0."""

    ANSWERED = "answered"
    BLANK = "blank"
    NOT_APPLICABLE = "not applicable"
    INVALID = "invalid"


GIVEN = (State.ANSWERED, State.NOT_APPLICABLE)
"""The states of an answer that says something."""


class Response(msgspec.Struct, frozen=True, kw_only=True):
    """A force's answer to one check.

    `cell` is where the level stands (`Sheet!J14`), or None when the check has no row; `found` is
    what stands there, as text. `evidence_date` is None when it is blank or cannot be used.
    `verified_level` is an inspector's, whatever the force answered; None where there is none.
    """

    check: str
    state: State
    cell: str | None = None
    found: str = ""
    level: int | None = None
    evidence: str = ""
    evidence_cell: str | None = None
    evidence_date: date | None = None
    not_applicable_reason: str = ""
    owner: str = ""
    comment: str = ""
    verified_level: int | None = None


class ReviewFile(msgspec.Struct, frozen=True):
    """A review that verified levels come from: its name without folders, and its hash."""

    file: str
    sha256: str


class Verification(msgspec.Struct, frozen=True, kw_only=True):
    """Where the verified levels of a submission come from.

    agreed: inspectors have agreed them; else they are of reviews that do not differ. signed_off:
    and they stand for good.
    """

    reviews: tuple[ReviewFile, ...]
    agreed: bool
    signed_off: bool


class SourceFile(msgspec.Struct, frozen=True):
    """The workbook that a submission comes from: name without folders, hash, and name as given.

    from_result: it was read back from a result, whose name `shown_as` then is.
    """

    file: str
    sha256: str
    shown_as: str
    from_result: bool = False


class Submission(msgspec.Struct, frozen=True, kw_only=True):
    """One force's answers for one period, in framework order, and what was wrong with them.

    `force` is the register's name where the force is known, else the name as given; `code` is then
    empty. `code_given` is the code on the cover, in the register's spelling if it has it; empty
    where there is none. A period end that could not be read is None. `cases` is None where the
    edition has no case files, `verification` where no review is given with the return.
    `module_responses` are the answers to optional modules, of those on whose sheets there is a
    table: nothing is worked out from them.
    """

    force: str
    code: str
    fictional: bool
    period_start: date | None
    period_end: date | None
    edition: str
    source: SourceFile
    responses: tuple[Response, ...]
    problems: tuple[Problem, ...]
    cases: CaseFiles | None = None
    code_given: str = ""
    module_responses: tuple[Response, ...] = ()
    verification: Verification | None = None
