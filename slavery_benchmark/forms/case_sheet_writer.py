"""The sheet of case files in a template: one row a case, what each cell takes shown as one types.

Cells that are still empty are dressed by the style of their column, so that the file stays small.
"""

from collections.abc import Mapping, Sequence
from copy import copy

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from slavery_benchmark.core.framework.case_sheet import NOT_NEEDED, CaseColumn, CaseSheet
from slavery_benchmark.extracting import layout
from slavery_benchmark.extracting.case_values import MOST_PEOPLE
from slavery_benchmark.forms.lists_sheet import Lists
from slavery_benchmark.reading.reader import CellValue
from slavery_benchmark.writing.sheet_style import (
    A3,
    DATE_FORMAT,
    FIRST_DATE,
    HEADER_SIZE,
    date_entry_rule,
    dress_column,
    mark_table,
    put_input,
    set_up_page,
    write_header,
    write_title,
)
from slavery_benchmark.writing.text_lines import header_width

_HEADER_ROW = 5
LAST_ROW = _HEADER_ROW + 100_000
"""How far down the cells check what is typed; more cases than any force has in two years."""
_FRAMED = 25
"""So many rows have cells of their own, for programs that do not show the style of a column."""
_WIDTHS = {"key": 10.0, "choice": 16.0, "yes or no": 12.0, "date": 12.5, "count": 12.5}
_MOST_PROMPT, _MOST_TITLE = 255, 32
"""How long an input message and its title may be in a workbook."""
AS_THINGS_STOOD = (
    "Describe each case as it was on the last day of the period. If something had not happened by "
    f"then, enter {layout.NOT_YET_WORDS}, or the later date if you know it."
)
"""As of which day a cell is filled in: a later date is used as it stands, nothing else can tell."""

Cases = Sequence[Mapping[str, CellValue]]


def write_cases(sheet: Worksheet, declared: CaseSheet, lists: Lists, cases: Cases) -> None:
    """Write the sheet with these cases, each {column id: value}; a value left out is unknown."""
    columns = declared.columns
    write_title(
        sheet, layout.CASES_SHEET, f"One row a case. What counts as a case: {declared.a_case}"
    )
    sheet["A3"].value = (
        "Select a cell to see what it takes. Leave it empty where the answer is not known; "
        f"{layout.NOT_YET_WORDS} is for a date that has not come, {NOT_NEEDED} for what could not "
        "apply to the case. No names, and nothing else by which a person could be known."
    )
    sheet["A4"].value = f"{AS_THINGS_STOOD} Cells to fill in are pale yellow, however far down."
    for line in ("A3", "A4"):
        sheet[line].font = copy(sheet["A2"].font)
    widths = [_width(column) for column in columns]
    headings = [column.heading for column in columns]
    write_header(sheet, _HEADER_ROW, headings, widths)
    for place, column in enumerate(columns, start=1):
        _dress(sheet, place, column)
        _add_rule(sheet, place, column, lists)
    unused: Cases = [{}] * (_FRAMED - len(cases))
    for row, case in enumerate((*cases, *unused), start=_HEADER_ROW + 1):
        _write_case(sheet, row, columns, case)
    # a table has at least one row; typing below it makes it longer
    last_row = _HEADER_ROW + max(len(cases), 1)
    mark_table(sheet, layout.CASES_SHEET, _HEADER_ROW, last_row, len(columns))
    set_up_page(
        sheet, header_row=_HEADER_ROW, landscape=True, paper=A3, freeze=f"B{_HEADER_ROW + 1}"
    )
    sheet.sheet_view.zoomScale = 85


def _write_case(
    sheet: Worksheet, row: int, columns: Sequence[CaseColumn], case: Mapping[str, CellValue]
) -> None:
    for place, column in enumerate(columns, start=1):
        cell = sheet.cell(row, place)
        put_input(cell, case.get(column.id, ""))
        if column.kind == "date":
            cell.number_format = DATE_FORMAT


def _width(column: CaseColumn) -> float:
    return max(_WIDTHS[column.kind], header_width(column.heading, HEADER_SIZE))


def _dress(sheet: Worksheet, place: int, column: CaseColumn) -> None:
    dress_column(sheet, place, DATE_FORMAT if column.kind == "date" else "General")
    for row in range(1, _HEADER_ROW):
        sheet.cell(row, place).alignment = Alignment(vertical="top")


def _add_rule(sheet: Worksheet, place: int, column: CaseColumn, lists: Lists) -> None:
    letter = get_column_letter(place)
    first = f"{letter}{_HEADER_ROW + 1}"
    takes, rule = _rule(column, lists, letter, first)
    rule.allow_blank = True
    rule.showErrorMessage = rule.showInputMessage = True
    rule.errorTitle = rule.promptTitle = _cut(column.heading, _MOST_TITLE)
    rule.prompt = _cut(f"{takes} {column.guidance}", _MOST_PROMPT)
    sheet.add_data_validation(rule)
    rule.add(f"{first}:{letter}{LAST_ROW}")


def _rule(column: CaseColumn, lists: Lists, letter: str, first: str) -> tuple[str, DataValidation]:
    """Return what a cell takes, in a sentence, and the rule that holds it to that."""
    if column.kind == "date" and not column.may_wait:
        rule = date_entry_rule()
        rule.error = f"{rule.error} Leave the cell empty if it is not known."
        return "A date.", rule
    if column.kind == "date":
        return f"A date, or {layout.NOT_YET_WORDS}.", DataValidation(
            type="custom",
            formula1=(
                f"OR(AND(ISNUMBER({first}),{first}>={FIRST_DATE}),"
                f'LOWER(TRIM({first}))="{layout.NOT_YET_WORDS.lower()}")'
            ),
            error=(
                f"Type a date as day/month/year, such as 31/03/2026, or {layout.NOT_YET_WORDS}, or "
                "leave the cell empty if it is not known."
            ),
        )
    if column.kind == "count":
        return "A whole number; 0 if none.", DataValidation(
            type="whole",
            operator="between",
            formula1="0",
            formula2=str(MOST_PEOPLE),
            error="Type a whole number, 0 if there were none, or leave the cell empty if it is not "
            "known.",
        )
    if column.kind == "key":
        return "Each case once.", DataValidation(
            type="custom",
            formula1=f"COUNTIF(${letter}${_HEADER_ROW + 1}:${letter}${LAST_ROW},{first})=1",
            error="This number stands in another row. Give each case one row and a number of its "
            "own.",
        )
    return "Choose from the list.", DataValidation(
        type="list",
        formula1=lists.words_of(column),
        error="Choose from the list, or leave the cell empty if it is not known.",
    )


def _cut(text: str, most: int) -> str:
    """Return a text that a workbook can hold, cut after a word if it is too long."""
    return text if len(text) <= most else text[:most].rpartition(" ")[0].rstrip(",;:") + "…"
