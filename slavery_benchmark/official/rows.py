"""Gathers what forces recorded from the rows of tables, and what is wrong with the rows."""

from typing import NamedTuple

from slavery_benchmark.core.comparing.context import QUARTERS, FigureFault, ForceCount, year_named
from slavery_benchmark.core.framework.register import Force, Register
from slavery_benchmark.core.text import clean, fold, nearest
from slavery_benchmark.extracting.values import as_text, is_blank
from slavery_benchmark.official.columns import (
    CODE,
    FORCE,
    LONG,
    NUMBER,
    OFFENCE,
    OFFENCE_CODE,
    QUARTER,
    QUARTER_COLUMNS,
    TOTAL,
    YEAR,
    Header,
    find_header,
    is_wanted,
    read_count,
    read_quarter,
)
from slavery_benchmark.official.tables import Grid
from slavery_benchmark.reading.raw_cells import CellValue

_SUFFIXES = (" police", " constabulary", " police service")


def find_force(name: str, register: Register) -> Force | None:
    """Return the force that a published table means: `X`, `X Police`, or `London, City of`.

    Invented forces have no official figures and are not found.
    """
    before, comma, after = name.partition(",")
    turned = f"{after} {before}" if comma else name
    spellings = [name, turned, *(f"{turned}{suffix}" for suffix in _SUFFIXES)]
    spellings += [fold(turned).removesuffix(end) for end in _SUFFIXES if fold(turned).endswith(end)]
    found = (register.find(spelling) for spelling in spellings)
    return next((force for force in found if force is not None and not force.fictional), None)


_MOST_NEAREST = 100
"""Faults for which the names nearest to what was found are worked out."""


class _Row(NamedTuple):
    """A row of a grid."""

    grid: Grid
    number: int

    def value(self, column: int) -> CellValue:
        """Return what a cell holds."""
        return self.grid.value(self.number, column)

    def text(self, column: int) -> str:
        """Return what a cell holds as text."""
        return as_text(self.value(column))


