"""The result as data: from a report to what JSON holds, with its digest."""

import hashlib
from collections.abc import Iterator
from fractions import Fraction
from math import isinf
from typing import Any

import msgspec

from slavery_benchmark.core.cases.measuring import Range
from slavery_benchmark.core.cases.table import CaseFiles, Selection
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.problems import Code
from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.scoring.scores import CheckScore, ForceScore, MeasureScore, NodeScore
from slavery_benchmark.pages.parts import (
    framework_result,
    problem_results,
    submission_fields,
)
from slavery_benchmark.pages.score.records import (
    SCHEMA_VERSION,
    CasesResult,
    CheckResult,
    DiscrepancyResult,
    ForceResult,
    IntervalResult,
    LimitResult,
    MeasureResult,
    NodeResult,
    RangeResult,
    Result,
)

_NOT_COVERED = ("tool_version", "digest", "criteria", "comparison")
_DIGEST_VERSION = "1.2"
_THEN, _NOW = "at", Position.AT.value
"""Stands for the schema version in a digest: 1.3 only left out what no digest covers if empty."""


def build_result(report: Report, options: dict[str, str | float | None]) -> Result:
    """Return the report as data, with its digest. `options` are those that the user set."""
    result = Result(
        schema_version=SCHEMA_VERSION,
        tool_version=report.tool_version,
        as_of=report.as_of,
        options=options,
        framework=framework_result(report),
        digest="",
        forces=tuple(_force(force, report.framework) for force in report.forces),
        unusable=problem_results(report.unusable),
        criteria=msgspec.to_builtins(report.framework),
    )
    return msgspec.structs.replace(result, digest=digest_of(msgspec.to_builtins(result)))


def number(value: Fraction | None) -> float | None:
    """Return the float nearest to an exact number."""
    return None if value is None else float(value)


def node_fields(node: NodeScore) -> dict[str, Any]:
    """Return the fields of a node as the result has them."""
    tally, reference = node.tally, node.reference
    return {
        "id": node.id,
        "parent": node.parent,
        "title": node.title,
        "score": number(tally.score),
        "claimed": number(tally.claimed),
        "low": number(tally.low),
        "high": number(tally.high),
        "score_with_excused_at_zero": number(tally.excused_at_zero),
        "coverage": number(tally.coverage),
        "excused": float(tally.excused),
        "weight": float(node.weight),
        "effective_weight": float(node.effective_weight),
        "baseline": number(reference.value if reference else None),
        "baseline_low": number(reference.low if reference else None),
        "baseline_high": number(reference.high if reference else None),
        "difference": number(node.difference),
        "position": node.position.value if node.position else None,
        "band": node.band,
        "too_few": float(tally.too_few),
    }


def check_fields(check: CheckScore) -> dict[str, Any]:
    """Return the fields of a check as the result has them."""
    response = check.response
    return {
        **node_fields(check.node),
        "kind": check.kind,
        "level": response.level,
        "counted_level": check.counted_level,
        "state": response.state.value,
        "cell": response.cell,
        "found": response.found,
        "evidence": response.evidence,
        "evidence_cell": response.evidence_cell,
        "evidence_date": response.evidence_date,
        "not_applicable_reason": response.not_applicable_reason,
        "owner": response.owner,
        "comment": response.comment,
        "assurance": check.assurance.value if check.assurance else None,
        "differs_from": check.differs_from,
        "set_aside": check.set_aside,
    }


def measure_fields(item: MeasureScore, measure: Measure) -> dict[str, Any]:
    """Return the fields of a measure as the result has them; no end and no value are None."""
    found = item.measured
    interval = None
    if found.interval is not None:
        random = found.selection is Selection.RANDOM
        interval = {
            **_ends(found.interval),
            "kind": "sampling error" if random else "chance variation",
        }
    return {
        **node_fields(item.node),
        "kind": measure.kind,
        "state": found.state.value,
        "selection": found.selection.value,
        "unit": "days" if measure.kind == "median" else "per cent",
        "value": number(found.value),
        "at_least": number(found.at_least),
        "x": found.x,
        "n": found.n,
        "cases": found.cases,
        "waiting": found.waiting,
        "unknown": found.unknown,
        "left_out": found.left_out,
        "not_due": found.not_due,
        "outside": found.outside,
        "interval": interval,
        "extremes": _ends(found.extremes) if found.extremes else None,
        "level": found.level,
        "level_low": found.level_low,
        "level_high": found.level_high,
        "differs_from": item.differs_from,
        "minimum_cases": measure.minimum_cases,
        "scored": measure.is_scored,
        "figure_found": measure.found_figure,
    }


