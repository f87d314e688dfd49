"""Case files at the edges: how many are listed, numbers that are days, two columns of people."""

from datetime import date

import pytest

from slavery_benchmark.core.cases.table import BLANK, UNUSABLE, Selection
from slavery_benchmark.core.problems import Code
from slavery_benchmark.extracting import layout
from slavery_benchmark.extracting.case_column import BadCount, TooManyBadError
from slavery_benchmark.extracting.case_log import SHOWN, CaseLog
from slavery_benchmark.extracting.case_numbers import days_among, is_fit_to_show, personal_number
from slavery_benchmark.extracting.personal_kinds import BIRTH, CRIME, PHONE
from slavery_benchmark.extracting.problem_log import MOST, ProblemLog
from slavery_benchmark.reading.reader import CellValue
from tests.extracting.case_sheets import TOP, case, cases, cell_of, lines, read, sheet_of
from tests.extracting.raw_returns import extracted_raw, raw_return
from tests.returns import found


@pytest.mark.parametrize(
    ("in_period", "word", "selection", "code"),
    [
        (20, layout.CHOSEN_ALL, Selection.ALL, None),
        (21, layout.CHOSEN_ALL, Selection.ALL, "cases-incomplete"),
        (25, layout.CHOSEN_ALL, Selection.ALL, "cases-incomplete"),  # 80 % itself is enough
        (26, layout.CHOSEN_ALL, Selection.INCOMPLETE, "cases-incomplete"),
        (26, layout.CHOSEN_RANDOM, Selection.RANDOM, None),
        (19, layout.CHOSEN_ALL, Selection.ALL, "cases-more"),
        (16, layout.CHOSEN_ALL, Selection.ALL, "cases-more"),  # 16 is 80 % of the 20 rows
        (16, layout.CHOSEN_RANDOM, Selection.RANDOM, "cases-more"),
        (15, layout.CHOSEN_ALL, Selection.MISCOUNTED, "cases-more"),
        (15, layout.CHOSEN_RANDOM, Selection.MISCOUNTED, "cases-more"),
        (15, layout.CHOSEN_OTHER, Selection.OTHER, "cases-more"),
        (0, layout.CHOSEN_ALL, Selection.MISCOUNTED, "cases-more"),
    ],
)
def test_twenty_cases_of_so_many_that_the_cover_says(
    in_period: int, word: str, selection: Selection, code: str | None
) -> None:
    cover: dict[str, CellValue] = {
        layout.CASES_IN_PERIOD: float(in_period),
        layout.HOW_CHOSEN: word,
    }
    made = extracted_raw(raw_return(cover, cases=cases(20)))
    assert [item for item, _ in found(made.problems)] == ([] if code is None else [code])
    assert made.cases is not None
    assert (made.cases.selection, made.cases.listed) == (selection, 20)


def test_a_row_that_is_left_out_is_listed_too() -> None:
    # 19 cases and one from outside the period are 20 rows of 25
    rows = [*cases(19), case(20, reported=date(2025, 3, 31), recorded="", started="", reviewed="")]
    cover: dict[str, CellValue] = {
        layout.CASES_IN_PERIOD: 25.0,
        layout.HOW_CHOSEN: layout.CHOSEN_ALL,
    }
    made = extracted_raw(raw_return(cover, cases=rows))
    assert made.cases is not None
    assert (made.cases.selection, made.cases.left_out) == (Selection.ALL, 1)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("01011900", BIRTH),  # the first and the last day that somebody may be born on, and beyond
        ("31122099", BIRTH),
        ("31121899", CRIME),
        ("01012100", CRIME),
        ("19000101", BIRTH),
        ("20991231", BIRTH),
        ("21000101", CRIME),
        ("30022000", CRIME),  # no day at all
        ("07700900123", PHONE),
        ("1234567", CRIME),  # seven digits in a row
        ("123456", None),
        ("311299", BIRTH),
        ("321299", None),
        ("30399", BIRTH),
        ("31399", None),
    ],
)
def test_which_digits_look_like_a_day(number: str, kind: str | None) -> None:
    assert personal_number(number) == kind


@pytest.mark.parametrize(
    ("number", "fit"),
    [
        ("999999", True),
        ("1000000", False),
        ("AB12345", True),
        ("ABC1", False),
        ("A123456", False),
        ("311299", False),
        ("A31299", False),
    ],
)
def test_which_numbers_may_be_printed(number: str, *, fit: bool) -> None:
    assert is_fit_to_show(number) is fit


def test_a_number_no_larger_than_there_are_rows_is_a_running_number_and_no_day() -> None:
    # 10199 could be 1 January 1999: as the last of so many rows it is a running number
    for rows, days in ((10_199, set()), (10_198, {"10199"})):
        assert days_among(["10199"] * rows) == days
    assert days_among(["1299", "A10199", "10199"]) == {"10199"}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (123_456.0, "“123456”"),
        (1_234_567.0, "“a number of 7 digits”"),
        (-12_345.0, "“-12345”"),
        (date(1999, 12, 31), "“a date before 2000”"),
        (date(2000, 1, 1), "“a date”"),
        ("x", "“a text of 1 character”"),
        ("xy", "“a text of 2 characters”"),
    ],
)
def test_what_a_cell_holds_is_described_and_a_long_number_is_not_repeated(
    value: CellValue, said: str
) -> None:
    _, _, problems = read(sheet_of([case(1, victims=value)]))
    assert f"found {said}; expected a whole number" in lines(problems)[0]


