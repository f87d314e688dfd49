"""The rows of the sheet of cases that are read: a row for each column of each case drawn."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import msgspec

from slavery_benchmark.core.cases.table import BLANK, NOT_YET, UNUSABLE, CaseTable, CaseValue
from slavery_benchmark.core.framework.case_sheet import CaseColumn, CaseSheet
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.problems import Code
from slavery_benchmark.core.review.review import CaseRead, CellRead, Review
from slavery_benchmark.core.text import fold, nearest
from slavery_benchmark.core.visit.adverse_cases import CaseToRead
from slavery_benchmark.core.visit.case_sample import CaseSample, DrawnCase
from slavery_benchmark.extracting.case_values import BadCase, Typed, parser_for
from slavery_benchmark.extracting.layout import NOT_YET_WORDS
from slavery_benchmark.extracting.values import as_text
from slavery_benchmark.forms.lists_sheet import Choices
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
from slavery_benchmark.forms.review.sheets import AGREE_ONLY
from slavery_benchmark.forms.review.tables import FormTable
from slavery_benchmark.pages.words.cases import seen_text
from slavery_benchmark.pages.words.measures import measures_by_id
from slavery_benchmark.reading.reader import CellValue

FOUND_MEANINGS = {
    AGREES: "The file says what the return says.",
    NOT_KNOWN: "The file does not say it.",
    NOT_YET_WORDS: "It had not happened by the end of the period.",
}


class CaseRow(msgspec.Struct, frozen=True, kw_only=True):
    """One row: case and row of the return, column, what to look for, what the return says.

    value: that as in a `CaseTable`; given: as it stands in the form. choices: the key of the list
    that its cells to fill in offer.
    """

    case: str
    row: int
    heading: str
    look_for: str
    choices: str
    value: CaseValue = BLANK
    given: CellValue = ""

    def fixed(self) -> tuple[str, str, str]:
        """Return what of the row is not to be changed, as it is read back."""
        return str(self.row), fold(self.heading), str(self.value)


def read_columns(declared: CaseSheet) -> tuple[CaseColumn, ...]:
    """Return the columns that are read in a file: all but the number of the case."""
    return tuple(column for column in declared.columns if column.kind != "key")


def add_case_choices(choices: Choices, declared: CaseSheet) -> None:
    """Add to the lists what the cells of each column offer."""
    agrees, unknown = ((word, FOUND_MEANINGS[word]) for word in (AGREES, NOT_KNOWN))
    choices.add(ALL_ELSE, [agrees], key=AGREE_ONLY)
    for column in read_columns(declared):
        words = [(word, column.guidance) for word in column.words]
        if column.may_wait:
            words = [(NOT_YET_WORDS, FOUND_MEANINGS[NOT_YET_WORDS])]
        choices.add(column.heading, [agrees, *words, unknown], key=f"found {column.id}")


def case_rows(sample: CaseSample, table: CaseTable, framework: Framework) -> Iterator[CaseRow]:
    """Yield the rows of the cases drawn, in the order drawn."""
    if framework.cases is None:
        return
    places = {row: place for place, row in enumerate(table.rows)}
    for drawn in sample.cases:
        case, place = drawn.case, places[drawn.case.row]
        looks = _looks(drawn, framework, table)
        shown = case.number or f"row {case.row}"
        yield CaseRow(
            case=shown,
            row=case.row,
            heading=ALL_ELSE,
            look_for=f"Drawn: {drawn.stratum}",
            choices=AGREE_ONLY,
        )
        for column in read_columns(framework.cases):
            value = table.values[column.id][place] if column.id in table.values else BLANK
            yield CaseRow(
                case=shown,
                row=case.row,
                heading=column.heading,
                look_for=looks.get(column.id, ""),
                choices=f"found {column.id}",
                value=value,
                given=shown_value(value, column),
            )


def _looks(drawn: DrawnCase, framework: Framework, table: CaseTable) -> dict[str, str]:
    """Return what to look for in a case, by the column to look at."""
    measures = measures_by_id(framework)
    by_letter = {letter: column for column, letter in table.letters.items()}
    found: dict[str, list[str]] = {}
    for item in drawn.look_for:
        for column in _columns_of(item, by_letter):
            found.setdefault(column, []).append(
                f"{item.measure}: {seen_text(item, measures[item.measure])}"
            )
    return {column: "; ".join(said) for column, said in found.items()}


def _columns_of(item: CaseToRead, by_letter: Mapping[str, str]) -> Iterator[str]:
    for cell in item.cells:
        letters = cell.rpartition("!")[2].rstrip("0123456789")
        if letters in by_letter:
            yield by_letter[letters]


def shown_value(value: CaseValue, column: CaseColumn) -> CellValue:
    """Return a value of a case as it stands in a form."""
    if value in (BLANK, NOT_YET, UNUSABLE):
        return {BLANK: "", NOT_YET: NOT_YET_WORDS, UNUSABLE: NOT_USABLE}[str(value)]
    return date.fromordinal(value) if column.kind == "date" and isinstance(value, int) else value


def shown_found(found: CaseValue | None, given: CaseValue, column: CaseColumn) -> CellValue:
    """Return what a file was found to say, as it stands in a form; empty where nobody looked."""
    if found is None:
        return ""
    if found == given:
        return AGREES
    return NOT_KNOWN if found == BLANK else shown_value(found, column)


def carried_cell(row: CaseRow, earlier: Review | None, framework: Framework) -> CellValue:
    """Return what an earlier review read in a file, if the return says the same in that row now."""
    if earlier is None or framework.cases is None:
        return ""
    columns = {column.heading: column for column in read_columns(framework.cases)}
    column = columns.get(row.heading)
    for case in earlier.cases:
        for cell in case.cells if case.row == row.row and column is not None else ():
            if column is not None and cell.column == column.id and cell.given == row.value:
                return shown_found(cell.found, cell.given, column)
    return ""


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
