"""Intervals against published values, other programs and simulation.

By hand, for four cases of two people of whom 2, 0, 1 and 1 count: M = 8, p = 4/8, e = 1, -1, 0, 0.
v = 2/64, which would be a size of (1/4) / (1/32) = 8. With the people of each case all alike 8^2 /
(4 x 2^2) = 4 would be left, so 4 it is: Wilson's interval for 2 of 4.

For a case of six of whom nobody counts and six of one person who all do: M = 12, p = 1/2, e = -3
and six times 1/2, squares 9 + 1.5 = 10.5. (1/4) / (10.5/144) = 3.43 is below 144 / (36 + 6) = 3.43:
both are 24/7.
"""

from collections import Counter
from fractions import Fraction as F
from math import inf
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.regression.linear_model import OLS
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from slavery_benchmark.core.intervals import (
    Z_95,
    Estimate,
    difference_interval,
    share_interval,
    wilson,
)

Case = tuple[int, int, int]

CASES = st.lists(
    st.integers(1, 9).flatmap(
        lambda m: st.tuples(st.integers(0, m), st.just(m), st.integers(1, 30))
    ),
    min_size=1,
    max_size=12,
)


def of_one_size(random: Random, number: int, share: float, likeness: float) -> list[Case]:
    """Return cases of three people; each case has a share of its own, drawn around `share`.

    likeness is the correlation of two people of a case, above 0 and below 1.
    """
    scale = 1 / likeness - 1
    drawn: Counter[int] = Counter()
    for _ in range(number):
        own = random.betavariate(share * scale, (1 - share) * scale)
        drawn[sum(random.random() < own for _ in range(3))] += 1
    return [(x, 3, times) for x, times in drawn.items()]


def written_out(cases: list[Case]) -> tuple[list[int], list[int]]:
    """Return the x and the m of each single case."""
    single = [(x, m) for x, m, times in cases for _ in range(times)]
    return [x for x, _ in single], [m for _, m in single]


# R. G. Newcombe, "Two-sided confidence intervals for the single proportion: comparison of seven
# methods", Statistics in Medicine 17 (1998), table I, the score method
@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_published_worked_examples(
    count: int, total: int, low: float, high: float
) -> None:
    assert wilson(count, total) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_agrees_with_statsmodels_and_holds_the_proportion(trial: tuple[int, int]) -> None:
    count, total = trial
    low, high = wilson(count, total)
    expected = proportion_confint(count, total, method="wilson")
    assert (low, high) == pytest.approx(expected, abs=1e-12)
    assert 0 <= low <= count / total <= high <= 1


@pytest.mark.parametrize(("count", "total"), [(0, 0), (-1, 5), (6, 5)])
def test_wilson_refuses_what_is_no_proportion(count: int, total: int) -> None:
    with pytest.raises(ValueError, match=f"{count} of {total} is no proportion"):
        wilson(count, total)


def test_a_share_worked_by_hand() -> None:
    got = share_interval([(2, 2, 1), (0, 2, 1), (1, 2, 2)])
    assert (got.share, got.cases, got.people, got.effective_size) == (F(1, 2), 4, 8, 4)
    assert (got.low, got.high) == wilson(2, 4)


