"""Dates as people and programs write them: read where one reading is possible, and said."""

from datetime import date, datetime
from pathlib import Path

import msgspec
import pytest

from slavery_benchmark.core.cases.table import UNUSABLE
from slavery_benchmark.extracting import layout
from slavery_benchmark.extracting.dates import Manner, NoDate, ReadDate, day_text, read_date
from slavery_benchmark.reading.reader import CellValue
from tests.extracting.case_sheets import IDS, case, lines, read, sheet_of
from tests.extracting.raw_returns import extracted_raw, raw_return
from tests.returns import Return, extracted, found, lines_of, tampered

DAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("said", "manner"),
    [
        ("12 March 2026", Manner.TEXT),
        ("12-Mar-2026", Manner.TEXT),
        ("12 – Mar – 26", Manner.TEXT),
        ("12Mar2026", Manner.TEXT),
        ("12th of March, 2026", Manner.TEXT),
        ("Thursday 12 March 2026", Manner.TEXT),
        ("March 12, 2026", Manner.TEXT),
        ("12/03/26", Manner.BRITISH),
        ("12.3.2026", Manner.BRITISH),
        ("12-03-2026", Manner.BRITISH),
        ("12 03 2026", Manner.BRITISH),
        ("12/03/’26", Manner.BRITISH),
        ("2026-03-12+01:00", Manner.TEXT),
        ("12/03/2026 09:15", Manner.BRITISH),
        ("12/03/2026, 9:15 pm", Manner.BRITISH),
        ("09:15 12/03/2026", Manner.BRITISH),
        ("2026-03-12", None),
        ("2026/03/12", Manner.TEXT),
        ("2026-03-12 00:00:00", Manner.TEXT),
        ("2026-03-12T09:15:00.000Z", Manner.TEXT),
        ("2026-03-12T00:00:00+01:00", Manner.TEXT),
        ("20260312", Manner.TEXT),
        (20260312.0, Manner.TEXT),
        (46093.0, Manner.NUMBER),
        (46093.75, Manner.NUMBER),
        ("46093", Manner.NUMBER),
        (datetime(2026, 3, 12, 9), None),  # noqa: DTZ001 - cells have no zone
    ],
)
def test_one_day_in_many_spellings(said: CellValue, manner: Manner | None) -> None:
    assert read_date(said) == ReadDate(DAY, manner)


def test_a_month_that_cannot_be_a_day_is_american() -> None:
    assert read_date("03/13/2026") == ReadDate(date(2026, 3, 13), Manner.AMERICAN)


@pytest.mark.parametrize(
    "said",
    [
        *("12 March", "March 2026", "2026", 2026.0, "31/02/2026", "13/13/2026", "12 Marche 2026"),
        *("12/03/2026²", "Ongoing", "1234567", 36525.0, 73051.0, True, 1e300, float("nan"), 7.0),
        *("12/03/0026", "2026-03-12+1", "12 03 20 26"),
        *("2026-03-12T09:15:00x", "24:30 12/03/2026", "x" * 100, "12/03-2026"),
    ],
)
def test_what_is_no_day(said: CellValue) -> None:
    assert read_date(said) == NoDate()


@pytest.mark.parametrize("said", ["2026-03-12T23:30:00Z", "2026-03-13T00:15:00+02:00"])
def test_an_hour_around_midnight_elsewhere_may_be_either_day(said: str) -> None:
    read = read_date(said)
    assert isinstance(read, NoDate)
    assert len(read.both) == 2 or read.both == (DAY,)


def test_the_edges_of_the_numbers() -> None:
    assert read_date(36526.0) == ReadDate(date(2000, 1, 1), Manner.NUMBER)
    assert read_date(73050.9) == ReadDate(date(2099, 12, 31), Manner.NUMBER)
    assert day_text(date(2025, 4, 1)) == "1 April 2025"


def test_a_column_of_pasted_dates_is_one_line() -> None:
    days: list[CellValue] = ["10-Apr-2025", "12-Apr-2025", date(2025, 4, 14), "16-Apr-2025"]
    rows = [case(n, first_contact=day) for n, day in enumerate(days, 1)]
    table, _, problems = read(sheet_of(rows))
    assert lines(problems) == [
        "Case files!C: warning: a date typed as text is read; a time of the day beside it does not "
        "count: found “3 cells, C6 to C9”; expected date cells; 10-Apr-2025 is read as 10 April "
        "2025. [date-read-from-text]"
    ]
    assert table is not None
    read_days = table.values["first_contact"]
    assert read_days == [date(2025, 4, day).toordinal() for day in (10, 12, 14, 16)]


