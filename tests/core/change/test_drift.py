"""What only three submissions and more show: slow slides, and runs in one direction."""

from fractions import Fraction as F

from slavery_benchmark.core.change.drift import Drift, Run, Slide, drift_of
from slavery_benchmark.core.change.history import Cycle
from slavery_benchmark.core.change.progress import build_progress
from slavery_benchmark.core.scoring.scores import OVERALL
from slavery_benchmark.core.scoring.submission import Response
from tests.builders import AS_OF, blank, criterion, framework
from tests.core.change.cycles import cycle
from tests.core.change.test_chance import MADE, with_cases

# One criterion: a weighs 3, b, c and d 1 each. One level of a is 25 x 3/6 = 12.5 points, of another
# 25/6: nothing under 12.5 is told apart from one answer.
PAPER = framework({"A": (1, [criterion("A-01", [("a", 3), ("b", 1), ("c", 1), ("d", 1)])])})


def trend(*years: str) -> list[Cycle]:
    """Return submissions with these levels of a, b, c and d; - is a blank."""
    return [cycle(PAPER, _answers(levels), 2020 + place) for place, levels in enumerate(years)]


def _answers(levels: str) -> dict[str, int | Response]:
    return {
        f"A-01{letter}": blank(f"A-01{letter}") if level == "-" else int(level)
        for letter, level in zip("abcd", levels, strict=True)
    }


def drift(*years: str) -> Drift:
    """Return what is said of these years."""
    return drift_of([item.score for item in trend(*years)], PAPER)


def slide(found: Drift, node: str) -> Slide | None:
    """Return the slide of a node."""
    return next((item for item in found.slides if item.node == node), None)


def run(found: Drift, node: str) -> Run | None:
    """Return the run of a node."""
    return next((item for item in found.runs if item.node == node), None)


def test_two_falls_that_are_small_and_together_are_not() -> None:
    # 4444 is 100; b from 4 to 2 is 50/6 = 8.3 less, and c as well a year later: 16.7 in all
    found = slide(drift("4444", "4424", "4422"), "A-01")
    assert found is not None
    assert (found.start, found.fall, found.step) == (0, F(50, 3), F(25, 3))
    assert found.threshold == F(25, 2)
    assert slide(drift("4444", "4424", "4422"), OVERALL) == Slide(
        node=OVERALL,
        title="Overall",
        start=0,
        fall=F(50, 3),
        step=F(25, 3),
        threshold=F(25, 2),
    )


def test_a_fall_in_one_step_is_no_slide() -> None:
    # a from 4 to 3 is 12.5 by itself, whatever comes after: the step says it
    assert slide(drift("4444", "3444", "3424"), "A-01") is None
    # and one that adds up to less than an answer is none either: 25/6 x 2 = 8.3
    assert slide(drift("4444", "4434", "4433"), "A-01") is None
    # the sum has to reach the threshold, and may do so exactly: three times 25/6 is 12.5
    exactly = slide(drift("4444", "4434", "4433", "4333"), "A-01")
    assert exactly is not None
    assert exactly.fall == exactly.threshold


def test_a_rise_in_between_does_not_hide_a_slide() -> None:
    found = slide(drift("4444", "4424", "4434", "4424", "4422"), "A-01")
    assert found is not None
    assert (found.start, found.fall, found.step) == (0, F(50, 3), F(25, 3))


def test_it_is_taken_from_where_it_fell_furthest() -> None:
    found = slide(drift("4433", "4444", "4424", "4422"), "A-01")
    assert found is not None
    assert (found.start, found.fall) == (1, F(50, 3))


def test_two_submissions_slide_and_run_nowhere() -> None:
    assert drift("4444", "1111") == Drift()
    assert drift("4444") == Drift()


def test_a_step_of_which_too_little_is_known_is_passed_over() -> None:
    # a alone is half of the criterion: without it nothing is said of the step, nor of the run
    found = drift("4444", "-424", "4422")
    assert slide(found, "A-01") is not None
    assert run(found, "A-01") is None


def test_a_run_is_two_steps_one_way_or_more() -> None:
    found = run(drift("2222", "2223", "2233", "2333"), "A-01")
    assert found == Run(node="A-01", title="Title of A-01", steps=3, change=F(25, 2))
    fallen = run(drift("2222", "3222", "2222", "1222"), "A-01")
    assert fallen is not None
    assert (fallen.steps, fallen.change) == (2, F(-25))
    assert run(drift("2222", "2223", "2222"), "A-01") is None
    assert run(drift("2222", "2223", "2223"), "A-01") is None
    # up to the latest: what ran before it stood still is no run
    assert run(drift("2222", "2223", "2233", "2233"), "A-01") is None


def test_a_measure_that_falls_by_no_more_than_chance_each_year_slides() -> None:
    # 44, 38 and 31 of 50 cases: 88, 76 and 62 %, levels 3, 2 and 1. Neither step is beyond chance
    # (Newcombe: -0.03 to 0.27, and -0.04 to 0.31), the whole is (0.09 to 0.42).
    cycles = [
        with_cases(2, x, 2020 + place, 50, f"{place}.xlsx") for place, x in enumerate((44, 38, 31))
    ]
    found = drift_of([item.score for item in cycles], MADE)
    measure = slide(found, "A-01m1")
    assert measure is not None
    assert (measure.fall, measure.step, measure.threshold) == (F(50), F(0), F(25))
    whole = slide(found, "A-01")
    assert whole is not None
    assert (whole.fall, whole.step, whole.threshold) == (F(10), F(0), F(10))
    assert not found.runs
    # equal in fact, it does not slide: 44, 43 and 42
    cycles = [with_cases(2, x, 2020 + place, 50) for place, x in enumerate((44, 43, 42))]
    assert drift_of([item.score for item in cycles], MADE) == Drift()


def test_the_report_of_changes_has_them() -> None:
    report = build_progress(
        trend("4444", "4424", "4422"), (), tool_version="0", as_of=AS_OF, unusable=()
    )
    assert [item.node for item in report.forces[0].drift.slides] == [OVERALL, "A", "A-01"]
