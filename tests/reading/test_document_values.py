"""Times and dates in the cells of an .ods."""

from datetime import date, datetime, time, timedelta

import pytest

from slavery_benchmark.reading.document_values import value_of
from slavery_benchmark.reading.raw_cells import CellValue

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def cell(kind: str, said: str) -> CellValue | None:
    """Return the value of a cell of a kind, which shows nothing else."""
    return value_of({f"{_OFFICE}value-type": kind, f"{_OFFICE}{kind}-value": said}, "shown")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("PT7H", time(7)),
        ("PT30M", time(0, 30)),
        ("PT5S", time(0, 0, 5)),
        ("PT23H59M59.5S", time(23, 59, 59, 500_000)),
        ("PT24H00M00S", timedelta(days=1)),
        ("PT36H5M", timedelta(hours=36, minutes=5)),
        ("half past", "half past"),
    ],
)
def test_a_time_of_the_day_or_a_longer_while(said: str, expected: CellValue) -> None:
    assert cell("time", said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2026-03-01", date(2026, 3, 1)),
        ("2026-03-01T12:30:00", datetime(2026, 3, 1, 12, 30)),  # noqa: DTZ001 - cells have no zone
        ("2026-03-01T00:00:00Z", datetime(2026, 3, 1)),  # noqa: DTZ001
        ("2026-03-01T12:00:00Z", "2026-03-01T12:00:00Z"),
        ("2026-03-01T00:00:00+01:00", "2026-03-01T00:00:00+01:00"),
        ("some day", "some day"),
    ],
)
def test_a_day_wherever_it_was_written(said: str, expected: CellValue) -> None:
    assert cell("date", said) == expected
