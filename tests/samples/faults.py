"""Faults for the sample that shows what `benchmark check` finds, one after another."""

import io
from datetime import date

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from slavery_benchmark.criteria_files import Criteria
from slavery_benchmark.extracting import layout

_ANSWERS_HEADER, _CASES_HEADER = 4, 5
Value = str | float | date | None


def break_in_many_ways(content: bytes, criteria: Criteria) -> bytes:
    """Return the workbook with faults put into its answers and, if it has any, its case files."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    answers = book[layout.ANSWERS_SHEET]
    _break_answers(answers)
    _drop_tables(answers)
    if criteria.framework.cases is not None:
        cases = book[layout.CASES_SHEET]
        ids = {column.heading: column.id for column in criteria.framework.cases.columns}
        _break_cases(cases, ids)
        _drop_tables(cases)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _break_answers(sheet: Worksheet) -> None:
    columns = {str(cell.value): cell.column or 0 for cell in sheet[_ANSWERS_HEADER]}
    rows = {
        str(row[0].value): row[0].row or 0
        for row in sheet.iter_rows(min_row=_ANSWERS_HEADER + 1)
        if row[0].value
    }

    def put(check: str, column: str, value: Value) -> None:
        sheet.cell(rows[check], columns[column]).value = value

    put("LEA-01a", layout.LEVEL, 7)
    put("LEA-01b", layout.LEVEL, "mostly")
    put("LEA-02a", layout.LEVEL, 2.5)
    put("LEA-02b", layout.LEVEL, "#N/A")
    put("UND-01a", layout.LEVEL, "=1+1")
    put("UND-02a", layout.CHECK, "UND-02x")
    put("VIC-01b", layout.CHECK, "VIC-01a")
    put("VIC-02a", layout.LEVEL, layout.NOT_APPLICABLE)
    put("VIC-03a", layout.REASON, "Small force")
    put("INV-01a", layout.LEVEL, "3 Emerging")
    put("INV-02a", layout.LEVEL, 3)
    put("INV-02a", layout.EVIDENCE, "tbc")
    put("INV-03a", layout.LEVEL, 3)
    put("INV-03a", layout.EVIDENCE, "Closed-case audit; file MS 26")
    put("INV-03a", layout.EVIDENCE_DATE, date(2024, 6, 1))
    put("COO-01a", layout.LEVEL, 3)
    put("COO-01a", layout.EVIDENCE, "Register of packages; file MS 31")
    put("COO-01a", layout.EVIDENCE_DATE, date(2062, 6, 1))
    put("COO-02a", layout.LEVEL, 3)
    put("COO-02a", layout.EVIDENCE, "Sample of ten logs; file MS 33")
    put("COO-02a", layout.EVIDENCE_DATE, "14/02/2026")
    put("POW-01a", layout.LEVEL, 3)
    put("POW-01a", layout.EVIDENCE, "Answers on shift; file MS 40")
    put("POW-01a", layout.EVIDENCE_DATE, "last spring")
    put("REC-01b", layout.CHECK, None)


def _break_cases(sheet: Worksheet, ids: dict[str, str]) -> None:
    columns = {
        ids[str(cell.value)]: cell.column or 0 for cell in sheet[_CASES_HEADER] if cell.value in ids
    }
    rows = {
        str(row[0].value): row[0].row or 0 for row in sheet.iter_rows(min_row=_CASES_HEADER + 1)
    }

    def put(case: str, column: str, value: Value) -> None:
        sheet.cell(rows[case], columns[column]).value = value

    notes = len(columns) + 1
    sheet.cell(_CASES_HEADER, notes).value = "Notes"
    sheet.cell(rows["FV 3"], notes).value = "Ring someone@example.org about this one"
    put("FV 1", "reported", date(2025, 3, 20))
    put("FV 4", "started", date(2024, 6, 2))
    put("FV 5", "reviewed", date(2062, 6, 1))
    put("FV 6", "nca", "Maybe")
    put("FV 7", "suspect", "Yess")
    put("FV 8", "recorded", "soon")
    put("FV 9", "closed", "14/02/2026")
    put("FV 10", "victims", "two")
    put("FV 11", "crimes", 1.5)
    put("FV 12", "safeguarded", 9)
    put("FV 13", "notified", 1)
    put("FV 16", "rocu", "#N/A")
    put("FV 17", "crimes", "=1+1")
    put("FV 18", "case", "MS/12345/25")
    put("FV 15", "case", None)
    last = (sheet.max_row or 0) + 1
    for place in columns.values():
        sheet.cell(last, place).value = sheet.cell(rows["FV 14"], place).value


def _drop_tables(sheet: Worksheet) -> None:
    """Drop the marks of tables: their frames no longer fit rows that were tampered with."""
    for name in list(sheet.tables):
        del sheet.tables[name]
