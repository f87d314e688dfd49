"""What inspectors have seen is settled on a visit list: it comes down to their level."""

from slavery_benchmark.core.agreement.paired import verified
from slavery_benchmark.core.change.levers import levers_of
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.core.visit.entry import Why
from slavery_benchmark.core.visit.priority import Label, PriorityRule
from slavery_benchmark.core.visit.visit import visit_list
from tests.builders import answer, submission
from tests.core.agreement.made import CHECKS, FRAMEWORK, agreed, returned, reviews_of

KENT = returned(3, 3, 2, None)


def seen(*levels: int | None) -> ForceScore:
    found = verified(KENT, reviews_of(KENT, agreed(KENT, *levels)), FRAMEWORK)
    return score_submission(found, FRAMEWORK)


def test_a_blank_answer_that_was_seen_is_no_longer_untold() -> None:
    """By hand: BBB-01 is half of the score. Its b (a quarter) at 1 in place of 0, a (3/4) at 2."""
    rule = PriorityRule(FRAMEWORK)
    before = rule.points_to_settle(score_submission(KENT, FRAMEWORK))
    after = rule.points_to_settle(seen(None, None, None, 1))
    assert before.not_told > 0
    assert after.not_told == 0
    assert before.total - after.total == 25 / 4 / 2
    assert set(after.parts) == {Label.WEAKNESS}


def test_a_level_seen_to_be_lower_is_a_known_weakness_with_its_own_word() -> None:
    force = seen(1, 3, 2, 3)
    points = PriorityRule(FRAMEWORK).points_to_settle(force)
    entries = {item.criterion: item for item in visit_list(force, points, FRAMEWORK)}
    grounds = entries["AAA-01"].grounds
    assert [(item.why, item.checks) for item in grounds] == [(Why.LOW, ("AAA-01a",))]


def test_a_reference_beside_a_level_that_was_seen_would_move_nothing() -> None:
    bare = submission([answer(check, 4, confirmed=None) for check in CHECKS])
    whole = verified(bare, reviews_of(bare, agreed(bare, 1, 1, 1, 1)), FRAMEWORK)
    assert levers_of(score_submission(bare, FRAMEWORK), FRAMEWORK).by_reference() > 0
    assert levers_of(score_submission(whole, FRAMEWORK), FRAMEWORK).by_reference() == 0
