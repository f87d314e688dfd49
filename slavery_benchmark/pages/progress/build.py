"""What has changed as data, from the values of the core."""

from collections.abc import Iterator

from slavery_benchmark.core.change.change import Change, CriterionChange
from slavery_benchmark.core.change.history import Cycle
from slavery_benchmark.core.change.levers import Part
from slavery_benchmark.core.change.progress import Compared, ForceProgress, ProgressReport
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.scoring.scores import OVERALL, CheckScore, MeasureScore
from slavery_benchmark.core.scoring.submission import State
from slavery_benchmark.pages.progress import records as made
from slavery_benchmark.pages.progress.meanings import STANDING, test_sentence
from slavery_benchmark.pages.progress.rows import part_changes
from slavery_benchmark.pages.progress.words import force_sentences
from slavery_benchmark.pages.score.records import FrameworkResult
from slavery_benchmark.pages.shaped import shaped
from slavery_benchmark.pages.words.heads import framework_of
from slavery_benchmark.pages.words.measures import figure_text, measures_by_id

STATES = (State.BLANK, State.NOT_APPLICABLE, State.INVALID)
"""Answers without a level, in the order in which tables show them."""
_NO_ANSWER = {"cell": None, "evidence": "", "evidence_date": None}
_NOT_TESTED = {"p": None, "adjusted": None}


def build_progress_result(
    report: ProgressReport, *, since: str, sample: bool
) -> made.ProgressResult:
    """Return the report as data. since: which comparison the sentences are of."""
    tests = {} if sample else _NOT_TESTED
    return shaped(
        made.ProgressResult,
        report,
        schema_version=made.SCHEMA_VERSION,
        standing=STANDING,
        options={"since": since, "sample": sample},
        forces=tuple(_force(force, since) for force in report.forces),
        moves=tuple(shaped(made.MovesResult, item, **tests) for item in report.moves),
        moves_standing=test_sentence(sample=sample) if report.moves else "",
    )


def _force(force: ForceProgress, since: str) -> made.ForceProgressResult:
    cycles = force.history.cycles
    return shaped(
        made.ForceProgressResult,
        force.history,
        force,
        summary=tuple(force_sentences(force, since)),
        cycles=tuple(_cycle(cycle) for cycle in cycles),
        since_previous=_compared(force.since_previous, cycles),
        since_first=_compared(force.since_first, cycles),
        trend=tuple(_trend(force)),
    )


def _cycle(cycle: Cycle) -> made.CycleResult:
    used = shaped(FrameworkResult, framework_of(cycle), sha256=cycle.framework.sha256())
    return shaped(made.CycleResult, cycle, framework=used)


def _compared(compared: Compared | None, cycles: tuple[Cycle, ...]) -> made.ComparedResult | None:
    if compared is None:
        return None
    change = compared.change
    return shaped(
        made.ComparedResult,
        change,
        compared,
        earlier=cycles.index(change.earlier),
        later=cycles.index(change.later),
        criteria=tuple(_criterion(change, item) for item in change.criteria),
        transitions=tuple(_transitions(change)),
    )


def _criterion(change: Change, item: CriterionChange) -> made.CriterionChangeResult:
    measures = measures_by_id(change.framework)
    return shaped(
        made.CriterionChangeResult,
        item,
        position=change.later.score.node(item.criterion).position,
        parts=tuple(
            shaped(
                made.PartResult,
                part,
                kind=Part.CHECK if isinstance(part.now, CheckScore) else Part.MEASURE,
                then=_part_end(part.then, measures),
                now=_part_end(part.now, measures),
            )
            for part in part_changes(change, item.criterion)
        ),
    )


def _part_end(part: CheckScore | MeasureScore, measures: dict[str, Measure]) -> made.CheckEnd:
    if isinstance(part, CheckScore):
        return shaped(made.CheckEnd, part, figure=None)
    figure = figure_text(measures[part.node.id], part.measured)
    return shaped(made.CheckEnd, part, figure=figure, **_NO_ANSWER)


def _transitions(change: Change) -> Iterator[made.TransitionResult]:
    found = change.transitions()
    answers = [str(item.level) for item in change.framework.levels]
    answers += [state.value for state in STATES]
    for pair in ((then, now) for then in answers for now in answers):
        if pair in found:
            yield made.TransitionResult(then=pair[0], now=pair[1], checks=found[pair])


def _trend(force: ForceProgress) -> Iterator[made.TrendResult]:
    if len(force.trend) != len(force.history.cycles):
        return
    for node_id in (OVERALL, *(node.id for node in force.trend[-1].criteria)):
        ends = (shaped(made.EndResult, score.node(node_id)) for score in force.trend)
        yield made.TrendResult(id=node_id, ends=tuple(ends))
