"""Action plans as JSON, in the shape of the model."""

from datetime import date
from typing import Any

from slavery_benchmark.core.change.actions import (
    Action,
    ActionPlans,
    ForceActions,
    Standing,
    last_day,
)
from slavery_benchmark.core.change.promises import Followed, Outcome, Plan
from slavery_benchmark.core.framework.framework import Framework, Shortcoming
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.scoring.scores import NodeScore
from slavery_benchmark.pages.actions.promises import outcome_text
from slavery_benchmark.pages.actions.records import (
    SCHEMA_VERSION,
    ActionResult,
    ActionsResult,
    ForceActionsResult,
    FoundResult,
    LowCheckResult,
    PlanResult,
    PromiseResult,
    PublishedResult,
    StatusResult,
)
from slavery_benchmark.pages.actions.words import (
    ORDER,
    STANDING,
    deadline_text,
    status_text,
    why_lines,
)
from slavery_benchmark.pages.parts import (
    framework_result,
    problem_results,
    submission_fields,
)
from slavery_benchmark.pages.score.records import SourceResult
from slavery_benchmark.pages.words.heads import edited_sentence

_STANDINGS: dict[Standing, Any] = {standing: standing.value for standing in Standing}
_OUTCOMES: dict[Outcome, Any] = {outcome: outcome.value for outcome in Outcome}


def build_actions(report: Report, plans: ActionPlans, published: date | None) -> ActionsResult:
    """Return the action plans as data."""
    return ActionsResult(
        schema_version=SCHEMA_VERSION,
        tool_version=report.tool_version,
        as_of=report.as_of,
        standing=" ".join(
            filter(None, (STANDING, report.framework.identity.standing, edited_sentence(report)))
        ),
        order=report.framework.words.say(ORDER),
        framework=framework_result(report),
        published=None
        if published is None
        else PublishedResult(
            published=published,
            last_day=last_day(published),
            said=deadline_text(published, report.as_of),
        ),
        forces=tuple(_force(item, report.framework) for item in plans.forces),
        plans=tuple(_plan(plan) for plan in plans.plans),
        not_here=plans.not_here,
        unusable=problem_results(report.unusable),
    )


def _force(item: ForceActions, framework: Framework) -> ForceActionsResult:
    return ForceActionsResult(
        **submission_fields(item.force.submission),
        actions=tuple(_action(action, item, framework) for action in item.actions),
        at_target=item.at_target,
        not_applicable=item.not_applicable,
        promises=tuple(_promise(found, framework) for found in item.promises),
        empty=item.empty,
    )


def _status(node: NodeScore) -> StatusResult:
    tally = node.tally
    figures: dict[str, Any] = {
        name: None if (value := getattr(tally, name)) is None else float(value)
        for name in ("score", "low", "high", "coverage", "excused")
    }
    position: Any = node.position.value if node.position else None
    return StatusResult(**figures, position=position)


def _action(action: Action, item: ForceActions, framework: Framework) -> ActionResult:
    criterion = action.criterion
    return ActionResult(
        criterion=criterion.id,
        title=criterion.title,
        good=criterion.good,
        standing=_STANDINGS[action.standing],
        status=_status(action.node),
        said=status_text(action, framework),
        why=tuple(why_lines(action, item, framework)),
        low=tuple(
            LowCheckResult(
                check=check.node.id,
                level=check.response.level,
                counted_level=check.counted_level,
                cell=check.response.cell,
            )
            for check in action.low
        ),
        limit=action.limit.id if action.limit else None,
        shortcomings=tuple(_found(shortcoming) for shortcoming in criterion.shortcomings),
        weight=float(action.node.effective_weight),
        gap=float(action.gap),
        priority=float(action.priority),
    )


def _found(shortcoming: Shortcoming) -> FoundResult:
    return FoundResult(
        id=shortcoming.id,
        text=shortcoming.text,
        rank=shortcoming.rank,
        sources=shortcoming.sources,
        where=shortcoming.where,
    )


def _promise(found: Followed, framework: Framework) -> PromiseResult:
    promise = found.promise
    return PromiseResult(
        criterion=promise.criterion,
        title=found.node.title,
        steps=promise.steps,
        owner=promise.owner,
        due=promise.due,
        done=promise.done,
        due_found=promise.due_found,
        done_found=promise.done_found,
        note=promise.note,
        plan=found.plan.source.file,
        cell=promise.cell,
        outcome=_OUTCOMES[found.outcome],
        overdue=found.overdue,
        said=outcome_text(found, framework.words),
        now=_status(found.node),
    )


def _plan(plan: Plan) -> PlanResult:
    return PlanResult(
        source=SourceResult(file=plan.source.file, sha256=plan.source.sha256),
        as_of=plan.as_of,
        promises=len(plan.promises),
        problems=problem_results(plan.problems),
    )
