"""The whole export: which tables and charts there are, and in which order."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest

import msgspec

from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.view.model import ReportData, View
from slavery_benchmark.core.view.spoken import report_in
from slavery_benchmark.document.blocks import (
    Block,
    Chart,
    Document,
    Heading,
    Section,
    Table,
    paragraphs,
)
from slavery_benchmark.document.numbers import count_text, date_text
from slavery_benchmark.pages.export import answers, charts, forces, measures, method, scores
from slavery_benchmark.pages.export.columns import Shown, shown_of
from slavery_benchmark.pages.export.notes import notes_of
from slavery_benchmark.pages.heads import standing_of
from slavery_benchmark.pages.modules import module_sections
from slavery_benchmark.pages.score.build import build_result
from slavery_benchmark.pages.score.rows import data_table
from slavery_benchmark.pages.score.run_digest import digest_of_run
from slavery_benchmark.pages.words.heads import caveat_sentences, changed_sentence
from slavery_benchmark.pages.words.own_cases import rung_sentence
from slavery_benchmark.pages.words.views import VIEW_WORDS, edited_words


def export_page(report: Report, *, force_sheets: bool = False) -> Document:
    """Return the page of a run, with all that is known; `force_sheets`: a table of each force."""
    options: dict[str, str | float | None] = {"assurance": report.at_least.value}
    page = _page(shown_of(report, None), digest_of_run(report), force_sheets=force_sheets)
    return msgspec.structs.replace(
        page,
        records=lambda: build_result(report, options),
        data_tables=lambda: (data_table(force, report.framework) for force in report.forces),
    )


def view_export_page(data: ReportData, *, force_sheets: bool = False) -> Document:
    """Return the page of a run in the view of a force or of the public.

    It is made from `data` alone, which does not hold what that view may not show. `force_sheets`
    is of no effect for the public.
    """
    sheets = force_sheets and data.view is not View.PUBLIC
    return _page(shown_of(report_in(data), data), data.digest, force_sheets=sheets)


def _page(shown: Shown, digest: str, *, force_sheets: bool) -> Document:
    report, data = shown.report, shown.data
    count = count_text(len(report.forces), "submission")
    charted = 0 < len(report.forces) <= charts.MOST
    caveats: Iterable[str] = caveat_sentences(report)
    if data is not None:
        caveats = filter(
            None,
            (changed_sentence(report.framework), edited_words(data), rung_sentence(data.at_least)),
        )
    sections = list(_forces(shown, charted=charted, force_sheets=force_sheets))
    sections += module_sections(report.forces, report.framework)
    sections.append(_section(answers.problems_table(shown)))
    sections.append(_section(method.method_table(report.framework)))
    if not shown.public:
        sections.append(_section(method.inputs_table(report)))
    return Document(
        title=report.framework.identity.title,
        lead=(f"Results of {count}, scored against {report.framework.words.was_found}.",),
        standing=standing_of(report),
        view=VIEW_WORDS[View.INSPECTOR if data is None else data.view],
        caveats=tuple(caveats),
        about=tuple(notes_of(shown, charted=charted)),
        run=f"Hash of the framework (SHA-256): {report.framework_sha256}. Dates are judged as of "
        f"{date_text(report.as_of)}. Made by benchmark {report.tool_version}. Digest of the "
        f"result, as in its JSON, and the same in every view: {digest}",
        sections=tuple(sections),
        single=False,
        subject="results",
        tool_version=report.tool_version,
    )


def _forces(shown: Shown, *, charted: bool, force_sheets: bool) -> Iterator[Section]:
    """Yield what there is where a file could be scored."""
    report, data = shown.report, shown.data
    if not report.forces:
        return
    drawn = list(charts.charts_of(shown)) if charted else []
    whole = [chart for chart in drawn if chart.sheet == charts.CHARTS]
    parts = [chart for chart in drawn if chart.sheet != charts.CHARTS]
    yield _section(scores.summary_table(shown), drawn=whole)
    yield _section(scores.criteria_table(shown), drawn=parts)
    yield _section(*scores.score_tables(shown), names=shown.labels)
    if data is not None and data.view is View.FORCE:
        yield _section(*scores.others_tables(shown, data), names=shown.labels)
    yield _section(*answers.check_tables(shown), names=shown.labels)
    if shown.measured:
        yield _section(*measures.measure_tables(shown), names=shown.labels)
    if force_sheets:
        tables = zip(report.forces, forces.force_tables(shown), strict=True)
        for force, table in tables:
            chart = charts.theme_chart(force, table.title, table.sheet, shown.words)
            yield _section(table, drawn=[chart] if charted else [])


def _section(*tables: Table, drawn: Iterable[Chart] = (), names: Iterable[str] = ()) -> Section:
    """Return the section of a sheet; `names`: of each table, where there are several."""
    first = tables[0]
    blocks: list[Block] = [*paragraphs([first.about])]
    for name, table in zip_longest(names, tables):
        blocks += (Heading(text=name), table) if len(tables) > 1 else (table,)
    return Section(
        id=f"sheet {first.sheet}", title=first.sheet, blocks=(*blocks, *drawn), detail=True
    )
