"""Judged and measured levels in one criterion, worked by hand: score, assurance, discrepancy."""

from fractions import Fraction as F

import msgspec
import pytest

from slavery_benchmark.core.cases.measuring import MeasureState
from slavery_benchmark.core.cases.table import CaseFiles, Selection
from slavery_benchmark.core.framework.case_sheet import NO, YES
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.scores import Assurance, ForceScore
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.core.scoring.submission import Response
from tests.builders import answer, blank, criterion, framework, submission
from tests.cases import case_files, measure


def measuring_framework(*measure_ids: str) -> Framework:
    """Return one theme with one criterion: two checks of weight 2 and 1, and shipped measures."""
    made = criterion("COO-01", [("a", 2), ("b", 1)])
    measures = tuple(
        msgspec.structs.replace(measure(measure_id), tests=()) for measure_id in measure_ids
    )
    return framework({"COO": (1, [msgspec.structs.replace(made, measures=measures)])})


def scored(
    first: Response,
    second: Response,
    cases: CaseFiles | None,
    *measure_ids: str,
    at_least: Assurance = Assurance.ASSERTED,
) -> ForceScore:
    """Score two answers and these case files."""
    made = submission([first, second], cases=cases)
    return score_submission(made, measuring_framework(*measure_ids or ("COO-01m1",)), at_least)


def shared(yes: int, no: int, selection: Selection = Selection.ALL) -> CaseFiles:
    """Return case files in which so many cases were shared with the NCA, and so many were not."""
    return case_files({"nca": [YES] * yes + [NO] * no}, selection=selection)


def test_the_score_of_a_criterion_is_from_both_as_the_framework_weighs_them() -> None:
    # weights 2, 1 and 0.5 (the shipped measure); levels 4, 3 and 1 (8 of 20, 40 %, level 1)
    found = scored(answer("COO-01a", 4), answer("COO-01b", 3), shared(8, 12))
    assert found.measure("COO-01m1").measured.level == 1
    # (2 x 100 + 1 x 75 + 0.5 x 25) / 3.5 = 287.5 / 3.5 = 82.14
    assert found.node("COO-01").tally.score == F(575, 7)
    assert found.node("COO-01m1").effective_weight == F(1, 7)
    # 82.1 is above 75, but a measured level below 2 keeps it from being at target
    assert found.overall.position == "above"


def test_a_measure_stands_in_its_criterion_with_its_own_title_and_what_it_weighs() -> None:
    only_shown = msgspec.structs.replace(measure("COO-02m1"), id="COO-01m9", weight=None, bands=())
    made = criterion("COO-01", [("a", 2), ("b", 1)])
    made = msgspec.structs.replace(made, measures=(measure("COO-01m1"), only_shown))
    found = score_submission(
        submission([answer("COO-01a", 4), answer("COO-01b", 3)], cases=shared(8, 12)),
        framework({"COO": (1, [made])}),
    )
    scored_one, shown = (found.node(name) for name in ("COO-01m1", "COO-01m9"))
    assert (scored_one.title, scored_one.parent) == (measure("COO-01m1").title, "COO-01")
    assert (scored_one.weight, scored_one.effective_weight) == (F(1, 2), F(1, 7))
    assert (shown.weight, shown.effective_weight) == (F(0), F(0)), "what is only shown has no share"


def test_case_files_that_are_not_supplied_are_unanswered() -> None:
    found = scored(answer("COO-01a", 4), answer("COO-01b", 3), None)
    tally = found.overall.tally
    assert tally.score == F(275, 3)
    # 3 of 3.5 answered; the rest could make it (275 + 0) / 3.5 to (275 + 50) / 3.5
    assert (tally.coverage, tally.low, tally.high) == (F(6, 7), F(550, 7), F(650, 7))
    assert found.judgement_alone


def test_a_measure_with_too_few_cases_leaves_every_sum() -> None:
    found = scored(answer("COO-01a", 4), answer("COO-01b", 3), shared(5, 0))
    tally = found.overall.tally
    assert found.measure("COO-01m1").measured.state is MeasureState.TOO_FEW
    assert (tally.score, tally.low, tally.high) == (F(275, 3), F(275, 3), F(275, 3))
    assert tally.coverage == 1
    assert (tally.excused, tally.too_few) == (F(0), F(1, 7))
    assert found.judgement_alone


