"""The tables of the criteria of one force, and of its checks and measures, then and now."""

from collections.abc import Iterator
from typing import Any

from msgspec.structs import asdict

from slavery_benchmark.core.change.disposition import Disposition
from slavery_benchmark.document.blocks import Table
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.document.numbers import date_text
from slavery_benchmark.document.positions import POSITION_SIGNS
from slavery_benchmark.pages.heads import FORCE, in_words
from slavery_benchmark.pages.progress.cells import (
    SINCE,
    Span,
    aside,
    end_fields,
    score_column,
    table_of,
)
from slavery_benchmark.pages.progress.meanings import DISPOSITION_MARKS, became, legend
from slavery_benchmark.pages.progress.records import CheckEnd, CriterionChangeResult, PartResult
from slavery_benchmark.pages.progress.rows import DOWN, Move, fallen
from slavery_benchmark.pages.words.scores import submission_title

_BASIS = "change against own earlier self-assessment, not an inspection result"
CRITERIA = (
    Column("name", "Criterion", cut=True, width=44, data=False),
    Column("became", "Became", whole="What became of it", marks=DISPOSITION_MARKS,
           marked_by="disposition", whole_words=True, width=26, data=False),
    score_column("then", "Then"),
    score_column("now", "Now"),
    Column("change", "Change", Kind.DIFFERENCE),
    Column("progress", "Progress", Kind.SHARE, blank="", detail=True, drop=2),
    Column("trend", "Trend", whole_words=True, optional=True, width=8, detail=True, drop=3,
           data=False),
    Column("position", "Against the baseline", marks=POSITION_SIGNS, whole_words=True,
           blank="not given", width=14, detail=True, drop=1),
    *(Column(key, key, people=False) for key in ("criterion", "title", "disposition")),
    aside("fell", "What fell", width=24),
    aside("like_for_like", "Like for like", Kind.DIFFERENCE),
    aside("by_coverage_alone", "By coverage alone", Kind.FLAG),
    aside("evidence_alone", "Fall in evidence alone", Kind.FLAG),
    aside("within_chance", "Within chance", width=24),
    aside("lower_while_held", "Lower while held", Kind.FLAG),
    aside("then_usable", "Usable then", Kind.FLAG),
    aside("now_usable", "Usable now", Kind.FLAG),
    aside("then_coverage", "Answered then", Kind.SHARE),
    aside("now_coverage", "Answered now", Kind.SHARE),
    aside("not_compared", "Not compared", width=22),
    aside("theme", "Theme"),
)  # fmt: skip
_CHECKS = (
    Column("id", "Check", whole_words=True, width=11),
    Column("move", "What became of it", whole_words=True, width=16),
    Column("then", "Counts then", width=18),
    Column("now", "Counts now", width=18),
    aside("then_rested", "Evidence or figure then", width=24),
    aside("then_evidence_date", "Date then", Kind.DATE, width=12),
    aside("then_cell", "Cell then", width=20),
    aside("now_rested", "Evidence or figure now", width=24),
    aside("now_evidence_date", "Date now", Kind.DATE, width=12),
    aside("now_cell", "Cell now", width=20),
    aside("title", "Question", width=60),
    aside("criterion", "Criterion"),
    aside("kind", "Kind"),
    aside("then_score", "Score then", Kind.SCORE),
    aside("now_score", "Score now", Kind.SCORE),
)
_ENDS = ("period_start", "period_end", "file", "edition")
_OF = tuple(
    Column(key, key, people=False)
    for key in (
        *("code", "fictional", "basis"),
        *(f"{when}_{key}" for when in ("then", "now") for key in _ENDS),
    )
)
"""Which comparison a record is of, beside FORCE and SINCE: for programs."""


def criteria_table(span: Span, trend: dict[str, str]) -> Table:
    """Return what became of each criterion, regressions first."""
    said = legend(span.made.criteria)
    return Table(
        id="criterion",
        columns=in_words(CRITERIA, span.compared.change.later.framework.words),
        records=tuple(_criterion(item, trend) for item in span.criteria),
        of=tuple(_of_span(span)),
        strong="regressed",
        notes=(said,) if said else (),
        called=submission_title(span.compared.change.later.score.submission),
        sheet="Changes",
        about="What became of each criterion, regressions first.",
    )


def no_criteria() -> Table:
    """Return the table of criteria where there is nothing to compare, for its columns."""
    of = tuple((column, None) for column in (FORCE, SINCE, *_OF))
    return Table(id="criterion", columns=CRITERIA, records=(), of=of)


def _of_span(span: Span) -> Iterator[tuple[Column, Any]]:
    """Yield what tells records of one comparison from those of others."""
    history, change = span.force.history, span.compared.change
    values = [history.code, history.fictional, _BASIS]
    for cycle in (change.earlier, change.later):
        file, edition = cycle.score.submission.source.file, cycle.framework.identity.edition
        values += [cycle.start, cycle.end, file, edition]
    yield from ((FORCE, history.force), (SINCE, span.since))
    yield from zip(_OF, values, strict=True)


def _criterion(item: CriterionChangeResult, trend: dict[str, str]) -> dict[str, Any]:
    return {
        **asdict(item),
        "criterion": item.id,
        "name": f"{item.id} {item.title}",
        "became": became(item),
        "regressed": item.disposition is Disposition.REGRESSED,
        **end_fields("then", item.then),
        **end_fields("now", item.now),
        "trend": trend.get(item.id),
        "fell": " ".join(fallen(item)) or None,
        "not_compared": " ".join(item.not_compared) or None,
        "within_chance": " ".join(item.within_chance) or None,
    }


def checks_table(span: Span) -> Table:
    """Return every check and measure then and now; those that moved first, which a page shows."""
    found = [(item.id, part) for item in span.criteria for part in item.parts]
    still = (Move.SAME, Move.NONE)
    found.sort(key=lambda pair: (pair[1].move in still, pair[1].move is Move.CHANCE))
    return table_of(
        span,
        id="check",
        columns=_CHECKS,
        records=(_check(span, criterion, part) for criterion, part in found),
        note="note",
        notes=("The rest did not move. Evidence is as the force gave it: nobody has read it.",),
        limit=sum(part.move not in still for _, part in found),
        sheet="Checks",
        about="Every answer and measure, then and now; those that moved first.",
    )


def _check(span: Span, criterion: str, part: PartResult) -> dict[str, Any]:
    row = {**asdict(part), "criterion": criterion}
    for when, end in (("then", part.then), ("now", part.now)):
        row |= {f"{when}_{key}": value for key, value in asdict(end).items()}
        row[f"{when}_rested"] = end.figure or end.evidence or "no evidence"
        row[when] = _counts(span, end)
    if part.move in DOWN:
        row["note"] = f"Then {_rested(part.then)}. Now {_rested(part.now)}."
    return row


def _rested(end: CheckEnd) -> str:
    """Return what a level rested on: a figure, or evidence with its day and cell."""
    day = f", confirmed {date_text(end.evidence_date)}" if end.evidence_date else ""
    cell = f" ({end.cell})" if end.cell else ""
    return f"{end.figure or end.evidence or 'no evidence'}{day}{cell}"


def _counts(span: Span, end: CheckEnd) -> str:
    """Return the level that counted as drop-downs show it, or why there is none."""
    label = span.compared.change.framework.level_label
    if end.level is None:
        return end.state
    given = "" if end.given_level in (None, end.level) else f", given as {label(end.given_level)}"
    return f"{label(end.level)}{given}"
