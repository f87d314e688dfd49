"""Columns of a table: what they hold, what they are called by people and by programs."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

import msgspec

from slavery_benchmark.document.numbers import (
    UNKNOWN,
    date_text,
    percent_text,
    plain_number,
    probability_text,
    score_text,
    share_text,
    signed_text,
)

Number = int | float | Fraction


class Kind(StrEnum):
    """What the cells of a column are, which says how they are written."""

    TEXT = "text"
    SCORE = "score"  # 0 to 100, one decimal
    DIFFERENCE = "difference"  # points, with a sign
    POINTS = "points"  # points of the overall score, one decimal
    SHARE = "share"  # 0 to 1, as a whole percentage
    PRECISE_SHARE = "precise share"  # 0 to 1, as a percentage with one decimal
    PROBABILITY = "probability"  # 0 to 1, three decimals, never shown as 0
    NUMBER = "number"  # as many decimals as it has
    RANGE = "range"  # the two ends of what a score could be, as a pair
    COUNT = "count"
    LEVEL = "level"
    DAYS = "days"
    DATE = "date"
    FLAG = "flag"  # yes or no
    TRACK = "track"  # where a score lies from 0 to 100, as a picture


NUMERIC = frozenset(Kind) - {Kind.TEXT, Kind.DATE, Kind.FLAG, Kind.TRACK, Kind.RANGE}
"""The kinds that stand flush right."""


class Quantity(msgspec.Struct, frozen=True):
    """A number of a kind of its own, where the rows of a column differ in unit."""

    number: Number
    kind: Kind


class Mark(msgspec.Struct, frozen=True):
    """A sign for a word, so that nothing is told by colour alone; `tone` is what formats style.

    said: what the sign says to whom it is read, where no word in the cell says it.
    """

    sign: str
    tone: str = ""
    said: str = ""


class Column(msgspec.Struct, frozen=True):
    """One column of a table over records.

    key: the field of a record that it shows, and its name in data; head: its name for people;
    whole: that name in full, where the head is cut. marks: signs for the words of `marked_by`, a
    field of the record (without it the field itself); where that is a column of positions on the
    same sheet, the signs of numbers follow what stands there. sign_by: a field with one more
    sign, as a mark: its tone comes before that of the word, and what it says is said too.
    tone_by, to_by: fields that hold a tone, and the place on the page that the cell leads to.
    blank: what an empty cell means; without it unknown is a dash.
    optional: left out where no record has anything. drop: what a narrow page gives up, highest
    first; 0 stays. whole_words: text that is never cut or broken. cut: text that is cut rather than
    broken over lines. width: of the column of a sheet, in characters. look: how its cells stand on
    a page: wide, evidence (half as wide) or hash. printed: on paper, and so on any page; else in
    sheets. detail: on a screen only when asked for. people, data: whether pages, and whether CSV
    and Parquet have it: a level with its claim in one text is for people, the two levels are for
    programs.
    """

    key: str
    head: str
    kind: Kind = Kind.TEXT
    whole: str = ""
    marks: Mapping[str, Mark] = {}
    marked_by: str = ""
    sign_by: str = ""
    tone_by: str = ""
    to_by: str = ""
    blank: str | None = None
    optional: bool = False
    drop: int = 0
    whole_words: bool = False
    cut: bool = False
    width: float = 0
    look: str = ""
    printed: bool = True
    detail: bool = False
    people: bool = True
    data: bool = True

    @property
    def numeric(self) -> bool:
        """Whether the cells stand flush right."""
        return self.kind in NUMERIC


def value_of(record: Any, key: str) -> Any:
    """Return a field of a record, which is an object or a mapping; None where it has none."""
    if type(record) is dict or isinstance(record, Mapping):  # most are, and that is told fast
        return record.get(key)
    return getattr(record, key, None)


def mark_of(record: Any, column: Column) -> Mark | None:
    """Return the sign that stands with a cell, or None."""
    if not column.marks:
        return None
    return column.marks.get(value_of(record, column.marked_by or column.key) or "")


def signs_of(record: Any, column: Column) -> str:
    """Return the signs that stand with a cell: that of its word, and one more."""
    return "".join(mark.sign for mark in _marks_of(record, column))


def tone_of(record: Any, column: Column) -> str:
    """Return the tone of a cell: its own, else that of the last of its signs that has one."""
    own = value_of(record, column.tone_by) if column.tone_by else None
    tones = [mark.tone for mark in _marks_of(record, column) if mark.tone]
    return own or (tones[-1] if tones else "")


def signs_said(record: Any, column: Column) -> str:
    """Return what the signs of a cell say to whom it is read."""
    return ", ".join(mark.said for mark in _marks_of(record, column) if mark.said)


def _marks_of(record: Any, column: Column) -> tuple[Mark, ...]:
    mark = mark_of(record, column)
    more = value_of(record, column.sign_by) if column.sign_by else None
    return tuple(item for item in (mark, more) if item)


def text_of(value: Any, column: Column) -> str:
    """Return a value as people read it. An empty list or text is blank, as what is not known."""
    if value is None or value == "" or value == ():
        if column.blank is not None:
            return column.blank
        return UNKNOWN if column.numeric else ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return date_text(value)
    if column.kind is Kind.RANGE:
        return _range(*value)
    if isinstance(value, tuple | list):
        return "; ".join(str(item) for item in value)
    if isinstance(value, Quantity):
        return _WRITTEN[value.kind](exactly(value.number))
    if column.kind in _WRITTEN and isinstance(value, Number):
        return _WRITTEN[column.kind](exactly(value))
    return str(value)


def exactly(value: Number) -> Fraction:
    """Return a number as a fraction; of a float, the one that its shortest text says.

    A score that lies exactly between two roundings has a short text (61.25), so that it is rounded
    as the fraction that it was made from.
    """
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)


def _range(low: Number | None, high: Number | None) -> str:
    if low is None or high is None or low == high:
        return ""
    return f"{score_text(exactly(low))} to {score_text(exactly(high))}"


def _count(value: Fraction) -> str:
    return f"{int(value):,}" if value.denominator == 1 else plain_number(value, 1)


def _days(value: Fraction) -> str:
    return f"{_count(value)} day{'' if value == 1 else 's'}"


_WRITTEN: dict[Kind, Callable[[Fraction], str]] = {
    Kind.SCORE: score_text,
    Kind.POINTS: score_text,
    Kind.DIFFERENCE: signed_text,
    Kind.SHARE: percent_text,
    Kind.PRECISE_SHARE: share_text,
    Kind.PROBABILITY: probability_text,
    Kind.NUMBER: plain_number,
    Kind.COUNT: _count,
    Kind.LEVEL: _count,
    Kind.DAYS: _days,
}