def test_a_number_in_a_column_of_dates_says_what_it_is_read_as() -> None:
    _, _, problems = read(sheet_of([case(1, first_contact=45748.0), case(2)]))
    assert lines(problems) == [
        "Case files!C6: warning: a number is read as the date that it stands for where a cell has "
        "lost its format: found “45748”; expected a date cell; 45748 is read as 1 April 2025. "
        "[date-read-from-number]"
    ]


def test_beside_an_american_date_a_date_that_may_be_either_is_refused() -> None:
    rows = [
        case(1, first_contact="04/13/2025"),
        case(2, first_contact="03/04/2025"),
        case(3, first_contact="14/04/2025"),
        case(4, first_contact="04/04/2025"),
    ]
    table, _, problems = read(sheet_of(rows))
    assert table is not None
    assert table.values["first_contact"] == [
        date(2025, 4, 13).toordinal(),
        UNUSABLE,
        date(2025, 4, 14).toordinal(),
        date(2025, 4, 4).toordinal(),
    ]
    assert sorted(code for code, _ in found(problems)) == [
        "date-read-as-american",
        "date-read-as-british",
        "date-unsure",
    ]
    assert any("“3 April 2025 or 4 March 2025”" in line for line in lines(problems))


def test_a_number_of_a_workbook_that_counts_from_1904_may_be_either() -> None:
    sheet = msgspec.structs.replace(sheet_of([case(1, first_contact=44286.0)]), from_1904=True)
    table, _, problems = read(sheet)
    assert table is not None
    assert table.values["first_contact"] == [UNUSABLE]
    assert [code for code, _ in found(problems)] == ["date-unsure"]
    assert "“31 March 2021 or 1 April 2025”" in lines(problems)[0]


def test_dates_of_evidence_are_one_line_too() -> None:
    dates: dict[tuple[str, str], CellValue] = {
        ("INV-01a", layout.EVIDENCE_DATE): "1 March 2026",
        ("INV-01b", layout.EVIDENCE_DATE): "2 March 2026",
    }
    made = extracted_raw(raw_return(answers=dates))
    assert found(made.problems) == [("date-read-from-text", "Self-assessment!N")]
    answers = {item.check: item.evidence_date for item in made.responses}
    assert answers["INV-01b"] == date(2026, 3, 2)


def test_american_dates_of_evidence_put_the_others_in_doubt() -> None:
    dates: dict[tuple[str, str], CellValue] = {
        ("INV-01a", layout.EVIDENCE_DATE): "03/13/2026",
        ("INV-01b", layout.EVIDENCE_DATE): "02/03/2026",
    }
    made = extracted_raw(raw_return(answers=dates))
    assert ("date-unsure", "Self-assessment!N29") in found(made.problems)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2025, 1, 4), date(2026, 3, 31), ("Cover!B7", "4 January 2025", "1 April 2025")),
        (date(2025, 7, 5), date(2026, 6, 5), None),
        (date(2025, 4, 1), date(2026, 3, 31), None),
        (date(2025, 6, 2), date(2026, 5, 1), None),
        (date(2025, 2, 6), date(2026, 1, 6), ("Cover!B8", "6 January 2026", "1 June 2026")),
    ],
)
def test_a_swapped_day_and_month_of_the_period(
    start: date, end: date, said: tuple[str, str, str] | None
) -> None:
    made = extracted_raw(raw_return({layout.PERIOD_START: start, layout.PERIOD_END: end}))
    swapped = [item for item in made.problems if item.code == "period-swapped"]
    if said is None:
        assert swapped == []
        assert made.period_start == start
    elif swapped:
        assert (swapped[0].cell, swapped[0].found) == (said[0], f"{said[1]}, which is used")
        assert swapped[0].expected == f"perhaps {said[2]}"


def test_a_period_in_words(tmp_path: Path) -> None:
    def tamper(made: Return) -> None:
        made.put_cover(layout.PERIOD_START, "1st April 2025")

    submission = extracted(tampered(tmp_path / "x.xlsx", tamper))
    assert submission.period_start == date(2025, 4, 1)
    assert lines_of(submission) == [
        "x.xlsx: Cover!B7: warning: a date typed as text is read; a time of the day beside it does "
        "not count: found “1st April 2025”; expected a date cell; 1st April 2025 is read as 1 "
        "April 2025. [date-read-from-text]"
    ]


def test_what_people_write_for_not_yet_is_near_it() -> None:
    for word in ("Ongoing", "open", "N/A", "-", "unknown"):
        _, _, problems = read(sheet_of([case(1, closed=word)]))
        known = word not in ("-", "unknown")
        assert problems[0].nearest == (("Not yet",) if known else ())
    assert "closed" in IDS
