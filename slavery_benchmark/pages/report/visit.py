"""The visit list: where to look first in each force, and why."""

from collections.abc import Iterator

from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.view.model import VisitView
from slavery_benchmark.core.visit.entry import CASE_FILES, Entry, Group
from slavery_benchmark.document.blocks import Block, Details, Heading, Paragraph, Section, Table
from slavery_benchmark.document.blocks import Entry as Shown
from slavery_benchmark.pages.report.context import Context, criterion_id, force_id
from slavery_benchmark.pages.report.tables import Cell, Head, table_of
from slavery_benchmark.pages.report.visit_words import counts_of, order_of_forces
from slavery_benchmark.pages.visit.words import (
    GROUP_HEADS,
    LIMIT,
    ORDER,
    STANDING,
    action,
    group_title,
    place_title,
    priority_text,
    weight_text,
)
from slavery_benchmark.pages.words.cases import cases_lines, where_text
from slavery_benchmark.pages.words.reasons import reason, same_as

_IN_FULL, _NAMED, _FIRST_OF_MANY = 3, 8, 5
"""On a page of more forces than this the entries after the first are a table and not a text."""


def visit_section(context: Context) -> Section | None:
    """Return the section on what to visit for; None in a view without visit lists."""
    if not context.data.visits or not context.forces:
        return None
    said = Paragraph(f"{STANDING} {ORDER}")
    if context.single:
        blocks: tuple[Block, ...] = (said, *visit_blocks(context, 0))
    else:
        blocks = (said, _forces(context), *_criteria(context))
    return Section(id="visit", title="Visit list", blocks=blocks, own_page=True)


def visit_blocks(context: Context, place: int) -> Iterator[Block]:
    """Yield the visit list of a force: the first entries in full, the others on request."""
    visit, score = context.visit(place), context.forces[place].score
    if visit is None or score is None:
        return
    if not visit.entries:
        yield Paragraph("Nothing is on the visit list.")
        return
    group: Group | None = None
    limit = _limit(context)
    for number, entry in enumerate(visit.entries[:limit], start=1):
        if entry.group is not group:
            group = entry.group
            yield Heading(text=group_title(group, context.framework), level=context.level)
        yield _entry(context, score, visit, number, entry)
    rest = len(visit.entries) - limit
    if rest > 0:
        yield Details(
            id=f"visit-{place + 1}-more",
            summary=f"And {rest} more",
            blocks=tuple(_rest(context, place, score, visit)),
        )


def _limit(context: Context) -> int:
    """Return how many entries of a force stand in full."""
    return _FIRST_OF_MANY if context.crowded else LIMIT


def _entry(
    context: Context, score: ForceScore, visit: VisitView, number: int, entry: Entry
) -> Shown:
    framework = context.framework
    earlier = same_as(entry, visit.entries[: number - 1])
    said = reason(entry, score, framework, as_under=earlier)
    lines = [f"{said} {action(entry, framework)}"]
    if entry.node in entry.checks:
        lines.insert(0, entry.title)
    small = []
    if entry.cases and earlier is None:
        small.append(f"Cases: {'; '.join(cases_lines(entry, framework))}.")
    where = f"{where_text(entry.cells)}. " if entry.cells else ""
    small.append(f"{where}{weight_text(entry)}.")
    return Shown(
        number=number,
        title=place_title(entry, framework),
        aside=priority_text(entry),
        said=tuple(lines),
        small=tuple(small),
    )


def _rest(context: Context, place: int, score: ForceScore, visit: VisitView) -> Iterator[Block]:
    if len(context.forces) <= _IN_FULL:
        for number, entry in enumerate(visit.entries[LIMIT:], start=LIMIT + 1):
            yield _entry(context, score, visit, number, entry)
        return
    yield table_of(
        id=f"visit-{place + 1}-table",
        caption=f"The other entries of {context.name(place)}",
        columns=(Head("Where"), Head("Why"), Head("Points", numeric=True)),
        rows=tuple(
            (
                Cell(place_title(entry, context.framework)),
                Cell(context.framework.words.say(f"{entry.group.value}: {entry.why.value}")),
                Cell(priority_text(entry).removesuffix(" points")),
            )
            for entry in visit.entries[_limit(context) :]
        ),
    )


def _forces(context: Context) -> Table:
    words = context.framework.words
    rows = []
    for place in order_of_forces(context):
        visit = context.visit(place)
        counts = counts_of(visit.entries) if visit else {}
        first = place_title(visit.entries[0], context.framework) if visit and counts else "nothing"
        rows.append(
            (
                Cell(context.name(place), to=force_id(place)),
                Cell(first),
                *(
                    Cell(str(counts.get(group, 0)), number=f"{place} overall visit {group.value}")
                    for group in Group
                ),
            )
        )
    return table_of(
        id="visit-forces",
        caption="Entries of each force on its visit list, which stands under its name below",
        columns=(
            Head("Force"),
            Head("First entry"),
            *(Head(words.say(group.value.capitalize()), numeric=True) for group in Group),
        ),
        rows=tuple(rows),
    )


def _criteria(context: Context) -> Iterator[Block]:
    """Yield where things come up, and in which forces: what a theme of visits could be about."""
    words = context.framework.words
    titles = {item.id: f"{item.id} {item.title}" for item in context.criteria()}
    found: dict[str, dict[Group, list[str]]] = {node: {} for node in (*titles, CASE_FILES)}
    for place in range(len(context.forces)):
        visit = context.visit(place)
        for entry in visit.entries if visit else ():
            names = found[entry.criterion or CASE_FILES].setdefault(entry.group, [])
            if context.name(place) not in names:
                names.append(context.name(place))
    rows = []
    ordered = sorted(found, key=lambda node: [-len(found[node].get(group, ())) for group in Group])
    for node in ordered:
        if found[node]:
            to = criterion_id(node) if node in titles else ""
            cells = (_names(found[node].get(group, [])) for group in Group)
            rows.append((Cell(titles.get(node, "Case files"), to=to), *cells))
    yield table_of(
        id="visit-criteria",
        caption="Where it comes up, and in which forces",
        columns=(
            Head("Where"),
            *(Head(words.say(GROUP_HEADS[group])) for group in Group),
        ),
        rows=tuple(rows),
        look="roomy",
    )


def _names(names: list[str]) -> Cell:
    """Return how many forces there are, and their names as far as a cell has room."""
    if not names:
        return Cell("0")
    rest = len(names) - _NAMED
    more = f" and {rest} more" if rest > 0 else ""
    return Cell(f"{len(names)}: {', '.join(names[:_NAMED])}{more}")
