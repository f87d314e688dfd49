"""The summary of a data set: how scores are spread, who stands where, why scores are missing."""

from typing import Any

from slavery_benchmark.core.comparing.set_summary import NodeSummary, SetSummary
from slavery_benchmark.document.blocks import Document, Section, Table
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.pages.data_set.build import data_table, summary_result
from slavery_benchmark.pages.data_set.words import (
    MISSING,
    SCORES,
    STANDING,
    STANDING_LINE,
    introduction,
    label,
    scores_line,
    why_text,
)
from slavery_benchmark.pages.heads import STANDING as PAGE_STANDING
from slavery_benchmark.pages.heads import about_lines, in_words
from slavery_benchmark.pages.words.heads import caveat_sentences
from slavery_benchmark.pages.words.scores import SUPPORT

_NAME = Column("name", "", cut=True, width=54)
_SCORES = (
    _NAME,
    Column("with_score", "With", Kind.COUNT, whole="With a score"),
    Column("without_score", "Without", Kind.COUNT, whole="Without a score"),
    Column("lowest", "Lowest", Kind.SCORE),
    Column("lower_quartile", "Lower q", Kind.SCORE, whole="Lower quartile"),
    Column("median", "Median", Kind.SCORE),
    Column("upper_quartile", "Upper q", Kind.SCORE, whole="Upper quartile"),
    Column("highest", "Highest", Kind.SCORE),
    Column("reference", "Baseline", Kind.SCORE, whole="Reference line"),
)
_STANDING = (
    _NAME,
    Column("placed", "Placed", Kind.COUNT, whole="With a position"),
    Column("at target", "✓ target", Kind.COUNT, whole="At target"),
    Column("share", "Share", Kind.SHARE, whole="Share at target"),
    Column("above", "▲ above", Kind.COUNT, whole="Above"),
    Column("no better", "▼ no better", Kind.COUNT, whole="No better"),
    Column("not certain", "? unsure", Kind.COUNT, whole="Not certain"),
    Column("not_placed", "None", Kind.COUNT, whole="Without a position"),
)
_MISSING = (_NAME, Column("why", "Why", width=60))


def summary_page(summary: SetSummary) -> Document:
    """Return the page of a data set's summary."""
    head = summary.overview.head
    words = head.framework.words
    scores = Table(
        id="spread",
        title="",
        columns=in_words(_SCORES, words),
        records=tuple(map(_spread, summary.nodes)),
        strong="strong",
        notes=(scores_line(words),),
        sheet=SCORES,
    )
    standing = Table(
        id="standing",
        title="",
        columns=_STANDING,
        records=tuple(map(_standing, summary.nodes)),
        strong="strong",
        notes=(STANDING_LINE,),
        sheet=words.say(STANDING),
    )
    missing = Table(
        id="missing",
        title="",
        columns=_MISSING,
        records=tuple(
            {"name": label(found), "why": why_text(found)}
            for found in summary.nodes
            if found.without_score
        ),
        sheet=MISSING,
    )
    return Document(
        title=head.framework.identity.title,
        lead=tuple(introduction(summary)),
        standing=PAGE_STANDING,
        caveats=tuple(caveat_sentences(head)),
        about=(SUPPORT, words.reading_lines, *about_lines(head)),
        sections=(
            Section(id="scores", title=SCORES, blocks=(scores,)),
            Section(id="standing", title=words.say(STANDING), blocks=(standing,)),
            Section(id="missing", title=MISSING, blocks=(missing,), detail=True),
        ),
        records=lambda: summary_result(summary),
        data_tables=lambda: (data_table(summary),),
        single=False,
        subject="the summary of a data set",
        tool_version=head.tool_version,
    )


def _named(found: NodeSummary) -> dict[str, Any]:
    depth = {"criterion": 1, "check": 2, "measure": 2}.get(found.node.kind, 0)
    return {"name": f"{'  ' * depth}{label(found)}", "strong": found.node.kind == "overall"}


def _spread(found: NodeSummary) -> dict[str, Any]:
    spread = found.spread
    ends = ("lowest", "lower_quartile", "median", "upper_quartile", "highest")
    return {
        **_named(found),
        "with_score": found.with_score,
        "without_score": found.without_score,
        **{name: None if spread is None else getattr(spread, name) for name in ends},
        "reference": found.node.reference,
    }


def _standing(found: NodeSummary) -> dict[str, Any]:
    return {
        **_named(found),
        "placed": found.placed,
        "share": found.share_at_target,
        **{position.value: count for position, count in found.positions.items() if position},
        "not_placed": found.not_placed,
    }
