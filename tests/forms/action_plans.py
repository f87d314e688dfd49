"""Action plans for tests: one of the shipped samples, and ways to fill it in."""

import io
from functools import cache
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from slavery_benchmark.core.change.actions import action_plans
from slavery_benchmark.core.change.promises import Plan
from slavery_benchmark.core.problems import Problem
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.extracting.action_layout import CODE, COLUMNS, CRITERION, FORCE, PLAN_SHEET
from slavery_benchmark.forms.action_plan import read_action_plan
from slavery_benchmark.forms.action_plan_writer import render_actions_xlsx
from slavery_benchmark.pipeline import assess
from slavery_benchmark.reading.reader import read_file
from slavery_benchmark.shipped import shipped_folder
from tests.builders import AS_OF, shipped_criteria

SAMPLES = shipped_folder("sample_data")
FORCES = ("aldermoss", "brindlewick")


@cache
def sample_report() -> Report:
    """Return the scores of two samples."""
    paths = [SAMPLES / f"{name}.xlsx" for name in FORCES]
    return assess(paths, shipped_criteria(), AS_OF)


@cache
def blank_plan() -> bytes:
    """Return the action plan of two samples, not filled in."""
    report = sample_report()
    plans = action_plans(report.forces, report.framework, (), AS_OF)
    return render_actions_xlsx(report, plans, None)


class PlanFile:
    """A plan open for filling in and tampering: cells by force, criterion and column name."""

    def __init__(self, content: bytes = b"") -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(content or blank_plan()))
        sheet = self.book[PLAN_SHEET]
        assert isinstance(sheet, Worksheet)
        self.sheet = sheet
        self.top = next(
            row[0].row or 0 for row in sheet.iter_rows(max_col=1) if row[0].value == FORCE
        )
        self.columns = {str(cell.value): cell.column or 0 for cell in sheet[self.top]}
        self.rows: dict[tuple[str, str], int] = {}
        for row in range(self.top + 1, sheet.max_row + 1):
            code = str(sheet.cell(row, self.columns[CODE]).value)
            criterion = str(sheet.cell(row, self.columns[CRITERION]).value)
            self.rows[code.removeprefix("fictional-"), criterion] = row

    def put(self, force: str, criterion: str, column: str, value: object) -> str:
        """Write a cell; return its address."""
        return self.put_at(self.rows[force, criterion], column, value)

    def put_at(self, row: int, column: str, value: object) -> str:
        """Write a cell of a row; return its address."""
        cell = self.sheet.cell(row, self.columns[column])
        cell.value = value  # type: ignore[assignment]
        return f"{PLAN_SHEET}!{cell.coordinate}"

    def fill(self, force: str, criterion: str, *values: object) -> None:
        """Fill in steps, owner, due date, done on and note of a row, as far as they are given."""
        for column, value in zip(COLUMNS[3:], values, strict=False):
            self.put(force, criterion, column, value)

    def add_row(self, **values: object) -> int:
        """Add a row below the table; return its number."""
        row = self.sheet.max_row + 1
        for column, value in values.items():
            self.put_at(row, column, value)
        return row

    def save(self, path: Path) -> Path:
        """Save to `path` and return it."""
        for name in list(self.sheet.tables):
            del self.sheet.tables[name]
        self.book.save(path)
        return path

    def read(self, folder: Path) -> Plan:
        """Save and read back under the shipped criteria."""
        return read_plan(self.save(folder / "plan.xlsx"))


def read_plan(path: Path) -> Plan:
    """Read a plan back under the shipped criteria, beside the two samples."""
    criteria = shipped_criteria()
    submissions = [force.submission for force in sample_report().forces]
    return read_action_plan(
        read_file(path), criteria.framework, criteria.register, submissions, AS_OF
    )


def said(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    """Return problems as (code, cell)."""
    return [(str(item.code), item.cell) for item in problems]
