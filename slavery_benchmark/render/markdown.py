"""The scores of a run as Markdown, for a paper or a page."""

import re
from collections.abc import Iterator

from slavery_benchmark.core.report import Report
from slavery_benchmark.core.scores import ForceScore
from slavery_benchmark.core.text import clean
from slavery_benchmark.render.numbers import (
    count_text,
    date_text,
    percent_text,
    period_text,
    score_text,
    signed_text,
)
from slavery_benchmark.render.tables import DEPTHS
from slavery_benchmark.render.words import (
    POSITION_WORDS,
    REFERENCE_LINE,
    SUPPORT,
    force_title,
    headline,
    row_note,
    run_summary,
)


def render_markdown(report: Report, detail: str) -> str:
    """Return the report as Markdown: a table a force, for a paper or a page."""
    identity = report.framework.identity
    parts = [
        f"# {identity.title}",
        (
            f"Framework {identity.id} {identity.edition} (`{report.framework_sha256[:12]}`), as of "
            f"{date_text(report.as_of)}. {identity.standing} {SUPPORT} {REFERENCE_LINE}"
        ),
    ]
    for force in report.forces:
        parts += _markdown_force(force, report, detail)
    if len(report.forces) > 1:
        parts.append(f"## All {len(report.forces)} workbooks")
        parts += [escaped(sentence) for sentence in run_summary(report.forces, report.framework)]
    if report.unusable:
        parts.append(f"## {count_text(len(report.unusable), 'unusable file')}")
        parts.append("\n".join(f"- {escaped(item.line())}" for item in report.unusable))
    return "\n\n".join(parts) + "\n"


def _markdown_force(force: ForceScore, report: Report, detail: str) -> Iterator[str]:
    submission = force.submission
    yield f"## {escaped(force_title(force))}"
    period = period_text(submission.period_start, submission.period_end)
    yield f"{period}, from {escaped(submission.source.file)}."
    yield " ".join(escaped(sentence) for sentence in headline(force, report.framework))
    depth = DEPTHS[detail]
    nodes = [force.overall, *force.themes, *(force.criteria if depth > 1 else ())]
    nodes += [check.node for check in force.checks] if depth > 2 else []
    lines = [
        "| Id | Title | Score | Difference from 2017 | Against 2017 | Band | Answered | Note |",
        "|---|---|---:|---:|---|---|---:|---|",
    ]
    for node in nodes:
        cells = (
            node.id,
            node.title,
            score_text(node.tally.score),
            signed_text(node.difference),
            POSITION_WORDS[node.position],
            node.band or "not given",
            percent_text(node.tally.coverage),
            row_note(node),
        )
        lines.append("| " + " | ".join(escaped(cell) for cell in cells) + " |")
    yield "\n".join(lines)
    if submission.problems:
        yield "Problems:"
        yield "\n".join(
            f"- {item.severity}, {escaped(item.cell)}: {escaped(item.sentence())}"
            for item in submission.problems
        )


_MARKS = {mark: f"\\{mark}" for mark in "\\`*_[]|#~"} | {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "@": "&#64;",
    "://": "&#58;//",
    "www.": "www&#46;",
}
_MARKUP = re.compile("|".join(re.escape(mark) for mark in _MARKS), re.IGNORECASE)


def escaped(text: str) -> str:
    """Return text in which nothing is Markdown or HTML, nor a link or a mention by itself."""
    return _MARKUP.sub(lambda match: _MARKS[match[0].lower()], clean(text))
