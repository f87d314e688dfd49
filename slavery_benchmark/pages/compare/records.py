"""The shape of a comparison as data: what JSON holds beside the scores of the forces.

Numbers are unrounded; a missing one is null, never 0. Differences and gaps are in points.
"""

from typing import Annotated

import msgspec
from msgspec import Meta

from slavery_benchmark.pages.robustness.records import RobustnessResult
from slavery_benchmark.pages.shaped import Of

Count = Annotated[int, Meta(ge=0)]
Place = Annotated[int, Meta(ge=1)]
Share = Annotated[float, Meta(ge=0, le=1)]


class RankResult(msgspec.Struct, frozen=True, kw_only=True):
    """A place in the order, from 1; `best` to `worst` where it cannot be told from neighbours.

    Null for a force without a position on what is ordered by.
    """

    force: str
    code: str
    place: Place | None
    best: Place | None
    worst: Place | None


class PairResult(msgspec.Struct, frozen=True, kw_only=True):
    """Two forces that are not told apart, why, and what one answer moving by a level can make."""

    first: str
    second: str
    why: str
    gap: float
    answer: float


class ShareInterval(msgspec.Struct, frozen=True, kw_only=True):
    """A 95% interval of a share of forces, 0 to 1."""

    low: Share
    high: Share


class CountResult(msgspec.Struct, frozen=True, kw_only=True):
    """How many forces stand where on a criterion.

    The counts are among those `answering`; with the rest of `population` known, a count could be
    as much higher as forces are missing. Shares with an interval only for a sample.
    """

    criterion: str
    title: str
    answering: Count
    population: Count
    at_target: Count
    at_target_at_most: Annotated[Count, Of(lambda count: count.at_target + count.missing)]
    at_or_below: Annotated[Count, Of("low")]
    at_or_below_at_most: Annotated[Count, Of(lambda count: count.low + count.missing)]
    not_certain: Count
    at_target_interval: ShareInterval | None
    at_or_below_interval: ShareInterval | None


class DifferenceResult(msgspec.Struct, frozen=True, kw_only=True):
    """A force's score on a node less what it is compared with; null if either is unknown."""

    force: str
    code: str
    id: str
    difference: float | None


class StandsOutResult(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion on which a force stands out from the mean of the others, by an answer or more."""

    force: str
    code: str
    id: str
    gap: float
    differs_from_own_cases: tuple[str, ...]


class ComparisonResult(msgspec.Struct, frozen=True, kw_only=True):
    """What setting forces side by side adds to their scores.

    `sorted_by` is name, or the id of a node; `against` names what differences are from.
    `robustness`: of the order by overall score, where it was asked for.
    """

    sorted_by: str
    against: Annotated[str, Of("against.name")]
    ranks: tuple[RankResult, ...]
    pairs: tuple[PairResult, ...]
    counts: tuple[CountResult, ...]
    differences: tuple[DifferenceResult, ...]
    stands_out: tuple[StandsOutResult, ...]
    robustness: RobustnessResult | None = None
