"""What has changed, for a terminal or a text file."""

from slavery_benchmark.core.reinspection.progress import ForceProgress, ProgressReport
from slavery_benchmark.document.numbers import date_text
from slavery_benchmark.formats.terminal.page import Page
from slavery_benchmark.render.progress.all_text import write_all
from slavery_benchmark.render.progress.criteria_text import write_criteria
from slavery_benchmark.render.progress.edition_words import (
    frameworks_sentence,
    left_out_sentences,
    order_sentence,
)
from slavery_benchmark.render.progress.force_text import write_bridge, write_transitions
from slavery_benchmark.render.progress.options import (
    CHECKS,
    SUMMARY,
    ProgressOptions,
    frameworks_of,
)
from slavery_benchmark.render.progress.rows import chosen
from slavery_benchmark.render.progress.words import (
    POSITION,
    PROGRESS_MEANS,
    STANDING,
    force_sentences,
)
from slavery_benchmark.render.words import submission_title


def render_progress_text(report: ProgressReport, options: ProgressOptions, page: Page) -> str:
    """Return what has changed as text: several forces together, then force by force if asked."""
    if not report.forces:
        return ""
    _write_head(page, report)
    for said in left_out_sentences(report):
        page.paragraph(said, style="bold")
    if len(report.forces) > 1:
        page.blank()
        write_all(page, report, since=options.since, sample=options.sample)
    detail = options.detail_for(report)
    for force in report.forces if detail else ():
        page.blank()
        _write_force(page, force, options.since, detail or SUMMARY)
    page.blank()
    if detail not in (None, SUMMARY) and any(chosen(f, options.since) for f in report.forces):
        page.paragraph(PROGRESS_MEANS, style="dim")
    page.paragraph(POSITION, style="dim")
    return page.text


def _write_head(page: Page, report: ProgressReport) -> None:
    """Write what the page is: title, editions, the day that counts as today, standing."""
    frameworks = frameworks_of(report)
    identity = frameworks[-1].identity
    page.line((f"{identity.title}: what has changed", "bold"))
    page.paragraph(
        f"{frameworks_sentence(frameworks)} As of {date_text(report.as_of)}. {STANDING} "
        f"{identity.standing}"
    )


def _write_force(page: Page, force: ForceProgress, since: str, detail: str) -> None:
    page.heading(submission_title(force.latest.score.submission))
    page.paragraph(order_sentence(force), style="dim")
    for sentence in force_sentences(force, since):
        page.paragraph(sentence)
    compared = chosen(force, since)
    if compared is None:
        return
    if detail != SUMMARY:
        page.blank()
        write_criteria(page, force, compared, since, with_checks=detail == CHECKS)
        page.blank()
        write_transitions(page, compared.change)
    if compared.bridge is not None:
        page.blank()
        write_bridge(page, compared.change, compared.bridge)
