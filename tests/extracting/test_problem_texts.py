"""What a problem says, whatever was found in the workbook."""

import pytest

from slavery_benchmark.core.problems import Code, UnusableError, problem
from slavery_benchmark.reading.raw_cells import refuse_damaged


def test_what_was_found_and_what_is_like_it_is_cut_and_cleaned() -> None:
    long = "a" * 100
    made = problem(
        Code.LEVEL_NOT_RECOGNISED,
        file="x.xlsx",
        found=f"\x07{long}",
        expected=f"a\nlevel {long}",
        nearest=(f"\x1b{long}", "b"),
    )
    assert made.found is not None
    assert len(made.found) == 80
    assert [len(word) for word in made.nearest] == [80, 1]
    assert made.expected == f"a level {long}", "what is expected is said in full"
    assert made.line().isprintable()


def test_the_name_of_a_sheet_is_cut_wherever_it_is_said() -> None:
    with pytest.raises(UnusableError) as caught:
        refuse_damaged("x.xlsx", "two cells at A1", "s" * 100)
    assert len(caught.value.problem.cell) == 40
