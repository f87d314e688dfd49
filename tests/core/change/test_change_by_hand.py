"""A force at two re-inspections, worked on paper. Nothing here is computed by the code under test.

Levels are supported by evidence of their own period, unless marked: * without evidence.
- blank, n/a not applicable. A level is worth 25 points; 3* counts as 2.

             weight  first        points  second       points  third
AAA (2)
  AAA-01 (1)
    a             2  3                75  3*               50  3
    b             1  3                75  3                75  3
  AAA-02 (1)
    a             1  2                50  1                25  1
    b             1  1                25  2                50  1
  AAA-03 (2)
    a             4  1                25  2                50  0
    b             1  -                    1                25  0
BBB (1)
  BBB-01 (1)
    a             1  2                50  4               100  4
    b             1  2                50  3                75  3
  BBB-02 (1)
    a             1  4               100  3                75  3
    b             1  3                75  3                75  3
  BBB-03 (1)
    a             1  2                50  n/a                  1
    b             1  1                25  -                    1
  BBB-04 (1)
    a             1  -                    3                75  3
    b             1  n/a                  2                50  2

                first                         second
AAA-01  75, at target                 (2 x 50 + 75) / 3 = 175/3
AAA-02  (50 + 25) / 2 = 75/2          75/2
AAA-03  25; 4/5 answered, enough      (4 x 50 + 25) / 5 = 45
BBB-01  50                            (100 + 75) / 2 = 175/2, at target
BBB-02  175/2, at target              75, at target
BBB-03  75/2                          nothing scored
BBB-04  nothing scored                125/2
AAA     (75 + 75/2 + 2 x 25) / 4 = 325/8      (175/3 + 75/2 + 2 x 45) / 4 = 1115/24
BBB     (50 + 175/2 + 75/2) / 3 = 175/3       (175/2 + 75 + 125/2) / 3 = 75
Overall (2 x 325/8 + 175/3) / 3 = 1675/36     (2 x 1115/24 + 75) / 3 = 2015/36

The bridge, 340/36 = 85/9 in all:
like for like  AAA-01, AAA-02, AAA-03a, BBB-01 and BBB-02 have a score both times; the rest stays.
               AAA-03 is 50, AAA (175/3 + 75/2 + 2 x 50) / 4 = 1175/24,
               BBB (175/2 + 75 + 75/2) / 3 = 200/3
               overall (2 x 1175/24 + 200/3) / 3 = 1975/36; less 1675/36 is 300/36 = 25/3
coverage       AAA-03b is answered (AAA-03 45), BBB-03b no more (BBB-03 is a alone, 50), BBB-04a is
               (BBB-04 75). AAA 1115/24, BBB (175/2 + 75 + 50 + 75) / 4 = 575/8
               overall (2 x 1115/24 + 575/8) / 3 = 3955/72; less 3950/72 is 5/72
not applicable BBB-03a is excused now (BBB-03 falls out), BBB-04b no more (BBB-04 125/2). BBB 75
               overall 2015/36 = 4030/72; less 3955/72 is 75/72 = 25/24
criteria, weights: the same edition, 0
25/3 + 5/72 + 25/24 = 600/72 + 5/72 + 75/72 = 680/72 = 85/9
"""

from fractions import Fraction as F

import pytest

from slavery_benchmark.core.change.bridge import Step, bridge_between
from slavery_benchmark.core.change.change import Change, Disposition, change_between
from tests.builders import answer, blank, criterion, framework, not_applicable
from tests.core.change.cycles import cycle

