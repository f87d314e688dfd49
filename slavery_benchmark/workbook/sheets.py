"""The sheets of a workbook, whichever its format, and what the reader library will not tell."""

from xml.etree import ElementTree
from xml.parsers import expat

from slavery_benchmark.workbook import open_document, open_xml
from slavery_benchmark.workbook.archive import Archive, Kind
from slavery_benchmark.workbook.quick_scan import quick_marks
from slavery_benchmark.workbook.raw_cells import Marks, SheetPart, refuse_damaged


def list_sheets(archive: Archive) -> tuple[SheetPart, ...]:
    """Return the sheets in their own order; UnusableError if the workbook does not list any."""
    module = open_xml if archive.kind is Kind.OPEN_XML else open_document
    sheets = tuple(module.list_sheets(archive))
    if not sheets:
        refuse_damaged(archive.file, "no list of sheets")
    return sheets


def marks_of(archive: Archive, sheet: SheetPart) -> Marks:
    """Return the error cells and uncalculated formulas of a sheet, by row and column from 0.

    Raises UnusableError if the sheet is broken or reaches too far, before a parser allocates it.
    """
    if archive.kind is Kind.OPEN_XML:
        proved = quick_marks(archive, sheet.part)
        if proved is not None:
            return proved
    data = archive.part(sheet.part)
    if data is None:
        refuse_damaged(archive.file, f"no content for the sheet {sheet.name}")
    module = open_xml if archive.kind is Kind.OPEN_XML else open_document
    try:
        marks: Marks = module.walk_sheet(data, sheet.name, archive.file)
    except (ElementTree.ParseError, expat.ExpatError, ValueError, LookupError) as error:
        # the last two for an encoding that the parser does not know
        refuse_damaged(archive.file, f"{sheet.name}: {error}")
    return marks
