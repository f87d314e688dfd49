"""What parts say together: alike, alone, or differently, by hand and for any rows at all."""

from hypothesis import given
from hypothesis import strategies as st

from slavery_benchmark.core.merging import (
    Said,
    apart,
    join_cases,
    join_line,
    join_rows,
    join_unnumbered,
)

Row = dict[str, Said[str]]


def said(value: str, part: str, column: str = "L") -> Said[str]:
    return Said(value=value, meaning=value, part=part, cell=f"S!{column}1", shown=value)


def row(part: str, **columns: str) -> Row:
    return {name: said(value, part, name) for name, value in columns.items()}


def called(number: str) -> str:
    return f"Case {number}"


def test_what_is_said_alike_is_taken_once() -> None:
    both = [said("3", "a"), said("3", "b")]
    assert join_line("x", both) == (both[0], None)
    assert join_line("x", []) == (None, None)


def test_a_conflict_tells_each_meaning_once_and_takes_nothing() -> None:
    cells = [said("3", "a"), said("2", "b"), said("3", "c")]
    taken, conflict = join_line("x", cells)
    assert taken is None
    assert conflict is not None
    assert (conflict.said, conflict.winner) == ((cells[0], cells[1]), None)


def test_the_first_preferred_part_that_has_it_wins() -> None:
    cells = [said("3", "a"), said("2", "b")]
    taken, conflict = join_line("x", cells, ("z", "b", "a"))
    assert taken == cells[1]
    assert conflict is not None
    assert conflict.winner == "b"
    assert join_line("x", cells, ("z",))[0] is None


def test_a_part_that_says_two_things_decides_nothing() -> None:
    cells = [said("3", "a"), said("2", "a"), said("1", "b")]
    taken, conflict = join_line("x", cells, ("a",))
    assert taken is None
    assert conflict is not None
    assert conflict.winner is None


def test_rows_fill_each_other_where_they_do_not_differ() -> None:
    made, conflicts = join_rows("x", [row("a", L="3", E="log"), row("b", L="3", D="day")])
    assert {name: item.value for name, item in made.items()} == {"L": "3", "E": "log", "D": "day"}
    assert conflicts == []


def test_each_column_in_which_rows_differ_is_a_conflict() -> None:
    rows = [row("a", L="3", E="log"), row("b", L="2", E="list", D="day")]
    _, conflicts = join_rows("x", rows)
    assert [item.about for item in conflicts] == ["x L", "x E"]
    assert [item.winner for item in conflicts] == [None, None]
    _, conflicts = join_rows("x", rows, ("b",))
    assert [item.winner for item in conflicts] == ["b", "b"]


def test_a_part_with_two_rows_of_a_check_wins_nothing() -> None:
    _, conflicts = join_rows("x", [row("a", L="3"), row("a", L="2")], ("a",))
    assert [item.winner for item in conflicts] == [None]


def test_a_case_with_the_same_row_stands_once_and_with_another_is_a_conflict() -> None:
    one, same, other = row("a", N="1", D="x"), row("b", N="1", D="x"), row("b", N="1", D="y")
    assert join_cases({"1": [[one], [same]]}, (), called) == ([one], [])
    made, conflicts = join_cases({"1": [[one], [other]]}, (), called)
    assert made == []
    assert [(item.about, item.winner) for item in conflicts] == [("Case 1 D", None)]
    made, conflicts = join_cases({"1": [[one], [other]]}, ("b",), called)
    assert made == [other]
    assert conflicts[0].winner == "b"


def test_an_empty_cell_of_a_case_differs_from_a_filled_one() -> None:
    one, less = row("a", N="1", D="x"), row("b", N="1")
    _, conflicts = join_cases({"1": [[one], [less]]}, (), called)
    assert [item.about for item in conflicts] == ["Case 1 D"]
    assert conflicts[0].said == (one["D"],)


def test_a_number_that_one_part_has_twice_stays_twice() -> None:
    one, twin, same = row("a", N="1"), row("a", N="1"), row("b", N="1")
    assert join_cases({"1": [[one, twin]]}, (), called) == ([one, twin], [])
    made, conflicts = join_cases({"1": [[one, twin], [same]]}, (), called)
    assert made == []
    assert [item.about for item in conflicts] == ["Case 1"]


def test_cases_without_a_number_are_one_or_two_nobody_knows() -> None:
    one, other, alone = row("a", D="x"), row("b", D="x"), row("b", D="y")
    made, conflicts = join_unnumbered("?", [one, other, alone])
    assert made == [alone]
    assert [item.said for item in conflicts] == [(one["D"], other["D"])]
    made, conflicts = join_unnumbered("?", [one, other, alone], ("b",))
    assert made == [other, alone]
    assert conflicts[0].winner == "b"
    twice = [row("a", D="x"), row("a", D="x")]
    assert join_unnumbered("?", twice) == (twice, [])


ROWS = st.lists(
    st.builds(
        lambda part, columns: {name: said(value, part, name) for name, value in columns.items()},
        st.sampled_from("abc"),
        st.dictionaries(st.sampled_from("LED"), st.sampled_from("123"), min_size=1),
    ),
    max_size=5,
)


@given(ROWS)
def test_nothing_is_lost_or_chosen_without_a_conflict(rows: list[Row]) -> None:
    made, conflicts = join_rows("x", rows)
    differing = {item.about.removeprefix("x ") for item in conflicts}
    for column in "LED":
        meanings = apart([row[column] for row in rows if column in row])
        assert (column in differing) is (len(meanings) > 1)
        if column not in differing:
            assert ([made[column].meaning] if column in made else []) == [
                item.meaning for item in meanings
            ]


@given(ROWS)
def test_a_part_twice_says_no_more_than_once(rows: list[Row]) -> None:
    assert join_rows("x", rows) == join_rows("x", [*rows, *rows])
