"""What the page of changes says of chance, of slow slides and of runs."""

from collections.abc import Sequence

from slavery_benchmark.core.change.history import Cycle
from slavery_benchmark.core.change.progress import build_progress
from slavery_benchmark.pages.progress.page import progress_page
from tests.builders import AS_OF
from tests.core.change.test_chance import with_cases
from tests.core.change.test_drift import trend
from tests.pages.made import shown


def text(cycles: Sequence[Cycle], *, detail: bool = False) -> str:
    """Return the page of these submissions, in one line."""
    report = build_progress(cycles, (), tool_version="0", as_of=AS_OF, unusable=())
    return " ".join(shown(progress_page(report), detail=detail).split())


def test_a_fall_within_chance_is_said_to_be_one() -> None:
    said = text([with_cases(2, 22, 2023), with_cases(2, 21, 2024)], detail=True)
    assert "no criterion has regressed since the period to 31 March 2024." in said
    assert "= persists, within chance 55.0 50.0 -5.0" in said
    assert "Chance: of measures that moved by no more than that." in said
    assert "Of the levels -5.0 is within chance: A-01m1." in said
    assert "A-01m1 within chance" in said


def test_what_is_held_with_a_lower_score_by_chance_is_said_to_be_so() -> None:
    said = text([with_cases(3, 22, 2023), with_cases(3, 21, 2024)])
    assert "At target both times, with a lower score now: A-01 Title of A-01 (75.0 to 70.0" in said
    assert "70.0, within chance)" in said


def test_a_slow_slide_is_named_before_the_rest() -> None:
    said = text(trend("4444", "4424", "4422"))
    assert (
        "Slow slide, which no single step shows: the whole (-16.7 since 31 March 2021); "
        "A Theme A (-16.7 since 31 March 2021); A-01 Title of A-01 (-16.7 since 31 March 2021)."
    ) in said
    assert "Lower at each of the last submissions: the whole (2 steps, -16.7); A-01" in said
    assert "Slow slide" not in text(trend("4444", "3444", "3424"))


def test_a_rise_at_each_submission_stands_with_the_trend() -> None:
    rising = trend("2222", "2223", "2233")
    assert "Higher at each of the last submissions" not in text(rising)
    said = text(rising, detail=True)
    assert "Higher at each of the last submissions: the whole (2 steps, +8.3); A-01" in said