@pytest.mark.parametrize(("year", "sound"), [(1999, False), (2000, True)])
def test_dates_of_cases_begin_with_the_year_2000(year: int, *, sound: bool) -> None:
    table, _, problems = read(sheet_of([case(1, first_contact=date(year, 1, 1))]))
    assert table is not None
    assert (table.values["first_contact"][0] == UNUSABLE) is not sound
    assert len(problems) == (0 if sound else 1)


@pytest.mark.parametrize(
    ("victims", "referred", "notified", "unusable", "told"),
    [
        (3.0, 2.0, 1.0, set(), []),  # all three of them, and no more
        (3.0, 2.0, 2.0, {"referred", "notified"}, ["referred"]),
        (3.0, 4.0, 1.0, {"referred"}, ["referred"]),  # and not again of both together
        (3.0, 1.0, 4.0, {"notified"}, ["notified"]),
        (3.0, 4.0, 4.0, {"referred", "notified"}, ["referred", "notified"]),
        (3.0, "", 3.0, set(), []),
        (3.0, 3.0, "some", {"notified"}, ["notified"]),
        (0.0, 1.0, 0.0, {"victims", "referred"}, ["referred"]),  # a case about nobody is belied
        (0.0, 0.0, 0.0, set(), []),
    ],
)
def test_people_of_two_columns_are_no_more_than_there_were(
    victims: float, referred: CellValue, notified: CellValue, unusable: set[str], told: list[str]
) -> None:
    others = dict.fromkeys(("safeguarded", "arrested", "moved", "in_contact"), "")
    row = case(1, **others, victims=victims, referred=referred, notified=notified)
    table, _, problems = read(sheet_of([row]))
    assert table is not None
    columns = ("victims", "referred", "notified")
    assert {name for name in columns if table.values[name][0] == UNUSABLE} == unusable
    assert [item.cell for item in problems] == [cell_of(name) for name in told]


def test_of_two_bad_rows_each_is_named_at_its_own_cell() -> None:
    rows = [case(n, referred=2.0 + n % 2, notified=1.0, moved="", in_contact="")
            for n in (1, 2, 3)]  # fmt: skip
    table, _, problems = read(sheet_of(rows))
    assert [item.cell for item in problems] == [cell_of("referred", 1), cell_of("referred", 3)]
    assert table is not None
    assert [value == UNUSABLE for value in table.values["notified"]] == [True, False, True]


def test_a_mark_below_the_last_row_is_no_case() -> None:
    table, left_out, problems = read(sheet_of(cases(2), marks={(TOP + 3, 3): "#N/A"}))
    assert table is not None
    assert (len(table), left_out, problems) == (2, 0, ())
    assert BLANK not in table.values["recognised"]


def test_just_as_many_contents_as_allowed_may_be_unreadable() -> None:
    bad = BadCount(2)
    bad.take()
    bad.take()
    with pytest.raises(TooManyBadError):
        bad.take()


@pytest.mark.parametrize(("times", "said"), [(0, 0), (SHOWN, SHOWN), (SHOWN + 1, SHOWN + 1)])
def test_the_first_of_a_kind_in_a_column_are_listed_and_the_rest_counted_in_one_line(
    times: int, said: int
) -> None:
    rows = [case(n, nca=f"perhaps {n}" if n <= times else "Yes") for n in range(1, SHOWN + 9)]
    _, _, problems = read(sheet_of(rows))
    assert len(problems) == said
    if times > SHOWN:
        assert problems[-1].cell == "Case files!Y"
        assert problems[-1].found == "1 more cells like this in the column"


def test_a_log_knows_what_was_noted_and_where_among_others() -> None:
    log = ProblemLog("x.xlsx")
    log.add(Code.CHECK_UNKNOWN, "Self-assessment!A5", expected="an id")
    log.add(Code.CHECK_TWICE, "Self-assessment!A6", expected="it once")
    assert log.has(Code.CHECK_UNKNOWN)
    assert log.has(Code.CHECK_TWICE)
    assert not log.has(Code.CHECK_MISSING)
    assert log.has_one_at("Self-assessment!A5")
    assert log.has_one_at("Self-assessment!A6")
    assert not log.has_one_at("Self-assessment!A7")


def test_just_a_thousand_problems_alike_are_all_listed() -> None:
    log = ProblemLog("x.xlsx")
    cells = CaseLog(log, "Case files")
    for row in range(MOST):
        log.add(Code.CHECK_UNKNOWN, f"Self-assessment!A{row + 1}", found="x", expected="an id")
    assert len(log.ordered()) == MOST
    log.add(Code.CHECK_UNKNOWN, "Self-assessment!A1001", found="x", expected="an id")
    assert len(log.ordered()) == MOST + 1
    assert log.ordered()[-1].found == "1 more cells like this on the sheet"
    assert not cells.is_full(Code.CHECK_UNKNOWN, 0)
