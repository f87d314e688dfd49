"""XmR charts: mean, limits and signals, and the monthly figures that they are made of."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slavery_benchmark.core.cases.monthly import Months, months_of
from slavery_benchmark.core.cases.table import BLANK, NOT_YET, CaseValue
from slavery_benchmark.core.cases.xmr import Limits, Signal, limits_of, signals_of
from tests.builders import END, START, shipped_criteria
from tests.cases import case_files, day, measure

# NHSRplotthedots 0.2.2, vignette "Deviations from Excel defaults"
VIGNETTE = [F(n) for n in (1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1)]


def rounded(limits: Limits) -> tuple[float, float, float]:
    """Return mean and limits as the vignette prints them."""
    mean, low, high = (round(float(end), 2) for end in (limits.mean, limits.low, limits.high))
    return mean, low, high


def test_mean_and_limits_are_those_of_the_published_vignette() -> None:
    assert rounded(limits_of(VIGNETTE)) == (1.94, -0.72, 4.6)
    assert rounded(limits_of(VIGNETTE, screened=False)) == (1.94, -3.06, 6.95)


def test_only_the_outlier_of_the_vignette_is_outside() -> None:
    found = signals_of(VIGNETTE, limits_of(VIGNETTE))
    assert [place for place, signals in enumerate(found) if signals] == [4]
    assert found[4] == (Signal.OUTSIDE,)


def test_limits_by_hand() -> None:
    # 10, 12, 9: moving ranges 2 and 3, mean 2.5; mean 31/3; 2.66 x 2.5 = 6.65
    limits = limits_of([F(10), F(12), F(9)])
    assert limits.mean == F(31, 3)
    assert (limits.low, limits.high) == (F(31, 3) - F("6.65"), F(31, 3) + F("6.65"))
    assert limits.near_high - limits.mean == F("6.65") * 2 / 3


def test_a_step_of_just_the_screen_is_left_out() -> None:
    # nine steps of 6733 and one of 29403: their mean is 9000, and 3.267 x 9000 is 29403
    values = [F(6733 * (place % 2)) for place in range(10)]
    limits = limits_of([*values, values[-1] + 29403])
    assert limits.high - limits.mean == F("2.66") * 6733


def signals(values: Sequence[float], signal: Signal, spread: float = 3) -> list[int]:
    """Return the places with a signal about a mean of 0 and limits `spread` away."""
    ends = (F(0), F(-spread), F(spread), F(-spread * 2) / 3, F(spread * 2) / 3)
    mean, low, high, near_low, near_high = ends
    limits = Limits(mean=mean, low=low, high=high, near_low=near_low, near_high=near_high)
    found = signals_of([F(value) for value in values], limits)
    return [place for place, own in enumerate(found) if signal in own]


@pytest.mark.parametrize(
    ("values", "signal", "places"),
    [
        ([3, 3.5, -3, -3.5], Signal.OUTSIDE, [1, 3]),  # on a limit is inside
        ([1] * 7 + [-1], Signal.SHIFT, list(range(7))),
        ([-1] + [1, 2] * 4, Signal.SHIFT, list(range(1, 9))),
        ([1] * 6 + [-1], Signal.SHIFT, []),
        ([1] * 3 + [0] + [1] * 3, Signal.SHIFT, []),  # on the mean is on neither side
        ([-3, -2, -1, 0, 1, 2, 3], Signal.TREND, list(range(7))),
        ([3, 2, 1, 0.5, 0.25, 0, -1, -1], Signal.TREND, list(range(7))),
        ([-3, -2, -1, 0, 1, 2], Signal.TREND, []),
        ([-3, -2, -1, 0, 0, 1, 2, 3], Signal.TREND, []),  # equal is not higher
        ([2.5, 1, 2.5, 0], Signal.NEAR_LIMIT, [0, 2]),
        ([-2.5, -2.5, -1], Signal.NEAR_LIMIT, [0, 1]),
        ([2.5, -1, 2.5], Signal.NEAR_LIMIT, []),  # not all three on one side
        ([2.5, 1, 1, 2.5], Signal.NEAR_LIMIT, []),
        ([2, 2, 2], Signal.NEAR_LIMIT, []),  # on the inner line is not beyond it
        ([2.5, 3.5, 1], Signal.NEAR_LIMIT, []),  # beyond the limit is the graver signal
    ],
)
def test_the_rules_at_their_edges(
    values: Sequence[float], signal: Signal, places: list[int]
) -> None:
    assert signals(values, signal) == places


@pytest.mark.parametrize("values", [[], [F(1)]])
def test_fewer_than_two_values_have_no_limits(values: Sequence[F]) -> None:
    with pytest.raises(ValueError, match="values have no moving range"):
        limits_of(values)


@given(st.lists(st.fractions(-100, 100, max_denominator=20), min_size=2, max_size=30))
def test_screening_never_widens_and_turning_over_mirrors(values: list[F]) -> None:
    limits, plain = limits_of(values), limits_of(values, screened=False)
    assert plain.low <= limits.low <= limits.mean <= limits.high <= plain.high
    turned = [-value for value in values]
    mirrored = limits_of(turned)
    assert (mirrored.low, mirrored.high) == (-limits.high, -limits.low)
    assert signals_of(turned, mirrored) == signals_of(values, limits)


MONTH_STARTS = [date(2025, month, 1) for month in range(4, 13)]
MONTH_STARTS += [date(2026, month, 1) for month in (1, 2, 3)]


def by_month(columns: dict[str, list[CaseValue]], measure_id: str) -> Months:
    """Return the shipped measure month by month over the year of the tests."""
    sheet = shipped_criteria().framework.cases
    assert sheet is not None
    return months_of(measure(measure_id), case_files(columns), sheet, (START, END))


def test_cases_count_in_the_month_in_which_they_were_received() -> None:
    # Two cases a month, both shared; in August one of two, in October none was received.
    reported: list[CaseValue] = []
    shared: list[CaseValue] = []
    for start in MONTH_STARTS:
        if start.month != 10:
            reported += [start.toordinal(), start.toordinal() + 27]
            shared += ["Yes", "No" if start.month == 8 else "Yes"]
    found = by_month({"reported": reported, "nca": shared}, "COO-01m1")
    assert [month.start for month in found.months] == MONTH_STARTS
    assert [month.found.value for month in found.months] == [
        *[100] * 4, 50, 100, None, *[100] * 5,
    ]  # fmt: skip
    # mean (10 x 100 + 50) / 11; moving ranges 0 but for two of 50 around August, mean 10. Without
    # these two nothing would be left to tell by, so they stay: 2.66 x 10
    assert found.limits is not None
    assert found.limits.mean == F(1050, 11)
    assert found.limits.low == F(1050, 11) - F("26.6")
    assert [Signal.OUTSIDE in month.signals for month in found.months] == [
        month.start.month == 8 for month in found.months
    ]
    assert found.months[6].signals == ()


def test_a_median_is_of_the_waits_of_the_cases_received_in_the_month() -> None:
    # From January on every start takes three weeks in place of two days.
    reported: list[CaseValue] = []
    started: list[CaseValue] = []
    for place, start in enumerate(MONTH_STARTS):
        days = [1, 2, 4] if place < 9 else [20, 21, 30]
        reported += [start.toordinal()] * 3
        started += [start.toordinal() + wait for wait in days]
    started[-1] = NOT_YET
    found = by_month({"reported": reported, "started": started}, "INV-01m1")
    assert [month.found.value for month in found.months] == [2] * 9 + [21] * 3
    assert found.limits is not None
    # 2 is below the mean of 6.75 nine times running
    assert all(Signal.SHIFT in month.signals for month in found.months[:9])


def test_nine_months_with_a_figure_have_no_limits() -> None:
    reported: list[CaseValue] = [start.toordinal() for start in MONTH_STARTS]
    nca: list[CaseValue] = [*["Yes"] * 9, *[BLANK] * 3]
    few = by_month({"reported": reported, "nca": nca}, "COO-01m1")
    assert few.limits is None
    assert [month.found.unknown for month in few.months] == [0] * 9 + [1] * 3
    nca[9] = "Yes"
    assert by_month({"reported": reported, "nca": nca}, "COO-01m1").limits is not None


def test_a_case_received_outside_the_period_is_in_no_month() -> None:
    reported: list[CaseValue] = [day("2025-03-31"), day("2025-04-01"), BLANK]
    found = by_month({"reported": reported, "nca": ["Yes"] * 3}, "COO-01m1")
    assert sum(month.found.n for month in found.months) == 1


def test_a_period_that_starts_within_a_month_has_that_month() -> None:
    sheet = shipped_criteria().framework.cases
    assert sheet is not None
    files = case_files({"reported": [day("2025-04-15")], "nca": ["Yes"]})
    found = months_of(measure("COO-01m1"), files, sheet, (date(2025, 4, 10), date(2025, 6, 1)))
    assert [month.start.month for month in found.months] == [4, 5, 6]
    assert found.months[0].found.n == 1
