"""Sound returns as the reader gives them to extraction, tampered with in memory: quick to make."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from slavery_benchmark.core.scoring.submission import SourceFile, Submission
from slavery_benchmark.core.text import fold
from slavery_benchmark.extracting import layout
from slavery_benchmark.extracting.extract import OPTIONAL_SHEETS, WANTED_SHEETS, extract_submission
from slavery_benchmark.reading.addresses import address
from slavery_benchmark.reading.reader import (
    CellValue,
    InputFile,
    RawSheet,
    RawWorkbook,
    workbook_in,
)
from tests.builders import AS_OF, shipped_criteria
from tests.extracting.case_sheets import Row, sheet_of
from tests.returns import sound_return

Answers = Mapping[tuple[str, str], CellValue]
"""Values by check and name of the column."""


@cache
def _sound() -> RawWorkbook:
    given = InputFile(name="x.xlsx", content=sound_return())
    return workbook_in(given, WANTED_SHEETS, OPTIONAL_SHEETS)


def cell_of_answer(check: str, column: str) -> str:
    """Return the address of a cell of the answers."""
    sheet = _sound().sheet(layout.ANSWERS_SHEET)
    return address(sheet.name, *_place_of_answer(sheet, check, column))


def raw_return(
    cover: Mapping[str, CellValue] | None = None,
    answers: Answers | None = None,
    cases: Sequence[Row] | None = None,
) -> RawWorkbook:
    """Return a sound return with other answers on its cover, to checks, and with other cases."""
    sound = _sound()
    front, table = (_copy(sound.sheet(name)) for name in WANTED_SHEETS)
    for line, value in (cover or {}).items():
        row = next(row for row in front.rows if row and fold(str(row[0])) == fold(line))
        row[1] = value
    for (check, column), value in (answers or {}).items():
        at, place = _place_of_answer(table, check, column)
        table.rows[at][place] = value
    listed = sound.sheet(layout.CASES_SHEET) if cases is None else sheet_of(cases)
    source = SourceFile("x.xlsx", "0" * 64, "x.xlsx")
    return RawWorkbook(source, (front, table, listed), sound.sheet_names, sound.properties)


def extracted_raw(workbook: RawWorkbook, as_of: date = AS_OF) -> Submission:
    """Return what is read from it under the shipped criteria."""
    criteria = shipped_criteria()
    return extract_submission(workbook, criteria.framework, criteria.register, as_of)


def _copy(sheet: RawSheet) -> RawSheet:
    rows = [list(row) for row in sheet.rows]
    return RawSheet(sheet.name, sheet.hidden, rows, dict(sheet.marks))


def _place_of_answer(sheet: RawSheet, check: str, column: str) -> tuple[int, int]:
    at = next(at for at, row in enumerate(sheet.rows) if check in row)
    header = next(row for row in sheet.rows if column in row)
    return at, header.index(column)
