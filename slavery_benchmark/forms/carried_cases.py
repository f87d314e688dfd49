"""The case files of an older return, for a new workbook about the same period."""

from collections.abc import Callable, Mapping
from datetime import date

from slavery_benchmark.core.framework.case_sheet import CaseColumn, CaseSheet
from slavery_benchmark.extracting.case_numbers import is_fit_to_show
from slavery_benchmark.extracting.case_values import BadCase, parser_for
from slavery_benchmark.extracting.header import header_row, places_of
from slavery_benchmark.extracting.values import as_text, is_blank
from slavery_benchmark.reading.reader import CellValue, RawSheet

Case = Mapping[str, CellValue]


def carried_cases(sheet: RawSheet, old: CaseSheet, new: CaseSheet) -> tuple[Case, ...]:
    """Return the cases as {column id: value}, of the columns that are the same in both editions.

    A column is the same with the same id, heading and kind. What it does not take is left out, so
    that no free text gets into the new workbook.
    """
    top = header_row(sheet, [column.heading for column in old.columns])
    if top is None:
        return ()
    header = [as_text(value) for value in sheet.rows[top]]
    known = {(column.id, column.heading, column.kind) for column in old.columns}
    places = {
        column.id: (places_of(column.heading, header)[0], _taker(column))
        for column in new.columns
        if (column.id, column.heading, column.kind) in known and places_of(column.heading, header)
    }
    cases = []
    for row in sheet.rows[top + 1 :]:
        kept = {
            name: row[place]
            for name, (place, takes) in places.items()
            if place < len(row) and not is_blank(row[place]) and takes(row[place])
        }
        if kept:
            cases.append(kept)
    return tuple(cases)


def columns_to_fill(old: CaseSheet, new: CaseSheet) -> tuple[str, ...]:
    """Return the headings of the columns that are new, or mean something else than before."""
    known = {(column.id, column.heading, column.kind) for column in old.columns}
    return tuple(
        column.heading
        for column in new.columns
        if (column.id, column.heading, column.kind) not in known
    )


def _taker(column: CaseColumn) -> Callable[[CellValue], bool]:
    if column.kind == "key":
        return lambda value: is_fit_to_show(as_text(value))
    parse = parser_for(column, date.max)
    return lambda value: not isinstance(parse(value), BadCase)
