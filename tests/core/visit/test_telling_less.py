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


def bands_of(own: Submission) -> list[tuple[int, int]]:
    """Return of the whole, themes and criteria the places of the band printed and of the floor's.

    -1: no band is printed.
    """
    force = score_submission(own, FRAMEWORK)
    places = {band.word: place for place, band in enumerate(FRAMEWORK.bands)}
    return [
        (
            -1 if node.band is None else places[node.band],
            -1 if node.tally.floor is None else places[FRAMEWORK.band_of(node.tally.floor).word],
        )
        for node in (force.overall, *force.themes, *force.criteria)
    ]


def assert_no_higher(before: Submission, after: Submission) -> None:
    """No band is above the one before; where there was none, above what was certain then."""
    for (then, certain), (now, _) in zip(bands_of(before), bands_of(after), strict=True):
        assert now <= (certain if then == -1 else then)


@pytest.mark.parametrize("what", [*LESS, "excuse"])
@settings(max_examples=EXAMPLES, deadline=None)
@given(data=st.data(), own=submissions())
def test_telling_less_never_raises_a_band(what: str, data: st.DataObject, own: Submission) -> None:
    less = data.draw(telling_less(own, what))
    if less is not None:
        assert_no_higher(own, less)


@settings(max_examples=EXAMPLES, deadline=None)
@given(data=st.data(), own=submissions())
def test_lowering_a_level_never_raises_a_band(data: st.DataObject, own: Submission) -> None:
    assert_no_higher(own, data.draw(lowered(own)))


@settings(max_examples=EXAMPLES, deadline=None)
@given(data=st.data(), own=submissions())
def test_telling_less_of_many_things_never_raises_a_band(
    data: st.DataObject, own: Submission
) -> None:
    less = own
    for what in data.draw(st.lists(st.sampled_from((*LESS, "excuse")), min_size=2, max_size=12)):
        less = data.draw(telling_less(less, what)) or less
    assert_no_higher(own, less)


@settings(max_examples=EXAMPLES, deadline=None)
@given(own=submissions())
def test_a_band_is_never_above_what_is_certain(own: Submission) -> None:
    """And at least says that the score itself lies in a higher one, or is not held by a limit."""
    force = score_submission(own, FRAMEWORK)
    for node in (force.overall, *force.themes, *force.criteria):
        tally = node.tally
        if tally.score is None or tally.floor is None:
            continue
        assert tally.floor <= tally.score
        assert tally.low is not None
        assert tally.floor <= tally.low
        if node.band is not None and node is not force.overall:
            assert node.band == FRAMEWORK.band_of(tally.floor).word
            assert node.band_at_least is (FRAMEWORK.band_of(tally.score).word != node.band)


@pytest.mark.parametrize("what", LESS)
@settings(max_examples=EXAMPLES, deadline=None)
@given(data=st.data(), own=submissions())
def test_telling_less_never_raises_what_is_certain(
    what: str, data: st.DataObject, own: Submission
) -> None:
    less = data.draw(telling_less(own, what))
    if less is not None:
        then, now = (score_submission(item, FRAMEWORK).overall.tally.floor for item in (own, less))
        assert then is not None
        assert now is not None
        assert now <= then
