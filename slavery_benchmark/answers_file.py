"""Opens a table of answers that another system wrote: .csv, .xlsx, .ods or .parquet."""

import hashlib
import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from slavery_benchmark.core.problems import Code, UnusableError, problem
from slavery_benchmark.core.scoring.submission import SourceFile
from slavery_benchmark.core.text import clean
from slavery_benchmark.forms.tabled_answers import Tabled, has_answers
from slavery_benchmark.official.tables import open_tables
from slavery_benchmark.reading.archive import open_archive
from slavery_benchmark.reading.left_out import is_grid
from slavery_benchmark.reading.limits import DEFAULT
from slavery_benchmark.reading.open_workbook import OpenWorkbook
from slavery_benchmark.reading.reader import CellValue, InputFile, RawSheet, read_file

PARQUET = b"PAR1"
_ARCHIVES = (b"PK", b"\xd0\xcf\x11\xe0")
_MOST_CELLS = 1_000_000
_EXPECTED = "a table with a row for each check, as .csv, .xlsx, .ods or .parquet"


def is_parquet(path: Path) -> bool:
    """Return whether a file is to be read by the library for Parquet."""
    return path.suffix.lower() == ".parquet"


def open_answers(path: Path) -> Tabled:
    """Return the table of answers in a file. UnusableError, or what `open_tables` raises, if none.

    Of a workbook it is the one sheet with the headings Check and Level.
    """
    given = read_file(path)
    if len(given.content) > DEFAULT.file:
        expected = f"at most {DEFAULT.file // 2**20} MB"
        raise UnusableError(problem(Code.TOO_LARGE, file=given.name, expected=expected))
    source = SourceFile(given.name, hashlib.sha256(given.content).hexdigest(), given.name)
    if is_parquet(path):
        sheet = _parquet(given)
        return Tabled(source=source, sheet=sheet, lines=range(len(sheet.rows)), unit="row")
    if given.content.startswith(_ARCHIVES):
        return Tabled(source=source, sheet=_one_sheet(given))
    source, grids = open_tables(path)
    grid = next(grids)
    sheet = RawSheet(name=grid.name, hidden=False, rows=grid.rows, marks=grid.marks)
    return Tabled(source=source, sheet=sheet, lines=grid.lines)


def _one_sheet(given: InputFile) -> RawSheet:
    sheets = list(_sheets(given))
    found = [sheet for sheet in sheets if has_answers(sheet)]
    if len(found) == 1:
        return found[0]
    if len(sheets) == 1:
        return sheets[0]  # what it lacks is said of its row of headings
    code = Code.SHEET_TWICE if found else Code.HEADER_MISSING
    names = ", ".join(sheet.name for sheet in (found or sheets))
    expected = "one sheet with the headings Check and Level"
    raise UnusableError(problem(code, file=given.name, found=names, expected=expected))


def _sheets(given: InputFile) -> Iterator[RawSheet]:
    archive = open_archive(given.content, given.name, DEFAULT)
    opened = OpenWorkbook(archive)
    for sheet in opened.read([part for part in opened.parts if is_grid(archive, part)]):
        if isinstance(sheet, UnusableError):
            raise sheet
        yield sheet


def _parquet(given: InputFile) -> RawSheet:
    """Return the columns of a Parquet file as rows under their names; the data begin at 1."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(io.BytesIO(given.content))
        if file.metadata.num_rows * file.metadata.num_columns > _MOST_CELLS:
            found, expected = "more cells", f"at most {_MOST_CELLS:,}"
            raise UnusableError(
                problem(Code.TOO_LARGE, file=given.name, found=found, expected=expected)
            )
        table = file.read()
        columns = [column.to_pylist() for column in table.columns]
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        found = clean(str(error), 80)
        raise UnusableError(
            problem(Code.FILE_UNREADABLE, file=given.name, found=found, expected=_EXPECTED)
        ) from None
    rows: list[list[CellValue]] = [list(table.column_names)]
    rows += [[_plain(value) for value in row] for row in zip(*columns, strict=True)]
    return RawSheet(name=clean(given.name, 40), hidden=False, rows=rows, marks={})


def _plain(value: Any) -> CellValue:
    """Return a value of a column as a cell would hold it; nothing, and no number, is empty."""
    if value is None or value != value:
        return ""
    if isinstance(value, datetime):
        return datetime(value.year, value.month, value.day, value.hour, value.minute)  # noqa: DTZ001
    if isinstance(value, bool | float | date | str):
        return value
    return float(value) if isinstance(value, int) and abs(value) < 2**53 else str(value)
