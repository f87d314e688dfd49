"""Which criteria an action plan lists, in which order, and what became of what was promised."""

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slavery_benchmark.core.change.actions import ForceActions, Standing, action_plans, last_day
from slavery_benchmark.core.change.promises import Outcome, Plan, Promise
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.core.scoring.submission import Response, SourceFile
from tests.builders import (
    AS_OF,
    END,
    answer,
    blank,
    criterion,
    framework,
    invalid,
    not_applicable,
    submission,
)

KEY = "fictional-aldermoss"
PAST, AHEAD = AS_OF - timedelta(days=1), AS_OF + timedelta(days=1)
WITHIN, AFTER = END - timedelta(days=9), END + timedelta(days=9)
ONE = framework({"A": (1, [criterion("A-01", [("a", 1)])])})


def promise(**changes: object) -> Promise:
    made = Promise(
        force="Aldermoss Constabulary",
        key=KEY,
        criterion="A-01",
        steps="Brief sergeants",
        owner="Head of crime",
        due=None,
        done=None,
        note="",
        cell="Action plan!F9",
    )
    return msgspec.structs.replace(made, **changes)


def plan(*promises: Promise, empty: tuple[tuple[str, str], ...] = (), file: str = "p") -> Plan:
    source = SourceFile(f"{file}.xlsx", "0" * 64, f"{file}.xlsx")
    return Plan(source=source, as_of=None, promises=promises, empty=empty, problems=())


def of_one(response: Response, *plans: Plan) -> ForceActions:
    force = score_submission(submission([response]), ONE)
    return action_plans([force], ONE, plans, AS_OF).forces[0]


def test_each_standing_in_its_order_and_what_needs_no_action_apart() -> None:
    made = framework(
        {
            "A": (
                1,
                [
                    criterion("A-01", [("a", 1)]),
                    criterion("A-02", [("a", 1)]),
                    criterion("A-03", [("a", 1)]),
                    criterion("A-04", [("a", 1)]),
                    criterion("A-05", [("a", 1)]),
                    criterion("A-06", [("a", 1)], kind="mixed"),
                    criterion("A-07", [("a", 1), ("b", 1), ("c", 1)]),
                    criterion("A-08", [(letter, 1) for letter in "abcde"]),
                    criterion("A-09", [("a", 1)], weight=2),
                ],
            )
        }
    )
    responses = [
        answer("A-01a", 1),
        answer("A-02a", 3),
        answer("A-03a", 2),
        blank("A-04a"),
        not_applicable("A-05a"),
        answer("A-06a", 0),
        *(answer("A-07a", 4), answer("A-07b", 4), answer("A-07c", 1)),
        *(answer(f"A-08{letter}", 1) for letter in "abcd"),
        blank("A-08e"),
        answer("A-09a", 1),
    ]
    force = score_submission(submission(responses), made)
    item = action_plans([force], made, (), AS_OF).forces[0]
    found = [(action.criterion.id, action.standing) for action in item.actions]
    # inside a standing the most points first: A-09 2 x 50, A-06 1 x 75, A-01 1 x 50
    assert found == [
        ("A-09", Standing.LOW),
        ("A-06", Standing.LOW),
        ("A-01", Standing.LOW),
        ("A-08", Standing.NOT_CERTAIN),
        ("A-03", Standing.ABOVE),
        ("A-07", Standing.ABOVE),
        ("A-04", Standing.NOT_KNOWN),
    ]
    assert item.at_target == ("A-02",)
    assert item.not_applicable == ("A-05",)
    by_id = {action.criterion.id: action for action in item.actions}
    # 4, 4 and 1 average 75 and are not at target: the one check is what keeps it back
    assert by_id["A-07"].gap == 0
    assert [check.node.id for check in by_id["A-07"].low] == ["A-07c"]
    assert [check.node.id for check in by_id["A-08"].low] == [f"A-08{x}" for x in "abcd"]
    assert by_id["A-04"].gap == 100
    assert by_id["A-04"].low == ()


@pytest.mark.parametrize(
    ("score", "lowest", "low"),
    [
        (75, 2, ["a", "b", "c"]),  # 0, 1 and 2: level 3 is worth 75, the target itself
        (50, 2, ["a", "b"]),  # level 2 is worth the 50 and is not below the lowest level
        (25, 2, ["a", "b"]),  # level 1 is worth enough and is below the lowest level
        (90, 0, ["a", "b", "c", "d"]),  # 75 on average, and no level too low
        (100, 0, ["a", "b", "c", "d"]),
    ],
)
def test_a_level_keeps_a_criterion_from_its_target_by_its_points_or_by_itself(
    score: float, lowest: int, low: list[str]
) -> None:
    made = framework({"A": (1, [criterion("A-01", [(x, 1) for x in "abcdefghij"])])})
    target = msgspec.structs.replace(made.target, score=score, lowest_level=lowest)
    made = msgspec.structs.replace(made, target=target)
    answers = [answer(f"A-01{x}", min(level, 4)) for level, x in enumerate("abcdefghij")]
    force = score_submission(submission(answers), made)
    (action,) = action_plans([force], made, (), AS_OF).forces[0].actions
    assert [check.node.id for check in action.low] == [f"A-01{x}" for x in low]


