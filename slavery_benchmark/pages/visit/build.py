"""The visit lists as JSON, in the shape of the model."""

from collections.abc import Iterator, Sequence

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.repeats import Repeat
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.visit.adverse_cases import CaseToRead
from slavery_benchmark.core.visit.all_forces import ForceVisit, VisitLists
from slavery_benchmark.core.visit.case_sample import CaseSample
from slavery_benchmark.pages.heads import standing_text
from slavery_benchmark.pages.shaped import shaped
from slavery_benchmark.pages.visit.asking import ask_for, question_lines
from slavery_benchmark.pages.visit.records import (
    SCHEMA_VERSION,
    CaseResult,
    DrawnResult,
    EntryResult,
    FirstResult,
    ForceVisitResult,
    GroundResult,
    NamedResult,
    PlaceResult,
    QuestionResult,
    RepeatResult,
    SaidResult,
    SampleResult,
    VisitResult,
    parts_of,
)
from slavery_benchmark.pages.visit.samples import LOT, PLANNING, Samples
from slavery_benchmark.pages.visit.words import standing_words
from slavery_benchmark.pages.words.cases import seen_text
from slavery_benchmark.pages.words.measures import measures_by_id
from slavery_benchmark.pages.words.reasons import action, ground_text
from slavery_benchmark.pages.words.repeats import repeat_question


def build_visit(
    report: Report,
    lists: VisitLists,
    samples: Samples,
    limit: int | None,
    copied: Sequence[Repeat] | None = None,
) -> VisitResult:
    """Return the lists as data, of each force and of all forces the first `limit` entries."""
    drawn = samples or [None] * len(lists.forces)
    order = lists.order()
    ranks = {key: rank for rank, key in enumerate(order, start=1)}
    places = {at: place for place, at in enumerate(lists.ranking, start=1) if at in lists.counted}
    return shaped(
        VisitResult,
        report,
        schema_version=SCHEMA_VERSION,
        standing=standing_text(report, standing_words(report.forces)),
        options={"limit": limit, "assurance": report.at_least.value},
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
                    label: tuple(lists.forces[at].force.submission.force for at in found)
                    for label, found in place.forces.items()
                },
            )
            for place in lists.places
        ),
        repeats=None if copied is None else tuple(_repeats(copied, single=len(drawn) == 1)),
    )


def _repeats(found: Sequence[Repeat], *, single: bool) -> Iterator[RepeatResult]:
    for item in found:
        first, second = shaped(SaidResult, item.first), shaped(SaidResult, item.second)
        question = repeat_question(item, single=single)
        yield shaped(RepeatResult, item, first=first, second=second, question=question)


def _force(
    visit: ForceVisit,
    sample: CaseSample | None,
    framework: Framework,
    place: int | None,
    ranks: Sequence[int | None],
) -> ForceVisitResult:
    """Return one force's list, with as many entries as there are ranks."""
    said = question_lines(visit.questions, visit.force, framework)
    return shaped(
        ForceVisitResult,
        visit.force.submission,
        visit,
        place=place,
        parts=parts_of(visit),
        ask_for=ask_for(visit),
        regressed=tuple(visit.earlier.falls) if visit.earlier else (),
        entries_in_all=len(visit.entries),
        entries=tuple(_entry(at, visit, framework, rank) for at, rank in enumerate(ranks)),
        questions=tuple(
            shaped(QuestionResult, item, question=line)
            for item, line in zip(visit.questions, said, strict=True)
        ),
        sample=None if sample is None else _sample(sample, framework),
    )


def _named(lists: VisitLists, place: int | None, *, told: bool) -> NamedResult | None:
    if place is None:
        return None
    visit = lists.forces[place]
    submission, points = visit.force.submission, visit.points
    return shaped(NamedResult, submission, points=float(points.known if told else points.not_told))


def _first(rank: int, visit: ForceVisit, place: int) -> FirstResult:
    entry = visit.entries[place]
    return shaped(
        FirstResult,
        visit.force.submission,
        entry,
        rank=rank,
        number=place + 1,
        id=entry.criterion,
        points=float(entry.points.total),
    )


def _entry(place: int, visit: ForceVisit, framework: Framework, rank: int | None) -> EntryResult:
    entry = visit.entries[place]
    return shaped(
        EntryResult,
        entry,
        number=place + 1,
        rank=rank,
        grounds=tuple(
            shaped(
                GroundResult,
                ground,
                reason=ground_text(ground, visit.force, framework),
                action=action(ground, framework),
                cases=_cases(ground.cases, framework),
            )
            for ground in entry.grounds
        ),
    )


def _cases(found: Sequence[CaseToRead], framework: Framework) -> tuple[CaseResult, ...]:
    measures = measures_by_id(framework) if found else {}
    return tuple(
        shaped(CaseResult, case, shows=seen_text(case, measures[case.measure])) for case in found
    )


def _sample(sample: CaseSample, framework: Framework) -> SampleResult:
    return shaped(
        SampleResult,
        sample,
        how=LOT,
        standing=PLANNING,
        cases=tuple(
            shaped(DrawnResult, item, look_for=_cases(item.look_for, framework))
            for item in sample.cases
        ),
    )
