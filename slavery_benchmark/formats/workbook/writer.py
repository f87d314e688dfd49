"""A document as an Excel workbook: a cover with the answer, and a sheet for each set of records."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

import msgspec

from slavery_benchmark.document.blocks import Chart, Document, Table
from slavery_benchmark.document.columns import (
    Column,
    Kind,
    Quantity,
    signs_of,
    text_of,
    value_of,
)
from slavery_benchmark.document.numbers import places_of
from slavery_benchmark.formats.workbook import cells as written
from slavery_benchmark.formats.workbook.cells import Formatted, finer
from slavery_benchmark.formats.workbook.chart_sheets import add_charts, drawable
from slavery_benchmark.formats.workbook.cover import fill_cover, saved
from slavery_benchmark.formats.workbook.links import Links
from slavery_benchmark.formats.workbook.notes import add_notes, shared_notes
from slavery_benchmark.formats.workbook.sheets import Column as SheetColumn
from slavery_benchmark.formats.workbook.sheets import ResultBook, Row, TableSheet
from slavery_benchmark.formats.workbook.streamed import StreamedSheet
from slavery_benchmark.writing.saved_workbook import Streamed
from slavery_benchmark.writing.sheet_style import HEADER_SIZE
from slavery_benchmark.writing.text_lines import header_width

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
    Kind.DAYS: written.DAYS,
}
_WIDTHS = {Kind.DATE: 12.0, Kind.RANGE: 14.0, Kind.TEXT: 30.0}
_NUMBERS = (int, float, Fraction)
_NUMBER_WIDTH, _NOTE_WIDTH = 9.0, 60.0
_MOST_HEAT = 18.0
"""How wide a column of a heat map may be for the sake of its header."""
_LONGEST_WORD, _BOLD = 20, 1.15
"""How long a word of a header may be and still be whole, and how much wider bold letters are."""


def render_workbook(document: Document) -> bytes:
    """Return the document as .xlsx: unknown is a blank cell, and text is never a formula."""
    book = ResultBook(document.title)
    links = Links()
    charts = drawable(document.charts())
    sheets = _by_sheet(document, charts)
    placed: dict[str, TableSheet] = {}
    streamed: dict[str, Streamed] = {}
    for title, tables in sheets.items():
        if not tables:
            placed[title] = TableSheet(sheet=book.new_sheet(title), header_row=0, last_row=0)
        elif tables[0].streamed is not None:
            sheet, rows = _streamed_sheet(book, tables[0])
            streamed[sheet] = rows
        else:
            placed[title] = _add_sheet(book, tables, links)
    links.write(book)
    add_charts(book, charts, placed)
    add_notes(book, document, [tables for tables in sheets.values() if tables])
    order = {name: place for place, name in enumerate(book.book.sheetnames)}
    book.contents.sort(key=lambda item: order[item.title])
    lines = (
        *document.lead,
        document.subtitle,
        document.standing,
        document.view,
        *document.caveats,
        document.run,
    )
    fill_cover(book, [line for line in lines if line])
    return saved(book, document.subject, document.standing, document.tool_version, streamed)


def _by_sheet(document: Document, charts: Sequence[Chart]) -> dict[str, list[Table]]:
    """Return the tables of each sheet, in the order of the page: those of one title, told apart by
    what they are of; none on a sheet of charts alone."""
    sheets: dict[str, list[Table]] = {}
    drawn = {id(chart) for chart in charts}
    for block in document.blocks():
        if isinstance(block, Table) and block.sheet:
            sheets.setdefault(block.sheet, []).append(block)
        elif id(block) in drawn and isinstance(block, Chart):
            sheets.setdefault(block.sheet, [])
    return sheets


def _add_sheet(book: ResultBook, tables: Sequence[Table], links: Links) -> TableSheet:
    first = tables[0]
    leading = [column for column, _ in first.of if column.people]
    seen = {column.key for table in tables for column in table.shown()}
    columns = [c for c in first.columns if c.key in seen and c.kind is not Kind.TRACK]
    noted = any(table.note for table in tables)
    layout = _layout(first, (*leading, *columns))
    if noted:
        layout.append(SheetColumn("Note", _NOTE_WIDTH))
    records = [(table, record) for table in tables for record in table.records]
    bold = {
        number
        for number, (table, record) in enumerate(records, start=1)
        if table.strong and value_of(record, table.strong)
    }
    followed = dict(_followed(columns))
    lines = [*shared_notes(tables), *_heads_in_full(first, columns)]
    placed = book.add_table_sheet(
        first.sheet,
        _title(first),
        first.about,
        layout,
        _rows(tables, columns, followed, noted=noted),
        lines=lines,
        frozen_columns=len(leading) + 1,
        bold=bold,
    )
    if records:
        for score, position in followed.items():
            before = len(leading) + 1
            book.mark_positions(
                placed,
                before + score,
                before + position,
                doubtful=any(
                    signs_of(row, columns[position]) for part in tables for row in part.records
                ),
            )
    if not first.about:  # the contents say at least what the table is called
        named = msgspec.structs.replace(book.contents[-1], about=first.title)
        book.contents[-1] = named
    for row, (table, record) in enumerate(records, start=placed.header_row + 1):
        links.note(placed.sheet, row, table, record, columns, after=len(leading))
    return placed


def _heads_in_full(table: Table, columns: Sequence[Column]) -> list[str]:
    """Return what the short heads of a heat map stand for, in a note; none for other tables."""
    if table.look != "heat":
        return []
    named = [
        column.whole if column.whole.startswith(column.head) else f"{column.head}: {column.whole}"
        for column in columns
        if _is_short(column)
    ]
    return [f"What the columns are. {'; '.join(named)}."] if named else []


def _streamed_sheet(book: ResultBook, table: Table) -> tuple[str, Streamed]:
    """Add a sheet whose rows are made while the file is; return its title and these rows."""
    assert table.streamed is not None  # noqa: S101 - what makes it such a sheet
    columns = table.columns
    sheet = StreamedSheet(
        book,
        table.sheet,
        _title(table),
        table.about,
        _layout(table, columns),
        table.streamed.count,
        lines=table.notes,
        frozen_columns=1,
    )
    makers = _makers(columns)
    rows = ([make(record) for make in makers] for record in table.streamed.records())
    return sheet.title, Streamed(sheet.content(rows), sheet.dimension())


def _title(table: Table) -> str:
    if not table.title:
        return table.sheet
    started = table.title.startswith(table.sheet)
    return table.title if started else f"{table.sheet}: {table.title}"


def _followed(columns: Sequence[Column]) -> Iterator[tuple[int, int]]:
    """Yield the places of numbers whose sign follows a column of words, and of that column."""
    places = {column.key: place for place, column in enumerate(columns) if not column.marks}
    for place, column in enumerate(columns):
        words = places.get(column.marked_by) if column.marks else None
        if words is not None and column.sign_by == columns[words].sign_by:
            yield place, words


def _layout(table: Table, columns: Iterable[Column]) -> list[SheetColumn]:
    return [_sheet_column(column, heat=table.look == "heat") for column in columns]


def _sheet_column(column: Column, *, heat: bool) -> SheetColumn:
    width = column.width or _WIDTHS.get(column.kind, _NUMBER_WIDTH)
    number_format = _FORMATS.get(column.kind, written.TEXT)
    head = column.whole or column.head
    if heat and _is_short(column):
        head = column.head
    word = min(max(map(len, head.split()), default=0), _LONGEST_WORD)
    width = max(width, word * _BOLD + 2)
    return SheetColumn(head, width, number_format, printed=column.printed)


def _is_short(column: Column) -> bool:
    """Whether a column of a heat map, of which there are many, has its short head; Notes say it
    in full."""
    whole = column.whole
    return column.numeric and bool(whole) and header_width(whole, HEADER_SIZE) > _MOST_HEAT


def _rows(
    tables: Sequence[Table], columns: Sequence[Column], followed: Iterable[int], *, noted: bool
) -> Iterator[Row]:
    makers = _makers(columns, followed)
    for table in tables:
        start = [value for column, value in table.of if column.people]
        start[:1] = [table.called] if table.called else start[:1]
        for record in table.records:
            row: list[Any] = [*start, *(make(record) for make in makers)]
            if noted:
                row.append(value_of(record, table.note) if table.note else None)
            yield row


def _makers(columns: Sequence[Column], followed: Iterable[int] = ()) -> list[Callable[[Any], Any]]:
    """Return what makes a cell of a record, for each column; a followed one has no sign."""
    return [_maker(column, followed=place in followed) for place, column in enumerate(columns)]


def _maker(column: Column, *, followed: bool) -> Callable[[Any], Any]:
    """Return what makes the cells of a column: a number as it is, with its sign in the format."""
    plain = followed or not (column.marks or column.sign_by)
    # a number without a sign keeps the room of one, so that decimal points stand in line
    room = " " if column.marks and not plain else ""

    numeric, number_format = column.numeric, _FORMATS.get(column.kind, written.TEXT)
    share = column.kind is Kind.SHARE
    difference = column.kind is Kind.DIFFERENCE
    scores = column.kind in (Kind.SCORE, Kind.POINTS, Kind.DIFFERENCE)

    def cell(record: Any) -> Any:
        value = value_of(record, column.key)
        sign = "" if plain else signs_of(record, column).strip()
        if value is None and not sign:
            return column.blank
        if plain and isinstance(value, str):
            return value
        if isinstance(value, Quantity):
            return Formatted(value.number, _FORMATS[value.kind])
        if isinstance(value, tuple | list):
            return text_of(value, column) or None
        if share and isinstance(value, _NUMBERS) and value < 0:
            return Formatted(value, "0%")  # in a format of several parts the minus is lost
        if numeric and isinstance(value, _NUMBERS):
            places = places_of(value, difference=difference) if scores else 1
            if sign or room:
                return Formatted(value, f'{finer(number_format, places)}" {sign or room}"')
            return Formatted(value, finer(number_format, places)) if places > 1 else value
        if not sign or numeric:
            return value
        return f"{sign} {value or ''}".strip()

    return cell
