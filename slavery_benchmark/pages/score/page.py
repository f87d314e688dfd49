"""The page of scores: of each force the answer and its nodes; of several a row each first."""

from collections.abc import Container, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.problems import Severity
from slavery_benchmark.core.scoring.only_just import only_just
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
from slavery_benchmark.document.positions import ONLY_JUST
from slavery_benchmark.pages.heads import FORCE, force_section, page_of, said_of
from slavery_benchmark.pages.modules import module_sections
from slavery_benchmark.pages.problems import problem_blocks, problems_line
from slavery_benchmark.pages.score.details import check_table, measure_table
from slavery_benchmark.pages.score.nodes import legend, node_columns, node_records, track_legend
from slavery_benchmark.pages.words import own_cases, scores
from slavery_benchmark.pages.words.verified import MEANS

if TYPE_CHECKING:  # figures are asked for now and then
    from slavery_benchmark.core.comparing.context import OfficialFigures

_ALL = (
    FORCE,
    Column("score", "Score", Kind.SCORE),
    Column("range", "Could be", Kind.RANGE, blank="all answered", width=14),
    Column("coverage", "Answered", Kind.SHARE),
    Column("band", "Band", whole_words=True, blank="not given", width=15),
    Column("lowest", "Lowest themes", drop=2, width=30),
    Column("own_cases", "Own cases", drop=1, optional=True, whole_words=True, width=16),
    Column("counts", "Counts", optional=True, drop=3, whole_words=True, width=14),
)
_ALL_NOTE = "In order of name. The band is the framework's own word for a range of scores."


def score_page(
    report: Report,
    options: dict[str, str | float | None],
    *,
    order: str = "framework",
    context: "OfficialFigures | None" = None,
) -> Document:
    """Return the page of a run. `order` of criteria: framework, or gap for furthest below first.

    `options` are those that the user set, for the result. Official figures, if there are any, stand
    at the end and in no score.
    """
    single = len(report.forces) == 1
    just = [only_just(force, report.framework) for force in report.forces]
    sections = [_all(report)] if len(report.forces) > 1 else []
    sections += [
        force_section(
            force,
            scores.headline(force, report.framework),
            _blocks(force, report.framework, order, of, single=single),
            single=single,
        )
        for force, of in zip(report.forces, just, strict=True)
    ]
    sections += module_sections(report.forces, report.framework)
    unusable = [item for item in report.unusable if item.severity is Severity.UNUSABLE]
    if unusable:
        lines = tuple(item.line() for item in unusable)
        title = count_text(len(lines), "unusable file")
        sections.append(Section(id="unusable", title=title, blocks=(Points(lines),), detail=True))
    if context is not None:
        from slavery_benchmark.pages.context import context_section

        submissions = [force.submission for force in report.forces]
        sections.append(context_section(context, submissions))
    return page_of(
        report,
        _lead(report),
        sections=sections,
        about=(
            scores.support_sentence(report.forces),
            *([MEANS] if any(f.submission.verification for f in report.forces) else ()),
            f"{scores.capital(ONLY_JUST)}: {scores.ONLY_JUST_MEANS}.",
            report.framework.words.reading_lines,
        ),
        of=report.forces[0].submission if single else None,
        title=report.framework.identity.title,
        records=lambda: _result(report, options, just),
        data_tables=lambda: _data(report),
        subject="scores",
    )


def _result(
    report: Report, options: dict[str, str | float | None], just: Sequence[Container[str]]
) -> Any:
    """Return the result as data, which a screen does without."""
    from slavery_benchmark.pages.score.build import build_result

    return build_result(report, options, just)


def _data(report: Report) -> Iterator[Table]:
    from slavery_benchmark.pages.score.rows import data_table

    return (data_table(force, report.framework) for force in report.forces)


def _lead(report: Report) -> Iterator[str | Sequence[str]]:
    """Yield the answer by paragraphs: of one force its headline, of several what holds of all."""
    if len(report.forces) == 1:
        force = report.forces[0]
        first, *said = scores.headline(force, report.framework)
        yield (said_of(scores.force_title(force), first), *said)
    else:
        first, *said = [*scores.run_summary(report.forces, report.framework), ""]
        yield from (first, said)


def _all(report: Report) -> Section:
    table = Table(
        id="force",
        columns=_ALL,
        records=tuple(_row(force) for force in report.forces),
        notes=(_ALL_NOTE,),
        sheet="Summary",
    )
    return Section(id="all", title=f"All {len(report.forces)} workbooks", blocks=(table,))


def _row(force: ForceScore) -> dict[str, Any]:
    tally = force.overall.tally
    placed = [theme for theme in force.themes if theme.position is not None]
    lowest = sorted(placed, key=lambda node: node.tally.score or Fraction(0))[:2]
    return {
        "force": scores.plain_name(force.submission),
        "score": tally.score,
        "range": None if tally.coverage == 1 else (tally.low, tally.high),
        "coverage": tally.coverage,
        "band": scores.band_text(force.overall),
        "lowest": ", ".join(f"{theme.id} {score_text(theme.tally.score)}" for theme in lowest),
        "own_cases": own_cases.own_cases_word(force),
        "counts": "verified" if force.counts_verified else None,
    }


def _blocks(
    force: ForceScore, framework: Framework, order: str, just: Container[str], *, single: bool
) -> Iterator[Block]:
    nodes = tuple(node_records(force, framework, order, just))
    yield Table(
        id="node",
        columns=node_columns(framework.words),
        records=nodes,
        note="note",
        note_detail=True,
        strong="strong",
        notes=legend(nodes),
        track_note=track_legend(nodes, framework.words),
    )
    if force.measures:
        yield Paragraph(f"Own cases: {own_cases.own_cases_line(force)}.", detail=True)
        yield measure_table(force, framework)
        notes = (own_cases.unscored_sentence(framework), own_cases.intervals_sentence(force))
        yield from paragraphs(notes, "note", detail=True)
    yield check_table(force, framework)
    problems = force.submission.problems
    if problems and single:
        yield Paragraph(problems_line(force.submission))
    if problems:
        yield Heading(text="Problems", detail=True)
        yield from problem_blocks(problems)
