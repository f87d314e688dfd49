"""The edges of the rules: what became of a criterion with two checks."""

from fractions import Fraction as F

from slavery_benchmark.core.change.change import Disposition, change_between
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.baseline import Position
from tests.builders import blank, criterion, framework
from tests.core.change.cycles import cycle


def weighing(a: int, b: int) -> Framework:
    """Return a framework of one criterion whose checks a and b have these weights."""
    return framework({"AAA": (1, [criterion("AAA-01", [("a", a), ("b", b)])])})


def test_a_target_lost_at_an_equal_score_has_regressed() -> None:
    made = weighing(3, 1)
    then = cycle(made, {"AAA-01a": 3, "AAA-01b": 3}, 2023)  # 75
    now = cycle(made, {"AAA-01a": 4, "AAA-01b": 0}, 2024)  # (3 x 100 + 0) / 4 = 75
    change = change_between(then, now, ())
    assert change is not None
    item = change.criteria[0]
    assert (item.disposition, item.change, item.progress) == (Disposition.REGRESSED, F(0), None)
    assert not item.evidence_alone


def test_a_target_lost_at_a_higher_score_has_regressed_too() -> None:
    made = weighing(4, 1)
    then = cycle(made, {"AAA-01a": 3, "AAA-01b": 3}, 2023)  # 75
    now = cycle(made, {"AAA-01a": 4, "AAA-01b": 0}, 2024)  # (4 x 100 + 0) / 5 = 80
    change = change_between(then, now, ())
    assert change is not None
    assert (change.criteria[0].disposition, change.criteria[0].change) == (
        Disposition.REGRESSED,
        F(5),
    )


def test_points_enough_and_a_check_too_low_is_improved_and_not_remedied() -> None:
    made = weighing(3, 1)
    then = cycle(made, {"AAA-01a": 2, "AAA-01b": 0}, 2023)  # 37.5
    now = cycle(made, {"AAA-01a": 4, "AAA-01b": 1}, 2024)  # (300 + 25) / 4 = 81.25
    change = change_between(then, now, ())
    assert change is not None
    item = change.criteria[0]
    assert item.disposition is Disposition.IMPROVED
    assert item.progress == 1  # progress speaks of points alone


def test_a_position_that_is_not_certain_can_still_be_compared() -> None:
    made = weighing(4, 1)
    unknown = blank("AAA-01b")
    then = cycle(made, {"AAA-01a": 1, "AAA-01b": unknown}, 2023)  # 20 to 40, around the 25 of 2017
    now = cycle(made, {"AAA-01a": 0, "AAA-01b": unknown}, 2024)
    change = change_between(then, now, ())
    assert change is not None
    item = change.criteria[0]
    assert item.then is not None
    assert item.then.position is Position.NOT_CERTAIN
    assert item.disposition is Disposition.REGRESSED


def test_nothing_is_evidence_alone_where_an_answer_is_there_only_once() -> None:
    made = weighing(4, 1)
    then = cycle(made, {"AAA-01a": 2, "AAA-01b": blank("AAA-01b")}, 2023)  # 50
    now = cycle(made, {"AAA-01a": 2, "AAA-01b": 0}, 2024)  # 40: a new answer, not lost evidence
    change = change_between(then, now, ())
    assert change is not None
    assert change.criteria[0].change == -10
    assert not change.criteria[0].evidence_alone


def test_what_is_answered_only_once_moves_the_score_and_not_the_like_for_like() -> None:
    made = weighing(4, 1)
    then = cycle(made, {"AAA-01a": 3, "AAA-01b": blank("AAA-01b")}, 2023)  # 75, at target
    now = cycle(made, {"AAA-01a": 3, "AAA-01b": 1}, 2024)  # (4 x 75 + 25) / 5 = 65
    change = change_between(then, now, ())
    assert change is not None
    item = change.criteria[0]
    assert (item.disposition, item.change) == (Disposition.PERSISTS, F(-10))
    assert item.like_for_like == 0  # a, all that was answered both times
    assert item.by_coverage_alone
    assert item.progress is None


def test_a_low_answer_that_is_withheld_makes_nothing_remedied() -> None:
    made = weighing(4, 1)
    then = cycle(made, {"AAA-01a": 3, "AAA-01b": 1}, 2023)  # (4 x 75 + 25) / 5 = 65
    now = cycle(made, {"AAA-01a": 3, "AAA-01b": blank("AAA-01b")}, 2024)  # 75, at target
    change = change_between(then, now, ())
    assert change is not None
    item = change.criteria[0]
    assert (item.disposition, item.change) == (Disposition.NOT_RETESTED, F(10))
    assert (item.like_for_like, item.progress, item.by_coverage_alone) == (F(0), None, True)


