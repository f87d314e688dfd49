"""Robustness as data, from the values of the core."""

from collections.abc import Sequence

from slavery_benchmark.core.comparing.robustness import Robustness, RobustRank
from slavery_benchmark.core.comparing.swaps import Swap
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.pages.robustness.records import (
    RobustnessResult,
    RobustRankResult,
    SpacingRank,
    SwapResult,
    ThemeRank,
)
from slavery_benchmark.pages.shaped import shaped

_NO_SWAP = {"before": None, "after": None, "change": None}


def build_robustness(found: Robustness, forces: Sequence[ForceScore]) -> RobustnessResult:
    """Return robustness as data. `forces`: those of the comparison, which it names by place."""
    return shaped(
        RobustnessResult,
        found,
        ranks=tuple(_rank(item, found, forces) for item in found.ranks),
        swaps=tuple(_swap(item, forces) for item in found.swaps),
        asked=None if found.asked is None else _swap(found.asked, forces),
    )


def _rank(item: RobustRank, found: Robustness, forces: Sequence[ForceScore]) -> RobustRankResult:
    return shaped(
        RobustRankResult,
        forces[item.force].submission,
        item,
        themes=tuple(
            ThemeRank(without=theme, rank=rank)
            for theme, rank in zip(found.themes, item.without, strict=True)
        ),
        spacings=tuple(
            SpacingRank(points=points, rank=rank)
            for points, rank in zip(found.spacings, item.spaced, strict=True)
        ),
    )


def _swap(item: Swap, forces: Sequence[ForceScore]) -> SwapResult:
    return shaped(
        SwapResult,
        item,
        higher=forces[item.higher].submission.force,
        lower=forces[item.lower].submission.force,
        **({} if item.weight is not None else _NO_SWAP),
    )
