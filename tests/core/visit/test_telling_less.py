"""Telling less never pays: neither in the order of a visit nor on the list."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.core.scoring.submission import Submission
from slavery_benchmark.core.visit.all_forces import visit_lists
from slavery_benchmark.core.visit.priority import PriorityRule
from tests.core.visit.telling import FRAMEWORK, LESS, lowered, submissions, telling_less
from tests.length import either

RULE = PriorityRule(FRAMEWORK)
EXAMPLES = either(short=12, full=60)
"""2,000 each were tried once, with --hypothesis-seed=20261201; raise the number to do so again."""


def points_of(force: ForceScore) -> dict[str, object]:
    return {item.criterion: item.total for item in RULE.points_to_settle(force).criteria}


def assert_no_better(before: Submission, after: Submission) -> None:
    """Every entry stays, with as many points or more; so the force goes up the list or stays."""
    then, now = (score_submission(item, FRAMEWORK) for item in (before, after))
    old, new = points_of(then), points_of(now)
    for criterion, points in old.items():
        assert new.get(criterion, 0) >= points, criterion  # type: ignore[operator]


@pytest.mark.parametrize("what", LESS)
@settings(max_examples=EXAMPLES, deadline=None)
@given(data=st.data(), own=submissions())
def test_telling_less_moves_no_entry_down(what: str, data: st.DataObject, own: Submission) -> None:
    less = data.draw(telling_less(own, what))
    if less is not None:
        assert_no_better(own, less)


@settings(max_examples=EXAMPLES, deadline=None)
@given(data=st.data(), own=submissions())
def test_lowering_a_level_moves_no_entry_down(data: st.DataObject, own: Submission) -> None:
    assert_no_better(own, data.draw(lowered(own)))


@settings(max_examples=EXAMPLES, deadline=None)
@given(data=st.data(), own=submissions(), others=st.lists(submissions(), max_size=3))
def test_a_force_that_tells_less_stays_or_goes_up_the_list(
    data: st.DataObject, own: Submission, others: list[Submission]
) -> None:
    less = data.draw(telling_less(own, data.draw(st.sampled_from(LESS)))) or own
    rest = [score_submission(item, FRAMEWORK) for item in others]
    places = [
        visit_lists([*rest, score_submission(item, FRAMEWORK)], FRAMEWORK).ranking.index(len(rest))
        for item in (own, less)
    ]
    assert places[1] <= places[0]


@settings(max_examples=EXAMPLES, deadline=None)
@given(data=st.data(), own=submissions())
def test_less_evidence_and_lower_levels_never_raise_the_band(
    data: st.DataObject, own: Submission
) -> None:
    """What is left blank leaves the score, and so may raise it: its range then says how low."""
    less = data.draw(st.one_of(telling_less(own, "evidence"), lowered(own)))
    assert less is not None
    bands = [score_submission(item, FRAMEWORK).overall.band for item in (own, less)]
    order = [None, *(band.word for band in FRAMEWORK.bands)]
    if bands[0] is not None:
        assert order.index(bands[1]) <= order.index(bands[0])


@pytest.mark.parametrize("what", LESS)
@settings(max_examples=EXAMPLES, deadline=None)
@given(data=st.data(), own=submissions())
def test_telling_less_never_raises_what_the_score_could_be_at_worst(
    what: str, data: st.DataObject, own: Submission
) -> None:
    less = data.draw(telling_less(own, what))
    if less is None or what in ("row", "cell"):
        return  # a few cases that are not known leave a measure its level
    worst = [score_submission(item, FRAMEWORK).overall.tally.low for item in (own, less)]
    if worst[0] is not None and worst[1] is not None:
        assert worst[1] <= worst[0]
