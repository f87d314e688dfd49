"""References of an .xlsx to cells, blocks of cells and columns, from 0."""

import functools
import re

from slavery_benchmark.reading.raw_cells import Block, column_index

_BLOCK = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Za-z]{1,3})\$?([0-9]{1,7}))?")


def block_of(reference: str) -> Block | None:
    """Return the block of cells that a reference such as B2:C4 means, None for anything else."""
    match = _BLOCK.fullmatch(reference)
    if match is None:
        return None
    left, top = column_of(match[1]), int(match[2]) - 1
    right, bottom = (column_of(match[3]), int(match[4]) - 1) if match[3] else (left, top)
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)


def hidden_run(attributes: dict[str, str]) -> tuple[int, int] | None:
    """Return first and last of the columns that a hidden `col` means, from 0."""
    first, last = attributes.get("min", ""), attributes.get("max", "")
    sound = all(text.isascii() and text.isdigit() and len(text) < 8 for text in (first, last))
    return (int(first) - 1, int(last) - 1) if sound else None


@functools.lru_cache(1024)
def column_of(letters: str) -> int:
    """Return the column of one to three letters, from 0."""
    return column_index(letters)
