"""From a cell of an .ods, its attributes and the text that it shows, to a value or a mark."""

import re
from datetime import date, datetime, time, timedelta

from slavery_benchmark.reading.raw_cells import NOT_CALCULATED, CellValue, error_text

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CALCEXT = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
STRUCK, ABOVE, BELOW = "struck", "above", "below"
"""How text looks that does not read as it is written."""
_FORMULA = f"{_TABLE}formula"
_TYPE, _SHOWN_TYPE = f"{_OFFICE}value-type", f"{_CALCEXT}value-type"
_ERROR_STARTS = ("#", "Err:")
_DURATION = re.compile(r"PT(?:([0-9]{1,7})H)?(?:([0-9]{1,7})M)?(?:([0-9]{1,7}(?:\.[0-9]{1,9})?)S)?")


def mark_of(cell: dict[str, str], shown: str) -> str | None:
    """Return the mark of a cell, or None if its value can be taken."""
    if cell.get(_SHOWN_TYPE) == "error":
        return error_text(shown)
    formula = _FORMULA in cell
    if formula and shown.startswith(_ERROR_STARTS):
        return error_text(shown)
    if _TYPE not in cell:
        if formula:
            return NOT_CALCULATED
        # shown to a person, but without a value that could be read
        return error_text(shown) if shown.strip() else None
    return None


def look_of(properties: dict[str, str]) -> str:
    """Return how a style makes text look, as far as that changes its meaning: empty for not."""
    for name, value in properties.items():
        if name.startswith(_STYLE) and value != "none":
            if name.endswith("}text-line-through-style"):
                return STRUCK
            if name.endswith("}text-position") and not value.startswith("0%"):
                return BELOW if value.startswith(("sub", "-")) else ABOVE
    return ""


def formula_of(cell: dict[str, str]) -> tuple[str, str] | None:
    """Return a cell's formula and the text of its number, or None if it has no formula."""
    if _FORMULA not in cell:
        return None
    return cell[_FORMULA], cell.get(f"{_OFFICE}value", "")


def value_of(cell: dict[str, str], shown: str) -> CellValue | None:
    """Return a cell's value, None where it shows a text that its value does not bear out."""
    kind = cell.get(_TYPE, "")
    number = cell.get(f"{_OFFICE}value")
    if kind in ("float", "percentage", "currency"):
        try:
            return float(number) if number is not None and "_" not in number else None
        except ValueError:
            return None
    if kind == "boolean":
        truth = cell.get(f"{_OFFICE}boolean-value", "").casefold()
        return truth == "true" if truth in ("true", "false") else None
    said = cell.get(f"{_OFFICE}{kind}-value")
    if kind in ("date", "time") and said:
        return _date(said) if kind == "date" else _duration(said)
    if kind == "string":
        return cell.get(f"{_OFFICE}string-value", shown)
    return None if shown.strip() else ""


def _date(said: str) -> CellValue:
    """Return a date or a time of a day, or the text itself if it is neither."""
    try:
        if len(said) == 10:
            return date.fromisoformat(said)
        moment = datetime.fromisoformat(said)
    except ValueError:
        return said
    if moment.tzinfo and (moment.utcoffset() or moment.time() != time()):
        return said  # nobody can tell on which day that was where it was written
    return moment.replace(tzinfo=None)


def _duration(said: str) -> CellValue:
    """Return a time of the day up to a day, else a duration; the text itself if it is neither."""
    match = _DURATION.fullmatch(said)
    if match is None:
        return said
    seconds = timedelta(
        hours=int(match[1] or 0), minutes=int(match[2] or 0), seconds=float(match[3] or 0)
    )
    if seconds < timedelta(days=1):
        return (datetime(1900, 1, 1) + seconds).time()  # noqa: DTZ001 - a cell has no zone
    return seconds
