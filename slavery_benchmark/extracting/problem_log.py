"""Collects the problems of one workbook while it is read, each at its cell."""

from collections import Counter
from collections.abc import Mapping
from typing import Unpack

from msgspec import structs

from slavery_benchmark.core.problems import Code, Problem, Said, UnusableError, problem
from slavery_benchmark.extracting.personal_data import NOT_EXPECTED, like, withheld
from slavery_benchmark.reading.addresses import address, column_letters
from slavery_benchmark.reading.raw_cells import MERGED, NOT_CALCULATED
from slavery_benchmark.reading.reader import CellValue, RawSheet


def fault_of(mark: str, shown: str) -> tuple[Code, Said]:
    """Return what is wrong with a cell that has a mark; `shown` is what to say of its error."""
    if mark == NOT_CALCULATED:
        expected = "a value; open the workbook in Excel or LibreOffice and save it again"
        return Code.FORMULA_NOT_CALCULATED, Said(expected=expected)
    if mark.startswith(MERGED):
        expected = f"an answer in a cell of its own; it is {mark}"
        return Code.CELL_MERGED, Said(expected=expected)
    return Code.CELL_ERROR, Said(found=shown, expected="a value typed or chosen here")


_OF_PERSONS = frozenset((Code.PERSONAL_DATA, Code.PERSONAL_DATA_UNREAD))
MOST = 1_000
"""Problems of one kind that are listed on one sheet: far more than a sound table has rows."""


class ProblemLog:
    """The problems of one workbook so far. Those past the first thousand alike are counted."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._problems: list[Problem] = []
        self._seen: Counter[tuple[Code, str]] = Counter()
        self._columns: dict[str, Mapping[str, str]] = {}
        self._rows: dict[str, Mapping[str, str]] = {}

    def name_cells(
        self, sheet: str, columns: Mapping[int, str], rows: Mapping[int, str] | None = None
    ) -> None:
        """Tell what columns of a sheet are called, and which check rows are of (from 0)."""
        self._columns[sheet] = {column_letters(place): name for place, name in columns.items()}
        self._rows[sheet] = {str(row + 1): check for row, check in (rows or {}).items()}

    def add(self, code: Code, cell: str, **said: Unpack[Said]) -> None:
        """Note a problem at `cell`, or count it if there were many like it on the sheet.

        What was found is not repeated where it seems to identify a person; that is a problem too.
        """
        kind = (code, cell.rpartition("!")[0] or cell)
        self._seen[kind] += 1
        if self._seen[kind] > MOST:
            return
        kept, personal = (said, None) if code in _OF_PERSONS else withheld(code, said)
        if personal is not None:
            found = like(personal)
            self.add(Code.PERSONAL_DATA, cell, found=found, expected=NOT_EXPECTED)
        self._problems.append(problem(code, file=self._file, cell=cell, **kept))

    def note(self, found: Problem) -> None:
        """Note a problem that is known as a whole."""
        self._problems.append(found)

    def refuse(self, code: Code, cell: str, **said: Unpack[Said]) -> UnusableError:
        """Return the exception that says why the file cannot be scored."""
        kept, _ = withheld(code, said)
        return UnusableError(problem(code, file=self._file, cell=cell, **kept))

    def usable(self, sheet: RawSheet, row: int, column: int) -> tuple[CellValue, bool]:
        """Return a cell's value and whether it can be used.

        An error cell, or a formula without a value, is noted and counts as an empty text that
        cannot be used.
        """
        mark = sheet.marks.get((row, column))
        if mark is None:
            return sheet.value(row, column), True
        code, said = fault_of(mark, mark)
        self.add(code, address(sheet.name, row, column), **said)
        return "", False

    def has(self, code: Code) -> bool:
        """Return whether a problem of this kind was noted."""
        return any(item.code is code for item in self._problems)

    def has_one_at(self, cell: str) -> bool:
        """Return whether a problem was noted at this cell."""
        return any(item.cell == cell for item in self._problems)

    def ordered(self) -> tuple[Problem, ...]:
        """Return the problems in the order in which they were met, then how many more there are."""
        more = (
            problem(
                code,
                file=self._file,
                cell=sheet,
                found=f"{times - MOST:,} more cells like this on the sheet",
                expected="the same as in the cells listed",
            )
            for (code, sheet), times in self._seen.items()
            if times > MOST
        )
        return tuple(self._named(item) for item in (*self._problems, *more))

    def _named(self, item: Problem) -> Problem:
        """Return a problem with the heading of its column and the check of its row."""
        sheet, _, place = item.cell.rpartition("!")
        letters = place.rstrip("0123456789")
        column = self._columns.get(sheet, {}).get(letters, "")
        check = self._rows.get(sheet, {}).get(place[len(letters) :], "")
        if not (column or check):
            return item
        return structs.replace(item, column=column, check=check)
