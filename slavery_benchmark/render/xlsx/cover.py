"""The Cover: what the workbook is, and what it was made from."""

from slavery_benchmark.core.report import Report
from slavery_benchmark.core.view.model import ReportData, View
from slavery_benchmark.document.numbers import count_text, date_text
from slavery_benchmark.formats.workbook.cover import fill_cover
from slavery_benchmark.formats.workbook.sheets import ResultBook
from slavery_benchmark.render.heads import caveat_sentences
from slavery_benchmark.render.own_cases import rung_sentence
from slavery_benchmark.render.view_words import VIEW_WORDS, edited_words


def write_cover(book: ResultBook, report: Report, digest: str, data: ReportData | None) -> None:
    """Write the Cover: what this is, what it was made from, and the contents with links.

    digest: of the result of the run. data: the view that is shown; None for the inspector's.
    """
    identity = report.framework.identity
    view = View.INSPECTOR if data is None else data.view
    caveats = caveat_sentences(report)
    if data is not None:
        caveats = filter(None, (edited_words(data), rung_sentence(data.at_least)))
    lines = [
        (
            f"Results of {count_text(len(report.forces), 'submission')}, scored against what was "
            "found in 2017."
        ),
        VIEW_WORDS[view],
        identity.standing,
        f"Report of 2017: {identity.report}",
        f"Framework: {identity.id}, edition {identity.edition}, of {date_text(identity.date)}.",
        f"Hash of the framework (SHA-256): {report.framework_sha256}",
        *caveats,
        f"Dates are judged as of {date_text(report.as_of)}.",
        f"Made by benchmark {report.tool_version}.",
        f"Digest of the result, as in its JSON, and the same in every view: {digest}",
    ]
    fill_cover(book, lines)
