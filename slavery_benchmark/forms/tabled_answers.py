"""Answers from a table of another system, read as if they stood on the sheet of a form."""

from collections.abc import Sequence
from datetime import date
from string import ascii_uppercase

import msgspec

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.register import Register
from slavery_benchmark.core.problems import Code, Problem, Severity, UnusableError
from slavery_benchmark.core.scoring.submission import SourceFile
from slavery_benchmark.core.text import clean, fold
from slavery_benchmark.document.numbers import count_text
from slavery_benchmark.extracting import layout
from slavery_benchmark.extracting.extract import extract_submission
from slavery_benchmark.extracting.header import HEADER_ROWS, LONGEST_NAME, header_row
from slavery_benchmark.extracting.values import as_text
from slavery_benchmark.forms.copied_cells import Losses
from slavery_benchmark.forms.filled_part import GONE, FilledPart, fill_part
from slavery_benchmark.forms.written_values import written_row
from slavery_benchmark.reading.reader import CellValue, RawSheet, RawWorkbook

_COLUMNS = (layout.CHECK, *layout.ANSWER_COLUMNS)
_MOST_ROUNDS = 8
_OF_FORM = (layout.THEME, layout.CRITERION, layout.QUESTION)


class Tabled(msgspec.Struct, frozen=True, kw_only=True):
    """A table as it was read. lines: where each row starts in a text file; none for a sheet.

    unit: what to call a row where the file has no lines: empty for a text file and for a sheet.
    """

    source: SourceFile
    sheet: RawSheet
    lines: Sequence[int] = ()
    unit: str = ""

    def placed(self, item: Problem) -> Problem:
        """Return a problem at its place in the file: `file:12`, `file: row 12`, `Sheet!E14`."""
        file = self.source.shown_as
        row = _row(item)
        if not self.lines:
            cell = self.sheet.name + item.cell.removeprefix(layout.ANSWERS_SHEET)
            return msgspec.structs.replace(item, file=file, cell=cell)
        line = str(self.lines[row]) if row >= 0 else ""
        if line and self.unit:
            return msgspec.structs.replace(item, file=file, cell=f"{self.unit} {line}")
        return msgspec.structs.replace(item, file=f"{file}:{line}" if line else file, cell="")


class TabledAnswers(msgspec.Struct, frozen=True, kw_only=True):
    """Answers as a template takes them, what is wrong with the table, and what is said of it."""

    answers: dict[str, dict[str, CellValue]]
    problems: tuple[Problem, ...]
    sentences: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        """Whether no row is left to be mended."""
        return all(item.severity is Severity.WARNING for item in self.problems)


def has_answers(sheet: RawSheet) -> bool:
    """Return whether a sheet has the two headings without which it holds no answers."""
    named, top = _named(sheet)
    header = {fold(as_text(value)) for value in named.rows[top]} if top is not None else set()
    return {fold(name) for name in layout.REQUIRED_COLUMNS} <= header


def read_answers(
    table: Tabled, framework: Framework, register: Register, as_of: date
) -> TabledAnswers:
    """Read the answers of a table by the rules of a form, and every problem at its place.

    Columns are found by name, whatever their case and order, with _ for a blank, and Owner for
    Owner (role). Raises UnusableError without a column for the check or the level.
    """
    named, top = _named(table.sheet)
    workbook = RawWorkbook(
        source=table.source,
        sheets=(_cover(framework), msgspec.structs.replace(named, name=layout.ANSWERS_SHEET)),
        sheet_names=(),
        properties={},
    )
    try:
        part = fill_part(workbook, framework, register, as_of)
    except UnusableError as refusal:
        raise UnusableError(table.placed(refusal.problem)) from None
    losses = Losses()
    answers = {
        check: written_row({name: said.value for name, said in row.items()}, losses)
        for check, rows in part.answers.items()
        for row in rows[:1]
        if row
    }
    header = [as_text(value) for value in named.rows[top]] if top is not None else []
    return TabledAnswers(
        answers=answers,
        problems=tuple(map(table.placed, _problems(workbook, framework, register, as_of))),
        sentences=(*_sentences(part, framework, header), *losses.sentences()),
    )


