"""What was promised beside what is there now, in sentences without blame."""

from collections.abc import Iterator, Sequence
from datetime import date

from slavery_benchmark.core.change.actions import ForceActions
from slavery_benchmark.core.change.promises import Followed, Outcome
from slavery_benchmark.core.framework.subject import Subject
from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.core.scoring.scores import NodeScore
from slavery_benchmark.document.numbers import UNKNOWN, count_text, date_text, score_text

NOTHING_YET = "No steps written"
_NAMED = 6
"""So many criteria without any steps are named; more are counted."""
_COUNTED = {
    Outcome.UNCLEAR: "not clear whether done",
    Outcome.NO_DUE_DATE: "not marked as done, without a due date",
    Outcome.NOT_YET_DUE: "not yet due",
    Outcome.DONE_LATER: "done after the period of this submission",
    Outcome.DONE_NOT_KNOWN: "done, and too little known now",
    Outcome.NOT_APPLICABLE: "not applicable now",
    Outcome.AT_TARGET: "at target now",
}


def promises_line(item: ForceActions) -> str:
    """Return how many promises came to what; empty where nothing was promised or left empty."""
    if not item.promises and not item.empty:
        return ""
    if not item.promises:
        return f"On the earlier plan, nothing was written beside {_ids(item.empty, '')}."
    criteria = len({found.promise.criterion for found in item.promises})
    steps = count_text(len(item.promises), "step")
    said = (
        f"Promised before: {steps} on {count_text(criteria, 'criterion', 'criteria')}. "
        f"{'; '.join(_parts(item.promises))}."
    )
    return f"{said} Nothing was written beside {_ids(item.empty)}." if item.empty else said


def _ids(criteria: Sequence[str], other: str = "other ") -> str:
    if len(criteria) > _NAMED:
        return f"{len(criteria)} {other}criteria"
    return ", ".join(criteria)


def _parts(promises: Sequence[Followed]) -> Iterator[str]:
    overdue = [item for item in promises if item.overdue]
    undone = sum(item.outcome is Outcome.OVERDUE for item in overdue)
    parts = [f"{undone} not marked as done"] if undone else []
    if len(overdue) > undone:
        parts.append(f"{len(overdue) - undone} done, not at target")
    named = f" ({', '.join(parts)})" if parts else ""
    yield f"Overdue: {len(overdue)}{named}"
    in_time = [item for item in promises if not item.overdue]
    done = sum(item.outcome is Outcome.DONE_NOT_AT_TARGET for item in in_time)
    if done:
        yield f"{done} done, not at target"
    for outcome, words in _COUNTED.items():
        count = sum(item.outcome is outcome for item in in_time)
        if count:
            yield f"{count} {words}"


def outcome_text(item: Followed, words: Subject, *, dates: bool = True) -> str:
    """Return what became of a promise, with where its criterion stands now.

    Without `dates`, for a row in which due and done have columns of their own.
    """
    promise, node = item.promise, item.node
    if item.outcome is Outcome.AT_TARGET:
        return f"At target now: {score_text(node.tally.score)}."
    if item.outcome is Outcome.NOT_APPLICABLE:
        return "Not applicable now."
    due = f" {date_text(promise.due)}" if dates else ""
    done = f"one {date_text(promise.done)}" if dates else "one"
    late = f"Overdue: due{due}, " if dates else "Overdue: "
    said = {
        Outcome.OVERDUE: f"{late}not marked as done.",
        Outcome.DONE_NOT_AT_TARGET: f"{f'{late}d' if item.overdue else 'D'}{done}, not at target.",
        Outcome.UNCLEAR: f"Not clear whether done: found “{promise.done_found}”.",
        Outcome.NO_DUE_DATE: "Not marked as done; no due date.",
        Outcome.NOT_YET_DUE: f"Not yet due{f':{due}' if dates else ''}.",
        Outcome.DONE_LATER: f"D{done}, after the period shown here.",
        Outcome.DONE_NOT_KNOWN: f"D{done}.",
    }[item.outcome]
    if item.outcome is Outcome.NO_DUE_DATE and promise.due_found:
        said = f"Not marked as done; the due date cannot be read: “{promise.due_found}”."
    return f"{said} Now {now_text(node, words)}."


def now_text(node: NodeScore, words: Subject) -> str:
    """Return score and position in a few words: 41.7, no better than the baseline."""
    if node.tally.excused == 1:
        return "not applicable"
    if node.position is None:
        return "too little known to place it"
    said = {
        Position.AT_TARGET: "at target",
        Position.NOT_CERTAIN: "not certain",
        Position.ABOVE: f"above {words.baseline}",
        Position.NO_BETTER: words.low,
    }[node.position]
    return f"{score_text(node.tally.score)}, {said}"


def short_date(day: date | None, found: str = "") -> str:
    """Return a date as 31/03/2026; what stands there if it is none, or a dash."""
    return day.strftime("%d/%m/%Y") if day else found or UNKNOWN
