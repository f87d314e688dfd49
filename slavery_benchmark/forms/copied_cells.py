"""Values from one workbook put into another: text stays text, and what cannot stay is counted."""

import re
from datetime import date, datetime, time, timedelta
from math import isfinite

from openpyxl.cell import Cell

from slavery_benchmark.core.text import without_marks
from slavery_benchmark.reading.reader import CellValue
from slavery_benchmark.writing.sheet_style import DATE_FORMAT, MAX_CELL_TEXT

_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_HALF_ESCAPE = re.compile(r"_(?:x[0-9A-F]{0,4})?$")
_FIRST_DAY = date(1900, 1, 1)
_CUT = "… [cut by benchmark]"


class Losses:
    """How many cells could not be copied exactly, by kind."""

    def __init__(self) -> None:
        self.control = 0
        self.cut = 0
        self.early = 0
        self.beyond = 0

    def sentences(self) -> list[str]:
        """Return what was lost, a sentence a kind."""
        said = []
        if self.control:
            said.append(
                "Control characters, and marks that turn the order of letters round, were taken "
                f"out of {_cells(self.control)}."
            )
        if self.cut:
            said.append(
                f"Text over {MAX_CELL_TEXT:,} characters was cut, and marked so, in "
                f"{_cells(self.cut)}."
            )
        if self.early:
            said.append(f"Dates before 1900 are written as text in {_cells(self.early)}.")
        if self.beyond:
            said.append(f"No room was left for {_cells(self.beyond)} beyond the last column.")
        return said


def copy_value(cell: Cell, value: CellValue, losses: Losses) -> None:
    """Write a value as what it is. A text that looks like a formula, or an error, stays text."""
    if isinstance(value, date) and (
        value.date() if isinstance(value, datetime) else value
    ) < _FIRST_DAY:  # fmt: skip
        losses.early += 1
        value = value.isoformat()
    if isinstance(value, float) and not isfinite(value):
        value = str(value)
    if not isinstance(value, str):
        cell.value = value
        number_format = _number_format(value)
        if number_format:
            cell.number_format = number_format
        return
    text = safe_text(value, losses)
    if not text:
        return
    cell.value = text
    cell.data_type = "s"


def safe_text(text: str, losses: Losses) -> str:
    """Return text that a cell can hold and that reads back as it was."""
    kept = without_marks(text)
    if kept != text:
        losses.control += 1
    # Open XML would read _x0041_ as A, and XML would turn a carriage return into a line feed
    escaped = _LOOKS_ESCAPED.sub("_x005F_", kept).replace("\r", "_x000D_")
    if _length(escaped) <= MAX_CELL_TEXT:
        return escaped
    losses.cut += 1
    room = (MAX_CELL_TEXT - len(_CUT)) * 2
    whole = escaped.encode("utf-16-le")[:room].decode("utf-16-le", "ignore")
    return _HALF_ESCAPE.sub("", whole) + _CUT


def _number_format(value: float | date | time | timedelta) -> str:
    if isinstance(value, datetime):
        return f"{DATE_FORMAT} hh:mm"
    if isinstance(value, date):
        return DATE_FORMAT
    if isinstance(value, time):
        return "hh:mm:ss"
    return "[h]:mm:ss" if isinstance(value, timedelta) else ""


def _length(text: str) -> int:
    """Return the length as spreadsheet programs count it: an emoji is two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _cells(count: int) -> str:
    return f"{count:,} {'cell' if count == 1 else 'cells'}"
