"""One sheet, one table: title, lines, the table and its print set-up, in a single place."""

from collections.abc import Container, Iterable, Sequence
from itertools import pairwise
from typing import Any

import msgspec
from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from slavery_benchmark.document.positions import (
    AT_TARGET,
    DIFFERS,
    NO_BETTER,
    POSITION_SIGNS,
    POSITION_WORDS,
    POSITIONS,
)
from slavery_benchmark.formats.workbook.cells import (
    SCORE,
    TEXT,
    CellWriter,
    Formatted,
    Link,
    Value,
    finer,
    wrapped,
)
from slavery_benchmark.writing.excel_names import sheet_name, table_name, unique_headers
from slavery_benchmark.writing.sheet_style import (
    HEADER_SIZE,
    height_for,
    mark_table,
    new_workbook,
    set_up_page,
    write_header,
    write_title,
)
from slavery_benchmark.writing.text_lines import header_width

COVER, NOTES = "Cover", "Notes"
A4_CHARACTERS = 132
"""How many characters of the body text go on one line of A4 landscape."""
_INDENT = 1.5
"""What an indent takes of the width of a column."""
_HEADER_ROW = 4
_ONE_LINE, _ONE_LINK = 150, 22.0
"""How many characters go on a line of a screen, and how wide the columns under a link are."""
_LINE, _AROUND = 12.8, 3.0
"""Points of a line of body text, and around the lines of a row."""
_FIRST_FORMAT_ID = 200  # the ids below are Excel's own and openpyxl's

Row = Sequence[Value | Link | Formatted]


class Column(msgspec.Struct, frozen=True):
    """A column of a table; `printed` is on paper too.

    indented: a column of text to the right of numbers, which must not touch them.
    """

    header: str
    width: float
    number_format: str = TEXT
    printed: bool = True
    indented: bool = False


class Placed(msgspec.Struct, frozen=True):
    """A sheet that was written, as the contents name it."""

    title: str
    about: str
    rows: int


class TableSheet(msgspec.Struct, frozen=True, kw_only=True):
    """A table that was written: its sheet, and where its header and its last row are."""

    sheet: Worksheet
    header_row: int
    last_row: int


def kept_apart(columns: Sequence[Column]) -> list[Column]:
    """Return the columns as wide as their headers need beside the button of a filter.

    Those of text that follow numbers are indented, and wider for it.
    """
    apart = list(columns)
    for place, (before, column) in enumerate(pairwise(columns), start=1):
        if column.number_format == TEXT and before.number_format != TEXT:
            wider = column.width + _INDENT
            apart[place] = msgspec.structs.replace(column, width=wider, indented=True)
    names = unique_headers(column.header for column in apart)
    return [
        msgspec.structs.replace(
            column,
            width=max(
                column.width, header_width(name, HEADER_SIZE) + (_INDENT if column.indented else 0)
            ),
        )
        for name, column in zip(names, apart, strict=True)
    ]


def _first_sentences(text: str, most: int) -> tuple[str, str]:
    """Return the sentences of a text that go on a line of so many characters, and the others."""
    said, *others = text.split(". ")
    while others and len(said) + len(others[0]) + 2 <= most:
        said = f"{said}. {others.pop(0)}"
    return (f"{said}." if others else said), ". ".join(others)


