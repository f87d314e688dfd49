"""Looks for a sheet that stands under another name than it should."""

from collections.abc import Callable, Sequence

import msgspec

from slavery_benchmark.core.problems import UnusableError
from slavery_benchmark.core.text import fold
from slavery_benchmark.reading.archive import Archive, Kind
from slavery_benchmark.reading.open_workbook import OpenWorkbook, RawSheet


class Search(msgspec.Struct, frozen=True, kw_only=True):
    """What a sheet is known by, given by whoever knows what stands in it.

    names: the optional sheets that are searched for. kind_of: the name that a sheet should have, by
    what it holds, or None. is_empty: whether a sheet of a right name holds nothing. is_alike:
    whether a name may be meant for another. passed_over: names of sheets that are never meant.
    """

    names: tuple[str, ...]
    kind_of: Callable[[RawSheet], str | None]
    is_empty: Callable[[RawSheet], bool]
    is_alike: Callable[[str, str], bool]
    passed_over: tuple[str, ...] = ()


class Meant(msgspec.Struct, frozen=True):
    """The sheets that seem to be meant for one that was asked for; `lone` stands for it."""

    names: tuple[str, ...]
    lone: RawSheet | None


def search_sheets(
    opened: OpenWorkbook,
    archive: Archive,
    search: Search,
    sheets: Sequence[RawSheet],
) -> dict[str, Meant]:
    """Return what seems to be meant for the sheets that are searched for, by their names.

    `sheets` are those that were read. Where none that is searched for is lacking, only sheets of
    almost their names are looked at. One that cannot be read is none.
    """
    present = {fold(sheet.name): sheet for sheet in sheets}
    lacking = {
        name
        for name in search.names
        if fold(name) not in present or search.is_empty(present[fold(name)])
    }
    known = {*present, *map(fold, search.passed_over)}
    suspects = [
        part
        for part in opened.parts
        if fold(part.name) not in known
        and (lacking or any(search.is_alike(name, part.name) for name in search.names))
    ]
    if not suspects:
        return {}
    if archive.kind is Kind.OPEN_DOCUMENT:  # whose sheets are read as it is opened
        opened = OpenWorkbook(archive, {fold(part.name) for part in suspects})
        names = {fold(part.name) for part in suspects}
        suspects = [part for part in opened.parts if fold(part.name) in names]
    found: dict[str, list[RawSheet]] = {}
    for sheet in opened.read(suspects):
        kind = None if isinstance(sheet, UnusableError) else search.kind_of(sheet)
        if kind is not None and kind in search.names and isinstance(sheet, RawSheet):
            found.setdefault(kind, []).append(sheet)
    return {
        name: Meant(
            tuple(sheet.name for sheet in held),
            held[0] if name in lacking and len(held) == 1 else None,
        )
        for name, held in found.items()
    }
