"""The visit lists as JSON, in the shape of the model."""

from collections.abc import Sequence

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.visit.all_forces import ForceVisit, VisitLists
from slavery_benchmark.core.visit.case_sample import CaseSample, DrawnCase
from slavery_benchmark.core.visit.entry import Entry
from slavery_benchmark.pages.parts import (
    framework_result,
    problem_results,
    submission_fields,
)
from slavery_benchmark.pages.visit.records import (
    SCHEMA_VERSION,
    CaseResult,
    DrawnResult,
    EntryResult,
    FirstResult,
    ForceVisitResult,
    PlaceResult,
    PlanResult,
    SampleResult,
    StratumResult,
    VisitResult,
)
from slavery_benchmark.pages.visit.samples import LOT, PLANNING, Samples, whole_days
from slavery_benchmark.pages.visit.words import STANDING, action
from slavery_benchmark.pages.words.cases import seen_text
from slavery_benchmark.pages.words.heads import edited_sentence
from slavery_benchmark.pages.words.measures import measures_by_id
from slavery_benchmark.pages.words.reasons import reason


def build_visit(
    report: Report,
    lists: VisitLists,
    samples: Samples,
    limit: int | None,
) -> VisitResult:
    """Return the lists as data, of each force and of all forces the first `limit` entries."""
    drawn = samples or [None] * len(lists.forces)
    order = lists.order()
    ranks = {key: rank for rank, key in enumerate(order, start=1)}
    return VisitResult(
        schema_version=SCHEMA_VERSION,
        tool_version=report.tool_version,
        as_of=report.as_of,
        standing=" ".join(
            filter(None, (STANDING, report.framework.identity.standing, edited_sentence(report)))
        ),
        options={"limit": limit, "assurance": report.at_least.value},
        framework=framework_result(report),
        forces=tuple(
            _force(
                visit, sample, report.framework, [ranks.get((at, n)) for n in _places(visit, limit)]
            )
            for at, (visit, sample) in enumerate(zip(lists.forces, drawn, strict=True))
        ),
        counted=len(lists.counted),
        first=tuple(
            _first(rank, lists.forces[at], n) for rank, (at, n) in enumerate(order[:limit], start=1)
        ),
        places=tuple(
            PlaceResult(
                id=place.node,
                title=place.title,
                forces={
                    group.value: tuple(lists.forces[at].force.submission.force for at in places)
                    for group, places in place.forces.items()
                },
            )
            for place in lists.places
        ),
        unusable=problem_results(report.unusable),
    )


def _force(
    visit: ForceVisit,
    sample: CaseSample | None,
    framework: Framework,
    ranks: Sequence[int | None],
) -> ForceVisitResult:
    """Return one force's list, with as many entries as there are ranks."""
    return ForceVisitResult(
        **submission_fields(visit.force.submission),
        judgement_alone=visit.force.judgement_alone,
        entries_in_all=len(visit.entries),
        entries=tuple(_entry(place, visit, framework, rank) for place, rank in enumerate(ranks)),
        sample=None if sample is None else _sample(sample, framework),
    )


def _places(visit: ForceVisit, limit: int | None) -> range:
    """Return the places of the entries that are given."""
    return range(len(visit.entries[:limit]))


def _first(rank: int, visit: ForceVisit, place: int) -> FirstResult:
    submission, entry = visit.force.submission, visit.entries[place]
    return FirstResult(
        rank=rank,
        force=submission.force,
        code=submission.code,
        number=place + 1,
        id=entry.node,
        group=entry.group.value,
        priority=float(entry.priority),
    )


def _entry(place: int, visit: ForceVisit, framework: Framework, rank: int | None) -> EntryResult:
    entry = visit.entries[place]
    return EntryResult(
        number=place + 1,
        rank=rank,
        group=entry.group.value,
        why=entry.why.value,
        id=entry.node,
        criterion=entry.criterion,
        title=entry.title,
        reason=reason(entry, visit.force, framework),
        action=action(entry, framework),
        checks=entry.checks,
        measures=entry.measures,
        cells=entry.cells,
        cases=_cases(entry, framework),
        weight=float(entry.weight),
        gap=float(entry.gap),
        priority=float(entry.priority),
    )


def _cases(item: Entry | DrawnCase, framework: Framework) -> tuple[CaseResult, ...]:
    found = item.cases if isinstance(item, Entry) else item.look_for
    measures = measures_by_id(framework) if found else {}
    return tuple(
        CaseResult(
            number=case.case.number,
            row=case.case.row,
            measure=case.measure,
            standing=case.seen.standing.value,
            shows=seen_text(case, measures[case.measure]),
            cells=case.cells,
        )
        for case in found
    )


def _sample(sample: CaseSample, framework: Framework) -> SampleResult:
    return SampleResult(
        seed=sample.seed,
        listed=sample.listed,
        selection=sample.selection.value,
        how=LOT,
        standing=PLANNING,
        strata=tuple(
            StratumResult(stratum=item.stratum.value, cases=item.cases, drawn=item.drawn)
            for item in sample.strata
        ),
        cases=tuple(
            DrawnResult(
                number=item.case.number,
                row=item.case.row,
                stratum=item.stratum.value,
                look_for=_cases(item, framework),
            )
            for item in sample.cases
        ),
        measures=tuple(
            PlanResult(
                measure=plan.measure,
                drawn=plan.drawn,
                cases=plan.cases,
                low=None if plan.interval is None else float(plan.interval.low),
                high=None if plan.interval is None else float(plan.interval.high),
                low_rank=None if plan.ranks is None else plan.ranks[0],
                high_rank=None if plan.ranks is None else plan.ranks[1],
                low_days=None if plan.days is None else whole_days(plan.days.low),
                high_days=None if plan.days is None else whole_days(plan.days.high),
            )
            for plan in sample.measures
        ),
    )
