"""Collects the problems of one workbook while it is read, each at its cell."""

from slavery_benchmark.core.problems import Code, Problem, UnusableError, problem
from slavery_benchmark.workbook.layout import address
from slavery_benchmark.workbook.raw_cells import NOT_CALCULATED
from slavery_benchmark.workbook.reader import CellValue, RawSheet


class ProblemLog:
    """The problems of one workbook so far."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._problems: list[Problem] = []

    def add(
        self,
        code: Code,
        cell: str,
        *,
        found: str | None = None,
        expected: str = "",
        nearest: tuple[str, ...] = (),
    ) -> None:
        """Note a problem at `cell`."""
        self._problems.append(self._made(code, cell, found, expected, nearest))

    def refuse(
        self,
        code: Code,
        cell: str,
        *,
        found: str | None = None,
        expected: str = "",
        nearest: tuple[str, ...] = (),
    ) -> UnusableError:
        """Return the exception that says why the file cannot be scored."""
        return UnusableError(self._made(code, cell, found, expected, nearest))

    def usable(self, sheet: RawSheet, row: int, column: int) -> tuple[CellValue, bool]:
        """Return a cell's value and whether it can be used.

        An error cell, or a formula without a value, is noted and counts as an empty text that
        cannot be used.
        """
        mark = sheet.marks.get((row, column))
        if mark is None:
            return sheet.value(row, column), True
        cell = address(sheet.name, row, column)
        if mark == NOT_CALCULATED:
            self.add(
                Code.FORMULA_NOT_CALCULATED,
                cell,
                expected="a value; open the workbook in Excel or LibreOffice and save it again",
            )
        else:
            self.add(Code.CELL_ERROR, cell, found=mark, expected="a value typed or chosen here")
        return "", False

    def has_one_at(self, cell: str) -> bool:
        """Return whether a problem was noted at this cell."""
        return any(item.cell == cell for item in self._problems)

    def ordered(self) -> tuple[Problem, ...]:
        """Return the problems in the order in which they were met."""
        return tuple(self._problems)

    def _made(
        self,
        code: Code,
        cell: str,
        found: str | None,
        expected: str,
        nearest: tuple[str, ...],
    ) -> Problem:
        return problem(
            code, file=self._file, cell=cell, found=found, expected=expected, nearest=nearest
        )
