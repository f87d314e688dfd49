"""A comparison as data, from the values of the core."""

from collections.abc import Iterator

from slavery_benchmark.core.comparing.comparison import Comparison, CriterionCount
from slavery_benchmark.core.intervals import wilson
from slavery_benchmark.pages.compare.marks import differing_in
from slavery_benchmark.pages.compare.records import (
    ComparisonResult,
    CountResult,
    DifferenceResult,
    PairResult,
    RankResult,
    ShareInterval,
    StandsOutResult,
)


def build_comparison(comparison: Comparison, *, sample: bool) -> ComparisonResult:
    """Return the comparison as data; only the forces of a `sample` get intervals."""
    names = [force.submission.force for force in comparison.forces]
    return ComparisonResult(
        sorted_by=comparison.sorted_by,
        against=comparison.against.name,
        ranks=tuple(_ranks(comparison)),
        pairs=tuple(
            PairResult(
                first=names[pair.first],
                second=names[pair.second],
                why=pair.why.value,
                gap=float(pair.gap),
                answer=float(pair.answer),
            )
            for pair in comparison.pairs
        ),
        counts=tuple(count_result(count, sample=sample) for count in comparison.counts),
        differences=tuple(_differences(comparison)),
        stands_out=tuple(_stands_out(comparison)),
    )


def count_result(count: CriterionCount, *, sample: bool) -> CountResult:
    """Return how many forces are where on a criterion, with what the rest could make of it."""
    rest = count.population - count.answering
    known = sample and count.answering > 0
    return CountResult(
        criterion=count.criterion,
        title=count.title,
        answering=count.answering,
        population=count.population,
        at_target=count.at_target,
        at_target_at_most=count.at_target + rest,
        at_or_below=count.low,
        at_or_below_at_most=count.low + rest,
        not_certain=count.not_certain,
        at_target_interval=_interval(count.at_target, count.answering) if known else None,
        at_or_below_interval=_interval(count.low, count.answering) if known else None,
    )


def _interval(number: int, of: int) -> ShareInterval:
    low, high = wilson(number, of)
    return ShareInterval(low=low, high=high)


def _ranks(comparison: Comparison) -> Iterator[RankResult]:
    for place, force in enumerate(comparison.forces):
        rank = comparison.ranks.get(place)
        yield RankResult(
            force=force.submission.force,
            code=force.submission.code,
            place=rank.place if rank else None,
            best=rank.best if rank else None,
            worst=rank.worst if rank else None,
        )


def _differences(comparison: Comparison) -> Iterator[DifferenceResult]:
    for place, force in enumerate(comparison.forces):
        for column in comparison.columns:
            found = comparison.difference(place, column)
            yield DifferenceResult(
                force=force.submission.force,
                code=force.submission.code,
                id=column,
                difference=None if found is None else float(found),
            )


def _stands_out(comparison: Comparison) -> Iterator[StandsOutResult]:
    for contrast in comparison.contrasts:
        force = comparison.forces[contrast.force]
        for node, gap in (*contrast.strengths, *contrast.weaknesses):
            yield StandsOutResult(
                force=force.submission.force,
                code=force.submission.code,
                id=node,
                gap=float(gap),
                differs_from_own_cases=differing_in(force, node),
            )
