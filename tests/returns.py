"""Returns for tests: a filled-in template, and ways to tamper with it."""

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path

import openpyxl
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from slavery_benchmark.core.problems import Problem
from slavery_benchmark.core.scoring.submission import Submission
from slavery_benchmark.extracting import layout
from slavery_benchmark.extracting.extract import OPTIONAL_SHEETS, WANTED_SHEETS, extract_submission
from slavery_benchmark.extracting.sheet_kinds import search_for
from slavery_benchmark.reading.reader import read_workbook
from tests.builders import AS_OF, shipped_criteria
from tests.samples.make import answers_of, cases_of, cover_of, make_workbook

HEADER_ROW = 4
CASES_HEADER_ROW = 5
Tamper = Callable[["Return"], object]


class Return:
    """A return open for tampering: cells by check or case and column name, cover lines by name.

    case_columns: the column of each heading and of each column id of the case files; case_rows: the
    row of each case number, as text. Both are empty for an edition without case files.
    """

    def __init__(self, content: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(content))
        self.answers: Worksheet = self.book[layout.ANSWERS_SHEET]
        self.cover: Worksheet = self.book[layout.COVER_SHEET]
        self.columns = {str(c.value): c.column or 0 for c in self.answers[HEADER_ROW]}
        self.rows = {
            str(row[0].value): row[0].row for row in self.answers.iter_rows(min_row=HEADER_ROW + 1)
        }
        self.case_columns: dict[str, int] = {}
        self.case_rows: dict[str, int] = {}
        declared = shipped_criteria().framework.cases
        if declared is not None and layout.CASES_SHEET in self.book:
            header = self.cases[CASES_HEADER_ROW]
            self.case_columns = {str(c.value): c.column or 0 for c in header if c.value}
            self.case_columns |= {
                column.id: self.case_columns[column.heading] for column in declared.columns
            }
            rows = self.cases.iter_rows(min_row=CASES_HEADER_ROW + 1)
            self.case_rows = {str(row[0].value): row[0].row or 0 for row in rows}

    @property
    def cases(self) -> Worksheet:
        """The sheet of case files."""
        sheet = self.book[layout.CASES_SHEET]
        assert isinstance(sheet, Worksheet)
        return sheet

    def cell(self, check: str, column: str) -> Cell:
        """Return a cell of the answers."""
        cell = self.answers.cell(self.rows[check] or 0, self.columns[column])
        assert isinstance(cell, Cell)
        return cell

    def put(self, check: str, column: str, value: object) -> str:
        """Write a cell of the answers; return its address."""
        cell = self.cell(check, column)
        cell.value = value  # type: ignore[assignment]
        return f"{layout.ANSWERS_SHEET}!{cell.coordinate}"

    def put_case(self, number: str | int, column: str, value: object) -> str:
        """Write a cell of the case of this number, in a column named by its id or heading.

        A case number that the sheet lacks is given a new row at the end. Returns the address.
        """
        row = self.case_rows.get(str(number))
        if row is None:
            row = max(self.case_rows.values(), default=CASES_HEADER_ROW) + 1
            self.case_rows[str(number)] = row
            self.cases.cell(row, self.case_columns["case"]).value = number
        cell = self.cases.cell(row, self.case_columns[column])
        cell.value = value  # type: ignore[assignment]
        return f"{layout.CASES_SHEET}!{cell.coordinate}"

    def put_cover(self, line: str, value: object) -> str:
        """Write the answer to a line of the cover; return its address."""
        row = next(r[0].row for r in self.cover.iter_rows(min_row=5) if r[0].value == line)
        cell = self.cover.cell(row, 2)
        cell.value = value  # type: ignore[assignment]
        return f"{layout.COVER_SHEET}!{cell.coordinate}"

    def rename_column(self, old: str, new: str | None) -> None:
        """Give a column of the answers another name."""
        self.answers.cell(HEADER_ROW, self.columns[old]).value = new

    def drop_tables(self) -> None:
        """Drop the marks of tables, whose frames tampering would belie."""
        for sheet in self.book.worksheets:
            for name in list(sheet.tables):
                del sheet.tables[name]

    def save(self, path: Path) -> Path:
        """Save to `path` and return it."""
        self.drop_tables()
        self.book.save(path)
        return path


@cache
def sound_return() -> bytes:
    """Return a workbook without any problem: the strong sample with all evidence given."""
    criteria = shipped_criteria()
    answers = answers_of("aldermoss")
    for values in answers.values():
        if not values[layout.EVIDENCE]:
            values[layout.EVIDENCE] = "Log; file MS 99"
            values[layout.EVIDENCE_DATE] = "2026-03-01"
    cases = cases_of("aldermoss", criteria)
    return make_workbook(criteria, "fictional-aldermoss", answers, cover_of("aldermoss"), cases)


def tampered(path: Path, tamper: Tamper | None = None) -> Path:
    """Write a sound return to `path`, tampered with."""
    made = Return(sound_return())
    if tamper is not None:
        tamper(made)
    return made.save(path)


def extracted(path: Path) -> Submission:
    """Return what is read from a workbook under the shipped criteria."""
    criteria = shipped_criteria()
    search = search_for((criteria.framework,))
    workbook = read_workbook(path, WANTED_SHEETS, OPTIONAL_SHEETS, search=search)
    return extract_submission(workbook, criteria.framework, criteria.register, AS_OF)


def found(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    """Return problems as (code, cell), in their order."""
    return [(str(item.code), item.cell) for item in problems]


def lines_of(submission: Submission) -> list[str]:
    """Return the problems as lines, with the file's name alone."""
    return [
        f"{Path(item.file).name}{item.line().removeprefix(item.file)}"
        for item in submission.problems
    ]
