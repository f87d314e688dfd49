"""The whole report of a view: what the other pages say, and what it has of its own."""

from collections.abc import Iterator, Sequence

from slavery_benchmark.core.change.progress import ForceProgress
from slavery_benchmark.core.comparing.comparison import criterion_counts
from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.core.view.model import ReportData
from slavery_benchmark.document.blocks import Block, Document, Paragraph, Section, paragraphs
from slavery_benchmark.document.numbers import count_text, date_text, period_text
from slavery_benchmark.pages.compare.page import counts_table
from slavery_benchmark.pages.export.answers import problems_table
from slavery_benchmark.pages.export.columns import place_of
from slavery_benchmark.pages.export.scores import criteria_table, summary_table
from slavery_benchmark.pages.heads import standing_of
from slavery_benchmark.pages.modules import module_sections
from slavery_benchmark.pages.progress.rows import PREVIOUS
from slavery_benchmark.pages.progress.words import all_sentences, lead_sentences
from slavery_benchmark.pages.report.certainty import certainty_section
from slavery_benchmark.pages.report.change import change_section
from slavery_benchmark.pages.report.context import Context, context_of, joined
from slavery_benchmark.pages.report.forces import told_of_each
from slavery_benchmark.pages.report.found import found_section
from slavery_benchmark.pages.report.measures import funnels_section
from slavery_benchmark.pages.report.method import method_section
from slavery_benchmark.pages.report.pictures import all_forces_picture, heat_picture
from slavery_benchmark.pages.visit.page import visit_page
from slavery_benchmark.pages.visit.words import standing_words as visit_standing
from slavery_benchmark.pages.words.heads import changed_sentence, edition_text
from slavery_benchmark.pages.words.own_cases import rung_sentence
from slavery_benchmark.pages.words.scores import headline, run_summary
from slavery_benchmark.pages.words.verified import mixed_sentence
from slavery_benchmark.pages.words.views import NOT_SHOWN_MEANS, VIEW_WORDS, edited_words


def report_page(data: ReportData) -> Document:
    """Return the page of a report in its view."""
    context = context_of(data)
    visits = _visits(context)
    title, lead, blocks = _first(context, visits)
    mixed = mixed_sentence(context.shown.report.forces)
    said = (changed_sentence(data.framework), edited_words(data), rung_sentence(data.at_least))
    warnings = paragraphs((*said, mixed), "warning")
    return Document(
        title=_title(context),
        subtitle=_about(context),
        lead=lead,
        lead_title=title,
        standing=standing_of(context.shown.report),
        view=VIEW_WORDS[data.view],
        single=context.single,
        sections=(
            Section(id="first", title="", blocks=(*blocks, *warnings)),
            *(_sections(context, visits) if context.forces else ()),
            *_last(context),
        ),
        about=(data.framework.identity.standing,),
        run=_run(data),
        subject="report",
    )


def _visits(context: Context) -> Document | None:
    """Return the visit lists of all forces; None in a view without any."""
    lists = context.visits(*range(len(context.forces)))
    if lists is None or not lists.forces:
        return None
    return visit_page(context.shown.report, lists, None, None)


def _first(
    context: Context, visits: Document | None
) -> tuple[str, tuple[str, ...], tuple[Block, ...]]:
    """Return what the first section is called, its lead, and what stands under that."""
    if not context.forces:
        return "Nothing to report", ("No file could be used.",), ()
    if visits is None:
        lead, *said = _known(context)
        return "In short", (lead,), paragraphs(said)
    changes = context.changes()
    standing = (
        *paragraphs(_fallen(context, changes)),
        Paragraph(visit_standing(context.shown.report.forces), "note"),
    )
    if context.single:
        said = list(headline(context.shown.report.forces[0], context.framework))
        return f"What to visit {context.name(0)} for", visits.lead, (*paragraphs(said), *standing)
    summary = paragraphs(run_summary(context.shown.report.forces, context.framework))
    blocks = (*visits.sections[0].blocks, *standing, *summary)
    return "Which force to visit first, and for what", visits.lead, blocks


