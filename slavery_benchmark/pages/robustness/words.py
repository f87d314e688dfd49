"""The sentences on robustness, the same in every format."""

from collections.abc import Iterator

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.document.columns import exactly
from slavery_benchmark.document.numbers import count_text, percent_text, plain_number, rounded
from slavery_benchmark.pages.robustness.records import (
    RobustnessResult,
    RobustRankResult,
    SwapResult,
)

WHAT = (
    "Weights are judgement. Each was drawn anew so many times, evenly from within the factor to "
    "either side of what it is; 90% of the ranks that came of it lie in the range."
)


def lead_sentence(found: RobustnessResult) -> str:
    """Return what the draws say of the order, most of all of who is first."""
    first = max(found.ranks, key=lambda item: (item.first, -item.rank))
    loose = [item for item in found.ranks if item.low != item.high]
    if loose:
        wide = max(loose, key=lambda item: item.high - item.low)
        ranks = (
            f"{len(found.ranks) - len(loose)} of {count_text(len(found.ranks), 'rank')} stay as "
            f"they are in nine draws of ten, and the widest range is {span_text(wide)} "
            f"({wide.force})"
        )
    else:
        ranks = "every rank stays as it is in nine draws of ten"
    return (
        f"With all weights drawn {found.draws:,} times, up to {_percent(found.factor)} more or "
        f"less, {first.force} is first in {percent_text(exactly(first.first))}; {ranks}. A rank "
        f"moves by {rounded(exactly(found.mean_change), 2)} on average."
    )


def span_text(item: RobustRankResult) -> str:
    """Return the range of a rank: 2 to 5, or 1."""
    return f"{item.low}" if item.low == item.high else f"{item.low} to {item.high}"


def swap_sentence(item: SwapResult, framework: Framework) -> str:
    """Return what change of one weight swaps two forces."""
    if item.weight is None or item.before is None or item.after is None or item.change is None:
        return f"No change of one weight puts {item.lower} above {item.higher}."
    return (
        f"{item.lower} comes above {item.higher} if the weight of {_named(item.weight, framework)} "
        f"goes beyond {plain_number(exactly(item.after), 2)} from "
        f"{plain_number(exactly(item.before), 2)} ({change_text(item)}), all others as they are."
    )


def change_text(item: SwapResult) -> str:
    """Return by how much of itself a weight changes: +12%; a dash where none does it."""
    if item.change is None:
        return "–"
    share = exactly(item.change)
    return f"{'+' if share >= 0 else '-'}{percent_text(abs(share))}"


def notes(found: RobustnessResult) -> Iterator[str]:
    """Yield what was drawn, so that it can be done again, and what stands in the columns."""
    yield WHAT
    yield (
        f"Draws: {found.draws:,}; seed: {found.seed}; factor: "
        f"{plain_number(exactly(found.factor))}. First: in how many of the draws nobody is above "
        "it. Moves: mean absolute change of rank. "
        "Next below: the weight whose smallest change brings the next of the order level."
    )


def _percent(factor: float) -> str:
    return percent_text(exactly(factor))


def _named(weight: str, framework: Framework) -> str:
    titles = {theme.id: theme.title for theme in framework.themes}
    titles |= {criterion.id: criterion.title for _, criterion in framework.criteria()}
    return f"{weight} {titles[weight]}" if weight in titles else weight
