"""Names that Excel takes: of sheets, of tables and of columns, each valid and there once."""

import re
from collections.abc import Callable, Iterable
from functools import partial
from itertools import chain, count

from slavery_benchmark.core.text import clean

MAX_SHEET_NAME = 31
MAX_HEADER = 255
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_RESERVED = ("history",)
"""What Excel keeps for itself."""


def sheet_name(wanted: str, taken: Iterable[str]) -> str:
    """Return a sheet name like `wanted` that Excel takes and that none of `taken` has.

    At most 31 characters, none of []:*?/\\, no apostrophe at an edge, unique but for case.
    """
    used = {name.casefold() for name in taken} | set(_RESERVED)
    name = " ".join(_FORBIDDEN.sub(" ", clean(wanted)).split()) or "Sheet"
    name = _trimmed(name, MAX_SHEET_NAME)
    return _unused(used, name, lambda end: _trimmed(name, MAX_SHEET_NAME - len(end)) + end)


def _trimmed(name: str, length: int) -> str:
    return _within(name.strip("' "), length).strip("' ") or "Sheet"


def _within(name: str, length: int) -> str:
    """Return the start of a name. Excel counts characters outside the basic plane as two."""
    while len(name.encode("utf-16-le")) // 2 > length:
        name = name[:-1]
    return name


def table_name(sheet: str, taken: Iterable[str]) -> str:
    """Return the name of the table on a sheet: letters, digits and underscores, unique."""
    used = {name.casefold() for name in taken}
    start = "T_" + (re.sub(r"\W+", "_", sheet).strip("_") or "table")
    return _unused(used, start, partial(str.__add__, start), "_{}")


def unique_headers(wanted: Iterable[str]) -> list[str]:
    """Return column names that differ from each other in more than case; a table needs that."""
    used: set[str] = set()
    headers: list[str] = []
    for name in wanted:
        start = clean(name, MAX_HEADER - 8) or "Column"
        headers.append(_unused(used, start, partial(str.__add__, start)))
        used.add(headers[-1].casefold())
    return headers


def _unused(used: set[str], name: str, ended: Callable[[str], str], form: str = " ({})") -> str:
    """Return a name, or what it is `ended` with the first number with which it is not `used`."""
    ends = (form.format(number) for number in count(2))
    return next(item for item in chain([name], map(ended, ends)) if item.casefold() not in used)
