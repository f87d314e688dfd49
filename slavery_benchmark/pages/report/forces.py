"""A section for each force of a report on several."""

from collections.abc import Iterator

from slavery_benchmark.core.view.spoken import spoken_of
from slavery_benchmark.document.blocks import Block, Heading, Paragraph, Section, paragraphs
from slavery_benchmark.document.numbers import period_text
from slavery_benchmark.pages.report.actions import action_blocks
from slavery_benchmark.pages.report.change import change_blocks
from slavery_benchmark.pages.report.context import Context, force_id
from slavery_benchmark.pages.report.criteria import criteria_blocks
from slavery_benchmark.pages.report.first import visit_lines
from slavery_benchmark.pages.report.themes import theme_blocks
from slavery_benchmark.pages.report.visit import visit_blocks
from slavery_benchmark.pages.words.scores import headline
from slavery_benchmark.pages.words.views import not_shown_sentence


def force_sections(context: Context) -> Iterator[Section]:
    """Yield a section for each force, in order of name; none on a page about one."""
    if context.single:
        return
    for place in range(len(context.forces)):
        yield Section(
            id=force_id(place),
            title=context.name(place),
            blocks=tuple(_blocks(context, place)),
            own_page=True,
        )


def _blocks(context: Context, place: int) -> Iterator[Block]:
    force, name = context.forces[place], context.name(place)
    source = f", from {force.source[0]}" if force.source else ""
    yield Paragraph(f"{period_text(force.period_start, force.period_end)}{source}.", "note")
    if not context.public:
        yield Heading(text=f"What to visit {name} for")
        yield from visit_lines(context, place)
    yield Heading(text=f"Where {name} stands")
    said = [*headline(spoken_of(force), context.framework), not_shown_sentence(force.overall)]
    yield from paragraphs(said)
    yield from theme_blocks(context, place)
    yield Heading(text=f"Criteria of {name}")
    yield from criteria_blocks(context, place)
    if context.progress(place) is not None:
        yield Heading(text=f"What has changed in {name}")
        yield from change_blocks(context, place)
    if not context.public:
        yield Heading(text=f"Visit list of {name}")
        yield from visit_blocks(context, place)
    yield Heading(text=f"Action plan of {name}")
    yield from action_blocks(context, place)
