"""The page of what would move the score: next band, what is to gain, what may fall."""

from collections.abc import Iterable, Sequence
from typing import Any

from slavery_benchmark.core.change.levers import Levers
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.document.blocks import Block, Document, Section, Table, paragraphs
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.pages.heads import FORCE, about_lines, of_submission, opening, source_line
from slavery_benchmark.pages.heads import STANDING as PAGE_STANDING
from slavery_benchmark.pages.levers.build import build_levers
from slavery_benchmark.pages.levers.rows import (
    fall_records,
    gain_records,
    need_records,
    step_records,
    to_answer_records,
)
from slavery_benchmark.pages.levers.words import (
    LIMIT,
    STANDING,
    caution_sentences,
    falls_notes,
    gains_notes,
    gap_lines,
    lead_sentences,
    reach_sentence,
    step_rule,
)
from slavery_benchmark.pages.words.heads import caveat_sentences
from slavery_benchmark.pages.words.scores import force_title, plain_name

_BASIS = "arithmetic on a self-assessment, neither a plan nor an inspection result"
_PLACE = Column("name", "Check or measure", cut=True, width=54)
_GAINS = (
    Column("kind", "Kind", people=False),
    _PLACE,
    Column("counts", "Counts", whole_words=True, width=18, data=False),
    Column("given", "Level given", Kind.LEVEL, people=False),
    Column("counted", "Level that counts", Kind.LEVEL, people=False),
    Column("share", "Share", Kind.PRECISE_SHARE),
    Column("by_reference", "Reference", Kind.POINTS, whole="By reference", blank=""),
    Column("to_target", "To target", Kind.POINTS, whole="To the target", blank=""),
    Column("to_top", "To top", Kind.POINTS, whole="To the top"),
    Column("question", "Question", width=120, printed=False, optional=True),
    Column("cell", "Cell", width=22, printed=False),
    Column("id", "Id", width=10, printed=False),
    Column("criterion", "Criterion", width=10, printed=False),
)
_ROUTE = (
    _PLACE,
    Column("rise", "Rise", whole_words=True, width=14),
    Column("reference_level", "By reference", whole_words=True, width=12),
    Column("steps", "Steps", Kind.COUNT),
    Column("points", "Points", Kind.POINTS),
)
_NEEDS = (
    Column("name", "Criterion", cut=True, width=54),
    Column("limit", "Limit on it", width=40),
    Column("score", "Score", Kind.SCORE),
    Column("needed", "Needed", Kind.SCORE),
    Column("steps", "Steps", Kind.COUNT, blank="none do"),
)
_TO_ANSWER = (
    Column("name", "Check", cut=True, width=54),
    Column("state", "Now", whole_words=True, width=16),
    Column("share", "Weight", Kind.PRECISE_SHARE),
    Column("cell", "Cell", width=22, printed=False),
)
_FALLS = (
    Column("way", "What falls", whole_words=True, width=24),
    _PLACE,
    Column("before", "From", Kind.LEVEL),
    Column("after", "To", Kind.LEVEL),
    Column("points", "Points", Kind.DIFFERENCE),
    Column("then", "It then", Kind.SCORE, whole="What falls is then", data=False),
    Column("bound", "Below", Kind.SCORE, whole="And so below", data=False),
    Column("band", "Band then", whole_words=True, width=16),
)
_COLUMNS = {
    "answer first": _TO_ANSWER,
    "limit": _NEEDS,
    "step": _ROUTE,
    "gain": _GAINS,
    "fall": _FALLS,
}
"""By the id of the set of records."""
_ALL = (
    FORCE,
    Column("score", "Score", Kind.SCORE),
    Column("band", "Band", whole_words=True, blank="not given", width=15),
    Column("next_band", "Next band", whole_words=True, width=15),
    Column("missing", "Lacks", Kind.POINTS, blank=""),
    Column("steps", "Steps", Kind.COUNT, blank=""),
    Column("falls", "Falls", Kind.COUNT, blank=""),
)
_ALL_NOTE = (
    "In order of name. Lacks: points to the next band. Steps: the fewest, of one level each, that "
    "add up to it. Falls: the fewest answers that lower the band by falling one level. Empty: "
    "none, or it cannot be told."
)


