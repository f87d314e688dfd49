"""The result as data: what JSON holds. Apart from the core's values, so that it can keep its shape.

Scores are 0 to 100, shares 0 to 1, dates ISO; a missing number is null, never 0.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from slavery_benchmark.core.problems import Problem
from slavery_benchmark.core.report import Report
from slavery_benchmark.core.scores import CheckScore, ForceScore, NodeScore

SCHEMA_VERSION = "1.0"

Score = Annotated[float, Meta(ge=0, le=100)]
Share = Annotated[float, Meta(ge=0, le=1)]


class FrameworkResult(msgspec.Struct, frozen=True, kw_only=True):
    """The framework that was used, with the hash of its loaded content, and what it is not."""

    id: str
    edition: str
    sha256: str
    standing: str


class PeriodResult(msgspec.Struct, frozen=True, kw_only=True):
    """The period of a submission; null where the cover does not say."""

    start: date | None
    end: date | None


class SourceResult(msgspec.Struct, frozen=True, kw_only=True):
    """The file that was read, without folders, and its hash."""

    file: str
    sha256: str


class ProblemResult(msgspec.Struct, frozen=True, kw_only=True):
    """One problem."""

    code: str
    severity: Literal["warning", "error", "unusable"]
    file: str
    cell: str
    found: str | None
    expected: str
    nearest: tuple[str, ...]
    message: str


class NodeResult(msgspec.Struct, frozen=True, kw_only=True):
    """One node. `score` is the supported one; `baseline` is the 2017 reading in points."""

    id: str
    parent: str | None
    title: str
    score: Score | None
    claimed: Score | None
    low: Score | None
    high: Score | None
    score_with_excused_at_zero: Score | None
    coverage: Share | None
    excused: Share
    weight: float
    effective_weight: Share
    baseline: Score | None
    baseline_low: Score | None
    baseline_high: Score | None
    difference: float | None
    position: Literal["at target", "not certain", "above", "at", "below"] | None
    band: str | None


class CheckResult(NodeResult, frozen=True, kw_only=True):
    """One check: its node and the answer that it came from."""

    kind: str
    level: int | None
    counted_level: int | None
    state: Literal["answered", "blank", "not applicable", "invalid"]
    cell: str | None
    found: str
    evidence: str
    evidence_date: date | None
    not_applicable_reason: str
    owner: str
    comment: str
    assurance: Literal["asserted", "documented"] | None


class LimitResult(msgspec.Struct, frozen=True, kw_only=True):
    """A limit that holds the overall band down (`cap`), or keeps it back (`cap` null)."""

    id: str
    criterion: str
    cap: str | None
    because: str


class ForceResult(msgspec.Struct, frozen=True, kw_only=True):
    """One submission's scores."""

    force: str
    code: str
    fictional: bool
    period: PeriodResult
    source: SourceResult
    overall: NodeResult
    uncapped_band: str | None
    limits: tuple[LimitResult, ...]
    themes: tuple[NodeResult, ...]
    criteria: tuple[NodeResult, ...]
    checks: tuple[CheckResult, ...]
    problems: tuple[ProblemResult, ...]


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """The result of a run.

    `digest` is the SHA-256 of the rest without tool_version, options, digest and names of files, as
    JSON with sorted keys: it is the same for the same workbooks (whatever they are called), the
    same criteria and the same day.
    """

    schema_version: str
    tool_version: str
    as_of: date
    options: dict[str, str | float | None]
    framework: FrameworkResult
    digest: str
    forces: tuple[ForceResult, ...]
    unusable: tuple[ProblemResult, ...]


def build_result(report: Report, options: dict[str, str | float | None]) -> Result:
    """Return the report as data, with its digest. `options` are those that the user set."""
    identity = report.framework.identity
    result = Result(
        schema_version=SCHEMA_VERSION,
        tool_version=report.tool_version,
        as_of=report.as_of,
        options=options,
        framework=FrameworkResult(
            id=identity.id,
            edition=identity.edition,
            sha256=report.framework_sha256,
            standing=identity.standing,
        ),
        digest="",
        forces=tuple(_force(force) for force in report.forces),
        unusable=_problems(report.unusable),
    )
    return msgspec.structs.replace(result, digest=_digest(result))


def render_json(report: Report, options: dict[str, str | float | None]) -> bytes:
    """Return the result as indented JSON in UTF-8, ended by a newline."""
    encoded = msgspec.json.encode(build_result(report, options))
    return msgspec.json.format(encoded, indent=2) + b"\n"


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
        "evidence_date": response.evidence_date,
        "not_applicable_reason": response.not_applicable_reason,
        "owner": response.owner,
        "comment": response.comment,
        "assurance": check.assurance.value if check.assurance else None,
    }


def _force(force: ForceScore) -> ForceResult:
    submission = force.submission
    return ForceResult(
        force=submission.force,
        code=submission.code,
        fictional=submission.fictional,
        period=PeriodResult(start=submission.period_start, end=submission.period_end),
        source=SourceResult(file=submission.source.file, sha256=submission.source.sha256),
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
        problems=_problems(submission.problems),
    )


def _problems(problems: Sequence[Problem]) -> tuple[ProblemResult, ...]:
    return tuple(
        ProblemResult(
            code=item.code.value,
            severity=item.severity.value,
            # without folders: a result may travel further than its workbook
            file=item.file.replace("\\", "/").rpartition("/")[2],
            cell=item.cell,
            found=item.found,
            expected=item.expected,
            nearest=item.nearest,
            message=item.sentence(),
        )
        for item in problems
    )


def _digest(result: Result) -> str:
    content = msgspec.to_builtins(result)
    for key in ("tool_version", "options", "digest"):
        del content[key]
    for force in content["forces"]:
        del force["source"]["file"]
    for item in _every_problem(content):
        del item["file"]
    return hashlib.sha256(msgspec.json.encode(content, order="sorted")).hexdigest()


def _every_problem(content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for force in content["forces"]:
        yield from force["problems"]
    yield from content["unusable"]
