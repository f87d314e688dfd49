"""What would move the score: redone with a pencil, and what keeps a band back.

AAA weighs 3, BBB 1; in AAA the criteria weigh 3 and 1, in AAA-01 the checks 2 and 1.

              share   answer                           counts  points  of the whole
AAA-01a  3/4 x 3/4 x 2/3 = 3/8   3, evidence                3      75        28.125
AAA-01b  3/4 x 3/4 x 1/3 = 3/16  4, no evidence             2      50         9.375
AAA-02a  3/4 x 1/4       = 3/16  2                          2      50         9.375
BBB-01a  1/4 x 1/2       = 1/8   1                          1      25         3.125
BBB-01b  1/4 x 1/2       = 1/8   2                          2      50         6.25
                                                              score 56.25, Partly in place

One level is worth 25 x share: 9.375, 4.6875, 4.6875, 3.125, 3.125. To gain, to the top: 9.375 (a
level), 9.375 (two), 9.375 (two), 9.375 (three), 6.25 (two); together 43.75 = 100 - 56.25.

In place starts at 75: 18.75 more. AAA-01a to 4 and AAA-01b to the 4 that it claims, by a reference
(two steps), give just that. With a limit on BBB-01 (below level 2, Partly in place), which scores
37.5, one step in it must be among them: 3.125, and 15.625 left: 9.375 and 4.6875 are too little, so
both of AAA-01b. Four steps, to 78.125.

50 is 6.25 away, and at 50 the band stays. AAA-01a alone loses 9.375. AAA-01b at 3 without evidence
counts 2 as before; the others lose 4.6875 and 3.125 twice.
"""

from fractions import Fraction as F

import msgspec
import pytest

from slavery_benchmark.core.change.fragility import FragilityState
from slavery_benchmark.core.change.lever_route import LimitNeed, RouteState
from slavery_benchmark.core.change.lever_steps import StepKind
from slavery_benchmark.core.change.levers import Levers, Part, levers_of
from slavery_benchmark.core.framework.framework import Framework, Limit
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.core.scoring.submission import Response
from tests.builders import answer, criterion, framework, submission
from tests.core.visit.visits import OPENED, case, files, one_criterion, scored

LIMIT = Limit(
    id="harm", criterion="BBB-01", below_level=2, cap="Partly in place", because="It harms."
)
ANSWERS = [
    answer("AAA-01a", 3),
    answer("AAA-01b", 4, confirmed=None),
    answer("AAA-02a", 2, confirmed=None),
    answer("BBB-01a", 1, confirmed=None),
    answer("BBB-01b", 2, confirmed=None),
]

LATE = files([case(started=OPENED + 60) for _ in range(10)])
"""No case in time: level 0 of a measure."""


def paper(*limits: Limit) -> Framework:
    themes = {
        "AAA": (
            3,
            [
                criterion("AAA-01", [("a", 2), ("b", 1)], weight=3),
                criterion("AAA-02", [("a", 1)], weight=1),
            ],
        ),
        "BBB": (1, [criterion("BBB-01", [("a", 1), ("b", 1)])]),
    }
    return framework(themes, limits)


def levers(answers: list[Response], *limits: Limit, **changes: object) -> Levers:
    made = paper(*limits)
    return levers_of(score_submission(submission(answers, **changes), made), made)


def test_points_to_gain_agree_with_the_paper() -> None:
    found = levers(ANSWERS)
    assert found.force.overall.tally.score == F("56.25")
    assert [(gain.node.id, gain.share) for gain in found.gains] == [
        ("AAA-01a", F(3, 8)), ("AAA-01b", F(3, 16)), ("AAA-02a", F(3, 16)),
        ("BBB-01a", F(1, 8)), ("BBB-01b", F(1, 8)),
    ]  # fmt: skip
    assert [gain.to_top for gain in found.gains] == [F("9.375")] * 4 + [F("6.25")]
    # level 3 is worth the target of 75
    assert found.target_level == 3
    assert [gain.to_target for gain in found.gains] == [
        0, F("4.6875"), F("4.6875"), F("6.25"), F("3.125")
    ]  # fmt: skip
    assert [gain.by_reference for gain in found.gains] == [0, F("9.375"), 0, 0, 0]
    assert (found.total(), found.by_reference()) == (F("43.75"), F("9.375"))
    assert found.gaps is None


