"""A comparison as data, from the values of the core."""

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
from slavery_benchmark.pages.shaped import shaped

_UNRANKED = {"place": None, "best": None, "worst": None}


def build_comparison(comparison: Comparison, *, sample: bool) -> ComparisonResult:
    """Return the comparison as data; only the forces of a `sample` get intervals."""
    sent = [force.submission for force in comparison.forces]
    every = list(enumerate(sent))
    ranked = [(item, comparison.ranks.get(place)) for place, item in every]
    return shaped(
        ComparisonResult,
        comparison,
        ranks=tuple(
            shaped(RankResult, item, rank) if rank else shaped(RankResult, item, **_UNRANKED)
            for item, rank in ranked
        ),
        pairs=tuple(
            shaped(PairResult, pair, first=sent[pair.first].force, second=sent[pair.second].force)
            for pair in comparison.pairs
        ),
        counts=tuple(count_result(count, sample=sample) for count in comparison.counts),
        differences=tuple(
            shaped(
                DifferenceResult,
                item,
                id=column,
                difference=None if found is None else float(found),
            )
            for place, item in every
            for column in comparison.columns
            for found in (comparison.difference(place, column),)
        ),
        stands_out=tuple(
            shaped(
                StandsOutResult,
                sent[contrast.force],
                id=node,
                gap=float(gap),
                differs_from_own_cases=differing_in(comparison.forces[contrast.force], node),
            )
            for contrast in comparison.contrasts
            for node, gap in (*contrast.strengths, *contrast.weaknesses)
        ),
    )


def count_result(count: CriterionCount, *, sample: bool) -> CountResult:
    """Return how many forces are where on a criterion, with what the rest could make of it."""

    def interval(number: int) -> ShareInterval | None:
        if not sample or not count.answering:
            return None
        low, high = wilson(number, count.answering)
        return ShareInterval(low=low, high=high)

    return shaped(
        CountResult,
        count,
        at_target_interval=interval(count.at_target),
        at_or_below_interval=interval(count.low),
    )
