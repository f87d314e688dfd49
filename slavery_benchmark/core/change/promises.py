"""What an earlier action plan promised, and what the later submission shows of it."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

import msgspec

from slavery_benchmark.core.problems import Problem
from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.core.scoring.scores import ForceScore, NodeScore
from slavery_benchmark.core.scoring.submission import SourceFile, Submission


class Promise(msgspec.Struct, frozen=True, kw_only=True):
    """One row of an action plan in which something was written.

    force: its name; key: what `force_key` returns for it. cell: where the steps stand. due, done:
    None where the cell is empty or cannot be used; it then held due_found or done_found.
    """

    force: str
    key: str
    criterion: str
    steps: str
    owner: str
    due: date | None
    done: date | None
    note: str
    cell: str
    due_found: str = ""
    done_found: str = ""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """An action plan as it was read back, and what was wrong with it.

    as_of: the day as of which it was made; None if it does not say. empty: (force key, criterion)
    of the rows in which nothing was written.
    """

    source: SourceFile
    as_of: date | None
    promises: tuple[Promise, ...]
    empty: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]


class Outcome(StrEnum):
    """What became of a promise, in the order in which promises are shown."""

    OVERDUE = "overdue, not done"
    DONE_NOT_AT_TARGET = "done, not at target"
    UNCLEAR = "not clear whether done"
    NO_DUE_DATE = "not done, no due date"
    NOT_YET_DUE = "not yet due"
    DONE_LATER = "done after the period"
    DONE_NOT_KNOWN = "done, too little known"
    NOT_APPLICABLE = "not applicable now"
    AT_TARGET = "at target now"


class Followed(msgspec.Struct, frozen=True, kw_only=True):
    """A promise beside what the later submission shows: its criterion now, and the outcome.

    overdue: its due date is past, and it is not done, or done and the criterion is not at target.
    """

    promise: Promise
    plan: Plan
    node: NodeScore
    outcome: Outcome
    overdue: bool


def force_key(submission: Submission) -> str:
    """Return by what a force is known from plan to submission: its code, else its name."""
    return submission.code or submission.force.casefold()


def follow_up(force: ForceScore, plans: Sequence[Plan], as_of: date) -> tuple[Followed, ...]:
    """Return every promise of a force with its outcome, overdue ones first, then by due date."""
    key = force_key(force.submission)
    ended = force.submission.period_end
    found = []
    for plan in plans:
        for promise in plan.promises:
            if promise.key == key:
                node = force.node(promise.criterion)
                outcome = outcome_of(promise, node, ended, as_of)
                past = promise.due is not None and promise.due < as_of
                found.append(
                    Followed(
                        promise=promise,
                        plan=plan,
                        node=node,
                        outcome=outcome,
                        overdue=past and outcome in (Outcome.OVERDUE, Outcome.DONE_NOT_AT_TARGET),
                    )
                )
    order = {node.id: place for place, node in enumerate(force.criteria)}
    outcomes = list(Outcome)
    found.sort(
        key=lambda item: (
            not item.overdue,
            outcomes.index(item.outcome),
            item.promise.due or date.max,
            order[item.promise.criterion],
        )
    )
    return tuple(found)


def outcome_of(promise: Promise, node: NodeScore, period_end: date | None, as_of: date) -> Outcome:
    """Return what became of a promise: the first that holds.

    A criterion that is at target, or wholly not applicable, needs no more. What was done after the
    period that the submission is of cannot show in it. What was done on a day that cannot be read
    is neither done nor not done.
    """
    if node.position is Position.AT_TARGET:
        return Outcome.AT_TARGET
    if node.tally.excused == 1:
        return Outcome.NOT_APPLICABLE
    if promise.done is not None:
        if period_end is not None and promise.done > period_end:
            return Outcome.DONE_LATER
        return Outcome.DONE_NOT_KNOWN if node.position is None else Outcome.DONE_NOT_AT_TARGET
    if promise.done_found:
        return Outcome.UNCLEAR
    if promise.due is None:
        return Outcome.NO_DUE_DATE
    return Outcome.OVERDUE if promise.due < as_of else Outcome.NOT_YET_DUE
