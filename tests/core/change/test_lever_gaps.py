"""Why there is no band, and the fewest checks to answer: on the paper of test_levers.py."""

from fractions import Fraction as F

import msgspec
import pytest

from slavery_benchmark.core.change.fragility import FragilityState
from slavery_benchmark.core.change.lever_gaps import Untold, Why
from slavery_benchmark.core.change.lever_route import RouteState
from slavery_benchmark.core.change.levers import levers_of
from slavery_benchmark.core.scoring.scoring import score_submission
from tests.builders import answer, blank, criterion, framework, not_applicable, submission
from tests.core.change.test_levers import LIMIT, levers


def test_too_little_answered_names_the_fewest_checks_to_answer() -> None:
    missing = [answer("AAA-01a", 3), blank("AAA-01b"), blank("AAA-02a"),
               answer("BBB-01a", 1), blank("BBB-01b")]  # fmt: skip
    found = levers(missing, LIMIT)
    assert found.route.state is RouteState.NO_BAND
    assert found.fragility.state is FragilityState.NO_BAND
    assert found.gaps is not None
    # 3/8 + 1/8 answered, 4/5 needed: 3/16 twice makes 0.875
    assert found.gaps.untold == (
        Untold(node="overall", limits=(), why=(Why.COVERAGE,), coverage=F(1, 2), excused=F(0)),
    )
    assert found.gaps.to_answer == ("AAA-01b", "AAA-02a")
    without = [*missing[:3], blank("BBB-01a"), blank("BBB-01b")]
    found = levers(without, LIMIT)
    assert found.gaps is not None
    # nothing of BBB-01 is known: one of it is needed for the limit, 1/8, and then 3/16 twice
    assert [item.node for item in found.gaps.untold] == ["overall", "BBB-01"]
    assert found.gaps.to_answer == ("AAA-01b", "AAA-02a", "BBB-01a")


def test_a_limit_that_cannot_be_tested_keeps_the_next_band_back() -> None:
    unknown = [answer("AAA-01a", 3), answer("AAA-01b", 3), answer("AAA-02a", 3),
               not_applicable("BBB-01a"), not_applicable("BBB-01b")]  # fmt: skip
    found = levers(unknown, LIMIT)
    assert found.force.overall.tally.floor == F(225, 4), "3/4 of 75"
    assert found.force.overall.band == "Partly in place"
    assert found.route.state is RouteState.UNTOLD
    assert found.route.gaps is not None
    assert [item.node for item in found.route.gaps.untold] == ["BBB-01"]
    assert found.route.gaps.to_apply == ("BBB-01a",)
    assert found.gaps is None


def test_a_band_withheld_by_a_limit_names_the_checks_said_not_to_apply() -> None:
    excused = [answer("AAA-01a", 4), answer("AAA-01b", 4), answer("AAA-02a", 4),
               not_applicable("BBB-01a"), not_applicable("BBB-01b")]  # fmt: skip
    found = levers(excused, LIMIT)
    assert (found.force.uncapped_band, found.force.overall.band) == ("In place", None)
    assert found.gaps is not None
    assert found.gaps.untold == (
        Untold(node="BBB-01", limits=("harm",), why=(Why.NOTHING,), coverage=None, excused=F(1)),
    )
    assert found.gaps.to_apply == ("BBB-01a",)


def test_of_three_checks_said_not_to_apply_one_is_enough_to_test_a_limit() -> None:
    limit = msgspec.structs.replace(LIMIT, criterion="A-02")
    first = criterion("A-01", [("a", 1)], weight=3)
    made = framework({"A": (1, [first, criterion("A-02", [(x, 1) for x in "abc"])])}, [limit])
    answers = [answer("A-01a", 4), *(not_applicable(f"A-02{letter}") for letter in "abc")]
    found = levers_of(score_submission(submission(answers), made), made)
    assert found.gaps is not None
    assert found.gaps.to_apply == ("A-02a",)


def test_a_band_withheld_by_one_limit_says_nothing_of_another_that_does_not_bear() -> None:
    other = msgspec.structs.replace(LIMIT, id="other", criterion="AAA-02", cap="In place")
    excused = [answer("AAA-01a", 4), answer("AAA-01b", 4), not_applicable("AAA-02a"),
               not_applicable("BBB-01a"), not_applicable("BBB-01b")]  # fmt: skip
    low = msgspec.structs.replace(LIMIT, cap="Emerging")
    found = levers(excused, low, other)
    assert (found.force.uncapped_band, found.force.overall.band) == ("Partly in place", None)
    assert found.gaps is not None
    assert [(item.node, item.limits) for item in found.gaps.untold] == [("BBB-01", ("harm",))]


def test_nothing_answered_has_nothing_to_gain_and_says_what_to_answer() -> None:
    checks = ("AAA-01a", "AAA-01b", "AAA-02a", "BBB-01a", "BBB-01b")
    found = levers([blank(check) for check in checks])
    assert found.gains == ()
    assert found.total() == 0
    assert found.gaps is not None
    # 3/8 + 3/16 + 3/16 = 0.75 is short of 0.8
    assert found.gaps.to_answer == ("AAA-01a", "AAA-01b", "AAA-02a", "BBB-01a")


@pytest.mark.parametrize(
    ("letters", "why", "to_answer", "to_apply"),
    [
        # 4 of 5 answered is just enough, and 6 of 11 excused are too many: one must be answered
        ("3333-xxxxxx", (Why.EXCUSED,), (), ("A-01f",)),
        # 5 of 10 excused may be, and 3 of 5 answered are too few
        ("333--xxxxx", (Why.COVERAGE,), ("A-01d",), ()),
        ("333--xxxxxx", (Why.COVERAGE, Why.EXCUSED), ("A-01d",), ("A-01f",)),
        ("3333-xxxxx", None, (), ()),
    ],
)
def test_just_enough_answered_and_just_not_too_many_excused_are_no_reason(
    letters: str, why: tuple[Why, ...] | None, to_answer: tuple[str, ...], to_apply: tuple[str, ...]
) -> None:
    names = "abcdefghijk"[: len(letters)]
    made = framework({"A": (1, [criterion("A-01", [(letter, 1) for letter in names])])})
    special = {"-": blank, "x": not_applicable}
    answers = [
        special[said](f"A-01{name}") if said in special else answer(f"A-01{name}", int(said))
        for name, said in zip(names, letters, strict=True)
    ]
    found = levers_of(score_submission(submission(answers), made), made)
    if why is None:
        assert (found.gaps, found.force.overall.band) == (None, "Emerging"), "4 of 10 at 75"
        return
    assert found.gaps is not None
    (untold,) = found.gaps.untold
    assert (untold.node, untold.why) == ("overall", why)
    assert (found.gaps.to_answer, found.gaps.to_apply) == (to_answer, to_apply)


def test_a_criterion_just_at_the_level_of_its_limit_needs_no_step() -> None:
    there = [answer("AAA-01a", 3), answer("AAA-01b", 2), answer("AAA-02a", 2),
             answer("BBB-01a", 2), answer("BBB-01b", 2)]  # fmt: skip
    found = levers(there, LIMIT)
    assert found.force.node("BBB-01").tally.score == 50
    assert found.route.limits == ()
    lower = levers([*there[:4], answer("BBB-01b", 1)], LIMIT)
    assert [need.steps for need in lower.route.limits] == [1]
