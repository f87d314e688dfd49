"""The Cover, and the file: what the workbook is, and its contents."""

from collections.abc import Mapping, Sequence

from slavery_benchmark.core.text import clean
from slavery_benchmark.formats.workbook.cells import COUNT, Link
from slavery_benchmark.formats.workbook.sheets import Column, ResultBook
from slavery_benchmark.writing.saved_workbook import Streamed, workbook_bytes


def fill_cover(book: ResultBook, lines: Sequence[str]) -> None:
    """Write title, lines and contents on the Cover, once every other sheet is in the contents."""
    book.fill_table_sheet(
        book.cover,
        book.title,
        [Column("Sheet", 34), Column("What it holds", 100), Column("Rows", 8, COUNT)],
        ([Link(item.title, item.title), item.about, item.rows or None] for item in book.contents),
        lines=lines,
    )


def saved(
    book: ResultBook,
    kind: str,
    subject: str,
    tool_version: str,
    streamed: Mapping[str, Streamed] | None = None,
) -> bytes:
    """Return the workbook as bytes, with its properties; `kind` follows the title.

    `streamed` are rows of sheets, by title, that are made while the file is.
    """
    properties = book.book.properties
    properties.title = clean(f"{book.title}: {kind}")
    properties.subject = clean(subject)
    properties.creator = f"benchmark {tool_version}"
    properties.language = "en-GB"
    return workbook_bytes(book.book, streamed, plain=True)
