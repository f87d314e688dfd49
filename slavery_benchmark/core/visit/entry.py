"""What a visit list is made of: an entry for each criterion with points to settle, and grounds."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from fractions import Fraction

import msgspec

from slavery_benchmark.core.scoring.submission import Response, Submission
from slavery_benchmark.core.visit.adverse_cases import CaseToRead
from slavery_benchmark.core.visit.priority import CriterionPoints, Label

CASES_EACH = 5
"""How many cases an entry names, unless so few bear on it that all can be read."""


class Why(StrEnum):
    """What puts a criterion on the list; in the order in which they are told."""

    REGRESSED = "regressed"
    DIFFERS = "differs from own cases"
    UNSUPPORTED = "no current, dated reference"
    LOW = "below the target"
    SET_ASIDE = "less assurance than asked for"
    BLANK = "blank"
    INVALID = "invalid"
    NOT_APPLICABLE = "not applicable"
    NOT_SUPPLIED = "no case files"
    CHOSEN = "cases chosen"
    NOT_ALL_LISTED = "not all cases listed"
    TOO_FEW = "too few cases"
    TOO_LITTLE_KNOWN = "too little known"
    PARTLY_KNOWN = "partly known"
    NOT_SETTLED = "not settled"


class Fall(msgspec.Struct, frozen=True, kw_only=True):
    """The scores of a criterion that has regressed, at the earlier submission and now."""

    then: Fraction | None
    now: Fraction | None


class Earlier(msgspec.Struct, frozen=True, kw_only=True):
    """What a visit needs of a force's earlier submission.

    falls: the criteria that have regressed since. answers: the earlier responses, by the check of
    the later edition that they stand for.
    """

    submission: Submission
    falls: Mapping[str, Fall]
    answers: Mapping[str, Response]


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """One reason why a criterion is on the list.

    checks, measures: the ids concerned. cells: where it stands in the workbook, `Sheet!K14` or, for
    a column, `Sheet!K`. cases: those to read first, worst first. fall: of a regression.
    """

    why: Why
    checks: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    cases: tuple[CaseToRead, ...] = ()
    fall: Fall | None = None


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion to look at: its points to settle, and the grounds for them."""

    criterion: str
    title: str
    points: CriterionPoints
    grounds: tuple[Ground, ...]

    @property
    def label(self) -> Label:
        """What makes most of its points."""
        return self.points.label

    @property
    def cells(self) -> tuple[str, ...]:
        """Where its grounds stand in the workbook, each once."""
        return tuple(dict.fromkeys(cell for ground in self.grounds for cell in ground.cells))

    @property
    def cases(self) -> tuple[CaseToRead, ...]:
        """The cases to read first, each once."""
        every = {item.case.row: item for item in reversed(tuple(self._cases()))}
        return tuple(reversed(every.values()))[:CASES_EACH]

    def _cases(self) -> Iterator[CaseToRead]:
        for ground in self.grounds:
            yield from ground.cases
