"""Reviews are set beside the returns that they are about, by digest."""

from fractions import Fraction as F

import msgspec
import pytest

from slavery_benchmark.core.agreement.paired import Reach, pair_reviews, verified, without_review
from slavery_benchmark.core.problems import Code, problem
from slavery_benchmark.core.review.agreed import Stage
from slavery_benchmark.core.scoring.scores import Assurance
from slavery_benchmark.core.scoring.scoring import score_submission
from tests.builders import END, START
from tests.core.agreement.made import FRAMEWORK, NOTE, agreed, returned, review, reviews_of

KENT = returned(3, 3, 2, None)


def test_levels_of_reviews_that_do_not_differ_count_until_there_is_an_agreed_one() -> None:
    one, other = review(KENT, 2, 3, None, 1), review(KENT, 2, 1, 4, None, who="B")
    found = reviews_of(KENT, other, one)
    assert found.levels == {"AAA-01a": 2, "BBB-01a": 4, "BBB-01b": 1}
    assert [item.reviewer for item in found.single] == ["A", "B"]
    assert (found.verification.agreed, found.verification.signed_off) == (False, False)
    assert [item.file for item in found.verification.reviews] == ["review-A.xlsx", "review-B.xlsx"]
    whole = reviews_of(KENT, one, other, agreed(KENT, 1, None, None, None))
    assert whole.levels == {"AAA-01a": 1}
    assert (whole.verification.agreed, whole.verification.signed_off) == (True, False)
    assert [item.file for item in whole.verification.reviews] == ["agreed.xlsx"]


def test_of_agreed_reviews_the_one_that_has_come_furthest_counts() -> None:
    first, last = agreed(KENT, 1, 1, 1, 1), agreed(KENT, 2, 2, 2, 2, stage=Stage.SIGNED)
    source = msgspec.structs.replace(last.source, sha256="f" * 64)
    last = msgspec.structs.replace(last, source=source)
    found = reviews_of(KENT, last, first)
    assert found.agreed == last
    assert found.verification.signed_off


def test_two_agreed_reviews_of_one_stage_are_refused_both() -> None:
    one, other = agreed(KENT, 1, 1, 1, 1), agreed(KENT, 2, 2, 2, 2)
    other = msgspec.structs.replace(
        other, source=msgspec.structs.replace(other.source, file="b.xlsx", sha256="f" * 64)
    )
    pairing = pair_reviews([one, other], [KENT])
    assert pairing.of == {}
    assert [item.code for item in pairing.problems] == [Code.REVIEW_AGREED_TWICE] * 2
    assert pairing.problems[0].found == "agreed.xlsx, b.xlsx"


def test_one_file_given_twice_is_one_review() -> None:
    item = review(KENT, 1, 1, 1, 1)
    assert reviews_of(KENT, item, item).single == (item,)


def test_a_review_of_a_return_that_is_not_here_is_said() -> None:
    elsewhere = returned(1, 1, 1, 1, sha="9", force="Elder", code="")
    pairing = pair_reviews([review(elsewhere, 1, 1, 1, 1)], [KENT])
    assert pairing.of == {}
    (said,) = pairing.problems
    assert said.line() == (
        "r/A: error: the return that a review is about is not among the files, so the review "
        "counts nowhere: found “kent.xlsx of Elder”; expected that return among the files, "
        "SHA-256 999999999999…. [review-return-missing]"
    )


def test_a_return_changed_since_is_said_and_not_mixed_up() -> None:
    before = returned(1, 1, 1, 1, sha="9")
    pairing = pair_reviews([review(before, 1, 1, 1, 1)], [KENT])
    assert pairing.of == {}
    (said,) = pairing.problems
    assert said.line() == (
        "r/A: error: a review is about another file for this force and period, so it counts "
        "nowhere: found “kent.xlsx, SHA-256 000000000000…”; expected the return as it was "
        "reviewed, SHA-256 999999999999…; take that file, or review the new one. "
        "[review-return-changed]"
    )


def test_problems_inside_a_review_are_told_with_it() -> None:
    (said,) = pair_reviews([review(returned(1, 1, 1, 1, sha="9"), 1, 1, 1, 1)], [KENT]).problems
    pairing = pair_reviews([review(KENT, 1, 1, 1, 1, problems=(said,))], [KENT])
    assert pairing.problems == (said,)
    assert len(pairing.of) == 1