@given(st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_one_person_a_case_gives_wilsons_interval(trial: tuple[int, int]) -> None:
    count, total = trial
    got = share_interval([(1, 1, count), (0, 1, total - count)])
    assert got.effective_size == total
    assert (got.low, got.high) == wilson(count, total)


@pytest.mark.parametrize("size", [2, 7])
def test_people_who_are_all_alike_count_as_one_a_case(size: int) -> None:
    got = share_interval([(size, size, 12), (0, size, 18)])
    assert got.effective_size == pytest.approx(30, rel=1e-12)
    assert (got.low, got.high) == pytest.approx(wilson(12, 30), rel=1e-12)


@pytest.mark.parametrize(
    ("cases", "count"), [([(0, 3, 20), (0, 1, 5)], 0), ([(3, 3, 20), (1, 1, 5)], 25)]
)
def test_where_nobody_or_everybody_counts_the_people_of_a_case_are_taken_as_alike(
    cases: list[Case], count: int
) -> None:
    got = share_interval(cases)
    # 65^2 / (20 x 9 + 5) = 4225/185 = 22.8 of 25
    assert (got.cases, got.people, got.effective_size) == (25, 65, 4225 / 185)
    low, high = wilson(count, 25)
    assert got.low <= low
    assert got.high >= high


def test_one_case_is_one_trial_however_many_people_it_has() -> None:
    got = share_interval([(20, 40, 1)])
    assert got.effective_size == 1
    assert got.high - got.low > 0.8


def test_a_first_person_who_counts_does_not_lower_the_upper_end() -> None:
    none = share_interval([(0, 2, 50)])
    one = share_interval([(0, 2, 49), (1, 2, 1)])
    assert one.low > none.low == 0
    assert one.high > none.high


def test_a_case_that_outweighs_the_others_leaves_little_certain() -> None:
    """Of 200 people 50 count, all in one case; without that case it would be nobody of 150."""
    got = share_interval([(50, 50, 1), (0, 1, 150)])
    assert got.share == F(1, 4)
    assert got.effective_size < 10
    assert got.high > 0.6


def test_however_unlike_the_people_of_a_case_the_interval_is_that_of_people_alike() -> None:
    mixed = share_interval([(0, 3, 5), (1, 3, 15), (2, 3, 15), (3, 3, 5)])
    some = share_interval([(0, 3, 12), (1, 3, 8), (2, 3, 8), (3, 3, 12)])
    alike = share_interval([(0, 3, 20), (3, 3, 20)])
    assert mixed.share == some.share == alike.share == F(1, 2)
    for got in (mixed, some, alike):
        assert (got.effective_size, got.low, got.high) == (40, *wilson(20, 40))


def test_the_variance_is_that_of_a_mean_with_errors_clustered_by_case() -> None:
    # most count in the large cases and hardly any in the small ones, so that the variance counts
    cases = [(9, 9, 1), (8, 9, 1), (0, 1, 30), (1, 2, 5)]
    xs, ms = written_out(cases)
    people = [int(i < x) for x, m in zip(xs, ms, strict=True) for i in range(m)]
    groups = np.repeat(np.arange(len(ms)), ms)
    fit = OLS(people, np.ones(len(people))).fit(
        cov_type="cluster", cov_kwds={"groups": groups, "use_correction": False}
    )
    share, variance = float(fit.params[0]), float(fit.bse[0]) ** 2
    got = share_interval(cases)
    assert got.effective_size == pytest.approx(share * (1 - share) / variance, rel=1e-9)
    assert got.effective_size < sum(ms) ** 2 / sum(m * m for m in ms)


@pytest.mark.parametrize("share", [0.3, 0.5, 0.6])
def test_with_people_all_alike_it_agrees_with_resampling_cases(share: float) -> None:
    cases = of_one_size(Random(5), 150, share, 0.99)  # noqa: S311
    xs, ms = written_out(cases)
    resampled = stats.bootstrap(
        (xs, ms),
        lambda x, m, axis: x.sum(axis) / m.sum(axis),
        paired=True,
        vectorized=True,
        n_resamples=4000,
        method="percentile",
        rng=np.random.default_rng(7),
    ).confidence_interval
    got = share_interval(cases)
    assert (got.low, got.high) == pytest.approx((resampled.low, resampled.high), abs=0.01)


@pytest.mark.parametrize("number", [10, 50])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("likeness", [0.3, 0.99])
def test_it_covers_the_true_share_where_a_few_cases_are_large(
    number: int, share: float, likeness: float
) -> None:
    """One case in ten has sixty people: 53 of 100 were covered before in the worst of these."""
    random, runs, covered = Random(4), 600, 0  # noqa: S311
    scale = 1 / likeness - 1
    for _ in range(runs):
        cases = []
        for _ in range(number):
            people = 60 if random.random() < 0.1 else random.choice((1, 1, 1, 2, 2, 3))
            own = random.betavariate(share * scale, (1 - share) * scale)
            cases.append((sum(random.random() < own for _ in range(people)), people, 1))
        got = share_interval(cases)
        covered += got.low <= share <= got.high
    assert covered / runs >= 0.87


@pytest.mark.parametrize("number", [8, 40])
@pytest.mark.parametrize("share", [0.1, 0.4])
@pytest.mark.parametrize("likeness", [0.1, 0.5, 0.9])
def test_it_covers_the_true_share_of_clustered_people(
    number: int, share: float, likeness: float
) -> None:
    random = Random(11)  # noqa: S311
    runs = 1000
    covered = 0
    for _ in range(runs):
        got = share_interval(of_one_size(random, number, share, likeness))
        covered += got.low <= share <= got.high
    assert covered / runs >= 0.92


def of(count: int, total: int) -> Estimate:
    """Return a proportion with Wilson's interval."""
    return Estimate(count / total, *wilson(count, total))


# R. G. Newcombe, Statistics in Medicine 17 (1998), table II, method 10
@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((10, 10), (0, 10), 0.6075, 1.0000),
    ],
)
def test_newcombes_interval_gives_the_published_worked_examples(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    assert difference_interval(of(*first), of(*second)) == pytest.approx((low, high), abs=5e-5)


@given(
    *(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),) * 2,
)
def test_newcombes_interval_agrees_with_statsmodels(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    expected = confint_proportions_2indep(*first, *second, method="newcomb", compare="diff")
    assert difference_interval(of(*first), of(*second)) == pytest.approx(expected, abs=1e-9)


def test_a_value_without_an_upper_end_differs_from_nothing_above_it() -> None:
    low, high = difference_interval(Estimate(20, 12, inf), Estimate(10, 8, 14))
    assert low == pytest.approx(10 - (8**2 + 4**2) ** 0.5)
    assert high == inf


@given(CASES)
def test_the_interval_holds_the_share_and_stays_within_0_and_1(cases: list[Case]) -> None:
    got = share_interval(cases)
    assert 0 <= got.low <= got.share <= got.high <= 1
    assert 0 < got.effective_size <= got.cases <= got.people


@given(CASES)
def test_those_who_do_not_count_have_the_mirrored_interval(cases: list[Case]) -> None:
    got = share_interval(cases)
    rest = share_interval([(m - x, m, times) for x, m, times in cases])
    assert rest.share == 1 - got.share
    assert rest.effective_size == pytest.approx(got.effective_size, rel=1e-12)
    assert (rest.low, rest.high) == pytest.approx((1 - got.high, 1 - got.low), abs=1e-12)


@given(CASES)
def test_it_does_not_matter_how_cases_are_listed(cases: list[Case]) -> None:
    single = [(x, m, 1) for x, m, times in cases for _ in range(times)]
    empty = [(0, 0, 7), (1, 2, 0)]
    assert share_interval(reversed(single + empty)) == share_interval(cases)


@given(CASES)
def test_a_hundred_times_the_cases_narrow_the_interval(cases: list[Case]) -> None:
    few = share_interval(cases)
    many = share_interval([(x, m, 100 * times) for x, m, times in cases])
    assert many.share == few.share
    assert many.high - many.low < few.high - few.low


def test_more_confidence_is_a_wider_interval() -> None:
    cases = of_one_size(Random(3), 50, 0.4, 0.4)  # noqa: S311
    usual, wide = share_interval(cases), share_interval(cases, z=2 * Z_95)
    assert wide.low < usual.low < usual.share < usual.high < wide.high


@pytest.mark.parametrize(
    ("cases", "message"),
    [
        ([], "nobody to take a share of"),
        ([(0, 0, 12), (1, 2, 0)], "nobody to take a share of"),
        ([(1, 2, 5), (3, 2, 1)], "1 cases with 3 of 2 people"),
        ([(1, 2, 5), (-1, 2, 1)], "1 cases with -1 of 2 people"),
        ([(1, 2, 5), (1, 2, -1)], "-1 cases with 1 of 2 people"),
    ],
)
def test_what_is_no_share_of_people_is_refused(cases: list[Case], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        share_interval(cases)
