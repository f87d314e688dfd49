"""The parts of an .xlsx or .xlsm: its sheets, formats and shared strings, and its date system."""

import posixpath
from collections.abc import Iterator, Mapping
from urllib.parse import unquote
from xml.etree import ElementTree

import msgspec

from slavery_benchmark.reading.archive import Archive
from slavery_benchmark.reading.raw_cells import SheetPart, refuse_damaged

_TRUE = ("1", "true", "on")
_FALSE = ("0", "false", "off")


class BookParts(msgspec.Struct, frozen=True):
    """Names of parts, empty for one that there is not, and whether dates count from 1904.

    `asks_calculation`: a program that opens it has to work out every formula before its values
    mean anything. `by_calculator`: it says how formulas are calculated, as programs do that can.
    """

    sheets: tuple[SheetPart, ...]
    styles: str
    strings: str
    from_1904: bool
    asks_calculation: bool = False
    by_calculator: bool = True


def book_parts(archive: Archive) -> BookParts:
    """Return the parts of the workbook; UnusableError if there is no list of them."""
    book = archive.xml(archive.book)
    folder, name = posixpath.split(archive.book)
    links = archive.xml(f"{folder}/_rels/{name}.rels")
    if book is None or links is None:
        refuse_damaged(archive.file, "no list of sheets")
    targets, kinds = _targets(links, folder)
    properties = next((e for e in book if local_name(e.tag) == "workbookPr"), None)
    calculation = next((e.attrib for e in book if local_name(e.tag) == "calcPr"), {})
    said_1904 = "" if properties is None else properties.get("date1904", "")
    return BookParts(
        sheets=tuple(_sheets(book, targets)),
        styles=kinds.get("styles", f"{folder}/styles.xml"),
        strings=kinds.get("sharedStrings", f"{folder}/sharedStrings.xml"),
        from_1904=said_1904.strip().casefold() in _TRUE,
        asks_calculation=calculation.get("fullCalcOnLoad", "") in _TRUE
        or calculation.get("calcCompleted", "") in _FALSE,
        by_calculator=bool(calculation),
    )


def local_name(tag: str) -> str:
    """Return the name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


def _sheets(book: ElementTree.Element, targets: Mapping[str, str]) -> Iterator[SheetPart]:
    for element in book.iter():
        if local_name(element.tag) != "sheet":
            continue
        reference = next((v for k, v in element.attrib.items() if local_name(k) == "id"), "")
        state = element.get("state", "visible")
        part = targets.get(reference, "")
        name = element.get("name", "")
        yield SheetPart(name, state != "visible", part, state.casefold() == "veryhidden")


def _targets(links: ElementTree.Element, folder: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the parts linked to, by the id of the link and by the last word of its type.

    A link to something outside the file is none.
    """
    by_id: dict[str, str] = {}
    by_kind: dict[str, str] = {}
    for link in links:
        if link.get("TargetMode", "").casefold() == "external":
            continue
        target = unquote(link.get("Target", "")).replace("\\", "/")
        # as a link of the web is resolved: no number of .. leads out of the archive
        part = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        by_id[link.get("Id", "")] = part
        by_kind.setdefault(link.get("Type", "").rpartition("/")[2], part)
    return by_id, by_kind
