"""The result as flat rows, one a node: what CSV and data frames are made from."""

from collections.abc import Iterator
from typing import Any

from slavery_benchmark.core.measures import Measure
from slavery_benchmark.core.report import Report
from slavery_benchmark.core.scores import MeasureScore, NodeScore
from slavery_benchmark.core.submission import Submission
from slavery_benchmark.render.data_files import csv_bytes
from slavery_benchmark.render.result import check_fields, measure_fields, node_fields

SUBMISSION_COLUMNS = (
    "force",
    "code",
    "fictional",
    "basis",
    "period_start",
    "period_end",
    "file",
)
_BASIS = "self-assessment, not an inspection result"
_NODE_COLUMNS = (
    "kind",
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
_CASE_COLUMNS = (
    "too_few",
    "differs_from",
    "set_aside",
    "measure_kind",
    "scored",
    "selection",
    "minimum_cases",
    "unit",
    "value",
    "at_least",
    "x",
    "n",
    "cases",
    "waiting",
    "unknown",
    "left_out",
    "not_due",
    "outside",
    "interval_low",
    "interval_high",
    "interval_kind",
    "extreme_low",
    "extreme_high",
    "level_low",
    "level_high",
    "judgement_alone",
)
"""What came with case files: last, so that the columns before keep their places."""
COLUMNS = (*SUBMISSION_COLUMNS, *_NODE_COLUMNS, *_CHECK_COLUMNS, *_CASE_COLUMNS)
DEPTHS = {"theme": 1, "criterion": 2, "check": 3}
"""How many kinds of node below the overall one each detail shows."""


def submission_values(submission: Submission, basis: str) -> dict[str, Any]:
    """Return what says which submission a row is of, and what its numbers rest on."""
    return {
        "force": submission.force,
        "code": submission.code,
        "fictional": submission.fictional,
        "basis": basis,
        "period_start": submission.period_start,
        "period_end": submission.period_end,
        "file": submission.source.file,
    }


def rows(report: Report, detail: str = "check") -> Iterator[dict[str, Any]]:
    """Yield one row for each node of each force, down to `detail`, with the columns COLUMNS.

    `kind` is overall, theme, criterion, check or measure; measures come with the checks. What a
    node does not have is None, and so is an end that a median does not have.
    """
    measures = [measure for _, measure in report.framework.measures()]
    depth = DEPTHS[detail]
    for force in report.forces:
        start = {
            **submission_values(force.submission, _BASIS),
            "judgement_alone": force.judgement_alone,
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
                values["differs_from"] = " ".join(check.differs_from) or None
                yield {column: values.get(column) for column in COLUMNS}
            for item, measure in zip(force.measures, measures, strict=True):
                values = {**start, **_measure(item, measure)}
                yield {column: values.get(column) for column in COLUMNS}


def _measure(item: MeasureScore, measure: Measure) -> dict[str, Any]:
    values = measure_fields(item, measure)
    for name, found in (("interval", values["interval"]), ("extreme", values["extremes"])):
        for part in ("low", "high", "kind"):
            values[f"{name}_{part}"] = found.get(part) if found else None
    values["differs_from"] = " ".join(item.differs_from) or None
    return {**values, "kind": "measure", "measure_kind": measure.kind}


def render_csv(report: Report, detail: str) -> bytes:
    """Return the rows as the bytes of a CSV."""
    return csv_bytes(COLUMNS, rows(report, detail))
