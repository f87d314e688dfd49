"""What has changed as data, from the values of the core."""

from collections.abc import Iterator

from slavery_benchmark.core.change.bridge import Bridge
from slavery_benchmark.core.change.change import Change, CriterionChange
from slavery_benchmark.core.change.drift import Drift
from slavery_benchmark.core.change.history import Cycle
from slavery_benchmark.core.change.moves import CriterionMoves
from slavery_benchmark.core.change.progress import Compared, ForceProgress, ProgressReport
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.scoring.scores import OVERALL, CheckScore, MeasureScore, NodeScore
from slavery_benchmark.core.scoring.submission import State
from slavery_benchmark.pages.parts import problem_results, submission_fields
from slavery_benchmark.pages.progress import records as made
from slavery_benchmark.pages.progress import rows
from slavery_benchmark.pages.progress.bridge import rounding_note
from slavery_benchmark.pages.progress.meanings import STANDING, test_sentence
from slavery_benchmark.pages.progress.words import force_sentences
from slavery_benchmark.pages.score.build import number
from slavery_benchmark.pages.score.records import FrameworkResult
from slavery_benchmark.pages.words.measures import figure_text, measures_by_id

STATES = (State.BLANK, State.NOT_APPLICABLE, State.INVALID)
"""Answers without a level, in the order in which tables show them."""


def build_progress_result(
    report: ProgressReport, *, since: str, sample: bool
) -> made.ProgressResult:
    """Return the report as data. since: which comparison the sentences are of."""
    return made.ProgressResult(
        schema_version=made.SCHEMA_VERSION,
        tool_version=report.tool_version,
        as_of=report.as_of,
        standing=STANDING,
        options={"since": since, "sample": sample},
        forces=tuple(_force(force, since) for force in report.forces),
        moves=tuple(_moves(item, sample=sample) for item in report.moves),
        moves_standing=test_sentence(sample=sample) if report.moves else "",
        problems=problem_results(report.problems),
        unusable=problem_results(report.unusable),
        left_out=report.left_out,
    )


def _force(force: ForceProgress, since: str) -> made.ForceProgressResult:
    history = force.history
    return made.ForceProgressResult(
        force=history.force,
        code=history.code,
        fictional=history.fictional,
        summary=tuple(force_sentences(force, since)),
        cycles=tuple(_cycle(cycle) for cycle in history.cycles),
        since_previous=_compared(force.since_previous, history.cycles),
        since_first=_compared(force.since_first, history.cycles),
        trend=tuple(_trend(force)),
        drift=_drift(force.drift),
        editions=tuple(
            made.EditionResult(
                period_end=item.period_end,
                edition=item.edition,
                own=item.own,
                overall=_end(item.overall),
            )
            for item in force.editions
        ),
    )


def _cycle(cycle: Cycle) -> made.CycleResult:
    submission, overall = cycle.score.submission, cycle.score.overall
    fields, identity = submission_fields(submission), cycle.framework.identity
    return made.CycleResult(
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
        position=overall.position,
        problems=problem_results(submission.problems),
    )


def _end(node: NodeScore) -> made.EndResult:
    tally = node.tally
    return made.EndResult(
        score=number(tally.score),
        low=number(tally.low),
        high=number(tally.high),
        coverage=number(tally.coverage),
        usable=rows.is_usable(node),
    )


def _compared(compared: Compared | None, cycles: tuple[Cycle, ...]) -> made.ComparedResult | None:
    if compared is None:
        return None
    change = compared.change
    return made.ComparedResult(
        earlier=cycles.index(change.earlier),
        later=cycles.index(change.later),
        edition=change.framework.identity.edition,
        dispositions=rows.disposition_counts(change),
        criteria=tuple(_criterion(change, item) for item in change.criteria),
        dropped=change.dropped,
        transitions=tuple(_transitions(change)),
        bridge=None if compared.bridge is None else _bridge(compared.bridge),
    )


