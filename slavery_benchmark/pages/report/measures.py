"""What own cases show: each measure over the forces, on a funnel plot where there can be one."""

from collections.abc import Iterator
from fractions import Fraction

from slavery_benchmark.core.comparing.funnel import Funnel, Zone
from slavery_benchmark.core.comparing.funnel_family import expected_outside
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.document.blocks import Block, Details, Heading, Paragraph, Section, Table
from slavery_benchmark.document.numbers import score_text
from slavery_benchmark.pages.report.context import Context, criterion_id, force_id
from slavery_benchmark.pages.report.measure_cells import (
    MEASURE_COLUMNS,
    measure_cells,
    measures_shown,
    short_text,
)
from slavery_benchmark.pages.report.pictures import funnel_picture
from slavery_benchmark.pages.report.tables import Cell, Head, table_of
from slavery_benchmark.pages.words.funnels import (
    READING,
    discovery_sentence,
    expected_sentence,
    funnel_sentences,
    zone_text,
)
from slavery_benchmark.pages.words.measures import CHANCE, SELECTION_WORDS
from slavery_benchmark.pages.words.own_cases import unscored_sentence

_MOST_ACROSS = 8
"""Of more forces than this each measure has a table of its own."""


def measures_section(context: Context) -> Section:
    """Return the section on measures."""
    blocks = tuple(_one(context) if context.single else _many(context))
    return Section(id="measures", title="What own cases show", blocks=blocks, own_page=True)


def _one(context: Context) -> Iterator[Block]:
    yield from paragraphs(context)
    force = context.forces[0]
    rows = []
    for measure, item in measures_shown(context, 0):
        name = Cell(f"{measure.id} {measure.title}", to=criterion_id(item.node.parent or "", 0))
        rows.append((name, *measure_cells(context, 0, measure, item)))
    chosen = SELECTION_WORDS[force.cases.selection] if force.cases else "none"
    yield table_of(
        id="measures-table",
        caption=f"Measures of {context.name(0)}",
        columns=(
            Head("Measure"),
            *MEASURE_COLUMNS,
        ),
        rows=tuple(rows),
        notes=(f"Cases: {chosen}.",),
        look="roomy",
    )
    drawn = [funnel for funnel in context.data.funnels if funnel.grid]
    if drawn:
        yield Heading(text="Against the other forces")
        yield Paragraph(READING)
        for funnel in drawn:
            yield from _funnel(context, funnel)


def paragraphs(context: Context) -> Iterator[Paragraph]:
    """Yield what intervals are of, and which measures are only shown."""
    found = {force.cases.selection for force in context.forces if force.cases}
    said = {CHANCE[item] for item in found if item in CHANCE}
    if len(said) == 1:
        yield Paragraph(f"Intervals are 95% intervals of {said.pop()}.")
    elif said:
        yield Paragraph(
            "Intervals are 95% intervals: of sampling error where cases were drawn at random, of "
            "chance variation where they are said to be all."
        )
    if unscored := unscored_sentence(context.framework):
        yield Paragraph(unscored)


def _many(context: Context) -> Iterator[Block]:
    yield from paragraphs(context)
    funnels = {funnel.measure: funnel for funnel in context.data.funnels}
    if any(funnel.grid for funnel in funnels.values()):
        found = expected_sentence(expected_outside(funnels.values()))
        yield Paragraph(f"{READING} {found} {discovery_sentence(funnels.values())}")
    else:
        yield Paragraph(
            "There is no funnel plot: no measure has a level for five forces, and with fewer "
            "nothing can be said of the spread between them."
        )
    if len(context.forces) <= _MOST_ACROSS:
        yield _side_by_side(context)
    for place, (criterion, measure) in enumerate(context.framework.measures()):
        funnel = funnels.get(measure.id)
        if funnel is not None and funnel.grid:
            yield Heading(text=f"{measure.id} {measure.title}")
            yield from _funnel(context, funnel)
        if len(context.forces) > _MOST_ACROSS:
            yield Details(
                id=f"measure-{measure.id}-all",
                summary=f"Every force on {measure.id} {measure.title}",
                aside=f"criterion {criterion.id}",
                blocks=(_all(context, measure, place),),
                printed=funnel is None or not funnel.grid,
            )


def _side_by_side(context: Context) -> Table:
    names = [context.name(place) for place in range(len(context.forces))]
    return table_of(
        id="measures-table",
        caption="What own cases show: measures down, forces across",
        columns=(Head("Measure"), *(Head(name) for name in names)),
        rows=tuple(
            (
                Cell(f"{measure.id} {measure.title}", to=criterion_id(criterion.id)),
                *(
                    Cell(
                        short_text(context, measure, force.measures[place]),
                        number=f"{number} {measure.id} short",
                    )
                    for number, force in enumerate(context.forces)
                ),
            )
            for place, (criterion, measure) in enumerate(context.framework.measures())
        ),
        notes=("In brackets after a level: the levels at the ends of its 95% interval.",),
        look="roomy",
    )


def _all(context: Context, measure: Measure, place: int) -> Table:
    rows = []
    for number, force in enumerate(context.forces):
        name = Cell(context.name(number), to=force_id(number))
        cells = measure_cells(context, number, measure, force.measures[place])
        rows.append((name, *cells))
    return table_of(
        id=f"measure-{measure.id}-table",
        caption=f"{measure.id} {measure.title}, force by force",
        columns=(
            Head("Force"),
            *MEASURE_COLUMNS,
        ),
        rows=tuple(rows),
        look="roomy",
    )


def _funnel(context: Context, funnel: Funnel) -> Iterator[Block]:
    yield funnel_picture(context, funnel)
    yield Paragraph(" ".join(funnel_sentences(funnel)))
    yield _points(context, funnel)


def _points(context: Context, funnel: Funnel) -> Details:
    places = {force.force: place for place, force in enumerate(context.forces)}
    rows = []
    for point in sorted(funnel.points, key=lambda p: p.force.casefold()):
        limits = point.limits
        outside = point.zone is not Zone.INSIDE
        place = places[point.force]
        key = f"{place} {funnel.measure}"
        rows.append(
            (
                Cell(point.force, to="" if context.single else force_id(place)),
                Cell(f"{point.x:,}", number=f"{key} counted"),
                Cell(f"{point.n:,}", number=f"{key} of"),
                Cell(f"{score_text(point.value)}%", number=f"{key} share"),
                Cell(_span(limits.low_95, limits.high_95), number=f"{key} limits 95"),
                Cell(_span(limits.low_998, limits.high_998), number=f"{key} limits 998"),
                Cell(zone_text(funnel, point.zone), "differs" if outside else ""),
            )
        )
    return Details(
        id=f"funnel-{funnel.measure}-points",
        summary=f"The numbers of the plot of {funnel.measure}",
        printed=True,
        blocks=(
            table_of(
                id=f"funnel-{funnel.measure}-table",
                caption=f"Funnel plot of {funnel.measure}: figures and limits",
                columns=(
                    Head("Force"),
                    Head("Counted", numeric=True),
                    Head("Of", numeric=True),
                    Head("Share", numeric=True),
                    Head("95% limits"),
                    Head("99.8% limits"),
                    Head("Where it lies"),
                ),
                rows=tuple(rows),
            ),
        ),
    )


def _span(low: float, high: float) -> str:
    return f"{score_text(Fraction(low))} to {score_text(Fraction(high))}%"
