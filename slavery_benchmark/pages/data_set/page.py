"""The summary of a data set: how scores are spread, who stands where, why scores are missing."""

from typing import Any

from msgspec.structs import asdict

from slavery_benchmark.core.comparing.set_summary import NodeSummary, SetSummary
from slavery_benchmark.document.blocks import Document, Section, Table
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.pages.data_set.records import summary_result
from slavery_benchmark.pages.data_set.rows import data_table
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
from slavery_benchmark.pages.heads import in_words, page_of
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
    head, words = summary.overview.head, summary.overview.head.framework.words
    rows = tuple(map(_row, summary.nodes))
    missing = (row for row, found in zip(rows, summary.nodes, strict=True) if found.without_score)
    tables = (
        ("scores", "spread", SCORES, in_words(_SCORES, words), rows, scores_line(words)),
        ("standing", "standing", words.say(STANDING), _STANDING, rows, STANDING_LINE),
        ("missing", "missing", MISSING, _MISSING, tuple(missing), ""),
    )
    return page_of(
        head,
        introduction(summary),
        sections=(
            Section(
                id=place,
                title=title,
                blocks=(
                    Table(
                        id=kind,
                        columns=columns,
                        records=records,
                        strong="strong",
                        notes=(note,) if note else (),
                        sheet=title,
                    ),
                ),
                detail=place == "missing",
            )
            for place, kind, title, columns, records, note in tables
        ),
        about=(SUPPORT, words.reading_lines),
        detail=False,
        title=head.framework.identity.title,
        records=lambda: summary_result(summary),
        data_tables=lambda: (data_table(summary_result(summary)),),
        subject="the summary of a data set",
    )


def _row(found: NodeSummary) -> dict[str, Any]:
    depth = {"criterion": 1, "check": 2, "measure": 2}.get(found.node.kind, 0)
    return {
        **asdict(found),
        **(asdict(found.spread) if found.spread else {}),
        **{str(position): count for position, count in found.positions.items()},
        "name": f"{'  ' * depth}{label(found)}",
        "strong": found.node.kind == "overall",
        "without_score": found.without_score,
        "reference": found.node.reference,
        "placed": found.placed,
        "share": found.share_at_target,
        "why": why_text(found),
    }
