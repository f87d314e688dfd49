"""The result as data: from a report to what JSON holds, with its digest."""

import hashlib
from collections.abc import Callable, Container, Sequence
from typing import Any

import msgspec

from slavery_benchmark.core.cases.table import Selection
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.problems import Code
from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.core.scoring.only_just import only_just
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.scoring.scores import CheckScore, ForceScore, MeasureScore, NodeScore
from slavery_benchmark.pages.score.records import (
    SCHEMA_VERSION,
    CheckResult,
    DiscrepancyResult,
    ForceResult,
    IntervalResult,
    MeasureResult,
    NodeResult,
    Result,
)
from slavery_benchmark.pages.shaped import fields_of, shaped

_NOT_COVERED = ("tool_version", "digest", "criteria", "comparison")
_OF_NAMES = ("changed", "made_for")
"""What has come to the framework of a result later, and follows from the rest."""
_DIGEST_VERSION = "1.2"
"""Stands for the schema version in a digest: later ones only left out what was empty, and have
other words for positions."""
_LATER = {"only_just", "floor", "band_at_least", "unsized"}
_OF_REVIEWS = {"supported", "verified", "reviewed", "verified_level"}
_EARLIER = {"at", "within", "below"}
"""Words for positions that are one now, of results of schema 1.3 and earlier."""


def build_result(
    report: Report,
    options: dict[str, str | float | None],
    just: Sequence[Container[str]] | None = None,
) -> Result:
    """Return the report as data, with its digest. `options` are those that the user set.

    just: of each force what is only just so, where that is known already.
    """
    if just is None:
        just = [only_just(force, report.framework) for force in report.forces]
    result = shaped(
        Result,
        report,
        schema_version=SCHEMA_VERSION,
        options=options,
        digest="",
        forces=tuple(
            force_result(force, report.framework, of)
            for force, of in zip(report.forces, just, strict=True)
        ),
        criteria=msgspec.to_builtins(report.framework.declared()),
    )
    return msgspec.structs.replace(result, digest=digest_of(msgspec.to_builtins(result)))


def node_fields(node: NodeScore) -> dict[str, Any]:
    """Return the fields of a node as the result has them."""
    return fields_of(NodeResult, node)


def check_fields(check: CheckScore) -> dict[str, Any]:
    """Return the fields of a check as the result has them."""
    return fields_of(CheckResult, check)


def measure_fields(item: MeasureScore, measure: Measure) -> dict[str, Any]:
    """Return the fields of a measure as the result has them; no end and no value are None."""
    random = item.measured.selection is Selection.RANDOM
    interval = item.measured.interval
    return fields_of(
        MeasureResult,
        item,
        measure,
        unit="days" if measure.kind == "median" else "per cent",
        interval=interval
        and shaped(
            IntervalResult, interval, kind="sampling error" if random else "chance variation"
        ),
    )


def force_result(force: ForceScore, framework: Framework, just: Container[str]) -> ForceResult:
    """Return the scores of a force as data. just: the ids of what is only just so."""
    pairs = zip(force.measures, framework.measures(), strict=True)
    return shaped(
        ForceResult,
        force.submission,
        force,
        overall=_told(force.overall, just),
        themes=tuple(_told(node, just) for node in force.themes),
        criteria=tuple(_told(node, just) for node in force.criteria),
        measures=tuple(
            MeasureResult(**measure_fields(item, measure), only_just=item.node.id in just)
            for item, (_, measure) in pairs
        ),
        discrepancies=tuple(
            DiscrepancyResult(
                check=check.node.id,
                judged=check.response.level or 0,
                measure=measure,
                measured=force.measure(measure).measured.level or 0,
            )
            for check in force.checks
            for measure in check.differs_from
        ),
    )


def _told(node: NodeScore, just: Container[str]) -> NodeResult:
    return shaped(NodeResult, node, only_just=node.id in just)


def digest_of(result: dict[str, Any]) -> str:
    """Return the digest of a result as plain data; ValueError if it is not one.

    The criteria are covered by their own hash, which is part of what is covered here.
    """
    content = {key: value for key, value in result.items() if key not in _NOT_COVERED}
    if not content.get("own_baseline"):
        content.pop("own_baseline", None)  # of schema 1.2, where empty: the same result without it
    try:
        content["schema_version"] = _DIGEST_VERSION
        if "framework" in content:
            named = content["framework"].items()
            content["framework"] = {name: said for name, said in named if name not in _OF_NAMES}
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
    sealed = {
        **_with_nodes(force, _as_sealed),
        "source": _without_file(force["source"]),
        "problems": [_without_file(item) for item in force["problems"]],
    }
    of_review = sealed.pop("verification", None)
    counts = sealed.pop("counts_verified", False)
    if of_review:
        reviews = [_without_file(item) for item in of_review["reviews"]]
        sealed |= {"verification": {**of_review, "reviews": reviews}, "counts_verified": counts}
    return sealed


def with_positions(force: dict[str, Any]) -> dict[str, Any]:
    """Return a force's result as plain data with positions and differences as they are told now.

    What was called at, within or below the range is no better. So is what was not certain only
    between two of these. A difference stands only beside a position.
    """
    return _with_nodes(force, _as_told_now)


def _with_nodes(force: dict[str, Any], change: Callable[[Any], Any]) -> dict[str, Any]:
    lists = ("themes", "criteria", "checks", "measures")
    changed = {name: [change(node) for node in force[name]] for name in lists if force.get(name)}
    return {**force, "overall": change(force["overall"]), **changed}


def _as_told_now(node: Any) -> Any:
    if not isinstance(node, dict):
        return node
    position = node.get("position")
    if position is None:
        return {**node, "difference": None} if "difference" in node else node
    if position == Position.NOT_CERTAIN and node["high"] <= node["baseline_high"]:
        return {**node, "position": Position.NO_BETTER.value}
    return {**node, "position": Position.NO_BETTER.value} if position in _EARLIER else node


def _as_sealed(node: Any) -> Any:
    """Return a node with the word that its position had when digests were first made.

    What follows from the rest, and has come to results later, is left out.
    """
    if isinstance(node, dict):
        node = {key: value for key, value in node.items() if not _is_later(key, value)}
    if not isinstance(node, dict) or node.get("position") not in (Position.NO_BETTER, "within"):
        return node
    bottom = node["baseline_low"]
    if node["position"] == "within" or node["low"] >= bottom:
        return {**node, "position": "at"}
    return {**node, "position": "below" if node["high"] < bottom else Position.NOT_CERTAIN.value}


def _is_later(key: str, value: Any) -> bool:
    """Return whether a field of a node is left out of digests: it came later, and says nothing."""
    return key in _LATER or (value is None and key in _OF_REVIEWS)


def _without_file(item: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if key != "file"}
