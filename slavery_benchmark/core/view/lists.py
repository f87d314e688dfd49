"""Lists of a view: where to look first, what to act on, what was wrong with the workbooks."""

from collections.abc import Iterator, Sequence

from slavery_benchmark.core.change.actions import ActionPlans, Standing
from slavery_benchmark.core.change.progress import ProgressReport
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import FULL_SCORE, Framework
from slavery_benchmark.core.problem_codes import OF_REVIEWS
from slavery_benchmark.core.problems import Problem
from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.scoring.tally import ZERO
from slavery_benchmark.core.view.model import (
    ActionsView,
    ActionView,
    ForceView,
    NodeView,
    ProblemView,
    View,
    VisitView,
)
from slavery_benchmark.core.visit.all_forces import ForceVisit, VisitLists
from slavery_benchmark.core.visit.questions import Question, Topic


def visit_views(visits: VisitLists, name: str | None) -> Iterator[VisitView]:
    """Yield the visit list of each force, or of the one with this name."""
    for item in visits.forces:
        force = item.force.submission.force
        if name in (None, force):
            yield VisitView(
                force=force, points=item.points, entries=item.entries, questions=_alone(item, name)
            )


def _alone(item: ForceVisit, name: str | None) -> tuple[Question, ...]:
    """Return the questions; to a force itself nothing of what others gave."""
    return tuple(q for q in item.questions if name is None or q.topic is not Topic.SHARED)


def action_views(
    plans: ActionPlans, forces: Sequence[ForceView], framework: Framework, view: View
) -> Iterator[ActionsView]:
    """Yield the actions of each force shown; for the public, of what the public sees."""
    if view is View.PUBLIC:
        for force in forces:
            yield ActionsView(
                force=force.force, actions=tuple(_public_actions(force, framework)), full=None
            )
        return
    shown = {force.force for force in forces}
    for plan in plans.forces:
        name = plan.force.submission.force
        if name in shown:
            actions = tuple(
                ActionView(
                    criterion=action.criterion.id,
                    title=action.criterion.title,
                    standing=action.standing,
                    priority=action.priority,
                )
                for action in plan.actions
            )
            yield ActionsView(force=name, actions=actions, full=plan)


_STANDINGS = {
    Position.NO_BETTER: Standing.LOW,
    Position.NOT_CERTAIN: Standing.NOT_CERTAIN,
    Position.ABOVE: Standing.ABOVE,
    None: Standing.NOT_KNOWN,
}


def _public_actions(force: ForceView, framework: Framework) -> list[ActionView]:
    """Return the criteria to act on, by the positions and scores that the public sees."""
    target, order = exact(framework.target.score), list(Standing)
    found = [
        ActionView(
            criterion=node.id,
            title=node.title,
            standing=_STANDINGS[node.position],
            priority=node.effective_weight
            * (
                FULL_SCORE
                if node.position is None or node.tally.score is None
                else max(target - node.tally.score, ZERO)
            ),
        )
        for node in force.criteria
        if node.position is not Position.AT_TARGET
        and node.tally.excused != 1
        and not could_be_there(node, framework)
    ]
    found.sort(key=lambda item: (order.index(item.standing), -item.priority))
    return found


def could_be_there(node: NodeView, framework: Framework) -> bool:
    """Return whether a criterion is at target but for a measure that is not shown."""
    score = node.tally.score
    return (
        node.position is Position.NOT_CERTAIN
        and bool(node.withheld)
        and score is not None
        and score >= exact(framework.target.score)
    )


def problem_views(
    report: Report, progress: ProgressReport | None, mine: Sequence[ForceScore], view: View
) -> Iterator[ProblemView]:
    """Yield problems: each in full, or for the public each kind once for a force."""
    found: list[tuple[str | None, Problem]] = []
    if view is not View.FORCE:
        every = report.unusable + (progress.problems if progress else ())
        # of reviews the public is not told before they are signed off, nor that there are any
        found += [
            (None, item) for item in every if view is View.INSPECTOR or item.code not in OF_REVIEWS
        ]
    for force in mine:
        found += [(force.submission.force, item) for item in force.submission.problems]
    views = [
        ProblemView(
            force=force,
            code=item.code,
            severity=item.severity,
            problem=None if view is View.PUBLIC else item,
        )
        for force, item in found
    ]
    if view is not View.PUBLIC:
        yield from views
        return
    seen: set[tuple[str | None, str]] = set()
    for item in views:
        if (item.force, item.code) not in seen:
            seen.add((item.force, item.code))
            yield item
