"""What of a sheet of case files may stand in a copy: what its columns take, and no free text."""

from collections.abc import Callable, Collection
from datetime import date

import msgspec

from slavery_benchmark.core.framework.case_sheet import CaseColumn, CaseSheet
from slavery_benchmark.core.text import fold
from slavery_benchmark.extracting.case_numbers import is_fit_to_show
from slavery_benchmark.extracting.case_values import BadCase, error_shown, parser_for
from slavery_benchmark.extracting.header import header_row, places_of
from slavery_benchmark.extracting.layout import CASES_SHEET
from slavery_benchmark.extracting.sheet_kinds import has_case_headings, is_named_alike
from slavery_benchmark.extracting.values import as_text, is_blank
from slavery_benchmark.reading.reader import CellValue, RawSheet

NOT_COPIED = "[not copied]"
MOST_ROWS = 2_000
"""Above this many rows only those with a problem are copied: a whole copy would take minutes."""
_LONG_NUMBER = 10**6


def holds_cases(sheet: RawSheet, declared: CaseSheet | None) -> bool:
    """Return whether a sheet is that of the case files, has almost its name, or its headings."""
    alike = is_named_alike(CASES_SHEET, sheet.name)
    return alike or (declared is not None and has_case_headings(sheet, declared))


def fit_to_copy(
    sheet: RawSheet, declared: CaseSheet | None, bad_rows: Collection[int]
) -> tuple[RawSheet, str]:
    """Return a sheet of case files without free text, and a sentence that says what is not in it.

    Only its table is kept, and of that headings, dates, numbers and words that its columns take,
    and case numbers fit to be shown; anything else is replaced by NOT_COPIED. Of a large sheet only
    the `bad_rows` (from 0) are kept, where they were.
    """
    headings = {fold(column.heading): column for column in declared.columns} if declared else {}
    top = header_row(sheet, headings)
    first = len(sheet.rows) if top is None else top
    few = len(sheet.rows) - first <= MOST_ROWS + 1
    wanted = [row for row in range(first, len(sheet.rows)) if few or row == top or row in bad_rows]
    rows: list[list[CellValue]] = [[]] * len(sheet.rows)
    header = [as_text(value) for value in sheet.rows[top]] if top is not None else []
    takes = {
        place: _taker(column)
        for column in headings.values()
        for place in places_of(column.heading, header)
    }
    replaced = 0
    for row in wanted:
        kept: list[CellValue] = []
        for place, value in enumerate(sheet.rows[row]):
            sound = place in takes and (row == top or takes[place](value))
            kept.append(value if sound or is_blank(value) else NOT_COPIED)
        replaced += kept.count(NOT_COPIED)
        rows[row] = kept
    present = set(wanted)
    marks = {
        place: error_shown(mark) if mark else mark
        for place, mark in sheet.marks.items()
        if place[0] in present
    }
    said = f"Of the sheet {sheet.name} only the table is here"
    if top is None:
        said = f"The sheet {sheet.name} is empty here, as its table cannot be found"
    elif replaced:
        cells = f"{replaced:,} cells read" if replaced > 1 else "1 cell reads"
        said += f", without what its columns do not take: {cells} {NOT_COPIED}"
    if not few:
        said += f". Of its {len(sheet.rows) - first - 1:,} rows only those with a problem are here"
    return msgspec.structs.replace(sheet, rows=rows, marks=marks), f"{said}."


def _taker(column: CaseColumn) -> Callable[[CellValue], bool]:
    """Return the function that tells whether a value of a column may be copied."""
    if column.kind == "key":
        return lambda value: is_fit_to_show(as_text(value))
    parse = parser_for(column, date.max)
    return lambda value: (
        abs(value) < _LONG_NUMBER
        if isinstance(value, int | float)
        else not isinstance(parse(value), BadCase)
    )
