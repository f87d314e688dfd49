"""What the reader library does not tell of a sheet: error cells, formulas never calculated, extent.

python-calamine gives an empty cell for both an error and a formula without a value, and a blank is
not an error. So the sheet's own XML is gone through once, by quick_scan, open_xml or
open_document, before the library allocates anything.
"""

from typing import NoReturn

import msgspec

from slavery_benchmark.core.problems import Code, UnusableError, problem
from slavery_benchmark.core.text import clean

MAX_CELLS = 20_000_000
"""Rows times columns, up to the furthest cell, above which a sheet is refused."""

MAX_ROWS = 600_000
"""Rows, up to the furthest cell, above which a sheet is refused."""

NOT_CALCULATED = ""
"""The mark of a formula that holds no value, where an error cell has the error's text."""

Marks = dict[tuple[int, int], str]


class SheetPart(msgspec.Struct, frozen=True):
    """A sheet's name as it stands in the file, whether it is hidden, and where its XML is."""

    name: str
    hidden: bool
    part: str


def column_index(letters: str) -> int:
    """Return the column of its letters, counted from 0; -1 for none."""
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return column - 1


def error_text(text: str | None) -> str:
    """Return what an error cell shows, fit to be printed."""
    return clean(text or "", 40) or "an error"


def reaches_too_far(rows: int, columns: int) -> bool:
    """Return whether a sheet of so many rows and columns is refused."""
    return rows > MAX_ROWS or rows * columns > MAX_CELLS


def refuse_area(rows: int, columns: int, sheet: str, file: str) -> None:
    """Raise UnusableError if a sheet reaches further than a return can."""
    if reaches_too_far(rows, columns):
        raise UnusableError(
            problem(
                Code.TOO_LARGE,
                file=file,
                cell=clean(sheet, 40),
                found=f"a cell in row {rows:,} and one in column {columns:,}",
                expected=f"at most {MAX_ROWS:,} rows and {MAX_CELLS:,} cells up to the furthest "
                "one; delete what lies far outside the table",
            )
        )


def refuse_damaged(file: str, found: str) -> NoReturn:
    """Raise UnusableError for a workbook whose parts do not fit together."""
    raise UnusableError(
        problem(Code.DAMAGED, file=file, found=found, expected="a workbook saved whole")
    )
