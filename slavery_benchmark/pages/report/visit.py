"""The visit list: where to look first in each force, and why."""

from collections.abc import Iterator

from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.view.model import VisitView
from slavery_benchmark.core.visit.all_forces import VisitLists
from slavery_benchmark.core.visit.entry import Entry
from slavery_benchmark.core.visit.priority import Label
from slavery_benchmark.document.blocks import Block, Details, Paragraph, Points, Section, Table
from slavery_benchmark.document.blocks import Entry as Shown
from slavery_benchmark.document.numbers import score_text
from slavery_benchmark.pages.report.context import Context, criterion_id, force_id
from slavery_benchmark.pages.report.tables import Cell, Head, table_of
from slavery_benchmark.pages.report.visit_words import visits_of
from slavery_benchmark.pages.visit.asking import question_lines
from slavery_benchmark.pages.visit.words import (
    LABEL_HEADS,
    LIMIT,
    NOTHING,
    ORDER,
    STANDING,
    names_at,
    place_name,
    place_title,
    points_text,
    worth_text,
)
from slavery_benchmark.pages.words.cases import cases_lines, where_text
from slavery_benchmark.pages.words.reasons import reasons

_IN_FULL, _FIRST_OF_MANY = 3, 5
"""On a page of more forces than this the entries after the first are a table and not a text."""


def visit_section(context: Context) -> Section | None:
    """Return the section on what to visit for; None in a view without visit lists."""
    lists = visits_of(context) if context.data.visits and context.forces else None
    if lists is None:
        return None
    said = Paragraph(f"{STANDING} {ORDER}")
    if context.single:
        blocks: tuple[Block, ...] = (said, *visit_blocks(context, 0))
    else:
        blocks = (said, _forces(context, lists), _criteria(lists))
    return Section(id="visit", title="Visit list", blocks=blocks, own_page=True)


def visit_blocks(context: Context, place: int) -> Iterator[Block]:
    """Yield the visit list of a force: the first entries in full, the others on request."""
    visit, score = context.visit(place), context.forces[place].score
    if visit is None or score is None:
        return
    if not visit.entries:
        yield Paragraph("Nothing is on the visit list.")
    limit = _limit(context)
    for number, entry in enumerate(visit.entries[:limit], start=1):
        yield _entry(context, score, number, entry)
    rest = len(visit.entries) - limit
    if rest > 0:
        yield Details(
            id=f"visit-{place + 1}-more",
            summary=f"And {rest} more",
            blocks=tuple(_rest(context, place, score, visit)),
        )
    asked = tuple(question_lines(visit.questions, score, context.framework))
    if asked:
        yield Points(asked)


def _limit(context: Context) -> int:
    """Return how many entries of a force stand in full."""
    return _FIRST_OF_MANY if context.crowded else LIMIT


def _entry(context: Context, score: ForceScore, number: int, entry: Entry) -> Shown:
    framework = context.framework
    small = []
    if entry.cases:
        small.append(f"Cases: {'; '.join(cases_lines(entry.cases, framework))}.")
    where = f"{where_text(entry.cells)}. " if entry.cells else ""
    small.append(f"{where}{worth_text(entry)}")
    return Shown(
        number=number,
        title=place_title(entry),
        aside=points_text(entry),
        said=tuple(reasons(entry, score, framework)),
        small=tuple(small),
    )


def _rest(context: Context, place: int, score: ForceScore, visit: VisitView) -> Iterator[Block]:
    if len(context.forces) <= _IN_FULL:
        for number, entry in enumerate(visit.entries[LIMIT:], start=LIMIT + 1):
            yield _entry(context, score, number, entry)
        return
    yield table_of(
        id=f"visit-{place + 1}-table",
        caption=f"The other entries of {context.name(place)}",
        columns=(Head("Where"), Head("Why"), Head("Points", numeric=True)),
        rows=tuple(
            (
                Cell(place_title(entry)),
                Cell(entry.label.value),
                Cell(score_text(entry.points.total)),
            )
            for entry in visit.entries[_limit(context) :]
        ),
    )


def _forces(context: Context, lists: VisitLists) -> Table:
    rows = []
    for place in lists.ranking:
        visit = lists.forces[place]
        parts = visit.points.parts
        rows.append(
            (
                Cell(context.name(place), to=force_id(place)),
                Cell(place_title(visit.entries[0]) if visit.entries else NOTHING),
                *(
                    Cell(
                        score_text(parts[label]) if label in parts else "",
                        number=f"{place} overall visit {label.value}" if label in parts else "",
                    )
                    for label in Label
                ),
            )
        )
    return table_of(
        id="visit-forces",
        caption="Points to settle of each force, whose visit list stands under its name below",
        columns=(
            Head("Force"),
            Head("First entry"),
            *(Head(label.value.capitalize(), numeric=True) for label in Label),
        ),
        rows=tuple(rows),
    )


def _criteria(lists: VisitLists) -> Table:
    """Return where things come up, and in which forces: what a theme of visits could be about."""
    return table_of(
        id="visit-criteria",
        caption="Where it comes up, and in which forces",
        columns=(Head("Where"), *(Head(head) for head in LABEL_HEADS.values())),
        rows=tuple(
            (
                Cell(place_name(item), to=criterion_id(item.criterion)),
                *(Cell(names_at(item, label, lists) or "0") for label in Label),
            )
            for item in lists.places
        ),
        look="roomy",
    )
