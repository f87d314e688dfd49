"""From a file to the grids of the sheets that are asked for, with true addresses."""

import hashlib
import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import msgspec

from slavery_benchmark.core.problems import Code, UnusableError, problem
from slavery_benchmark.core.submission import SourceFile
from slavery_benchmark.core.text import clean, fold, nearest
from slavery_benchmark.workbook.archive import MAX_FILE_BYTES, Archive, Kind, open_archive
from slavery_benchmark.workbook.layout import address
from slavery_benchmark.workbook.raw_cells import Marks, SheetPart
from slavery_benchmark.workbook.sheets import list_sheets, marks_of

_ERROR_CODE = re.compile(r"#[A-Z0-9/!?_]{1,20}")
"""What an error looks like; any other text of an error cell may be somebody's words."""
_READABLE_ERRORS = frozenset(
    ("#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#GETTING_DATA")
)

CellValue = str | float | bool | date | datetime | time | timedelta
"""What a cell can hold; an empty one holds an empty text."""


class RawSheet(msgspec.Struct, frozen=True):
    """A sheet's cells by row and column from 0, and the marks of those without a usable value.

    Its name is cleaned for printing.
    """

    name: str
    hidden: bool
    rows: list[list[CellValue]]
    marks: Marks

    def value(self, row: int, column: int) -> CellValue:
        """Return a cell's value; an empty text outside the grid."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return ""


class RawWorkbook(msgspec.Struct, frozen=True):
    """A workbook as read: where it came from, its sheets, and its custom document properties."""

    source: SourceFile
    sheets: tuple[RawSheet, ...]
    sheet_names: tuple[str, ...]
    properties: dict[str, str]

    def sheet(self, name: str) -> RawSheet:
        """Return a sheet by name (case and blanks do not count); KeyError if it was not read."""
        for sheet in self.sheets:
            if fold(sheet.name) == fold(name):
                return sheet
        raise KeyError(name)


def file_content(path: Path) -> bytes:
    """Return what a file holds, up to one byte over the limit; UnusableError if it has none."""
    file = clean(str(path))
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError:
        raise UnusableError(problem(Code.FILE_MISSING, file=file)) from None
    except OSError as error:
        raise UnusableError(
            problem(
                Code.FILE_UNREADABLE,
                file=file,
                found=error.strerror or str(error),
                expected="a file that you may read and that no other program holds open",
            )
        ) from None


def read_workbook(
    path: Path, wanted: tuple[str, ...], optional: tuple[str, ...] = ()
) -> RawWorkbook:
    """Read the `wanted` sheets of a workbook, and those of the `optional` ones that it has.

    Nothing in the file is evaluated or followed. Raises UnusableError if the file is not a workbook
    that can be read whole, or lacks one of the sheets.
    """
    file = clean(str(path))
    content = file_content(path)
    archive = open_archive(content, file)
    sheets = list_sheets(archive)
    folded = {fold(sheet.name) for sheet in sheets}
    present = [name for name in optional if fold(name) in folded]
    parts = [_find(archive, sheets, name) for name in (*wanted, *present)]
    marks = [marks_of(archive, part) for part in parts]
    _refuse_unreadable_errors(parts, marks, file)
    grids = list(_grids(content, parts, file))
    return RawWorkbook(
        source=SourceFile(clean(path.name), hashlib.sha256(content).hexdigest(), file),
        sheets=tuple(
            RawSheet(clean(part.name, 40), part.hidden, grid, found)
            for part, grid, found in zip(parts, grids, marks, strict=True)
        ),
        sheet_names=tuple(clean(sheet.name, 40) for sheet in sheets),
        properties=dict(_properties(archive)),
    )


def _find(archive: Archive, sheets: tuple[SheetPart, ...], name: str) -> SheetPart:
    for sheet in sheets:
        if fold(sheet.name) == fold(name):
            return sheet
    names = [clean(sheet.name, 40) for sheet in sheets]
    raise UnusableError(
        problem(
            Code.SHEET_MISSING,
            file=archive.file,
            found=", ".join(names),
            expected=f"a sheet named {name}",
            nearest=nearest(name, names),
        )
    )


def _refuse_unreadable_errors(parts: list[SheetPart], marks: list[Marks], file: str) -> None:
    """Name the cell of an error such as #SPILL!, for which the reader library refuses a sheet."""
    for part, found in zip(parts, marks, strict=True):
        for (row, column), text in found.items():
            if text.startswith("#") and text not in _READABLE_ERRORS:
                raise UnusableError(
                    problem(
                        Code.ERROR_UNREADABLE,
                        file=file,
                        cell=address(clean(part.name, 40), row, column),
                        found=text if _ERROR_CODE.fullmatch(text) else "an error",
                        expected="a value typed or chosen here",
                    )
                )


def _grids(content: bytes, parts: list[SheetPart], file: str) -> Iterator[list[list[CellValue]]]:
    import python_calamine  # only a command that reads a workbook needs it

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        for part in parts:
            grid: Any = book.get_sheet_by_name(part.name).to_python(skip_empty_area=False)
            yield grid
    except python_calamine.PasswordError:
        raise UnusableError(
            problem(Code.PASSWORD, file=file, expected="a copy saved without the password")
        ) from None
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise UnusableError(
            problem(Code.DAMAGED, file=file, found=str(error), expected="a workbook saved whole")
        ) from None


def _properties(archive: Archive) -> Iterator[tuple[str, str]]:
    """Yield the custom document properties as text."""
    if archive.kind is Kind.OPEN_XML:
        root = archive.xml("docProps/custom.xml")
        for element in root if root is not None else ():
            yield element.get("name", ""), "".join(element.itertext())
    else:
        root = archive.xml("meta.xml")
        for element in root.iter() if root is not None else ():
            if element.tag.endswith("}user-defined"):
                name = next((v for k, v in element.items() if k.endswith("}name")), "")
                yield name, "".join(element.itertext())
