"""Numbers are rounded once, half up, and unknown is never 0."""

from datetime import date
from fractions import Fraction as F

import pytest

from slavery_benchmark.document.numbers import (
    count_text,
    date_text,
    percent_text,
    period_text,
    plain_number,
    score_text,
    signed_text,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [(F(725, 12), "60.4"), (F(6045, 100), "60.5"), (F(205, 100), "2.1"), (F(0), "0.0"),
     (F(100), "100.0"), (F(9996, 100), "100.0"), (F(1, 20) - F(1, 10**32), "0.0"), (None, "–")],
)  # fmt: skip
def test_scores(value: F | None, text: str) -> None:
    assert score_text(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(F(25, 2), "+12.5"), (F(-225, 100), "-2.3"), (F(0), "0.0"), (F(-1, 100), "0.0"), (None, "–")],
)
def test_differences(value: F | None, text: str) -> None:
    assert signed_text(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(F(1), "100%"), (F(9999, 10000), "over 99%"), (F(0), "0%"), (F(1, 1000), "under 1%"),
     (F(4, 5), "80%"), (F(1, 3), "33%"), (None, "–")],
)  # fmt: skip
def test_percentages_say_all_and_nothing_only_when_it_is_so(value: F | None, text: str) -> None:
    assert percent_text(value) == text


def test_dates_periods_and_counts() -> None:
    assert date_text(date(2026, 11, 3)) == "3 November 2026"
    assert period_text(date(2025, 4, 1), None) == "1 April 2025 to unknown"
    assert period_text(None, None) == "period not known"
    assert count_text(1, "warning") == "1 warning"
    assert count_text(2000, "warning") == "2,000 warnings"
    assert plain_number(F(5, 2)) == "2.5"
    assert plain_number(F(100, 3)) == "33.3333"
    assert plain_number(F(100)) == "100"
