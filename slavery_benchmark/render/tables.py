"""The result as flat rows, one a node: what CSV, Markdown and data frames are made from."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from slavery_benchmark.core.report import Report
from slavery_benchmark.core.scoring import ForceScore, NodeScore
from slavery_benchmark.core.text import clean
from slavery_benchmark.render.numbers import (
    count_text,
    date_text,
    percent_text,
    period_text,
    score_text,
    signed_text,
)
from slavery_benchmark.render.result import check_fields, node_fields
from slavery_benchmark.render.words import (
    POSITION_WORDS,
    REFERENCE_LINE,
    SUPPORT,
    force_title,
    headline,
    row_note,
    run_summary,
)

_FORCE_COLUMNS = ("force", "code", "fictional", "period_start", "period_end", "file", "kind")
_NODE_COLUMNS = (
    "id",
    "parent",
    "title",
    "score",
    "claimed",
    "low",
    "high",
    "score_with_excused_at_zero",
    "coverage",
    "excused",
    "weight",
    "effective_weight",
    "baseline",
    "baseline_low",
    "baseline_high",
    "difference",
    "position",
    "band",
)
_CHECK_COLUMNS = (
    "state",
    "level",
    "counted_level",
    "cell",
    "found",
    "assurance",
    "evidence",
    "evidence_date",
    "not_applicable_reason",
    "owner",
    "comment",
)
COLUMNS = (*_FORCE_COLUMNS, *_NODE_COLUMNS, *_CHECK_COLUMNS)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_DETAILS = {"theme": 1, "criterion": 2, "check": 3}


def rows(report: Report, detail: str = "check") -> Iterator[dict[str, Any]]:
    """Yield one row for each node of each force, down to `detail`, with the columns COLUMNS.

    `kind` is overall, theme, criterion or check. What a node does not have is None.
    """
    depth = _DETAILS[detail]
    for force in report.forces:
        submission = force.submission
        start = {
            "force": submission.force,
            "code": submission.code,
            "fictional": submission.fictional,
            "period_start": submission.period_start,
            "period_end": submission.period_end,
            "file": submission.source.file,
        }
        groups: list[tuple[str, tuple[NodeScore, ...]]] = [
            ("overall", (force.overall,)),
            ("theme", force.themes),
            ("criterion", force.criteria if depth > 1 else ()),
        ]
        for kind, nodes in groups:
            for node in nodes:
                values = {**start, "kind": kind, **node_fields(node)}
                yield {column: values.get(column) for column in COLUMNS}
        if depth > 2:
            for check in force.checks:
                values = {**start, **check_fields(check), "kind": "check"}
                yield {column: values.get(column) for column in COLUMNS}


def render_csv(report: Report, detail: str) -> bytes:
    """Return the rows as CSV in UTF-8 with a byte order mark, which Excel needs.

    Text that a spreadsheet would take for a formula gets an apostrophe in front. Unknown is empty.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows(report, detail):
        writer.writerow([_guarded(row[column]) for column in COLUMNS])
    return stream.getvalue().encode("utf-8-sig")


def _guarded(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value


def render_markdown(report: Report, detail: str) -> str:
    """Return the report as Markdown: a table a force, for a paper or a page."""
    identity = report.framework.identity
    parts = [
        f"# {identity.title}",
        f"Framework {identity.id} {identity.edition} (`{report.framework_sha256[:12]}`), as of "
        f"{date_text(report.as_of)}. {identity.standing} {SUPPORT} {REFERENCE_LINE}",
    ]
    for force in report.forces:
        parts += _markdown_force(force, report, detail)
    if len(report.forces) > 1:
        parts.append(f"## All {len(report.forces)} workbooks")
        parts += [_escaped(sentence) for sentence in run_summary(report.forces, report.framework)]
    if report.unusable:
        parts.append(f"## {count_text(len(report.unusable), 'unusable file')}")
        parts.append("\n".join(f"- {_escaped(item.line())}" for item in report.unusable))
    return "\n\n".join(parts) + "\n"


def _markdown_force(force: ForceScore, report: Report, detail: str) -> Iterator[str]:
    submission = force.submission
    yield f"## {_escaped(force_title(force))}"
    period = period_text(submission.period_start, submission.period_end)
    yield f"{period}, from {_escaped(submission.source.file)}."
    yield " ".join(_escaped(sentence) for sentence in headline(force, report.framework))
    depth = _DETAILS[detail]
    nodes = [force.overall, *force.themes, *(force.criteria if depth > 1 else ())]
    nodes += [check.node for check in force.checks] if depth > 2 else []
    lines = [
        "| Id | Title | Score | Difference from 2017 | Position | Band | Answered | Note |",
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
        lines.append("| " + " | ".join(_escaped(cell) for cell in cells) + " |")
    yield "\n".join(lines)
    if submission.problems:
        yield "Problems:"
        yield "\n".join(
            f"- {item.severity}, {_escaped(item.cell)}: {_escaped(item.sentence())}"
            for item in submission.problems
        )


def _escaped(text: str) -> str:
    """Return text in which nothing is Markdown or HTML."""
    said = clean(text)
    for mark in ("\\", "`", "*", "_", "[", "]", "|", "#"):
        said = said.replace(mark, f"\\{mark}")
    return said.replace("&", "&amp;").replace("<", "&lt;")