def test_chosen_cases_are_unanswered_and_never_score() -> None:
    found = scored(
        answer("COO-01a", 4), answer("COO-01b", 3), shared(20, 0, selection=Selection.OTHER)
    )
    assert found.measure("COO-01m1").node.tally.score is None
    assert found.overall.tally.coverage == F(6, 7)


@pytest.mark.parametrize(
    ("judged", "yes", "no", "differs"),
    [
        # 8 of 20: level 1, interval 21.9 to 61.3 %, so level 1 at best
        (4, 8, 12, True),
        (3, 8, 12, True),
        (2, 8, 12, False),  # one level apart
        # 9 of 15: level 1; interval 35.7 to 80.2 %, so level 2 at best
        (3, 9, 6, True),
        # 8 of 10: level 2; interval 49.0 to 94.3 %, level 3 at best
        (4, 8, 2, True),
        # 6 of 10: level 1; interval 31.3 to 83.2 %, level 2 at best
        (3, 6, 4, True),
        (2, 6, 4, False),
        # 3 of 10: level 0; interval 10.8 to 60.3 %, level 1 at best
        (2, 3, 7, True),
        (1, 3, 7, False),
        # 9 of 10: level 3
        (4, 9, 1, False),
    ],
)
def test_a_judged_level_differs_from_own_cases(
    judged: int, yes: int, no: int, *, differs: bool
) -> None:
    found = scored(answer("COO-01a", judged), answer("COO-01b", 0), shared(yes, no))
    assert found.check("COO-01a").differs_from == (("COO-01m1",) if differs else ())
    assert found.measure("COO-01m1").differs_from == (("COO-01a",) if differs else ())


def test_a_level_that_chance_leaves_open_does_not_differ() -> None:
    # 2 of 10: level 0; interval 5.7 to 51.0 %, level 1 at best: judged 1 is not above that
    made = scored(answer("COO-01a", 1), answer("COO-01b", 2), shared(2, 8))
    assert made.check("COO-01a").differs_from == ()
    assert made.check("COO-01b").differs_from == ("COO-01m1",)


def test_the_claim_and_not_the_supported_level_is_held_against_own_cases() -> None:
    # a 4 without evidence counts as 2, and is still a claim of 4 beside a measured 1
    found = scored(answer("COO-01a", 4, confirmed=None), answer("COO-01b", 1), shared(8, 12))
    assert found.check("COO-01a").counted_level == 2
    assert found.check("COO-01a").differs_from == ("COO-01m1",)


def test_assurance_rises_when_own_cases_agree() -> None:
    first, second = answer("COO-01a", 3), answer("COO-01b", 4)
    agree = scored(first, second, shared(19, 3))  # 86 %: level 3
    assert agree.check("COO-01a").assurance is Assurance.OWN_CASES
    assert agree.check("COO-01b").assurance is Assurance.DOCUMENTED
    asserted = scored(answer("COO-01a", 2, confirmed=None), second, shared(19, 3))
    assert asserted.check("COO-01a").assurance is Assurance.ASSERTED
    unmeasured = scored(first, second, shared(5, 0))
    assert unmeasured.check("COO-01a").assurance is Assurance.DOCUMENTED


def test_the_score_at_a_rung_sets_lesser_answers_aside() -> None:
    first, second = answer("COO-01a", 3), answer("COO-01b", 2, confirmed=None)
    found = scored(first, second, shared(19, 3), at_least=Assurance.DOCUMENTED)
    # a (weight 2) at 75, the measure (0.5) at 75; b (1) is set aside and counts as unanswered
    assert found.overall.tally.score == 75
    assert found.overall.tally.coverage == F(5, 7)
    assert found.check("COO-01b").set_aside
    assert found.check("COO-01b").response.level == 2
    own = scored(first, answer("COO-01b", 4), shared(19, 3), at_least=Assurance.OWN_CASES)
    assert (own.check("COO-01a").set_aside, own.check("COO-01b").set_aside) == (False, True)


def test_a_measure_that_is_not_scored_changes_nothing() -> None:
    with_it = scored(
        answer("COO-01a", 4), blank("COO-01b"), case_files({"rocu": [NO] * 12}), "COO-02m2"
    )
    without = score_submission(
        submission([answer("COO-01a", 4), blank("COO-01b")]), measuring_framework()
    )
    assert with_it.overall == without.overall
    assert with_it.measure("COO-02m2").measured.value == 0
    assert with_it.measure("COO-02m2").measured.level is None
