"""Dates of one column together: how they were read is said once; doubt in one is doubt in all."""

from collections.abc import Iterable, Sequence
from datetime import date

from slavery_benchmark.core.problems import Code
from slavery_benchmark.core.text import clean
from slavery_benchmark.extracting.dates import Manner, NoDate, ReadDate, day_text
from slavery_benchmark.extracting.problem_log import ProblemLog
from slavery_benchmark.extracting.values import as_text
from slavery_benchmark.reading.addresses import address, column_letters
from slavery_benchmark.reading.reader import CellValue

_CODES = {
    Manner.BRITISH: Code.DATE_READ_AS_BRITISH,
    Manner.AMERICAN: Code.DATE_READ_AS_AMERICAN,
    Manner.TEXT: Code.DATE_READ_FROM_TEXT,
    Manner.NUMBER: Code.DATE_READ_FROM_NUMBER,
}
_SHOWN = 40
_SHIFT = 1_462
"""Days between the two starts of the calendar of spreadsheets."""
Cell = tuple[int, CellValue, ReadDate]
"""The row of a cell from 0, what stands in it, and what that was read as."""


def note_manners(cells: Sequence[Cell], sheet: str, column: int, log: ProblemLog) -> None:
    """Note how those dates of a column were read that do not stand in date cells, once each way."""
    for manner, code in _CODES.items():
        alike = [cell for cell in cells if cell[2].manner is manner]
        if not alike:
            continue
        row, value, read = alike[0]
        said = clean(as_text(value), _SHOWN)
        meaning = f"{said} is read as {day_text(read.value)}"
        if len(alike) == 1:
            log.add(
                code, address(sheet, row, column), found=said, expected=f"a date cell; {meaning}"
            )
            continue
        letters, rows = column_letters(column), [cell[0] + 1 for cell in alike]
        log.add(
            code,
            f"{sheet}!{letters}",
            found=f"{len(alike):,} cells, {letters}{min(rows)} to {letters}{max(rows)}",
            expected=f"date cells; {meaning}",
        )


def has_american(reads: Iterable[object]) -> bool:
    """Return whether a date among these can only be month, day and year."""
    return any(isinstance(item, ReadDate) and item.manner is Manner.AMERICAN for item in reads)


def both_readings(read: ReadDate, *, american: bool, from_1904: bool) -> tuple[str, ...]:
    """Return the dates that are both possible in this column, in words; nothing if one alone is.

    `american`: another date of the column can only be month, day and year. `from_1904`: the days of
    the workbook count from 1904, which those of a pasted number may not.
    """
    other = read.other() if american else None
    if from_1904 and read.manner is Manner.NUMBER:
        other = date.fromordinal(read.value.toordinal() + _SHIFT)
    return () if other is None else (day_text(read.value), day_text(other))


def unsure_of(
    read: ReadDate | NoDate | None, *, american: bool, from_1904: bool
) -> tuple[str, ...]:
    """Return the dates, in words, that a cell may hold if there are two; else nothing."""
    if isinstance(read, NoDate):
        return tuple(map(day_text, read.both))
    return () if read is None else both_readings(read, american=american, from_1904=from_1904)


def note_unsure(both: Sequence[str], said: str, cell: str, log: ProblemLog) -> None:
    """Note a date that may be either of two."""
    expected = "a date cell, or the month by its name"
    log.add(Code.DATE_UNSURE, cell, found=said, expected=expected, nearest=tuple(both))
