"""What the public is told of the measures that it does not see."""

from fractions import Fraction as F

import pytest

from slavery_benchmark.core.baseline import Position
from slavery_benchmark.core.view.model import View
from tests.core.view.runs import scored, viewed
from tests.core.view.test_public import even, put, read_publicly


@pytest.mark.parametrize(
    ("yes", "withheld", "score", "high", "position"),
    [
        # COO-01 is judged level 2 and has one measure, a fifth of its weight
        (0, F(1, 5), 40, 40, Position.AT),  # few are shared: level 0 whatever the count
        (10, F(0), 45, 45, Position.AT),  # 10 of 20 are shown: level 1
        (16, F(1, 5), 50, 60, Position.NOT_CERTAIN),  # 80 % or more: level 2 to 4
    ],
)
def test_a_closed_measure_is_answered_and_its_share_is_named(
    yes: int, withheld: F, score: int, high: int, position: Position
) -> None:
    made = even(20)
    put(made, "nca", Yes=yes, No=(20 - yes))
    view = read_publicly(made)
    node = next(item for item in view.criteria if item.id == "COO-01")
    assert (node.tally.coverage, node.withheld) == (1, withheld)
    assert (node.tally.score, node.tally.high, node.position) == (score, high, position)
    assert {check.differs_from for check in view.checks} == {()}
    assert not view.judgement_alone


def test_without_case_files_the_public_is_told_that_it_is_judgement_alone() -> None:
    (force,) = viewed([scored("Own", None, 3, fictional=False)], View.PUBLIC).forces
    assert force.judgement_alone
    assert {node.withheld for node in force.criteria} == {0}
