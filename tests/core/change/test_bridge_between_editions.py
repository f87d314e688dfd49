"""The bridge between submissions under two editions."""

from fractions import Fraction as F

import msgspec

from slavery_benchmark.core.change.bridge import Step, bridge_between
from slavery_benchmark.core.change.change import change_between
from tests.builders import answer, blank, criterion
from tests.core.change.cycles import became, cycle, edition, one


def test_the_bridge_between_two_editions_agrees_with_the_paper() -> None:
    """Worked on paper. The earlier edition: X-01 (1): a (1), b (1); X-02 (1): a (1).

    The later one: X-01 (1): a (1), c (1), as b is retired and c new; X-02 (3): z (1), which was a.

    then  a 50, b 100, a 25:  X-01 75, overall (75 + 25) / 2 = 50
    now   a 75, c 0, z 50:    X-01 37.5, overall (37.5 + 3 x 50) / 4 = 375/8 = 46.875
    like for like: a 75, X-02a 50, and b, which nobody asks now, keeps its 100:
                   X-01 87.5, overall (87.5 + 50) / 2 = 68.75; + 18.75 = 75/4
    coverage, not applicable: everything was answered both times: 0
    criteria: X-01 is a and c, (75 + 0) / 2 = 37.5; X-02 50; earlier weights: 43.75; - 25
    weights: 46.875; + 3.125 = 25/8
    18.75 - 25 + 3.125 = -3.125 = 46.875 - 50
    """
    first = edition(
        "1",
        {"X": (1, [criterion("X-01", [("a", 1), ("b", 1)]), criterion("X-02", [("a", 1)])])},
    )
    second = edition(
        "2",
        {
            "X": (
                1,
                [
                    criterion("X-01", [("a", 1), ("c", 1)]),
                    criterion("X-02", [("z", 1)], weight=3),
                ],
            )
        },
        "1",
        [became("retired", "X-01b"), became("renamed", "X-02a", "X-02z")],
    )
    earlier = cycle(first, {"X-01a": 2, "X-01b": 4, "X-02a": 1}, 2023)
    later = cycle(second, {"X-01a": 3, "X-01c": 0, "X-02z": 2}, 2024)
    bridge = bridge_between(earlier, later, ())
    assert bridge is not None
    assert (bridge.then, bridge.now) == (F(50), F(375, 8))
    assert [(pier.step, pier.score, pier.difference) for pier in bridge.piers] == [
        (Step.LIKE_FOR_LIKE, F(275, 4), F(75, 4)),
        (Step.COVERAGE, F(275, 4), 0),
        (Step.NOT_APPLICABLE, F(275, 4), 0),
        (Step.CRITERIA, F(175, 4), -25),
        (Step.WEIGHTS, F(375, 8), F(25, 8)),
    ]


def test_another_evidence_rule_counts_in_the_step_of_the_criteria() -> None:
    first, second = one("1", "a"), one("2", "a", "1")
    lenient = msgspec.structs.replace(second.evidence, required_from=4)
    second = msgspec.structs.replace(second, evidence=lenient)
    unsupported = answer("X-01a", 3, confirmed=None)  # 50 under the first, 75 under the second
    earlier, later = (
        cycle(first, {"X-01a": unsupported}),
        cycle(second, {"X-01a": unsupported}, 2025),
    )
    bridge = bridge_between(earlier, later, ())
    assert bridge is not None
    assert [pier.difference for pier in bridge.piers] == [0, 0, 0, 25, 0]
    change = change_between(earlier, later, ())
    assert change is not None
    assert change.criteria[0].change == 0  # both under the later rule


def test_a_step_after_which_nothing_has_a_score_is_joined_to_the_next() -> None:
    first = one("1", "a")
    second = one("2", "ab", "1", became("added", now="X-01b"))
    earlier = cycle(first, {"X-01a": 2})
    later = cycle(second, {"X-01a": blank("X-01a"), "X-01b": 4}, 2025)
    bridge = bridge_between(earlier, later, ())
    assert bridge is not None
    assert [(pier.difference, pier.joined) for pier in bridge.piers] == [
        (F(0), False),
        (F(0), True),  # without a nothing of the first edition has a score
        (F(0), True),
        (F(50), False),
        (F(0), False),
    ]


def test_there_is_no_bridge_without_a_score_at_both_ends_or_without_lineage() -> None:
    first, second = one("1", "a"), one("2", "a", "1")
    some, none = cycle(first, {"X-01a": 2}), cycle(second, {"X-01a": blank("X-01a")}, 2025)
    assert bridge_between(some, none, ()) is None
    unrelated = cycle(one("9", "a"), {"X-01a": 2}, 2025)
    assert bridge_between(some, unrelated, ()) is None
    assert change_between(some, unrelated, ()) is None
