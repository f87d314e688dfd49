"""Reads an action plan back: what a force wrote beside each criterion, every fault at its cell.

A plan comes from outside: nothing in it is evaluated, and what is wrong with it becomes a problem.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from slavery_benchmark.core.change.promises import Plan, Promise
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.register import Register
from slavery_benchmark.core.problems import Code
from slavery_benchmark.core.scoring.submission import Submission
from slavery_benchmark.core.text import nearest
from slavery_benchmark.extracting.action_layout import (
    AS_OF_PROPERTY,
    CODE,
    COLUMNS,
    COUNT_PROPERTY,
    CRITERION,
    DONE,
    DUE,
    FORCE,
    INPUT_COLUMNS,
    NOTE,
    OWNER,
    PLAN_SHEET,
    STEPS,
    UNREADABLE,
    KnownNames,
    plan_columns,
)
from slavery_benchmark.extracting.date_columns import note_manners
from slavery_benchmark.extracting.dates import EXPECTED, NoDate, read_date
from slavery_benchmark.extracting.header import header_row
from slavery_benchmark.extracting.personal_data import note_personal
from slavery_benchmark.extracting.problem_log import ProblemLog
from slavery_benchmark.extracting.values import as_text
from slavery_benchmark.reading.addresses import address
from slavery_benchmark.reading.reader import CellValue, InputFile, RawSheet, workbook_in


def read_action_plan(
    given: InputFile,
    framework: Framework,
    register: Register,
    submissions: Sequence[Submission],
    as_of: date,
) -> Plan:
    """Read one action plan. Raises UnusableError if it has no table that can be read.

    `submissions` are those of this run: a force that the register lacks is known from them.
    """
    workbook = workbook_in(given, (PLAN_SHEET,))
    log = ProblemLog(workbook.source.shown_as)
    sheet = workbook.sheet(PLAN_SHEET)
    if sheet.hidden:
        log.add(Code.SHEET_HIDDEN, sheet.name, expected="a visible sheet")
    promises: list[Promise] = []
    empty: list[tuple[str, str]] = []
    top = header_row(sheet, COLUMNS)
    if top is not None:
        known = KnownNames(framework, register, submissions)
        reader = _PlanReader(sheet, top, plan_columns(sheet, top, log), known, as_of, log)
        for item in reader.rows():
            if isinstance(item, Promise):
                promises.append(item)
            else:
                empty.append(item)
    elif workbook.properties.get(COUNT_PROPERTY) != "0":
        raise log.refuse(
            Code.ACTION_PLAN_UNREADABLE,
            sheet.name,
            expected=f"a row with {', '.join(COLUMNS)}",
        )
    return Plan(
        source=workbook.source,
        as_of=_day(workbook.properties.get(AS_OF_PROPERTY, "")),
        promises=tuple(promises),
        empty=tuple(empty),
        problems=log.ordered(),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class _PlanReader:
    """Reads the rows of one plan; what is wrong goes to the log."""

    def __init__(
        self,
        sheet: RawSheet,
        top: int,
        columns: Mapping[str, int],
        known: KnownNames,
        as_of: date,
        log: ProblemLog,
    ) -> None:
        self.sheet = sheet
        self.top = top
        self.columns = columns
        self.known = known
        self.as_of = as_of
        self.log = log

    def rows(self) -> Iterator[Promise | tuple[str, str]]:
        """Yield each promise; of a row in which nothing was written its force and criterion."""
        for row in range(self.top + 1, len(self.sheet.rows)):
            written = any(self._is_filled(row, name) for name in INPUT_COLUMNS)
            if not written:
                # nothing is lost with such a row, so nothing is said of its faults
                yield from self._empty(row)
                continue
            about = self._about(row)
            if about is not None:
                yield self._promise(row, *about)

    def _empty(self, row: int) -> Iterator[tuple[str, str]]:
        criterion = self.known.criterion(self._shown(row, CRITERION))
        found = self.known.force(self._shown(row, FORCE) or self._shown(row, CODE))
        if criterion is not None and found is not None:
            yield found[0], criterion

    def _about(self, row: int) -> tuple[str, str, str] | None:
        """Return key and name of a row's force, and its criterion; None, and a problem, if not."""
        named = [name for name in (FORCE, CODE, CRITERION) if self._is_filled(row, name)]
        if CRITERION not in named or not {FORCE, CODE} & set(named):
            missing = FORCE if CRITERION in named else CRITERION
            cell = self._cell(row, missing if missing in self.columns else CRITERION)
            expected = "the name of the force" if missing == FORCE else "the id of a criterion"
            self.log.add(Code.ACTION_ROW_UNNAMED, cell, found="", expected=expected)
            return None
        value, usable = self._value(row, CRITERION)
        if not usable:
            return None
        said = as_text(value)
        criterion = self.known.criterion(said)
        if criterion is None:
            self.log.add(
                Code.ACTION_CRITERION_UNKNOWN,
                self._cell(row, CRITERION),
                found=said,
                expected=f"the id of a criterion of {self.known.edition}",
                nearest=nearest(said, self.known.criteria.values()),
            )
            return None
        force = self._force(row)
        return None if force is None else (*force, criterion)

    def _force(self, row: int) -> tuple[str, str] | None:
        said, code = self._text(row, FORCE), self._text(row, CODE)
        by_name = self.known.force(said) if said else None
        by_code = self.known.force(code) if code else None
        if by_name and by_code and by_name[0] != by_code[0]:
            self.log.add(
                Code.FORCE_CODE_DIFFERS, self._cell(row, CODE), found=code, expected=by_name[0]
            )
        if by_name is None and (said or by_code is None):
            names = (*(name for _, name in self.known.names.values()),)
            self.log.add(
                Code.ACTION_FORCE_UNKNOWN,
                self._cell(row, FORCE if said else CODE),
                found=said or code,
                expected="the force as its workbook names it",
                nearest=nearest(said, names) or self.known.register.nearest(said, 1),
            )
            return None
        return by_name or by_code

    def _promise(self, row: int, key: str, force: str, criterion: str) -> Promise:
        due, due_found = self._date(row, DUE)
        done, done_found = self._date(row, DONE)
        if done is not None and done > self.as_of:
            done_found = done.isoformat()
            self.log.add(
                Code.ACTION_DONE_FUTURE,
                self._cell(row, DONE),
                found=done_found,
                expected=f"a date up to {self.as_of.isoformat()}",
            )
            done = None
        return Promise(
            force=force,
            key=key,
            criterion=criterion,
            steps=self._written(row, STEPS),
            owner=self._written(row, OWNER),
            due=due,
            done=done,
            note=self._written(row, NOTE),
            cell=self._cell(row, STEPS if STEPS in self.columns else CRITERION),
            due_found=due_found,
            done_found=done_found,
        )

    def _date(self, row: int, name: str) -> tuple[date | None, str]:
        """Return the date in a cell, and what stands there where it is none."""
        value, usable = self._value(row, name)
        if not usable:
            return None, "an error"
        read = read_date(value)
        if isinstance(read, NoDate):
            cell = self._cell(row, name)
            said = note_personal(as_text(value), cell, self.log)
            self.log.add(Code.DATE_NOT_RECOGNISED, cell, found=said, expected=EXPECTED)
            return None, said
        if read is None:
            return None, ""
        note_manners([(row, value, read)], self.sheet.name, self.columns[name], self.log)
        return read.value, ""

    def _value(self, row: int, name: str) -> tuple[CellValue, bool]:
        column = self.columns.get(name)
        return ("", True) if column is None else self.log.usable(self.sheet, row, column)

    def _shown(self, row: int, name: str) -> str:
        column = self.columns.get(name)
        return "" if column is None else as_text(self.sheet.value(row, column))

    def _text(self, row: int, name: str) -> str:
        return as_text(self._value(row, name)[0])

    def _written(self, row: int, name: str) -> str:
        """Return what somebody wrote in words, but not what seems to identify a person."""
        value, usable = self._value(row, name)
        said = as_text(value) if usable else UNREADABLE
        return note_personal(said, self._cell(row, name), self.log)

    def _is_filled(self, row: int, name: str) -> bool:
        marked = (row, self.columns.get(name)) in self.sheet.marks
        return marked or bool(self._shown(row, name))

    def _cell(self, row: int, name: str) -> str:
        column = self.columns.get(name)
        return self.sheet.name if column is None else address(self.sheet.name, row, column)
