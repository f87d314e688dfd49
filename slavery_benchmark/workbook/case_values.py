"""From what stands in a cell of the case files to a plain value, or to what is wrong with it.

Nothing of the text in a cell is repeated: what was found is described.
"""

import re
from collections.abc import Callable
from datetime import date

import msgspec

from slavery_benchmark.core.case_sheet import NO, NOT_NEEDED, YES, CaseColumn
from slavery_benchmark.core.case_table import BLANK, NOT_YET, CaseValue
from slavery_benchmark.core.problems import Code
from slavery_benchmark.core.text import fold, nearest
from slavery_benchmark.workbook.layout import NOT_YET_WORDS
from slavery_benchmark.workbook.reader import CellValue
from slavery_benchmark.workbook.values import Bad, is_blank, read_count, read_date

MOST_PEOPLE = 9_999
FIRST_YEAR = 2000
_SPELLINGS = {"y": YES, "true": YES, "n": NO, "false": NO}
_NUMBER_FIT_TO_SHOW = re.compile(r"(?=[^0-9]*[0-9])[A-Za-z0-9][A-Za-z0-9 ._/-]{0,23}")


class BadCase(msgspec.Struct, frozen=True):
    """What is wrong with a cell: the code, what was found in words of ours, what is expected."""

    code: Code
    found: str
    expected: str
    nearest: tuple[str, ...] = ()


class Typed(msgspec.Struct, frozen=True):
    """A date that was typed as day/month/year text."""

    day: int


Parser = Callable[[CellValue], CaseValue | BadCase | Typed]


def described(value: CellValue) -> str:
    """Return what a cell holds, without the text itself: that may be about a person."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float | int):
        whole = f"{value:.0f}"
        return f"{value:g}" if len(whole) < 7 else f"a number of {len(whole)} digits"
    if isinstance(value, date):
        if value.year < FIRST_YEAR:
            return f"a date before {FIRST_YEAR}"
        return value.isoformat()[:10]
    if isinstance(value, str):
        length = len(value.strip())
        return f"a text of {length} character" + ("s" if length != 1 else "")
    return "a time"


def parser_for(column: CaseColumn, as_of: date) -> Parser:
    """Return the function that reads the cells of a column other than the key."""
    if column.kind == "date":
        return lambda value: _date(value, as_of)
    if column.kind == "count":
        return _count
    words = {fold(word): word for word in column.words}
    if column.kind == "yes or no":
        words |= _SPELLINGS
    return lambda value: _word(value, words, column.words)


def is_fit_to_show(number: str) -> bool:
    """Return whether a case number may be printed: short, with a digit, nothing like a sentence."""
    return _NUMBER_FIT_TO_SHOW.fullmatch(number) is not None


def _word(value: CellValue, words: dict[str, str], choices: tuple[str, ...]) -> CaseValue | BadCase:
    if is_blank(value):
        return BLANK
    said = ""
    if isinstance(value, bool):
        said = "true" if value else "false"
    elif isinstance(value, str):
        said = fold(value)
    found = words.get(said)
    if found is not None:
        return found
    close = nearest(said, choices) if isinstance(value, str) else ()
    if not close and said in ("n/a", "na", "not applicable") and NOT_NEEDED in choices:
        close = (NOT_NEEDED,)
    expected = "one of " + ", ".join(choices)
    return BadCase(Code.CASE_WORD_NOT_RECOGNISED, described(value), expected, close)


def _count(value: CellValue) -> CaseValue | BadCase:
    read = read_count(value, MOST_PEOPLE)
    if isinstance(read, Bad):
        return BadCase(Code.COUNT_NOT_RECOGNISED, described(value), read.expected, read.nearest)
    return BLANK if read is None else read


def _date(value: CellValue, as_of: date) -> CaseValue | BadCase | Typed:
    if isinstance(value, str) and fold(value) == NOT_YET:
        return NOT_YET
    read = read_date(value)
    if read is None:
        return BLANK
    expected = f"a date, “{NOT_YET_WORDS}”, or an empty cell for unknown"
    if isinstance(read, Bad):
        close = nearest(fold(value), (NOT_YET_WORDS,)) if isinstance(value, str) else ()
        return BadCase(Code.CASE_DATE_NOT_RECOGNISED, described(value), expected, close)
    if read.value.year < FIRST_YEAR:
        return BadCase(Code.CASE_DATE_NOT_RECOGNISED, described(read.value), expected)
    if read.value > as_of:
        return BadCase(
            Code.CASE_DATE_FUTURE,
            read.value.isoformat(),
            f"a date up to {as_of.isoformat()}, or “{NOT_YET_WORDS}”",
        )
    return Typed(read.value.toordinal()) if read.typed else read.value.toordinal()
