"""Values from other files made such that a workbook of ours, when it is read, gives them back."""

from collections.abc import Mapping
from datetime import date, time, timedelta
from math import isfinite

from slavery_benchmark.extracting.values import as_text
from slavery_benchmark.forms.copied_cells import Losses, safe_text
from slavery_benchmark.reading.reader import CellValue

_FIRST_YEAR = 1900


def written_row(row: Mapping[str, CellValue], losses: Losses) -> dict[str, CellValue]:
    """Return values as a template may write them; what cannot be kept is counted."""
    return {name: _written(value, losses) for name, value in row.items()}


def _written(value: CellValue, losses: Losses) -> CellValue:
    early = isinstance(value, date) and value.year < _FIRST_YEAR
    endless = isinstance(value, float) and not isfinite(value)
    if early or endless or isinstance(value, time | timedelta):
        return as_text(value)
    return safe_text(value, losses) if isinstance(value, str) else value
