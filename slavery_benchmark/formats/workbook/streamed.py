"""Rows of a table that go straight into the file: many more than should be held as cells."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from html import escape
from typing import Any

from openpyxl.utils import get_column_letter

from slavery_benchmark.core.text import looks_like_formula
from slavery_benchmark.formats.workbook.cells import (
    DATE,
    TEXT,
    Formatted,
    Value,
    safe_text,
)
from slavery_benchmark.formats.workbook.sheets import (
    Column,
    Placed,
    ResultBook,
    Row,
    kept_apart,
)
from slavery_benchmark.writing.saved_workbook import quoted

_DAY_0 = date(1899, 12, 30)
"""The day from which a spreadsheet counts."""
_MOST_ROWS = 1_048_576


class StreamedSheet:
    """A sheet with one table, of which the rows are yet to come.

    `rows` is how many there will be; no more than a sheet holds are written.
    """

    def __init__(
        self,
        book: ResultBook,
        name: str,
        title: str,
        about: str,
        columns: Sequence[Column],
        rows: int,
        *,
        lines: Sequence[str] = (),
        frozen_columns: int = 0,
    ) -> None:
        self._book = book
        columns = kept_apart(columns)
        self._columns = columns
        self._sheet = book.new_sheet(name)
        self.title = self._sheet.title
        header = book.begin_table(
            self._sheet, title, columns, rows, lines=[about, *lines], frozen_columns=frozen_columns
        )
        self._first = header + 1
        self.rows = min(rows, _MOST_ROWS - header)
        book.contents.append(Placed(self.title, about, self.rows))
        self._letters = [get_column_letter(index) for index in range(1, len(columns) + 1)]
        self._plain = [
            self._style(column.number_format, indented=column.indented) for column in columns
        ]
        self._date = self._style(DATE)
        self._formats: dict[str, int] = {}
        self._quoted: dict[int, int] = {}

    def dimension(self) -> str:
        """Return the range of the cells of the sheet."""
        return f"A1:{self._letters[-1]}{self._first + self.rows - 1}"

    def content(self, rows: Iterable[Row]) -> Iterator[bytes]:
        """Yield the rows as they stand in the part of the sheet."""
        for number, values in enumerate(rows, start=self._first):
            if number >= self._first + self.rows:
                return
            cells = [
                self._cell(f"{letter}{number}", style, value)
                for letter, style, value in zip(self._letters, self._plain, values, strict=True)
            ]
            height = self._book.height_of(self._columns, values)
            start = f'<row r="{number}" ht="{height:g}" customHeight="1">'
            yield f"{start}{''.join(cells)}</row>".encode()

    def _cell(self, place: str, style: int, value: object) -> str:
        if isinstance(value, Formatted):
            style, value = self._formatted(value.number_format), value.number
        if value is None or value == "":
            return f'<c r="{place}" s="{style}"/>'
        if isinstance(value, bool):
            value = "yes" if value else "no"
        if isinstance(value, str):
            said = safe_text(value)
            if looks_like_formula(said):
                style = self._marked(style)
            text = escape(said, quote=False)
            return (
                f'<c r="{place}" s="{style}" t="inlineStr">'
                f'<is><t xml:space="preserve">{text}</t></is></c>'
            )
        if isinstance(value, date):
            return f'<c r="{place}" s="{self._date}"><v>{(value - _DAY_0).days}</v></c>'
        return f'<c r="{place}" s="{style}"><v>{value!r}</v></c>'

    def _marked(self, style: int) -> int:
        """Return the number of a style that is like another, for what must stay text."""
        if style not in self._quoted:
            styles: Any = self._sheet.parent
            looks = styles._cell_styles  # noqa: SLF001 - openpyxl has no public way
            self._quoted[style] = looks.add(quoted(looks[style]))
        return self._quoted[style]

    def _formatted(self, number_format: str) -> int:
        if number_format not in self._formats:
            self._formats[number_format] = self._style(number_format)
        return self._formats[number_format]

    def _style(self, number_format: str, *, indented: bool = False) -> int:
        """Return the number of a style, as the book's own cells have it."""
        scratch: Value = "x" if number_format == TEXT else 0
        row = self._first
        self._book.cells.write(
            self._sheet, row, 1, scratch, number_format=number_format, indented=indented
        )
        style: int = self._sheet.cell(row, 1).style_id
        del self._sheet._cells[row, 1]  # noqa: SLF001 - openpyxl has no public way
        return style
