"""Data as the bytes of a file: JSON, and CSV in which a spreadsheet finds no formula."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def json_bytes(value: Any) -> bytes:
    """Return a value as indented JSON in UTF-8, ended by a newline."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def csv_bytes(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Return the rows as CSV in UTF-8 with a byte order mark, which Excel needs.

    Text that a spreadsheet would take for a formula gets an apostrophe in front. Unknown is empty.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_guarded(row[column]) for column in columns])
    return stream.getvalue().encode("utf-8-sig")


def _guarded(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value
