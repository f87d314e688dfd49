"""Every figure of agreement of a set of levels, with its interval and the counts behind it."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING

import msgspec

from slavery_benchmark.core.agreement.coefficients import (
    Coefficient,
    Distance,
    Metric,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac,
    krippendorff_alpha,
    percent_agreement,
    worth_of,
)
from slavery_benchmark.core.agreement.interval import jackknife
from slavery_benchmark.core.agreement.ratings import Ratings
from slavery_benchmark.core.intervals import wilson

if TYPE_CHECKING:
    from slavery_benchmark.core.agreement.coefficients import Array


class Name(StrEnum):
    """What a figure is called."""

    AGREEMENT = "agreement"
    COHEN = "Cohen's kappa"
    FLEISS = "Fleiss' kappa"
    AC1 = "Gwet's AC1"
    AC2 = "Gwet's AC2"
    ALPHA = "Krippendorff's alpha"


_KAPPA = (Name.COHEN, Name.FLEISS)


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One figure. how: what it makes of levels that are some steps apart.

    value: up to 1, which is full agreement; 0 is what chance would make (but for percent
    agreement); None where it is not defined. low, high: 95 % interval, None where there is none.
    """

    name: Name
    how: str
    value: float | None
    low: float | None = None
    high: float | None = None


def figures_of(ratings: Ratings) -> tuple[Figure, ...]:
    """Return all figures of the levels. Two fixed raters have Cohen's kappa, others Fleiss'."""
    return tuple(_each(ratings, _wanted(ratings)))


def main_figure(ratings: Ratings) -> Figure:
    """Return the one figure that is given where there is room for one: kappa by squared steps."""
    wanted = [item for item in _wanted(ratings) if item[0] in _KAPPA]
    return next(_each(ratings, (item for item in wanted if item[1] == Distance.QUADRATIC)))


def _each(ratings: Ratings, wanted: Iterable["_Wanted"]) -> Iterator[Figure]:
    places = ratings.places()
    groups = ratings.groups or tuple(map(str, range(len(ratings.units))))
    for name, how, coefficient in wanted:
        if not len(places):
            yield Figure(name=name, how=how, value=None)
        else:
            yield _figure(name, how, coefficient, places, groups, ratings)


def _figure(
    name: Name,
    how: str,
    coefficient: Coefficient,
    places: "Array",
    groups: tuple[str, ...],
    ratings: Ratings,
) -> Figure:
    value = coefficient(places)
    alone = len(set(groups)) == len(groups)
    if value is None:
        ends = None
    elif name is Name.AGREEMENT and alone and ratings.raters == 2:
        # of independent pairs it is a share of n, for which full agreement has an interval too
        ends = wilson(round(value * ratings.compared), ratings.compared)
    else:
        least = 0.0 if name is Name.AGREEMENT else -1.0
        ends = jackknife(coefficient, places, groups, least)
    low, high = ends or (None, None)
    return Figure(name=name, how=how, value=value, low=low, high=high)


_Wanted = tuple[Name, str, Coefficient]


def _wanted(ratings: Ratings) -> Iterator[_Wanted]:
    levels = len(ratings.scale)
    worth = {distance: worth_of(levels, distance) for distance in Distance}
    cohen = ratings.fixed and ratings.raters == 2
    kappa: Callable[..., float | None] = cohen_kappa if cohen else fleiss_kappa
    same = worth[Distance.UNWEIGHTED]
    yield Name.AGREEMENT, "the same level", partial(percent_agreement, worth=same)
    for distance in Distance:
        named = Name.COHEN if cohen else Name.FLEISS
        yield named, distance.value, partial(kappa, worth=worth[distance])
    for distance in Distance:
        named = Name.AC1 if distance is Distance.UNWEIGHTED else Name.AC2
        yield named, distance.value, partial(gwet_ac, worth=worth[distance])
    for metric in Metric:
        alpha = partial(krippendorff_alpha, levels=levels, metric=metric)
        yield Name.ALPHA, metric.value, alpha


class Differences(msgspec.Struct, frozen=True, kw_only=True):
    """How pairs of levels differ: the second against the first, in levels.

    by: (levels apart, how many pairs), lowest first; below 0 the second is lower.
    """

    by: tuple[tuple[int, int], ...] = ()

    @property
    def pairs(self) -> int:
        """How many pairs there are."""
        return sum(count for _, count in self.by)

    @property
    def same(self) -> int:
        """How many pairs are of one level."""
        return sum(count for apart, count in self.by if apart == 0)

    @property
    def higher(self) -> int:
        """How many second levels are higher than the first."""
        return sum(count for apart, count in self.by if apart > 0)

    @property
    def lower(self) -> int:
        """How many second levels are lower than the first."""
        return sum(count for apart, count in self.by if apart < 0)

    @property
    def far(self) -> int:
        """How many pairs are two levels apart or more."""
        return sum(count for apart, count in self.by if abs(apart) >= 2)

    @property
    def mean(self) -> float | None:
        """The mean of second less first, in levels; None of no pairs."""
        return self._per_pair(sum(apart * count for apart, count in self.by))

    @property
    def mean_apart(self) -> float | None:
        """The mean distance in levels, whichever is higher; None of no pairs."""
        return self._per_pair(sum(abs(apart) * count for apart, count in self.by))

    def _per_pair(self, total: int) -> float | None:
        return total / self.pairs if self.pairs else None


def differences_of(ratings: Ratings) -> Differences:
    """Return how the levels of each unit differ, pair by pair in the order of the raters."""
    found: dict[int, int] = {}
    for unit in ratings.units:
        for first, second in combinations([level for level in unit if level is not None], 2):
            found[second - first] = found.get(second - first, 0) + 1
    return Differences(by=tuple(sorted(found.items())))
