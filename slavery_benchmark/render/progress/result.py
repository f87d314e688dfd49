"""What has changed as data: from a report to what JSON holds."""

from collections.abc import Iterator
from typing import Any

from slavery_benchmark.core.measures import Measure
from slavery_benchmark.core.reinspection.bridge import Bridge, Step
from slavery_benchmark.core.reinspection.change import Change, CriterionChange, Disposition
from slavery_benchmark.core.reinspection.history import Cycle
from slavery_benchmark.core.reinspection.moves import CriterionMoves
from slavery_benchmark.core.reinspection.progress import Compared, ForceProgress, ProgressReport
from slavery_benchmark.core.scores import OVERALL, CheckScore, MeasureScore, NodeScore
from slavery_benchmark.pages.parts import problem_results, submission_fields
from slavery_benchmark.pages.score.build import number
from slavery_benchmark.pages.score.records import FrameworkResult
from slavery_benchmark.render.data_files import json_bytes
from slavery_benchmark.render.measure_words import figure_text, measures_by_id
from slavery_benchmark.render.progress.all_words import test_sentence
from slavery_benchmark.render.progress.bridge import rounding_note
from slavery_benchmark.render.progress.model import (
    SCHEMA_VERSION,
    BridgePartResult,
    BridgeResult,
    CheckEnd,
    ComparedResult,
    CriterionChangeResult,
    CycleResult,
    EditionResult,
    EndResult,
    ForceProgressResult,
    LeftOutResult,
    MovesResult,
    PartResult,
    ProgressResult,
    TransitionResult,
    TrendResult,
)
from slavery_benchmark.render.progress.options import ProgressOptions
from slavery_benchmark.render.progress.rows import (
    Move,
    counted_level,
    disposition_counts,
    fell_while_held,
    given_level,
    is_usable,
    part_changes,
)
from slavery_benchmark.render.progress.transitions import transitions_of
from slavery_benchmark.render.progress.words import STANDING, force_sentences

_DISPOSITIONS: dict[Disposition, Any] = {kind: kind.value for kind in Disposition}
_MOVES: dict[Move, Any] = {kind: kind.value for kind in Move}
_STEPS: dict[Step, Any] = {step: step.value for step in Step}


def build_progress_result(report: ProgressReport, options: ProgressOptions) -> ProgressResult:
    """Return the report as data, whole whatever the detail of a page would be."""
    return ProgressResult(
        schema_version=SCHEMA_VERSION,
        tool_version=report.tool_version,
        as_of=report.as_of,
        standing=STANDING,
        options={"since": options.since, "sample": options.sample},
        forces=tuple(_force(force, options.since) for force in report.forces),
        moves=tuple(_moves(item, sample=options.sample) for item in report.moves),
        moves_standing=test_sentence(sample=options.sample) if report.moves else "",
        problems=problem_results(report.problems),
        unusable=problem_results(report.unusable),
        left_out=tuple(
            LeftOutResult(force=item.force, files=item.files, because=item.because)
            for item in report.left_out
        ),
    )


def render_progress_json(report: ProgressReport, options: ProgressOptions) -> bytes:
    """Return the report as indented JSON in UTF-8, ended by a newline."""
    return json_bytes(build_progress_result(report, options))


def _force(force: ForceProgress, since: str) -> ForceProgressResult:
    history = force.history
    return ForceProgressResult(
        force=history.force,
        code=history.code,
        fictional=history.fictional,
        summary=tuple(force_sentences(force, since)),
        cycles=tuple(_cycle(cycle) for cycle in history.cycles),
        since_previous=_compared(force.since_previous, history.cycles),
        since_first=_compared(force.since_first, history.cycles),
        trend=tuple(_trend(force)),
        editions=tuple(
            EditionResult(
                period_end=item.period_end,
                edition=item.edition,
                own=item.own,
                overall=_end(item.overall),
            )
            for item in force.editions
        ),
    )


def _cycle(cycle: Cycle) -> CycleResult:
    submission, overall = cycle.score.submission, cycle.score.overall
    fields = submission_fields(submission)
    identity = cycle.framework.identity
    return CycleResult(
        period=fields["period"],
        source=fields["source"],
        framework=FrameworkResult(
            id=identity.id,
            edition=identity.edition,
            sha256=cycle.framework.sha256(),
            standing=identity.standing,
        ),
        overall=_end(overall),
        band=overall.band,
        position_2017=_position(overall),
        problems=problem_results(submission.problems),
    )


