"""Finds the table of answers on its sheet: header row, columns by name, one row a check."""

from collections.abc import Iterable
from contextlib import suppress

import msgspec

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.problems import Code, UnusableError
from slavery_benchmark.core.text import fold, nearest
from slavery_benchmark.extracting import layout
from slavery_benchmark.extracting.header import LONGEST_NAME, header_row, places_of
from slavery_benchmark.extracting.problem_log import ProblemLog
from slavery_benchmark.extracting.values import as_text, is_blank
from slavery_benchmark.reading.addresses import address
from slavery_benchmark.reading.raw_cells import MERGED
from slavery_benchmark.reading.reader import RawSheet, RawWorkbook

_MOST_SLIPS = 1_000
"""Different contents of which it is asked which check they are a slip of: it takes time."""
_ALL_COLUMNS = (layout.CHECK, *layout.ANSWER_COLUMNS)


class AnswerTable(msgspec.Struct, frozen=True):
    """Where the answers are: row of headings, column of each name, rows of each check."""

    sheet: RawSheet
    top: int
    columns: dict[str, int]
    rows: dict[str, list[int]]

    def cell(self, row: int, name: str) -> str | None:
        """Return the address of a named column in a row, or None if there is no such column."""
        column = self.columns.get(name)
        return None if column is None else address(self.sheet.name, row, column)


def find_answers(sheet: RawSheet, checks: Iterable[str], log: ProblemLog) -> AnswerTable:
    """Find the table of answers to these checks, given by their ids.

    Raises UnusableError without a header, a Check column or a Level column.
    """
    if all(is_blank(value) for row in sheet.rows for value in row):
        raise log.refuse(Code.SHEET_EMPTY, sheet.name, expected="the table of the template")
    header = header_row(sheet, _ALL_COLUMNS)
    if header is None:
        raise log.refuse(
            Code.HEADER_MISSING,
            sheet.name,
            expected="a row with the names " + ", ".join(_ALL_COLUMNS),
        )
    columns = _columns(sheet, header, log)
    rows = _rows(sheet, header, columns, {fold(check): check for check in checks}, log)
    log.name_cells(
        sheet.name,
        {place: name for name, place in columns.items()},
        {row: check for check, places in rows.items() for row in places},
    )
    return AnswerTable(sheet, header, columns, rows)


def answer_tables(
    workbook: RawWorkbook, framework: Framework, log: ProblemLog
) -> list[AnswerTable]:
    """Return the table of answers, and those of the optional modules that can be read.

    Raises UnusableError as `find_answers` does, of the answers themselves.
    """
    ids = [check.id for _, _, check in framework.checks()]
    tables = [find_answers(workbook.sheet(layout.ANSWERS_SHEET), ids, log)]
    for module in framework.modules:
        if workbook.has(sheet := layout.module_sheet(module.id)):
            ids = [check.id for _, check in module.checks()]
            with suppress(UnusableError):  # a sheet without which the rest stands
                tables.append(find_answers(workbook.sheet(sheet), ids, log))
    return tables


def _holds_answer(sheet: RawSheet, row: int, column: int) -> bool:
    """Return whether something stands in a cell, be it usable or not."""
    mark = sheet.marks.get((row, column))
    # what a merge covers is as good as empty if it is blank
    marked = mark is not None and not mark.startswith(MERGED)
    return marked or not is_blank(sheet.value(row, column))


def _columns(sheet: RawSheet, top: int, log: ProblemLog) -> dict[str, int]:
    header = [as_text(value) for value in sheet.rows[top]]
    columns: dict[str, int] = {}
    for name in (*_ALL_COLUMNS, layout.LOOKED_AT):
        key = name in layout.REQUIRED_COLUMNS
        places = places_of(name, header)
        row_place = address(sheet.name, top, 0)
        if len(places) > 1:
            cells = [address(sheet.name, top, place) for place in places]
            code = Code.KEY_COLUMN_TWICE if key else Code.COLUMN_TWICE
            found = f"{name} at {' and '.join(cells)}"
            if key:
                raise log.refuse(code, cells[1], found=found, expected="it once")
            log.add(code, cells[1], found=found, expected="it once")
        elif not places and name != layout.LOOKED_AT:
            others = [text for text in header if text and fold(text) not in _folded_names()]
            close = nearest(name, others)
            expected = f"a column named {name}"
            if key:
                raise log.refuse(
                    Code.KEY_COLUMN_MISSING, row_place, expected=expected, nearest=close
                )
            log.add(Code.COLUMN_MISSING, row_place, expected=expected, nearest=close)
        elif places:
            columns[name] = places[0]
    return columns


def _folded_names() -> set[str]:
    return {fold(name) for name in (*_ALL_COLUMNS, layout.THEME, layout.CRITERION, layout.QUESTION)}


def _rows(
    sheet: RawSheet,
    top: int,
    columns: dict[str, int],
    ids: dict[str, str],
    log: ProblemLog,
) -> dict[str, list[int]]:
    rows: dict[str, list[int]] = {}
    check_column = columns[layout.CHECK]
    slips: dict[str, tuple[str, ...]] = {}
    for row in range(top + 1, len(sheet.rows)):
        value, usable = sheet.value(row, check_column), (row, check_column) not in sheet.marks
        said = as_text(value)
        check_id = ids.get(fold(said))
        if check_id is not None:
            rows.setdefault(check_id, []).append(row)
            continue
        answered = any(
            _holds_answer(sheet, row, columns[name])
            for name in layout.ANSWER_COLUMNS
            if name in columns
        )
        if not said and not answered:
            continue
        cell = address(sheet.name, row, check_column)
        if said not in slips and len(slips) < _MOST_SLIPS and len(said) <= LONGEST_NAME:
            slips[said] = nearest(said, ids.values())
        close = slips.get(said, ())
        if not said:
            log.usable(sheet, row, check_column)
            if usable:
                log.add(Code.ROW_WITHOUT_CHECK, cell, found="", expected="the id of a check")
        elif answered or close:
            log.add(
                Code.CHECK_UNKNOWN, cell, found=said, expected="the id of a check", nearest=close
            )
    return rows