PAPER = framework(
    {
        "AAA": (
            2,
            [
                criterion("AAA-01", [("a", 2), ("b", 1)]),
                criterion("AAA-02", [("a", 1), ("b", 1)]),
                criterion("AAA-03", [("a", 4), ("b", 1)], weight=2),
            ],
        ),
        "BBB": (1, [criterion(f"BBB-0{n}", [("a", 1), ("b", 1)]) for n in (1, 2, 3, 4)]),
    }
)
FIRST = cycle(
    PAPER,
    {
        "AAA-01a": 3,
        "AAA-01b": 3,
        "AAA-02a": 2,
        "AAA-02b": 1,
        "AAA-03a": 1,
        "AAA-03b": blank("AAA-03b"),
        "BBB-01a": 2,
        "BBB-01b": 2,
        "BBB-02a": 4,
        "BBB-02b": 3,
        "BBB-03a": 2,
        "BBB-03b": 1,
        "BBB-04a": blank("BBB-04a"),
        "BBB-04b": not_applicable("BBB-04b"),
    },
    2023,
)
SECOND = cycle(
    PAPER,
    {
        "AAA-01a": answer("AAA-01a", 3, confirmed=None),
        "AAA-01b": 3,
        "AAA-02a": 1,
        "AAA-02b": 2,
        "AAA-03a": 2,
        "AAA-03b": 1,
        "BBB-01a": 4,
        "BBB-01b": 3,
        "BBB-02a": 3,
        "BBB-02b": 3,
        "BBB-03a": not_applicable("BBB-03a"),
        "BBB-03b": blank("BBB-03b"),
        "BBB-04a": 3,
        "BBB-04b": 2,
    },
    2024,
)
THIRD = cycle(
    PAPER,
    {
        "AAA-01a": 3,
        "AAA-01b": 3,
        "AAA-02a": 1,
        "AAA-02b": 1,
        "AAA-03a": 0,
        "AAA-03b": 0,
        "BBB-01a": 4,
        "BBB-01b": 3,
        "BBB-02a": 3,
        "BBB-02b": 3,
        "BBB-03a": 1,
        "BBB-03b": 1,
        "BBB-04a": 3,
        "BBB-04b": 2,
    },
    2025,
)


@pytest.fixture(scope="module")
def second() -> Change:
    change = change_between(FIRST, SECOND, ())
    assert change is not None
    return change


@pytest.fixture(scope="module")
def third(second: Change) -> Change:
    change = change_between(SECOND, THIRD, (), second)
    assert change is not None
    return change


@pytest.mark.parametrize(
    ("place", "criterion_id", "disposition", "then", "now", "difference", "progress"),
    [
        # at target before and not now: nothing is left of the way
        (0, "AAA-01", Disposition.REGRESSED, F(75), F(175, 3), F(-50, 3), None),
        (1, "AAA-02", Disposition.PERSISTS, F(75, 2), F(75, 2), F(0), F(0)),
        # (45 - 25) / (75 - 25)
        (2, "AAA-03", Disposition.IMPROVED, F(25), F(45), F(20), F(2, 5)),
        # (87.5 - 50) / (75 - 50) is 1.5: at most 1
        (3, "BBB-01", Disposition.REMEDIED, F(50), F(175, 2), F(75, 2), F(1)),
        # a fall that stays at target is held, and the fall is shown
        (4, "BBB-02", Disposition.HELD, F(175, 2), F(75), F(-25, 2), F(1)),
        (5, "BBB-03", Disposition.NOT_RETESTED, F(75, 2), None, None, None),
        (6, "BBB-04", Disposition.NO_EARLIER, None, F(125, 2), None, None),
    ],
)
def test_every_criterion_agrees_with_the_paper(
    second: Change,
    place: int,
    criterion_id: str,
    disposition: Disposition,
    then: F | None,
    now: F | None,
    difference: F | None,
    progress: F | None,
) -> None:
    item = second.criteria[place]
    assert item.criterion == criterion_id
    assert item.theme == criterion_id[:3]
    assert item.disposition is disposition
    assert item.then is not None
    assert item.now is not None
    assert item.then.tally.score == then
    assert item.now.tally.score == now
    assert item.change == difference
    assert item.progress == progress
    assert item.not_compared == ()


