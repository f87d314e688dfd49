"""The sheet of case files as a whole: its columns, its size, and the numbers of its cases."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slavery_benchmark.core.cases.table import BLANK, UNUSABLE
from slavery_benchmark.extracting.case_log import SHOWN
from slavery_benchmark.extracting.case_numbers import is_fit_to_show, personal_number
from slavery_benchmark.extracting.personal_kinds import BIRTH, CRIME, PHONE
from slavery_benchmark.extracting.values import as_text
from slavery_benchmark.reading.reader import CellValue, RawSheet
from tests.extracting.case_sheets import (
    HEADINGS,
    IDS,
    TOP,
    case,
    cases,
    cell_of,
    lines,
    measured,
    read,
    sheet_of,
)
from tests.returns import found

LEFT_OUT = ", so measures that need it leave the case out"
EMAIL, INSURANCE = "an e-mail address", "a National Insurance number"
WORD = f"the word is not one that the column takes{LEFT_OUT}"


def test_columns_may_move_and_others_may_stand_among_them() -> None:
    rows = cases(2)
    moved = sheet_of(rows)
    order = [len(IDS), *reversed(range(len(IDS)))]
    for row in (*range(TOP), *range(TOP, len(moved.rows))):
        extra: CellValue = "Our note" if row == TOP else "" if row < TOP else "a remark of ours"
        moved.rows[row][:] = [[*moved.rows[row], extra][place] for place in order]
    table, _, problems = read(moved)
    plain, _, _ = read(sheet_of(rows))
    assert problems == ()
    assert table is not None
    assert plain is not None
    assert table.values == plain.values
    assert (table.letters["case"], table.letters["rocu"]) == ("AE", "F")


def test_a_missing_column_counts_as_blank_and_the_one_most_like_it_is_pointed_at() -> None:
    headings = list(HEADINGS)
    headings[IDS.index("started")] = "Date investigation was started by Jane Marker"
    table, _, problems = read(sheet_of(cases(2), headings))
    (line,) = lines(problems)
    assert line == (
        "Case files!A5: error: a column is missing, so all of it counts as blank; expected a "
        "column named Date investigation started; nearest: “Case files!I5”. [column-missing]"
    )
    assert table is not None
    assert table.values["started"] == [BLANK, BLANK]
    assert "started" not in table.letters
    assert measured("INV-01m2", table).unknown == 2


def test_a_column_that_is_there_is_not_offered_for_one_that_is_missing() -> None:
    headings = list(HEADINGS)
    headings[IDS.index("rocu")] = "x"
    _, _, problems = read(sheet_of(cases(1), headings))
    assert "nearest" not in lines(problems)[0]


def test_without_its_column_of_numbers_the_lack_is_said_once() -> None:
    table, left_out, problems = read(sheet_of(cases(30), ["Ref", *HEADINGS[1:]]))
    assert found(problems) == [("column-missing", "Case files!A5")]
    assert table is not None
    assert (len(table), left_out, str(table.case(0))) == (30, 0, "row 6")


def test_a_column_that_stands_twice_is_not_chosen_from() -> None:
    table, _, problems = read(sheet_of(cases(1), [*HEADINGS, "ORDER"]))
    assert lines(problems) == [
        "Case files!AE5: error: a column stands twice, so all of it counts as blank: found “Order "
        "at Case files!N5 and Case files!AE5”; expected it once. [column-twice]"
    ]
    assert table is not None
    assert table.values["order"] == [BLANK]


def test_without_its_headings_no_case_counts() -> None:
    table, left_out, problems = read(sheet_of(cases(2), ["x"] * len(HEADINGS)))
    assert (table, left_out) == (None, 0)
    assert lines(problems) == [
        "Case files: error: the table of case files cannot be found, so no case counts; expected a "
        "row with Case number, How it reached the force, Date of first police contact, Date "
        "recognised as possible victim, …. [cases-unreadable]"
    ]


def test_an_empty_sheet_and_one_without_cases_are_no_problem() -> None:
    assert read(RawSheet("Case files", False, [["", " "], ["", ""]], {})) == (None, 0, ())
    assert read(RawSheet("Case files", False, [], {})) == (None, 0, ())
    assert read(sheet_of([])) == (None, 0, ())
    assert read(sheet_of([{}, {}])) == (None, 0, ())


# --- many -----------------------------------------------------------------------------------------


def test_one_wrong_cell_among_100_000_has_its_own_address() -> None:
    rows = [case(number) for number in range(1, 100_001)]
    rows[76_542]["suspect"] = "Yess"
    table, left_out, problems = read(sheet_of(rows))
    assert found(problems) == [("case-word-not-recognised", "Case files!M76548")]
    assert table is not None
    assert (len(table), left_out) == (100_000, 0)
    assert table.values["suspect"].count(UNUSABLE) == 1


def test_many_of_a_kind_in_a_column_are_counted_after_the_first() -> None:
    rows = cases(1_030)
    for row in rows[:1_025]:
        row["suspect"] = "perhaps"
    for row in rows[:SHOWN]:
        row["order"] = "perhaps"
    _, _, problems = read(sheet_of(rows))
    assert len(problems) == 2 * SHOWN + 1
    assert [p.cell for p in problems if p.cell.startswith("Case files!M")] == [
        *(cell_of("suspect", number) for number in range(1, SHOWN + 1)),
        "Case files!M",
    ]
    assert lines(problems)[-1] == (
        f"Case files!M: error: {WORD}: found “{1_025 - SHOWN:,} more cells like this in the "
        "column”; expected the same as in the cells listed. [case-word-not-recognised]"
    )


@given(st.lists(st.sampled_from(["Yes", "No", "", "perhaps", True, 0.0]), min_size=1, max_size=30))
def test_every_case_is_read_or_noted(values: list[CellValue]) -> None:
    rows = [case(at, suspect=value) for at, value in enumerate(values, start=1)]
    table, left_out, problems = read(sheet_of(rows))
    bad = [at for at, v in enumerate(values, start=1) if v == "perhaps" or type(v) is float]
    assert table is not None
    assert (len(table), left_out) == (len(values), 0)
    assert [at for at, v in enumerate(table.values["suspect"], start=1) if v == UNUSABLE] == bad
    assert [p.cell for p in problems][:SHOWN] == [cell_of("suspect", at) for at in bad][:SHOWN]


@pytest.mark.parametrize(
    "number",
    [
        "1",
        "012",
        "MS-012",
        "C-001",
        "FV 1",
        "12345",
        "123456",
        "Case 7",
        "file 3",
        "A1",
        "MSHT 26",
    ],
)
def test_numbers_that_are_shown(number: str) -> None:
    assert is_fit_to_show(number)
    table, _, problems = read(sheet_of([case(number)]))
    assert table is not None
    assert str(table.case(0)) == f"{number} (row 6)"
    assert problems == ()


@pytest.mark.parametrize(
    "number",
    [
        *("Mary of Acacia Road", "Nguyen 17", "the woman from no 4", "Jane", "JON 12", "J0HN"),
        *("2026/AB/3", "2026/12", "26.4", "7_b", "-1", "JON12", "AB 123456", 7.5, True, time(3, 4)),
    ],
)
def test_numbers_that_are_not_shown_are_said_once(number: CellValue) -> None:
    table, _, problems = read(sheet_of([case(number), case(2)]))
    assert table is not None
    assert [str(table.case(at)) for at in range(2)] == ["row 6", "2 (row 7)"]
    assert not is_fit_to_show(as_text(number))
    assert lines(problems) == [
        "Case files!A: warning: case numbers of this form are not printed; their cases count and "
        "are shown by their rows: found “one in row 6”; expected a number made for this return: up "
        "to six digits, or up to two letters and five digits. [case-number-not-shown]"
    ]


def test_many_numbers_that_are_not_shown_are_one_warning() -> None:
    rows = [case(1), *(case(f"2026/AB/{number}") for number in range(60))]
    table, left_out, problems = read(sheet_of(rows))
    assert table is not None
    assert (len(table), left_out) == (61, 0)
    assert len(problems) == 1
    assert "found “60 such numbers, the first in row 7”" in lines(problems)[0]


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        *((text, CRIME) for text in ("46/12345/25", "2345678/25", "6001234/25", "A1234/25")),
        *((text, CRIME) for text in ("B2345/25", "CR/1234/25", "23450000123", "42000123456")),
        *((text, CRIME) for text in (23450000123.0, 42000123456.0, 1234567.0, "MS 1234567")),
        *((text, CRIME) for text in ("20251301", "31022025", "31122100", "18991231")),
        *((text, BIRTH) for text in ("31122099", "19000101")),
        *((text, "an incident number") for text in ("CAD1234", "CAD 1234 12/05/2025")),
        *((text, INSURANCE) for text in ("QQ123456C", "QQ 12 34 56 C", "AB123456C")),
        *((text, BIRTH) for text in ("03041990", "030490", "JS 030490", "12/05/1986", "3-4-90")),
        *((text, BIRTH) for text in ("30.04.2015", "19900403", 30490.0, date(1990, 4, 3))),
        *((cell, BIRTH) for cell in (datetime(2012, 4, 3), 120512.0)),  # noqa: DTZ001 - no zone
        *((text, PHONE) for text in ("447700900123", "01632 960123", 7700900456.0)),
        *((text, EMAIL) for text in ("jane@example.org", "  jane@example.org ")),
        ("AB12 3XY", "a postcode"),
    ],
)
def test_numbers_that_look_personal_are_warned_of_and_not_shown(
    number: CellValue, kind: str
) -> None:
    table, _, problems = read(sheet_of([case(1), case(number), case(2)]))
    assert table is not None
    assert [str(table.case(at)) for at in range(3)] == ["1 (row 6)", "row 7", "2 (row 8)"]
    assert lines(problems) == [
        f"Case files!A7: warning: this cell may identify someone; remove it: found “what looks "
        f"like {kind}”; expected nothing by which a person could be known. [personal-data]"
    ]


def test_a_running_number_that_could_be_a_day_is_one_where_there_are_as_many_rows() -> None:
    table, _, problems = read(sheet_of(cases(10_150)))
    assert problems == ()
    assert table is not None
    assert str(table.case(10_100)) == "10101 (row 10106)"


@given(st.from_regex(r"[A-Za-z]{0,4}[ -]?[0-9]{1,7}", fullmatch=True) | st.text(max_size=12))
def test_what_is_shown_does_not_look_personal(number: str) -> None:
    if is_fit_to_show(number):
        assert personal_number(number) is None
        assert len(number) <= 10