def test_a_fall_is_not_hidden_by_what_is_withheld() -> None:
    made = weighing(4, 1)
    then = cycle(made, {"AAA-01a": 2, "AAA-01b": 0}, 2023)  # (4 x 50 + 0) / 5 = 40
    now = cycle(made, {"AAA-01a": 2, "AAA-01b": blank("AAA-01b")}, 2024)  # 50
    change = change_between(then, now, ())
    assert change is not None
    assert change.criteria[0].disposition is Disposition.PERSISTS
    two = framework({"AAA": (1, [criterion("AAA-01", [("a", 3), ("b", 1), ("c", 1)])])})
    then = cycle(two, {"AAA-01a": 2, "AAA-01b": 2, "AAA-01c": 0}, 2023)  # 40
    now = cycle(two, {"AAA-01a": 2, "AAA-01b": 1, "AAA-01c": blank("AAA-01c")}, 2024)  # 43.75
    change = change_between(then, now, ())
    assert change is not None
    item = change.criteria[0]
    assert (item.disposition, item.change) == (Disposition.REGRESSED, F(15, 4))
    assert (item.like_for_like, item.by_coverage_alone) == (F(-25, 4), True)


def test_what_is_answered_for_the_first_time_gives_no_direction() -> None:
    three = framework({"AAA": (1, [criterion("AAA-01", [("a", 4), ("b", 4), ("c", 2)])])})
    then = cycle(three, {"AAA-01a": 2, "AAA-01b": 2, "AAA-01c": blank("AAA-01c")}, 2023)  # 50
    now = cycle(three, {"AAA-01a": 3, "AAA-01b": 2, "AAA-01c": 4}, 2024)  # 70: still below
    change = change_between(then, now, ())
    assert change is not None
    assert change.criteria[0].disposition is Disposition.IMPROVED
    now = cycle(three, {"AAA-01a": 4, "AAA-01b": 2, "AAA-01c": 4}, 2024)  # 80; a and b alone 75
    change = change_between(then, now, ())
    assert change is not None
    assert change.criteria[0].disposition is Disposition.REMEDIED
    then = cycle(three, {"AAA-01a": 3, "AAA-01b": 2, "AAA-01c": blank("AAA-01c")}, 2023)
    now = cycle(three, {"AAA-01a": 2, "AAA-01b": 3, "AAA-01c": 4}, 2024)  # 70
    change = change_between(then, now, ())
    assert change is not None
    item = change.criteria[0]
    assert (item.disposition, item.like_for_like) == (Disposition.PERSISTS, F(0))
    assert item.by_coverage_alone


def test_a_rise_that_new_answers_outweigh_is_no_improvement() -> None:
    three = framework({"AAA": (1, [criterion("AAA-01", [("a", 4), ("b", 4), ("c", 2)])])})
    then = cycle(three, {"AAA-01a": 2, "AAA-01b": 2, "AAA-01c": blank("AAA-01c")}, 2023)  # 50
    for c, disposition, difference in (
        (
            0,
            Disposition.PERSISTS,
            F(0),
        ),  # (4 x 75 + 4 x 50 + 0) / 10 = 50: a rose, the whole did not
        (1, Disposition.IMPROVED, F(5)),
    ):
        now = cycle(three, {"AAA-01a": 3, "AAA-01b": 2, "AAA-01c": c}, 2024)
        change = change_between(then, now, ())
        assert change is not None
        item = change.criteria[0]
        assert (item.disposition, item.change) == (disposition, difference)
        assert item.like_for_like == F(25, 2)
        assert item.by_coverage_alone is (c == 0)


def test_a_score_with_too_little_answered_is_not_set_against_another() -> None:
    made = weighing(3, 1)
    then = cycle(made, {"AAA-01a": 4, "AAA-01b": blank("AAA-01b")}, 2023)  # 100, 3/4 answered
    now = cycle(made, {"AAA-01a": 3, "AAA-01b": 2}, 2024)
    change = change_between(then, now, ())
    assert change is not None
    item = change.criteria[0]
    assert item.then is not None
    assert item.then.tally.score == 100
    assert (item.disposition, item.change) == (Disposition.NO_EARLIER, None)
    assert (item.like_for_like, item.progress) == (None, None)
