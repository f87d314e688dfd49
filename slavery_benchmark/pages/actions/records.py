"""The shape of action plans as data: what JSON holds, and what its schema is made from.

Numbers are unrounded; a missing one is null, never 0.
"""

from datetime import date
from typing import Annotated, ClassVar, Literal

import msgspec

from slavery_benchmark.core.change.actions import ActionPlans, ForceActions, Standing, last_day
from slavery_benchmark.core.change.promises import Outcome
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.pages.actions.promises import outcome_text
from slavery_benchmark.pages.actions.words import (
    ORDER,
    deadline_text,
    standing_words,
    status_text,
    why_lines,
)
from slavery_benchmark.pages.heads import standing_text
from slavery_benchmark.pages.score.records import (
    FrameworkResult,
    ProblemResult,
    RunResult,
    Score,
    Share,
    SourceResult,
    SubmissionResult,
)
from slavery_benchmark.pages.shaped import Of, shaped

SCHEMA_VERSION = "1.0"


class StatusResult(msgspec.Struct, frozen=True, kw_only=True):
    """Where a criterion stands: its supported score, bounds, and position against 2017."""

    WITHIN: ClassVar = ("tally",)
    score: Score | None
    low: Score | None
    high: Score | None
    coverage: Share | None
    excused: Share
    position: Position | None


class LowCheckResult(msgspec.Struct, frozen=True, kw_only=True):
    """A check that counts below the target: the level given, and the one that counted."""

    WITHIN: ClassVar = ("response",)
    check: Annotated[str, Of("node.id")]
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

    WITHIN: ClassVar = ("promise", "node")
    criterion: str
    title: str
    steps: str
    owner: str
    due: date | None
    done: date | None
    due_found: str
    done_found: str
    note: str
    plan: Annotated[str, Of("plan.source.file")]
    cell: str
    outcome: Outcome
    overdue: bool
    said: str
    now: Annotated[StatusResult, Of("node")]


class ActionResult(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion to act on. `gap`: target less score, or 100 where too little is known.

    `priority` is weight x gap, in points of the overall score.
    """

    WITHIN: ClassVar = ("criterion", "node")
    criterion: Annotated[str, Of("criterion.id")]
    title: str
    good: str
    standing: Standing
    status: Annotated[StatusResult, Of("node")]
    said: str
    why: tuple[str, ...]
    low: tuple[LowCheckResult, ...]
    limit: Annotated[str | None, Of("limit.id")]
    shortcomings: tuple[FoundResult, ...]
    weight: Annotated[Share, Of("effective_weight")]
    gap: Score
    priority: Score


class ForceActionsResult(SubmissionResult, frozen=True, kw_only=True):
    """One force's plan. `empty`: criteria on an earlier plan beside which nothing was written."""

    actions: tuple[ActionResult, ...]
    at_target: tuple[str, ...]
    not_applicable: tuple[str, ...]
    promises: tuple[PromiseResult, ...]
    empty: tuple[str, ...]


class PlanResult(msgspec.Struct, frozen=True, kw_only=True):
    """An earlier plan that was read back, and what was wrong with it."""

    source: SourceResult
    as_of: date | None
    promises: Annotated[int, Of(lambda plan: len(plan.promises))]
    problems: tuple[ProblemResult, ...]


class PublishedResult(msgspec.Struct, frozen=True, kw_only=True):
    """When a report was published, and the last day for the local policing body's comments."""

    published: date
    last_day: date
    said: str


class ActionsResult(RunResult, frozen=True, kw_only=True):
    """The action plans of a run. `not_here`: forces of earlier plans without a submission here."""

    standing: str
    order: str
    framework: Annotated[FrameworkResult, Of()]
    published: PublishedResult | None
    forces: tuple[ForceActionsResult, ...]
    plans: tuple[PlanResult, ...]
    not_here: tuple[str, ...]
    unusable: tuple[ProblemResult, ...]


def actions_result(report: Report, plans: ActionPlans, published: date | None) -> ActionsResult:
    """Return the action plans as data."""
    return shaped(
        ActionsResult,
        report,
        plans,
        schema_version=SCHEMA_VERSION,
        standing=standing_text(report, standing_words(report.forces)),
        order=report.framework.words.say(ORDER),
        published=published
        and PublishedResult(
            published=published,
            last_day=last_day(published),
            said=deadline_text(published, report.as_of),
        ),
        forces=tuple(_force(item, report.framework) for item in plans.forces),
    )


def _force(item: ForceActions, framework: Framework) -> ForceActionsResult:
    return shaped(
        ForceActionsResult,
        item.force.submission,
        item,
        actions=tuple(
            shaped(
                ActionResult,
                action,
                said=status_text(action, framework),
                why=tuple(why_lines(action, item, framework)),
            )
            for action in item.actions
        ),
        promises=tuple(
            shaped(PromiseResult, found, said=outcome_text(found, framework.words))
            for found in item.promises
        ),
    )
