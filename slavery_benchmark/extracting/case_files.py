"""From the sheet of case files to columns of plain values, every fault at its cell.

Columns are worked on whole: each distinct content of a column is read once, and rows are only
looked for where something is wrong with one.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import TypeVar

from slavery_benchmark.core.cases.table import BLANK, UNUSABLE, CaseTable, CaseValue
from slavery_benchmark.core.framework.case_sheet import CaseSheet
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.problems import Code, UnusableError
from slavery_benchmark.extracting.case_column import (
    MOST_BAD,
    BadCount,
    Column,
    NumberColumn,
    OtherColumn,
    Read,
    TooManyBadError,
    ValueColumn,
    read_columns,
)
from slavery_benchmark.extracting.case_columns import find_columns
from slavery_benchmark.extracting.case_log import CaseLog
from slavery_benchmark.extracting.case_numbers import days_among, note_numbers
from slavery_benchmark.extracting.case_rows import note_rows, rows_without_case
from slavery_benchmark.extracting.case_rules import flag_conflicts
from slavery_benchmark.extracting.case_values import (
    BadCase,
    Parser,
    Typed,
    error_shown,
    parser_for,
    unsure,
)
from slavery_benchmark.extracting.date_columns import (
    Cell,
    both_readings,
    has_american,
    note_manners,
)
from slavery_benchmark.extracting.dates import ReadDate, read_date
from slavery_benchmark.extracting.header import header_row
from slavery_benchmark.extracting.personal_data import (
    NOT_EXPECTED,
    like,
    looks_personal,
    note_personal_cells,
)
from slavery_benchmark.extracting.problem_log import ProblemLog, fault_of
from slavery_benchmark.extracting.unusual_cells import note_formulas, note_struck
from slavery_benchmark.extracting.values import as_text
from slavery_benchmark.reading.addresses import address, column_letters
from slavery_benchmark.reading.reader import CellValue, RawSheet

T = TypeVar("T")


def read_case_files(
    sheet: RawSheet,
    declared: CaseSheet,
    measures: Sequence[Measure],
    period: tuple[date | None, date | None],
    as_of: date,
    log: ProblemLog,
) -> tuple[CaseTable | None, int]:
    """Return the cases, and how many of them are left out of every measure.

    None where the sheet holds no case, or its table cannot be found; the latter is a problem. A
    cell with a problem is unusable, so that each measure that needs it leaves its case out; a case
    that stands twice, or was not received in the period, is left out of all.
    """
    top = header_row(sheet, [column.heading for column in declared.columns])
    if top is None:
        if any(as_text(value) for row in sheet.rows for value in row):
            headings = ", ".join(column.heading for column in declared.columns[:4])
            log.add(Code.CASES_UNREADABLE, sheet.name, expected=f"a row with {headings}, …")
        return None, 0
    return _Reader(sheet, top, declared, as_of, log).read(measures, period)


def rows_of_cases(sheet: RawSheet, declared: CaseSheet, as_of: date) -> list[int]:
    """Return the rows (from 0) that are cases, those that no measure counts among them.

    What is wrong with them is said by `read_case_files`, which has to take the sheet.
    """
    top = header_row(sheet, [column.heading for column in declared.columns])
    if top is None:
        return []
    reader = _Reader(sheet, top, declared, as_of, ProblemLog(""))
    return reader.rows_held()


class _Reader:
    """Reads one sheet of case files."""

    def __init__(
        self, sheet: RawSheet, top: int, declared: CaseSheet, as_of: date, log: ProblemLog
    ) -> None:
        self.sheet = sheet
        self.declared = declared
        self.as_of = as_of
        self.first = top + 1
        self.log = CaseLog(log, sheet.name)
        self.marks = {place: mark for place, mark in sheet.marks.items() if place[0] >= self.first}
        self.rows = sheet.rows[self.first :]
        header = [as_text(value) for value in sheet.rows[top]]
        self.places = find_columns(declared, header, sheet.name, top, log)
        headings = {column.id: column.heading for column in declared.columns}
        log.name_cells(sheet.name, {place: headings[name] for name, place in self.places.items()})
        self.key = next(declared.of_kind("key")).id
        self.numbers: list[str] = []
        self.plain_numbers = False
        self.columns: list[Column] = [OtherColumn() for _ in header]
        self.read_columns: dict[str, ValueColumn] = {}

    def read(
        self, measures: Sequence[Measure], period: tuple[date | None, date | None]
    ) -> tuple[CaseTable | None, int]:
        try:
            values = self._values()
        except TooManyBadError:
            raise self._refusal() from None
        held = self._held(values)
        texts = {p: c.texts() for p, c in enumerate(self.columns) if isinstance(c, OtherColumn)}
        note_personal_cells(self.rows, texts, self.first, self.log)
        if not held:
            self.log.close()
            return None, 0
        dropped = self._drop_twice(values[self.key], held, self.places.get(self.key))
        dropped |= self._drop_outside(values, held, period)
        flag_conflicts(values, self.declared, measures, self.places, self.first, self.log)
        kept = [place for place in held if place not in dropped] if dropped else held
        self._note_unusual(held)
        self.log.close()
        if len(kept) < len(self.numbers):
            values = {name: _picked(column, kept) for name, column in values.items()}
            self.numbers = _picked(self.numbers, kept)
        table = CaseTable(
            sheet=self.sheet.name,
            rows=[place + self.first + 1 for place in kept],
            numbers=self.numbers,
            letters={name: column_letters(place) for name, place in self.places.items()},
            values=values,
        )
        return table, len(dropped)

    def rows_held(self) -> list[int]:
        return [self.first + place for place in self._held(self._values())]

    def _note_unusual(self, held: Sequence[int]) -> None:
        sheet, columns, log = self.sheet, tuple(self.places.values()), self.log.log
        note_struck(sheet, range(self.first, len(sheet.rows)), columns, log)
        if sheet.formulas:
            note_formulas(sheet, [self.first + place for place in held], columns, log)

    def _held(self, values: Mapping[str, Sequence[CaseValue]]) -> Sequence[int]:
        """Return the places of the rows in which anything stands."""
        if self.plain_numbers:  # so every row has one
            return range(len(self.rows))
        empty = (BLANK,) * len(values)
        cases = zip(*values.values(), strict=True)
        return [place for place, case in enumerate(cases) if case != empty]

    def _values(self) -> dict[str, list[CaseValue]]:
        """Read the columns; return their values by id, blanks where the sheet has no such one."""
        key = NumberColumn()
        read, bad = self.read_columns, BadCount(MOST_BAD)
        for name, place in self.places.items():
            if name == self.key:
                self.columns[place] = key
            else:
                parse = parser_for(self.declared.column(name), self.as_of)
                self.columns[place] = read[name] = ValueColumn(_careful(parse), bad)
        read_columns(self.rows, self.columns)
        self.plain_numbers = self.key in self.places and key.plain
        if self.key in self.places:
            self._take_out_rows(key)
        values: dict[str, list[CaseValue]] = {}
        for column in self.declared.columns:
            name = column.id
            if name not in self.places:
                values[name] = [BLANK] * len(self.rows)
                continue
            place = self.places[name]
            values[name] = [*key.numbers] if name == self.key else self._plain(read[name], place)
            self._refuse_marked(values[name], place)
        return values

    def _take_out_rows(self, key: NumberColumn) -> None:
        """Empty the rows that are no cases, and say so."""
        results = {name: column.results for name, column in self.read_columns.items()}
        counts = {self.places.get(column.id) for column in self.declared.of_kind("count")}
        marked = {row - self.first for row, place in self.marks if place not in counts}
        unsummed = {row - self.first for row, place in self.marks if place in counts} - marked
        rows = rows_without_case(
            key.numbers,
            results,
            self.declared,
            marked,
            unsummed,
            all_plain=self.plain_numbers,
        )
        if not rows:
            return
        self.plain_numbers = False
        for row in rows:
            key.numbers[row] = ""
            for values in results.values():
                values[row] = BLANK
        gone = {self.first + row for row in rows}
        self.marks = {place: mark for place, mark in self.marks.items() if place[0] not in gone}
        note_rows(rows, self.places[self.key], self.first, self.log)
        for row in gone:
            for place, value in enumerate(self.sheet.rows[row]):
                kind = looks_personal(value) if isinstance(value, str) else None
                if kind is not None and not isinstance(self.columns[place], OtherColumn):
                    found = like(kind)
                    self.log.add(Code.PERSONAL_DATA, row, place, found=found, expected=NOT_EXPECTED)

    def _refusal(self) -> UnusableError:
        """Return what says of the first cell that cannot be read that there are too many such."""
        first = (
            (i, self.places[name], result)
            for name, column in self.read_columns.items()
            for i, result in enumerate(column.results)
            if isinstance(result, BadCase)
        )
        row, place, bad = min(first, key=itemgetter(0, 1))
        return self.log.log.refuse(
            Code.TOO_LARGE,
            address(self.sheet.name, self.first + row, place),
            found=f"{bad.found}, and more than {MOST_BAD:,} other contents that cannot be read",
            expected=bad.expected,
        )

    def _plain(self, column: ValueColumn, place: int) -> list[CaseValue]:
        """Return the plain values of a column; every other is noted."""
        values, log = column.results, self.log
        more: Counter[Code] = Counter()
        dates: list[Cell] = []
        odd = list(column.odd_places())
        american = has_american(v.read for i in odd if isinstance(v := values[i], Typed))
        for i in odd:
            result = values[i]
            if isinstance(result, Typed):
                from_1904 = self.sheet.from_1904
                both = both_readings(result.read, american=american, from_1904=from_1904)
                result = unsure(both) if both else result
            if isinstance(result, Typed):
                dates.append((self.first + i, self.rows[i][place], result.read))
                values[i] = result.day
            elif isinstance(result, BadCase) and log.is_full(result.code, place):
                more[result.code] += 1
                values[i] = UNUSABLE
            elif isinstance(result, BadCase):
                self._note_bad(result, self.rows[i][place], self.first + i, place)
                values[i] = UNUSABLE
        note_manners(dates, self.sheet.name, place, log.log)
        for code, times in more.items():
            log.count(code, place, times)
        return values  # type: ignore[return-value]  # nothing odd is left

    def _refuse_marked(self, values: list[CaseValue], place: int) -> None:
        for (row, where), mark in self.marks.items():
            if where == place and row - self.first < len(values):
                values[row - self.first] = UNUSABLE
                code, said = fault_of(mark, error_shown(mark))
                self.log.add(code, row, place, **said)

    def _note_bad(self, bad: BadCase, value: CellValue, row: int, place: int) -> None:
        near = bad.close_to(value)
        self.log.add(bad.code, row, place, found=bad.found, expected=bad.expected, nearest=near)

    def _drop_twice(
        self, keys: Sequence[CaseValue], held: Sequence[int], place: int | None
    ) -> set[int]:
        """Note numbers that stand twice and rows without one; return the places of the former."""
        self.numbers = list(map(str, keys))
        if UNUSABLE in keys:
            self.numbers = ["" if key == UNUSABLE else key for key in self.numbers]
        if place is None:
            return set()  # said once, of the column
        if (
            self.plain_numbers
            and len(set(self.numbers)) == len(self.numbers)
            and not days_among(self.numbers)
        ):
            return set()
        times = Counter(key for key in self.numbers if key)
        twice = {key for key, count in times.items() if count > 1}
        dropped: set[int] = set()
        first: dict[str, int] = {}
        for i in held if twice or not all(self.numbers) else ():
            key = self.numbers[i]
            if key in twice:
                dropped.add(i)
                if key in first:
                    self.log.add(
                        Code.CASE_TWICE,
                        self.first + i,
                        place,
                        found=f"the number in row {self.first + first[key] + 1} again",
                        expected="one row for each case, each with a number of its own",
                    )
                first.setdefault(key, i)
            elif not key and keys[i] != UNUSABLE:
                expected = "a number made for this return"
                self.log.add(Code.CASE_WITHOUT_NUMBER, self.first + i, place, expected=expected)
        hidden = note_numbers(self.numbers, place, self.first, self.log)
        if hidden:
            self.numbers = ["" if key in hidden else key for key in self.numbers]
        return dropped

    def _drop_outside(
        self,
        values: dict[str, list[CaseValue]],
        held: Sequence[int],
        period: tuple[date | None, date | None],
    ) -> set[int]:
        """Note the cases that were not received in the period; return their places."""
        column = next(column for column in self.declared.columns if column.in_period)
        start, end = (day.toordinal() if day else None for day in period)
        place = self.places.get(column.id)
        days_given = values[column.id]
        undated = [i for i in held if days_given[i] == BLANK] if BLANK in days_given else []
        if undated and place is not None:
            first, last = self.first + undated[0] + 1, self.first + undated[-1] + 1
            rows = f"in row {first}" if first == last else f"in rows {first} to {last}"
            said = f"{len(undated):,} of {len(held):,} cases without it, {rows}"
            self.log.add_for_column(
                Code.CASES_UNDATED, place, found=said, expected=f"a date under {column.heading}"
            )
        days = {day for day in set(values[column.id]) if isinstance(day, int)}
        outside = {d for d in days if (start and d < start) or (end and d > end)}
        dropped: set[int] = set()
        if not outside:
            return dropped
        said = " to ".join(day.isoformat() if day else "…" for day in period)
        for i in held:
            day = values[column.id][i]
            if day in outside and isinstance(day, int):
                dropped.add(i)
                self.log.add(
                    Code.CASE_OUTSIDE_PERIOD,
                    self.first + i,
                    self.places[column.id],
                    found=date.fromordinal(day).isoformat(),
                    expected=f"a day of the period, {said}",
                )
        return dropped


def _careful(parse: Parser) -> Parser:
    """Return a parser that says of what it cannot read whether it looks personal."""

    def read(value: CellValue) -> Read:
        result = parse(value)
        if isinstance(result, BadCase) and isinstance(value, str):
            kind = looks_personal(value)
            if kind is not None and not isinstance(read_date(value), ReadDate):
                return BadCase(Code.PERSONAL_DATA_UNREAD, like(kind), NOT_EXPECTED)
        return result

    return read


def _picked(column: Sequence[T], kept: Sequence[int]) -> list[T]:
    """Return the values at these places."""
    if len(kept) < 2:  # itemgetter gives a tuple only of two or more
        return [column[place] for place in kept]
    return list(itemgetter(*kept)(column))
