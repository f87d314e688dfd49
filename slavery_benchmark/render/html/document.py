"""The whole page from a report in its view: which sections there are, and in which order."""

from collections.abc import Iterator

from slavery_benchmark.core.view.model import ReportData
from slavery_benchmark.document.numbers import count_text, date_text, period_text
from slavery_benchmark.render.html.actions import actions_section
from slavery_benchmark.render.html.certainty import certainty_section
from slavery_benchmark.render.html.change import change_section
from slavery_benchmark.render.html.context import Context
from slavery_benchmark.render.html.criteria import criteria_section
from slavery_benchmark.render.html.first import first_section
from slavery_benchmark.render.html.forces import force_sections
from slavery_benchmark.render.html.heat import heat_section
from slavery_benchmark.render.html.measures import measures_section
from slavery_benchmark.render.html.method import method_section
from slavery_benchmark.render.html.model import Page, Section
from slavery_benchmark.render.html.problems import problems_section
from slavery_benchmark.render.html.themes import themes_section
from slavery_benchmark.render.html.visit import visit_section
from slavery_benchmark.render.view_words import VIEW_WORDS

STANDING = "A self-assessment, not an inspection result"


def page_of(data: ReportData) -> Page:
    """Return the page of a report in its view."""
    context = Context(data)
    identity = data.framework.identity
    return Page(
        title=_title(context),
        about=_about(context),
        standing=f"{STANDING}.",
        view=VIEW_WORDS[data.view],
        single=context.single,
        first=first_section(context),
        sections=tuple(_sections(context)),
        foot=(identity.standing, _run(data)),
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
