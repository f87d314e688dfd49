"""The sheets of an .xlsx or .xlsm, and one walk over the XML of one of them."""

import io
import posixpath
from collections.abc import Iterator
from xml.etree import ElementTree

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

    Raises UnusableError if the sheet reaches too far, or ElementTree.ParseError if it breaks off.
    """
    marks: Marks = {}
    row = column = last_row = last_column = -1
    for event, element in ElementTree.iterparse(io.BytesIO(data), ("start", "end")):  # noqa: S314
        tag = _local(element.tag)
        if event == "start":
            if tag == "row":
                row, column = _row(element.get("r"), row + 1, file), -1
            elif tag == "c":
                row, column = _place(element.get("r", ""), row, column + 1, file)
                last_row, last_column = max(last_row, row), max(last_column, column)
        elif tag == "c":
            mark = _mark(element)
            if mark is not None:
                marks[row, column] = mark
        elif tag == "row":
            element.clear()
    refuse_area(last_row + 1, last_column + 1, sheet, file)
    return marks


def _mark(cell: ElementTree.Element) -> str | None:
    parts = {_local(child.tag): child.text for child in cell}
    if cell.get("t") == "e":
        return error_text(parts.get("v"))
    if "f" in parts and not parts.get("v") and cell.get("t") not in ("str", "inlineStr"):
        return NOT_CALCULATED
    return None


def _place(reference: str, row: int, column: int, file: str) -> tuple[int, int]:
    """Return row and column of a cell reference, or those reckoned by counting if it has none."""
    if not reference:
        return max(row, 0), column
    letters = reference.rstrip("0123456789")
    digits = reference[len(letters) :]
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 3 and 0 < len(digits) < 8):
        refuse_damaged(file, f"a cell at {reference}")
    return int(digits) - 1, column_index(letters)


def _row(number: str | None, otherwise: int, file: str) -> int:
    if number is None:
        return otherwise
    if not (number.isascii() and number.isdigit() and 0 < len(number) < 8):
        refuse_damaged(file, f"a row numbered {number}")
    return int(number) - 1


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
