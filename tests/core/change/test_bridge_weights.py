"""The bridge's earlier weights: what is new weighs beside its neighbours what it does later."""

from fractions import Fraction as F

import pytest

from slavery_benchmark.core.change.bridge import Step, bridge_between
from slavery_benchmark.core.framework.framework import Framework
from tests.builders import answer, blank, criterion
from tests.core.change.cycles import became, cycle, edition

NOW = {"X-01a": 4, "X-01b": 2, "X-01c": 0}


def editions(*later: tuple[str, float]) -> tuple[Framework, Framework]:
    """Return an edition with a (2) and b (4), and one with c too, and these weights."""
    first = edition("1", {"X": (1, [criterion("X-01", [("a", 2), ("b", 4)])])})
    checks = criterion("X-01", list(later))
    return first, edition("2", {"X": (1, [checks])}, "1", [became("added", now="X-01c")])


def steps(first: Framework, second: Framework) -> dict[Step, F]:
    """Return the score after each step from all at 2 to what the later edition has."""
    earlier = cycle(first, {"X-01a": 2, "X-01b": 2}, 2023)
    bridge = bridge_between(earlier, cycle(second, NOW, 2024), ())
    assert bridge is not None
    return {pier.step: pier.score for pier in bridge.piers}


@pytest.mark.parametrize("times", [1, 2, 0.5])
def test_a_new_check_weighs_beside_the_old_ones_what_the_later_edition_gives_it(
    times: float,
) -> None:
    # later a 1, b 3, c 2: of a and b together (4) c has half. Earlier they were 2 and 4: c is 3.
    # like for like (2 x 100 + 4 x 50) / 6; criteria (2 x 100 + 4 x 50 + 3 x 0) / 9;
    # weights (1 x 100 + 3 x 50 + 2 x 0) / 6. All weights times one number make no difference.
    made = steps(*editions(("a", times), ("b", 3 * times), ("c", 2 * times)))
    assert made[Step.LIKE_FOR_LIKE] == F(400, 6)
    assert made[Step.CRITERIA] == F(400, 9)
    assert made[Step.WEIGHTS] == F(250, 6)


def test_where_nothing_but_the_scale_of_the_weights_changed_they_make_no_difference() -> None:
    # a 2 and b 4 became 1 and 2, and c 1.5 is half of them: the step of the weights is nothing
    made = steps(*editions(("a", 1), ("b", 2), ("c", 1.5)))
    assert made[Step.CRITERIA] == made[Step.WEIGHTS] == F(400, 9)


def test_a_new_criterion_weighs_beside_two_old_ones_what_the_later_edition_gives_it() -> None:
    # weighed 2 and 4; later 1 and 3, and the new X-03 2: half of them, so 3 of 9
    def made(name: str, weights: tuple[float, ...]) -> Framework:
        criteria = [
            criterion(f"X-0{number}", [("a", 1)], weight)
            for number, weight in enumerate(weights, start=1)
        ]
        new = [became("added", now="X-03a")] if len(weights) > 2 else []
        return edition(name, {"X": (1, criteria)}, "1" if new else None, new)

    earlier = cycle(made("1", (2, 4)), {"X-01a": 2, "X-02a": 2}, 2023)
    later = cycle(made("2", (1, 3, 2)), {"X-01a": 4, "X-02a": 2, "X-03a": 0}, 2024)
    bridge = bridge_between(earlier, later, ())
    assert bridge is not None
    assert [pier.score for pier in bridge.piers] == [
        F(400, 6), F(400, 6), F(400, 6), F(400, 9), F(250, 6),
    ]  # fmt: skip


@pytest.mark.parametrize("theme", [(1.0, 1.0), (1.0, 3.0)])
def test_weights_below_a_new_node_are_those_of_the_later_edition(
    theme: tuple[float, float],
) -> None:
    # a whole theme is new: inside it there is nothing to scale by
    first = edition("1", {"X": (theme[0], [criterion("X-01", [("a", 1)])])})
    second = edition(
        "2",
        {
            "X": (theme[0], [criterion("X-01", [("a", 1)])]),
            "Y": (theme[1], [criterion("Y-01", [("a", 1), ("b", 3)])]),
        },
        "1",
        [became("added", now="Y-01a"), became("added", now="Y-01b")],
    )
    earlier = cycle(first, {"X-01a": 2}, 2023)
    later = cycle(second, {"X-01a": 2, "Y-01a": 4, "Y-01b": 0}, 2024)
    bridge = bridge_between(earlier, later, ())
    assert bridge is not None
    whole = (theme[0] * 50 + theme[1] * 25) / sum(theme)
    assert bridge.piers[3].score == bridge.now == F(whole)


def test_what_is_answered_only_once_counts_in_the_coverage_step_alone() -> None:
    # two of three answered both times, one only later: a 2 to 3, b 2 to 1, c blank to 4
    made = edition("1", {"X": (1, [criterion("X-01", [("a", 1), ("b", 2), ("c", 1)])])})
    earlier = cycle(made, {"X-01a": 2, "X-01b": 2, "X-01c": blank("X-01c")}, 2023)
    later = cycle(made, {"X-01a": 3, "X-01b": 1, "X-01c": answer("X-01c", 4)}, 2024)
    bridge = bridge_between(earlier, later, ())
    assert bridge is not None
    # (75 + 2 x 25) / 3 = 125/3; with c (75 + 50 + 100) / 4 = 225/4
    assert (bridge.then, bridge.now) == (F(50), F(225, 4))
    assert [pier.score for pier in bridge.piers] == [F(125, 3), *[F(225, 4)] * 4]
