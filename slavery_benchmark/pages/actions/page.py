"""The page of action plans: what is not at target, and what was promised beside what is there."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from msgspec.structs import asdict

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
from slavery_benchmark.document.blocks import Block, Document, Entry, Heading, Section, Table
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.document.numbers import count_text
from slavery_benchmark.pages.actions import promises, words
from slavery_benchmark.pages.actions.records import ActionResult, PromiseResult, actions_result
from slavery_benchmark.pages.heads import (
    FORCE,
    force_section,
    in_words,
    of_submission,
    page_of,
    said_of,
)
from slavery_benchmark.pages.words.recommendations import recommendation_line
from slavery_benchmark.pages.words.scores import force_title, plain_name

_FIRST = 3
"""How many criteria of a force are named among several forces."""
_FILL_IN = (
    "With -o actions.xlsx each row has columns for steps, owner, due date and note; --previous "
    "actions.xlsx reads them back."
)
ACTIONS = (
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
    Column(Standing.LOW, "No better", Kind.COUNT, whole="No better than the baseline"),
    Column(Standing.NOT_CERTAIN, "Not certain", Kind.COUNT, drop=1),
    Column(Standing.ABOVE, "Above it", Kind.COUNT),
    Column(Standing.NOT_KNOWN, "Not known", Kind.COUNT),
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
    single, framework = len(plans.forces) == 1, report.framework
    subject = framework.words
    sections = [] if single else [_all(plans, subject)]
    sections += [
        force_section(
            item.force,
            (words.counts_line(item, subject), promises.promises_line(item)),
            _blocks(item, framework),
            single=single,
        )
        for item in plans.forces
    ]
    return page_of(
        report,
        _lead(report, plans, published),
        sections=sections,
        about=(words.standing_words(report.forces), subject.say(words.ORDER), _FILL_IN),
        of=plans.forces[0].force.submission if single else None,
        detail=False,
        title=f"{framework.identity.title}: action plan",
        records=lambda: actions_result(report, plans, published),
        data_tables=lambda: _data(report, plans, published),
        subject="action plan",
    )


def _lead(report: Report, plans: ActionPlans, published: date | None) -> Iterator[str]:
    subject = report.framework.words
    if len(plans.forces) == 1:
        item = plans.forces[0]
        yield said_of(force_title(item.force), words.counts_line(item, subject))
        yield from filter(None, (promises.promises_line(item),))
    else:
        low = sum(item.counts()[Standing.LOW] for item in plans.forces)
        yield (
            f"{count_text(len(plans.forces), 'plan')}, {low} criteria in all "
            f"{subject.low}. A plan of one force shows each of its criteria."
        )
    yield from words.plans_lines(plans)
    if published is not None:
        yield words.deadline_text(published, report.as_of)


def _all(plans: ActionPlans, subject: Subject) -> Section:
    rows = tuple(
        {
            **item.counts(),
            "force": plain_name(item.force.submission),
            "at_target": len(item.at_target),
            "first": ", ".join(action.criterion.id for action in item.actions[:_FIRST]),
        }
        for item in plans.forces
    )
    columns = in_words(_ALL, subject)
    table = Table(id="force", columns=columns, records=rows, sheet="Summary")
    return Section(id="all", title=f"All {count_text(len(rows), 'force')}", blocks=(table,))


def _blocks(item: ForceActions, framework: Framework) -> Iterator[Block]:
    subject = framework.words
    numbered = tuple(enumerate(item.actions, start=1))
    tables = (
        (
            "promise",
            "Promised and done",
            _PROMISES,
            [_promise(it, subject) for it in item.promises],
        ),
        ("action", "Not at target", ACTIONS, [_row(n, action, subject) for n, action in numbered]),
    )
    for kind, title, columns, rows in tables:
        if rows:
            yield Table(
                id=kind,
                title=title,
                columns=columns,
                records=tuple(rows),
                of=of_submission(item.force.submission, words.standing_words((item.force,))),
            )
    standing = None
    for number, action in numbered:
        if action.standing is not standing:
            standing = action.standing
            yield Heading(text=subject.say(words.TITLES[standing]), detail=True)
        yield _entry(number, action, item, framework)


def _row(number: int, action: Action, subject: Subject) -> dict[str, Any]:
    return {
        "number": number,
        "name": f"{action.criterion.id} {action.criterion.title}",
        "standing": subject.say(action.standing),
        "score": action.node.tally.score,
        "priority": action.priority,
    }


def _entry(number: int, action: Action, item: ForceActions, framework: Framework) -> Entry:
    criterion, subject = action.criterion, framework.words
    return Entry(
        number=number,
        title=f"{criterion.id} {criterion.title}",
        aside="",
        said=(
            words.status_text(action, framework),
            *words.why_lines(action, item, framework),
            f"Good: {criterion.good}",
            *(
                f"Promised before: {promises.outcome_text(found, subject)}"
                for found in action.promises
            ),
        ),
        small=(
            *(f"{subject.head}: {words.shortcoming_text(each)}" for each in criterion.shortcomings),
            *(
                recommendation_line(each, framework)
                for each in framework.recommended_to(criterion.id)
            ),
        ),
        detail=True,
    )


def _promise(found: Followed, subject: Subject) -> dict[str, Any]:
    promise = found.promise
    parts = [
        promise.steps or promises.NOTHING_YET,
        *([f"Note: {promise.note}"] if promise.note else []),
    ]
    return {
        "criterion": promise.criterion,
        "steps": ". ".join(part.removesuffix(".") for part in parts),
        "owner": promise.owner,
        "due": promises.short_date(promise.due, promise.due_found),
        "done": promises.short_date(promise.done, promise.done_found),
        "now": promises.outcome_text(found, subject, dates=False),
    }


def _data(report: Report, plans: ActionPlans, published: date | None) -> Iterator[Table]:
    """Yield what CSV and Parquet hold: a row for each criterion to act on and for each promise."""
    columns = tuple(Column(name, name, _KINDS.get(name, Kind.TEXT)) for name in _DATA)
    days = {"published": published, "last_day": last_day(published) if published else None}
    result = actions_result(report, plans, published)
    for item, made in zip(plans.forces, result.forces, strict=True):
        of = of_submission(item.force.submission, words.standing_words((item.force,)))
        actions = (_action_data(action, report.framework) for action in made.actions)
        for kind, rows in (("action", actions), ("promise", map(_promise_data, made.promises))):
            records = tuple({**days, **row, "number": n} for n, row in enumerate(rows, start=1))
            yield Table(id=kind, columns=columns, records=records, of=of)


def _action_data(action: ActionResult, framework: Framework) -> dict[str, Any]:
    found = action.shortcomings
    sources = ("; ".join(framework.source(s).title for s in each.sources) for each in found)
    return {
        **asdict(action),
        **asdict(action.status),
        "standing": framework.words.say(action.standing),
        "status": action.said,
        "why": " ".join(action.why),
        "shortcoming": " ".join(each.text for each in found),
        "rank": "; ".join(words.RANKS[each.rank] for each in found),
        "source": " | ".join(sources),
    }


def _promise_data(promise: PromiseResult) -> dict[str, Any]:
    due, done = promise.due or promise.due_found, promise.done or promise.done_found
    return {**asdict(promise), **asdict(promise.now), "due": due or None, "done": done or None}
