"""Forms of a review for tests: those of a shipped sample, and ways to fill them in."""

import io
from datetime import date
from functools import cache
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from slavery_benchmark.core.problems import Problem
from slavery_benchmark.core.review.agreed import AgreedReview
from slavery_benchmark.core.review.moderation import moderate
from slavery_benchmark.core.review.review import Review
from slavery_benchmark.core.visit.all_forces import ForceVisit, visit_lists
from slavery_benchmark.core.visit.case_sample import CaseSample, draw_cases
from slavery_benchmark.forms.review import layout
from slavery_benchmark.forms.review.agreed_reader import read_agreed
from slavery_benchmark.forms.review.agreed_writer import make_agreed
from slavery_benchmark.forms.review.review_reader import read_review
from slavery_benchmark.forms.review.review_writer import make_review
from slavery_benchmark.pipeline import assess
from slavery_benchmark.reading.reader import read_file
from slavery_benchmark.shipped import shipped_folder
from tests.builders import AS_OF, shipped_criteria

SAMPLE = shipped_folder("sample_data") / "brindlewick.xlsx"
COUNT, SEED = 3, 7


@cache
def sample_visit() -> ForceVisit:
    """Return the visit list of the sample that is reviewed, with its cases."""
    report = assess([SAMPLE], shipped_criteria(), AS_OF, keep_cases=True)
    return visit_lists(report.forces, report.framework).forces[0]


@cache
def sample_cases() -> CaseSample:
    """Return the cases that are drawn of it."""
    visit = sample_visit()
    found = draw_cases(visit.force, shipped_criteria().framework, COUNT, SEED, visit.reader)
    assert found is not None
    return found


@cache
def blank_review(reviewer: str = "A") -> bytes:
    """Return the review of the sample, not filled in."""
    framework = shipped_criteria().framework
    return make_review(
        sample_visit(), framework, reviewer=reviewer, count=COUNT, seed=SEED, sample=sample_cases()
    )


class FormFile:
    """A form open for filling in and tampering: cells by line, by check and column, by case."""

    def __init__(self, content: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(content))

    def sheet(self, name: str) -> Worksheet:
        """Return a sheet."""
        sheet = self.book[name]
        assert isinstance(sheet, Worksheet)
        return sheet

    def top(self, name: str) -> dict[str, int]:
        """Return the columns of a sheet by their headings."""
        return {str(cell.value): cell.column or 0 for cell in self.sheet(name)[4]}

    def put_at(self, name: str, row: int, column: str, value: object) -> str:
        """Write a cell of a row; return its address."""
        cell = self.sheet(name).cell(row, self.top(name)[column])
        cell.value = value  # type: ignore[assignment]
        return f"{name}!{cell.coordinate}"

    def row(self, name: str, **wanted: str) -> int:
        """Return the row in which these stand, in the columns of these names."""
        top = self.top(name)
        columns = {top[key.replace("_", " ")]: value for key, value in wanted.items()}
        for row in range(5, self.sheet(name).max_row + 1):
            values = {column: str(self.sheet(name).cell(row, column).value) for column in columns}
            if values == columns:
                return row
        raise KeyError(wanted)

    def put(self, name: str, check: str, column: str, value: object) -> str:
        """Write a cell in the row of a check; return its address."""
        return self.put_at(name, self.row(name, Check=check), column, value)

    def put_line(self, line: str, value: object, name: str = layout.START_SHEET) -> str:
        """Write the answer to a line; return its address."""
        return self.put_at(name, self.row(name, Line=line), layout.ANSWER, value)

    def line(self, line: str, name: str = layout.START_SHEET) -> str:
        """Return the answer to a line, as text."""
        return str(self.sheet(name).cell(self.row(name, Line=line), 2).value)

    def put_case(
        self, row: int, heading: str, value: object, column: str = layout.FILE_SAYS
    ) -> str:
        """Write what the file of a case says; return the address."""
        name = layout.CASES_SHEET
        return self.put_at(name, self.row(name, Row=str(row), Column=heading), column, value)

    def save(self, path: Path) -> Path:
        """Save to `path` and return it."""
        for sheet in self.book.worksheets:
            for name in list(sheet.tables):
                del sheet.tables[name]
        self.book.save(path)
        return path


def filled_review(reviewer: str = "A", **levels: int) -> FormFile:
    """Return a review with these levels; `INV_01a=2` is that of INV-01a."""
    made = FormFile(blank_review(reviewer))
    framework = shipped_criteria().framework
    for check, level in levels.items():
        check_id = check.replace("_", "-")
        made.put(layout.REVIEW_SHEET, check_id, layout.LEVEL, framework.level_label(level))
    made.put_line(layout.ROLE, "Lead inspector", layout.SIGN_SHEET)
    made.put_line(layout.SIGNED_ON, date(2026, 11, 2), layout.SIGN_SHEET)
    return made


def read_back(path: Path) -> Review:
    """Read a review back under the shipped criteria."""
    return read_review(read_file(path), shipped_criteria().framework, AS_OF)


def reviewed(folder: Path, reviewer: str = "A", **levels: int) -> Review:
    """Return a review with these levels, written to a folder and read back."""
    return read_back(filled_review(reviewer, **levels).save(folder / f"{reviewer}.xlsx"))


def agreed_form(*reviews: Review) -> FormFile:
    """Return the form in which reviews are agreed, open for filling in."""
    return FormFile(make_agreed(moderate(reviews), shipped_criteria().framework))


def read_agreement(path: Path) -> AgreedReview:
    """Read an agreed review back under the shipped criteria."""
    return read_agreed(read_file(path), shipped_criteria().framework, AS_OF)


def said(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    """Return problems as (code, cell)."""
    return [(str(item.code), item.cell) for item in problems]
