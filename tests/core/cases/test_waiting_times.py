"""How long cases waited, worked by hand, and against other programs.

By hand: cases that ended on days 2, 5, 5 and 9, and others still open on days 3, 7 and 12.

    day 2   7 waiting, 1 ends    6/7          0.857
    day 5   5 waiting, 2 end     6/7 x 3/5    0.514
    day 9   2 waiting, 1 ends    ... x 1/2    0.257    below one half: the median is 9

If the open ones had ended when last seen: 2 3 5 5 7 9 12, median 5. Of 7 cases P(Bin = 0) = 1/128
is below 2.5%, P(Bin <= 1) = 8/128 is not, so l = 1: from the first, 2, to the seventh, still open.

One case more, ended on day 0: 8 waiting, so every share is 7/8 of the above: day 5 has 0.45, median
5. One more that never ends: 7/8, x 4/6 = 0.583, x 2/3 = 0.389: median 9.
"""

import math
from collections import Counter
from fractions import Fraction as F
from statistics import median

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.duration.survfunc import SurvfuncRight

from slavery_benchmark.core.cases.waiting_times import (
    MedianExtremes,
    MedianInterval,
    WaitingTimes,
    lower_rank,
)

Records = list[tuple[int, bool]]

DAYS = st.integers(0, 40)
RECORDS = st.lists(st.tuples(DAYS, st.booleans()), min_size=1, max_size=60)
"""(days, ended) of each case."""


def waiting(records: Records) -> WaitingTimes:
    """Return the summary of (days, ended) records."""
    return WaitingTimes(
        observed=Counter(days for days, ended in records if ended),
        censored=Counter(days for days, ended in records if not ended),
    )


def or_never(days: F | int | None) -> float:
    """Return the days as a number, endless if there is none."""
    return math.inf if days is None else float(days)


BY_HAND = WaitingTimes(observed={2: 1, 5: 2, 9: 1}, censored={3: 1, 7: 1, 12: 1})


def test_the_example_worked_by_hand() -> None:
    assert BY_HAND.cases == 7
    assert BY_HAND.median == 9
    assert BY_HAND.at_least == 5
    assert BY_HAND.interval == MedianInterval(low=2, high=None)
    assert BY_HAND.extremes(1) == MedianExtremes(at_once=F(5), never=F(9))


def test_with_enough_closed_cases_the_interval_has_two_ends() -> None:
    """Of 20 cases l = 6: P(Bin <= 5) = 2.07%, P(Bin <= 6) = 5.77%. So the 6th and the 15th.

    Sixteen ended on days 1 to 16, and four were open on day 3. If these had ended then, the 6th is
    3 (1, 2, 3, 3, 3, 3); if they never end, the 15th is 15.
    """
    times = WaitingTimes(observed=dict.fromkeys(range(1, 17), 1), censored={3: 4})
    assert times.interval == MedianInterval(low=3, high=15)


def test_a_flat_part_at_one_half_gives_its_midpoint() -> None:
    """9 waiting, 3 end: 2/3. Two last seen. 4 waiting, 1 ends on day 5: 1/2, until day 9."""
    times = WaitingTimes(observed={1: 3, 5: 1, 9: 1}, censored={2: 2, 6: 1, 10: 1})
    assert times.median == 7
    assert WaitingTimes(observed={2: 1, 5: 1}, censored={}).median == F(7, 2)


def test_a_median_that_is_not_reached_is_none_and_at_least_something() -> None:
    """1 of 5 ended. With the others as last seen: 4, 6, 10, 10, 30."""
    times = WaitingTimes(observed={4: 1}, censored={6: 1, 10: 2, 30: 1})
    assert times.median is None
    assert times.at_least == 10


def test_one_half_to_the_end_of_the_record_settles_no_median() -> None:
    """One case took 4 days, the other at least 10: the median of the two is 7 or more."""
    times = WaitingTimes(observed={4: 1}, censored={10: 1})
    assert times.median is None
    assert times.at_least == 7


def test_a_case_last_seen_on_the_day_of_an_end_still_waits_on_it() -> None:
    """Of 3 waiting on day 5 one ends: 2/3; were the open one gone before, it would be 1/2."""
    times = WaitingTimes(observed={5: 1, 8: 1}, censored={5: 1})
    assert times.median == 8


def test_without_cases_there_is_nothing() -> None:
    times = WaitingTimes(observed={}, censored={})
    assert (times.cases, times.median, times.at_least, times.interval) == (0, None, None, None)


def test_under_six_cases_there_is_no_interval() -> None:
    assert WaitingTimes(observed={3: 5}, censored={}).interval is None
    assert WaitingTimes(observed={3: 5, 4: 1}, censored={}).interval == MedianInterval(
        low=3, high=4
    )


@pytest.mark.parametrize(
    ("observed", "censored"), [({-1: 2}, {}), ({}, {-1: 2}), ({1: -2}, {}), ({}, {1: -2})]
)
def test_numbers_below_zero_are_refused(observed: dict[int, int], censored: dict[int, int]) -> None:
    with pytest.raises(ValueError, match="neither can be below 0"):
        WaitingTimes(observed=observed, censored=censored)


def test_fewer_than_no_unknown_cases_are_refused() -> None:
    with pytest.raises(ValueError, match="-1 unknown cases"):
        BY_HAND.extremes(-1)


def test_no_case_of_some_days_and_no_unknown_case_change_nothing() -> None:
    plain = WaitingTimes(observed={0: 2, 9: 3}, censored={4: 1})
    padded = WaitingTimes(observed={0: 2, 5: 0, 9: 3}, censored={4: 1, 7: 0})
    assert (padded.median, padded.at_least) == (plain.median, plain.at_least)
    assert (padded.interval, padded.cases) == (plain.interval, 6)
    found = plain.extremes(0)
    assert found.at_once == found.never == plain.median