def test_a_level_or_check_that_the_framework_does_not_have_stays_out() -> None:
    few = msgspec.structs.replace(FRAMEWORK, levels=FRAMEWORK.levels[:3])
    found = verified(KENT, reviews_of(KENT, review(KENT, 2, 3, None, None)), few)
    assert [item.verified_level for item in found.responses] == [2, None, None, None]


# By hand, for levels 3, 3, 2 and no answer, all with evidence: supported AAA-01 75, BBB-01 50 (its
# b is blank), overall (75 + 50) / 2 = 62.5. An inspector says 1, 3, 2 and 4: AAA-01 (25 + 75) / 2 =
# 50; BBB-01 (3 x 50 + 1 x 100) / 4 = 62.5; overall 56.25. Reviewed is all. If only AAA-01a and
# BBB-01a are looked at (1 and 2): AAA-01 50, BBB-01 50 as b stays blank, and reviewed is
# (1/2 + 3/4) / 2 = 0.625, which is under 0.8.


def test_where_all_is_verified_that_is_the_score_and_the_others_stand_beside() -> None:
    found = verified(KENT, reviews_of(KENT, agreed(KENT, 1, 3, 2, 4)), FRAMEWORK)
    score = score_submission(found, FRAMEWORK)
    tally = score.overall.tally
    assert score.counts_verified
    found_here = [tally.score, tally.supported, tally.verified, tally.reviewed]
    assert found_here == [F(225, 4), F(125, 2), F(225, 4), 1]
    assert tally.claimed == F(125, 2)
    assert [item.counted_level for item in score.checks] == [1, 3, 2, 4]
    assert {item.assurance for item in score.checks} == {Assurance.VERIFIED}
    assert [tally.coverage, tally.low, tally.high] == [1, F(225, 4), F(225, 4)]
    node = score.node("AAA-01").tally
    assert [node.score, node.supported, node.verified] == [50, 75, 50]
    assert score.node("BBB-01").tally.score == F(125, 2)


def test_where_too_little_is_verified_the_score_stays_what_it_was() -> None:
    found = verified(KENT, reviews_of(KENT, agreed(KENT, 1, None, 2, None)), FRAMEWORK)
    score, alone = score_submission(found, FRAMEWORK), score_submission(KENT, FRAMEWORK)
    tally = score.overall.tally
    assert not score.counts_verified
    assert [tally.score, tally.verified, tally.reviewed] == [F(125, 2), 50, F(5, 8)]
    assert [item.counted_level for item in score.checks] == [3, 3, 2, None]
    assert [item.assurance for item in score.checks] == [
        *(Assurance.VERIFIED, Assurance.DOCUMENTED, Assurance.VERIFIED, None),
    ]
    names = ("score", "claimed", "low", "high", "coverage", "excused")
    for name in names:
        assert getattr(tally, name) == getattr(alone.overall.tally, name)
    assert score.overall.band == alone.overall.band


def test_enough_is_the_coverage_that_a_band_needs_the_limit_included() -> None:
    # AAA-01 whole and BBB-01a: (1 + 3/4) / 2 = 0.875; with b and not AAA-01b: (1/2 + 1) / 2 = 0.75
    enough = verified(KENT, reviews_of(KENT, agreed(KENT, 1, 3, 2, None)), FRAMEWORK)
    too_little = verified(KENT, reviews_of(KENT, agreed(KENT, 1, None, 2, 4)), FRAMEWORK)
    assert score_submission(enough, FRAMEWORK).counts_verified
    assert not score_submission(too_little, FRAMEWORK).counts_verified
    coverage = msgspec.structs.replace(FRAMEWORK.coverage, minimum=0.75)
    lower = msgspec.structs.replace(FRAMEWORK, coverage=coverage)
    assert score_submission(too_little, lower).counts_verified


def test_what_was_not_reviewed_stays_what_it_was() -> None:
    found = verified(KENT, reviews_of(KENT, agreed(KENT, 1, 3, 2, None)), FRAMEWORK)
    score = score_submission(found, FRAMEWORK)
    assert score.check("BBB-01b").counted_level is None
    assert score.overall.tally.coverage == F(7, 8)
    assert score.check("BBB-01b").node.tally.verified is None
    assert score.check("BBB-01b").assurance is None


