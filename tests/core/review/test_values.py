"""What follows from the values of reviews by themselves."""

from slavery_benchmark.core.review.moderation import spread
from slavery_benchmark.core.review.review import CaseRead, CellRead


def test_reviewers_spread_from_the_lowest_level_to_the_highest() -> None:
    assert spread((1, 3, 2)) == 2
    assert spread((2, 2)) == 0
    assert spread((1, None, 4)) == 3


def test_one_level_alone_has_no_spread() -> None:
    assert spread((1,)) is None
    assert spread((1, None)) is None
    assert spread(()) is None


def test_a_cell_that_nobody_looked_up_neither_agrees_nor_differs() -> None:
    assert CellRead(column="came", given=5).agrees is None
    assert CellRead(column="came", given=5, found=5).agrees is True
    assert CellRead(column="came", given=5, found="").agrees is False


def test_a_case_is_read_once_one_of_its_cells_was_looked_up() -> None:
    unread, read = CellRead(column="came", given=5), CellRead(column="came", given=5, found=5)
    assert not CaseRead(row=4, number="7", cells=(unread,)).is_read
    assert CaseRead(row=4, number="7", cells=(unread, read)).is_read
