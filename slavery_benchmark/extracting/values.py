"""From what stands in a cell to a level, a number or a text; nothing is guessed."""

import re
from datetime import datetime
from math import isfinite

import msgspec

from slavery_benchmark.core.framework.framework import Level
from slavery_benchmark.core.text import (
    clean,
    fold,
    has_odd_digits,
    nearest,
    without_odd_digits,
)
from slavery_benchmark.extracting.layout import NOT_APPLICABLE, NOT_APPLICABLE_SPELLINGS
from slavery_benchmark.reading.reader import CellValue

_NUMBER = re.compile(r"[-+]?[0-9]{1,20}(?:[.,][0-9]{1,20})?")
_NUMBER_AND_WORD = re.compile(r"([0-9]{1,3})\s*[-:.,()=]*\s*(.*?)\)?")
_DIGIT = re.compile(r"(?<![0-9.,])[0-9](?![0-9]|[.,][0-9]|%)")
_LONG_NUMBER, _LETTERS = re.compile(r"[0-9]{2}"), re.compile(r"[^\W\d_]+")
_SHORT = 3
"""Letters of a word that says nothing beside a number, such as "tbc" or "now"."""
_DIGIT_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_LEVEL = re.compile(r"levels?(?: no\.?)?\s*[-:=]?\s*(?=[0-9])")
_ERROR_TEXT = re.compile(
    r"#(?:N/?A|VALUE!|REF!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!"
    r"|UNKNOWN!|GETTING_DATA|EXTERNAL!|PYTHON!)|Err:[0-9]{3}",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.0+)?|[0-9]{1,7}(?:\.0+)?")
_MOST_MEANT = 2
"""Levels that a text may waver between: with more numbers it is about something else."""
MOST_CASES = 9_999_999


class Bad(msgspec.Struct, frozen=True):
    """A value that cannot be read: what is expected, and the valid values most like it."""

    expected: str
    nearest: tuple[str, ...] = ()


def is_blank(value: CellValue) -> bool:
    """Return whether a cell holds nothing, or only blanks."""
    return isinstance(value, str) and not clean(value)


def as_text(value: CellValue) -> str:
    """Return what a cell holds as text on one line, as a person would write it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    return clean(str(value))


def is_error_text(text: str) -> bool:
    """Return whether a text is what a spreadsheet program shows for an error, pasted as text."""
    return _ERROR_TEXT.fullmatch(text.strip()) is not None


def read_level(value: CellValue, levels: tuple[Level, ...]) -> int | str | Bad | None:
    """Return the level in a cell, NOT_APPLICABLE, None for blank, or what is wrong with it.

    A level is its number, its word, or both: 3, 3.0, "3", "3 - In place", "in place", "Level 3".
    """
    if is_blank(value):
        return None
    labels = [f"{level.level} {level.word}" for level in levels]
    expected = f"a level from {labels[0]} to {labels[-1]}, or {NOT_APPLICABLE} with a reason"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _level_number(float(value), labels, expected)
    if not isinstance(value, str):
        return Bad(expected)
    if has_odd_digits(value):
        plain = read_level(without_odd_digits(value), levels)
        return Bad(expected, (labels[plain],) if isinstance(plain, int) else ())
    said = _LEVEL.sub("", fold(value), count=1).rstrip(".")
    if said in NOT_APPLICABLE_SPELLINGS:
        return NOT_APPLICABLE
    by_word = {fold(level.word): level.level for level in levels}
    if said in by_word:
        return by_word[said]
    if _NUMBER.fullmatch(said):
        return _level_number(float(said.replace(",", ".")), labels, expected)
    both = _NUMBER_AND_WORD.fullmatch(said)
    if both and by_word.get(both[2].strip()) == int(both[1]):
        return int(both[1])
    close = nearest(clean(value), [*labels, *(level.word for level in levels), NOT_APPLICABLE])
    if both and both[2].strip() in by_word and int(both[1]) < len(labels):
        expected = "a number and a word that belong together"
        close = (labels[int(both[1])], labels[by_word[both[2].strip()]])
    elif close and fold(close[0]) in by_word:
        close = (labels[by_word[fold(close[0])]],)
    return Bad(expected, close or _numbered(said, labels))


def _numbered(said: str, labels: list[str]) -> tuple[str, ...]:
    """Return the levels whose numbers stand in a text, in digits or words: one, or two of them."""
    words = _LETTERS.findall(said)
    spelt = [_DIGIT_WORDS.index(word) for word in words if word in _DIGIT_WORDS]
    numbers = sorted({*map(int, _DIGIT.findall(said)), *spelt})
    if len(numbers) > _MOST_MEANT or any(number >= len(labels) for number in numbers):
        return ()
    if _LONG_NUMBER.search(said) or any(
        len(word) > _SHORT and word not in (*_DIGIT_WORDS, "level") for word in words
    ):
        return ()
    return tuple(labels[number] for number in numbers)


def _level_number(number: float, labels: list[str], expected: str) -> int | Bad:
    if not isfinite(number) or 0 < number < 1:  # a share of something is no level
        return Bad(expected)
    if number.is_integer() and 0 <= number < len(labels):
        return int(number)
    inside = min(max(number, 0.0), len(labels) - 1.0)
    below = int(inside)
    choices = [below] if inside == below else [below, below + 1]
    distance = min(abs(inside - choice) for choice in choices)
    close = tuple(labels[c] for c in choices if abs(inside - c) == distance)
    return Bad(expected, close)


def read_count(value: CellValue, most: int = MOST_CASES) -> int | Bad | None:
    """Return the whole number in a cell, None for blank, or what is wrong with it."""
    if is_blank(value):
        return None
    if isinstance(value, str) and has_odd_digits(value):
        plain = read_count(without_odd_digits(value), most)
        return Bad(_count_expected(most), (str(plain),) if isinstance(plain, int) else ())
    number: float | None = None
    if isinstance(value, str) and _WHOLE.fullmatch(fold(value)):
        number = float(fold(value).replace(",", ""))
    elif isinstance(value, float | int) and not isinstance(value, bool):
        number = float(value)
    if number is not None and number.is_integer() and 0 <= number <= most:
        return int(number)
    close: tuple[str, ...] = ()
    if number is not None and 0 <= number < most:
        close = (str(int(number)), str(int(number) + 1))
    return Bad(_count_expected(most), close)


def _count_expected(most: int) -> str:
    return f"a whole number from 0 to {most:,}, or an empty cell for unknown"
