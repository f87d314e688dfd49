"""The visit lists as JSON, in the shape of the model."""

from collections.abc import Sequence

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.visit.adverse_cases import CaseToRead
from slavery_benchmark.core.visit.all_forces import ForceVisit, VisitLists
from slavery_benchmark.core.visit.case_sample import CaseSample
from slavery_benchmark.core.visit.priority import Parts
from slavery_benchmark.pages.parts import (
    framework_result,
    problem_results,
    submission_fields,
)
from slavery_benchmark.pages.score.records import PeriodResult
from slavery_benchmark.pages.visit.asking import ask_for, question_lines
from slavery_benchmark.pages.visit.records import (
    SCHEMA_VERSION,
    CaseResult,
    DrawnResult,
    EntryResult,
    FirstResult,
    ForceVisitResult,
    GroundResult,
    LabelName,
    NamedResult,
    PlaceResult,
    PlanResult,
    QuestionResult,
    SampleResult,
    StratumResult,
    VisitResult,
)
from slavery_benchmark.pages.visit.samples import LOT, PLANNING, Samples, whole_days
from slavery_benchmark.pages.visit.words import STANDING
from slavery_benchmark.pages.words.cases import seen_text
from slavery_benchmark.pages.words.heads import edited_sentence
from slavery_benchmark.pages.words.measures import measures_by_id
from slavery_benchmark.pages.words.reasons import action, ground_text


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
    places = {at: place for place, at in enumerate(lists.ranking, start=1) if at in lists.counted}
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
                visit,
                sample,
                report.framework,
                places.get(at),
                [ranks.get((at, n)) for n in range(len(visit.entries[:limit]))],
            )
            for at, (visit, sample) in enumerate(zip(lists.forces, drawn, strict=True))
        ),
        counted=len(lists.counted),
        visit_first=_named(lists, lists.visit_first(), told=True),
        ask_first=_named(lists, lists.ask_first(), told=False),
        first=tuple(
            _first(rank, lists.forces[at], n) for rank, (at, n) in enumerate(order[:limit], start=1)
        ),
        places=tuple(
            PlaceResult(
                id=place.criterion,
                title=place.title,
                forces={
                    label.value: tuple(lists.forces[at].force.submission.force for at in found)
                    for label, found in place.forces.items()
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
    place: int | None,
    ranks: Sequence[int | None],
) -> ForceVisitResult:
    """Return one force's list, with as many entries as there are ranks."""
    points = visit.points
    return ForceVisitResult(
        **submission_fields(visit.force.submission),
        judgement_alone=visit.force.judgement_alone,
        place=place,
        points=float(points.total),
        falls_short=float(points.known),
        not_told=float(points.not_told),
        parts=_parts(points.parts),
        ask_for=ask_for(visit),
        earlier=None
        if visit.earlier is None
        else PeriodResult(
            start=visit.earlier.submission.period_start, end=visit.earlier.submission.period_end
        ),
        regressed=tuple(visit.earlier.falls) if visit.earlier else (),
        entries_in_all=len(visit.entries),
        entries=tuple(_entry(at, visit, framework, rank) for at, rank in enumerate(ranks)),
        questions=tuple(
            QuestionResult(
                topic=item.topic.value,
                question=said,
                count=item.count,
                of=item.of,
                checks=item.checks,
                measures=item.measures,
                others=item.others,
            )
            for item, said in zip(
                visit.questions,
                question_lines(visit.questions, visit.force, framework),
                strict=True,
            )
        ),
        sample=None if sample is None else _sample(sample, framework),
    )


def _parts(parts: Parts) -> dict[LabelName, float]:
    return {label.value: float(points) for label, points in parts.items()}


def _named(lists: VisitLists, place: int | None, *, told: bool) -> NamedResult | None:
    if place is None:
        return None
    visit = lists.forces[place]
    submission, points = visit.force.submission, visit.points
    return NamedResult(
        force=submission.force,
        code=submission.code,
        points=float(points.known if told else points.not_told),
    )


def _first(rank: int, visit: ForceVisit, place: int) -> FirstResult:
    submission, entry = visit.force.submission, visit.entries[place]
    return FirstResult(
        rank=rank,
        force=submission.force,
        code=submission.code,
        number=place + 1,
        id=entry.criterion,
        label=entry.label.value,
        points=float(entry.points.total),
    )


def _entry(place: int, visit: ForceVisit, framework: Framework, rank: int | None) -> EntryResult:
    entry = visit.entries[place]
    points = entry.points
    return EntryResult(
        number=place + 1,
        rank=rank,
        id=entry.criterion,
        title=entry.title,
        label=entry.label.value,
        points=float(points.total),
        parts=_parts(points.parts),
        weight=float(points.weight),
        worst=float(points.worst),
        grounds=tuple(
            GroundResult(
                why=ground.why.value,
                reason=ground_text(ground, visit.force, framework),
                action=action(ground, framework),
                checks=ground.checks,
                measures=ground.measures,
                cells=ground.cells,
                cases=_cases(ground.cases, framework),
            )
            for ground in entry.grounds
        ),
    )


def _cases(found: Sequence[CaseToRead], framework: Framework) -> tuple[CaseResult, ...]:
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
                look_for=_cases(item.look_for, framework),
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
