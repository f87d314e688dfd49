"""Action plans: what each force has still to bring to target, and what it promised before."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

import msgspec

from slavery_benchmark.core.change.promises import Followed, Plan, follow_up, force_key
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import FULL_SCORE, Criterion, Framework
from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.core.scoring.scores import CheckScore, ForceScore, LimitApplied, NodeScore
from slavery_benchmark.core.scoring.tally import ZERO
from slavery_benchmark.core.visit.entry import Ground, Why
from slavery_benchmark.core.visit.visit import OF_ALL_CASES, grounds_of

_TOLD = (Why.LOW, Why.PARTLY_KNOWN, *OF_ALL_CASES)
"""What a plan says of a criterion in other words, or does not have to say."""
STATUTORY_DAYS = 56
"""The period begins with the day of publication: Police Act 1996, section 55, as amended."""


class Standing(StrEnum):
    """Where a criterion stands that is not at target, in the order in which plans list them."""

    LOW = "no better than the baseline"
    NOT_CERTAIN = "not certain"
    ABOVE = "above the baseline, not at target"
    NOT_KNOWN = "not known"


class Action(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion to act on, or, where too little is known to place it, to find out about.

    low: its checks that count below the target, lowest first. low_measures: its measures below it,
    by id. grounds: what else a visit list would say of it. gap: target less score, or all 100
    points of what is not known. limit: the limit that it brings about. promises: what was promised
    of it before.
    """

    criterion: Criterion
    node: NodeScore
    standing: Standing
    low: tuple[CheckScore, ...]
    low_measures: tuple[str, ...]
    grounds: tuple[Ground, ...]
    limit: LimitApplied | None
    gap: Fraction
    promises: tuple[Followed, ...] = ()

    @property
    def priority(self) -> Fraction:
        """Effective weight x gap: the points of the overall score that the criterion is about."""
        return self.node.effective_weight * self.gap


class ForceActions(msgspec.Struct, frozen=True, kw_only=True):
    """One force's actions in order, its criteria that need none, and what it promised before.

    empty: ids of criteria on an earlier plan beside which nothing was written.
    """

    force: ForceScore
    actions: tuple[Action, ...]
    at_target: tuple[str, ...]
    not_applicable: tuple[str, ...]
    promises: tuple[Followed, ...]
    empty: tuple[str, ...]

    def counts(self) -> Mapping[Standing, int]:
        """Return how many actions there are of each standing, all of them present."""
        return {
            standing: sum(action.standing is standing for action in self.actions)
            for standing in Standing
        }


class ActionPlans(msgspec.Struct, frozen=True, kw_only=True):
    """The action plans of a run, and the earlier plans that were read back.

    not_here: names of forces that the earlier plans speak of and that sent nothing this time.
    """

    forces: tuple[ForceActions, ...]
    plans: tuple[Plan, ...] = ()
    not_here: tuple[str, ...] = ()


def last_day(published: date) -> date:
    """Return the last day for publishing the local policing body's comments on a report.

    OverflowError where the calendar ends before.
    """
    return published + timedelta(days=STATUTORY_DAYS - 1)


def action_plans(
    forces: Sequence[ForceScore], framework: Framework, plans: Sequence[Plan], as_of: date
) -> ActionPlans:
    """Return what each force has to act on, in the order of the forces, beside what it promised.

    Inside a standing, the criterion about most points of the overall score comes first.
    """
    ordered = sorted(plans, key=lambda plan: (plan.as_of or date.min, plan.source.file))
    here = {force_key(force.submission) for force in forces}
    others = {
        promise.key: promise.force
        for plan in ordered
        for promise in plan.promises
        if promise.key not in here
    }
    return ActionPlans(
        forces=tuple(_of_force(force, framework, ordered, as_of) for force in forces),
        plans=tuple(ordered),
        not_here=tuple(sorted(others.values(), key=str.casefold)),
    )


def _of_force(
    force: ForceScore, framework: Framework, plans: Sequence[Plan], as_of: date
) -> ForceActions:
    promises = follow_up(force, plans, as_of)
    standings = list(Standing)
    actions = sorted(
        _actions(force, framework, promises),
        key=lambda action: (standings.index(action.standing), -action.priority),
    )
    key = force_key(force.submission)
    written = {item.promise.criterion for item in promises}
    empty = {criterion for plan in plans for owner, criterion in plan.empty if owner == key}
    return ForceActions(
        force=force,
        actions=tuple(actions),
        at_target=tuple(n.id for n in force.criteria if n.position is Position.AT_TARGET),
        not_applicable=tuple(n.id for n in force.criteria if n.tally.excused == 1),
        promises=promises,
        empty=tuple(n.id for n in force.criteria if n.id in empty - written),
    )


def _actions(
    force: ForceScore, framework: Framework, promises: Sequence[Followed]
) -> Iterator[Action]:
    grounds = grounds_of(force, framework)
    limits = {limit.criterion: limit for limit in force.limits}
    target = exact(framework.target.score)
    for _, criterion in framework.criteria():
        node = force.node(criterion.id)
        standing = _standing(node)
        if standing is None:
            continue
        score = node.tally.score
        unknown = standing is Standing.NOT_KNOWN or score is None
        yield Action(
            criterion=criterion,
            node=node,
            standing=standing,
            low=_low_checks(force, criterion, framework),
            low_measures=tuple(
                item.node.id
                for item in force.measures
                if item.node.parent == criterion.id and _is_low(item.measured.level, framework)
            ),
            grounds=tuple(item for item in grounds[criterion.id] if item.why not in _TOLD),
            limit=limits.get(criterion.id),
            gap=FULL_SCORE if unknown or score is None else max(target - score, ZERO),
            promises=tuple(item for item in promises if item.promise.criterion == criterion.id),
        )


def _standing(node: NodeScore) -> Standing | None:
    """Return where a criterion stands; None if it is at target or wholly not applicable."""
    if node.position is Position.AT_TARGET or node.tally.excused == 1:
        return None
    return {
        Position.NO_BETTER: Standing.LOW,
        Position.NOT_CERTAIN: Standing.NOT_CERTAIN,
        Position.ABOVE: Standing.ABOVE,
        None: Standing.NOT_KNOWN,
    }[node.position]


def _low_checks(
    force: ForceScore, criterion: Criterion, framework: Framework
) -> tuple[CheckScore, ...]:
    here = [
        check
        for check in force.checks
        if check.node.parent == criterion.id and _is_low(check.counted_level, framework)
    ]
    return tuple(sorted(here, key=lambda check: check.counted_level or 0))


def _is_low(level: int | None, framework: Framework) -> bool:
    """Return whether a level keeps its criterion from the target."""
    if level is None:
        return False
    target = framework.target
    return level < target.lowest_level or framework.points(level) < exact(target.score)