def levers_page(report: Report, levers: Sequence[Levers], limit: int | None = None) -> Document:
    """Return the page: of one force all of it, of several a row each first.

    A page shows the first `limit` gains.
    """
    single = len(levers) == 1
    lead, left = _lead(levers, report.framework)
    forces = [_force(item, report.framework, limit, single=single) for item in levers]
    if left:
        forces.insert(0, Section(id="more", title="", blocks=paragraphs(left), detail=True))
    every = _all(levers, single=single)
    return Document(
        title=f"{report.framework.identity.title}: what would move the score",
        subtitle=source_line(levers[0].force.submission) if single else "",
        lead=lead,
        standing=PAGE_STANDING,
        caveats=tuple(caveat_sentences(report)),
        about=(STANDING, *about_lines(report)),
        sections=(*forces, every) if single else (every, *forces),
        records=lambda: build_levers(report, levers, limit),
        single=single,
        subject="what would move the score",
        tool_version=report.tool_version,
    )


def _lead(
    levers: Sequence[Levers], framework: Framework
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if len(levers) == 1:
        first, *said = lead_sentences(levers[0], framework)
        named = f"{force_title(levers[0].force)}: {first[0].lower()}{first[1:]}"
        return opening((named,), *((sentence,) for sentence in said))
    return opening((reach_sentence(levers),))


def _force(item: Levers, framework: Framework, limit: int | None, *, single: bool) -> Section:
    submission = item.force.submission
    of = of_submission(submission, _BASIS)
    blocks: list[Block] = []
    if not single:
        blocks += paragraphs([source_line(submission)], "note")
        blocks += paragraphs(lead_sentences(item, framework))
    blocks += paragraphs(gap_lines(item, framework))
    blocks += paragraphs(caution_sentences(item, framework))

    def table(kind: str, title: str, records: Iterable[Any], **more: Any) -> None:
        if rows := tuple(records):
            columns = _COLUMNS[kind]
            blocks.append(Table(id=kind, title=title, columns=columns, records=rows, of=of, **more))

    table(
        "answer first",
        "To answer first",
        to_answer_records(item, framework),
        sheet="To answer first",
        first=LIMIT,
    )
    table(
        "limit",
        "Limits on the next band",
        need_records(item, framework),
        sheet="Limits",
    )
    table(
        "step",
        f"Fewest steps that add up to {item.route.band}",
        step_records(item, framework),
        sheet="Steps",
        first=LIMIT,
        notes=(step_rule(framework),) if item.route.steps else (),
    )
    table(
        "gain",
        "Points still to gain",
        gain_records(item, framework),
        sheet="Gains",
        limit=limit,
        first=None if limit else LIMIT,
        notes=gains_notes(item) if item.gains else (),
    )
    table(
        "fall",
        "What would lower the band",
        fall_records(item, framework),
        sheet="Falls",
        notes=falls_notes(item),
        detail=True,
    )
    return Section(
        id=submission.code or "force",
        title="" if single else force_title(item.force),
        blocks=tuple(blocks),
        detail=not single,
    )


def _all(levers: Sequence[Levers], *, single: bool) -> Section:
    rows = []
    for item in levers:
        overall, route, ways = item.force.overall, item.route, item.fragility.ways
        rows.append(
            {
                "force": plain_name(item.force.submission),
                "score": overall.tally.score,
                "band": overall.band,
                "next_band": route.band,
                "missing": route.missing if route.band else None,
                "steps": len(route.steps) or None,
                "falls": len(ways[0].falls) if ways else None,
            }
        )
    table = Table(
        id="force", title="", sheet="Summary", columns=_ALL, records=tuple(rows), notes=(_ALL_NOTE,)
    )
    title = "In one row" if single else f"All {len(levers)} forces"
    return Section(id="all", title=title, blocks=(table,), detail=single)
