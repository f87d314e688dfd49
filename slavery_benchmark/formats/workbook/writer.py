"""A document as an Excel workbook: a cover with the answer, and a sheet for each set of records."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from slavery_benchmark.document.blocks import Document, Table
from slavery_benchmark.document.columns import (
    Column,
    Kind,
    Number,
    exactly,
    signs_of,
    text_of,
    value_of,
)
from slavery_benchmark.formats.workbook import cells as written
from slavery_benchmark.formats.workbook.cells import Formatted
from slavery_benchmark.formats.workbook.chart_sheets import add_charts
from slavery_benchmark.formats.workbook.cover import fill_cover, saved
from slavery_benchmark.formats.workbook.links import Links
from slavery_benchmark.formats.workbook.notes import add_notes, shared_notes
from slavery_benchmark.formats.workbook.sheets import Column as SheetColumn
from slavery_benchmark.formats.workbook.sheets import ResultBook, Row

_FORMATS = {
    Kind.SCORE: written.SCORE,
    Kind.POINTS: written.SCORE,
    Kind.DIFFERENCE: written.DIFFERENCE,
    Kind.SHARE: written.SHARE,
    Kind.PRECISE_SHARE: written.PRECISE_SHARE,
    Kind.PROBABILITY: written.PROBABILITY,
    Kind.COUNT: written.COUNT,
    Kind.LEVEL: written.COUNT,
    Kind.NUMBER: written.NUMBER,
}
_WIDTHS = {Kind.DATE: 12.0, Kind.RANGE: 14.0, Kind.TEXT: 30.0}
_NUMBER_WIDTH, _NOTE_WIDTH = 9.0, 60.0
_LONGEST_WORD, _BOLD = 20, 1.15
"""How long a word of a header may be and still be whole, and how much wider bold letters are."""


def render_workbook(document: Document) -> bytes:
    """Return the document as .xlsx: unknown is a blank cell, and text is never a formula."""
    book = ResultBook(document.title)
    add_charts(book, list(document.charts()))
    links = Links()
    sheets = list(_by_sheet(document))
    for tables in sheets:
        _add_sheet(book, tables, links)
    links.write(book)
    add_notes(book, document, sheets)
    lines = (
        *document.lead,
        document.subtitle,
        document.standing,
        document.view,
        *document.caveats,
        document.run,
    )
    fill_cover(book, [line for line in lines if line])
    return saved(book, document.subject, document.standing, document.tool_version)


def _by_sheet(document: Document) -> Iterator[list[Table]]:
    """Yield the tables of each sheet: those of one title, told apart by what they are of."""
    sheets: dict[str, list[Table]] = {}
    for table in document.tables():
        if table.sheet:
            sheets.setdefault(table.sheet, []).append(table)
    yield from sheets.values()


def _add_sheet(book: ResultBook, tables: Sequence[Table], links: Links) -> None:
    first = tables[0]
    leading = [column for column, _ in first.of if column.people]
    seen = {column.key for table in tables for column in table.shown()}
    columns = [c for c in first.columns if c.key in seen and c.kind is not Kind.TRACK]
    noted = any(table.note for table in tables)
    layout = [_sheet_column(column) for column in (*leading, *columns)]
    if noted:
        layout.append(SheetColumn("Note", _NOTE_WIDTH))
    said = first.title if first.title.startswith(first.sheet) else f"{first.sheet}: {first.title}"
    placed = book.add_table_sheet(
        first.sheet,
        said if first.title else first.sheet,
        first.about,
        layout,
        _rows(tables, columns, noted=noted),
        lines=shared_notes(tables),
        frozen_columns=len(leading) + 1,
    )
    if not first.about:  # the contents say at least what the table is called
        named = msgspec.structs.replace(book.contents[-1], about=first.title)
        book.contents[-1] = named
    records = [(table, record) for table in tables for record in table.records]
    for row, (table, record) in enumerate(records, start=placed.header_row + 1):
        links.note(placed.sheet, row, table, record, columns, after=len(leading))


def _sheet_column(column: Column) -> SheetColumn:
    width = column.width or _WIDTHS.get(column.kind, _NUMBER_WIDTH)
    number_format = _FORMATS.get(column.kind, written.TEXT)
    head = column.whole or column.head
    word = min(max(map(len, head.split()), default=0), _LONGEST_WORD)
    width = max(width, word * _BOLD + 2)
    return SheetColumn(head, width, number_format, printed=column.printed)


def _rows(tables: Sequence[Table], columns: Sequence[Column], *, noted: bool) -> Iterator[Row]:
    for table in tables:
        start = [value for column, value in table.of if column.people]
        start[:1] = [table.called] if table.called else start[:1]
        for record in table.records:
            row: list[Any] = [*start, *(_cell(record, column) for column in columns)]
            if noted:
                row.append(value_of(record, table.note) if table.note else None)
            yield row


def _cell(record: Any, column: Column) -> Any:
    """Return a cell: a number as it is, with its sign in the format; a list as text."""
    value, sign = value_of(record, column.key), signs_of(record, column).strip()
    if isinstance(value, tuple | list):
        return text_of(value, column) or None
    if column.kind is Kind.SHARE and isinstance(value, Number) and value < 0:
        return Formatted(exactly(value), "0%")  # in a format of several parts the minus is lost
    if not sign or (column.numeric and isinstance(value, str | None)):
        return value if value is not None else column.blank
    if column.numeric:
        return Formatted(exactly(value), f'{_FORMATS[column.kind]}" {sign}"')
    return f"{sign} {value or ''}".strip()