def _fallen(context: Context, changes: Sequence[ForceProgress]) -> Iterator[str]:
    """Yield what has regressed since the previous submissions, if there are any."""
    if changes and context.single:
        yield next(lead_sentences(changes[0], PREVIOUS))
    elif changes:
        yield next(all_sentences(context.progress_of(*changes), PREVIOUS))


def _known(context: Context) -> Iterator[str]:
    """Yield what holds of the forces, where nothing is said of visits."""
    forces, words = context.shown.report.forces, context.framework.words
    if context.single:
        yield from headline(forces[0], context.framework)
    else:
        yield f"{count_text(len(forces), 'force')} answered; each judged itself."
    nodes = [node for force in forces for node in force.criteria]
    known = [node for node in nodes if node.position is not None]
    there = sum(node.position is Position.AT_TARGET for node in known)
    low = sum(node.position is Position.NO_BETTER for node in known)
    results = count_text(len(known), "result on a criterion", "results on criteria")
    said = (
        f"Enough is known of {results}: {there} at target, {low} no better than "
        f"{words.our_reading}."
    )
    if unknown := len(nodes) - len(known):
        said += f" Of {unknown} too little is known or shown to say."
    yield said
    withheld = any(force.overall.withheld for force in context.forces)
    if not context.single:
        # which is furthest below target is not known where a part of a score is not shown
        left = [force for force in forces if not withheld or force.overall.position is None]
        yield from run_summary(tuple(left), context.framework)
    if withheld:
        yield NOT_SHOWN_MEANS


def _title(context: Context) -> str:
    title = context.framework.identity.title
    if context.single:
        return f"{title}: {context.name(0)}"
    return f"{title}: {count_text(len(context.forces), 'force')}"


def _about(context: Context) -> str:
    found = {(force.period_start, force.period_end) for force in context.forces}
    period = period_text(*found.pop()) if len(found) == 1 else "several periods"
    return f"{period[:1].upper()}{period[1:]}. As of {date_text(context.data.as_of)}."


def _sections(context: Context, visits: Document | None) -> Iterator[Section]:
    yield certainty_section(context)
    each = told_of_each(context)
    change, funnels = change_section(context), funnels_section(context)
    if context.single:
        for part in next(each):
            yield part
            if part.id == "scores":
                yield found_section(context)
        yield from (section for section in (funnels, change) if section is not None)
        return
    yield from _side_by_side(context)
    yield found_section(context)
    yield from (section for section in (funnels, change) if section is not None)
    if visits is not None:
        blocks = visits.sections[-1].blocks
        yield Section(id="visit", title="Visit lists", blocks=blocks, own_page=True)
    for place, parts in enumerate(each):
        yield Section(
            id=place_of(place + 1),
            title=context.name(place),
            blocks=tuple(joined(parts)),
            own_page=True,
        )


def _side_by_side(context: Context) -> Iterator[Section]:
    """Yield what the forces have side by side: on the whole, by theme and by criterion."""
    words = context.framework.words
    blocks: tuple[Block, ...] = (
        Paragraph(f"In order of name: no league table. {words.reading_lines}"),
        all_forces_picture(context),
        summary_table(context.shown),
    )
    title = f"Themes against {words.baseline}, force by force"
    yield Section(id="themes", title=title, blocks=blocks)
    counts = criterion_counts(context.shown.report.forces, context.framework, len(context.forces))
    blocks = (
        heat_picture(context),
        criteria_table(context.shown),
        counts_table(counts, words, sample=False),
    )
    yield Section(id="criteria", title="Forces by criterion", blocks=blocks, own_page=True)


def _last(context: Context) -> Iterator[Section]:
    yield from module_sections(context.shown.report.forces, context.framework)
    table = problems_table(context.shown)
    blocks = (Paragraph(table.about), table)
    yield Section(id="problems", title="Problems in the files", blocks=blocks)
    yield method_section(context)


def _run(data: ReportData) -> str:
    return (
        f"Framework {edition_text(data.framework, data.framework_sha256)}, result "
        f"{data.digest[:12]}, as of {date_text(data.as_of)}, {data.view.value} view."
    )
