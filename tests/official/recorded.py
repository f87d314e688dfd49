"""Tables of recorded crime for tests: as published, as another program saves them, and changed.

The counts are those of 2017/18 for offence code 106: Home Office, police recorded crime open data
tables for police force areas, as first published. Contains public sector information licensed
under the Open Government Licence v3.0.
"""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from slavery_benchmark.core.comparing.context import RecordedCrime
from slavery_benchmark.official.figures import read_recorded_crime
from slavery_benchmark.official.tables import OfficialFiguresError
from tests.builders import shipped_criteria

HEADER = ["Financial Year", "Financial Quarter", "Force Name", "Offence Description",
          "Offence Group", "Offence Subgroup", "Offence Code", "Number of Offences"]  # fmt: skip
RECORDED = {
    "Avon and Somerset": (30, 21, 23, 25),
    "British Transport Police": (0, 3, 2, 0),
    "Devon & Cornwall": (1, 7, 8, 13),
    "London, City of": (0, 2, 1, 2),
    "Metropolitan Police": (109, 102, 215, 221),
}
CODES = {"avon-and-somerset": 99, "btp": 5, "devon-and-cornwall": 29, "city-of-london": 5,
         "metropolitan": 647}  # fmt: skip
Rows = list[list[Any]]


def published(year: str = "2017/18") -> Rows:
    """Return the rows of a year: for each force and quarter modern slavery and another offence."""
    group = ["Violence against the person", "Violence without injury"]
    return [
        row
        for quarter in (1, 2, 3, 4)
        for name, counts in RECORDED.items()
        for row in (
            [year, quarter, name, "Assault without injury", *group, "105A", 1000],
            [year, quarter, name, "Modern slavery", *group, 106, counts[quarter - 1]],
        )
    ]


def as_csv(path: Path, rows: Rows, *, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=delimiter).writerows(rows)
    return path


def as_xlsx(path: Path, sheets: dict[str, Rows]) -> Path:
    book = openpyxl.Workbook()
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    del book["Sheet"]
    book.save(path)
    return path


def read(path: Path, year: str | None = None) -> RecordedCrime:
    return read_recorded_crime(path, shipped_criteria().register, year=year)


def totals(crime: RecordedCrime) -> dict[str, int | None]:
    return {count.code: count.total for count in crime.counts}


def lines(crime: RecordedCrime) -> list[str]:
    folder = str(Path(crime.source.shown_as).parent)
    return [fault.line().replace(f"{folder}/", "") for fault in crime.faults]


def refused(path: Path, year: str | None = None) -> list[str]:
    with pytest.raises(OfficialFiguresError) as caught:
        read(path, year)
    return [fault.line().replace(f"{path.parent}/", "") for fault in caught.value.faults]


def changed(path: Path, change: Callable[[Rows], object]) -> Path:
    """Write the published rows as csv, changed; row 0 is the header."""
    rows = [HEADER, *published()]
    change(rows)
    return as_csv(path / "prc.csv", rows)


WIDE = ["code", "force_name_in_source", "ons_code", "q1", "q2", "q3", "q4", "total_2017_18"]


def wide(**changes: object) -> Rows:
    rows = [["-", name, "-", *counts, sum(counts)] for name, counts in RECORDED.items()]
    for place, value in changes.items():
        rows[0][WIDE.index(place)] = value
    return [WIDE, *rows, ["", "Source: Home Office", "", "", "", "", "", ""]]


ODS = (
    '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:p="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><o:body><o:spreadsheet>'
    '<t:table t:name="S">{}</t:table></o:spreadsheet></o:body></o:document-content>'
)
