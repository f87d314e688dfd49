"""Links from cells to rows of other sheets: known once every sheet is written."""

from collections.abc import Sequence
from copy import copy
from typing import Any

from openpyxl.cell import Cell
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from slavery_benchmark.document.blocks import Table
from slavery_benchmark.document.columns import Column, value_of
from slavery_benchmark.formats.workbook.cells import Link
from slavery_benchmark.formats.workbook.sheets import ResultBook
from slavery_benchmark.writing.sheet_style import FONT, LINK_COLOUR


class Links:
    """Collects which rows are places, and which cells lead to one."""

    def __init__(self) -> None:
        self._places: dict[str, tuple[str, str]] = {}
        self._leading: list[tuple[Cell, str]] = []

    def note(
        self,
        sheet: Worksheet,
        row: int,
        table: Table,
        record: Any,
        columns: Sequence[Column],
        *,
        after: int,
    ) -> None:
        """Take note of a row; its columns stand `after` so many others."""
        place = value_of(record, table.place_by) if table.place_by else None
        if place:
            self._places.setdefault(place, (sheet.title, f"A{row}"))
        for number, column in enumerate(columns, start=after + 1):
            to = value_of(record, column.to_by) if column.to_by else None
            cell = sheet.cell(row, number)
            if to and isinstance(cell, Cell) and isinstance(cell.value, str):
                self._leading.append((cell, to))

    def write(self, book: ResultBook) -> None:
        """Make links of the cells whose place is on a sheet."""
        font = Font(name=FONT, size=10, color=LINK_COLOUR, underline="single")
        for cell, to in self._leading:
            if to in self._places:
                sheet, where = self._places[to]
                book.cells.link(cell, Link(str(cell.value), sheet, where))
                styled: Any = cell
                styled._style = copy(styled._style)  # noqa: SLF001 - cells share their styles
                cell.font = font
