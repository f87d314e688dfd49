"""What the reader library does not tell of a sheet: error cells, formulas never calculated, extent.

python-calamine gives an empty cell for both an error and a formula without a value, and a blank is
not an error. So the sheet's own XML is gone through once, by quick_scan, sheet_walk or
document_cells, before the library allocates anything.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NoReturn

import msgspec

from slavery_benchmark.core.problems import Code, UnusableError, problem
from slavery_benchmark.core.text import clean
from slavery_benchmark.reading.addresses import column_letters
from slavery_benchmark.reading.formulas import Formula
from slavery_benchmark.reading.limits import DEFAULT, LONGEST_CELL, Limits

MAX_CELLS = DEFAULT.cells
LAST_ROW = 1_048_576
"""The rows that the formats have, used or not."""
LAST_COLUMN = 16_384

NOT_CALCULATED = ""
"""The mark of a formula that holds no value, where an error cell has the error's text."""

PICTURE = "#VALUE!, as of a picture in the cell"
"""The mark of a cell in which a picture stands, to readers that cannot show it."""

MERGED = "merged with "
"""How the mark begins of a cell under a merge; the first cell of the merge follows."""

CellValue = str | float | bool | date | datetime | time | timedelta
"""What a cell can hold; an empty one holds an empty text."""

Marks = dict[tuple[int, int], str]
Struck = dict[tuple[int, int], bool]
FormulaCells = dict[tuple[int, int], Formula]
Block = tuple[int, int, int, int]
"""First row, first column, last row and last column of some cells, from 0."""


class SheetPart(msgspec.Struct, frozen=True):
    """A sheet's name as it stands in the file, whether it is hidden, and where its XML is.

    `very_hidden`: so that no menu of Excel shows it.
    """

    name: str
    hidden: bool
    part: str
    very_hidden: bool = False


class Findings(msgspec.Struct, frozen=True):
    """What a pass over a sheet found: marks, merges, and hidden rows and columns (from 0).

    Hidden columns are first and last of each run. `rewritten` is the sheet in plain form, None if
    it was plain already. A chart or a dialog is no grid. `formulas` are the cells with one that has
    a value, `only_zeros` whether each of these values is 0. `struck` are the cells of which
    something is struck through, which is left out, and whether that is all of it.
    """

    marks: Marks
    merges: tuple[Block, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    rewritten: bytes | None = None
    is_grid: bool = True
    formulas: FormulaCells = {}
    only_zeros: bool = False
    struck: Struck = {}


def column_index(letters: str) -> int:
    """Return the column of its letters, counted from 0; -1 for none."""
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return column - 1


def error_text(text: str | None) -> str:
    """Return what an error cell shows, fit to be printed."""
    return clean(text or "", 40) or "an error"


def error_mark(text: str, *, rich: bool) -> str:
    """Return the mark of an error cell; `rich`: something stands behind it, as behind a picture."""
    return PICTURE if rich and text == "#VALUE!" else text


def most_cells(limits: Limits, size: int | None) -> int:
    """Return how many cells up to the furthest one a sheet of `size` bytes may have.

    The reader library makes room for all of them, so a few bytes far away would cost gigabytes:
    beyond two fifths of the limit there has to be a byte for each.
    """
    return limits.cells if size is None else min(limits.cells, limits.cells * 2 // 5 + size)


def most_text(limits: Limits, size: int | None) -> int:
    """Return how many characters the cells of a sheet of `size` bytes may have.

    Cells that share a text are given a copy each: beyond a sixth of the limit there have to be
    bytes for them.
    """
    return limits.text if size is None else min(limits.text, limits.text // 6 + 2 * size)


def reaches_too_far(
    rows: int, columns: int, limits: Limits = DEFAULT, size: int | None = None
) -> bool:
    """Return whether a sheet of so many rows and columns, and bytes if known, is refused."""
    far = rows > limits.rows or columns > limits.columns
    return far or rows * columns > most_cells(limits, size)


def refuse_area(
    rows: int,
    columns: int,
    sheet: str,
    file: str,
    limits: Limits = DEFAULT,
    size: int | None = None,
) -> None:
    """Raise UnusableError if a sheet reaches further than a return can."""
    if reaches_too_far(rows, columns, limits, size):
        raise UnusableError(
            problem(
                Code.TOO_LARGE,
                file=file,
                cell=clean(sheet, 40),
                found=f"a cell in row {rows:,} and one in column {columns:,}",
                expected=f"at most {limits.rows:,} rows and {most_cells(limits, size):,} cells "
                "up to the furthest one; delete what lies far outside the table",
            )
        )


def refuse_large(found: str, expected: str, sheet: str, file: str) -> NoReturn:
    """Raise UnusableError for a sheet that holds more of something than a return can."""
    cell = clean(sheet, 40)
    raise UnusableError(
        problem(Code.TOO_LARGE, file=file, cell=cell, found=found, expected=expected)
    )


def refuse_long(sheet: str, row: int, column: int, file: str) -> NoReturn:
    """Raise UnusableError for a cell, from 0, with more text than one can hold."""
    raise UnusableError(
        problem(
            Code.TOO_LARGE,
            file=file,
            cell=f"{clean(sheet, 40)}!{column_letters(column)}{row + 1}",
            found="a longer text in one cell",
            expected=f"at most {LONGEST_CELL:,} characters in a cell",
        )
    )


def refuse_marks(count: int, sheet: str, file: str, limits: Limits) -> None:
    """Raise UnusableError if so many cells of a sheet cannot be used."""
    if count > limits.marks:
        found = f"{count:,} cells that are merged, or hold an error or a formula without a value"
        refuse_large(found, f"at most {limits.marks:,}", sheet, file)


def refuse_damaged(
    file: str, found: str, sheet: str = "", expected: str = "a workbook saved whole"
) -> NoReturn:
    """Raise UnusableError for a workbook whose parts do not fit together."""
    cell = clean(sheet, 40)
    raise UnusableError(problem(Code.DAMAGED, file=file, cell=cell, found=found, expected=expected))


def merged_marks(
    merges: Sequence[Block], rows: int, columns: int, sheet: str, file: str, limits: Limits
) -> Marks:
    """Return a mark for each cell under a merge, other than its first, in a grid of this size.

    A spreadsheet program shows none of them: a blank there is no answer left out, and a value is
    one that nobody sees. Raises UnusableError if there are more than the limit.
    """
    marks: Marks = {}
    covered = 0
    for top, left, bottom, right in merges:
        down, across = range(top, min(bottom + 1, rows)), range(left, min(right + 1, columns))
        covered += max(len(down) * len(across) - 1, 0)  # each time, where merges overlap
        refuse_marks(covered, sheet, file, limits)
        mark = f"{MERGED}{column_letters(left)}{top + 1}"
        marks |= {(row, column): mark for row in down for column in across}
        marks.pop((top, left), None)
    return marks
