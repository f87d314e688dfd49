"""Points to settle, redone by hand: the target is 75, level 4 is 100, unsupported counts as 50."""

from fractions import Fraction as F

import msgspec
import pytest

from slavery_benchmark.core.cases.table import CaseFiles, Selection
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.scoring.submission import Response
from slavery_benchmark.core.visit.all_forces import visit_lists
from slavery_benchmark.core.visit.priority import ForcePoints, Label, PriorityRule
from tests.builders import answer, blank, criterion, framework, invalid, not_applicable
from tests.core.visit.visits import (
    OPENED,
    case,
    files,
    measure,
    measured,
    one_criterion,
    scored,
)

PLAIN = framework({"A": (1, [criterion("A-01", [("a", 3), ("b", 1)])])})
LATE = case(started=OPENED + 30)


def settle(
    made: Framework, answers: list[Response], cases: CaseFiles | None = None, *fallen: str
) -> ForcePoints:
    return PriorityRule(made).points_to_settle(scored(made, answers, cases), fallen)


def test_what_is_below_the_target_is_a_known_weakness() -> None:
    found = settle(PLAIN, [answer("A-01a", 0), answer("A-01b", 3)])
    (item,) = found.criteria
    assert item.worst == F(75, 4), "(3 x 0 + 75) / 4"
    assert found.total == 75 - F(75, 4)
    assert found.parts == {Label.WEAKNESS: found.total}
    assert found.known == found.total


def test_at_target_there_is_nothing_to_settle_however_far_above() -> None:
    found = settle(PLAIN, [answer("A-01a", 4), answer("A-01b", 2)])
    assert not found.criteria, "(3 x 100 + 50) / 4 is 87.5"
    assert found.total == 0


def test_points_are_weighed_by_the_share_of_the_overall_score() -> None:
    made = framework({
        "A": (1, [criterion("A-01", [("a", 1)])]),
        "B": (3, [criterion("B-01", [("a", 1)]), criterion("B-02", [("a", 1)], weight=2)]),
    })  # fmt: skip
    answers = [answer("A-01a", 1), answer("B-01a", 2), blank("B-02a")]
    found = settle(made, answers)
    shown = [(item.criterion, item.total, item.label) for item in found.criteria]
    assert shown == [
        ("B-02", F(1, 2) * 75, Label.NOT_TOLD),
        ("A-01", F(1, 4) * 50, Label.WEAKNESS),
        ("B-01", F(1, 4) * 25, Label.WEAKNESS),
    ]
    assert found.total == F(75, 2) + F(50, 4) + F(25, 4)
    assert found.not_told == F(75, 2)


def test_without_support_a_level_counts_as_the_unsupported_one() -> None:
    found = settle(PLAIN, [answer("A-01a", 4, confirmed=None), answer("A-01b", 4)])
    assert found.parts == {Label.UNSUPPORTED: 75 - F(3 * 50 + 100, 4)}


@pytest.mark.parametrize("untold", [blank, invalid, not_applicable])
def test_what_has_no_answer_counts_as_nothing_and_so_does_what_is_excused(untold) -> None:  # type: ignore[no-untyped-def]
    found = settle(PLAIN, [untold("A-01a"), answer("A-01b", 4)])
    assert found.parts == {Label.NOT_TOLD: 75 - F(100, 4)}


def test_a_contradicted_level_counts_as_the_measured_one() -> None:
    found = settle(one_criterion("within"), [answer("A-01a", 4)], files([LATE] * 9))
    assert found.parts == {Label.CONTRADICTED: 75}, "0 of 9 in time is level 0"


def test_a_lower_level_does_not_get_round_the_cases() -> None:
    made = one_criterion("within")
    totals = [settle(made, [answer("A-01a", n)], files([LATE] * 9)).total for n in range(5)]
    assert totals == [75] * 5, "level 1 is not contradicted, but 4 would be"


def test_a_measure_tests_the_checks_that_it_names() -> None:
    one = criterion("A-01", [("a", 3), ("b", 1)])
    tests_b = msgspec.structs.replace(measure("A-01m1", "within"), tests=("A-01b",))
    made = framework({"A": (1, [measured(one, tests_b)])})
    found = settle(made, [answer("A-01a", 4), answer("A-01b", 4)], files([LATE] * 9))
    assert found.total == 75 - F(3 * 100, 5), "a keeps its 100, b and the measure have 0"


def test_without_case_files_the_levels_that_they_would_test_are_not_known_either() -> None:
    found = settle(one_criterion("within"), [answer("A-01a", 4)])
    assert found.parts == {Label.NOT_TOLD: 75}
    # known as far as it is told: 50 of 75 points of the check, weight 3; the measure, weight 1
    found = settle(one_criterion("within"), [answer("A-01a", 1)])
    assert found.parts == {Label.WEAKNESS: F(75, 2), Label.NOT_TOLD: F(75, 2)}
    assert found.criteria[0].label is Label.WEAKNESS, "of equals the first"


@pytest.mark.parametrize("selection", [Selection.OTHER, Selection.UNSAID, Selection.INCOMPLETE])
def test_cases_chosen_in_another_way_tell_nothing(selection: Selection) -> None:
    cases = files([case()] * 9, selection)
    assert settle(one_criterion("within"), [answer("A-01a", 4)], cases).not_told == 75