def _end(node: NodeScore) -> EndResult:
    tally = node.tally
    return EndResult(
        score=number(tally.score),
        low=number(tally.low),
        high=number(tally.high),
        coverage=number(tally.coverage),
        usable=is_usable(node),
    )


def _position(node: NodeScore) -> Any:
    return node.position.value if node.position else None


def _compared(compared: Compared | None, cycles: tuple[Cycle, ...]) -> ComparedResult | None:
    if compared is None:
        return None
    change = compared.change
    return ComparedResult(
        earlier=cycles.index(change.earlier),
        later=cycles.index(change.later),
        edition=change.framework.identity.edition,
        dispositions={
            _DISPOSITIONS[kind]: count for kind, count in disposition_counts(change).items()
        },
        criteria=tuple(_criterion(change, item) for item in change.criteria),
        dropped=change.dropped,
        transitions=tuple(_transitions(change)),
        bridge=None if compared.bridge is None else _bridge(compared.bridge),
    )


def _criterion(change: Change, item: CriterionChange) -> CriterionChangeResult:
    measures = measures_by_id(change.framework)
    return CriterionChangeResult(
        id=item.criterion,
        title=item.title,
        theme=item.theme,
        disposition=_DISPOSITIONS[item.disposition],
        then=None if item.then is None else _end(item.then),
        now=None if item.now is None else _end(item.now),
        change=number(item.change),
        like_for_like=number(item.like_for_like),
        by_coverage_alone=item.by_coverage_alone,
        evidence_alone=item.evidence_alone,
        lower_while_held=fell_while_held(item),
        progress=number(item.progress),
        position_2017=_position(change.later.score.node(item.criterion)),
        not_compared=item.not_compared,
        parts=tuple(
            PartResult(
                id=part.id,
                kind="check" if isinstance(part.now, CheckScore) else "measure",
                title=part.now.node.title,
                move=_MOVES[part.move],
                then=_part_end(part.then, measures),
                now=_part_end(part.now, measures),
            )
            for part in part_changes(change, item.criterion)
        ),
    )


def _part_end(part: CheckScore | MeasureScore, measures: dict[str, Measure]) -> CheckEnd:
    if isinstance(part, CheckScore):
        response = part.response
        state, figure = response.state.value, None
        cell, evidence, confirmed = response.cell, response.evidence, response.evidence_date
    else:
        state = part.measured.state.value
        figure = figure_text(measures[part.node.id], part.measured)
        cell, evidence, confirmed = None, "", None
    return CheckEnd(
        score=number(part.node.tally.score),
        state=state,
        level=counted_level(part),
        given_level=given_level(part),
        cell=cell,
        evidence=evidence,
        evidence_date=confirmed,
        figure=figure,
    )


def _transitions(change: Change) -> Iterator[TransitionResult]:
    table = transitions_of(change)
    for then, counts in zip(table.answers, table.counts, strict=True):
        for now, count in zip(table.answers, counts, strict=True):
            if count:
                yield TransitionResult(then=then, now=now, checks=count)


def _bridge(bridge: Bridge) -> BridgeResult:
    return BridgeResult(
        then=float(bridge.then),
        now=float(bridge.now),
        difference=float(bridge.now - bridge.then),
        parts=tuple(
            BridgePartResult(
                step=_STEPS[pier.step],
                difference=float(pier.difference),
                score=float(pier.score),
                joined=pier.joined,
            )
            for pier in bridge.piers
        ),
        note=rounding_note(bridge),
    )


def _trend(force: ForceProgress) -> Iterator[TrendResult]:
    if len(force.trend) != len(force.history.cycles):
        return
    ids = [OVERALL, *(node.id for node in force.trend[-1].criteria)]
    for node_id in ids:
        ends = tuple(_end(score.node(node_id)) for score in force.trend)
        yield TrendResult(id=node_id, ends=ends)


def _moves(item: CriterionMoves, *, sample: bool) -> MovesResult:
    return MovesResult(
        id=item.criterion,
        title=item.title,
        forces=item.forces,
        dispositions={_DISPOSITIONS[kind]: count for kind, count in item.dispositions.items()},
        higher=item.higher,
        lower=item.lower,
        same=item.same,
        by_coverage=item.by_coverage,
        p=number(item.p) if sample else None,
        adjusted=number(item.adjusted) if sample else None,
    )
