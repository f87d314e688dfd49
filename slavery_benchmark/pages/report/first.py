"""The head of the report: what comes first, in plain sentences, for a reader with ten seconds."""

from collections.abc import Iterator

import msgspec

from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.view.spoken import spoken_of
from slavery_benchmark.core.visit.all_forces import ForceVisit, VisitLists
from slavery_benchmark.document.blocks import (
    Block,
    Heading,
    Paragraph,
    Points,
    Section,
    Table,
    paragraphs,
)
from slavery_benchmark.document.numbers import count_text, score_text
from slavery_benchmark.pages.report.cells import (
    coverage_cell,
    position_cell,
    range_cell,
    score_cell,
)
from slavery_benchmark.pages.report.context import Context, force_id
from slavery_benchmark.pages.report.tables import Cell, Head, table_of
from slavery_benchmark.pages.report.visit_words import lines_of, regressions, visits_of
from slavery_benchmark.pages.visit.asking import ask_for
from slavery_benchmark.pages.visit.words import NOTHING, ORDER, lead, parts_text, place_title
from slavery_benchmark.pages.visit.words import STANDING as VISIT_STANDING
from slavery_benchmark.pages.words.own_cases import rung_sentence
from slavery_benchmark.pages.words.scores import headline, run_summary
from slavery_benchmark.pages.words.views import NOT_SHOWN_MEANS, edited_words, not_shown_sentence

FIRST = "first"


def first_section(context: Context) -> Section:
    """Return the section that answers which force needs a visit, for what."""
    blocks: Iterator[Block]
    if not context.forces:
        title, blocks = "Nothing to report", iter((Paragraph("No file could be used.", "lead"),))
    elif context.public:
        title, blocks = "In short", _public(context)
    elif context.single:
        title, blocks = f"What to visit {context.name(0)} for", _one(context)
    else:
        title, blocks = "Which force to visit first, and for what", _many(context)
    said = paragraphs((edited_words(context.data), rung_sentence(context.data.at_least)), "warning")
    return Section(id=FIRST, title=title, blocks=(*blocks, *said))


def _one(context: Context) -> Iterator[Block]:
    lists = visits_of(context, 0)
    if lists is not None:
        yield Points(tuple(lead(lists)), strong=True)
    yield Heading(text="Where it stands")
    yield from paragraphs(list(headline(spoken_of(context.forces[0]), context.framework)))
    yield Paragraph(VISIT_STANDING, "note")


def visit_lines(context: Context, place: int) -> Iterator[Block]:
    """Yield what to visit a force for."""
    yield Points(tuple(lines_of(context, place)), strong=True)


def _many(context: Context) -> Iterator[Block]:
    lists = visits_of(context)
    if lists is None:
        return
    first, *rest = lead(lists)
    yield Paragraph(first, "lead")
    yield from paragraphs(rest)
    yield _table(context, lists)
    yield from paragraphs(list(_summary(context)))


def _table(context: Context, lists: VisitLists) -> Table:
    fell = any(regressions(context, place) for place in lists.ranking)
    columns = [
        Head("Force"),
        *((Head("Regressed"),) if fell else ()),
        Head("Points to settle", numeric=True),
        Head("Most of all"),
        Head("Overall", numeric=True),
        Head("Could be"),
        Head(context.framework.words.against),
        Head("Answered", numeric=True),
    ]
    rows = []
    for place in lists.ranking:
        overall = context.forces[place].overall
        fallen = [item.criterion for item in regressions(context, place)]
        points = score_text(lists.forces[place].points.total)
        rows.append(
            (
                Cell(context.name(place), to=force_id(place)),
                *((Cell(", ".join(fallen) or "none"),) if fell else ()),
                Cell(points, number=f"{place} overall visit points"),
                Cell(_most(lists.forces[place]), "wide"),
                score_cell(place, overall),
                range_cell(place, overall),
                position_cell(overall),
                coverage_cell(place, overall),
            )
        )
    return table_of(
        id="first-table",
        caption="Forces in the order of what to look at first",
        columns=tuple(columns),
        rows=tuple(rows),
        notes=(f"{VISIT_STANDING} {ORDER}",),
        look="roomy",
    )


def _most(visit: ForceVisit) -> str:
    """Return what makes the points of a force, where most are, and what to ask for."""
    if not visit.entries:
        return NOTHING
    asked = ask_for(visit)
    said = f"{parts_text(visit.points.parts)}; {place_title(visit.entries[0])}"
    return f"{said}. Ask for {asked}" if asked else said


def _summary(context: Context) -> Iterator[str]:
    forces = [spoken_of(force) for force in context.forces]
    if context.all_fictional:  # the head of the page says so of all of them
        forces = [_unmarked(force) for force in forces]
    if any(force.overall.withheld for force in context.forces):
        # which is furthest below target is not known where a part of a score is not shown
        forces = [force for force in forces if force.overall.position is None]
    yield from run_summary(tuple(forces), context.framework)


def _unmarked(force: ForceScore) -> ForceScore:
    """Return a force whose name is not marked as invented."""
    submission = msgspec.structs.replace(force.submission, fictional=False)
    return msgspec.structs.replace(force, submission=submission)


def _public(context: Context) -> Iterator[Block]:
    nodes = [node for force in context.forces for node in force.criteria]
    known = [node for node in nodes if node.position is not None]
    there = sum(node.position is Position.AT_TARGET for node in known)
    low = sum(node.position in (Position.AT, Position.BELOW) for node in known)
    if context.single:
        lines = list(headline(spoken_of(context.forces[0]), context.framework))
        yield Paragraph(lines[0], "lead")
        yield from paragraphs([*lines[1:], not_shown_sentence(context.forces[0].overall)])
    else:
        yield Paragraph(
            f"{count_text(len(context.forces), 'force')} answered; each judged itself.", "lead"
        )
    results = count_text(len(known), "result on a criterion", "results on criteria")
    said = (
        f"Enough is known of {results}: {there} at target, {low} at or below "
        f"{context.framework.words.was_found}."
    )
    if unknown := len(nodes) - len(known):
        said += f" Of {unknown} too little is known or shown to say."
    yield Paragraph(said)
    if not context.single:
        yield from paragraphs(list(_summary(context)))
        if any(force.overall.withheld for force in context.forces):
            yield Paragraph(NOT_SHOWN_MEANS)
