"""Gathers what forces recorded from the rows of tables, and what is wrong with the rows."""

import msgspec

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


class _Spot(msgspec.Struct, frozen=True):
    """A cell of a grid."""

    grid: Grid
    row: int
    column: int

    def text(self) -> str:
        """Return what the cell holds as text."""
        return as_text(self.grid.value(self.row, self.column))


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
        for row in range(header.row + 1, len(grid.rows)):
            if code is None or is_wanted(grid.value(row, code)):
                if header.wide:
                    self._wide_row(grid, header, row)
                else:
                    self._long_row(grid, header, row)
            elif (row, code) in grid.marks:
                title = "the offence code cannot be read, so the row is left out"
                self._fault(_Spot(grid, row, code), title, "a code or a calculated value")

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

    def _long_row(self, grid: Grid, header: Header, row: int) -> None:
        columns = header.columns
        year = self._year(_Spot(grid, row, columns[YEAR]))
        force = self._force(_Spot(grid, row, columns[FORCE]), year)
        spot = _Spot(grid, row, columns[QUARTER])
        quarter = read_quarter(grid.value(row, spot.column))
        if quarter is None:
            title = "the quarter is not recognised, so the row is left out"
            self._fault(spot, title, "1, 2, 3 or 4", year)
        offence = _Spot(grid, row, columns[OFFENCE]).text() if OFFENCE in columns else ""
        if year is not None and force is not None and quarter is not None:
            spot = _Spot(grid, row, columns[NUMBER])
            self._add(spot, (force, year, quarter, fold(offence)), self._number(spot, year))

    def _wide_row(self, grid: Grid, header: Header, row: int) -> None:
        columns = header.columns
        spots = [_Spot(grid, row, columns[name]) for name in QUARTER_COLUMNS]
        if all(is_blank(grid.value(row, spot.column)) for spot in spots):
            return  # a note under the table, or an empty row
        year = self._year(_Spot(grid, row, columns[YEAR])) if YEAR in columns else header.year
        force = self._force(_Spot(grid, row, columns[FORCE]), year)
        if year is None or force is None:
            return
        numbers = [self._number(spot, year) for spot in spots]
        known = [number for number in numbers if number is not None]
        if TOTAL in columns and len(known) == len(numbers):
            spot = _Spot(grid, row, columns[TOTAL])
            if spot.text() and read_count(grid.value(row, spot.column)) != sum(known):
                title = "the total is not the sum of the quarters, so none of them counts"
                self._fault(spot, title, str(sum(known)), year)
                numbers = [None] * len(numbers)
        for quarter, spot, number in zip(QUARTERS, spots, numbers, strict=True):
            self._add(spot, (force, year, quarter, ""), number)

    def _add(self, spot: _Spot, key: tuple[Force, str, int, str], number: int | None) -> None:
        force, year, quarter, offence = key
        parts = self._found.setdefault((force.code, year), {}).setdefault(quarter, {})
        here = spot.grid.place_within(spot.row, spot.column)
        if offence in parts:
            self.faults.append(
                FigureFault(
                    place=spot.grid.place(spot.row, spot.column),
                    title="a force has a quarter twice, so neither of them counts",
                    found=f"{force.name}, {year}, quarter {quarter}",
                    expected=f"it once (it stands at {parts[offence][0]} too)",
                    year=year,
                )
            )
            number = None
        parts[offence] = (here, number)

    def _year(self, spot: _Spot) -> str | None:
        year = year_named(spot.text())
        if year is None:
            title = "the financial year is not recognised, so the row is left out"
            self._fault(spot, title, "a year such as 2017/18")
        return year

    def _force(self, spot: _Spot, year: str | None) -> Force | None:
        """Return the force that a cell names; an unknown name is a fault once a year."""
        name = spot.text()
        if (name, year) not in self._forces:
            force = self._forces[name, year] = find_force(name, self._register)
            if force is None:
                title = "the register has no such force, so its rows are left out"
                close = self._register.nearest(name)
                self._fault(spot, title, "the name of a force", year, close)
        return self._forces[name, year]

    def _number(self, spot: _Spot, year: str) -> int | None:
        number = read_count(spot.grid.value(spot.row, spot.column))
        if number is None:
            title = "the number cannot be used, so the quarter is not known"
            self._fault(spot, title, "a whole number, 0 or more", year)
        return number

    def _fault(
        self,
        spot: _Spot,
        title: str,
        expected: str,
        year: str | None = None,
        close: tuple[str, ...] = (),
    ) -> None:
        self.faults.append(
            FigureFault(
                place=spot.grid.place(spot.row, spot.column),
                title=title,
                found=clean(spot.text(), 80),
                expected=expected,
                nearest=close,
                year=year,
            )
        )
