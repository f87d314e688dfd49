"""The sheets of an .ods, and one walk over the XML of one of them."""

import io
from collections.abc import Iterator
from xml.etree import ElementTree

from slavery_benchmark.workbook.archive import Archive
from slavery_benchmark.workbook.raw_cells import (
    NOT_CALCULATED,
    Marks,
    SheetPart,
    error_text,
    refuse_area,
    refuse_damaged,
)

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CALCEXT = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_ERROR_STARTS = ("#", "Err:")
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


def list_sheets(archive: Archive) -> Iterator[SheetPart]:
    """Yield the sheets in their order; UnusableError if the content is missing or breaks off."""
    data = archive.part("content.xml")
    if data is None:
        refuse_damaged(archive.file, "no content")
    hidden_styles: set[str] = set()
    try:
        for _, element in ElementTree.iterparse(io.BytesIO(data)):  # noqa: S314 - no DOCTYPE
            if element.tag.endswith("}style"):
                if any(child.get(f"{_TABLE}display") == "false" for child in element):
                    hidden_styles.update(v for k, v in element.items() if k.endswith("}name"))
            elif element.tag == f"{_TABLE}table":
                style = element.get(f"{_TABLE}style-name", "")
                name = element.get(f"{_TABLE}name", "")
                yield SheetPart(name, style in hidden_styles, "content.xml")
    except (ElementTree.ParseError, LookupError, ValueError) as error:  # incl. encodings
        refuse_damaged(archive.file, str(error))


def walk_sheet(data: bytes, sheet: str, file: str) -> Marks:
    """Return the cells that hold an error, or no value for their formula, by row and column from 0.

    Raises UnusableError if the sheet reaches too far, counted with its repeats, or
    ElementTree.ParseError if it breaks off.
    """
    blocks: list[tuple[int, int, int, int, str]] = []
    last_row = last_column = 0
    for _, table in ElementTree.iterparse(io.BytesIO(data)):  # noqa: S314 - no DOCTYPE
        if table.tag != f"{_TABLE}table" or table.get(f"{_TABLE}name") != sheet:
            continue
        row = 0
        for row_element in table.iter(f"{_TABLE}table-row"):
            column = 0
            height = _count(row_element.get(f"{_TABLE}number-rows-repeated"), file)
            for cell in row_element:
                if cell.tag not in _CELLS:
                    continue
                width = _count(cell.get(f"{_TABLE}number-columns-repeated"), file)
                if _holds_something(cell):
                    last_row = max(last_row, row + height)
                    last_column = max(last_column, column + width)
                    mark = _mark(cell)
                    if mark is not None:
                        blocks.append((row, column, height, width, mark))
                column += width
            row += height
    refuse_area(last_row, last_column, sheet, file)
    return {
        (row + down, column + right): mark
        for row, column, height, width, mark in blocks
        for down in range(height)
        for right in range(width)
    }


def _holds_something(cell: ElementTree.Element) -> bool:
    return (
        cell.get(f"{_OFFICE}value-type") is not None
        or cell.get(f"{_TABLE}formula") is not None
        or cell.find(f"{_TEXT}p") is not None
    )


def _mark(cell: ElementTree.Element) -> str | None:
    """Return the mark of a cell, or None if its value can be taken.

    Only its own paragraphs are its text: an annotation is not.
    """
    shown = " ".join("".join(part.itertext()) for part in cell.findall(f"{_TEXT}p"))
    formula = cell.get(f"{_TABLE}formula") is not None
    if cell.get(f"{_CALCEXT}value-type") == "error":
        return error_text(shown)
    if formula and shown.startswith(_ERROR_STARTS):
        return error_text(shown)
    if cell.get(f"{_OFFICE}value-type") is None:
        if formula:
            return NOT_CALCULATED
        # shown to a person, but without a value that could be read
        return error_text(shown) if shown.strip() else None
    return None


def _count(repeated: str | None, file: str) -> int:
    if repeated is None:
        return 1
    if not (repeated.isascii() and repeated.isdigit() and len(repeated) < 9 and int(repeated) > 0):
        refuse_damaged(file, f"a cell repeated {repeated} times")
    return int(repeated)
