"""Rules of change tried where two checks, two measures or two files say different things."""

from collections.abc import Mapping

import msgspec
import pytest

from slavery_benchmark.core.change.change import CriterionChange, Disposition, change_between
from slavery_benchmark.core.change.lever_steps import falls_of, weigh
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.core.scoring.submission import Response, State
from tests.builders import answer, blank, criterion, framework, invalid, not_applicable, submission
from tests.core.change.cycles import became, cycle, one

ABC = framework({"X": (1, [criterion("X-01", [("a", 4), ("b", 4), ("c", 2)])])})


def changed(
    made: Framework, then: Mapping[str, int | Response], now: Mapping[str, int | Response]
) -> CriterionChange:
    found = change_between(cycle(made, then, 2023), cycle(made, now, 2024), ())
    assert found is not None
    return found.criteria[0]


def old(check: str, number: int) -> Response:
    """Return a level whose evidence is too old to count."""
    return answer(check, number, confirmed=None)


@pytest.mark.parametrize(
    ("a", "b", "alone"),
    [
        ((4, old("X-01a", 4)), (4, 4), True),  # no level fell, evidence did
        ((4, old("X-01a", 4)), (3, 4), True),  # one level rose
        ((4, old("X-01a", 4)), (3, 2), False),  # one level fell
        ((4, old("X-01a", 4)), (blank("X-01b"), 2), False),  # one is there only once
        ((4, old("X-01a", 4)), (2, blank("X-01b")), False),
    ],
)
def test_a_fall_is_of_evidence_alone_only_if_no_level_fell_and_all_are_there_both_times(
    a: tuple[int | Response, int | Response],
    b: tuple[int | Response, int | Response],
    *,
    alone: bool,
) -> None:
    # with weights of 8 and 2 the fall of a (100 to 50) outweighs whatever b does
    made = framework({"X": (1, [criterion("X-01", [("a", 8), ("b", 2)])])})
    found = changed(made, {"X-01a": a[0], "X-01b": b[0]}, {"X-01a": a[1], "X-01b": b[1]})
    assert found.change is not None
    assert found.change < 0
    assert found.evidence_alone is alone


@pytest.mark.parametrize(
    ("then", "now", "disposition"),
    [
        # of a and b alone, c being new: at target then, and now b is below the lowest level
        ((3, 3), (4, 1), Disposition.REGRESSED),
        ((3, 3), (4, 2), Disposition.HELD),  # level 2 is not below it: 75 just as before
        ((2, 4), (4, 2), Disposition.HELD),
        ((2, 3), (3, 3), Disposition.REMEDIED),
        ((2, 4), (1, 4), Disposition.REGRESSED),
    ],
)
def test_what_is_answered_both_times_was_at_target_only_if_no_check_of_it_was_too_low(
    then: tuple[int, int], now: tuple[int, int], disposition: Disposition
) -> None:
    found = changed(
        ABC,
        {"X-01a": then[0], "X-01b": then[1], "X-01c": blank("X-01c")},
        {"X-01a": now[0], "X-01b": now[1], "X-01c": 3},
    )
    assert found.disposition is disposition


def test_of_two_answers_that_became_one_the_lower_that_counts_stands_for_both() -> None:
    first, second = one("1", "ab"), one("2", "a", "1", became("merged", "X-01a X-01b", "X-01a"))
    for levels, standing in (((4, 1), 25), ((1, 4), 25), ((4, old("X-01b", 4)), 50), ((2, 3), 50)):
        then = cycle(first, {"X-01a": levels[0], "X-01b": levels[1]}, 2023)
        change = change_between(then, cycle(second, {"X-01a": 3}, 2024), (first, second))
        assert change is not None
        assert change.then.check("X-01a").node.tally.score == standing


def test_of_two_answers_that_are_missing_the_first_says_how() -> None:
    first, second = one("1", "ab"), one("2", "a", "1", became("merged", "X-01a X-01b", "X-01a"))

    def standing(a: Response, b: Response) -> Response:
        then = cycle(first, {"X-01a": a, "X-01b": b}, 2023)
        change = change_between(then, cycle(second, {"X-01a": 3}, 2024), (first, second))
        assert change is not None
        return change.then.check("X-01a").response

    assert standing(blank("X-01a"), invalid("X-01b")).state is State.BLANK
    assert standing(invalid("X-01a"), blank("X-01b")).state is State.INVALID
    assert standing(answer("X-01a", 4), invalid("X-01b")).state is State.INVALID
    other = msgspec.structs.replace(not_applicable("X-01b"), not_applicable_reason="No port.")
    neither = standing(not_applicable("X-01a"), other)
    assert (neither.state, neither.not_applicable_reason) == (State.NOT_APPLICABLE, "No custody.")
    assert standing(not_applicable("X-01a"), answer("X-01b", 1)).level == 1


def test_only_answers_that_would_count_for_less_can_fall() -> None:
    def falls(force: ForceScore) -> list[tuple[str, int, int]]:
        found = falls_of(weigh(force, ABC))
        return [(fall.check, fall.counts_before, fall.counts_after) for fall in found]

    answers = [old("X-01a", 4), answer("X-01b", 3), answer("X-01c", 0)]
    assert falls(score_submission(submission(answers), ABC)) == [("X-01b", 3, 2)]
    answers = [old("X-01a", 3), old("X-01b", 2), answer("X-01c", 1)]
    assert falls(score_submission(submission(answers), ABC)) == [
        ("X-01b", 2, 1),
        ("X-01c", 1, 0),
    ]
