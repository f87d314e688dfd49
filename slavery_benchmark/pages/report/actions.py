"""The action plan: what each force has still to bring to target."""

from collections.abc import Iterator

from slavery_benchmark.core.framework.subject import Subject
from slavery_benchmark.core.view.lists import could_be_there
from slavery_benchmark.core.view.model import ActionView
from slavery_benchmark.document.blocks import Block, Paragraph, Section
from slavery_benchmark.document.numbers import score_text
from slavery_benchmark.pages.actions.words import (
    ORDER,
    STANDING,
    TITLES,
    counts_line,
    status_text,
    why_lines,
)
from slavery_benchmark.pages.report.context import Context, criterion_id
from slavery_benchmark.pages.report.tables import Cell, Head, table_of

_IN_FULL = 6
"""On a page of more forces than this the reasons are left to the visit lists."""


def actions_section(context: Context) -> Section | None:
    """Return the section on actions of one force; with several each force has its own."""
    if not context.single or context.actions(0) is None:
        return None
    blocks = (
        Paragraph(f"{STANDING} {context.framework.words.say(ORDER)}"),
        *action_blocks(context, 0),
    )
    return Section(id="actions", title="Action plan", blocks=blocks, own_page=True)


def action_blocks(context: Context, place: int) -> Iterator[Block]:
    """Yield the actions of a force, with why and, for the force itself, room to write."""
    view = context.actions(place)
    if view is None:
        return
    if view.full is not None:
        yield Paragraph(counts_line(view.full, context.framework.words))
    uncertain = _not_in_it(context, place) if context.public else ""
    if uncertain:
        yield Paragraph(uncertain, "note")
    if not view.actions:
        rest = "Nothing else" if uncertain else "Nothing"
        yield Paragraph(f"{rest} is left to bring to target.")
        return
    full = view.full if len(context.forces) <= _IN_FULL else None
    why = {}
    if full is not None:
        for action in full.actions:
            said = [status_text(action, context.framework)]
            said += why_lines(action, full, context.framework)
            why[action.criterion.id] = " ".join(said)
    yield table_of(
        id=f"actions-{place + 1}",
        caption=f"Criteria of {context.name(place)} that are not at target",
        columns=(
            Head("Criterion"),
            Head("Where it stands"),
            *((Head("Why"),) if why else ()),
            Head("Points of the overall score", numeric=True),
        ),
        rows=tuple(_row(place, item, why, context.framework.words) for item in view.actions),
        look="roomy",
    )


def _not_in_it(context: Context, place: int) -> str:
    """Return which criteria only a measure that is not shown could put on the list."""
    force, framework = context.forces[place], context.framework
    found = [node.id for node in force.criteria if could_be_there(node, framework)]
    if not found:
        return ""
    many = len(found) > 1
    return (
        f"{', '.join(found)} {'are' if many else 'is'} not listed: the score shown is at the "
        f"target, but a measure that is not shown may lower {'them' if many else 'it'}."
    )


def _row(place: int, item: ActionView, why: dict[str, str], words: Subject) -> tuple[Cell, ...]:
    return (
        Cell(f"{item.criterion} {item.title}", to=criterion_id(item.criterion, place)),
        Cell(words.say(TITLES[item.standing])),
        *((Cell(why[item.criterion]),) if why else ()),
        Cell(score_text(item.priority)),
    )
