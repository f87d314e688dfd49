"""Finds the columns of a table of recorded crime by their headings, and reads its cells."""

import re

import msgspec

from slavery_benchmark.core.comparing.context import QUARTERS, year_named
from slavery_benchmark.core.text import clean, fold
from slavery_benchmark.extracting.values import as_text
from slavery_benchmark.official.tables import Grid
from slavery_benchmark.reading.reader import CellValue

OFFENCE_CODE = "106"
"""Modern slavery, in the classification that the table uses."""

YEAR, QUARTER, FORCE = "Financial Year", "Financial Quarter", "Force Name"
CODE, NUMBER, OFFENCE = "Offence Code", "Number of Offences", "Offence Description"
QUARTER_COLUMNS = tuple(f"Q{quarter}" for quarter in QUARTERS)
TOTAL = "Total"
LONG = (YEAR, QUARTER, FORCE, CODE, NUMBER)
"""What a table with a row for each force, quarter and offence must have."""
WIDE = (YEAR, FORCE, *QUARTER_COLUMNS)
"""What a table with a row for each force must have; its year may stand in the heading Total."""

_OTHER_NAMES = {
    "year": YEAR,
    "quarter": QUARTER,
    "force": FORCE,
    "police force": FORCE,
    "force name in source": FORCE,
    "offence count": NUMBER,
    "offences": NUMBER,
}
_NAMES = {fold(name): name for name in (*LONG, OFFENCE, *QUARTER_COLUMNS, TOTAL)} | _OTHER_NAMES
_HEADER_ROWS = 50
_LONGEST_NAME = 60
_NOTE_MARK = re.compile(r"\[.*?\]")
_COUNT = re.compile(r"([0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2})(?:\.0+)?")
_QUARTER = re.compile(r"(?:quarter|q)? ?([1-4])(?:\.0+)?")


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """Where the named columns are, and which stand twice: (name, second place).

    `others` is the headings that name none of them, `year` the one that the heading Total holds.
    """

    row: int
    columns: dict[str, int]
    twice: tuple[tuple[str, int], ...]
    others: tuple[str, ...]
    year: str | None

    @property
    def wide(self) -> bool:
        """Whether there is a column for each quarter rather than a row."""
        return bool(self.lacking_of(LONG)) and all(q in self.columns for q in QUARTER_COLUMNS)

    @property
    def lacking(self) -> tuple[str, ...]:
        """The columns that are not there and without which the table cannot be read."""
        return self.lacking_of(WIDE if self.wide else LONG)

    def lacking_of(self, wanted: tuple[str, ...]) -> tuple[str, ...]:
        """Return which of the wanted columns are not there."""
        return tuple(
            name
            for name in wanted
            if name not in self.columns and not (wanted is WIDE and name == YEAR and self.year)
        )


def find_header(grid: Grid) -> Header | None:
    """Return the row with the most of the named columns; None if no row has two of them."""
    best: Header | None = None
    for row, values in enumerate(grid.rows[:_HEADER_ROWS]):
        made = _header_at(row, values)
        if len(made.columns) > max(1, len(best.columns) if best else 0):
            best = made
    if best is None:
        return None
    # the published file has stray headings over columns that are empty, or say the same again
    twice = tuple((n, c) for n, c in best.twice if _differs(grid, best.row, best.columns[n], c))
    return msgspec.structs.replace(best, twice=twice)


def _header_at(row: int, values: list[CellValue]) -> Header:
    columns: dict[str, int] = {}
    twice: list[tuple[str, int]] = []
    others: list[str] = []
    year = None
    for column, value in enumerate(values):
        if not isinstance(value, str) or not 0 < len(value) <= _LONGEST_NAME:
            continue
        name = _column_named(value)
        if name is None:
            others.append(clean(value))
        elif name in columns:
            twice.append((name, column))
        else:
            columns[name] = column
            year = year_named(value) if name == TOTAL else year
    return Header(row=row, columns=columns, twice=tuple(twice), others=tuple(others), year=year)


def _column_named(text: str) -> str | None:
    """Return which column a heading names; case, blanks, underscores and [note 1] do not count."""
    said = fold(_NOTE_MARK.sub("", text).replace("_", " "))
    if said.startswith(fold(TOTAL)) and year_named(said):
        return TOTAL
    return _NAMES.get(said)


def _differs(grid: Grid, header_row: int, first: int, second: int) -> bool:
    return any(
        grid.value(row, second) not in ("", grid.value(row, first))
        for row in range(header_row + 1, len(grid.rows))
    )


def is_wanted(value: CellValue) -> bool:
    """Return whether an offence code is that of modern slavery, as a number or as text."""
    if isinstance(value, str):
        return value.strip() == OFFENCE_CODE
    return value == int(OFFENCE_CODE)


def read_quarter(value: CellValue) -> int | None:
    """Return a quarter from 1, "1", Q1 or Quarter 1; None for anything else."""
    found = _QUARTER.fullmatch(fold(as_text(value)))
    return int(found[1]) if found else None


def read_count(value: CellValue) -> int | None:
    """Return a whole number from 0, also from text such as 1,234; None for anything else."""
    if isinstance(value, str):
        found = _COUNT.fullmatch(clean(value))
        return int(found[1].replace(",", "")) if found else None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return int(value) if 0 <= value < 2**53 and value == int(value) else None
    return None
