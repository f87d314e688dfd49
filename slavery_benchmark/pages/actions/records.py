"""The shape of action plans as data: what JSON holds, and what its schema is made from.

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

StandingName = Literal[
    "no better than the baseline", "not certain", "above the baseline, not at target", "not known"
]
OutcomeName = Literal[
    "overdue, not done",
    "done, not at target",
    "not clear whether done",
    "not done, no due date",
    "not yet due",
    "done after the period",
    "done, too little known",
    "not applicable now",
    "at target now",
]
PositionName = Literal["at target", "not certain", "above", "no better"]
Points = Annotated[float, Meta(ge=0, le=100)]


class StatusResult(msgspec.Struct, frozen=True, kw_only=True):
    """Where a criterion stands: its supported score, bounds, and position against 2017."""

    score: Points | None
    low: Points | None
    high: Points | None
    coverage: Share | None
    excused: Share
    position: PositionName | None


class LowCheckResult(msgspec.Struct, frozen=True, kw_only=True):
    """A check that counts below the target: the level given, and the one that counted."""

    check: str
    level: int | None
    counted_level: int | None
    cell: str | None


class FoundResult(msgspec.Struct, frozen=True, kw_only=True):
    """A shortcoming of 2017. `rank` primary is known first-hand."""

    id: str
    text: str
    rank: Literal["primary", "second-hand"]
    sources: tuple[str, ...]
    where: str


class PromiseResult(msgspec.Struct, frozen=True, kw_only=True):
    """A row of an earlier plan beside what the later submission shows.

    `due` and `done` are null where the cell is empty or holds no date; `due_found` and `done_found`
    are then what stands there. `overdue`: due before the day that counts as today, and not marked
    as done, or done and not at target.
    """

    criterion: str
    title: str
    steps: str
    owner: str
    due: date | None
    done: date | None
    due_found: str
    done_found: str
    note: str
    plan: str
    cell: str
    outcome: OutcomeName
    overdue: bool
    said: str
    now: StatusResult


class ActionResult(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion to act on. `gap`: target less score, or 100 where too little is known.

    `priority` is weight x gap, in points of the overall score.
    """

    criterion: str
    title: str
    good: str
    standing: StandingName
    status: StatusResult
    said: str
    why: tuple[str, ...]
    low: tuple[LowCheckResult, ...]
    limit: str | None
    shortcomings: tuple[FoundResult, ...]
    weight: Share
    gap: Points
    priority: Points


class ForceActionsResult(msgspec.Struct, frozen=True, kw_only=True):
    """One force's plan. `empty`: criteria on an earlier plan beside which nothing was written."""

    force: str
    code: str
    fictional: bool
    period: PeriodResult
    source: SourceResult
    actions: tuple[ActionResult, ...]
    at_target: tuple[str, ...]
    not_applicable: tuple[str, ...]
    promises: tuple[PromiseResult, ...]
    empty: tuple[str, ...]


class PlanResult(msgspec.Struct, frozen=True, kw_only=True):
    """An earlier plan that was read back, and what was wrong with it."""

    source: SourceResult
    as_of: date | None
    promises: int
    problems: tuple[ProblemResult, ...]


class PublishedResult(msgspec.Struct, frozen=True, kw_only=True):
    """When a report was published, and the last day for the local policing body's comments."""

    published: date
    last_day: date
    said: str


class ActionsResult(msgspec.Struct, frozen=True, kw_only=True):
    """The action plans of a run. `not_here`: forces of earlier plans without a submission here."""

    schema_version: str
    tool_version: str
    as_of: date
    standing: str
    order: str
    framework: FrameworkResult
    published: PublishedResult | None
    forces: tuple[ForceActionsResult, ...]
    plans: tuple[PlanResult, ...]
    not_here: tuple[str, ...]
    unusable: tuple[ProblemResult, ...]
