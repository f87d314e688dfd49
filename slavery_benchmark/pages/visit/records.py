"""The shape of the visit lists as data: what JSON holds, and what its schema is made from.

Numbers are unrounded; a missing one is null, never 0.
"""

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from slavery_benchmark.pages.score.records import (
    FrameworkResult,
    PeriodResult,
    ProblemResult,
    Share,
    SourceResult,
)

SCHEMA_VERSION = "1.0"

GroupName = Literal[
    "differs from own cases", "without support", "at or below the baseline", "not known"
]
PerCent = Annotated[float, Meta(ge=0, le=100)]
Standing = Literal["adverse", "not known", "left out", "good", "outside"]
Count = Annotated[int, Meta(ge=0)]


class CaseResult(msgspec.Struct, frozen=True, kw_only=True):
    """A case as one measure sees it. `number` is empty where it is not fit to be shown."""

    number: str
    row: int
    measure: str
    standing: Standing
    shows: str
    cells: tuple[str, ...]


class EntryResult(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to look at. `priority` is weight x gap, in points of the overall score.

    `number` is its place on the force's list; `rank` its place among the entries of all forces,
    null for an invented force among real ones.
    """

    number: Count
    rank: Count | None
    group: GroupName
    why: str
    id: str
    criterion: str | None
    title: str
    reason: str
    action: str
    checks: tuple[str, ...]
    measures: tuple[str, ...]
    cells: tuple[str, ...]
    cases: tuple[CaseResult, ...]
    weight: Share
    gap: PerCent
    priority: PerCent


class StratumResult(msgspec.Struct, frozen=True, kw_only=True):
    """How many cases a stratum has, and how many were drawn."""

    stratum: str
    cases: Count
    drawn: Count


class DrawnResult(msgspec.Struct, frozen=True, kw_only=True):
    """A case to read, and what to look for in it."""

    number: str
    row: int
    stratum: str
    look_for: tuple[CaseResult, ...]


class PlanResult(msgspec.Struct, frozen=True, kw_only=True):
    """What the drawn cases would tell of a measure if they show what the sheet shows.

    `low` and `high` are the ends of a 95% interval in per cent; `low_rank` and `high_rank`, of a
    median, the waits between which it would lie, shortest first, and `low_days` and `high_days` how
    long these would be. Null where there is none; `high_days` also where there is no upper end.
    """

    measure: str
    drawn: Count
    cases: Count
    low: PerCent | None
    high: PerCent | None
    low_rank: int | None
    high_rank: int | None
    low_days: Count | None
    high_days: Count | None


class SampleResult(msgspec.Struct, frozen=True, kw_only=True):
    """The cases of a force to read, in the order drawn."""

    seed: int
    listed: Count
    selection: str
    how: str
    standing: str
    strata: tuple[StratumResult, ...]
    cases: tuple[DrawnResult, ...]
    measures: tuple[PlanResult, ...]


class ForceVisitResult(msgspec.Struct, frozen=True, kw_only=True):
    """One force's list. `entries_in_all` counts those beyond the limit too.

    `sample` is null where none was asked for, or no case files were supplied.
    """

    force: str
    code: str
    fictional: bool
    period: PeriodResult
    source: SourceResult
    judgement_alone: bool
    entries_in_all: Count
    entries: tuple[EntryResult, ...]
    sample: SampleResult | None


class FirstResult(msgspec.Struct, frozen=True, kw_only=True):
    """An entry in the order of all forces: `number` is its place on the list of its force."""

    rank: Count
    force: str
    code: str
    number: Count
    id: str
    group: GroupName
    priority: PerCent


class PlaceResult(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion, or the case files, with the forces that have an entry there, group by group."""

    id: str
    title: str
    forces: dict[GroupName, tuple[str, ...]]


class VisitResult(msgspec.Struct, frozen=True, kw_only=True):
    """The visit lists of a run.

    `counted` is how many forces `places` and `first` are about: invented ones are left out among
    real ones. `first` holds what comes first of all these forces.
    """

    schema_version: str
    tool_version: str
    as_of: date
    standing: str
    options: dict[str, int | str | None]
    framework: FrameworkResult
    forces: tuple[ForceVisitResult, ...]
    counted: Count
    first: tuple[FirstResult, ...]
    places: tuple[PlaceResult, ...]
    unusable: tuple[ProblemResult, ...]
