"""What is said to the public of scores of which it sees a part: true beside every other view."""

from fractions import Fraction as F

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slavery_benchmark.core.change.progress import ProgressReport
from slavery_benchmark.core.scoring.scores import Assurance, ForceScore
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.core.scoring.submission import Response
from slavery_benchmark.core.view.model import ForceView, View
from slavery_benchmark.core.view.public import public_force
from slavery_benchmark.core.view.spoken import spoken_of
from slavery_benchmark.pages.words.scores import headline, row_note
from slavery_benchmark.pages.words.shown import (
    TOO_LITTLE_SHOWN,
    is_withheld_alone,
    over_different_parts,
)
from tests.builders import answer, blank, criterion, framework, submission
from tests.core.view.attack import Made
from tests.core.view.runs import scored, shipped
from tests.core.view.test_changes import even, progress, report, viewed
from tests.core.view.test_public import SLOW, cases
from tests.core.view.test_small_rests import joined, shown

LINKED = {"m1": shown(x=20), "m2": shown(x=19)}
"""Of two linked measures the counts differ by one: the later is closed."""


def seen(answers: list[Response], checks: int) -> tuple[ForceScore, ForceView]:
    """Return a force with so many checks and two measures, of which one is closed, and its view.

    The measures are a quarter of its weight each beside a check of a half.
    """
    ids = [(f"{letter}", 1) for letter in "abc"[:checks]]
    made = joined("m1", "m2")
    whole = msgspec.structs.replace(
        criterion("COO-01", ids), measures=made.themes[0].criteria[0].measures
    )
    rules = framework({"COO": (1, [whole])})
    force = score_submission(submission(answers), rules, measured=LINKED)
    return force, public_force(force, rules, Assurance.ASSERTED)


def said(view: ForceView) -> list[str]:
    return list(headline(spoken_of(view), shipped()))


@SLOW
@given(cases(), st.integers(0, 4))
def test_a_range_holds_the_score_of_every_other_view(made: Made, level: int) -> None:
    whole = scored("Aldermoss", made, level)
    view = public_force(whole, shipped(), Assurance.ASSERTED)
    for node in (view.overall, *view.themes, *view.criteria):
        true = whole.node(node.id).tally
        assert true.score is not None
        assert true.coverage is not None
        low, high = node.between or (node.tally.score, node.tally.score)
        assert low is not None
        assert high is not None
        assert low <= true.score <= high
        assert node.tally.coverage is not None
        assert node.tally.coverage <= true.coverage <= node.tally.coverage + node.untold


def test_where_views_would_give_two_scores_the_public_one_is_a_range_with_its_reason() -> None:
    force, view = seen([answer("COO-01a", 4)], 1)
    # level 4 on a half, level 2 on a quarter, and level 0 to 4 on the closed one
    assert view.overall.between == (F(125, 2), F(175, 2))
    first, second = said(view)[:2]
    assert first.startswith("Overall between 62.5 and 87.5 of 100")
    assert "no more is shown, as counts below 5 are in it or could be worked out" in first
    assert second == (
        f"Answered or measured: up to 100% of what applies; shown 75%: {TOO_LITTLE_SHOWN}."
    )
    assert not any("Overall between" in line for line in headline(force, shipped()))


def test_what_the_tool_keeps_back_is_never_said_to_be_too_little_answered() -> None:
    # shown as answered are 75 %, below the minimum of 80; answered may be all
    _, view = seen([answer("COO-01a", 4)], 1)
    assert view.overall.position is None
    assert is_withheld_alone(view.overall, shipped())
    assert "too little for a band" not in " ".join(said(view))
    assert "up to 100% answered" in row_note(view.overall)


def test_too_little_answered_is_said_of_what_was_not_answered() -> None:
    _, view = seen([blank("COO-01a")], 1)
    assert view.overall.position is None
    assert not is_withheld_alone(view.overall, shipped())
    line = next(line for line in said(view) if line.startswith("Answered or measured"))
    assert "up to 50% of what applies; shown 25%, too little for a band or a position" in line
    assert "All of it could be" in line
    assert TOO_LITTLE_SHOWN not in line


def test_what_is_seen_whole_is_said_as_before() -> None:
    whole = scored("Aldermoss", None, 3)
    view = public_force(whole, shipped(), Assurance.ASSERTED)
    assert view.overall.between is None
    assert not view.overall.untold
    assert not is_withheld_alone(view.overall, shipped())
    assert said(view)[0].startswith("Overall 75.0 of 100")


def test_ends_that_are_printed_alike_are_one_number() -> None:
    _, view = seen([answer("COO-01a", 4)], 1)
    near = msgspec.structs.replace(view.overall, between=(F(56251, 1000), F(56252, 1000)))
    assert not said(msgspec.structs.replace(view, overall=near))[0].startswith("Overall between")


@pytest.mark.parametrize(("small", "differs"), [(even(3), True), (None, False)])
def test_a_trend_over_different_parts_says_so(small: Made | None, *, differs: bool) -> None:
    made: ProgressReport = report(*progress("Alder", (2025, 1, small), (2026, 2, None)))
    for view, over in ((View.PUBLIC, differs), (View.INSPECTOR, False)):
        found = viewed(made, view).progress[0]
        assert found.differs_in_parts is over
        assert over_different_parts(found).startswith(", over different parts" if over else "")
        assert bool(over_different_parts(found)) is over