def test_the_route_takes_the_largest_steps_and_ends_on_the_lower_end_of_the_band() -> None:
    route = levers(ANSWERS).route
    assert (route.state, route.band, route.missing) == (RouteState.FOUND, "In place", F("18.75"))
    assert [(step.check, step.kind, step.before, step.after) for step in route.steps] == [
        ("AAA-01a", StepKind.LEVEL, 3, 4),
        ("AAA-01b", StepKind.REFERENCE, 2, 3),
        ("AAA-01b", StepKind.REFERENCE, 3, 4),
    ], "of equal steps a reference comes first, and none is of more than a level"
    assert route.score == 75
    assert route.limits == ()


def test_a_limit_asks_for_steps_of_its_own_criterion() -> None:
    route = levers(ANSWERS, LIMIT).route
    assert route.limits == (
        LimitNeed(limit="harm", criterion="BBB-01", score=F("37.5"), needed=F(50), steps=1),
    )
    assert [(step.check, step.after) for step in route.steps] == [
        ("AAA-01a", 4), ("AAA-01b", 3), ("AAA-01b", 4), ("BBB-01a", 2)
    ]  # fmt: skip
    assert route.score == F("78.125")


def test_where_the_score_is_enough_the_limit_alone_stands_in_the_way() -> None:
    high = [answer("AAA-01a", 4), answer("AAA-01b", 4), answer("AAA-02a", 4),
            answer("BBB-01a", 2), answer("BBB-01b", 1)]  # fmt: skip
    found = levers(high, LIMIT)
    assert (found.force.uncapped_band, found.force.overall.band) == ("In place", "Partly in place")
    assert (found.route.band, found.route.missing) == ("In place", F(0))
    assert [step.check for step in found.route.steps] == ["BBB-01a"]
    # 84.375 has 34.375 to lose down to 50, and a level of every answer is 25
    assert found.force.overall.tally.score == F("84.375")
    assert found.fragility.state is FragilityState.HOLDS


def test_one_answer_falling_lowers_the_band() -> None:
    fragility = levers(ANSWERS, LIMIT).fragility
    (way,) = fragility.ways
    assert fragility.state is FragilityState.FOUND
    assert (way.score, way.bound, way.after) == (F("56.25"), F(50), F("46.875"))
    (fall,) = way.falls
    assert (fall.check, fall.before, fall.after) == ("AAA-01a", 3, 2)
    assert (fall.counts_before, fall.counts_after, fall.worth) == (3, 2, F("9.375"))
    assert (way.band, way.alone, way.others) == ("Emerging", ("AAA-01a",), False)


def test_a_limit_is_a_way_down_where_the_score_would_hold() -> None:
    # the answers after the route: 78.125, with BBB-01 at 50, the level of its limit
    there = [answer("AAA-01a", 4), answer("AAA-01b", 4), answer("AAA-02a", 2),
             answer("BBB-01a", 2), answer("BBB-01b", 2)]  # fmt: skip
    score, limit = levers(there, LIMIT).fragility.ways
    # 3.125 to spare: 25 x 1/8 is 3.125 and not more, so no answer of BBB-01 lowers the score's band
    assert score.alone == ("AAA-01a", "AAA-01b", "AAA-02a")
    assert (limit.limit, limit.node, limit.score, limit.bound) == ("harm", "BBB-01", F(50), F(50))
    assert (limit.alone, limit.after, limit.band) == (
        ("BBB-01a", "BBB-01b"), F("37.5"), "Partly in place"
    )  # fmt: skip


