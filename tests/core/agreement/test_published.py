"""Figures of agreement against published ones, and against statsmodels."""

import numpy as np
import pytest
from statsmodels.stats.inter_rater import cohens_kappa

from slavery_benchmark.core.agreement.coefficients import cohen_kappa
from slavery_benchmark.core.agreement.figures import (
    Differences,
    Figure,
    Name,
    differences_of,
    figures_of,
)
from slavery_benchmark.core.agreement.ratings import Ratings
from tests.core.agreement.published import (
    ABSTRACTORS,
    COHEN,
    FOOD_SAFETY,
    FOUR_RATERS,
    KRIPPENDORFF,
    SIX_RATERS,
)


def figure(ratings: Ratings, name: Name, how: str = "unweighted") -> Figure:
    return next(item for item in figures_of(ratings) if (item.name, item.how) == (name, how))


@pytest.mark.parametrize(
    ("ratings", "name", "how", "value"),
    [
        (COHEN, Name.COHEN, "unweighted", 0.492),
        (ABSTRACTORS, Name.AGREEMENT, "the same level", 0.89),
        (ABSTRACTORS, Name.COHEN, "unweighted", 0.7964094),
        (ABSTRACTORS, Name.AC1, "unweighted", 0.8493305),
        (ABSTRACTORS, Name.ALPHA, "nominal", 0.7972585),
        (SIX_RATERS, Name.AGREEMENT, "the same level", 0.5511111),
        (SIX_RATERS, Name.AC1, "unweighted", 0.4448007),
        (SIX_RATERS, Name.FLEISS, "unweighted", 0.4139265),
        (SIX_RATERS, Name.ALPHA, "nominal", 0.4204384),
        (FOUR_RATERS, Name.AGREEMENT, "the same level", 0.8181818),
        (FOUR_RATERS, Name.AC1, "unweighted", 0.77544),
        (FOUR_RATERS, Name.FLEISS, "unweighted", 0.76117),
        (FOUR_RATERS, Name.ALPHA, "nominal", 0.74342),
        (KRIPPENDORFF, Name.ALPHA, "nominal", 0.6914),
        (KRIPPENDORFF, Name.ALPHA, "ordinal", 0.8067),
        (KRIPPENDORFF, Name.ALPHA, "interval", 0.8108),
        (FOOD_SAFETY, Name.COHEN, "unweighted", 0.365371),
        (FOOD_SAFETY, Name.COHEN, "linear", 0.551023),
        (FOOD_SAFETY, Name.COHEN, "quadratic", 0.707924),
        (FOOD_SAFETY, Name.ALPHA, "ordinal", 0.694881),
    ],
)
def test_a_figure_is_the_published_one(
    ratings: Ratings, name: Name, how: str, value: float
) -> None:
    places = len(f"{value}") - 2
    assert figure(ratings, name, how).value == pytest.approx(value, abs=0.51 * 10**-places)


def test_cohens_own_weights_give_his_weighted_kappa() -> None:
    apart = np.array([[0, 1, 3], [1, 0, 6], [3, 6, 0]])
    assert cohen_kappa(COHEN.places(), 1 - apart / 6) == pytest.approx(0.348, abs=0.0005)


def test_the_countries_are_the_same_in_37_of_73_and_as_often_higher_as_lower() -> None:
    found = differences_of(FOOD_SAFETY)
    assert found == Differences(by=((-2, 7), (-1, 11), (0, 37), (1, 13), (2, 4), (3, 1)))
    assert (found.pairs, found.same, found.higher, found.lower, found.far) == (73, 37, 18, 18, 12)
    assert found.mean == pytest.approx((-14 - 11 + 13 + 8 + 3) / 73)
    assert found.mean_apart == pytest.approx((14 + 11 + 13 + 8 + 3) / 73)


@pytest.mark.parametrize(
    ("ratings", "name", "error", "freedom"),
    [
        # irrCAC works out its errors by linearisation, ours are left out one by one
        (ABSTRACTORS, Name.COHEN, 0.05891072, 1.9842),
        (ABSTRACTORS, Name.AC1, 0.04321747, 1.9842),
        (SIX_RATERS, Name.AC1, 0.08418757, 2.1448),
        (SIX_RATERS, Name.FLEISS, 0.08119291, 2.1448),
    ],
)
def test_an_interval_is_near_the_published_one(
    ratings: Ratings, name: Name, error: float, freedom: float
) -> None:
    found = figure(ratings, name)
    assert found.low is not None
    assert found.high is not None
    assert (found.high - found.low) / 2 == pytest.approx(error * freedom, rel=0.05)


@pytest.mark.parametrize(("how", "kind"), [("linear", "linear"), ("quadratic", "quadratic")])
def test_weighted_kappa_is_that_of_statsmodels(how: str, kind: str) -> None:
    table = np.zeros((6, 6))
    np.add.at(table, tuple(FOOD_SAFETY.places().T), 1)
    theirs = cohens_kappa(table, wt=kind)
    ours = figure(FOOD_SAFETY, Name.COHEN, how)
    assert ours.value == pytest.approx(theirs.kappa)
    assert ours.low == pytest.approx(theirs.kappa_low, abs=0.02)
    assert ours.high == pytest.approx(theirs.kappa_upp, abs=0.02)
