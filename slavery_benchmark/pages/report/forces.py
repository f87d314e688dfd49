"""What is told of each force: its scores, answers, measures, changes, visit list and actions."""

from collections.abc import Iterable, Iterator
from itertools import repeat
from typing import Any

import msgspec

from slavery_benchmark.core.change.actions import ActionPlans
from slavery_benchmark.core.view.lists import could_be_there
from slavery_benchmark.core.view.model import ActionsView, ActionView
from slavery_benchmark.document.blocks import (
    Block,
    Details,
    Heading,
    Paragraph,
    Section,
    Table,
    paragraphs,
)
from slavery_benchmark.pages.actions.page import ACTIONS, actions_page
from slavery_benchmark.pages.actions.words import ORDER, TITLES, standing_words
from slavery_benchmark.pages.export.answers import check_tables
from slavery_benchmark.pages.export.forces import force_table
from slavery_benchmark.pages.export.measures import measure_tables
from slavery_benchmark.pages.export.scores import others_tables
from slavery_benchmark.pages.report.change import change_blocks
from slavery_benchmark.pages.report.context import Context, blocks_of
from slavery_benchmark.pages.report.measures import intervals_said
from slavery_benchmark.pages.report.pictures import (
    criteria_picture,
    others_pictures,
    themes_picture,
)
from slavery_benchmark.pages.visit.page import visit_page
from slavery_benchmark.pages.words.scores import headline
from slavery_benchmark.pages.words.shown import TOO_LITTLE_SHOWN, is_withheld_alone
from slavery_benchmark.pages.words.views import not_shown_sentence, others_sentence

_TOLD = ("evidence", "not_applicable_reason", "owner", "comment", "cell")
"""What a force says beside an answer: on a page of one force, else on a sheet alone."""


def told_of_each(context: Context) -> Iterator[tuple[Section, ...]]:
    """Yield the sections on each force, in order of name."""
    measures = measure_tables(context.shown) if context.shown.measured else repeat(None)
    tables = zip(check_tables(context.shown), measures, strict=False)  # the last may go on
    for place, (answers, measured) in enumerate(tables):
        yield tuple(_parts(context, place, answers, measured))


def _parts(
    context: Context, place: int, answers: Table, measured: Table | None
) -> Iterator[Section]:
    name = context.name(place)
    blocks = tuple(_scores(context, place))
    yield Section(id="scores", title=f"Where {name} stands", blocks=blocks)
    answers = _named(answers, f"Answers of {name}")
    columns = tuple(
        msgspec.structs.replace(column, printed=column.printed or column.key in _TOLD)
        for column in answers.columns
    )
    answers = msgspec.structs.replace(answers, columns=columns)
    yield Section(id="answers", title="Answers", blocks=(_closed(context, place, answers),))
    if measured is not None:
        table = _named(measured, f"Measures of {name}")
        blocks = (*intervals_said(context), _closed(context, place, table))
        yield Section(id="measures", title="What own cases show", blocks=blocks)
    if not context.single and context.progress(place) is not None:
        blocks = tuple(change_blocks(context, place))
        yield Section(id="changed", title="What has changed", blocks=blocks)
    visits = context.visits(place)
    if visits is not None:
        page = visit_page(context.report_of(place), visits, None, None)
        (part,) = page.sections
        blocks = (*paragraphs(() if context.single else page.lead), *_seen(context, part.blocks))
        yield Section(id="visit", title="Visit list", blocks=blocks, own_page=True)
    actions = context.actions(place)
    if actions is not None:
        blocks = tuple(_actions(context, place, actions))
        yield Section(id="actions", title="Action plan", blocks=blocks, own_page=True)


def _seen(context: Context, blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks; of many forces no more than a screen shows unless it is asked for more."""
    for block in blocks:
        if context.crowded and isinstance(block, Table):
            yield msgspec.structs.replace(block, limit=None)
        elif not (context.crowded and block.detail):
            yield block


def _named(table: Table, title: str) -> Table:
    return msgspec.structs.replace(table, title=title, sheet="", of=())


def _closed(context: Context, place: int, table: Table) -> Block:
    """Return a long table, closed on a page of several forces."""
    if context.single:
        return table
    return Details(id=f"{table.id}-{place + 1}", summary=table.title, blocks=(table,))


def _scores(context: Context, place: int) -> Iterator[Block]:
    force = context.shown.report.forces[place]
    if not context.single:  # there it stands in the first section
        yield from paragraphs(headline(force, context.framework))
    yield from paragraphs([not_shown_sentence(context.forces[place].overall)])
    yield themes_picture(context, place)
    title = f"Themes and criteria of {context.name(place)}"
    yield _named(force_table(context.shown, place), title)
    yield criteria_picture(context, place)
    if context.data.spreads and context.data.own is not None:
        yield Heading(text="Among the other forces")
        yield from others_pictures(context, place)
        yield from others_tables(context.shown, context.data)
    if context.data.others:
        yield Paragraph(others_sentence(context.data), "note")


def _actions(context: Context, place: int, actions: ActionsView) -> Iterator[Block]:
    """Yield the actions of a force; to the public the table alone."""
    framework = context.framework
    yield Paragraph(
        f"{standing_words(context.shown.report.forces)} {framework.words.say(ORDER)}", "note"
    )
    if actions.full is not None:
        plans = ActionPlans(forces=(actions.full,))
        page = actions_page(context.report_of(place), plans, None)
        yield from blocks_of(page, short=context.crowded)
        return
    found = [n.id for n in context.forces[place].criteria if could_be_there(n, framework)]
    if found:
        many = len(found) > 1
        yield Paragraph(
            f"{', '.join(found)} {'are' if many else 'is'} not listed: the score shown is at the "
            f"target, but a measure that is not shown may lower {'them' if many else 'it'}.",
            "note",
        )
    if not actions.actions:
        rest = "Nothing else" if found else "Nothing"
        yield Paragraph(f"{rest} is left to bring to target.")
        return
    title = f"Criteria of {context.name(place)} that are not at target"
    records = tuple(_public_actions(context, place, actions))
    yield Table(id="action", title=title, columns=ACTIONS, records=records, data=False)


def _standing(context: Context, place: int, item: ActionView) -> str:
    """Return how a criterion stands, or that too little of it can be shown to say."""
    if is_withheld_alone(context.forces[place].node(item.criterion), context.framework):
        return f"Not known: {TOO_LITTLE_SHOWN}"
    return context.framework.words.say(TITLES[item.standing])


def _public_actions(context: Context, place: int, view: ActionsView) -> Iterator[dict[str, Any]]:
    for number, item in enumerate(view.actions, start=1):
        yield {
            "number": number,
            "name": f"{item.criterion} {item.title}",
            "standing": _standing(context, place, item),
            "score": context.forces[place].node(item.criterion).tally.score,
            "priority": item.priority,
        }