def test_other_choices_of_as_many_answers_are_told_where_the_largest_left_would_do() -> None:
    # 68.75, 18.75 to spare: 9.375 and 4.6875 twice is 18.75 and not more, so a fourth must fall.
    # Instead of the last of them (3.125) the other of 3.125 would do as well.
    even = [answer("AAA-01a", 3), answer("AAA-01b", 3), answer("AAA-02a", 3),
            answer("BBB-01a", 2), answer("BBB-01b", 2)]  # fmt: skip
    (way,) = levers(even).fragility.ways
    assert [fall.check for fall in way.falls] == ["AAA-01a", "AAA-01b", "AAA-02a", "BBB-01a"]
    assert (way.alone, way.others) == ((), True)
    # 12.5 to spare: 9.375 and 4.6875 are more. Instead of AAA-01b AAA-02a would do, the largest of
    # those left; 9.375 and 3.125 are 12.5 and not more
    third = [answer("AAA-01a", 3), answer("AAA-01b", 3), answer("AAA-02a", 3),
             answer("BBB-01a", 1), answer("BBB-01b", 1)]  # fmt: skip
    (way,) = levers(third).fragility.ways
    assert [fall.check for fall in way.falls] == ["AAA-01a", "AAA-01b"]
    assert way.others
    # the same to spare, and AAA-02a has nothing to lose
    only = [answer("AAA-01a", 4), answer("AAA-01b", 2), answer("AAA-02a", 0),
            answer("BBB-01a", 3), answer("BBB-01b", 2)]  # fmt: skip
    (way,) = levers(only).fragility.ways
    assert [fall.check for fall in way.falls] == ["AAA-01a", "AAA-01b"]
    assert not way.others


def test_a_level_without_support_has_nothing_to_lose_until_it_is_below_what_counts() -> None:
    claimed = [answer(check, 4, confirmed=None) for check in
               ("AAA-01a", "AAA-01b", "AAA-02a", "BBB-01a", "BBB-01b")]  # fmt: skip
    found = levers(claimed)
    assert found.fragility.state is FragilityState.HOLDS
    assert found.fragility.ways == ()
    assert found.by_reference() == found.total() == 50, "4 counts as 2: references alone give all"
    assert {step.kind for step in found.route.steps} == {StepKind.REFERENCE}


def test_highest_and_lowest_band_say_so() -> None:
    checks = ("AAA-01a", "AAA-01b", "AAA-02a", "BBB-01a", "BBB-01b")
    top = levers([answer(check, 4) for check in checks])
    assert (top.route.state, top.gains) == (RouteState.HIGHEST, ())
    bottom = levers([answer(check, 0) for check in checks])
    assert bottom.fragility.state is FragilityState.LOWEST
    assert len(bottom.route.steps) == 3, "25 points: 9.375 twice, and 9.375 again"


def test_without_a_start_of_the_period_no_reference_and_no_higher_level_can_count() -> None:
    route = levers(ANSWERS, period_start=None).route
    # all count 2 at most, and level 3 needs a reference: only BBB-01a can rise, from 46.875 to 50
    assert [(step.check, step.after) for step in route.steps] == [("BBB-01a", 2)]
    assert route.score == route.best == 50
    twos = [*ANSWERS[:3], answer("BBB-01a", 2), ANSWERS[4]]
    route = levers(twos, period_start=None).route
    assert (route.state, route.band, route.best) == (RouteState.OUT_OF_REACH, "In place", F(50))


def test_a_measure_is_among_the_gains_and_no_step_can_raise_it() -> None:
    made = one_criterion("within")
    force = scored(made, [answer("A-01a", 3)], LATE)
    found = levers_of(force, made)
    gain = next(item for item in found.gains if item.part is Part.MEASURE)
    assert (gain.node.id, gain.given, gain.counted) == ("A-01m1", None, 0)
    assert gain.to_top == 25
    assert found.total(Part.CHECK) == F(3, 4) * 25
    assert {step.check for step in found.route.steps} <= {"A-01a"}


def test_a_target_that_measures_hold_down_is_out_of_reach() -> None:
    made = one_criterion("within")
    found = levers_of(scored(made, [answer("A-01a", 4)], LATE), made)
    # 3/4 x 100, and a quarter at 0: In place, and Embedded from 90 cannot be had
    assert found.force.overall.band == "In place"
    assert found.route.state is RouteState.OUT_OF_REACH
    assert found.route.best == 75


@pytest.mark.parametrize("below_level", [3, 4])
def test_a_limit_that_answers_cannot_lift_is_said_to_be_out_of_reach(below_level: int) -> None:
    limit = Limit(id="late", criterion="A-01", below_level=below_level, cap="Partly in place",
                  because="It harms.")  # fmt: skip
    made = one_criterion("within")
    made = msgspec.structs.replace(made, limits=(limit,))
    found = levers_of(scored(made, [answer("A-01a", 3)], LATE), made)
    assert found.route.band == "In place"
    (need,) = found.route.limits
    assert need.steps == (1 if below_level == 3 else None)
    assert (found.route.state is RouteState.FOUND) == (below_level == 3)