def test_a_level_without_support_is_low_and_says_so() -> None:
    item = of_one(answer("A-01a", 4, confirmed=None))
    (action,) = item.actions
    assert [check.counted_level for check in action.low] == [2]
    assert [str(ground.why) for ground in action.grounds] == ["no current, dated reference"]


@given(st.lists(st.integers(0, 7), min_size=6, max_size=6))
def test_every_criterion_is_told_once(picks: list[int]) -> None:
    ids = [f"A-0{number}" for number in range(1, 4)]
    made = framework({"A": (1, [criterion(name, [("a", 1), ("b", 2)]) for name in ids])})
    checks = [f"{name}{letter}" for name in ids for letter in "ab"]
    responses = []
    for check, pick in zip(checks, picks, strict=True):
        special = {5: blank, 6: invalid, 7: not_applicable}
        responses.append(special[pick](check) if pick in special else answer(check, pick))
    force = score_submission(submission(responses), made)
    item = action_plans([force], made, (), AS_OF).forces[0]
    listed = [action.criterion.id for action in item.actions]
    assert sorted([*listed, *item.at_target, *item.not_applicable]) == ids
    order = list(Standing)
    places = [(order.index(a.standing), -a.priority) for a in item.actions]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("response", "changes", "outcome", "overdue"),
    [
        (answer("A-01a", 1), {"due": PAST}, Outcome.OVERDUE, True),
        (answer("A-01a", 1), {"due": AS_OF}, Outcome.NOT_YET_DUE, False),
        (answer("A-01a", 1), {"due": AHEAD}, Outcome.NOT_YET_DUE, False),
        (answer("A-01a", 1), {}, Outcome.NO_DUE_DATE, False),
        (answer("A-01a", 1), {"due": PAST, "done": WITHIN}, Outcome.DONE_NOT_AT_TARGET, True),
        (answer("A-01a", 1), {"due": AHEAD, "done": WITHIN}, Outcome.DONE_NOT_AT_TARGET, False),
        (answer("A-01a", 1), {"done": END}, Outcome.DONE_NOT_AT_TARGET, False),
        (answer("A-01a", 1), {"due": AS_OF, "done": END}, Outcome.DONE_NOT_AT_TARGET, False),
        (answer("A-01a", 1), {"done": END + timedelta(days=1)}, Outcome.DONE_LATER, False),
        # a submission cannot show what was done after its period
        (answer("A-01a", 1), {"due": PAST, "done": AFTER}, Outcome.DONE_LATER, False),
        # a day that cannot be read is neither done nor not done
        (answer("A-01a", 1), {"due": PAST, "done_found": "yes"}, Outcome.UNCLEAR, False),
        (blank("A-01a"), {"due": PAST, "done": WITHIN}, Outcome.DONE_NOT_KNOWN, False),
        (blank("A-01a"), {"due": PAST}, Outcome.OVERDUE, True),
        (not_applicable("A-01a"), {"due": PAST}, Outcome.NOT_APPLICABLE, False),
        (answer("A-01a", 3), {"due": PAST}, Outcome.AT_TARGET, False),
        (answer("A-01a", 3), {"done": WITHIN}, Outcome.AT_TARGET, False),
    ],
)
def test_what_became_of_a_promise(
    response: Response, changes: dict[str, object], outcome: Outcome, overdue: bool
) -> None:
    item = of_one(response, plan(promise(**changes)))
    assert [(found.outcome, found.overdue) for found in item.promises] == [(outcome, overdue)]


def test_promises_stand_overdue_first_beside_their_criterion() -> None:
    undated, late, later = promise(), promise(due=PAST), promise(due=PAST - timedelta(days=5))
    item = of_one(answer("A-01a", 1), plan(undated, late), plan(later, file="q"))
    assert [found.promise for found in item.promises] == [later, late, undated]
    assert item.actions[0].promises == item.promises
    assert item.promises[0].plan.source.file == "q.xlsx"


def test_a_promise_of_a_criterion_at_target_is_kept_though_there_is_no_action() -> None:
    item = of_one(answer("A-01a", 4), plan(promise(due=PAST)))
    assert item.actions == ()
    assert [found.outcome for found in item.promises] == [Outcome.AT_TARGET]


def test_rows_left_empty_and_forces_that_are_not_here_are_told() -> None:
    other = promise(key="kent", force="Kent Police", due=PAST)
    force = score_submission(submission([answer("A-01a", 1)]), ONE)
    found = action_plans([force], ONE, [plan(other, empty=((KEY, "A-01"),))], AS_OF)
    assert found.not_here == ("Kent Police",)
    assert found.forces[0].empty == ("A-01",)
    assert found.forces[0].promises == ()


def test_a_row_filled_in_in_any_plan_is_not_empty() -> None:
    item = of_one(answer("A-01a", 1), plan(empty=((KEY, "A-01"),)), plan(promise(), file="q"))
    assert item.empty == ()


@given(st.dates(max_value=date(9000, 1, 1)))
def test_the_period_holds_56_days_the_day_of_publication_among_them(day: date) -> None:
    days: Sequence[date] = [day + timedelta(days=n) for n in range(56)]
    assert last_day(day) == days[-1]


def test_the_last_day_by_the_calendar() -> None:
    assert last_day(date(2026, 10, 1)) == date(2026, 11, 25)
    assert last_day(date(2028, 1, 31)) == date(2028, 3, 26)
