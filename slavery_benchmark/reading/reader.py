"""From a file to the grids of the sheets that are asked for, with true addresses."""

import errno
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from slavery_benchmark.core.problems import Code, Problem, UnusableError, problem
from slavery_benchmark.core.scoring.submission import SourceFile
from slavery_benchmark.core.text import clean, fold
from slavery_benchmark.reading.archive import Archive, Kind, open_archive
from slavery_benchmark.reading.limits import DEFAULT, Limits
from slavery_benchmark.reading.open_workbook import OpenWorkbook, RawSheet
from slavery_benchmark.reading.plain_files import start_of
from slavery_benchmark.reading.raw_cells import CellValue
from slavery_benchmark.reading.sheet_search import Meant, Search, search_sheets

__all__ = [
    "CellValue",
    "InputFile",
    "RawSheet",
    "RawWorkbook",
    "file_content",
    "read_file",
    "read_workbook",
    "workbook_in",
]


class InputFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file in memory, fit to be sent to another machine: what it is called, and its bytes."""

    name: str
    content: bytes


def name_of(given: InputFile | Problem) -> str:
    """Return what a file is called, be it read or not."""
    return given.file if isinstance(given, Problem) else given.name


class RawWorkbook(msgspec.Struct, frozen=True):
    """A workbook as read: where it came from, its sheets, and its custom document properties.

    `meant` are sheets that seem to be meant for one that was asked for, by its name.
    """

    source: SourceFile
    sheets: tuple[RawSheet, ...]
    sheet_names: tuple[str, ...]
    properties: dict[str, str]
    meant: dict[str, Meant] = {}

    def has(self, name: str) -> bool:
        """Return whether a sheet of this name was read, or one that stands for it."""
        named = any(fold(sheet.name) == fold(name) for sheet in self.sheets)
        return named or self.stand_in(name) is not None

    def stand_in(self, name: str) -> RawSheet | None:
        """Return the sheet that stands for one of this name, None if none does."""
        return self.meant[name].lone if name in self.meant else None

    def sheet(self, name: str) -> RawSheet:
        """Return a sheet by name, or the one that stands for it; KeyError if there is neither.

        Case and blanks do not count.
        """
        stand_in = self.stand_in(name)
        if stand_in is not None:
            return stand_in
        for sheet in self.sheets:
            if fold(sheet.name) == fold(name):
                return sheet
        raise KeyError(name)


def file_content(path: Path, limits: Limits = DEFAULT) -> bytes:
    """Return what a file holds, up to one byte over the limit; UnusableError if it has none."""
    file = clean(path.name)
    try:
        return start_of(path, limits.file + 1)
    except FileNotFoundError as error:
        raise missing(file, error, clean(str(path))) from None
    except (OSError, ValueError) as error:  # a name with a zero byte is a ValueError
        raise UnusableError(
            problem(
                Code.FILE_UNREADABLE,
                file=file,
                typed=clean(str(path)),
                found=getattr(error, "strerror", None) or str(error),
                expected="a file that you may read and that no other program holds open",
            )
        ) from None
    except MemoryError:
        raise too_little_memory(file) from None


def missing(file: str, error: FileNotFoundError, typed: str = "") -> UnusableError:
    """Return what says that a file is not there, or where the link leads that stands for it."""
    link = error.strerror if error.strerror != os.strerror(errno.ENOENT) else None
    return UnusableError(problem(Code.FILE_MISSING, file=file, typed=typed, found=link))


def read_file(path: Path, limits: Limits = DEFAULT, name: str = "") -> InputFile:
    """Return a file with its content, and its own name unless it is to be called by another.

    Raises UnusableError if it cannot be read.
    """
    return InputFile(name=name or clean(path.name), content=file_content(path, limits))


def read_workbook(
    path: Path,
    wanted: tuple[str, ...],
    optional: tuple[str, ...] = (),
    limits: Limits = DEFAULT,
    search: Search | None = None,
) -> RawWorkbook:
    """Read sheets of the workbook at a path, as `workbook_in` does, and with its errors."""
    return workbook_in(read_file(path, limits), wanted, optional, limits, search)


def workbook_in(
    given: InputFile,
    wanted: tuple[str, ...],
    optional: tuple[str, ...] = (),
    limits: Limits = DEFAULT,
    search: Search | None = None,
) -> RawWorkbook:
    """Read the `wanted` sheets of a workbook, and those of the `optional` ones that it has.

    An optional sheet that is not there, or holds nothing, may stand under another name: `search`
    tells. Nothing in the file is evaluated or followed. Raises UnusableError if the file is not a
    workbook that can be read whole, lacks one of the sheets, has two of its name, or is beyond a
    limit.
    """
    content, file = given.content, given.name
    try:
        archive = open_archive(content, file, limits)
        opened = OpenWorkbook(archive, {fold(name) for name in (*wanted, *optional)})
        present = [name for name in optional if opened.has(name)]
        sheets = []
        for sheet in opened.read([opened.find(name) for name in (*wanted, *present)]):
            if isinstance(sheet, UnusableError):
                raise sheet
            sheets.append(sheet)
        meant = {}
        if search is not None:
            meant = search_sheets(opened, archive, search, sheets)
        properties = dict(_properties(archive))
    except MemoryError:
        raise too_little_memory(file) from None
    return RawWorkbook(
        source=SourceFile(given.name, hashlib.sha256(content).hexdigest(), file),
        sheets=tuple(sheets),
        sheet_names=tuple(clean(part.name, 40) for part in opened.parts),
        properties=properties,
        meant=meant,
    )


def too_little_memory(file: str) -> UnusableError:
    """Return what says that this machine has too little memory for a file."""
    expected = "a machine with more memory, or a workbook with less in it"
    return UnusableError(
        problem(Code.TOO_LARGE, file=file, found="more than the memory holds", expected=expected)
    )


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
