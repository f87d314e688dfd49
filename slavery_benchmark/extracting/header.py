"""Finds the header row of a table and its columns, by name and not by position."""

from collections.abc import Collection

from slavery_benchmark.core.text import fold
from slavery_benchmark.reading.reader import RawSheet

HEADER_ROWS = 50
LONGEST_NAME = 120


def header_row(sheet: RawSheet, names: Collection[str]) -> int | None:
    """Return the row, of the first 50, with the most of these names, if it has two or more."""
    known = {fold(name) for name in names}
    best, most = None, 1
    for row, values in enumerate(sheet.rows[:HEADER_ROWS]):
        short = (v for v in values if isinstance(v, str) and 0 < len(v) <= LONGEST_NAME)
        count = len({fold(value) for value in short} & known)
        if count > most:
            best, most = row, count
        if most == len(known):
            break
    return best


def places_of(name: str, header: Collection[str]) -> list[int]:
    """Return the columns, counted from 0, whose heading is this name."""
    return [column for column, text in enumerate(header) if fold(text) == fold(name)]
