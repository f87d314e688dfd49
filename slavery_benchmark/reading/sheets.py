"""The sheets of a workbook, whichever its format, and what the reader library will not tell."""

import io
from collections.abc import Collection, Sequence
from xml.parsers import expat

from slavery_benchmark.core.problems import Code, UnusableError, problem
from slavery_benchmark.reading.archive import Archive, Kind
from slavery_benchmark.reading.document_walk import DocumentSheet, DocumentWalk
from slavery_benchmark.reading.open_xml import BookParts, book_parts
from slavery_benchmark.reading.raw_cells import Findings, Marks, SheetPart, refuse_damaged
from slavery_benchmark.reading.runs import struck_styles
from slavery_benchmark.reading.xlsx import lean_copy
from slavery_benchmark.reading.xlsx.quick_scan import quick_findings
from slavery_benchmark.reading.xlsx.shared_strings import read_strings
from slavery_benchmark.reading.xlsx.sheet_walk import walk_sheet

_CONTENT = "content.xml"


def list_sheets(archive: Archive) -> tuple[SheetPart, ...]:
    """Return the sheets in their own order; UnusableError if the workbook does not list any."""
    if archive.kind is Kind.OPEN_XML:
        return sheets_of_book(archive, book_parts(archive))
    return tuple(sheet.part for sheet in read_document(archive, ()))


def sheets_of_book(archive: Archive, book: BookParts) -> tuple[SheetPart, ...]:
    """Return the sheets of an .xlsx; UnusableError if there are none or too many."""
    if not book.sheets:
        refuse_damaged(archive.file, "no list of sheets")
    most = archive.limits.sheets
    if len(book.sheets) > most:
        raise UnusableError(
            problem(
                Code.TOO_LARGE,
                file=archive.file,
                found=f"{len(book.sheets):,} sheets",
                expected=f"at most {most:,} sheets",
            )
        )
    return book.sheets


def read_document(archive: Archive, wanted: Collection[str] | None) -> list[DocumentSheet]:
    """Return the sheets of an .ods, with the cells of those whose folded names are wanted.

    None wants them all. UnusableError if the content is missing, breaks off or reaches too far.
    """
    stream = archive.open(_CONTENT)
    if stream is None:
        refuse_damaged(archive.file, "no content")
    walk = DocumentWalk(wanted, archive.file, archive.limits)
    try:
        sheets = walk.walk(stream, archive.clock)
    except (expat.ExpatError, ValueError, LookupError) as error:
        # the last two for an encoding that the parser does not know
        refuse_damaged(archive.file, str(error))
    if not sheets:
        refuse_damaged(archive.file, "no list of sheets")
    return sheets


class BookReader:
    """Scans sheets of an .xlsx, and packs those scanned for the reader library."""

    def __init__(self, archive: Archive, book: BookParts) -> None:
        self._archive = archive
        self._book = book
        self._strings = read_strings(archive, book.strings)
        self._struck = _struck_styles(archive, book)

    def scan(self, part: SheetPart, *, plain: bool = True) -> Findings:
        """Return what is found in a sheet; UnusableError if it is broken or reaches too far.

        Unless `plain`, the sheet is written again, whether it is plain or not.
        """
        strings, struck = self._strings, self._struck
        found = quick_findings(self._archive, part.part, strings, struck) if plain else None
        if found is not None:
            return found
        return walk_sheet(self._archive, part.part, part.name, strings, struck)

    def pack(self, scanned: Sequence[tuple[SheetPart, Findings]]) -> io.BytesIO:
        """Return a workbook of these sheets alone."""
        return lean_copy.lean_copy(self._archive, self._book, self._strings, scanned)


def _struck_styles(archive: Archive, book: BookParts) -> frozenset[str]:
    """Return the formats of cells that are struck through; of broken ones nothing is said here."""
    styles = archive.part(book.styles, archive.limits.styles)
    try:
        return frozenset() if styles is None else struck_styles(styles, archive.clock)
    except (expat.ExpatError, ValueError, LookupError):
        return frozenset()  # they are refused when the sheets are packed


def marks_of(archive: Archive, sheet: SheetPart) -> Marks:
    """Return the error cells and uncalculated formulas of a sheet, by row and column from 0.

    Raises UnusableError if the sheet is broken or reaches too far, before a parser allocates it.
    """
    if archive.kind is Kind.OPEN_DOCUMENT:
        found = [item for item in read_document(archive, None) if item.part == sheet]
        return found[0].findings.marks if found else {}
    return BookReader(archive, book_parts(archive)).scan(sheet).marks
