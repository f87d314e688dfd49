"""What one workbook of several says, cell by cell, so that it can be put beside the others."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

import msgspec

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.parts import Part, part_named
from slavery_benchmark.core.framework.register import Register
from slavery_benchmark.core.merging import Row, Said
from slavery_benchmark.core.problems import Code, Problem
from slavery_benchmark.core.scoring.submission import Submission
from slavery_benchmark.core.text import clean, fold
from slavery_benchmark.extracting import layout
from slavery_benchmark.extracting.case_columns import find_columns
from slavery_benchmark.extracting.case_files import rows_of_cases
from slavery_benchmark.extracting.case_numbers import is_fit_to_show
from slavery_benchmark.extracting.cover import cover_cells
from slavery_benchmark.extracting.date_columns import has_american, unsure_of
from slavery_benchmark.extracting.dates import ReadDate, read_date
from slavery_benchmark.extracting.extract import extract_submission
from slavery_benchmark.extracting.header import header_row
from slavery_benchmark.extracting.personal_data import fit_to_show
from slavery_benchmark.extracting.problem_log import ProblemLog
from slavery_benchmark.extracting.table import AnswerTable, answer_tables
from slavery_benchmark.extracting.values import as_text, is_blank, read_level
from slavery_benchmark.reading.addresses import address
from slavery_benchmark.reading.reader import CellValue, RawSheet, RawWorkbook

_SHOWN = 60
GONE = frozenset(
    (
        *(Code.SHEET_RENAMED, Code.SHEET_UNCLEAR, Code.SHEET_ALIKE, Code.SHEET_HIDDEN),
        *(Code.SHEET_VERY_HIDDEN, Code.CELLS_HIDDEN, Code.COLUMN_MISSING, Code.COLUMN_TWICE),
        *(Code.CHECK_UNKNOWN, Code.CHECK_TWICE, Code.ROW_WITHOUT_CHECK, Code.CELL_ERROR),
        *(Code.CELL_MERGED, Code.CELL_STRUCK, Code.FORMULA_NOT_CALCULATED, Code.FORMULA_USED),
        *(Code.FORMULA_ELSEWHERE, Code.FORMULA_CHANGES, Code.FORMULA_OVER_BLANK),
        *(Code.DATE_READ_AS_BRITISH, Code.DATE_READ_AS_AMERICAN, Code.DATE_READ_FROM_TEXT),
        *(Code.DATE_READ_FROM_NUMBER, Code.DATE_UNSURE, Code.ROW_NOT_A_CASE),
        *(Code.CASES_UNREADABLE, Code.COVER_FIELD_TWICE),
    )
)
"""What is wrong with a workbook and cannot be seen any more in one that is made of its values."""

Cell = Said[CellValue]


class FilledPart(msgspec.Struct, frozen=True, kw_only=True):
    """What a workbook holds: lines of the cover, rows of each check, and rows of cases.

    part: which part of a form it says it is, None for the whole. gone: the problems that a workbook
    made of these values does not show.
    """

    name: str
    submission: Submission
    part: Part | None
    cover: dict[str, Cell]
    answers: dict[str, list[Row[CellValue]]]
    cases: list[Row[CellValue]]
    gone: tuple[Problem, ...]


def fill_part(
    workbook: RawWorkbook, framework: Framework, register: Register, as_of: date
) -> FilledPart:
    """Return what stands in a workbook, values as they stand and dates as they are read.

    Raises UnusableError as `extract_submission` does, by which it is read too.
    """
    submission = extract_submission(workbook, framework, register, as_of)
    name = workbook.source.shown_as
    log = ProblemLog(name)  # what is wrong is said by extract_submission
    sheet = workbook.sheet(layout.COVER_SHEET)
    cover = _cover(sheet, name, register, log)
    answers: dict[str, list[Row[CellValue]]] = {}
    for table in answer_tables(workbook, framework, log):
        answers |= _answers(table, framework, name)
    said = cover.get(layout.PART)
    return FilledPart(
        name=name,
        submission=submission,
        part=part_named(framework, as_text(said.value)) if said else None,
        cover=cover,
        answers=answers,
        cases=_cases(workbook, framework, as_of, name),
        gone=tuple(item for item in submission.problems if item.code in GONE),
    )


def case_number(row: Row[CellValue], framework: Framework) -> str:
    """Return the number of a case as it is compared; empty where it has none."""
    if framework.cases is None:
        return ""
    key = next(framework.cases.of_kind("key")).heading
    return as_text(row[key].value) if key in row else ""


def number_shown(number: str) -> str:
    """Return what a case is called where its number may be printed, and else."""
    return f"Case {number}" if is_fit_to_show(number) else "A case"


def _answers(
    table: AnswerTable, framework: Framework, part: str
) -> dict[str, list[Row[CellValue]]]:
    """Return the rows of each check of a table, by the names of the columns."""
    reader = _Cells(table.sheet, part)
    columns = {key: place for key, place in table.columns.items() if key != layout.CHECK}
    dated = [table.columns[layout.EVIDENCE_DATE]] if layout.EVIDENCE_DATE in columns else []
    reader.read_dates(dated, [row for rows in table.rows.values() for row in rows])
    return {
        check: [
            {column: _levelled(said, column, framework) for column, said in row.items()}
            for row in reader.rows(columns, rows)
        ]
        for check, rows in table.rows.items()
    }


class _Cells:
    """Reads cells of a sheet: values as they stand, and as the dates that they are."""

    def __init__(self, sheet: RawSheet, part: str) -> None:
        self._sheet = sheet
        self._part = part
        self._american: dict[int, bool] = {}

    def read_dates(self, columns: Sequence[int], rows: Sequence[int]) -> None:
        """Read these columns as dates; `rows` tell whether its dates may be month and day."""
        for column in columns:
            values = (self._sheet.value(row, column) for row in rows)
            self._american[column] = has_american(map(read_date, values))

    def cell(self, row: int, column: int) -> Cell | None:
        """Return what a cell says; None for one that is empty, or of which nobody can tell."""
        sheet = self._sheet
        value: CellValue = sheet.value(row, column)
        if (row, column) in sheet.marks or is_blank(value):
            return None
        if column in self._american:
            read = read_date(value)
            american = self._american[column]
            if isinstance(read, ReadDate):
                if unsure_of(read, american=american, from_1904=sheet.from_1904):
                    return None
                value = datetime.combine(read.value, datetime.min.time())
        return Said(
            value=value,
            meaning=_meaning(value),
            part=self._part,
            cell=address(sheet.name, row, column),
            shown=clean(fit_to_show(_shown(value)), _SHOWN),
        )

    def rows(self, columns: dict[str, int], rows: Sequence[int]) -> Iterator[Row[CellValue]]:
        """Yield these rows by the names of the columns, without empty cells."""
        for row in rows:
            found = ((name, self.cell(row, place)) for name, place in columns.items())
            yield {name: said for name, said in found if said is not None}


def _meaning(value: CellValue) -> str:
    return clean(as_text(value))


def _shown(value: CellValue) -> str:
    return f"{value:%Y-%m-%d}" if isinstance(value, datetime) else as_text(value)


def _levelled(said: Cell, column: str, framework: Framework) -> Cell:
    """Return a cell; a level in the words of the framework, whichever way it was written."""
    if column != layout.LEVEL:
        return said
    level = read_level(said.value, framework.levels)
    word = level if isinstance(level, str) else None
    if isinstance(level, int):
        word = framework.level_label(level)
    return said if word is None else msgspec.structs.replace(said, value=word, meaning=word)


def _cover(sheet: RawSheet, part: str, register: Register, log: ProblemLog) -> dict[str, Cell]:
    places = cover_cells(sheet, log)
    reader = _Cells(sheet, part)
    dated = [places[line] for line in (layout.PERIOD_START, layout.PERIOD_END) if line in places]
    reader.read_dates([column for _, column in dated], [row for row, _ in dated])
    other = _Cells(sheet, part)
    cover: dict[str, Cell] = {}
    for line, place in places.items():
        said = (reader if place in dated else other).cell(*place)
        if said is None:
            continue
        known = register.find(said.shown) if line in (layout.FORCE, layout.FORCE_CODE) else None
        meaning = known.name if known else fold(str(said.meaning))
        cover[line] = msgspec.structs.replace(said, meaning=meaning)
    return cover


def _cases(
    workbook: RawWorkbook, framework: Framework, as_of: date, part: str
) -> list[Row[CellValue]]:
    """Return the rows of the cases by the headings of their columns."""
    declared = framework.cases
    if declared is None or not workbook.has(layout.CASES_SHEET):
        return []
    sheet = workbook.sheet(layout.CASES_SHEET)
    top = header_row(sheet, [column.heading for column in declared.columns])
    if top is None:
        return []
    header = [as_text(value) for value in sheet.rows[top]]
    places = find_columns(declared, header, sheet.name, top, ProblemLog(part))
    rows = rows_of_cases(sheet, declared, as_of)
    reader = _Cells(sheet, part)
    dates = [places[column.id] for column in declared.of_kind("date") if column.id in places]
    reader.read_dates(dates, rows)
    columns = {declared.column(name).heading: place for name, place in places.items()}
    found = [row for row in reader.rows(columns, rows) if row]
    return [
        {
            name: msgspec.structs.replace(said, meaning=fold(str(said.meaning)))
            for name, said in row.items()
        }
        for row in found
    ]