class ResultBook:
    """The workbook while it is written: cells, names given so far, and the list of contents."""

    def __init__(self, title: str) -> None:
        self.book: Workbook = new_workbook()
        self.cells = CellWriter()
        self.contents: list[Placed] = []
        self.tables: list[str] = []
        self.notes: dict[str, list[str]] = {}
        """What is said of tables, each with the sheets that it is said of; it stands on Notes."""
        first = self.book.active
        assert isinstance(first, Worksheet)  # noqa: S101 - a new workbook has one
        self.cover = first
        self.cover.title = COVER
        self.title = title

    def new_sheet(self, name: str) -> Worksheet:
        """Return a new sheet at the end, under a valid name like `name`."""
        sheet: Worksheet = self.book.create_sheet(sheet_name(name, self.book.sheetnames))
        return sheet

    def add_table_sheet(
        self,
        name: str,
        title: str,
        about: str,
        columns: Sequence[Column],
        rows: Iterable[Row],
        *,
        lines: Sequence[str] = (),
        frozen_columns: int = 0,
        bold: Container[int] = (),
    ) -> TableSheet:
        """Add a sheet with one table under its title and lines, and put it among the contents.

        bold: the numbers, from 1, of the rows that stand out.
        """
        sheet = self.new_sheet(name)
        placed = self.fill_table_sheet(
            sheet,
            title,
            columns,
            rows,
            lines=[*([about] if about else []), *lines],
            frozen_columns=frozen_columns,
            bold=bold,
        )
        self.contents.append(Placed(sheet.title, about, placed.last_row - placed.header_row))
        return placed

    def fill_table_sheet(
        self,
        sheet: Worksheet,
        title: str,
        columns: Sequence[Column],
        rows: Iterable[Row],
        *,
        lines: Sequence[str],
        frozen_columns: int = 0,
        bold: Container[int] = (),
    ) -> TableSheet:
        """Write title, lines, a link back and one table. Without rows there is no table."""
        columns = kept_apart(columns)
        header_row = self._begin(sheet, title, columns, lines)
        row = header_row
        for row, values in enumerate(rows, start=header_row + 1):
            self._write_row(sheet, row, columns, values, bold=row - header_row in bold)
        if row == header_row:
            set_up_page(sheet, header_row=None, landscape=True)
            return TableSheet(sheet=sheet, header_row=header_row, last_row=header_row)
        self._mark_up(sheet, header_row, row, columns, frozen_columns)
        return TableSheet(sheet=sheet, header_row=header_row, last_row=row)

    def begin_table(
        self,
        sheet: Worksheet,
        title: str,
        columns: Sequence[Column],
        rows: int,
        *,
        lines: Sequence[str],
        frozen_columns: int = 0,
    ) -> int:
        """Write all but the rows of a table that has so many; return the row of its header."""
        header_row = self._begin(sheet, title, columns, lines)
        self._mark_up(sheet, header_row, header_row + rows, columns, frozen_columns)
        return header_row

    def _begin(
        self, sheet: Worksheet, title: str, columns: Sequence[Column], lines: Sequence[str]
    ) -> int:
        """Write what stands over a table; return the row of its header.

        A header stays in view with all above it, so that this is short: a title, a line and the
        links. The Cover has all of its lines, and nothing of it stays in view.
        """
        width = sum(column.width for column in columns if column.printed)
        if sheet is self.cover:
            self.write_top(sheet, title, lines, width)
            return sheet.max_row + 1
        first, *others = [*lines, ""] if not lines or lines[0] else [*lines[1:], ""]
        said, rest = _first_sentences(first, _ONE_LINE)
        for note in filter(None, (rest, *others)):
            self.notes.setdefault(note, []).append(sheet.title)
        write_title(sheet, "", "")
        self.cells.text(sheet["A1"], title)
        self.cells.line(sheet, 2, said)
        self.cells.line(sheet, 3, Link("Back to the contents", COVER))
        if rest or any(others):
            place, before = 1, 0.0
            while before < _ONE_LINK and place < len(columns):
                before += columns[place - 1].width
                place += 1
            self.cells.line(sheet, 3, Link("More on this sheet: Notes", NOTES), column=place)
        return _HEADER_ROW

    def _mark_up(
        self,
        sheet: Worksheet,
        header_row: int,
        last_row: int,
        columns: Sequence[Column],
        frozen_columns: int,
    ) -> None:
        """Write the header of a table, mark its range up, and set the page up for printing."""
        self._write_header(sheet, header_row, columns)
        name = table_name(sheet.title, self.tables)
        self.tables.append(name)
        mark_table(sheet, name, header_row, last_row, len(columns))
        # told its columns, openpyxl does not go through every cell again to learn them
        table = sheet.tables[name]
        table._initialise_columns()  # noqa: SLF001
        for index, column in enumerate(table.tableColumns, start=1):
            column.name = str(sheet.cell(header_row, index).value)
        freeze = f"{get_column_letter(frozen_columns + 1)}{header_row + 1}"
        set_up_page(sheet, header_row=header_row, landscape=True, freeze=freeze)
        if sheet is self.cover:
            sheet.freeze_panes = None
        printed = sum(1 for column in columns if column.printed)
        sheet.print_area = f"A1:{get_column_letter(printed)}{last_row}"

    def write_top(
        self, sheet: Worksheet, title: str, lines: Sequence[str], width: float = A4_CHARACTERS
    ) -> None:
        """Write the title in A1, lines below it, and a link back to the contents."""
        write_title(sheet, "", "")
        self.cells.text(sheet["A1"], title)
        row = 1
        for row, line in enumerate(wrapped(lines, width * 1.02), start=2):
            self.cells.line(sheet, row, line)
        if sheet.title != COVER:
            self.cells.line(sheet, row + 1, Link("Back to the contents", COVER))

    def _write_row(
        self,
        sheet: Worksheet,
        row: int,
        columns: Sequence[Column],
        values: Row,
        *,
        bold: bool,
    ) -> None:
        for index, (column, value) in enumerate(zip(columns, values, strict=True), start=1):
            empty = value is None or (isinstance(value, str) and not value)
            if empty and not column.printed:
                continue  # a frame that nobody sees on paper costs time and space
            self.cells.write(
                sheet,
                row,
                index,
                value,
                number_format=column.number_format,
                bold=bold,
                indented=column.indented,
            )
        sheet.row_dimensions[row].height = self.height_of(columns, values, bold=bold)

    @staticmethod
    def height_of(columns: Sequence[Column], values: Row, *, bold: bool = False) -> float:
        """Return the height of a row, in points, at which all of its text shows."""
        texts = [
            (value, column.width - (_INDENT if column.indented else 0))
            for column, value in zip(columns, values, strict=True)
            if isinstance(value, str) and 2 * len(value) >= column.width
        ]
        return height_for(texts, _LINE, _AROUND, bold=bold)

    def _write_header(self, sheet: Worksheet, row: int, columns: Sequence[Column]) -> None:
        names = unique_headers(column.header for column in columns)
        write_header(sheet, row, names, [column.width for column in columns])
        for index, column in enumerate(columns, start=1):
            cell = sheet.cell(row, index)
            cell.data_type = "s"
            across = "left" if column.number_format == TEXT else "right"
            cell.alignment = Alignment(
                wrap_text=True,
                vertical="bottom",
                horizontal=across,
                indent=1 if column.indented else 0,
            )

    def mark_positions(
        self, placed: TableSheet, score: int, position: int, *, doubtful: bool
    ) -> None:
        """Show the position behind each score: a mark, bold at target, underlined if no better.

        The rules read the column of words, so the mark follows it; nothing is told by colour.
        doubtful: whether some words have the sign of what own cases contradict before them.
        """
        letter, words = get_column_letter(score), get_column_letter(position)
        first, last = placed.header_row + 1, placed.last_row
        fonts: dict[str, dict[str, Any]] = {
            AT_TARGET: {"b": True},
            NO_BETTER: {"u": "single"},
        }
        cell = f"{letter}{first}"
        near = f"ABS({cell}-5*ROUND({cell}/5,0))"
        nearer = f"AND({near}>0,{near}<=0.05),"  # would be shown as a bound that it is not
        pairs = [
            (item, places, more)
            for more in (
                (DIFFERS, "") if doubtful else ("",)
            )  # what own cases contradict is never bold, which looks good
            for places in (2, 1)
            for item in POSITIONS
        ]
        for number, (item, places, more) in enumerate(pairs):
            plain = item not in fonts or (more and item != NO_BETTER)
            style = DifferentialStyle(
                font=None if plain else Font(**fonts[item]),
                numFmt=NumberFormat(
                    numFmtId=_FIRST_FORMAT_ID + number,
                    formatCode=f'{finer(SCORE, places)}" {POSITION_SIGNS[item].sign}{more}"',
                ),
            )
            there = f'ISNUMBER(SEARCH("{POSITION_WORDS[item]}",${words}{first}))'
            if more:
                there += f',LEFT(${words}{first},1)="{more}"'
            rule = Rule(
                type="expression",
                dxf=style,
                stopIfTrue=True,
                formula=[
                    f"AND({nearer if places > 1 else ''}{there})" if places > 1 or more else there
                ],
            )
            placed.sheet.conditional_formatting.add(f"{cell}:{letter}{last}", rule)
