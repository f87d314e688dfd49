"""The shape of robustness as data: what JSON holds. Ranks are from 1; a missing one is null."""

from typing import Annotated, ClassVar

import msgspec
from msgspec import Meta

from slavery_benchmark.pages.shaped import Of

Place = Annotated[int, Meta(ge=1)]
Share = Annotated[float, Meta(ge=0, le=1)]


class ThemeRank(msgspec.Struct, frozen=True, kw_only=True):
    """The rank with a theme left out; null where nothing else has a score."""

    without: str
    rank: Place | None


class SpacingRank(msgspec.Struct, frozen=True, kw_only=True):
    """The rank with levels worth this many points instead of equal steps."""

    points: tuple[float, ...]
    rank: Place


class RobustRankResult(msgspec.Struct, frozen=True, kw_only=True):
    """How the rank of a force holds over the draws: `low` to `high` is 5 to 95 % of its ranks.

    `first`: the share of draws in which nobody is above it. `mean_change`: mean absolute change.
    """

    force: str
    code: str
    rank: Annotated[Place, Of("place")]
    low: Place
    median: Place
    high: Place
    first: Share
    mean_change: Annotated[float, Of("change")]
    themes: tuple[ThemeRank, ...]
    spacings: tuple[SpacingRank, ...]


class SwapResult(msgspec.Struct, frozen=True, kw_only=True):
    """The smallest relative change of one weight that levels two forces; any more swaps them.

    `weight` is the id of the node; null, as the rest, where no change of one weight does it.
    """

    higher: str
    lower: str
    weight: str | None
    before: float | None
    after: float | None
    change: float | None


class RobustnessResult(msgspec.Struct, frozen=True, kw_only=True):
    """How far the order by overall score holds.

    `draws` times each weight was multiplied by a factor drawn evenly from 1 - `factor` to 1 +
    `factor`, from `seed` (numpy's PCG64). `mean_change` is of all ranks. `swaps` are of each force
    and the next of the order, and `asked` of the pair that was asked for.
    """

    WITHIN: ClassVar = ("drawing",)
    draws: Place
    seed: Annotated[int, Meta(ge=0)]
    factor: Share
    mean_change: Annotated[float, Of("change")]
    ranks: tuple[RobustRankResult, ...]
    swaps: tuple[SwapResult, ...]
    asked: SwapResult | None