def _ends(ends: Range) -> dict[str, Any]:
    """Return both ends as floats; infinity, which JSON does not have, as None."""
    low, high = float(ends.low), float(ends.high)
    return {"low": None if isinf(low) else low, "high": None if isinf(high) else high}


def _measures(force: ForceScore, framework: Framework) -> Iterator[MeasureResult]:
    for item, (_, measure) in zip(force.measures, framework.measures(), strict=True):
        fields = measure_fields(item, measure)
        for key, kind in (("interval", IntervalResult), ("extremes", RangeResult)):
            fields[key] = kind(**fields[key]) if fields[key] else None
        yield MeasureResult(**fields)


def _discrepancies(force: ForceScore) -> Iterator[DiscrepancyResult]:
    for check in force.checks:
        for measure in check.differs_from:
            yield DiscrepancyResult(
                check=check.node.id,
                judged=check.response.level or 0,
                measure=measure,
                measured=force.measure(measure).measured.level or 0,
            )


def _cases(files: CaseFiles | None) -> CasesResult | None:
    if files is None:
        return None
    return CasesResult(
        listed=files.listed,
        in_period=files.in_period,
        how_chosen=files.selection.value,
        left_out=files.left_out,
    )


def _force(force: ForceScore, framework: Framework) -> ForceResult:
    submission = force.submission
    return ForceResult(
        **submission_fields(submission),
        overall=NodeResult(**node_fields(force.overall)),
        uncapped_band=force.uncapped_band,
        limits=tuple(
            LimitResult(
                id=limit.id, criterion=limit.criterion, cap=limit.cap, because=limit.because
            )
            for limit in force.limits
        ),
        themes=tuple(NodeResult(**node_fields(node)) for node in force.themes),
        criteria=tuple(NodeResult(**node_fields(node)) for node in force.criteria),
        checks=tuple(CheckResult(**check_fields(check)) for check in force.checks),
        problems=problem_results(submission.problems),
        cases=_cases(submission.cases),
        measures=tuple(_measures(force, framework)),
        discrepancies=tuple(_discrepancies(force)),
        judgement_alone=force.judgement_alone,
    )


def digest_of(result: dict[str, Any]) -> str:
    """Return the digest of a result as plain data; ValueError if it is not one.

    The criteria are covered by their own hash, which is part of what is covered here.
    """
    content = {key: value for key, value in result.items() if key not in _NOT_COVERED}
    if not content.get("own_baseline"):
        content.pop("own_baseline", None)  # of schema 1.2, where empty: the same result without it
    try:
        content["schema_version"] = _DIGEST_VERSION
        content["options"] = {"assurance": result["options"].get("assurance")}
        content["forces"] = [_force_without_names(force) for force in result["forces"]]
        content["unusable"] = [
            _without_file(item)
            for item in result["unusable"]
            if item["code"] != Code.FILES_PASSED_OVER  # what lies beside the files of a run
        ]
    except (AttributeError, KeyError, TypeError, ValueError):
        raise ValueError("no result") from None
    return hashlib.sha256(msgspec.json.encode(content, order="sorted")).hexdigest()


def _force_without_names(force: dict[str, Any]) -> dict[str, Any]:
    return {
        **with_positions(force, _NOW, _THEN),
        "source": _without_file(force["source"]),
        "problems": [_without_file(item) for item in force["problems"]],
    }


def with_positions(force: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    """Return a force's result as plain data with another word for one of the positions."""

    def said(node: Any) -> Any:
        if isinstance(node, dict) and node.get("position") == old:
            return {**node, "position": new}
        return node

    lists = ("themes", "criteria", "checks", "measures")
    changed = {name: [said(node) for node in force[name]] for name in lists if force.get(name)}
    return {**force, "overall": said(force["overall"]), **changed}


def _without_file(item: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if key != "file"}