class Gathering:
    """What has been gathered from the sheets so far."""

    def __init__(self, register: Register) -> None:
        self.faults: list[FigureFault] = []
        self.notes: list[str] = []
        self._register = register
        self._tables = 0
        # the least faults for which a sheet had to be left out: it is the likeliest to be meant
        self._rejected: list[FigureFault] = []
        self._forces: dict[tuple[str, str | None], Force | None] = {}
        # by force and year, then quarter, then offence; a number that cannot be used is None
        self._found: dict[tuple[str, str], dict[int, dict[str, tuple[str, int | None]]]] = {}

    def read(self, grid: Grid) -> None:
        """Add what a sheet holds; a sheet without the columns is another table."""
        header = find_header(grid)
        if header is None or not self._usable(grid, header):
            return
        self._tables += 1
        code = header.columns.get(CODE)
        if code is None:
            self.notes.append(
                f"The table headed at {grid.place_within(header.row, 0)} has no column {CODE}: its "
                f"figures are taken to be those of code {OFFENCE_CODE}, modern slavery."
            )
        for number in range(header.row + 1, len(grid.rows)):
            row = _Row(grid, number)
            if code is None or is_wanted(row.value(code)):
                (self._wide_row if header.wide else self._long_row)(header, row)
            elif (number, code) in grid.marks:
                title = "the offence code cannot be read, so the row is left out"
                self._fault(row, code, title, "a code or a calculated value")

    def counts(self) -> tuple[ForceCount, ...]:
        """Return what was found, by name of force and year."""
        forces = {force.code: force for force in self._forces.values() if force is not None}
        made = [
            ForceCount(
                code=code,
                force=forces[code].name,
                territorial=forces[code].kind == "territorial",
                year=year,
                quarters=tuple(
                    (quarter, sum(number for _, number in parts.values() if number is not None))
                    for quarter, parts in sorted(quarters.items())
                    if all(number is not None for _, number in parts.values())
                ),
            )
            for (code, year), quarters in self._found.items()
        ]
        return tuple(sorted(made, key=lambda count: (count.force.casefold(), count.year)))

    def why_nothing(self, file: str) -> list[FigureFault]:
        """Return the faults for which there is nothing to go on with."""
        if self._tables:
            title = "the table holds no figure for modern slavery that can be used"
            expected = f"rows with {OFFENCE_CODE} as {CODE}"
            return [*self.faults, FigureFault(place=file, title=title, expected=expected)]
        title = "no table of recorded crime was found"
        expected = f"a row with the headings {', '.join(LONG)}"
        return self._rejected or [FigureFault(place=file, title=title, expected=expected)]

    def _usable(self, grid: Grid, header: Header) -> bool:
        faults = [
            FigureFault(
                place=grid.place(header.row, 0),
                title="a column is missing, so the table is left out",
                expected=f"a column named {name}",
                nearest=nearest(name, header.others),
            )
            for name in header.lacking
        ] + [
            FigureFault(
                place=grid.place(header.row, column),
                title="a column stands twice, so the table is left out",
                found=name,
                expected="it once",
            )
            for name, column in header.twice
        ]
        if faults and (not self._rejected or len(faults) < len(self._rejected)):
            self._rejected = faults
        if len(header.lacking) < 2:  # with more than one column missing it is another table
            self.faults += faults
        return not faults

    def _long_row(self, header: Header, row: _Row) -> None:
        columns = header.columns
        year = self._year(row, columns[YEAR])
        force = self._force(row, columns[FORCE], year)
        quarter = read_quarter(row.value(columns[QUARTER]))
        if quarter is None:
            title = "the quarter is not recognised, so the row is left out"
            self._fault(row, columns[QUARTER], title, "1, 2, 3 or 4", year)
        offence = row.text(columns[OFFENCE]) if OFFENCE in columns else ""
        if year is not None and force is not None and quarter is not None:
            number = self._number(row, columns[NUMBER], year)
            self._add(row, columns[NUMBER], (force, year, quarter, fold(offence)), number)

    def _wide_row(self, header: Header, row: _Row) -> None:
        columns = header.columns
        places = [columns[name] for name in QUARTER_COLUMNS]
        if all(is_blank(row.value(column)) for column in places):
            return  # a note under the table, or an empty row
        year = self._year(row, columns[YEAR]) if YEAR in columns else header.year
        force = self._force(row, columns[FORCE], year)
        if year is None or force is None:
            return
        numbers = [self._number(row, column, year) for column in places]
        known = [number for number in numbers if number is not None]
        if TOTAL in columns and len(known) == len(numbers):
            total = columns[TOTAL]
            if row.text(total) and read_count(row.value(total)) != sum(known):
                title = "the total is not the sum of the quarters, so none of them counts"
                self._fault(row, total, title, str(sum(known)), year)
                numbers = [None] * len(numbers)
        for quarter, column, number in zip(QUARTERS, places, numbers, strict=True):
            self._add(row, column, (force, year, quarter, ""), number)

    def _add(
        self, row: _Row, column: int, key: tuple[Force, str, int, str], number: int | None
    ) -> None:
        force, year, quarter, offence = key
        parts = self._found.setdefault((force.code, year), {}).setdefault(quarter, {})
        here = row.grid.place_within(row.number, column)
        if offence in parts:
            title = "a force has a quarter twice, so neither of them counts"
            expected = f"it once (it stands at {parts[offence][0]} too)"
            said = f"{force.name}, {year}, quarter {quarter}"
            self._fault(row, column, title, expected, year, found=said)
            number = None
        parts[offence] = (here, number)

    def _year(self, row: _Row, column: int) -> str | None:
        year = year_named(row.text(column))
        if year is None:
            title = "the financial year is not recognised, so the row is left out"
            self._fault(row, column, title, "a year such as 2017/18")
        return year

    def _force(self, row: _Row, column: int, year: str | None) -> Force | None:
        """Return the force that a cell names; an unknown name is a fault once a year."""
        name = row.text(column)
        if (name, year) not in self._forces:
            force = self._forces[name, year] = find_force(name, self._register)
            if force is None:
                title = "the register has no such force, so its rows are left out"
                few = len(self.faults) < _MOST_NEAREST  # it takes a while each
                close = self._register.nearest(name[:80]) if few else ()
                self._fault(row, column, title, "the name of a force", year, close)
        return self._forces[name, year]

    def _number(self, row: _Row, column: int, year: str | None) -> int | None:
        number = read_count(row.value(column))
        if number is None:
            title = "the number cannot be used, so the quarter is not known"
            self._fault(row, column, title, "a whole number, 0 or more", year)
        return number

    def _fault(
        self,
        row: _Row,
        column: int,
        title: str,
        expected: str,
        year: str | None = None,
        close: tuple[str, ...] = (),
        found: str | None = None,
    ) -> None:
        self.faults.append(
            FigureFault(
                place=row.grid.place(row.number, column),
                title=title,
                found=clean(row.text(column), 80) if found is None else found,
                expected=expected,
                nearest=close,
                year=year,
            )
        )
