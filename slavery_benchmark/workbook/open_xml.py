"""The sheets of an .xlsx or .xlsm, and one walk over the XML of one of them."""

import functools
import posixpath
from collections.abc import Iterator
from xml.parsers import expat

from slavery_benchmark.workbook.archive import Archive
from slavery_benchmark.workbook.raw_cells import (
    NOT_CALCULATED,
    Marks,
    SheetPart,
    column_index,
    error_text,
    refuse_area,
    refuse_damaged,
)

_PIECE = 2**18
"""Bytes given to the parser at a time: it keeps a copy of what it is given."""


def list_sheets(archive: Archive) -> Iterator[SheetPart]:
    """Yield the sheets in their order; UnusableError if there is no list of them."""
    book = archive.xml("xl/workbook.xml")
    links = archive.xml("xl/_rels/workbook.xml.rels")
    if book is None or links is None:
        refuse_damaged(archive.file, "no list of sheets")
    targets = {link.get("Id"): link.get("Target", "").replace("\\", "/") for link in links}
    for element in book.iter():
        if _local(element.tag) != "sheet":
            continue
        reference = next((v for k, v in element.attrib.items() if _local(k) == "id"), None)
        part = posixpath.normpath(posixpath.join("xl", targets.get(reference, ""))).lstrip("/")
        hidden = element.get("state", "visible") != "visible"
        yield SheetPart(element.get("name", ""), hidden, part)


def walk_sheet(data: bytes, sheet: str, file: str) -> Marks:
    """Return the error cells and uncalculated formulas, by row and column from 0.

    Raises UnusableError if the sheet reaches too far or has a cell nowhere, or
    xml.parsers.expat.ExpatError if its XML breaks off.
    """
    marks: Marks = {}
    row = column = last_row = last_column = -1
    depth = 0
    cells: list[_Cell] = []
    inside = 0  # the depth of what stands right inside the innermost open cell, 0 if there is none
    reading = False
    text: list[str] = []
    tags: dict[str, str] = {}

    def keep_value() -> None:
        """Keep the text of the value just read: up to its end or to an element inside it."""
        nonlocal reading
        cells[-1].value = "".join(text)
        reading = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, last_row, last_column, depth, inside, reading
        depth += 1
        if reading:
            keep_value()
        tag = tags.get(name) or tags.setdefault(name, _local(name))
        if depth == inside:
            if tag == "v":
                reading = True
                text.clear()
            elif tag == "f":
                cells[-1].formula = True
        if tag == "c":
            row, column = _place(attributes.get("r", ""), row, column + 1, file)
            last_row = max(last_row, row)
            last_column = max(last_column, column)
            cells.append(_Cell(depth, attributes.get("t")))
            inside = depth + 1
        elif tag == "row":
            row, column = _row(attributes.get("r"), row + 1, file), -1

    def end(_name: str) -> None:
        nonlocal depth, inside
        if reading:
            keep_value()
        depth -= 1
        if depth + 2 == inside:
            mark = cells.pop().mark()
            inside = cells[-1].depth + 1 if cells else 0
            if mark is not None:
                marks[row, column] = mark

    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text.append
    for place in range(0, len(data), _PIECE):
        parser.Parse(data[place : place + _PIECE], False)
    parser.Parse(b"", True)
    refuse_area(last_row + 1, last_column + 1, sheet, file)
    return marks


class _Cell:
    """A cell whose end is still to come: how deep it stands, its type, and what was inside."""

    __slots__ = ("depth", "formula", "kind", "value")

    def __init__(self, depth: int, kind: str | None) -> None:
        self.depth = depth
        self.kind = kind
        self.formula = False
        self.value: str | None = None

    def mark(self) -> str | None:
        """Return the mark of a cell without a usable value, None for any other."""
        if self.kind == "e":
            return error_text(self.value)
        if self.formula and not self.value and self.kind not in ("str", "inlineStr"):
            return NOT_CALCULATED
        return None


def _place(reference: str, row: int, column: int, file: str) -> tuple[int, int]:
    """Return row and column of a cell reference, or those reckoned by counting if it has none."""
    if not reference:
        return max(row, 0), column
    letters = reference.rstrip("0123456789")
    digits = reference[len(letters) :]
    index = _column(letters)
    if index < 0 or not 0 < len(digits) < 8:
        refuse_damaged(file, f"a cell at {reference}")
    return int(digits) - 1, index


@functools.lru_cache(1024)
def _column(letters: str) -> int:
    """Return the column of one to three letters, counted from 0; -1 for anything else."""
    sound = letters.isascii() and letters.isalpha() and len(letters) <= 3
    return column_index(letters) if sound else -1


def _row(number: str | None, otherwise: int, file: str) -> int:
    if number is None:
        return otherwise
    if not (number.isascii() and number.isdigit() and 0 < len(number) < 8):
        refuse_damaged(file, f"a row numbered {number}")
    return int(number) - 1


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
