"""What the public sees of what a force has to act on."""

from fractions import Fraction as F

import msgspec
import pytest

from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.core.view.lists import could_be_there
from slavery_benchmark.core.view.public import node_view
from tests.builders import answer, criterion, framework, submission

MADE = framework({"A": (1, [criterion("A-01", [("a", 1)])])})


@pytest.mark.parametrize(
    ("score", "position", "withheld", "expected"),
    [
        (F(75), Position.NOT_CERTAIN, F(1, 4), True),
        (F(74), Position.NOT_CERTAIN, F(1, 4), False),
        (None, Position.NOT_CERTAIN, F(1, 4), False),
        (F(75), Position.NOT_CERTAIN, F(0), False),
        (F(75), Position.ABOVE, F(1, 4), False),
    ],
)
def test_at_target_but_for_a_measure_that_is_not_shown_is_nothing_to_act_on(
    score: F | None, position: Position, withheld: F, *, expected: bool
) -> None:
    force = score_submission(submission([answer("A-01a", 3)]), MADE)
    (node,) = force.criteria
    tally = msgspec.structs.replace(node.tally, score=score)
    seen = node_view(msgspec.structs.replace(node, tally=tally, position=position), withheld)
    assert could_be_there(seen, MADE) is expected
