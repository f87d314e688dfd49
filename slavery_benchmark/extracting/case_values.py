"""From what stands in a cell of the case files to a plain value, or to what is wrong with it.

Nothing of the text in a cell is repeated, but for a few words that are about nobody: what was found
is described.
"""

import re
from collections.abc import Callable
from datetime import date

import msgspec

from slavery_benchmark.core.cases.table import BLANK, NOT_YET, CaseValue
from slavery_benchmark.core.framework.case_sheet import NO, NOT_NEEDED, YES, CaseColumn
from slavery_benchmark.core.problems import Code
from slavery_benchmark.core.text import fold, nearest
from slavery_benchmark.extracting.dates import NoDate, ReadDate, day_text, read_date
from slavery_benchmark.extracting.layout import NOT_YET_WORDS
from slavery_benchmark.extracting.values import Bad, is_blank, read_count
from slavery_benchmark.reading.raw_cells import PICTURE
from slavery_benchmark.reading.reader import CellValue

MOST_PEOPLE = 9_999
FIRST_YEAR = 2000
_SPELLINGS = {"y": YES, "true": YES, "n": NO, "false": NO}
_NOT_APPLICABLE = ("n/a", "na", "not applicable")
_NOT_YET = ("ongoing", "open", "still open", "live", "pending", "in progress", "not closed")
"""What people write under a date that has not come: near to Not yet."""
_NOT_KNOWN = (
    *("unknown", "not known", "unk", "tbc", "tba", "to be confirmed", "not recorded", "?", "-"),
    *("--", "none", "nil", "all", "some", "several", "various"),
)
"""What people write where nothing is known, or no word is at hand."""
_SHOWN = frozenset((*_NOT_APPLICABLE, *_NOT_YET, *_NOT_KNOWN))
"""Texts that are about nobody, and so are shown as they are."""
_ERROR = re.compile(r"#[A-Z0-9/_!?]{1,20}|Err:[0-9]{1,4}")


class BadCase(msgspec.Struct, frozen=True):
    """What is wrong with a cell: the code, what was found in words of ours, what is expected.

    `nearest` are the valid values most like it, or `choices` those that it may be a slip of.
    """

    code: Code
    found: str
    expected: str
    nearest: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()

    def close_to(self, value: CellValue) -> tuple[str, ...]:
        """Return the valid values most like what stands in the cell; slow, so only where shown."""
        if not self.choices or not isinstance(value, str):
            return self.nearest
        said = fold(value)
        close = nearest(said, self.choices)
        if not close and said in _NOT_APPLICABLE and NOT_NEEDED in self.choices:
            return (NOT_NEEDED,)
        if NOT_YET_WORDS in self.choices:
            if said.strip(" .") in (*_NOT_YET, *_NOT_APPLICABLE):
                return (NOT_YET_WORDS,)
            return () if said.strip(" .") in _NOT_KNOWN else close
        return close


class Typed(msgspec.Struct, frozen=True):
    """A date that does not stand in a date cell, and how it was read."""

    day: int
    read: ReadDate


Parser = Callable[[CellValue], CaseValue | BadCase | Typed]


def described(value: CellValue) -> str:
    """Return what a cell holds: not the text itself, which may be about a person.

    Texts on a list of ours, such as "n/a", are about nobody.
    """
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float | int):
        whole = f"{value:.0f}"
        return f"{value:g}" if len(whole) < 7 else f"a number of {len(whole)} digits"
    if isinstance(value, date):
        return f"a date before {FIRST_YEAR}" if value.year < FIRST_YEAR else "a date"
    if isinstance(value, str):
        if (said := fold(value)) in _SHOWN:
            return said
        length = len(value.strip())
        return f"a text of {length} character" + ("s" if length != 1 else "")
    return "a time"


def parser_for(column: CaseColumn, as_of: date) -> Parser:
    """Return the function that reads the cells of a column other than the key."""
    if column.kind == "date":
        return lambda value: _date(value, as_of, may_wait=column.may_wait)
    if column.kind == "count":
        return _count
    words = {fold(word): word for word in column.words}
    if column.kind == "yes or no":
        words |= _SPELLINGS
    return lambda value: _word(value, words, column.words)


def error_shown(mark: str) -> str:
    """Return what an error cell is said to hold: the error, or what its text is like."""
    return mark if mark == PICTURE or _ERROR.fullmatch(mark) else described(mark)


def unsure(both: tuple[str, ...]) -> BadCase:
    """Return what is wrong with a date that may be either of two."""
    found = " or ".join(both)
    return BadCase(Code.DATE_UNSURE, found, "a date cell, or the month by its name", both)


def _word(value: CellValue, words: dict[str, str], choices: tuple[str, ...]) -> CaseValue | BadCase:
    if is_blank(value):
        return BLANK
    said = ""
    if isinstance(value, bool):
        said = "true" if value else "false"
    elif isinstance(value, str):
        said = fold(value)
    word = words.get(said)
    if word is not None:
        return word
    expected = "one of " + ", ".join(choices)
    found = described(value)
    return BadCase(Code.CASE_WORD_NOT_RECOGNISED, found, expected, choices=choices)


def _count(value: CellValue) -> CaseValue | BadCase:
    read = read_count(value, MOST_PEOPLE)
    if isinstance(read, Bad):
        return BadCase(Code.COUNT_NOT_RECOGNISED, described(value), read.expected, read.nearest)
    return BLANK if read is None else read


def _date(value: CellValue, as_of: date, *, may_wait: bool) -> CaseValue | BadCase | Typed:
    """Read a date. What every case has had, as that it came in, cannot be still to come."""
    waits = isinstance(value, str) and fold(value) == NOT_YET
    if waits and may_wait:
        return NOT_YET
    read = read_date(value)
    if read is None:
        return BLANK
    or_else = f", “{NOT_YET_WORDS}”, or an empty cell" if may_wait else ", or an empty cell"
    code = Code.CASE_DATE_NOT_RECOGNISED
    if isinstance(read, NoDate):
        if read.both:
            return unsure(tuple(map(day_text, read.both)))
        like = (NOT_YET_WORDS,) if may_wait else ()
        if waits:
            expected = f"a date, as every case has had it{or_else} for unknown"
            return BadCase(code, NOT_YET_WORDS, expected)
        expected = f"a date{or_else} for unknown"
        not_needed = (fold(NOT_NEEDED), *_NOT_APPLICABLE)
        if may_wait and isinstance(value, str) and fold(value) in not_needed:
            expected += f"; a step that was not needed is “{NOT_YET_WORDS}”"
        return BadCase(code, described(value), expected, choices=like)
    if read.value.year < FIRST_YEAR:
        expected = f"a date from {FIRST_YEAR} on{or_else} for unknown"
        return BadCase(code, described(read.value), expected)
    if read.value > as_of:
        expected = f"a date up to {as_of.isoformat()}{or_else} for unknown"
        return BadCase(Code.CASE_DATE_FUTURE, read.value.isoformat(), expected)
    day = read.value.toordinal()
    return day if read.manner is None else Typed(day, read)
