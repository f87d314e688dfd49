"""Which of a force's submissions counts: the latest, or the one whose period holds a day."""

from datetime import date, timedelta

import pytest

from slavery_benchmark.core.comparing.selection import one_each
from slavery_benchmark.core.periods import Period, is_latest, latest_start
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.scoring.scoring import score_submission
from tests.builders import END, START, answer, criterion, framework, submission

ONE = framework({"A": (1, [criterion("A-01", [("a", 1)])])})
DAY = timedelta(days=1)
BEFORE: Period = (date(2024, 4, 1), START - DAY)
NOW: Period = (START, END)


def of(period: Period) -> ForceScore:
    made = submission([answer("A-01a", 2)], period_start=period[0], period_end=period[1])
    return score_submission(made, ONE)


@pytest.mark.parametrize(
    ("day", "kept"),
    [
        (None, NOW),
        (END, NOW),
        (START, NOW),
        (START - DAY, BEFORE),
        (BEFORE[0], BEFORE),
        (END + DAY, None),
        (date(2024, 3, 31), None),
    ],
)
def test_a_period_holds_its_first_and_its_last_day(day: date | None, kept: Period | None) -> None:
    forces = [of(BEFORE), of(NOW)]
    for given in (forces, forces[::-1]):
        found, said = one_each(given, day)
        periods = [(item.submission.period_start, item.submission.period_end) for item in found]
        assert periods == ([] if kept is None else [kept])
        assert len(said) == 1  # the other one, or that there is none


@pytest.mark.parametrize("period", [(None, END), (START, None), (None, None)])
def test_a_period_without_both_days_holds_no_day_and_counts_only_alone(period: Period) -> None:
    assert latest_start([period], None) == (period[0] or date.min)
    assert latest_start([period], END) is None
    assert is_latest(period, period[0] or date.min, None)
    assert not is_latest(period, period[0] or date.min, END)
    assert latest_start([period, BEFORE], None) == max(period[0] or date.min, START.replace(2024))


def test_submissions_of_one_period_are_both_kept() -> None:
    assert len(one_each([of(NOW), of(NOW), of(BEFORE)], None)[0]) == 2
