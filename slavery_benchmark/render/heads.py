"""What stands at the head of a page: the framework and the day, and which file a force sent."""

from typing import TYPE_CHECKING

from slavery_benchmark.core.report import Report
from slavery_benchmark.core.submission import Submission
from slavery_benchmark.render.numbers import date_text, period_text
from slavery_benchmark.render.own_cases import rung_sentence
from slavery_benchmark.render.words import SUPPORT

if TYPE_CHECKING:  # sentences need no rich
    from slavery_benchmark.render.page import Page


def framework_sentence(report: Report) -> str:
    """Return which framework was used, by edition and hash, and the day that counts as today."""
    identity = report.framework.identity
    return (
        f"Framework {identity.id} {identity.edition} ({report.framework_sha256[:12]}), as of "
        f"{date_text(report.as_of)}."
    )


def write_run_head(page: "Page", report: Report) -> None:
    """Write the head of a page of scores: title, framework, standing, and what was set aside."""
    identity = report.framework.identity
    page.line((identity.title, "bold"))
    page.paragraph(f"{framework_sentence(report)} {identity.standing} {SUPPORT}")
    if said := rung_sentence(report.at_least):
        page.paragraph(said, style="bold")


def write_source_line(page: "Page", submission: Submission) -> None:
    """Write the line under the name of a force: the period, and the file it came in."""
    period = period_text(submission.period_start, submission.period_end)
    page.line((f"{period} · {submission.source.file}", "dim"))
