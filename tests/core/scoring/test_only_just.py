"""Positions that hang on one case, or on one answer by one level."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slavery_benchmark.core.cases.measuring import Measured
from slavery_benchmark.core.cases.one_case import levels_by_one_case
from slavery_benchmark.core.cases.table import NOT_YET, CaseValue
from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.core.scoring.only_just import only_just
from slavery_benchmark.core.scoring.scores import OVERALL, ForceScore
from slavery_benchmark.core.scoring.scoring import score_submission
from tests.builders import answer, blank, criterion, framework, submission
from tests.cases import case_files, day, measure, measured
from tests.core.change.cycles import with_measures
from tests.core.change.small_forces import Case, cases
from tests.length import either

REPORTED = day("2025-06-02")
SHARED = msgspec.structs.replace(measure("COO-01m1"), id="A-01m1", weight=1)
MADE = framework({"A": (1, [with_measures(criterion("A-01", [("a", 2), ("b", 2)]), SHARED)])})
WIDE = framework({"A": (1, [criterion(f"A-0{n}", [("a", 1), ("b", 1)]) for n in range(1, 6)])})


def shared(x: int, n: int = 25) -> Measured:
    """Return how many of n cases were shared with the NCA, as measured: 85 % is level 3."""
    return measured("COO-01m1", case_files({"nca": ["Yes"] * x + ["No"] * (n - x)}))


def scored(x: int, level: int = 3, n: int = 25) -> ForceScore:
    """Return a force with two checks at a level, and x of n cases in a measure of a fifth."""
    answers = submission([answer("A-01a", level), answer("A-01b", level)])
    return score_submission(answers, MADE, measured={"A-01m1": shared(x, n)})


def test_twenty_one_and_twenty_two_of_twenty_five_are_one_case_apart() -> None:
    # 22 of 25 is 88 %, level 3: all at 3 is 75, at target. 21 is 84 %, level 2: 70, above 2017.
    for x, position in ((22, Position.AT_TARGET), (21, Position.ABOVE)):
        force = scored(x)
        assert force.overall.position is position
        assert only_just(force, MADE) >= {"A-01m1", "A-01", "A", OVERALL}


def test_what_no_single_case_or_answer_moves_is_not_only_just() -> None:
    # all at 4 and 25 of 25: 100. One answer less is 90, one case less (96 %) changes no level.
    assert only_just(scored(25, level=4), MADE) == frozenset()
    # all at 1 and no case: 20 of 100, within 0 to 25; one answer more is 30, above it
    assert only_just(scored(0, level=1), MADE) == {"A-01", "A", OVERALL}
    # of 2,500 cases one is nothing, and yet one answer less than 3 misses the target
    force = scored(2200, n=2500)
    assert only_just(force, MADE) == {"A-01", "A", OVERALL}


def test_an_answer_below_the_lowest_level_of_the_target_is_the_one_that_matters() -> None:
    # 4, 4, 4, 4 and 1: 85, not at target for the one; with it at 2 it would be
    made = framework({"A": (1, [criterion("A-01", [(letter, 1) for letter in "abcde"])])})
    force = score_submission(
        submission([answer(f"A-01{n}", 4) for n in "abcd"] + [answer("A-01e", 1)]), made
    )
    assert force.overall.position is Position.ABOVE
    assert OVERALL in only_just(force, made)
    # with 0 it takes two levels, and one answer less than 4 keeps it above
    force = score_submission(
        submission([answer(f"A-01{n}", 4) for n in "abcd"] + [answer("A-01e", 0)]), made
    )
    assert force.overall.position is Position.ABOVE
    assert only_just(force, made) == frozenset()


def test_the_whole_moves_less_than_the_criterion_that_an_answer_is_in() -> None:
    # Ten answers at 2: 50 over a range of 0 to 25. One criterion with 2 and 1 stands at 37.5: one
    # less is 25, within the range; the whole goes from 48.75 to 46.25 and stays above.
    levels = [2] * 9 + [1]
    ids = [check.id for _, _, check in WIDE.checks()]
    force = score_submission(
        submission([answer(a, b) for a, b in zip(ids, levels, strict=True)]), WIDE
    )
    assert only_just(force, WIDE) == {"A-05"}


def test_without_a_position_there_is_none_to_lose() -> None:
    force = score_submission(
        submission([blank("A-01a"), answer("A-01b", 3)]), MADE, measured={"A-01m1": shared(22)}
    )
    assert force.overall.position is None
    assert only_just(force, MADE) == {"A-01m1"}


def waited(*days: int, never: int = 0) -> Measured:
    """Return the days from report to start, as measured."""
    started: list[CaseValue] = [*(REPORTED + wait for wait in days), *[NOT_YET] * never]
    return measured(
        "INV-01m1", case_files({"reported": [REPORTED] * len(started), "started": started})
    )


@pytest.mark.parametrize(
    ("measure_id", "found", "levels"),
    [
        ("COO-01m1", shared(22), {2, 3}),  # 21 is 84, 23 is 92 %: bands from 40, 65, 85, 95
        ("COO-01m1", shared(25), {4}),  # 24 is 96 %
        ("COO-01m1", shared(0), {0}),  # 1 is 4 %
        # ten waits of 1 to 10 days have a median of 5.5, level 2. With one more at once it is 5,
        # level 3; with one that never ends it is 6
        ("INV-01m1", waited(*range(1, 11)), {2, 3}),
        # half still wait: one more that never ends and there is no median
        ("INV-01m1", waited(*[1] * 6, never=5), {0, 4}),
        ("COO-01m1", measured("COO-01m1", None), set()),
    ],
)
def test_what_one_case_would_make_of_a_level(
    measure_id: str, found: Measured, levels: set[int]
) -> None:
    assert levels_by_one_case(measure(measure_id), found) == levels


def test_one_case_of_a_share_of_people_is_as_large_as_the_largest() -> None:
    # 20 of 26 people: 77 %, level 2 (bands from 50, 75, 90, 98). The case of six counts in full;
    # without it 14 of 26 are 54 %, level 1; six more are 26 of 26
    found = measured(
        "VIC-04m1",
        case_files({"victims": [6] + [1] * 20, "safeguarded": [6] + [1] * 14 + [0] * 6}),
    )
    assert (found.x, found.n, found.level) == (20, 26, 2)
    assert levels_by_one_case(measure("VIC-04m1"), found) == {1, 4}


SURE = {0: (2000, 10000), 1: (5000, 10000), 2: (7000, 10000), 3: (9000, 10000), 4: (9900, 10000)}
EDGE = {0: (7, 20), 1: (8, 20), 2: (16, 20), 3: (17, 20), 4: (19, 20)}
"""Cases for each level under bands from 40, 65, 85 and 95 %: far from all, and next to one."""


@settings(max_examples=either(short=40, full=100))
@given(cases(gaps=True), st.sampled_from([SURE, EDGE]))
def test_it_is_what_scoring_again_says(case: Case, numbers: dict[int, tuple[int, int]]) -> None:
    """One answer by one level, and one case, tried one at a time with everything scored again."""
    made, responses, drawn = case
    shown = {
        key: item
        if item.level is None
        else msgspec.structs.replace(item, x=numbers[item.level][0], n=numbers[item.level][1])
        for key, item in drawn.items()
    }
    force = score_submission(submission(responses), made, measured=shown)
    others: list[ForceScore] = []
    for place, check in enumerate(force.checks):
        level = check.counted_level
        for other in () if level is None else (level - 1, level + 1):
            if 0 <= other <= 4:
                changed = [*responses]
                changed[place] = answer(check.node.id, other)
                others.append(score_submission(submission(changed), made, measured=shown))
    declared = {item.id: item for _, item in made.measures()}
    for key, item in shown.items():
        for other in levels_by_one_case(declared[key], item):
            changed_too = {**shown, key: msgspec.structs.replace(item, level=other)}
            others.append(score_submission(submission(responses), made, measured=changed_too))
    nodes = (force.overall, *force.themes, *force.criteria)
    expected = {
        node.id
        for node in nodes
        if node.position not in (None, Position.NOT_CERTAIN)
        and any(other.node(node.id).position is not node.position for other in others)
    }
    assert only_just(force, made) - shown.keys() == expected
