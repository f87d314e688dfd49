"""What counts as a level, a date, a text."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slavery_benchmark.core.text import clean, fold
from slavery_benchmark.workbook.layout import NOT_APPLICABLE
from slavery_benchmark.workbook.reader import CellValue
from slavery_benchmark.workbook.values import Bad, ReadDate, as_text, read_date, read_level
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
        ("01/03/2026", ReadDate(date(2026, 3, 1), typed=True)),
        ("1.3.2026", ReadDate(date(2026, 3, 1), typed=True)),
    ],
)
def test_dates(said: CellValue, expected: ReadDate) -> None:
    assert read_date(said) == expected


@pytest.mark.parametrize("said", ["31/02/2026", "2026-13-01", "March", 46000.0, "1/3/26", True])
def test_what_is_no_date(said: CellValue) -> None:
    assert isinstance(read_date(said), Bad)


@given(st.text())
def test_clean_text_does_nothing_to_a_terminal(text: str) -> None:
    cleaned = clean(text)
    assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in cleaned)
    assert not set("\u202a\u202e\u2066\u2069\u200f") & set(cleaned)
    assert clean(cleaned) == cleaned


def test_escape_codes_and_reordering_marks_are_taken_out() -> None:
    assert clean("\x1b[31mred\x1b[0m \u202eevil\u202c") == "[31mred[0m evil"
    assert fold("Ｉｎ\u00a0 Place\u200b") == "in place"
