"""Rules about the measured levels of a criterion, tried where two of them say different things."""

import pytest

from slavery_benchmark.core.cases.measuring import Measured, MeasureState
from slavery_benchmark.core.cases.table import Selection
from slavery_benchmark.core.scoring.scores import Assurance, ForceScore
from slavery_benchmark.core.scoring.scoring import score_submission
from tests.builders import answer, submission
from tests.core.scoring.test_judged_and_measured import measuring_framework

ONE, OTHER = "COO-01m1", "COO-02m1"


def at(level: int | None, best: int | None = None) -> Measured:
    """Return a measure at a level that chance leaves open up to `best`; None: too few cases."""
    if level is None:
        return Measured(state=MeasureState.TOO_FEW, selection=Selection.ALL)
    return Measured(
        state=MeasureState.MEASURED,
        selection=Selection.ALL,
        level=level,
        level_low=level,
        level_high=level if best is None else best,
    )


def scored(judged: int, one: Measured, other: Measured, *, supported: bool = True) -> ForceScore:
    """Score one judged level beside two measures of its criterion."""
    first = answer("COO-01a", judged) if supported else answer("COO-01a", judged, confirmed=None)
    made = submission([first, answer("COO-01b", 0)])
    return score_submission(
        made, measuring_framework(ONE, OTHER), measured={ONE: one, OTHER: other}
    )


@pytest.mark.parametrize(
    ("judged", "one", "other", "expected"),
    [
        (3, 3, 3, Assurance.OWN_CASES),
        (3, 3, 4, Assurance.OWN_CASES),
        (3, 4, 2, Assurance.DOCUMENTED),  # one of the two is below what the force says
        (3, 2, 4, Assurance.DOCUMENTED),
        (3, 3, None, Assurance.OWN_CASES),  # too few cases neither agree nor disagree
        (3, None, 2, Assurance.DOCUMENTED),
        (0, None, None, Assurance.DOCUMENTED),
    ],
)
def test_own_cases_agree_only_if_no_measured_level_is_below_the_judged_one(
    judged: int, one: int | None, other: int | None, expected: Assurance
) -> None:
    found = scored(judged, at(one), at(other))
    assert found.check("COO-01a").assurance is expected
    bare = scored(judged, at(one), at(other), supported=False)
    assert bare.check("COO-01a").assurance is Assurance.ASSERTED


@pytest.mark.parametrize(
    ("judged", "measured", "best", "differs"),
    [
        (3, 1, 1, True),  # two levels above, and above the best that is left open
        (3, 1, 2, True),
        (3, 1, 3, False),  # the best level left open is the very one that the force gives
        (3, 1, 4, False),
        (4, 1, 3, True),
        (2, 1, 1, False),  # one level above
        (2, 0, 1, True),
        (2, 0, 2, False),
        (1, 3, 3, False),  # the force is harder on itself than its cases are
    ],
)
def test_a_level_that_interval_and_extremes_leave_open_does_not_differ(
    judged: int, measured: int, best: int, *, differs: bool
) -> None:
    found = scored(judged, at(measured, best), at(4))
    assert found.check("COO-01a").differs_from == ((ONE,) if differs else ())


def test_each_measure_is_held_against_a_level_by_itself() -> None:
    found = scored(4, at(1), at(4))
    assert found.check("COO-01a").differs_from == (ONE,)
    assert found.measure(ONE).differs_from == ("COO-01a",)
    assert found.measure(OTHER).differs_from == ()
    both = scored(4, at(1), at(2))
    assert both.check("COO-01a").differs_from == (ONE, OTHER)
    assert both.check("COO-01b").differs_from == ()


@pytest.mark.parametrize(("levels", "position"), [((4, 2), "at target"), ((4, 1), "above")])
def test_the_lowest_of_the_measured_levels_keeps_a_criterion_from_its_target(
    levels: tuple[int, int], position: str
) -> None:
    made = submission([answer("COO-01a", 4), answer("COO-01b", 4)])
    shown = {ONE: at(levels[0]), OTHER: at(levels[1])}
    found = score_submission(made, measuring_framework(ONE, OTHER), measured=shown)
    assert found.node("COO-01").position == position