def _criterion(change: Change, item: CriterionChange) -> made.CriterionChangeResult:
    measures = measures_by_id(change.framework)
    return made.CriterionChangeResult(
        id=item.criterion,
        title=item.title,
        theme=item.theme,
        disposition=item.disposition,
        then=None if item.then is None else _end(item.then),
        now=None if item.now is None else _end(item.now),
        change=number(item.change),
        like_for_like=number(item.like_for_like),
        by_coverage_alone=item.by_coverage_alone,
        evidence_alone=item.evidence_alone,
        lower_while_held=rows.fell_while_held(item),
        progress=number(item.progress),
        position=change.later.score.node(item.criterion).position,
        not_compared=item.not_compared,
        within_chance=item.within_chance,
        parts=tuple(
            made.PartResult(
                id=part.id,
                kind="check" if isinstance(part.now, CheckScore) else "measure",
                title=part.now.node.title,
                move=part.move,
                then=_part_end(part.then, measures),
                now=_part_end(part.now, measures),
            )
            for part in rows.part_changes(change, item.criterion)
        ),
    )


def _part_end(part: CheckScore | MeasureScore, measures: dict[str, Measure]) -> made.CheckEnd:
    check = part.response if isinstance(part, CheckScore) else None
    measured = part.measured if isinstance(part, MeasureScore) else None
    return made.CheckEnd(
        score=number(part.node.tally.score),
        state=part.response.state if isinstance(part, CheckScore) else part.measured.state,
        level=rows.counted_level(part),
        given_level=rows.given_level(part),
        cell=check.cell if check else None,
        evidence=check.evidence if check else "",
        evidence_date=check.evidence_date if check else None,
        figure=figure_text(measures[part.node.id], measured) if measured else None,
    )


def _transitions(change: Change) -> Iterator[made.TransitionResult]:
    found = change.transitions()
    answers = [str(item.level) for item in change.framework.levels]
    answers += [state.value for state in STATES]
    for pair in ((then, now) for then in answers for now in answers):
        if pair in found:
            yield made.TransitionResult(then=pair[0], now=pair[1], checks=found[pair])


def _bridge(bridge: Bridge) -> made.BridgeResult:
    return made.BridgeResult(
        then=float(bridge.then),
        now=float(bridge.now),
        difference=float(bridge.now - bridge.then),
        parts=tuple(
            made.BridgePartResult(
                step=pier.step,
                difference=float(pier.difference),
                score=float(pier.score),
                joined=pier.joined,
            )
            for pier in bridge.piers
        ),
        note=rounding_note(bridge),
        within_chance=bridge.within_chance,
        by_chance=float(bridge.by_chance),
    )


def _drift(drift: Drift) -> made.DriftResult:
    return made.DriftResult(
        slides=tuple(
            made.SlideResult(
                node=item.node,
                title=item.title,
                start=item.start,
                fall=float(item.fall),
                step=float(item.step),
                threshold=float(item.threshold),
            )
            for item in drift.slides
        ),
        runs=tuple(
            made.DirectionResult(
                node=item.node, title=item.title, steps=item.steps, change=float(item.change)
            )
            for item in drift.runs
        ),
    )


def _trend(force: ForceProgress) -> Iterator[made.TrendResult]:
    if len(force.trend) != len(force.history.cycles):
        return
    for node_id in (OVERALL, *(node.id for node in force.trend[-1].criteria)):
        ends = tuple(_end(score.node(node_id)) for score in force.trend)
        yield made.TrendResult(id=node_id, ends=ends)


def _moves(item: CriterionMoves, *, sample: bool) -> made.MovesResult:
    return made.MovesResult(
        id=item.criterion,
        title=item.title,
        forces=item.forces,
        dispositions=item.dispositions,
        higher=item.higher,
        lower=item.lower,
        same=item.same,
        by_coverage=item.by_coverage,
        p=number(item.p) if sample else None,
        adjusted=number(item.adjusted) if sample else None,
    )
