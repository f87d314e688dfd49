"""Opens published tables (.csv, .xlsx, .ods): the grid of every sheet, with true places."""

import csv
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import msgspec

from slavery_benchmark.core.comparing.context import FigureFault
from slavery_benchmark.core.problems import CannotGoOnError, Code, UnusableError
from slavery_benchmark.core.scoring.submission import SourceFile
from slavery_benchmark.core.text import clean
from slavery_benchmark.reading.addresses import address
from slavery_benchmark.reading.archive import MAX_FILE_BYTES, open_archive
from slavery_benchmark.reading.left_out import is_grid
from slavery_benchmark.reading.limits import DEFAULT
from slavery_benchmark.reading.open_workbook import OpenWorkbook, RawSheet
from slavery_benchmark.reading.plain_files import start_of
from slavery_benchmark.reading.raw_cells import MERGED, CellValue, Marks

_FORMATS = ".csv, .xlsx or .ods"
_ARCHIVES = (b"PK", b"\xd0\xcf\x11\xe0")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS = ",;\t"
_MOST_TEXT = 100 * 2**20
_MOST_LINES, _MOST_CELLS = 1_048_576, 10_000_000
"""As many lines as a sheet has; the published table has 100,000 lines."""
_LIMITS = DEFAULT.with_one("seconds", 120)
"""A return is read in a fraction of a second; the published table has a sheet a year."""


class OfficialFiguresError(CannotGoOnError):
    """A table that cannot be used at all; it carries the faults that say why."""

    def __init__(self, *faults: FigureFault) -> None:
        super().__init__(*(fault.line() for fault in faults))
        self.faults = faults


class Grid(msgspec.Struct, frozen=True):
    """The cells of one sheet, or of a csv file, by row and column from 0.

    `lines` holds the line on which each row of a csv file starts; a sheet has a name instead.
    `marks` are the cells that hold an error, a formula without a value, or a value under a merge.
    """

    file: str
    name: str
    rows: list[list[CellValue]]
    marks: Marks
    lines: list[int]

    def place(self, row: int, column: int) -> str:
        """Return where a cell is: `file:12`, or `file: Sheet!E14`."""
        blank = "" if self.lines else " "
        return f"{self.file}:{blank}{self.place_within(row, column, line='')}"

    def place_within(self, row: int, column: int, line: str = "line ") -> str:
        """Return where a cell is in its file: `line 12`, or `Sheet!E14`."""
        return f"{line}{self.lines[row]}" if self.lines else address(self.name, row, column)

    def value(self, row: int, column: int) -> CellValue:
        """Return a cell's value, the error that it holds, or an empty text outside the grid."""
        if self.marks and (row, column) in self.marks:
            return self.marks[row, column] or "a formula that was never calculated"
        cells = self.rows[row]
        return cells[column] if column < len(cells) else ""


def open_tables(path: Path) -> tuple[SourceFile, Iterator[Grid]]:
    """Return the file's identity and the grids of its sheets, one at a time.

    Raises OfficialFiguresError, at once or while iterating, if the file cannot be read whole.
    """
    file = clean(str(path))
    try:
        content = start_of(path, MAX_FILE_BYTES + 1)
    except FileNotFoundError as error:
        link = error.strerror if path.is_symlink() else None
        _refuse(file, "no such file", link)
    except OSError as error:
        expected = "a file that you may read and that no other program holds open"
        _refuse(file, "the file cannot be opened", error.strerror or str(error), expected)
    source = SourceFile(clean(path.name), hashlib.sha256(content).hexdigest(), file)
    if content.startswith(_ARCHIVES):
        return source, _sheets(content, file)
    return source, iter([_csv_grid(content, file)])


def _csv_grid(content: bytes, file: str) -> Grid:
    if len(content) > _MOST_TEXT:
        _refuse(file, "the file is too large", expected=f"at most {_MOST_TEXT // 2**20} MB of text")
    if not content.strip():
        _refuse(file, "the file is empty", expected=f"a table as {_FORMATS}")
    start = content[:512].lstrip().lower()
    if start.startswith((b"<", b"%pdf")) or (b"\0" in content and not content.startswith(_UTF_16)):
        found = "a web page or XML" if start.startswith(b"<") else "something else"
        _refuse(file, "this is not a table", found, _FORMATS)
    encoding = _encoding(content)
    head = content[:8192].decode(encoding, errors="replace")[:4096]
    delimiter = max(_DELIMITERS, key=head.count)
    # strict: a quotation mark that is never closed would swallow the rest of the file
    # a line at a time: as text a file takes up to four times its bytes
    text = io.TextIOWrapper(io.BytesIO(content), encoding, errors="replace", newline="")
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    rows: list[list[CellValue]] = []
    lines: list[int] = []
    same: dict[str, str] = {}
    line, cells = 1, 0
    try:
        for row in reader:
            rows.append([same.setdefault(cell, cell) for cell in row])  # most stand many times
            lines.append(line)
            cells += len(row)
            if len(rows) > _MOST_LINES or cells > _MOST_CELLS:
                expected = f"at most {_MOST_LINES:,} lines and {_MOST_CELLS:,} cells"
                _refuse(f"{file}:{line}", "the file is too large", expected=expected)
            line = reader.line_num + 1
    except csv.Error as error:
        _refuse(f"{file}:{line}", "the line cannot be read", str(error), "a csv file saved whole")
    return Grid(file, "", rows, {}, lines)


def _encoding(content: bytes) -> str:
    """Return the encoding, of those that spreadsheet programs save; the last can hold anything."""
    if content.startswith(_UTF_16):
        return "utf-16"
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _sheets(content: bytes, file: str) -> Iterator[Grid]:
    try:
        archive = open_archive(content, file, _LIMITS)
        opened = OpenWorkbook(archive)
        for part in opened.parts:
            if not is_grid(archive, part):
                continue
            # one at a time: the published table has millions of cells
            (sheet,) = opened.read([part])
            if isinstance(sheet, UnusableError):
                raise sheet
            yield Grid(file, part.name, sheet.rows, _without_blanks(sheet), [])
    except UnusableError as refusal:
        item = refusal.problem
        title = "the file is too large" if item.code is Code.TOO_LARGE else item.title
        raise OfficialFiguresError(
            FigureFault(place=item.place(), title=title, found=item.found, expected=item.expected)
        ) from None
    except MemoryError:
        _refuse(file, "the file is too large", "more than the memory holds", "a smaller table")


def _without_blanks(sheet: RawSheet) -> Marks:
    """Return the marks without those of blank cells under a merge: titles are merged, and notes."""
    return {
        place: mark
        for place, mark in sheet.marks.items()
        if not mark.startswith(MERGED) or sheet.value(*place) != ""
    }


def _refuse(place: str, title: str, found: str | None = None, expected: str = "") -> NoReturn:
    raise OfficialFiguresError(
        FigureFault(place=place, title=title, found=found, expected=expected)
    )
