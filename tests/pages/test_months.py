"""What the explanation of a measure says of its months, and of positions that are only just so."""

from slavery_benchmark.core.cases.table import CaseValue, Selection
from slavery_benchmark.pages.explain.page import explain_page
from slavery_benchmark.pages.score.page import score_page
from tests.cases import case_files
from tests.core.cases.test_xmr import MONTH_STARTS
from tests.pages.made import all_said
from tests.pages.test_own_cases import explained, scored, shared

YES, NO = "Yes", "No"


def year(good: list[int], selection: Selection = Selection.ALL) -> str:
    """Return the explanation of a measure with ten cases a month, so many of them shared."""
    reported: list[CaseValue] = [day for s in MONTH_STARTS for day in [s.toordinal()] * 10]
    nca: list[CaseValue] = [w for x in good for w in [*[YES] * x, *[NO] * (10 - x)]]
    files = case_files({"reported": reported, "nca": nca}, selection=selection)
    return explained(scored(files, "COO-01m1"), "COO-01m1")


def test_a_month_beyond_the_limits_stands_out() -> None:
    # 8 and 7 in turns, 1 in July: mean 84 of 120; steps of 10 but for two of 70, which are more
    # than 3.267 times their mean (230/11) and left out: 70 +- 26.6
    said = year([8, 7, 8, 1, 8, 7, 8, 7, 8, 7, 8, 7])
    months = "Month by month: mean 70.0%, limits 43.4 to 96.6%; outside the limits: July 2025."
    assert months in said
    assert "July 2025 | 10 | 1 of 10 cases (10.0%) | outside the limits" in said
    assert "A case counts in the month in which it was received" in said


def test_months_that_swing_by_chance_do_not() -> None:
    said = year([8, 9, 8, 7, 9, 8, 9, 8, 7, 8, 9, 8])
    assert "; no month stands out." in said


def test_months_that_drift_are_named_from_first_to_last() -> None:
    said = year([9, 9, 8, 9, 8, 4, 3, 4, 3, 4, 3, 4])
    assert "outside the limits: April 2025, May 2025, July 2025 and 3 more;" in said
    assert "seven in a row on one side of the mean: September 2025 to March 2026;" in said


def test_too_few_months_have_no_limits() -> None:
    files = case_files({"reported": [MONTH_STARTS[0].toordinal()] * 12, "nca": [YES] * 12})
    said = explained(scored(files, "COO-01m1"), "COO-01m1")
    assert "1 of 12 months have a figure; it takes 10 to tell noise from more." in said


def test_chosen_cases_have_no_months() -> None:
    assert "Month by month" not in year([8] * 12, Selection.OTHER)


def test_a_position_that_one_case_would_change_is_only_just() -> None:
    # Checks at 3 and 3, and 22 of 25 cases: level 3 from 85 % on; with 21 it is 84 %
    report = scored(shared(22, 3), "COO-01m1")
    why = "one case more or less, or one answer by one level, would change the position"
    assert f"Only just: {why}." in all_said(explain_page(report, report.forces[0], "AAA-01"))
    scores = all_said(score_page(report, {}))
    assert "at target°" in scores
    assert "° only just, by one case or answer" in scores
    assert f"Only just: {why}." in scores
    sure = scored(shared(0, 400), "COO-01m1")
    assert "Only just" not in all_said(explain_page(sure, sure.forces[0], "COO-01m1"))
