"""Every sheet of a workbook that was read before, in its own order, for a copy of it."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from slavery_benchmark.core.problems import Code, UnusableError, problem
from slavery_benchmark.core.scoring.submission import SourceFile
from slavery_benchmark.core.text import clean
from slavery_benchmark.reading.archive import Archive, open_archive
from slavery_benchmark.reading.left_out import hides_cells, is_grid, left_out
from slavery_benchmark.reading.limits import DEFAULT, Limits
from slavery_benchmark.reading.open_workbook import OpenWorkbook, RawSheet
from slavery_benchmark.reading.raw_cells import NOT_CALCULATED, SheetPart
from slavery_benchmark.reading.reader import file_content, too_little_memory


class WholeWorkbook(msgspec.Struct, frozen=True):
    """The sheets that hold cells, None for one that cannot be read, and what else there is.

    `names` are those of the sheets as problems speak of them; `left_out` and `sentences` say what
    a copy of the values does not have.
    """

    names: tuple[str, ...]
    sheets: tuple[RawSheet | None, ...]
    left_out: tuple[str, ...]
    sentences: tuple[str, ...]


def read_whole(path: Path, source: SourceFile, limits: Limits = DEFAULT) -> WholeWorkbook:
    """Read every sheet. Raises UnusableError if the file is no longer the one of `source`."""
    try:
        content = file_content(path, limits)
    except UnusableError:
        raise _changed(source) from None
    archive = open_archive(content, source.shown_as, limits)
    if hashlib.sha256(content).hexdigest() != source.sha256:
        raise _changed(source)
    try:
        opened = OpenWorkbook(archive)
        parts = opened.parts
        grids = [part for part in parts if is_grid(archive, part)]
        # the sheets with the answers were read before, so a broken sheet is one that does not count
        read = opened.read(grids)
    except MemoryError:
        raise too_little_memory(source.shown_as) from None
    sheets = tuple(None if isinstance(sheet, UnusableError) else sheet for sheet in read)
    return WholeWorkbook(
        names=tuple(clean(part.name, 40) for part in grids),
        sheets=sheets,
        left_out=(*_other_sheets(len(parts) - len(grids)), *left_out(archive, parts)),
        sentences=tuple(_sentences(archive, grids, sheets)),
    )


def _other_sheets(count: int) -> Iterator[str]:
    if count:
        yield f"{count} {'sheet' if count == 1 else 'sheets'} of a chart, dialog or macros"


def _sentences(
    archive: Archive, parts: Sequence[SheetPart], sheets: Sequence[RawSheet | None]
) -> Iterator[str]:
    for part, sheet in zip(parts, sheets, strict=True):
        name = clean(part.name, 40)
        if sheet is None:
            yield f"The sheet {name} is empty here, as it cannot be read."
        elif part.hidden:
            yield f"The sheet {name}, hidden there, is shown here."
    if hides_cells(archive, parts):
        yield "Hidden rows and columns are shown here."
    blank = sum(
        mark == NOT_CALCULATED for sheet in sheets if sheet for mark in sheet.marks.values()
    )
    if blank:
        one = blank == 1
        yield (
            f"{blank:,} {'formula' if one else 'formulas'} had no value: "
            f"{'its cell is' if one else 'their cells are'} empty here."
        )


def _changed(source: SourceFile) -> UnusableError:
    return UnusableError(
        problem(
            Code.FILE_UNREADABLE,
            file=source.shown_as,
            found="a file that changed while it was checked",
            expected="a file that no other program writes to; run again",
        )
    )
