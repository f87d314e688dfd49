"""The page of action plans: what is not at target, and what was promised beside what is there."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from slavery_benchmark.core.change.actions import (
    Action,
    ActionPlans,
    ForceActions,
    Standing,
    last_day,
)
from slavery_benchmark.core.change.promises import Followed
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.subject import Subject
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.scoring.scores import NodeScore
from slavery_benchmark.document.blocks import (
    Block,
    Document,
    Entry,
    Heading,
    Section,
    Table,
    paragraphs,
)
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.document.numbers import count_text
from slavery_benchmark.pages.actions.build import build_actions
from slavery_benchmark.pages.actions.promises import (
    NOTHING_YET,
    outcome_text,
    promises_line,
    short_date,
)
from slavery_benchmark.pages.actions.words import (
    ORDER,
    RANKS,
    STANDING,
    TITLES,
    counts_line,
    deadline_text,
    plans_lines,
    shortcoming_text,
    status_text,
    why_lines,
)
from slavery_benchmark.pages.heads import (
    FORCE,
    about_lines,
    in_words,
    of_submission,
    opening,
    source_line,
)
from slavery_benchmark.pages.heads import STANDING as PAGE_STANDING
from slavery_benchmark.pages.words.heads import caveat_sentences
from slavery_benchmark.pages.words.recommendations import recommendation_line
from slavery_benchmark.pages.words.scores import force_title, plain_name

_FIRST = 3
"""How many criteria of a force are named among several forces."""
_FILL_IN = (
    "With -o actions.xlsx each row has columns for steps, owner, due date and note; --previous "
    "actions.xlsx reads them back."
)
_ACTIONS = (
    Column("number", "No", Kind.COUNT),
    Column("name", "Criterion", cut=True, width=54, data=False),
    Column("standing", "Where it stands", whole_words=True, width=26),
    Column("score", "Score", Kind.SCORE),
    Column("priority", "Points", Kind.POINTS, data=False),
)
_PROMISES = (
    Column("criterion", "Criterion", whole_words=True, width=10),
    Column("steps", "Promised", width=40),
    Column("owner", "Owner", drop=1, width=20, blank="–"),
    Column("due", "Due", whole_words=True, width=12),
    Column("done", "Done on", whole_words=True, width=12),
    Column("now", "Now", width=40),
)
_ALL = (
    FORCE,
    Column("low", "At the baseline", Kind.COUNT, whole="At or below the range of the baseline"),
    Column("unsure", "Not certain", Kind.COUNT, drop=1),
    Column("above", "Above it", Kind.COUNT),
    Column("unknown", "Not known", Kind.COUNT),
    Column("at_target", "At target", Kind.COUNT),
    Column("first", "First", drop=2, whole_words=True, width=24),
)
_NODE = ("score", "low", "high", "coverage")
_DATA = (
    *("number", "standing", "criterion", "title", "good", "status", "why", "shortcoming"),
    *("rank", "source", *_NODE, "position", "weight", "gap", "steps", "owner", "due", "done"),
    *("note", "outcome", "overdue", "plan", "cell", "published", "last_day"),
)
_KINDS = {
    "number": Kind.COUNT,
    "overdue": Kind.FLAG,
    "published": Kind.DATE,
    "last_day": Kind.DATE,
    **dict.fromkeys((*_NODE, "weight", "gap"), Kind.NUMBER),
}


def actions_page(report: Report, plans: ActionPlans, published: date | None) -> Document:
    """Return the action plans: what was promised first, then what to act on."""
    single = len(plans.forces) == 1
    sections = [] if single else [_all(plans, report.framework.words)]
    sections += [_force(item, report.framework, single=single) for item in plans.forces]
    lead, left = opening(*((said,) for said in _lead(report, plans, published)))
    if left:
        sections.insert(0, Section(id="more", title="", blocks=paragraphs(left)))
    return Document(
        title=f"{report.framework.identity.title}: action plan",
        subtitle=source_line(plans.forces[0].force.submission) if single else "",
        lead=lead,
        standing=PAGE_STANDING,
        caveats=tuple(caveat_sentences(report)),
        about=(STANDING, report.framework.words.say(ORDER), _FILL_IN, *about_lines(report)),
        sections=tuple(sections),
        records=lambda: build_actions(report, plans, published),
        data_tables=lambda: _data(report, plans, published),
        single=single,
        subject="action plan",
        tool_version=report.tool_version,
    )


def _lead(report: Report, plans: ActionPlans, published: date | None) -> Iterator[str]:
    words = report.framework.words
    if len(plans.forces) == 1:
        item = plans.forces[0]
        said = counts_line(item, words)
        yield f"{force_title(item.force)}: {said[0].lower()}{said[1:]}"
        if said := promises_line(item):
            yield said
    else:
        low = sum(item.counts()[Standing.LOW] for item in plans.forces)
        yield (
            f"{count_text(len(plans.forces), 'plan')}, {low} criteria in all at or below "
            f"{words.range_of}. A plan of one force shows each of its criteria."
        )
    yield from plans_lines(plans)
    if published is not None:
        yield deadline_text(published, report.as_of)


def _all(plans: ActionPlans, words: Subject) -> Section:
    rows = []
    for item in plans.forces:
        counts = item.counts()
        rows.append(
            {
                "force": plain_name(item.force.submission),
                "low": counts[Standing.LOW],
                "unsure": counts[Standing.NOT_CERTAIN],
                "above": counts[Standing.ABOVE],
                "unknown": counts[Standing.NOT_KNOWN],
                "at_target": len(item.at_target),
                "first": ", ".join(action.criterion.id for action in item.actions[:_FIRST]),
            }
        )
    table = Table(
        id="force",
        title="",
        columns=in_words(_ALL, words),
        records=tuple(rows),
        sheet="Summary",
        data=False,
    )
    return Section(id="all", title=f"All {count_text(len(rows), 'force')}", blocks=(table,))


def _force(item: ForceActions, framework: Framework, *, single: bool) -> Section:
    submission, words = item.force.submission, framework.words
    of = of_submission(submission, STANDING)
    blocks: list[Block] = []
    if not single:
        blocks += paragraphs([source_line(submission)], "note")
        blocks += paragraphs([counts_line(item, words), promises_line(item)])
    if item.promises:
        blocks.append(
            Table(
                id="promise",
                title="Promised and done",
                columns=_PROMISES,
                records=tuple(_promise(found, words) for found in item.promises),
                of=of,
                data=False,
            )
        )
    if item.actions:
        blocks.append(
            Table(
                id="action",
                title="Not at target",
                columns=_ACTIONS,
                records=tuple(
                    _row(number, action, words)
                    for number, action in enumerate(item.actions, start=1)
                ),
                of=of,
                data=False,
            )
        )
    standing = None
    for number, action in enumerate(item.actions, start=1):
        if action.standing is not standing:
            standing = action.standing
            blocks.append(Heading(text=words.say(TITLES[standing]), detail=True))
        blocks.append(_entry(number, action, item, framework))
    return Section(
        id=submission.code or "force",
        title="" if single else force_title(item.force),
        blocks=tuple(blocks),
        detail=not single,
    )


def _row(number: int, action: Action, words: Subject) -> dict[str, Any]:
    return {
        "number": number,
        "name": f"{action.criterion.id} {action.criterion.title}",
        "standing": words.say(action.standing),
        "score": action.node.tally.score,
        "priority": action.priority,
    }


def _entry(number: int, action: Action, item: ForceActions, framework: Framework) -> Entry:
    criterion, words = action.criterion, framework.words
    return Entry(
        number=number,
        title=f"{criterion.id} {criterion.title}",
        aside="",
        said=(
            status_text(action, framework),
            *why_lines(action, item, framework),
            f"Good: {criterion.good}",
            *(f"Promised before: {outcome_text(found, words)}" for found in action.promises),
        ),
        small=(
            *(f"{words.head}: {shortcoming_text(each)}" for each in criterion.shortcomings),
            *(
                recommendation_line(each, framework)
                for each in framework.recommended_to(criterion.id)
            ),
        ),
        detail=True,
    )


def _promise(found: Followed, words: Subject) -> dict[str, Any]:
    promise = found.promise
    parts = [promise.steps or NOTHING_YET]
    if promise.note:
        parts.append(f"Note: {promise.note}")
    return {
        "criterion": promise.criterion,
        "steps": ". ".join(part.removesuffix(".") for part in parts),
        "owner": promise.owner,
        "due": short_date(promise.due, promise.due_found),
        "done": short_date(promise.done, promise.done_found),
        "now": outcome_text(found, words, dates=False),
    }


def _data(report: Report, plans: ActionPlans, published: date | None) -> Iterator[Table]:
    """Yield what CSV and Parquet hold: a row for each criterion to act on and for each promise."""
    columns = tuple(Column(name, name, _KINDS.get(name, Kind.TEXT)) for name in _DATA)
    days = {"published": published, "last_day": last_day(published) if published else None}
    for item in plans.forces:
        of = of_submission(item.force.submission, STANDING)
        for kind, rows in (
            ("action", _action_data(item, report.framework)),
            ("promise", _promise_data(item)),
        ):
            records = tuple({**days, **row} for row in rows)
            yield Table(id=kind, title="", columns=columns, records=records, of=of)


def _node_data(node: NodeScore) -> dict[str, Any]:
    return {
        "criterion": node.id,
        "title": node.title,
        "position": node.position,
        **{name: getattr(node.tally, name) for name in _NODE},
    }


def _action_data(item: ForceActions, framework: Framework) -> Iterator[dict[str, Any]]:
    for number, action in enumerate(item.actions, start=1):
        found = action.criterion.shortcomings
        sources = ("; ".join(framework.source(s).title for s in each.sources) for each in found)
        yield {
            **_node_data(action.node),
            "number": number,
            "standing": framework.words.say(action.standing),
            "good": action.criterion.good,
            "status": status_text(action, framework),
            "why": " ".join(why_lines(action, item, framework)),
            "shortcoming": " ".join(each.text for each in found),
            "rank": "; ".join(RANKS[each.rank] for each in found),
            "source": " | ".join(sources),
            "weight": action.node.effective_weight,
            "gap": action.gap,
        }


def _promise_data(item: ForceActions) -> Iterator[dict[str, Any]]:
    for number, found in enumerate(item.promises, start=1):
        promise = found.promise
        yield {
            **_node_data(found.node),
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
