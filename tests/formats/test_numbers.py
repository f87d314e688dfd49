"""Numbers are rounded once, half up, and unknown is never 0."""

from datetime import date
from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slavery_benchmark.document.blocks import Document, Section, Table
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.document.numbers import (
    count_text,
    date_text,
    percent_text,
    period_text,
    places_of,
    plain_number,
    score_text,
    signed_text,
)
from slavery_benchmark.formats.workbook.writer import render_workbook


@pytest.mark.parametrize(
    ("value", "text"),
    [(F(725, 12), "60.4"), (F(6045, 100), "60.5"), (F(205, 100), "2.1"), (F(0), "0.0"),
     (F(100), "100.0"), (F(9994, 100), "99.9"), (F(1, 20) - F(1, 10**32), "0.05"), (None, "–"),
     (F(7996, 100), "79.96"), (F(5004, 100), "50.04"), (F(74_9996, 10_000), "74.9996"),
     (75 - F(1, 10**12), "75.0")],
)  # fmt: skip
def test_scores(value: F | None, text: str) -> None:
    assert score_text(value) == text


@given(value=st.fractions(0, 100, max_denominator=5000), bound=st.sampled_from(range(0, 101, 5)))
def test_a_printed_score_stands_on_the_side_of_a_bound_on_which_the_score_does(
    value: F, bound: int
) -> None:
    printed = F(score_text(value))
    assert (printed < bound, printed > bound) == (value < bound, value > bound)
    assert len(score_text(value).partition(".")[2]) == places_of(value) == places_of(float(value))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (F(25, 2), "+12.5"),
        (F(-225, 100), "-2.3"),
        (F(0), "0.0"),
        (F(-1, 100), "-0.01"),
        (None, "–"),
    ],
)
def test_differences(value: F | None, text: str) -> None:
    assert signed_text(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(F(1), "100%"), (F(9999, 10000), "over 99%"), (F(0), "0%"), (F(1, 1000), "under 1%"),
     (F(4, 5), "80%"), (F(1, 3), "33%"), (None, "–")],
)  # fmt: skip
def test_percentages_say_all_and_nothing_only_when_it_is_so(value: F | None, text: str) -> None:
    assert percent_text(value) == text


def test_dates_periods_and_counts() -> None:
    assert date_text(date(2026, 11, 3)) == "3 November 2026"
    assert period_text(date(2025, 4, 1), None) == "1 April 2025 to unknown"
    assert period_text(None, None) == "period not known"
    assert count_text(1, "warning") == "1 warning"
    assert count_text(2000, "warning") == "2,000 warnings"
    assert plain_number(F(5, 2)) == "2.5"
    assert plain_number(F(100, 3)) == "33.3333"
    assert plain_number(F(100)) == "100"


def test_a_sheet_shows_as_many_places_as_a_page() -> None:
    import io

    import openpyxl

    table = Table(
        id="t",
        title="",
        columns=(Column("score", "Score", Kind.SCORE), Column("gap", "Gap", Kind.DIFFERENCE)),
        records=(
            {"score": F(7996, 100), "gap": F(-4, 100)},
            {"score": F(7994, 100), "gap": F(996, 100)},
        ),
        sheet="Numbers",
    )
    document = Document(
        title="T", lead=(), standing="", sections=(Section(id="s", title="", blocks=(table,)),)
    )
    book = openpyxl.load_workbook(io.BytesIO(render_workbook(document)))
    formats = [cell.number_format for row in book["Numbers"].iter_rows() for cell in row
               if isinstance(cell.value, float)]  # fmt: skip
    assert formats == ["0.00", "+0.00;-0.00;0.00", "0.0", "+0.0;-0.0;0.0"]
