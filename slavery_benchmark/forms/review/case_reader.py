"""Reads the rows of cases back: what stands of the file of each, column by column."""

from collections.abc import Sequence
from datetime import date

from slavery_benchmark.core.cases.table import BLANK, UNUSABLE, CaseValue
from slavery_benchmark.core.framework.case_sheet import CaseColumn, CaseSheet
from slavery_benchmark.core.problems import Code
from slavery_benchmark.core.review.review import CaseRead, CellRead
from slavery_benchmark.core.text import fold, nearest
from slavery_benchmark.extracting.case_values import BadCase, Typed, parser_for
from slavery_benchmark.extracting.values import as_text
from slavery_benchmark.forms.review.case_rows import read_columns
from slavery_benchmark.forms.review.layout import (
    AGREES,
    ALL_ELSE,
    CASE,
    COLUMN,
    NOT_KNOWN,
    NOT_USABLE,
    RETURN_SAYS,
    ROW,
)
from slavery_benchmark.forms.review.tables import FormTable


class CaseRowReader:
    """Reads the rows of cases back; what is wrong goes to the log.

    drawn: the rows of the return of the cases that were drawn, in the order drawn.
    """

    def __init__(
        self,
        table: FormTable,
        declared: CaseSheet,
        drawn: Sequence[int],
        as_of: date,
        found_columns: Sequence[str],
    ) -> None:
        self.table = table
        self.columns = {fold(column.heading): column for column in read_columns(declared)}
        self.drawn = drawn
        self.as_of = as_of
        self.found_columns = found_columns
        self.rows: dict[tuple[int, str], list[int]] = {}
        self.whole = True
        for row in table.rows((CASE, ROW, COLUMN, *found_columns)):
            self._place(row)

    def _place(self, row: int) -> None:
        """Note which case and column a row is of, or that it is of none that was drawn."""
        log, said = self.table.log, self.table.shown(row, ROW)
        number = self.table.number(row, ROW)
        heading = fold(self.table.shown(row, COLUMN))
        if number not in self.drawn or number is None:
            self.whole = False
            log.add(
                Code.CASE_NOT_DRAWN,
                self.table.cell(row, ROW),
                found=said,
                expected=f"a row of the return that was drawn: {', '.join(map(str, self.drawn))}",
            )
        elif heading != fold(ALL_ELSE) and heading not in self.columns:
            self.whole = False
            headings = [column.heading for column in self.columns.values()]
            said = self.table.written(row, COLUMN)
            log.add(
                Code.CASE_COLUMN_UNKNOWN,
                self.table.cell(row, COLUMN),
                found=said,
                expected="the heading of a column of the case files",
                nearest=nearest(said, headings),
            )
        else:
            self.rows.setdefault((number, heading), []).append(row)

    def cases(self, found_in: str) -> tuple[CaseRead, ...]:
        """Return each case that was drawn, with what stands of its file in one of the columns."""
        return tuple(self._case(row, found_in) for row in self.drawn)

    def fixed(self) -> list[tuple[str, str, str]]:
        """Return what of each row is not to be filled in."""
        return [
            (str(number), heading, str(self._given(row, self.columns.get(heading))))
            for (number, heading), rows in self.rows.items()
            for row in rows
        ]

    def note_missing(self) -> None:
        """Note the rows that are gone, and those that are there twice."""
        for number in self.drawn:
            missing = [
                column.heading
                for heading, column in self.columns.items()
                if (number, heading) not in self.rows
            ]
            if missing:
                self.whole = False
                shown = ", ".join(missing[:3]) + (
                    f" and {len(missing) - 3} more" if missing[3:] else ""
                )
                self.table.log.add(
                    Code.CASE_ROW_MISSING,
                    self.table.sheet.name,
                    found=f"nothing on {shown}, row {number} of the return",
                    expected="a row for each column; copy it from a fresh form",
                )
        for rows in self.rows.values():
            for row in rows[1:]:
                self.whole = False
                self.table.log.add(
                    Code.CASE_ROW_TWICE,
                    self.table.cell(row, COLUMN),
                    found=f"the column also in row {rows[0] + 1}",
                    expected="one row for each column of a case",
                )

    def _case(self, number: int, found_in: str) -> CaseRead:
        everything = self._row(number, fold(ALL_ELSE))
        agreed = everything is not None and self._agrees(everything, found_in)
        cells = []
        for heading, column in self.columns.items():
            row = self._row(number, heading)
            if row is None:
                cells.append(CellRead(column=column.id, given=BLANK))
                continue
            given = self._given(row, column)
            found = self._found(row, column, given, found_in)
            empty = not self.table.is_filled(row, found_in)
            cells.append(
                CellRead(
                    column=column.id,
                    given=given,
                    found=given if empty and agreed else found,
                    cell=self.table.cell(row, found_in),
                )
            )
        shown = next(
            (
                self.table.shown(rows[0], CASE)
                for key, rows in self.rows.items()
                if key[0] == number
            ),
            "",
        )
        return CaseRead(
            row=number, number="" if shown == f"row {number}" else shown, cells=tuple(cells)
        )

    def _row(self, number: int, heading: str) -> int | None:
        rows = self.rows.get((number, heading), [])
        return rows[0] if len(rows) == 1 else None

    def _agrees(self, row: int, found_in: str) -> bool:
        value, usable = self.table.value(row, found_in)
        said = fold(as_text(value)) if usable else ""
        if said and said != fold(AGREES):
            self._bad(row, found_in, AGREES)
        return said == fold(AGREES)

    def _given(self, row: int, column: CaseColumn | None) -> CaseValue:
        if column is None:
            return BLANK
        value = self.table.sheet.value(row, self.table.columns[RETURN_SAYS])
        if fold(as_text(value)) == fold(NOT_USABLE):
            return UNUSABLE
        read = parser_for(column, date.max)(value)
        return UNUSABLE if isinstance(read, BadCase) else _plain(read)

    def _found(
        self, row: int, column: CaseColumn, given: CaseValue, found_in: str
    ) -> CaseValue | None:
        value, usable = self.table.value(row, found_in)
        said = fold(as_text(value))
        if not usable or not said:
            return None
        if said == fold(AGREES):
            return given
        if said == fold(NOT_KNOWN):
            return BLANK
        read = parser_for(column, self.as_of)(value)
        if isinstance(read, BadCase):
            expected = f"{AGREES}, {NOT_KNOWN}, or {read.expected}"
            self._bad(row, found_in, expected, read.close_to(value), read.found)
            return None
        return _plain(read)

    def _bad(
        self,
        row: int,
        found_in: str,
        expected: str,
        close: tuple[str, ...] = (),
        found: str | None = None,
    ) -> None:
        self.table.log.add(
            Code.FILE_VALUE_NOT_RECOGNISED,
            self.table.cell(row, found_in),
            found=found,
            expected=expected,
            nearest=close,
        )


def _plain(read: CaseValue | Typed) -> CaseValue:
    return read.day if isinstance(read, Typed) else read
