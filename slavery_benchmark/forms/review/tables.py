"""Reads a table or the lines of a form back: columns by name, rows by what stands in them."""

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from slavery_benchmark.core.problems import Code
from slavery_benchmark.core.text import fold, nearest
from slavery_benchmark.extracting.date_columns import note_manners
from slavery_benchmark.extracting.dates import EXPECTED, NoDate, read_date
from slavery_benchmark.extracting.header import header_row, places_of
from slavery_benchmark.extracting.hidden_cells import note_hidden
from slavery_benchmark.extracting.personal_data import note_personal
from slavery_benchmark.extracting.problem_log import ProblemLog
from slavery_benchmark.extracting.unusual_cells import note_formulas, note_struck
from slavery_benchmark.extracting.values import as_text
from slavery_benchmark.reading.addresses import address
from slavery_benchmark.reading.reader import CellValue, RawSheet, RawWorkbook

_DIGITS = 9
"""No number in a form has so many: a row of a sheet has seven at most."""
_UNREADABLE = "(cannot be read)"
"""Stands for what was written in a cell that holds an error, which is not nothing."""


class FormTable(msgspec.Struct, frozen=True):
    """A table of a form: its sheet, the row of its headings, the place of each column."""

    sheet: RawSheet
    top: int
    columns: dict[str, int]
    log: ProblemLog

    def rows(self, names: Sequence[str] = ()) -> Iterator[int]:
        """Yield each row in which anything stands, in one of these columns or in any."""
        for row in range(self.top + 1, len(self.sheet.rows)):
            if any(self.is_filled(row, name) for name in names or self.columns):
                yield row

    def is_filled(self, row: int, name: str) -> bool:
        """Return whether anything stands in a cell, be it usable or not."""
        column = self.columns.get(name)
        return column is not None and (
            (row, column) in self.sheet.marks or bool(self.shown(row, name))
        )

    def cell(self, row: int, name: str) -> str:
        """Return the address of a cell; the sheet's name where there is no such column."""
        column = self.columns.get(name)
        return self.sheet.name if column is None else address(self.sheet.name, row, column)

    def value(self, row: int, name: str) -> tuple[CellValue, bool]:
        """Return what stands in a cell, and whether it can be used; noted if not."""
        column = self.columns.get(name)
        return ("", True) if column is None else self.log.usable(self.sheet, row, column)

    def shown(self, row: int, name: str) -> str:
        """Return what stands in a cell as text; nothing is noted."""
        column = self.columns.get(name)
        return "" if column is None else as_text(self.sheet.value(row, column))

    def number(self, row: int, name: str) -> int | None:
        """Return the whole number in a cell; None where there is none."""
        said = self.shown(row, name)
        return int(said) if said.isascii() and said.isdigit() and len(said) < _DIGITS else None

    def written(self, row: int, name: str) -> str:
        """Return what somebody wrote in words, but not what seems to identify a person."""
        value, usable = self.value(row, name)
        said = as_text(value) if usable else _UNREADABLE
        return note_personal(said, self.cell(row, name), self.log)

    def day(self, row: int, name: str) -> date | None:
        """Return the date in a cell; None where there is none, or none that can be read."""
        value, usable = self.value(row, name)
        if not usable:
            return None
        read = read_date(value)
        if isinstance(read, NoDate):
            cell = self.cell(row, name)
            said = note_personal(as_text(value), cell, self.log)
            self.log.add(Code.DATE_NOT_RECOGNISED, cell, found=said, expected=EXPECTED)
            return None
        if read is None:
            return None
        note_manners([(row, value, read)], self.sheet.name, self.columns[name], self.log)
        return read.value


def find_table(
    workbook: RawWorkbook, name: str, columns: Sequence[str], keys: Sequence[str], log: ProblemLog
) -> FormTable:
    """Find the table of a sheet; UnusableError without it, or without one of its key columns."""
    if not workbook.has(name):
        names = ", ".join(workbook.sheet_names)
        expected = f"a sheet named {name}"
        close = nearest(name, workbook.sheet_names)
        raise log.refuse(
            Code.REVIEW_SHEET_UNREADABLE, "", found=names, expected=expected, nearest=close
        )
    sheet = workbook.sheet(name)
    if sheet.hidden:
        log.add(Code.SHEET_HIDDEN, sheet.name, expected="a visible sheet")
    top = header_row(sheet, columns)
    if top is None:
        expected = f"a row with {', '.join(columns)}"
        raise log.refuse(Code.REVIEW_SHEET_UNREADABLE, sheet.name, expected=expected)
    found = _columns(sheet, top, columns, keys, log)
    rows = range(top + 1, len(sheet.rows))
    note_hidden(sheet, rows, found.values(), log)
    note_struck(sheet, rows, tuple(found.values()), log)
    note_formulas(sheet, rows, tuple(found.values()), log)
    return FormTable(sheet, top, found, log)


def _columns(
    sheet: RawSheet, top: int, columns: Sequence[str], keys: Sequence[str], log: ProblemLog
) -> dict[str, int]:
    header = [as_text(value) for value in sheet.rows[top]]
    found: dict[str, int] = {}
    for name in columns:
        places = places_of(name, header)
        if len(places) == 1:
            found[name] = places[0]
            continue
        cell = address(sheet.name, top, places[1] if places else 0)
        said = f"{name} twice" if places else None
        expected = "it once" if places else f"a column named {name}"
        others = [text for text in header if text and fold(text) not in map(fold, columns)]
        close = () if places else nearest(name, others)
        if name in keys:
            raise log.refuse(
                Code.REVIEW_SHEET_UNREADABLE, cell, found=said, expected=expected, nearest=close
            )
        code = Code.COLUMN_TWICE if places else Code.COLUMN_MISSING
        log.add(code, cell, found=said, expected=expected, nearest=close)
    return found
