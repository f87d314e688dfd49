"""What a visit list is made of: its groups, its entries, and why each is there."""

from enum import StrEnum
from fractions import Fraction

import msgspec

from slavery_benchmark.core.visit.adverse_cases import CaseToRead

CASE_FILES = "case files"
"""The node of an entry that is about the case files as a whole."""


class Group(StrEnum):
    """The groups of entries, in the order in which they are listed."""

    DIFFERS = "differs from own cases"
    UNSUPPORTED = "without support"
    BASELINE = "at or below the baseline"
    MISSING = "not known"


class Why(StrEnum):
    """What put an entry on the list."""

    DIFFERS = "differs from own cases"
    UNSUPPORTED = "no current, dated reference"
    BELOW = "below the baseline range"
    NO_BETTER = "no better than the baseline"
    BLANK = "blank"
    INVALID = "invalid"
    NOT_APPLICABLE = "not applicable"
    NOT_SUPPLIED = "no case files"
    CHOSEN = "cases chosen"
    TOO_FEW = "too few cases"
    NO_CASE = "no case that it is about"
    TOO_LITTLE_KNOWN = "too little known"
    NOT_SETTLED = "not settled"


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to look at.

    node: a check, criterion or measure, or CASE_FILES. criterion: None for CASE_FILES. checks,
    measures: the ids concerned. cells: where it stands in the workbook, `Sheet!K14` or, for a
    column, `Sheet!K`. cases: those to read first, worst first. weight: share of the overall score.
    gap: points of 100. What the gap is depends on the group: judged less lowest measured level;
    claimed less counted level; target less score; and all 100 points of what is not known.
    """

    group: Group
    why: Why
    node: str
    criterion: str | None
    title: str
    checks: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    cases: tuple[CaseToRead, ...] = ()
    weight: Fraction
    gap: Fraction

    @property
    def priority(self) -> Fraction:
        """Effective weight x gap: points of the overall score that the entry is about."""
        return self.weight * self.gap
