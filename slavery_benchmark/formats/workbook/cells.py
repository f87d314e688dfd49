"""Cells of the results workbook: text that stays text, exact numbers under a number format."""

import math
import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import msgspec
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from slavery_benchmark.core.text import clean
from slavery_benchmark.writing.sheet_style import FONT, LINK_COLOUR, MAX_CELL_TEXT, put

CUT_MARK = " … [cut: the rest is in the force's own workbook]"
SCORE, DIFFERENCE, NUMBER, COUNT = "0.0", "+0.0;-0.0;0.0", "0.####", "0"
SHARE = '[=1]0%;[>=0.995]"over 99%";0%'
"""A whole percentage that says 100% only when it is."""
PRECISE_SHARE = "0.0%"
PROBABILITY = '[<0.0005]"<0.001";0.000'
TEXT = "General"
DATE = "dd/mm/yyyy"
DAYS = '[=1]General" day";General" days"'

_LITERAL_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

Value = str | int | float | Fraction | date | bool | None


class Link(msgspec.Struct, frozen=True):
    """A link with words to a place in this workbook."""

    words: str
    sheet: str
    cell: str = "A1"


class Formatted(msgspec.Struct, frozen=True):
    """A number under a format of its own, where the rows of a column differ in unit or mark."""

    number: int | float | Fraction
    number_format: str


def finer(number_format: str, places: int) -> str:
    """Return the format of scores or differences with so many decimals."""
    return number_format.replace(SCORE, f"0.{'0' * places}")


class CellWriter:
    """Writes cells and remembers each style, since making one anew is what takes time.

    `cut` holds the addresses of the cells whose text was too long for Excel.
    """

    def __init__(self) -> None:
        self.cut: list[str] = []
        self._styles: dict[tuple[str, bool, bool, bool], StyleArray] = {}

    def write(
        self,
        sheet: Worksheet,
        row: int,
        column: int,
        value: Value | Link | Formatted,
        *,
        number_format: str = TEXT,
        bold: bool = False,
        indented: bool = False,
    ) -> None:
        """Write one cell of a table. Unknown is a blank cell, never 0; text is never a formula.

        `indented` keeps text off the number on its left.
        """
        cell = sheet.cell(row, column)
        if isinstance(value, Formatted):
            number_format, value = value.number_format, value.number
        is_link = False
        if isinstance(value, str):
            self.text(cell, value)
            number_format = TEXT  # words in a column of numbers, for a blank that means something
        elif isinstance(value, bool):
            self.text(cell, "yes" if value else "no")
        elif isinstance(value, Link):
            is_link = True
            self.link(cell, value)
        elif isinstance(value, date):
            cell.value = value
            number_format = DATE
        elif value is not None:
            number = value if isinstance(value, int) else float(value)
            if not math.isfinite(number):
                raise AssertionError("what is not a number must not be written as one")
            cell.value = number
        self._style(cell, number_format, bold=bold, link=is_link, indented=indented)

    def text(self, cell: Cell | MergedCell, value: str) -> None:
        """Write text as text: cleaned, escaped, and cut with a mark where Excel has no room."""
        said = safe_text(value)
        if not said:
            return
        if said.endswith(CUT_MARK):
            self.cut.append(f"{cell.parent.title}!{cell.coordinate}")
        cell.value = said
        cell.data_type = "s"

    def link(self, cell: Cell | MergedCell, link: Link) -> None:
        """Write the words of a link and where it leads."""
        self.text(cell, link.words)
        quoted = link.sheet.replace("'", "''")
        cell.hyperlink = Hyperlink(
            ref=cell.coordinate, location=f"'{quoted}'!{link.cell}", display=link.words
        )

    def line(self, sheet: Worksheet, row: int, value: str | Link, column: int = 1) -> None:
        """Write a line of text above a table: it runs on over the empty cells to its right."""
        cell = sheet.cell(row, column)
        if isinstance(value, Link):
            self.link(cell, value)
            cell.font = Font(name=FONT, size=10, color=LINK_COLOUR, underline="single")
        else:
            self.text(cell, value)
            cell.font = Font(name=FONT, size=10)
        cell.alignment = Alignment(vertical="top")

    def _style(
        self,
        cell: Cell | MergedCell,
        number_format: str,
        *,
        bold: bool,
        link: bool,
        indented: bool,
    ) -> None:
        key = (number_format, bold, link, indented)
        known = self._styles.get(key)
        styled: Any = cell  # openpyxl has no public way to share a style
        if known is not None:
            styled._style = known  # noqa: SLF001
            return
        put(cell, "", bold=bold)
        if number_format != TEXT:
            # keeps a number off the text beside it; a mark behind the number does so already
            indent = 0 if " " in number_format else 1
            cell.alignment = Alignment(vertical="top", horizontal="right", indent=indent)
            cell.number_format = number_format
        elif indented:
            cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left", indent=1)
        if link:
            cell.font = Font(name=FONT, size=10, color=LINK_COLOUR, underline="single")
        self._styles[key] = styled._style  # noqa: SLF001


def safe_text(value: str) -> str:
    """Return text as it may stand in a cell: cleaned, escaped, cut with a mark if too long."""
    said = _LITERAL_ESCAPE.sub("_x005F_", clean(value))
    if len(said) > MAX_CELL_TEXT:
        said = said[: MAX_CELL_TEXT - len(CUT_MARK)] + CUT_MARK
    return said


def wrapped(sentences: Sequence[str], width: float) -> list[str]:
    """Return sentences as lines of at most `width` characters: a line over a table cannot wrap."""
    from textwrap import wrap

    return [line for sentence in sentences for line in wrap(clean(sentence), max(int(width), 40))]
