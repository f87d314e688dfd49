"""The result as flat rows, one a node: what CSV and data frames are made from."""

from collections.abc import Iterator
from typing import Any

from msgspec.structs import asdict

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.only_just import only_just
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.document.blocks import Table
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.pages.heads import basis_of, submission_values
from slavery_benchmark.pages.score.build import force_result
from slavery_benchmark.pages.score.records import NodeResult

_CASES = (
    *("too_few", "differs_from", "set_aside", "measure_kind", "scored", "selection"),
    *("minimum_cases", "unit", "value", "at_least", "x", "n", "cases", "waiting", "unknown"),
    *("left_out", "not_due", "outside", "interval_low", "interval_high", "interval_kind"),
    *("extreme_low", "extreme_high", "level_low", "level_high", "judgement_alone"),
    *("only_just", "floor", "band_at_least"),
    *("supported", "verified", "reviewed", "verified_level", "counts_verified"),
)
"""What came with case files, and with reviews: last, so that the others keep their places."""
COLUMNS = (
    *("force", "code", "fictional", "basis", "period_start", "period_end", "file", "kind"),
    *(name for name in NodeResult.__struct_fields__ if name not in _CASES),
    *("state", "level", "counted_level", "cell", "found", "assurance", "evidence"),
    *("evidence_date", "not_applicable_reason", "owner", "comment"),
    *_CASES,
)
WHOLE = frozenset(
    (
        *("level", "counted_level", "level_low", "level_high", "minimum_cases", "x", "n"),
        *("cases", "waiting", "unknown", "left_out", "not_due", "outside", "verified_level"),
    )
)
YES_OR_NO = frozenset(
    (
        *("fictional", "set_aside", "scored", "judgement_alone", "only_just", "band_at_least"),
        "counts_verified",
    )
)
NUMBERS = frozenset(
    (
        *("score", "claimed", "low", "high", "score_with_excused_at_zero", "coverage"),
        *("excused", "weight", "effective_weight", "baseline", "baseline_low", "baseline_high"),
        *("difference", "too_few", "value", "at_least", "interval_low", "interval_high"),
        *("extreme_low", "extreme_high", "floor", "supported", "verified", "reviewed"),
    )
)
DATES = frozenset(("period_start", "period_end", "evidence_date"))
"""What the columns hold that are not text."""
_KINDS = {
    **dict.fromkeys(WHOLE, Kind.COUNT),
    **dict.fromkeys(YES_OR_NO, Kind.FLAG),
    **dict.fromkeys(NUMBERS, Kind.NUMBER),
    **dict.fromkeys(DATES, Kind.DATE),
}
_COLUMNS = tuple(Column(name, name, _KINDS.get(name, Kind.TEXT)) for name in COLUMNS)


def rows(report: Report) -> Iterator[dict[str, Any]]:
    """Yield one row for each node of each force, force by force, with the columns COLUMNS."""
    for force in report.forces:
        yield from force_rows(force, report.framework)


def force_rows(force: ForceScore, framework: Framework) -> Iterator[dict[str, Any]]:
    """Yield one row for each node of a force, with the columns COLUMNS.

    `kind` is overall, theme, criterion, check or measure; measures come with the checks. What a
    node does not have is None, and so is an end that a median does not have.
    """
    result = force_result(force, framework, only_just(force, framework))
    start = submission_values(force.submission, basis_of(force))
    start["judgement_alone"] = result.judgement_alone
    start["counts_verified"] = result.counts_verified
    for kind, nodes in (
        ("overall", (result.overall,)),
        ("theme", result.themes),
        ("criterion", result.criteria),
        ("check", result.checks),
        ("measure", result.measures),
    ):
        for node in nodes:
            values = {**start, **asdict(node), "kind": kind}
            values["differs_from"] = " ".join(values.get("differs_from", ())) or None
            if kind == "measure":
                values["measure_kind"] = getattr(node, "kind", None)
                for name, ends in (
                    ("interval", values["interval"]),
                    ("extreme", values["extremes"]),
                ):
                    if ends is not None:
                        values |= {f"{name}_{part}": end for part, end in asdict(ends).items()}
            yield {column: values.get(column) for column in COLUMNS}


def module_rows(force: ForceScore, framework: Framework) -> Iterator[dict[str, Any]]:
    """Yield one row of kind module for each answer to an optional module; there is no score in it.

    `parent` is the criterion, which is no node.
    """
    start = submission_values(force.submission, basis_of(force))
    given = {item.check: item for item in force.submission.module_responses}
    checks = [pair for module in framework.modules for pair in module.checks()]
    for criterion, check in checks:
        if check.id in given:
            names = {"id": check.id, "parent": criterion.id, "title": check.question}
            values = {**start, **asdict(given[check.id]), **names, "kind": "module"}
            yield {column: values.get(column) for column in COLUMNS}


def data_table(force: ForceScore, framework: Framework) -> Table:
    """Return every node of a force as records for programs alone, with the columns COLUMNS.

    Behind them stand the answers to optional modules.
    """
    records = (*force_rows(force, framework), *module_rows(force, framework))
    return Table(id="node", columns=_COLUMNS, records=records)