def test_a_check_said_not_to_apply_counts_where_an_inspector_gave_it_a_level() -> None:
    away = returned(3, 3, 2, "No custody.")
    seen = verified(away, reviews_of(away, agreed(away, 3, 3, 2, 0)), FRAMEWORK)
    score = score_submission(seen, FRAMEWORK)
    assert score.overall.tally.excused == 0
    assert score.check("BBB-01b").counted_level == 0
    assert score.node("BBB-01").tally.score == F(3 * 50, 4)
    left = verified(away, reviews_of(away, agreed(away, 3, 3, 2, None)), FRAMEWORK)
    score = score_submission(left, FRAMEWORK)
    assert score.overall.tally.reviewed == 1  # what does not apply need not be looked at
    assert score.node("BBB-01").tally.excused == F(1, 4)


def test_a_verified_level_needs_no_evidence_of_the_force() -> None:
    bare = msgspec.structs.replace(
        KENT,
        responses=tuple(msgspec.structs.replace(item, evidence="") for item in KENT.responses),
    )
    assert score_submission(bare, FRAMEWORK).check("AAA-01a").counted_level == 2
    found = verified(bare, reviews_of(bare, agreed(bare, 4, 4, 4, 4)), FRAMEWORK)
    assert score_submission(found, FRAMEWORK).overall.tally.score == 100


@pytest.mark.parametrize("rung", [Assurance.DOCUMENTED, Assurance.OWN_CASES, Assurance.VERIFIED])
def test_verified_is_the_highest_rung(rung: Assurance) -> None:
    found = verified(KENT, reviews_of(KENT, agreed(KENT, 1, None, None, None)), FRAMEWORK)
    score = score_submission(found, FRAMEWORK, rung)
    assert Assurance.VERIFIED.reaches(rung)
    assert not score.check("AAA-01a").set_aside
    aside = rung is not Assurance.DOCUMENTED
    assert [item.set_aside for item in score.checks] == [False, aside, aside, False]
    verified_counts = rung is Assurance.VERIFIED
    assert score.check("AAA-01a").counted_level == (1 if verified_counts else 3)


def test_without_a_review_nothing_of_it_is_in_a_score() -> None:
    score = score_submission(KENT, FRAMEWORK)
    for node in (score.overall, *score.themes, *score.criteria, *(c.node for c in score.checks)):
        tally = node.tally
        assert [tally.supported, tally.with_verified, tally.reviewed] == [None, None, None]
    assert (KENT.period_start, KENT.period_end) == (START, END)


def test_two_reviews_by_one_reviewer_count_neither() -> None:
    one = review(KENT, 1, 1, 1, 1)
    source = msgspec.structs.replace(one.source, file="again.xlsx", sha256="f" * 64)
    again = review(KENT, 2, 2, 2, 2, source=source, reviewer="a")
    pairing = pair_reviews([one, again, review(KENT, 3, 3, 3, 3, who="B")], [KENT])
    assert [item.code for item in pairing.problems] == [Code.REVIEWER_TWICE] * 2
    assert pairing.problems[0].found == "A, also in again.xlsx"
    assert [item.reviewer for item in pairing.of[KENT.source.sha256].single] == ["B"]


@pytest.mark.parametrize(
    ("reach", "seen"),
    [(Reach.ALL, {"AAA-01a": 2}), (Reach.AGREED, {"AAA-01a": 2}), (Reach.SIGNED, None)],
)
def test_who_may_not_be_told_of_a_review_is_told_nothing(
    reach: Reach, seen: dict[str, int] | None
) -> None:
    wrong = problem(Code.NOTE_TWICE, file="r/A", found=NOTE)
    own = review(KENT, 1, 1, 1, 1, problems=(wrong,))
    both = pair_reviews([own, agreed(KENT, 2, None, None, None)], [KENT], reach)
    found = both.of.get(KENT.source.sha256)
    assert (found and found.levels) == seen
    alone = pair_reviews([own], [KENT], reach)
    if reach is not Reach.ALL:
        assert both.problems == alone.problems == ()
        assert alone.of == {}
    else:
        assert alone.problems == (wrong,)


def test_a_submission_without_its_review_is_the_one_that_was_sent() -> None:
    found = verified(KENT, reviews_of(KENT, agreed(KENT, 1, 3, 2, 4)), FRAMEWORK)
    assert without_review(found) == KENT