def test_like_for_like_leaves_out_what_was_answered_once(second: Change) -> None:
    found = {item.criterion: item.like_for_like for item in second.criteria}
    assert found == {
        "AAA-01": F(-50, 3),
        "AAA-02": F(0),
        "AAA-03": F(25),  # a alone, 25 to 50; with b, which was blank before, 25 to 45
        "BBB-01": F(75, 2),
        "BBB-02": F(-25, 2),
        "BBB-03": None,
        "BBB-04": None,
    }


def test_only_the_fall_without_a_lower_level_is_one_in_evidence_alone(second: Change) -> None:
    alone = [item.criterion for item in second.criteria if item.evidence_alone]
    assert alone == ["AAA-01"]  # not BBB-02, which fell from 4 to 3


def test_the_second_bridge_agrees_with_the_paper() -> None:
    bridge = bridge_between(FIRST, SECOND, ())
    assert bridge is not None
    assert (bridge.then, bridge.now) == (F(1675, 36), F(2015, 36))
    assert [(pier.step, pier.score, pier.difference) for pier in bridge.piers] == [
        (Step.LIKE_FOR_LIKE, F(1975, 36), F(25, 3)),
        (Step.COVERAGE, F(3955, 72), F(5, 72)),
        (Step.NOT_APPLICABLE, F(2015, 36), F(25, 24)),
        (Step.CRITERIA, F(2015, 36), F(0)),
        (Step.WEIGHTS, F(2015, 36), F(0)),
    ]
    assert not any(pier.joined for pier in bridge.piers)


def test_the_transitions_count_every_check_once(second: Change) -> None:
    # the column "first" and "second" of the paper, as counted: 3* is 2
    assert second.transitions() == {
        ("3", "2"): 1,  # AAA-01a
        ("3", "3"): 2,  # AAA-01b, BBB-02b
        ("2", "1"): 1,
        ("1", "2"): 2,  # AAA-02b, AAA-03a
        ("blank", "1"): 1,
        ("2", "4"): 1,
        ("2", "3"): 1,
        ("4", "3"): 1,
        ("2", "not applicable"): 1,
        ("1", "blank"): 1,
        ("blank", "3"): 1,
        ("not applicable", "2"): 1,
    }
    assert sum(second.transitions().values()) == 14


def test_the_parts_of_a_criterion_stand_side_by_side(second: Change) -> None:
    found = [
        (before.node.id, before.node.tally.score, after.node.tally.score)
        for before, after in second.parts("AAA-01")
    ]
    assert found == [("AAA-01a", F(75), F(50)), ("AAA-01b", F(75), F(75))]


def test_the_third_change_agrees_with_the_paper(third: Change) -> None:
    found = {item.criterion: (item.disposition, item.progress) for item in third.criteria}
    assert found == {
        "AAA-01": (Disposition.REMEDIED, F(1)),
        # 37.5 to 25: (25 - 37.5) / (75 - 37.5)
        "AAA-02": (Disposition.REGRESSED, F(-1, 3)),
        # 45 to 0: (0 - 45) / (75 - 45); nothing stops it at -1
        "AAA-03": (Disposition.REGRESSED, F(-3, 2)),
        "BBB-01": (Disposition.HELD, F(1)),  # remedied, then held once
        "BBB-02": (Disposition.EMBEDDED, F(1)),  # held twice
        "BBB-03": (Disposition.NO_EARLIER, None),
        "BBB-04": (Disposition.PERSISTS, F(0)),
    }


def test_the_change_since_the_first_submission_has_no_embedded_criterion() -> None:
    change = change_between(FIRST, THIRD, ())
    assert change is not None
    found = {item.criterion: item.disposition for item in change.criteria}
    assert found["BBB-02"] is Disposition.HELD  # one change, however long
    assert found["AAA-01"] is Disposition.HELD
    assert found["BBB-03"] is Disposition.REGRESSED  # 37.5 to 25
