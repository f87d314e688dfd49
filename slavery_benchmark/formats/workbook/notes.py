"""The sheet of notes: what to know before numbers are passed on."""

from collections.abc import Iterator, Sequence

from slavery_benchmark.document.blocks import Document, Table
from slavery_benchmark.document.numbers import count_text
from slavery_benchmark.formats.workbook.cells import COUNT
from slavery_benchmark.formats.workbook.sheets import NOTES, Column, ResultBook

_ALWAYS = (
    (
        "Cells hold exact values; number formats show fewer decimals. Two figures that look alike"
        " may differ, and rounded figures need not add up."
    ),
    (
        "A blank number is unknown or does not apply, never 0. A mark behind a number is part of "
        "its format. Nothing is told by colour."
    ),
    (
        "Where a table is wider than a page, its first columns are printed; the rest is on "
        "screen, not hidden."
    ),
    (
        "Named exceptions to the guidance on releasing statistics in spreadsheets: header rows "
        "stay in view (frozen), tables can be filtered, and there may be charts. Each chart has "
        "alternative text, and its numbers are on a sheet of their own."
    ),
    (
        "Text from workbooks is shown as text, without control characters and line breaks. "
        "Nothing in this workbook is a formula, a macro or a link to another file."
    ),
)
_MOST_NAMED, _MOST_SHEETS = 20, 4
_ALL = "All sheets"


def add_notes(book: ResultBook, document: Document, sheets: Sequence[Sequence[Table]]) -> None:
    """Add Notes, once every other sheet is written: it tells what became of the rest."""
    notes = [
        *((_ALL, note) for note in (*document.about, *_ALWAYS)),
        *((_named(titles), note) for note, titles in book.notes.items()),
        *_of_tables(sheets),
        *((_ALL, note) for note in _cut(book)),
    ]
    book.add_table_sheet(
        NOTES,
        NOTES,
        "What to know before numbers are passed on.",
        [Column("Note", 7, COUNT), Column("Sheet", 24), Column("Text", 100)],
        ([number, sheet, text] for number, (sheet, text) in enumerate(notes, start=1)),
    )


def _named(titles: Sequence[str]) -> str:
    """Return the names of sheets, or of many the first and how many others there are."""
    if len(titles) <= _MOST_SHEETS:
        return ", ".join(titles)
    return f"{titles[0]} and {count_text(len(titles) - 1, 'other')}"


def shared_notes(tables: Sequence[Table]) -> list[str]:
    """Return the notes that stand above a sheet: those on every table in it that has a row."""
    first, *others = [table for table in tables if table.records] or tables
    return [note for note in first.notes if all(note in table.notes for table in others)]


def _of_tables(sheets: Sequence[Sequence[Table]]) -> Iterator[tuple[str, str]]:
    """Yield the notes on some tables of a sheet alone, which have no place above it."""
    for tables in sheets:
        shared = shared_notes(tables)
        for table in tables:
            of = table.called or ", ".join(str(value) for _, value in table.of[:1])
            for note in table.notes:
                if note not in shared:
                    yield table.sheet, f"{of}: {note}" if of else note


def _cut(book: ResultBook) -> Iterator[str]:
    cut = book.cells.cut
    if cut:
        more = " and more" if len(cut) > _MOST_NAMED else ""
        yield (
            f"Text longer than a cell can hold was cut and marked in "
            f"{count_text(len(cut), 'cell')}: {', '.join(cut[:_MOST_NAMED])}{more}."
        )
