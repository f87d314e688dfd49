"""Every sheet of a workbook that was read before, in its own order, for a copy of it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from slavery_benchmark.core.problems import Code, UnusableError, problem
from slavery_benchmark.core.submission import SourceFile
from slavery_benchmark.core.text import clean, fold
from slavery_benchmark.workbook.archive import Archive, open_archive
from slavery_benchmark.workbook.left_out import hides_cells, is_grid, left_out
from slavery_benchmark.workbook.raw_cells import NOT_CALCULATED, SheetPart
from slavery_benchmark.workbook.reader import RawSheet, RawWorkbook, read_workbook
from slavery_benchmark.workbook.sheets import list_sheets


class WholeWorkbook(msgspec.Struct, frozen=True):
    """The sheets that hold cells, None for one that cannot be read, and what else there is.

    `names` are those of the sheets as problems speak of them; `left_out` and `sentences` say what
    a copy of the values does not have.
    """

    names: tuple[str, ...]
    sheets: tuple[RawSheet | None, ...]
    left_out: tuple[str, ...]
    sentences: tuple[str, ...]


def read_whole(path: Path, source: SourceFile) -> WholeWorkbook:
    """Read every sheet. Raises UnusableError if the file is no longer the one of `source`."""
    try:
        archive = open_archive(path.read_bytes(), source.shown_as)
    except OSError:
        raise _changed(source) from None
    parts = list_sheets(archive)
    grids = [part for part in parts if is_grid(archive, part)]
    sheets = _read(path, grids, source)
    return WholeWorkbook(
        names=tuple(clean(part.name, 40) for part in grids),
        sheets=sheets,
        left_out=(*_other_sheets(len(parts) - len(grids)), *left_out(archive, parts)),
        sentences=tuple(_sentences(archive, grids, sheets)),
    )


def _read(
    path: Path, parts: Sequence[SheetPart], source: SourceFile
) -> tuple[RawSheet | None, ...]:
    # the reader finds a sheet by its folded name, so of two alike it would give the first twice
    places: dict[str, int] = {}
    for place, part in enumerate(parts):
        places.setdefault(fold(part.name), place)
    sheets: list[RawSheet | None] = [None] * len(parts)
    for taken, book in _books(path, [(place, parts[place].name) for place in places.values()]):
        if book.source.sha256 != source.sha256:
            raise _changed(source)
        for place, sheet in zip(taken, book.sheets, strict=True):
            sheets[place] = sheet
    return tuple(sheets)


def _books(
    path: Path, wanted: Sequence[tuple[int, str]]
) -> Iterator[tuple[list[int], RawWorkbook]]:
    """Yield all sheets at once or, if one of them cannot be read, sheet by sheet without it.

    The sheets with the answers were read before, so a broken sheet is one that does not count.
    """
    try:
        yield [place for place, _ in wanted], read_workbook(path, tuple(n for _, n in wanted))
    except UnusableError:
        for place, name in wanted:
            try:
                book = read_workbook(path, (name,))
            except UnusableError:
                continue
            yield [place], book


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
