"""The page of scores: of each force the answer and its nodes; of several a row each first."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from slavery_benchmark.core.comparing.context import Context
from slavery_benchmark.core.problems import Severity
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.document.blocks import (
    Block,
    Document,
    Heading,
    Paragraph,
    Points,
    Section,
    Table,
    paragraphs,
)
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.document.numbers import count_text, score_text
from slavery_benchmark.pages.heads import FORCE, STANDING, about_lines, opening, source_line
from slavery_benchmark.pages.problems import problem_blocks, problems_line
from slavery_benchmark.pages.score.details import check_table, measure_table
from slavery_benchmark.pages.score.nodes import legend, node_columns, node_records, track_legend
from slavery_benchmark.pages.words.heads import caveat_sentences
from slavery_benchmark.pages.words.own_cases import (
    intervals_sentence,
    own_cases_line,
    own_cases_word,
    unscored_sentence,
)
from slavery_benchmark.pages.words.scores import (
    SUPPORT,
    force_title,
    headline,
    plain_name,
    run_summary,
)

_ALL = (
    FORCE,
    Column("score", "Score", Kind.SCORE),
    Column("range", "Could be", Kind.RANGE, blank="all answered", width=14),
    Column("coverage", "Answered", Kind.SHARE),
    Column("band", "Band", whole_words=True, blank="not given", width=15),
    Column("lowest", "Lowest themes", drop=2, width=30),
    Column("own_cases", "Own cases", drop=1, optional=True, whole_words=True, width=16),
)
_ALL_NOTE = "In order of name. The band is the framework's own word for a range of scores."


def score_page(
    report: Report,
    options: dict[str, str | float | None],
    *,
    order: str = "framework",
    context: Context | None = None,
) -> Document:
    """Return the page of a run. `order` of criteria: framework, or gap for furthest below first.

    `options` are those that the user set, for the result. Official figures, if there are any, stand
    at the end and in no score.
    """
    single = len(report.forces) == 1
    lead, left = opening(*_lead(report))
    sections = [_all(report)] if len(report.forces) > 1 else []
    sections += [_force(force, report, order, single=single) for force in report.forces]
    if left:
        blocks = paragraphs(left, detail=True)
        sections.insert(0, Section(id="more", title="", blocks=blocks, detail=True))
    unusable = [item for item in report.unusable if item.severity is Severity.UNUSABLE]
    if unusable:
        lines = tuple(item.line() for item in unusable)
        title = count_text(len(lines), "unusable file")
        sections.append(Section(id="unusable", title=title, blocks=(Points(lines),), detail=True))
    if context is not None:
        from slavery_benchmark.pages.context import context_section

        submissions = [force.submission for force in report.forces]
        sections.append(context_section(context, submissions))
    return Document(
        title=report.framework.identity.title,
        subtitle=source_line(report.forces[0].submission) if single else "",
        lead=lead,
        standing=STANDING,
        caveats=tuple(caveat_sentences(report)),
        about=(SUPPORT, report.framework.words.reading_lines, *about_lines(report)),
        sections=tuple(sections),
        records=lambda: _result(report, options),
        data_tables=lambda: _data(report),
        single=single,
        subject="scores",
        tool_version=report.tool_version,
    )


def _result(report: Report, options: dict[str, str | float | None]) -> Any:
    """Return the result as data, which a screen does without."""
    from slavery_benchmark.pages.score.build import build_result

    return build_result(report, options)


def _data(report: Report) -> Iterator[Table]:
    from slavery_benchmark.pages.score.rows import data_table

    return (data_table(force, report.framework) for force in report.forces)


def _lead(report: Report) -> Iterator[Sequence[str]]:
    """Yield the answer by paragraphs: of one force its headline, of several what holds of all."""
    if len(report.forces) == 1:
        force = report.forces[0]
        first, *said = headline(force, report.framework)
        yield (f"{force_title(force)}: {first[0].lower()}{first[1:]}", *said)
    else:
        first, *said = [*run_summary(report.forces, report.framework), ""]
        yield from ((first,), said)


def _all(report: Report) -> Section:
    rows = tuple(_row(force) for force in report.forces)
    table = Table(
        id="force",
        title="",
        columns=_ALL,
        records=rows,
        notes=(_ALL_NOTE,),
        sheet="Summary",
        data=False,
    )
    return Section(id="all", title=f"All {len(rows)} workbooks", blocks=(table,))


def _row(force: ForceScore) -> dict[str, Any]:
    tally = force.overall.tally
    placed = [theme for theme in force.themes if theme.position is not None]
    lowest = sorted(placed, key=lambda node: node.tally.score or Fraction(0))[:2]
    return {
        "force": plain_name(force.submission),
        "score": tally.score,
        "range": None if tally.coverage == 1 else (tally.low, tally.high),
        "coverage": tally.coverage,
        "band": force.overall.band,
        "lowest": ", ".join(f"{theme.id} {score_text(theme.tally.score)}" for theme in lowest),
        "own_cases": own_cases_word(force),
    }


def _force(force: ForceScore, report: Report, order: str, *, single: bool) -> Section:
    """Return the section of a force; among several it is shown on request."""
    framework, submission = report.framework, force.submission
    nodes = tuple(node_records(force, framework, order))
    table = Table(
        id="node",
        title="",
        columns=node_columns(framework.words),
        records=nodes,
        note="note",
        note_detail=True,
        strong="strong",
        notes=legend(nodes),
        track_note=track_legend(nodes, framework.words),
        data=False,
    )
    blocks: list[Block] = []
    if not single:
        blocks += paragraphs([source_line(submission)], "note")
        blocks += paragraphs(headline(force, framework))
    blocks.append(table)
    if force.measures:
        blocks.append(Paragraph(f"Own cases: {own_cases_line(force)}.", detail=True))
        notes = (unscored_sentence(framework), intervals_sentence(force))
        blocks += (
            measure_table(force, framework),
            *paragraphs(notes, "note", detail=True),
        )
    blocks.append(check_table(force, framework))
    if submission.problems:
        if single:
            blocks.append(Paragraph(problems_line(submission)))
        blocks += (Heading(text="Problems", detail=True), *problem_blocks(submission.problems))
    return Section(
        id=submission.code or "force",
        title="" if single else force_title(force),
        blocks=tuple(blocks),
        detail=not single,
    )
