"""A force's own earlier submission as data, for JSON."""

from collections.abc import Iterator
from fractions import Fraction

from slavery_benchmark.core.reinspection.history import Cycle
from slavery_benchmark.core.reinspection.own_baseline import OwnBaseline, OwnBaselines
from slavery_benchmark.core.scores import NodeScore
from slavery_benchmark.render.own_baseline_model import (
    EarlierSubmission,
    NodeChangeResult,
    OwnBaselineResult,
)


def own_baseline_results(own: OwnBaselines | None) -> tuple[OwnBaselineResult, ...]:
    """Return what each force is set against, in the order of the forces; none without any."""
    return tuple(_result(item) for item in own.forces) if own else ()


def _result(own: OwnBaseline) -> OwnBaselineResult:
    submission, change = own.force.submission, own.change
    criteria = change.criteria if change else ()
    return OwnBaselineResult(
        force=submission.force,
        code=submission.code,
        period_end=submission.period_end,
        earlier=_earlier(own.earlier) if own.earlier else None,
        comparable=change is not None,
        nodes=tuple(_nodes(own)) if change else (),
        not_compared=tuple(part for item in criteria for part in item.not_compared),
        dropped=change.dropped if change else (),
    )


def _earlier(cycle: Cycle) -> EarlierSubmission:
    submission = cycle.score.submission
    return EarlierSubmission(
        period_start=submission.period_start,
        period_end=submission.period_end,
        file=submission.source.file,
        sha256=submission.source.sha256,
        edition=cycle.framework.identity.edition,
        framework_sha256=cycle.framework.sha256(),
    )


def _nodes(own: OwnBaseline) -> Iterator[NodeChangeResult]:
    force = own.force
    nodes: list[NodeScore] = [force.overall, *force.themes, *force.criteria]
    nodes += [check.node for check in force.checks]
    nodes += [measure.node for measure in force.measures]
    for node in nodes:
        found = own.of(node.id)
        yield NodeChangeResult(
            id=node.id,
            then=_number(found.score_then),
            now=_number(found.now.tally.score if found.now else None),
            change=_number(found.change),
            disposition=found.disposition.value if found.disposition else None,
            by_coverage_alone=found.by_coverage_alone,
        )


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
