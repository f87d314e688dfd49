"""Reads a data set part by part: only what is committed, and only the columns that are needed."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from slavery_benchmark.data_set import layout
from slavery_benchmark.data_set.layout import DataSetError
from slavery_benchmark.data_set.lines import FileRow
from slavery_benchmark.data_set.manifest import Manifest
from slavery_benchmark.data_set.tables import FILE_COLUMNS, files_schema, problems_schema

if TYPE_CHECKING:
    import pyarrow as pa


class FirstProblem(msgspec.Struct, kw_only=True):
    """A kind of problem: how many there are, and the first of them in words."""

    code: str
    severity: str
    count: int
    example: str


def file_rows(folder: Path) -> Iterator[FileRow]:
    """Yield the files that are committed, in their order. DataSetError if a part is no part."""
    parts = layout.parts_in(folder / layout.FILES)
    for number in range(layout.committed(folder)):
        table = read_part(parts[number], FILE_COLUMNS, files_schema())
        try:
            yield from msgspec.convert(table.to_pylist(), list[FileRow])
        except ValueError as error:
            raise DataSetError(f"{parts[number]} is not a list of files: {error}.") from None


def read_part(path: Path, columns: Sequence[str], schema: "pa.Schema") -> "pa.Table":
    """Read columns of one part, without whatever the names of folders say.

    Raises DataSetError if it cannot be read, or does not have them with the types of `schema`.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            theirs = file.schema_arrow
            for name in columns:
                if name not in theirs.names or theirs.field(name).type != schema.field(name).type:
                    raise DataSetError(f"{path} is no part of this table: see its column {name}.")
            return file.read(columns=list(columns), use_threads=False)
    except (OSError, pa.ArrowException, KeyError) as error:
        raise _unreadable(path, error) from None


def check_parts(folder: Path, manifest: Manifest) -> None:
    """Raise DataSetError if a part that was committed is not there, or cannot be opened."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    chunks = layout.committed(folder)
    held = min(chunks * manifest.files_per_chunk, manifest.files)
    if manifest.complete and held < manifest.files:
        raise layout.damaged(folder / layout.FILES / layout.part_name(chunks), "is missing")
    rows = sum(1 for _ in file_rows(folder))
    if rows != held:
        raise layout.damaged(folder / layout.FILES, f"lists {rows:,} files, not those of its parts")
    problems = (folder / layout.PROBLEMS / layout.part_name(number) for number in range(chunks))
    for path in (*problems, *(path for _, path in score_parts(folder))):
        try:
            with pq.ParquetFile(path):
                pass
        except (OSError, pa.ArrowException) as error:
            raise _unreadable(path, error) from None


def score_parts(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield period and path of each committed part of the scores: chunk by chunk, then by period.

    Raises DataSetError if a list of files cannot be read.
    """
    for part, rows in groupby(file_rows(folder), lambda row: row.part):
        for period in sorted({period for row in rows for period in row.period}):
            yield period, layout.scores_part(folder, period, part)


def _unreadable(path: Path, error: Exception) -> DataSetError:
    if isinstance(error, FileNotFoundError):
        return layout.damaged(path, "is missing")
    said = str(error).splitlines()[0] if str(error) else "no reason given"
    return layout.damaged(path, f"cannot be read ({said.rstrip('.')})")


def problem_parts(folder: Path, *, complete: bool) -> Iterator[Path]:
    """Yield the parts of the problems; the last, of the whole, only once all is complete."""
    chunks = layout.committed(folder)
    for number, path in layout.parts_in(folder / layout.PROBLEMS).items():
        if number < chunks or complete:
            yield path


def first_problems(folder: Path, *, complete: bool) -> list[FirstProblem]:
    """Return each kind of problem with its count and the first one, in the order of the parts."""
    found: dict[tuple[str, str], FirstProblem] = {}
    for path in problem_parts(folder, complete=complete):
        table = read_part(path, ["problem", "severity", "line"], problems_schema())
        grouped = table.group_by(["problem", "severity"], use_threads=False)
        counted = grouped.aggregate([("line", "count"), ("line", "first")])
        for item in counted.to_pylist():
            code, severity = item["problem"], item["severity"]
            kind = found.setdefault(
                (severity, code),
                FirstProblem(code=code, severity=severity, count=0, example=item["line_first"]),
            )
            kind.count += item["line_count"]
    return list(found.values())


def unusable_lines(folder: Path, most: int) -> tuple[list[str], int]:
    """Return the first files that cannot be used, each in a line, and how many there are."""
    import pyarrow.compute as pc

    lines: list[str] = []
    count = 0
    for path in problem_parts(folder, complete=False):
        table = read_part(path, ["severity", "line"], problems_schema())
        found = table.filter(pc.equal(table.column("severity"), "unusable")).column("line")
        count += len(found)
        lines += found.slice(0, most - len(lines)).to_pylist()
    return lines, count
