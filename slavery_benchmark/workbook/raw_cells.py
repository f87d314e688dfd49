"""What the reader library does not tell: error cells, formulas never calculated, true extents.

python-calamine gives an empty cell for both an error and a formula without a value. A blank is not
an error, so the sheet's own XML is asked.
"""

import io
import re
from collections.abc import Iterator
from typing import NoReturn
from xml.etree import ElementTree

import msgspec

from slavery_benchmark.core.problems import Code, UnusableError, problem
from slavery_benchmark.workbook.archive import Archive, Kind

MAX_CELLS = 20_000_000
"""Rows times columns, up to the furthest cell, above which a sheet is refused."""

NOT_CALCULATED = ""
"""The mark of a formula that holds no value, where an error cell has the error's text."""

Marks = dict[tuple[int, int], str]

_ERROR_OR_FORMULA = re.compile(rb"""\st=["']e["']|<(?:\w+:)?f[\s>/]""")
_REFERENCE = re.compile(rb"""\sr=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CALCEXT = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"


class SheetPart(msgspec.Struct, frozen=True):
    """A sheet's name, whether it is hidden, and where its XML is."""

    name: str
    hidden: bool
    part: str


def list_sheets(archive: Archive) -> tuple[SheetPart, ...]:
    """Return the sheets of a workbook in its own order; UnusableError if it does not list any."""
    found = _open_xml_sheets(archive) if archive.kind is Kind.OPEN_XML else _ods_sheets(archive)
    sheets = tuple(found)
    if not sheets:
        _damaged(archive.file, "no list of sheets")
    return sheets


def marks_of(archive: Archive, sheet: SheetPart) -> Marks:
    """Return the error cells and uncalculated formulas of a sheet, by row and column from 0.

    Raises UnusableError if the sheet reaches further than MAX_CELLS, before a parser allocates it.
    """
    data = archive.part(sheet.part)
    if data is None:
        _damaged(archive.file, f"no content for the sheet {sheet.name}")
    try:
        if archive.kind is Kind.OPEN_DOCUMENT:
            return _ods_marks(data, sheet.name, archive.file)
        _refuse_far_cells(data, sheet.name, archive.file)
        return _open_xml_marks(data) if _ERROR_OR_FORMULA.search(data) else {}
    except ElementTree.ParseError as error:
        _damaged(archive.file, f"{sheet.name}: {error}")


def _open_xml_sheets(archive: Archive) -> Iterator[SheetPart]:
    book = archive.xml("xl/workbook.xml")
    links = archive.xml("xl/_rels/workbook.xml.rels")
    if book is None or links is None:
        _damaged(archive.file, "no list of sheets")
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    for element in book.iter():
        if _local(element.tag) != "sheet":
            continue
        reference = next((v for k, v in element.attrib.items() if _local(k) == "id"), None)
        target = targets.get(reference, "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        yield SheetPart(element.get("name", ""), element.get("state", "visible") != "visible", part)


def _ods_sheets(archive: Archive) -> Iterator[SheetPart]:
    data = archive.part("content.xml")
    if data is None:
        _damaged(archive.file, "no content")
    hidden_styles: set[str] = set()
    try:
        for _, element in ElementTree.iterparse(io.BytesIO(data)):  # noqa: S314 - no DOCTYPE
            if _local(element.tag) == "style":
                for child in element:
                    if child.get(f"{_TABLE}display") == "false":
                        hidden_styles.update(v for k, v in element.items() if _local(k) == "name")
            elif element.tag == f"{_TABLE}table":
                style = element.get(f"{_TABLE}style-name", "")
                name = element.get(f"{_TABLE}name", "")
                yield SheetPart(name, style in hidden_styles, "content.xml")
    except ElementTree.ParseError as error:
        _damaged(archive.file, str(error))


def _refuse_far_cells(data: bytes, sheet: str, file: str) -> None:
    last_row = last_column = 0
    for letters, digits in set(_REFERENCE.findall(data)):
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        last_column = max(last_column, column)
        last_row = max(last_row, int(digits))
    _refuse_area(last_row, last_column, sheet, file)


def _refuse_area(rows: int, columns: int, sheet: str, file: str) -> None:
    if rows * columns > MAX_CELLS:
        raise UnusableError(
            problem(
                Code.TOO_LARGE,
                file=file,
                cell=sheet,
                found=f"a cell in row {rows:,} and one in column {columns:,}",
                expected=f"at most {MAX_CELLS:,} cells up to the furthest one; "
                "delete what lies far outside the table",
            )
        )


def _open_xml_marks(data: bytes) -> Marks:
    marks: Marks = {}
    row = -1
    column = -1
    for event, element in ElementTree.iterparse(io.BytesIO(data), ("start", "end")):  # noqa: S314
        tag = _local(element.tag)
        if event == "start":
            if tag == "row":
                row = int(element.get("r", row + 2)) - 1
                column = -1
            elif tag == "c":
                column = _column(element.get("r", ""), column + 1)
        elif tag == "c":
            parts = {_local(child.tag): child.text for child in element}
            if element.get("t") == "e":
                marks[row, column] = parts.get("v") or "an error"
            elif "f" in parts and not parts.get("v") and element.get("t") != "str":
                marks[row, column] = NOT_CALCULATED
            element.clear()
    return marks


def _ods_marks(data: bytes, sheet: str, file: str) -> Marks:
    marks: Marks = {}
    last_row = last_column = 0
    for _, table in ElementTree.iterparse(io.BytesIO(data)):  # noqa: S314 - no DOCTYPE
        if table.tag != f"{_TABLE}table" or table.get(f"{_TABLE}name") != sheet:
            continue
        row = 0
        for row_element in table.iter(f"{_TABLE}table-row"):
            column = 0
            repeat = int(row_element.get(f"{_TABLE}number-rows-repeated", "1"))
            for cell in row_element:
                width = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
                holds_value = cell.get(f"{_OFFICE}value-type") is not None
                if holds_value or len(cell):
                    last_row = max(last_row, row + repeat)
                    last_column = max(last_column, column + width)
                    mark = _ods_mark(cell, holds_value)
                    if mark is not None:
                        marks[row, column] = mark
                column += width
            row += repeat
    _refuse_area(last_row, last_column, sheet, file)
    return marks


def _ods_mark(cell: ElementTree.Element, holds_value: bool) -> str | None:
    if cell.get(f"{_CALCEXT}value-type") == "error":
        return "".join(cell.itertext()) or "an error"
    if cell.get(f"{_TABLE}formula") is not None and not holds_value:
        return NOT_CALCULATED
    return None


def _column(reference: str, otherwise: int) -> int:
    letters = reference.rstrip("0123456789")
    if not letters:
        return otherwise
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column - 1


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _damaged(file: str, found: str) -> NoReturn:
    raise UnusableError(
        problem(Code.DAMAGED, file=file, found=found, expected="a workbook saved whole")
    )
