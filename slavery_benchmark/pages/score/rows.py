"""The result as flat rows, one a node: what CSV and data frames are made from."""

from collections.abc import Iterator
from typing import Any

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.scoring.scores import ForceScore, MeasureScore, NodeScore
from slavery_benchmark.core.scoring.submission import Submission
from slavery_benchmark.document.blocks import Table
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.pages.score.build import check_fields, measure_fields, node_fields

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
WHOLE = frozenset(
    (
        *("level", "counted_level", "level_low", "level_high", "minimum_cases", "x", "n"),
        *("cases", "waiting", "unknown", "left_out", "not_due", "outside"),
    )
)
YES_OR_NO = frozenset(("fictional", "set_aside", "scored", "judgement_alone"))
NUMBERS = frozenset(
    (
        *("score", "claimed", "low", "high", "score_with_excused_at_zero", "coverage"),
        *("excused", "weight", "effective_weight", "baseline", "baseline_low", "baseline_high"),
        *("difference", "too_few", "value", "at_least", "interval_low", "interval_high"),
        *("extreme_low", "extreme_high"),
    )
)
DATES = frozenset(("period_start", "period_end", "evidence_date"))
"""What the columns hold that are not text."""


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


def rows(report: Report) -> Iterator[dict[str, Any]]:
    """Yield one row for each node of each force, force by force, with the columns COLUMNS."""
    for force in report.forces:
        yield from force_rows(force, report.framework)


def force_rows(force: ForceScore, framework: Framework) -> Iterator[dict[str, Any]]:
    """Yield one row for each node of a force, with the columns COLUMNS.

    `kind` is overall, theme, criterion, check or measure; measures come with the checks. What a
    node does not have is None, and so is an end that a median does not have.
    """
    measures = [measure for _, measure in framework.measures()]
    start = {
        **submission_values(force.submission, _BASIS),
        "judgement_alone": force.judgement_alone,
    }
    groups: list[tuple[str, tuple[NodeScore, ...]]] = [
        ("overall", (force.overall,)),
        ("theme", force.themes),
        ("criterion", force.criteria),
    ]
    for kind, nodes in groups:
        for node in nodes:
            yield _whole({**start, "kind": kind, **node_fields(node)})
    for check in force.checks:
        values = {**start, **check_fields(check), "kind": "check"}
        yield _whole({**values, "differs_from": " ".join(check.differs_from) or None})
    for item, measure in zip(force.measures, measures, strict=True):
        yield _whole({**start, **_measure(item, measure)})


def _whole(values: dict[str, Any]) -> dict[str, Any]:
    return {column: values.get(column) for column in COLUMNS}


def _measure(item: MeasureScore, measure: Measure) -> dict[str, Any]:
    values = measure_fields(item, measure)
    for name, found in (("interval", values["interval"]), ("extreme", values["extremes"])):
        for part in ("low", "high", "kind"):
            values[f"{name}_{part}"] = found.get(part) if found else None
    values["differs_from"] = " ".join(item.differs_from) or None
    return {**values, "kind": "measure", "measure_kind": measure.kind}


def data_table(force: ForceScore, framework: Framework) -> Table:
    """Return every node of a force as records for programs alone, with the columns COLUMNS."""
    return Table(id="node", title="", columns=_COLUMNS, records=tuple(force_rows(force, framework)))


def _kind(name: str) -> Kind:
    kinds = (
        (WHOLE, Kind.COUNT),
        (YES_OR_NO, Kind.FLAG),
        (NUMBERS, Kind.NUMBER),
        (DATES, Kind.DATE),
    )
    return next((kind for names, kind in kinds if name in names), Kind.TEXT)


_COLUMNS = tuple(Column(name, name, _kind(name)) for name in COLUMNS)
