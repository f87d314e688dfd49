"""What the public is told of inspectors' levels: nothing before sign-off, then levels alone."""

import pytest

from slavery_benchmark.core.agreement.paired import verified
from slavery_benchmark.core.review.agreed import Stage
from slavery_benchmark.core.scoring.scores import Assurance
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.core.view.public import public_force
from tests.core.agreement.made import FRAMEWORK, NOTE, agreed, returned, reviews_of

KENT = returned(3, 3, 2, None)
BARE = public_force(score_submission(KENT, FRAMEWORK), FRAMEWORK, Assurance.ASSERTED)


@pytest.mark.parametrize("stage", [Stage.AGREED, Stage.ANSWERED])
def test_before_sign_off_the_public_sees_what_it_would_without_a_review(stage: Stage) -> None:
    found = verified(KENT, reviews_of(KENT, agreed(KENT, 1, 1, 1, 1, stage=stage)), FRAMEWORK)
    score = score_submission(found, FRAMEWORK)
    assert score.counts_verified
    assert public_force(score, FRAMEWORK, Assurance.ASSERTED) == BARE


def test_after_sign_off_it_sees_the_verified_score_and_levels_and_no_file_and_no_note() -> None:
    review = agreed(KENT, 1, 1, 1, 1, stage=Stage.SIGNED)
    score = score_submission(verified(KENT, reviews_of(KENT, review), FRAMEWORK), FRAMEWORK)
    view = public_force(score, FRAMEWORK, Assurance.ASSERTED)
    assert view.counts_verified
    assert view.overall.tally.score == view.overall.tally.verified == 25
    assert view.overall.tally.supported == BARE.overall.tally.score
    assert [check.verified_level for check in view.checks] == [1, 1, 1, 1]
    assert view.verification is not None
    assert (view.verification.signed_off, view.verification.reviews) == (True, ())
    assert NOTE not in repr(view)
    assert review.source.sha256 not in repr(view)