def test_many_unknown_cases_leave_the_median_open() -> None:
    assert BY_HAND.extremes(20) == MedianExtremes(at_once=F(0), never=None)


@given(st.lists(DAYS, min_size=1, max_size=80))
def test_without_censored_cases_it_is_the_ordinary_median(days: list[int]) -> None:
    times = WaitingTimes(observed=Counter(days), censored={})
    assert times.median == times.at_least == F(median(days)) == F(float(np.median(days)))


@given(RECORDS)
def test_medians_agree_with_statsmodels_where_the_curve_is_not_flat_at_one_half(
    records: Records,
) -> None:
    assume(any(ended for _, ended in records))
    curve = SurvfuncRight(*np.array(records, dtype=float).T)
    assume(not (abs(curve.surv_prob - 0.5) < 1e-9).any())
    below = curve.surv_times[curve.surv_prob < 0.5]
    assert or_never(waiting(records).median) == (below[0] if len(below) else math.inf)


@given(st.lists(DAYS, min_size=1), st.data())
def test_flat_at_one_half_the_median_is_the_middle_of_the_flat_part(
    days: list[int], data: st.DataObject
) -> None:
    later = [(41 + data.draw(DAYS), data.draw(st.booleans())) for _ in range(len(days) - 1)] + [
        (41 + data.draw(DAYS), True)
    ]
    ends = min(day for day, ended in later if ended)
    got = waiting([(day, True) for day in days] + later).median
    assert got == F(max(days) + ends, 2)


@pytest.mark.parametrize("first", [1, 1_990, 99_990, 499_980])
def test_ranks_agree_with_the_binomial_distribution(first: int) -> None:
    cases = np.arange(first, first + 21)
    # the smallest k with P(Bin <= k) >= 2.5% is the largest l with P(Bin < l) < 2.5%
    expected = stats.binom.ppf(0.025, cases, 0.5)
    assert [lower_rank(int(n)) or 0 for n in cases] == expected.tolist()


def test_half_a_million_cases_are_summed_up_exactly() -> None:
    """250,000 of 500,000 ended within 999 days: flat at one half from day 999 to day 1500."""
    observed = dict.fromkeys(range(1000), 250) | {1500: 250_000}
    times = WaitingTimes(observed=observed, censored={})
    assert times.median == F(2499, 2)
    # the 249,307th and the 250,694th
    assert times.interval == MedianInterval(low=997, high=1500)


@given(RECORDS)
def test_the_interval_holds_the_median(records: Records) -> None:
    times = waiting(records)
    assert times.at_least is not None
    assert times.at_least <= or_never(times.median)
    interval = times.interval
    assume(interval is not None)
    assert interval is not None
    assert interval.low <= times.at_least
    assert or_never(times.median) <= or_never(interval.high)


@given(RECORDS, st.data())
def test_more_censoring_never_narrows_the_interval(records: Records, data: st.DataObject) -> None:
    seen_less = [
        (data.draw(st.integers(0, days)), False) if ended and data.draw(st.booleans()) else case
        for case in records
        for days, ended in [case]
    ]
    full, less = waiting(records).interval, waiting(seen_less).interval
    assume(full is not None)
    assert full is not None
    assert less is not None
    assert less.low <= full.low
    assert or_never(less.high) >= or_never(full.high)


@given(st.lists(DAYS, min_size=6, max_size=40), st.data())
def test_the_interval_holds_that_of_the_true_times(days: list[int], data: st.DataObject) -> None:
    records = []
    for true in days:
        seen_for = data.draw(DAYS)
        records.append((min(true, seen_for), true <= seen_for))
    truth = WaitingTimes(observed=Counter(days), censored={}).interval
    got = waiting(records).interval
    assert truth is not None
    assert got is not None
    assert got.low <= truth.low
    assert or_never(got.high) >= or_never(truth.high)


@given(RECORDS, st.integers(0, 30))
def test_the_extremes_hold_the_median(records: Records, unknown: int) -> None:
    times = waiting(records)
    extremes = times.extremes(unknown)
    assert or_never(extremes.at_once) <= or_never(times.median) <= or_never(extremes.never)
    if unknown == 0:
        assert extremes.at_once == extremes.never == times.median


@given(RECORDS, RECORDS)
def test_no_fate_of_the_unknown_cases_gives_more_than_never_ending(
    records: Records, fates: Records
) -> None:
    extremes = waiting(records).extremes(len(fates))
    assert or_never(waiting(records + fates).median) <= or_never(extremes.never)


@given(st.lists(DAYS, min_size=1), st.lists(DAYS))
def test_without_censored_cases_the_extremes_hold_every_fate(
    days: list[int], fates: list[int]
) -> None:
    extremes = WaitingTimes(observed=Counter(days), censored={}).extremes(len(fates))
    got = WaitingTimes(observed=Counter(days + fates), censored={}).median
    assert or_never(extremes.at_once) <= or_never(got) <= or_never(extremes.never)


def test_the_interval_covers_the_median_of_censored_times() -> None:
    """Waiting times of median 20, cases taken up over 60 days and looked at on the last."""
    random = np.random.default_rng(2)
    runs = 1000
    covered = 0
    for _ in range(runs):
        true = random.geometric(1 - 0.5 ** (1 / 20), 50)  # P(T <= 20) is one half
        seen_for = random.integers(0, 61, 50)
        records = [(int(min(t, c)), bool(t <= c)) for t, c in zip(true, seen_for, strict=True)]
        interval = waiting(records).interval
        assert interval is not None
        covered += interval.low <= 20 <= or_never(interval.high)
    assert covered / runs >= 0.95
