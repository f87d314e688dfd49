"""Action plans as flat rows, one a criterion and one a promise: what CSV is made from."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.reinspection.actions import ActionPlans, ForceActions, last_day
from slavery_benchmark.core.report import Report
from slavery_benchmark.core.scores import NodeScore
from slavery_benchmark.pages.score.rows import SUBMISSION_COLUMNS, submission_values
from slavery_benchmark.render.actions.words import RANKS, STANDING, status_text, why_lines
from slavery_benchmark.render.data_files import csv_bytes

_NODE = ("score", "low", "high", "coverage", "position")
COLUMNS = (
    *SUBMISSION_COLUMNS,
    *("kind", "number", "standing", "criterion", "title", "good", "status", "why", "shortcoming"),
    *("rank", "source", *_NODE, "weight", "gap", "steps", "owner", "due", "done", "note"),
    *("outcome", "overdue", "plan", "cell", "published", "last_day"),
)


def actions_rows(
    report: Report, plans: ActionPlans, published: date | None
) -> Iterator[dict[str, Any]]:
    """Yield one row for each criterion to act on, then one for each promise, force by force.

    `kind` is action or promise. steps, owner, due, done and note are empty in an action: they are
    for the force. What a row does not have is None.
    """
    for item in plans.forces:
        start = {
            **submission_values(item.force.submission, STANDING),
            "published": published,
            "last_day": last_day(published) if published else None,
        }
        for row in (*_actions(item, report.framework), *_promises(item)):
            yield {column: {**start, **row}.get(column) for column in COLUMNS}


def _node(node: NodeScore) -> dict[str, Any]:
    tally = node.tally
    return {
        "criterion": node.id,
        "title": node.title,
        "position": node.position.value if node.position else None,
        **{
            name: None if (value := getattr(tally, name)) is None else float(value)
            for name in _NODE[:-1]
        },
    }


def _actions(item: ForceActions, framework: Framework) -> Iterator[dict[str, Any]]:
    for number, action in enumerate(item.actions, start=1):
        found = action.criterion.shortcomings
        sources = ("; ".join(framework.source(s).title for s in each.sources) for each in found)
        yield {
            **_node(action.node),
            "kind": "action",
            "number": number,
            "standing": action.standing.value,
            "good": action.criterion.good,
            "status": status_text(action, framework),
            "why": " ".join(why_lines(action, item, framework)),
            "shortcoming": " ".join(each.text for each in found),
            "rank": "; ".join(RANKS[each.rank] for each in found),
            "source": " | ".join(sources),
            "weight": float(action.node.effective_weight),
            "gap": float(action.gap),
        }


def _promises(item: ForceActions) -> Iterator[dict[str, Any]]:
    for number, found in enumerate(item.promises, start=1):
        promise = found.promise
        yield {
            **_node(found.node),
            "kind": "promise",
            "number": number,
            "steps": promise.steps,
            "owner": promise.owner,
            "due": promise.due or promise.due_found or None,
            "done": promise.done or promise.done_found or None,
            "note": promise.note,
            "outcome": found.outcome.value,
            "overdue": found.overdue,
            "plan": found.plan.source.file,
            "cell": promise.cell,
        }


def render_actions_csv(report: Report, plans: ActionPlans, published: date | None) -> bytes:
    """Return the rows as the bytes of a CSV."""
    return csv_bytes(COLUMNS, actions_rows(report, plans, published))
