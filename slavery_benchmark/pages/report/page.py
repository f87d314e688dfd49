"""The whole page from a report in its view: which sections there are, and in which order."""

from collections.abc import Iterator

import msgspec

from slavery_benchmark.core.view.model import ReportData
from slavery_benchmark.document.blocks import Document, Section
from slavery_benchmark.document.numbers import count_text, date_text, period_text
from slavery_benchmark.pages.heads import STANDING
from slavery_benchmark.pages.report.actions import actions_section
from slavery_benchmark.pages.report.certainty import certainty_section
from slavery_benchmark.pages.report.change import change_section
from slavery_benchmark.pages.report.context import Context
from slavery_benchmark.pages.report.criteria import criteria_section
from slavery_benchmark.pages.report.first import first_section
from slavery_benchmark.pages.report.forces import force_sections
from slavery_benchmark.pages.report.heat import heat_section
from slavery_benchmark.pages.report.measures import measures_section
from slavery_benchmark.pages.report.method import method_section
from slavery_benchmark.pages.report.problems import problems_section
from slavery_benchmark.pages.report.themes import themes_section
from slavery_benchmark.pages.report.visit import visit_section
from slavery_benchmark.pages.words.views import VIEW_WORDS


def report_page(data: ReportData) -> Document:
    """Return the page of a report in its view."""
    context = Context(data)
    first = first_section(context)
    return Document(
        title=_title(context),
        subtitle=_about(context),
        lead=(),
        lead_title=first.title,
        standing=STANDING,
        view=VIEW_WORDS[data.view],
        single=context.single,
        sections=(msgspec.structs.replace(first, title=""), *_sections(context)),
        about=(data.framework.identity.standing,),
        run=_run(data),
        subject="report",
    )


def _title(context: Context) -> str:
    title = context.framework.identity.title
    if context.single:
        return f"{title}: {context.name(0)}"
    return f"{title}: {count_text(len(context.forces), 'force')}"


def _about(context: Context) -> str:
    found = {(force.period_start, force.period_end) for force in context.forces}
    period = period_text(*found.pop()) if len(found) == 1 else "several periods"
    invented = ""
    if context.forces and context.all_fictional:
        invented = " An invented force." if context.single else " All forces are invented."
    return f"{period[:1].upper()}{period[1:]}. As of {date_text(context.data.as_of)}.{invented}"


def _sections(context: Context) -> Iterator[Section]:
    if context.forces:
        yield certainty_section(context)
        yield themes_section(context)
        if not context.single:
            yield heat_section(context)
        yield criteria_section(context)
        if context.framework.cases is not None:
            yield measures_section(context)
        for section in (
            change_section(context),
            visit_section(context),
            actions_section(context),
        ):
            if section is not None:
                yield section
        yield from force_sections(context)
    yield problems_section(context)
    yield method_section(context)


def _run(data: ReportData) -> str:
    identity = data.framework.identity
    return (
        f"Framework {identity.id} {identity.edition} ({data.framework_sha256[:12]}), result "
        f"{data.digest[:12]}, as of {date_text(data.as_of)}, {data.view.value} view."
    )
