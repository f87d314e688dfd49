"""Tables at the edges: how far down the headings may stand, rows and lines that stand twice."""

import pytest

from slavery_benchmark.core.problems import Code
from slavery_benchmark.core.scoring.submission import State
from slavery_benchmark.extracting import layout
from slavery_benchmark.extracting.cover import edition_of
from slavery_benchmark.extracting.header import HEADER_ROWS, LONGEST_NAME, header_row
from slavery_benchmark.extracting.hidden_cells import note_hidden
from slavery_benchmark.extracting.problem_log import ProblemLog
from slavery_benchmark.reading.raw_cells import MERGED
from slavery_benchmark.reading.reader import CellValue, RawSheet
from tests.builders import shipped_criteria
from tests.core.change.cycles import named
from tests.extracting.raw_returns import cell_of_answer, extracted_raw, raw_return
from tests.returns import found


def sheet(*rows: list[CellValue], hidden: tuple[int, ...] = (), **changes: object) -> RawSheet:
    marks = changes.pop("marks", {})
    return RawSheet("S", False, list(rows), marks, hidden, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(("above", "row"), [(0, 0), (49, 49), (50, None)])
def test_headings_stand_in_the_first_fifty_rows(above: int, row: int | None) -> None:
    assert HEADER_ROWS == 50
    rows: list[list[CellValue]] = [["x"]] * above
    assert header_row(sheet(*rows, ["Check", "Level"]), ("Check", "Level", "Comment")) == row


def test_the_row_with_the_most_headings_is_taken_the_first_of_equals_and_never_one_of_one() -> None:
    names = ("Check", "Level", "Comment")
    assert header_row(sheet(["Check"], ["Level"]), names) is None
    assert header_row(sheet(["Check", "check"]), names) is None, "one name twice is one"
    assert header_row(sheet(["Check", "Level"], ["Comment", "Level"]), names) == 0
    assert header_row(sheet(["Check", "Level"], ["Comment", "Level", "Check"]), names) == 1
    assert header_row(sheet([*names], [*names]), names) == 0


def test_a_heading_that_is_longer_than_any_name_is_none() -> None:
    long = "x" * LONGEST_NAME
    assert header_row(sheet([long, "Level"]), (long, "Level")) == 0
    longer = long + "x"
    assert header_row(sheet([longer, "Level"]), (longer, "Level")) is None


def noted(made: RawSheet, rows: list[int], columns: list[int]) -> list[tuple[str, str | None]]:
    log = ProblemLog("x.xlsx")
    note_hidden(made, rows, columns, log)
    return [(item.cell, item.found) for item in log.ordered()]


def test_hidden_rows_and_columns_are_told_from_the_first_to_the_last() -> None:
    rows: list[list[CellValue]] = [["a", "b", "c", "d"] for _ in range(8)]
    columns = sheet(*rows, hidden_columns=((1, 2),))
    assert noted(columns, [1, 2], [0, 1, 2, 3]) == [("S!B2", "columns B, C, hidden")]
    one = sheet(*rows, hidden_columns=((2, 2),))
    assert noted(one, [1, 2], [0, 1, 2, 3]) == [("S!C2", "column C, hidden")]
    assert noted(one, [1, 2], [0, 1, 3]) == []
    both = sheet(*rows, hidden=(2,), hidden_columns=((0, 0),))
    assert noted(both, [1, 2], [0, 1]) == [
        ("S!A3", "row 3, hidden"),
        ("S!A2", "column A, hidden"),
    ]


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ((1,), "row 2, hidden"),
        ((1, 2), "rows 2, 3, hidden"),
        ((1, 2, 3, 4, 5), "rows 2, 3, 4, 5, 6, hidden"),
        ((1, 2, 3, 4, 5, 6), "rows 2, 3, 4, 5, 6 and 1 more, hidden"),
    ],
)
def test_up_to_five_hidden_rows_are_named(gone: tuple[int, ...], said: str) -> None:
    rows: list[list[CellValue]] = [["a"] for _ in range(8)]
    assert noted(sheet(*rows, hidden=gone), list(range(8)), [0]) == [("S!A2", said)]


def test_a_hidden_row_counts_if_one_of_its_cells_holds_something_or_is_marked() -> None:
    rows: list[list[CellValue]] = [["a", "b"], ["", ""], ["", "x"], ["", ""]]
    made = sheet(*rows, hidden=(1, 2, 3), marks={(3, 1): "#N/A"})
    assert noted(made, [0, 1, 2, 3], [0, 1]) == [("S!A3", "rows 3, 4, hidden")]


def test_of_a_check_that_stands_twice_the_first_row_is_shown_and_no_answer_counts() -> None:
    made = extracted_raw(raw_return(answers={("INV-01b", layout.CHECK): "INV-01a"}))
    assert found(made.problems) == [
        ("check-twice", cell_of_answer("INV-01b", layout.CHECK)),
        ("check-missing", layout.ANSWERS_SHEET),
    ]
    assert made.problems[0].found == "INV-01a, also in row 28"
    answers = {response.check: response for response in made.responses}
    twice = answers["INV-01a"]
    assert (twice.state, twice.cell) == (State.INVALID, "Self-assessment!K28")
    assert answers["INV-01b"].state is State.BLANK


def test_a_line_of_the_cover_that_stands_twice_is_read_where_it_stands_first() -> None:
    workbook = raw_return()
    cover = workbook.sheet(layout.COVER_SHEET)
    cover.rows.append(["", "Force", "Kent Police"])
    made = extracted_raw(workbook)
    (item,) = made.problems
    assert item.code is Code.COVER_FIELD_TWICE
    assert item.cell == f"Cover!B{len(cover.rows)}"
    assert item.expected == "it once (it stands at Cover!A5)"
    assert made.force == "Aldermoss Constabulary"


def test_of_two_editions_of_one_name_the_first_given_counts() -> None:
    shipped = shipped_criteria().framework
    other = named(shipped, shipped.identity.edition)
    workbook = raw_return()
    assert edition_of(workbook, (shipped, other)) is shipped
    assert edition_of(workbook, (other, shipped)) is other
    assert edition_of(workbook, (named(shipped, "1999.1"),)) is None


def test_what_lies_under_a_merge_is_an_answer_only_if_something_stands_there() -> None:
    workbook = raw_return()
    table = workbook.sheet(layout.ANSWERS_SHEET)
    row = len(table.rows)
    header = next(values for values in table.rows if layout.LEVEL in values)
    level = header.index(layout.LEVEL)
    table.rows.append([""] * len(header))
    table.marks[row, level] = f"{MERGED}K28"
    assert found(extracted_raw(workbook).problems) == []
    table.rows[row][level] = 3.0
    assert [code for code, _ in found(extracted_raw(workbook).problems)] == ["row-without-check"]
    table.rows[row][level] = ""
    table.marks[row, level] = "#N/A"
    assert [code for code, _ in found(extracted_raw(workbook).problems)] == ["row-without-check"]
