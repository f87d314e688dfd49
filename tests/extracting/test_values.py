"""What counts as a level, a date, a text."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slavery_benchmark.core.framework.framework import Level
from slavery_benchmark.core.text import clean, fold
from slavery_benchmark.extracting.dates import Manner, NoDate, ReadDate, read_date
from slavery_benchmark.extracting.layout import NOT_APPLICABLE
from slavery_benchmark.extracting.values import (
    Bad,
    as_text,
    read_count,
    read_level,
)
from slavery_benchmark.reading.reader import CellValue
from tests.builders import shipped_criteria

LEVELS = shipped_criteria().framework.levels


@pytest.mark.parametrize(
    "said",
    [3, 3.0, "3", " 3 ", "3.0", "3 In place", "in place", "IN  PLACE", "3: In place",
     "3 - in place", "3\u00a0In place", "３"],
)  # fmt: skip
def test_ways_to_say_level_3(said: CellValue) -> None:
    assert read_level(said, LEVELS) == 3


@pytest.mark.parametrize("said", ["Not applicable", "n/a", "N/A", "not applicable "])
def test_ways_to_say_not_applicable(said: str) -> None:
    assert read_level(said, LEVELS) == NOT_APPLICABLE


@pytest.mark.parametrize("said", ["", "  ", "\u200b", "\u00a0"])
def test_blank_is_none_and_never_0(said: str) -> None:
    assert read_level(said, LEVELS) is None


@pytest.mark.parametrize("said", [5, -1, 2.5, "2,5", "two", "None", "NaN", True, 1e300, "1e1"])
def test_everything_else_is_bad(said: CellValue) -> None:
    assert isinstance(read_level(said, LEVELS), Bad)


@pytest.mark.parametrize(
    ("said", "nearest"),
    [
        ("3 Embedded", ("3 In place", "4 Embedded")),  # a number and a word of two levels
        ("0 Embedded", ("0 Not in place", "4 Embedded")),
        ("4 In place", ("4 Embedded", "3 In place")),
        ("5 In place", ("3 In place",)),  # the word is a level's and the number is none
        ("9 In place", ("3 In place",)),
        ("999 Not in place", ("0 Not in place",)),
        ("4 Mostly", ()),  # the number is a level's and the word is none
    ],
)
def test_a_number_and_a_word_that_do_not_belong_together_are_bad(
    said: str, nearest: tuple[str, ...]
) -> None:
    found = read_level(said, LEVELS)
    assert isinstance(found, Bad)
    assert found.nearest == nearest
    both = len(nearest) == 2
    assert (found.expected == "a number and a word that belong together") is both


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.word)
def test_each_level_is_read_by_number_word_and_both(level: Level) -> None:
    for said in (level.level, str(level.level), level.word, f"{level.level} {level.word}"):
        assert read_level(said, LEVELS) == level.level


@pytest.mark.parametrize(
    ("said", "nearest"),
    [
        (-1, ("0 Not in place",)),
        (-0.5, ("0 Not in place",)),
        (0.4, ()),  # a share of something
        (1.4, ("1 Emerging",)),
        (2.5, ("2 Partly in place", "3 In place")),  # as near to one as to the other
        (2.6, ("3 In place",)),
        (3.5, ("3 In place", "4 Embedded")),
        (4.4, ("4 Embedded",)),
        (5, ("4 Embedded",)),
        (1e300, ("4 Embedded",)),
        (float("inf"), ()),
        (float("nan"), ()),
        (True, ()),
    ],
)
def test_a_number_that_is_no_level_names_the_nearest(
    said: CellValue, nearest: tuple[str, ...]
) -> None:
    found = read_level(said, LEVELS)
    assert isinstance(found, Bad)
    assert found.nearest == nearest


@given(st.text() | st.floats(allow_nan=False) | st.booleans() | st.dates() | st.datetimes())
def test_no_value_brings_the_reader_down(said: CellValue) -> None:
    read_level(said, LEVELS)
    read_date(said)
    as_text(said)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (date(2026, 3, 1), ReadDate(date(2026, 3, 1))),
        (datetime(2026, 3, 1, 12), ReadDate(date(2026, 3, 1))),  # noqa: DTZ001 - cells have no zone
        ("2026-03-01", ReadDate(date(2026, 3, 1))),
        ("01/03/2026", ReadDate(date(2026, 3, 1), Manner.BRITISH)),
        ("1.3.2026", ReadDate(date(2026, 3, 1), Manner.BRITISH)),
    ],
)
def test_dates(said: CellValue, expected: ReadDate) -> None:
    assert read_date(said) == expected


@pytest.mark.parametrize(
    ("day", "sound"),
    [
        (date(1899, 12, 30), False),  # what a cell with 0 or a time of day is shown as
        (date(1899, 12, 31), False),
        (date(1900, 1, 1), False),  # the first days of the calendar: 1, 2, a level typed here
        (date(1900, 1, 3), False),
        (date(1900, 12, 31), False),
        (date(1901, 1, 1), True),
        (date(9999, 12, 31), True),
    ],
)
def test_a_date_cell_of_the_first_days_of_the_calendar_holds_a_small_number_and_no_date(
    day: date, *, sound: bool
) -> None:
    for said in (day, datetime(day.year, day.month, day.day, 9)):  # noqa: DTZ001
        found = read_date(said)
        assert (found == ReadDate(day)) is sound
        assert isinstance(found, NoDate) is not sound


@pytest.mark.parametrize("said", ["31/02/2026", "2026-13-01", "March", 4600.0, "1/3/6", True])
def test_what_is_no_date(said: CellValue) -> None:
    assert isinstance(read_date(said), NoDate)


@pytest.mark.parametrize(
    ("said", "most", "expected"),
    [
        (0, 9, 0),
        (9.0, 9, 9),
        ("9", 9, 9),
        (9_999_999.0, 9_999_999, 9_999_999),
        ("9,999,999", 9_999_999, 9_999_999),
        ("1,000.0", 9_999, 1_000),
        ("", 9, None),
    ],
)
def test_counts_up_to_the_most_that_a_cell_takes(
    said: CellValue, most: int, expected: int | None
) -> None:
    assert read_count(said, most) == expected


@pytest.mark.parametrize(
    ("said", "nearest"),
    [
        (10.0, ()),
        (-1.0, ()),
        (8.5, ("8", "9")),
        (0.5, ("0", "1")),
        (9.5, ()),
        (-0.5, ()),
        ("1,00", ()),
        (True, ()),
        ("10000000", ()),
    ],
)
def test_what_is_no_count_names_the_whole_numbers_beside_it(
    said: CellValue, nearest: tuple[str, ...]
) -> None:
    found = read_count(said, 9)
    assert isinstance(found, Bad)
    assert found.nearest == nearest
    assert found.expected == "a whole number from 0 to 9, or an empty cell for unknown"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3.0, "3"),
        (-3.0, "-3"),
        (2.5, "2.5"),
        (2.0**53 - 1, "9007199254740991"),
        (2.0**53, "9007199254740992.0"),  # from here on not every whole number can be told
        (True, "TRUE"),
        (datetime(2026, 3, 1, 9, 5), "2026-03-01 09:05"),  # noqa: DTZ001 - cells have no zone
        (date(2026, 3, 1), "2026-03-01"),
        (" a \n b ", "a b"),
    ],
)
def test_a_value_as_a_person_would_write_it(value: CellValue, text: str) -> None:
    assert as_text(value) == text


@given(st.text())
def test_clean_text_does_nothing_to_a_terminal(text: str) -> None:
    cleaned = clean(text)
    assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in cleaned)
    assert not set("\u202a\u202e\u2066\u2069\u200f") & set(cleaned)
    assert clean(cleaned) == cleaned


def test_escape_codes_and_reordering_marks_are_taken_out() -> None:
    assert clean("\x1b[31mred\x1b[0m \u202eevil\u202c") == "[31mred[0m evil"
    assert fold("Ｉｎ\u00a0 Place\u200b") == "in place"