def _named(sheet: RawSheet) -> tuple[RawSheet, int | None]:
    """Return a sheet with the names of a form in its row of headings, and which row that is."""
    by_name = {}
    for name in _COLUMNS:
        by_name[fold(name)] = name
        by_name[fold(name.partition(" (")[0])] = name
    renamed = [[_heading(value, by_name) for value in row] for row in sheet.rows[:HEADER_ROWS]]
    top = header_row(msgspec.structs.replace(sheet, rows=renamed), _COLUMNS)
    if top is None:
        return sheet, None
    rows = [*sheet.rows]
    rows[top] = renamed[top]
    return msgspec.structs.replace(sheet, rows=rows), top


def _heading(value: CellValue, by_name: dict[str, str]) -> CellValue:
    if not isinstance(value, str) or len(value) > LONGEST_NAME:
        return value
    return by_name.get(fold(value.replace("_", " ")), value)


def _cover(framework: Framework) -> RawSheet:
    """Return a cover that names the edition alone: a table of answers has none."""
    edition = f"{framework.identity.id} {framework.identity.edition}"
    rows: list[list[CellValue]] = [[layout.EDITION, edition]]
    return RawSheet(name=layout.COVER_SHEET, hidden=False, rows=rows, marks={})


def _problems(
    workbook: RawWorkbook,
    framework: Framework,
    register: Register,
    as_of: date,
    rounds: int = _MOST_ROUNDS,
) -> list[Problem]:
    """Return what is wrong with rows of the table, and how cells were read; not what `check` says.

    A column that the table lacks is none of these, unless another has almost its name. Of a check
    that has several rows each is read as if it stood alone, so that all is said at once.
    """
    made = extract_submission(workbook, framework, register, as_of)
    found = _of_table(made.problems)
    again = {_row(item) for item in found if item.code is Code.CHECK_TWICE}
    if not again or not rounds:
        return found
    cover, sheet = workbook.sheets
    _, top = _named(sheet)
    for kept in (again, set(range(len(sheet.rows))) - again):
        rows = [row if at in kept or at == top else [] for at, row in enumerate(sheet.rows)]
        alone = msgspec.structs.replace(sheet, rows=rows)
        part = msgspec.structs.replace(workbook, sheets=(cover, alone))
        found += _problems(part, framework, register, as_of, rounds - 1)
    return sorted(dict.fromkeys(found), key=_row)


def _row(item: Problem) -> int:
    """Return the row, from 0, of a problem; -1 for one of a column or of the sheet."""
    digits = item.cell.rpartition("!")[2].lstrip(ascii_uppercase)
    return int(digits) - 1 if "!" in item.cell and digits.isdecimal() else -1


def _of_table(problems: Sequence[Problem]) -> list[Problem]:
    found = []
    for item in problems:
        of_table = item.cell.partition("!")[0] == layout.ANSWERS_SHEET
        lacking = item.code is Code.CHECK_MISSING or (
            item.code is Code.COLUMN_MISSING and not item.nearest
        )
        counts = item.severity is not Severity.WARNING or item.code in GONE
        if of_table and counts and not lacking:
            found.append(item)
    return found


def _sentences(part: FilledPart, framework: Framework, header: Sequence[str]) -> list[str]:
    checks = [check.id for _, _, check in framework.checks()]
    without = [check for check in checks if not any(part.answers.get(check, []))]
    said = [f"Filled in {len(checks) - len(without)} of {count_text(len(checks), 'check')}."]
    if without:
        said.append(f"Nothing in the table for {len(without)}: {', '.join(without)}.")
    known = {fold(name) for name in (*_COLUMNS, *_OF_FORM)}
    unused = [clean(text, 40) for text in header if text and fold(text) not in known]
    if unused:
        said.append(f"Columns of the table that a form does not have: {', '.join(unused)}.")
    return said
