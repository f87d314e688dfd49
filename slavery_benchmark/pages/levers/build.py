"""The levers as JSON, in the shape of the model."""

from collections.abc import Sequence
from typing import Any

from slavery_benchmark.core.change.fragility import Way
from slavery_benchmark.core.change.lever_gaps import Gaps
from slavery_benchmark.core.change.lever_route import Route
from slavery_benchmark.core.change.levers import Gain, Levers
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.pages.levers.records import (
    SCHEMA_VERSION,
    FallResult,
    ForceLeversResult,
    FragilityResult,
    GainResult,
    GapsResult,
    LeversResult,
    LimitNeedResult,
    RouteResult,
    StepResult,
    UntoldResult,
    WayResult,
)
from slavery_benchmark.pages.levers.words import STANDING, force_sentences
from slavery_benchmark.pages.parts import (
    framework_result,
    problem_results,
    submission_fields,
)
from slavery_benchmark.pages.score.build import number
from slavery_benchmark.pages.words.heads import edited_sentence


def build_levers(report: Report, levers: Sequence[Levers], limit: int | None) -> LeversResult:
    """Return the levers as data, of each force the first `limit` gains."""
    return LeversResult(
        schema_version=SCHEMA_VERSION,
        tool_version=report.tool_version,
        as_of=report.as_of,
        standing=" ".join(
            filter(None, (STANDING, report.framework.identity.standing, edited_sentence(report)))
        ),
        options={"limit": limit},
        framework=framework_result(report),
        forces=tuple(_force(item, report.framework, limit) for item in levers),
        unusable=problem_results(report.unusable),
    )


def _force(levers: Levers, framework: Framework, limit: int | None) -> ForceLeversResult:
    overall = levers.force.overall
    fragility: dict[str, Any] = {"state": levers.fragility.state.value}
    return ForceLeversResult(
        **submission_fields(levers.force.submission),
        score=number(overall.tally.score),
        band=overall.band,
        band_by_score=levers.force.uncapped_band,
        target_level=levers.target_level,
        gains_in_all=len(levers.gains),
        gains=tuple(_gain(gain) for gain in levers.gains[:limit]),
        gaps=_gaps(levers.gaps),
        route=_route(levers.route),
        fragility=FragilityResult(
            **fragility, ways=tuple(_way(way) for way in levers.fragility.ways)
        ),
        sentences=tuple(force_sentences(levers, framework)),
    )


def _gain(gain: Gain) -> GainResult:
    part: dict[str, Any] = {"part": gain.part.value}
    return GainResult(
        **part,
        id=gain.node.id,
        criterion=gain.criterion,
        title=gain.node.title,
        cell=gain.cell,
        share=float(gain.share),
        given=gain.given,
        counted=gain.counted,
        by_reference=float(gain.by_reference),
        to_target=float(gain.to_target),
        to_top=float(gain.to_top),
    )


def _route(route: Route) -> RouteResult:
    state: dict[str, Any] = {"state": route.state.value}
    kinds: list[dict[str, Any]] = [{"kind": step.kind.value} for step in route.steps]
    return RouteResult(
        **state,
        band=route.band,
        missing=None if route.band is None else float(route.missing),
        limits=tuple(
            LimitNeedResult(
                limit=need.limit,
                criterion=need.criterion,
                score=float(need.score),
                needed=float(need.needed),
                steps=need.steps,
            )
            for need in route.limits
        ),
        steps=tuple(
            StepResult(
                **kind,
                check=step.check,
                criterion=step.criterion,
                before=step.before,
                after=step.after,
                points=float(step.worth),
            )
            for step, kind in zip(route.steps, kinds, strict=True)
        ),
        score=number(route.score),
        best=number(route.best),
        gaps=_gaps(route.gaps),
    )


def _gaps(gaps: Gaps | None) -> GapsResult | None:
    if gaps is None:
        return None
    why: list[tuple[Any, ...]] = [tuple(one.value for one in item.why) for item in gaps.untold]
    return GapsResult(
        untold=tuple(
            UntoldResult(
                id=item.node,
                limits=item.limits,
                why=reasons,
                coverage=number(item.coverage),
                excused=float(item.excused),
            )
            for item, reasons in zip(gaps.untold, why, strict=True)
        ),
        to_answer=gaps.to_answer,
        to_apply=gaps.to_apply,
    )


def _way(way: Way) -> WayResult:
    return WayResult(
        id=way.node,
        limit=way.limit,
        score=float(way.score),
        bound=float(way.bound),
        after=float(way.after),
        band=way.band,
        falls=tuple(
            FallResult(
                check=fall.check,
                criterion=fall.criterion,
                before=fall.before,
                after=fall.after,
                counts_before=fall.counts_before,
                counts_after=fall.counts_after,
                points=float(fall.worth),
            )
            for fall in way.falls
        ),
        alone=way.alone,
        others=way.others,
    )
