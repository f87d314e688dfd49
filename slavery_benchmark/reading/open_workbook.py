"""A workbook whose sheets are listed, and can be read: the grids with true addresses."""

from collections.abc import Collection, Sequence
from typing import Any

import msgspec

from slavery_benchmark.core.problems import Code, UnusableError, problem
from slavery_benchmark.core.text import clean, fold, nearest
from slavery_benchmark.reading.archive import Archive, Kind
from slavery_benchmark.reading.open_xml import BookParts, book_parts
from slavery_benchmark.reading.raw_cells import (
    CellValue,
    Findings,
    FormulaCells,
    Marks,
    SheetPart,
    Struck,
    merged_marks,
    refuse_damaged,
    refuse_large,
)
from slavery_benchmark.reading.sheets import BookReader, read_document, sheets_of_book
from slavery_benchmark.reading.xlsx.formula_cells import take_out_placeholders
from slavery_benchmark.reading.xlsx.lean_copy import sheet_name

Grid = list[list[CellValue]]
_PANIC = "PanicException"
"""What the reader library raises where it gives up; no subclass of Exception."""


class RawSheet(msgspec.Struct, frozen=True):
    """A sheet's cells by row and column from 0, and the marks of those without a usable value.

    Its name is cleaned for printing. Hidden columns are first and last of each run. `formulas` are
    the cells whose value was worked out by a formula; `struck` those of which something is struck
    through, which is not among the values, and whether that is all of it. `from_1904`: the days of
    its calendar count from 1904.
    """

    name: str
    hidden: bool
    rows: Grid
    marks: Marks
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    formulas: FormulaCells = {}
    struck: Struck = {}
    from_1904: bool = False
    very_hidden: bool = False

    def value(self, row: int, column: int) -> CellValue:
        """Return a cell's value; an empty text outside the grid."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return ""


class OpenWorkbook:
    """The sheets of a workbook. Of an .ods those `wanted`, by folded names, are read at once.

    None wants them all. UnusableError if the workbook does not list its sheets.
    """

    def __init__(self, archive: Archive, wanted: Collection[str] | None = None) -> None:
        self._archive = archive
        self._read: dict[SheetPart, tuple[Grid, Findings]] = {}
        self._book: BookParts | None = None
        if archive.kind is Kind.OPEN_XML:
            self._book = book_parts(archive)
            self.parts = sheets_of_book(archive, self._book)
        else:
            document = read_document(archive, wanted)
            self.parts = tuple(sheet.part for sheet in document)
            self._read = {sheet.part: (sheet.rows, sheet.findings) for sheet in document}

    def has(self, name: str) -> bool:
        """Return whether there is a sheet of this name; case and blanks do not count."""
        return any(fold(part.name) == fold(name) for part in self.parts)

    def find(self, name: str) -> SheetPart:
        """Return the sheet of this name; UnusableError if there is none, or more than one."""
        found = [part for part in self.parts if fold(part.name) == fold(name)]
        if len(found) == 1:
            return found[0]
        file, names = self._archive.file, [clean(part.name, 40) for part in self.parts]
        if not found:
            raise UnusableError(
                problem(
                    Code.SHEET_MISSING,
                    file=file,
                    found=", ".join(names),
                    expected=f"a sheet named {name}",
                    nearest=nearest(name, names),
                )
            )
        places = [n for n, part in enumerate(self.parts, 1) if fold(part.name) == fold(name)]
        raise UnusableError(
            problem(
                Code.SHEET_TWICE,
                file=file,
                cell=clean(found[0].name, 40),
                found=f"the name on tabs {' and '.join(map(str, places))}",
                expected="it once; rename the sheet that is not meant",
            )
        )

    def read(self, parts: Sequence[SheetPart]) -> list[RawSheet | UnusableError]:
        """Return each of these sheets, or what says why it cannot be read.

        UnusableError if nothing can be read at all.
        """
        if self._book is None:
            return [self._sheet(part, *self._read[part]) for part in parts]
        reader = BookReader(self._archive, self._book)
        found = [self._scan(reader, part, plain=True) for part in parts]
        grids = self._grids(reader, parts, found)
        for place, (grid, findings) in enumerate(zip(grids, found, strict=True)):
            refused = isinstance(grid, UnusableError) and grid.problem.code is Code.DAMAGED
            if refused and isinstance(findings, Findings) and findings.rewritten is None:
                # a value that the library does not take: written again, it is marked at its cell
                found[place] = self._scan(reader, parts[place], plain=False)
                again = self._grids(reader, [parts[place]], [found[place]])
                grids[place] = again[0]
        self._take_out_placeholders(parts, grids, found)
        return [
            self._sheet(part, grid, findings)
            if isinstance(findings, Findings) and not isinstance(grid, UnusableError)
            else _refusal(grid, findings)
            for part, grid, findings in zip(parts, grids, found, strict=True)
        ]

    def _scan(
        self, reader: BookReader, part: SheetPart, *, plain: bool
    ) -> Findings | UnusableError:
        try:
            return reader.scan(part, plain=plain)
        except UnusableError as refusal:
            return refusal

    def _take_out_placeholders(
        self,
        parts: Sequence[SheetPart],
        grids: list[Grid | UnusableError],
        found: Sequence[Findings | UnusableError],
    ) -> None:
        """Take out values that were never calculated, though the file has something there."""
        holding = [item for item in found if isinstance(item, Findings) and item.formulas]
        book = self._book
        if not holding or book is None:
            return
        zeros = not book.by_calculator and all(item.only_zeros for item in holding)
        if not (book.asks_calculation or zeros):
            return
        file, limits = self._archive.file, self._archive.limits
        for place, (part, grid, item) in enumerate(zip(parts, grids, found, strict=True)):
            if isinstance(grid, list) and isinstance(item, Findings):
                try:
                    take_out_placeholders(grid, item, part.name, file, limits)
                except UnusableError as refusal:
                    grids[place] = refusal

    def _sheet(self, part: SheetPart, rows: Grid, found: Findings) -> RawSheet | UnusableError:
        archive = self._archive
        try:
            if not found.is_grid:
                found_instead = "a chart, a dialog or old macros"
                refuse_damaged(archive.file, found_instead, part.name, "a sheet of cells")
            width = len(rows[0]) if rows else 0
            merged = merged_marks(
                found.merges, len(rows), width, part.name, archive.file, archive.limits
            )
        except UnusableError as refusal:
            return refusal
        return RawSheet(
            clean(part.name, 40),
            part.hidden,
            rows,
            merged | found.marks if merged else found.marks,
            found.hidden_rows,
            found.hidden_columns,
            found.formulas,
            found.struck,
            self._book is not None and self._book.from_1904,
            part.very_hidden,
        )

    def _grids(
        self,
        reader: BookReader,
        parts: Sequence[SheetPart],
        found: Sequence[Findings | UnusableError],
    ) -> list[Grid | UnusableError]:
        """Return the cells of the sheets that were scanned, as the reader library gives them."""
        import python_calamine  # only a command that reads an .xlsx needs it

        scanned = [
            (part, findings)
            for part, findings in zip(parts, found, strict=True)
            if isinstance(findings, Findings)
        ]
        packed = reader.pack(scanned)
        self._archive.clock.check()
        grids: list[Grid | UnusableError] = []
        area = 0
        try:
            book = python_calamine.CalamineWorkbook.from_filelike(packed)
        except BaseException as error:  # noqa: BLE001 - its panics are no Exception
            self._damaged(error, "formats or texts that cannot be read", "")
        numbers = iter(range(len(scanned)))
        for part, findings in zip(parts, found, strict=True):
            if isinstance(findings, UnusableError):
                grids.append(findings)
                continue
            try:
                sheet: Any = book.get_sheet_by_name(sheet_name(next(numbers)))
                grid: Grid = sheet.to_python(skip_empty_area=False)
                area += len(grid) * len(grid[0]) if grid else 0
                if area > self._archive.limits.cells:
                    expected = f"at most {self._archive.limits.cells:,} in all sheets that are read"
                    refuse_large("more cells than that", expected, part.name, self._archive.file)
                grids.append(grid)
            except UnusableError as refusal:
                grids.append(refusal)
            except BaseException as error:  # noqa: BLE001 - its panics are no Exception
                try:
                    self._damaged(error, str(error), part.name)
                except UnusableError as refusal:
                    grids.append(refusal)
        return grids

    def _damaged(self, error: BaseException, found: str, sheet: str) -> None:
        """Raise UnusableError for what the library raises where it cannot read; else raise that."""
        import python_calamine

        refused = (python_calamine.CalamineError, OSError, ValueError, OverflowError)
        if isinstance(error, refused) or type(error).__name__ == _PANIC:
            refuse_damaged(self._archive.file, found, sheet)
        raise error


def _refusal(grid: Grid | UnusableError, findings: Findings | UnusableError) -> UnusableError:
    for item in (findings, grid):
        if isinstance(item, UnusableError):
            return item
    raise AssertionError("a sheet that was read is not refused")
