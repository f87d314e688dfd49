"""The scores of a run as Markdown, for a paper or a page."""

from collections.abc import Iterator

from slavery_benchmark.core.framework import Criterion, Framework
from slavery_benchmark.core.report import Report
from slavery_benchmark.core.scores import ForceScore, NodeScore
from slavery_benchmark.document.numbers import (
    count_text,
    percent_text,
    score_text,
    signed_text,
)
from slavery_benchmark.render.markdown_parts import escaped, force_head, run_head, table
from slavery_benchmark.render.measure_words import DIFFERS, OF_ITS_CRITERION
from slavery_benchmark.render.own_cases import (
    criterion_note,
    intervals_sentence,
    measure_line,
    unscored_sentence,
)
from slavery_benchmark.render.tables import DEPTHS
from slavery_benchmark.render.words import (
    POSITION_WORDS,
    headline,
    row_note,
    run_summary,
)


def render_markdown(report: Report, detail: str) -> str:
    """Return the report as Markdown: a table a force, for a paper or a page."""
    parts = list(run_head(report))
    if DEPTHS[detail] > 1 and (unscored := unscored_sentence(report.framework)):
        parts.append(unscored)
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
    yield from force_head(force)
    yield " ".join(escaped(sentence) for sentence in headline(force, report.framework))
    yield table(
        (
            "Id",
            "Title",
            "Score",
            "Difference from 2017",
            "Against 2017",
            "Band",
            "Answered",
            "Note",
        ),
        "|---|---|---:|---:|---|---|---:|---|",
        (
            (
                node.id,
                node.title,
                score_text(node.tally.score),
                signed_text(node.difference),
                POSITION_WORDS[node.position],
                node.band or "not given",
                percent_text(node.tally.coverage),
                note,
            )
            for node, note in _rows(force, report.framework, DEPTHS[detail])
        ),
    )
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
            notes.append(f"{DIFFERS} {OF_ITS_CRITERION} ({', '.join(check.differs_from)})")
        yield check.node, "; ".join(note for note in notes if note)
    for measure in criterion.measures:
        item = force.measure(measure.id)
        yield item.node, measure_line(measure, item, framework)
