"""The scores of a run as Markdown, for a paper or a page."""

import re
from collections.abc import Iterator

from slavery_benchmark.core.framework import Criterion, Framework
from slavery_benchmark.core.report import Report
from slavery_benchmark.core.scores import Assurance, ForceScore, NodeScore
from slavery_benchmark.core.text import clean
from slavery_benchmark.render.measure_words import DIFFERS
from slavery_benchmark.render.numbers import (
    count_text,
    date_text,
    percent_text,
    period_text,
    score_text,
    signed_text,
)
from slavery_benchmark.render.own_cases import (
    criterion_note,
    intervals_sentence,
    measure_line,
    rung_sentence,
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
    if report.at_least is not Assurance.ASSERTED:
        parts.append(rung_sentence(report.at_least))
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
    lines = [
        "| Id | Title | Score | Difference from 2017 | Against 2017 | Band | Answered | Note |",
        "|---|---|---:|---:|---|---|---:|---|",
    ]
    for node, note in _rows(force, report.framework, DEPTHS[detail]):
        cells = (
            node.id,
            node.title,
            score_text(node.tally.score),
            signed_text(node.difference),
            POSITION_WORDS[node.position],
            node.band or "not given",
            percent_text(node.tally.coverage),
            note,
        )
        lines.append("| " + " | ".join(escaped(cell) for cell in cells) + " |")
    yield "\n".join(lines)
    if DEPTHS[detail] > 1 and (said := intervals_sentence(force)):
        yield said
    if submission.problems:
        yield "Problems:"
        yield "\n".join(
            f"- {item.severity}, {escaped(item.cell)}: {escaped(item.sentence())}"
            for item in submission.problems
        )


def _rows(force: ForceScore, framework: Framework, depth: int) -> Iterator[tuple[NodeScore, str]]:
    """Yield each node that is shown, with its note."""
    for node in (force.overall, *force.themes):
        yield node, row_note(node)
    declared = [criterion for _, criterion in framework.criteria()] if depth > 1 else []
    for node, criterion in zip(force.criteria, declared, strict=False):
        own = criterion_note(force, criterion, framework)
        yield node, "; ".join(part for part in (row_note(node), own) if part)
    for criterion in declared if depth > 2 else ():
        yield from _parts(force, criterion, framework)


def _parts(
    force: ForceScore, criterion: Criterion, framework: Framework
) -> Iterator[tuple[NodeScore, str]]:
    """Yield the checks and the measures of a criterion."""
    for check in (force.check(item.id) for item in criterion.checks):
        notes = [row_note(check.node)]
        if check.set_aside:
            notes.append(f"{check.assurance}, set aside")
        if check.differs_from:
            notes.append(f"{DIFFERS} ({', '.join(check.differs_from)})")
        yield check.node, "; ".join(note for note in notes if note)
    for measure in criterion.measures:
        item = force.measure(measure.id)
        yield item.node, measure_line(measure, item, framework)


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