def test_too_few_cases_are_withheld_unless_all_are_listed() -> None:
    made, high = one_criterion("within"), [answer("A-01a", 4)]
    few = files([case()] * 3)
    assert settle(made, high, few).total == 0, "the measure leaves the sum"
    assert settle(made, high, msgspec.structs.replace(few, in_period=5)).total == 0, "too few"
    assert settle(made, high, msgspec.structs.replace(few, in_period=6)).not_told == 75
    assert settle(made, high, files([case()] * 3, Selection.RANDOM)).not_told == 75
    none = CaseFiles(table=None, listed=0, in_period=0, selection=Selection.UNSAID)
    assert settle(made, high, none).total == 0, "there were none to list"


def test_cases_that_are_not_listed_and_cells_left_empty_may_be_the_worst() -> None:
    made, high = one_criterion("within"), [answer("A-01a", 4)]
    good = files([case()] * 10)
    assert settle(made, high, good).total == 0
    # 10 of 12 in time would be 83.3 %, level 2: measure and check count 50
    missing = msgspec.structs.replace(good, in_period=12)
    assert settle(made, high, missing).parts == {Label.NOT_TOLD: 25}
    empty = files([*[case()] * 10, *[case(started="")] * 2])
    assert settle(made, high, empty).parts == {Label.NOT_TOLD: 25}
    assert settle(made, high, msgspec.structs.replace(good, in_period=None)).not_told == 75


def test_a_case_that_is_not_listed_is_known_no_better_than_one_left_empty() -> None:
    made, high = one_criterion("within"), [answer("A-01a", 4)]
    some = files([*[case()] * 10, case(started="")])
    # 10 of 11 in time at worst, level 3; 10 of 12, level 2; of 13 less than 80 % are known
    worst = [msgspec.structs.replace(some, in_period=number) for number in (11, 12, 13)]
    assert [settle(made, high, cases).total for cases in worst] == [0, 25, 75]


def test_of_people_nobody_knows_how_many_a_missing_case_is_about() -> None:
    made, high = one_criterion("share"), [answer("A-01a", 4)]
    missing = msgspec.structs.replace(files([case()] * 30), in_period=31)
    assert settle(made, high, missing).not_told == 75


def test_a_median_takes_missing_cases_to_wait_for_ever() -> None:
    made, high = one_criterion("median"), [answer("A-01a", 4)]
    waits = [case(started=OPENED + (1 if place < 6 else 10)) for place in range(11)]
    assert settle(made, high, files(waits)).total == 0, "the sixth of eleven waited a day"
    # with one more that never ends the median is between 1 and 10 days: 5.5, level 2
    missing = msgspec.structs.replace(files(waits), in_period=12)
    assert settle(made, high, missing).parts == {Label.NOT_TOLD: 25}


def test_a_weakness_that_has_come_about_is_a_regression() -> None:
    answers = [answer("A-01a", 1), answer("A-01b", 4, confirmed=None)]
    found = settle(PLAIN, answers, None, "A-01")
    # a lacks 50 points at weight 3, b 25 at weight 1 for want of support
    assert found.total == 75 - F(3 * 25 + 50, 4)
    assert found.parts == {
        Label.REGRESSED: found.total * F(150, 175),
        Label.UNSUPPORTED: found.total * F(25, 175),
    }
    assert sum(found.parts.values()) == found.total


def forces(*given: tuple[str, Response, bool]) -> list[ForceScore]:
    other = answer("A-01b", 4)
    return [
        scored(PLAIN, [first, other], force=name, code=name, fictional=made_up)
        for name, first, made_up in given
    ]


def test_forces_stand_by_their_points_and_invented_ones_after_real_ones() -> None:
    found = forces(
        ("Strong", answer("A-01a", 4), False),
        ("Weak", answer("A-01a", 1), False),
        ("Silent", blank("A-01a"), False),
        ("Made up", answer("A-01a", 0), True),
    )
    lists = visit_lists(found, PLAIN)
    assert lists.ranking == (2, 1, 0, 3)
    assert (lists.visit_first(), lists.ask_first()) == (1, 2)
    assert lists.counted == (0, 1, 2)
    lists = visit_lists(found[::-1], PLAIN)
    assert lists.ranking == (1, 2, 3, 0), "the order of the files makes no difference"
    lists = visit_lists(found[:1], PLAIN)
    assert (lists.visit_first(), lists.ask_first()) == (None, None)


def test_one_small_entry_does_not_outrank_a_failing_force() -> None:
    made = framework({
        "A": (1, [measured(criterion("A-01", [("a", 1)]), measure("A-01m1", "within"))]),
        "B": (50, [criterion("B-01", [("a", 1)])]),
    })  # fmt: skip
    differing = scored(
        made, [answer("A-01a", 4), answer("B-01a", 4)], files([LATE] * 9), force="Differs"
    )
    failing = scored(
        made, [answer("A-01a", 3), answer("B-01a", 0)], files([case()] * 9), force="Fails"
    )
    assert visit_lists([differing, failing], made).ranking == (1, 0)
