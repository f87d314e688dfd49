"""From what stands in a cell to a date, and how it was read where the cell is no date cell."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from enum import StrEnum

import msgspec

from slavery_benchmark.core.text import clean, fold, has_odd_digits
from slavery_benchmark.reading.reader import CellValue

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_MONTH_OF = {
    **{name: number for number, name in enumerate(_MONTHS, 1)},
    **{name[:3]: number for number, name in enumerate(_MONTHS, 1)},
    "sept": 9,
}
_LONGEST = 60
_YEAR = r"([1-9][0-9]{3}|['’]?[0-9]{2})"
_ISO = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?:z|[+-][0-9]{2}:[0-9]{2})?")
_BY_NUMBER = re.compile(rf"([0-9]{{1,2}}) ?([/. -]) ?([0-9]{{1,2}}) ?\2 ?{_YEAR}")
_ORDINAL = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_BY_NAME = re.compile(rf"{_ORDINAL}[ ./-]{{0,3}}(?:of )?([a-z]{{3,9}})[.,]?[ ./,-]{{0,3}}{_YEAR}")
_NAME_FIRST = re.compile(rf"([a-z]{{3,9}})[. ] ?{_ORDINAL},? {_YEAR}")
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]? ")
_CLOCK = r"([0-9]{1,2}):([0-9]{2})(?::[0-9]{2}(?:[.,][0-9]{1,9})?)? ?(?:am|pm|hrs|hours|h)?"
_ZONE = r" ?(z|utc|gmt|bst|[+-][0-9]{2}:?[0-9]{2})?"
_TIME_AFTER = re.compile(rf"(.*?[0-9])(?:t|,? (?:at )?){_CLOCK}{_ZONE}")
_TIME_BEFORE = re.compile(rf"{_CLOCK},? (?:on )?(.*)")
_COMPACT = re.compile(r"20[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
_SERIAL = re.compile(r"[34567][0-9]{4}(?:\.[0-9]{1,12})?")
FIRST_YEAR = 1900
_FIRST_SERIAL, _LAST_SERIAL = 36_526, 73_050
"""The days of the calendar of spreadsheets that are 1 January 2000 and 31 December 2099."""
_DAY_NONE = date(1899, 12, 30)
EXPECTED = "a date, such as 31/03/2026 in a date cell, or 2026-03-31"


class Manner(StrEnum):
    """How something that is no date cell was read as a date."""

    BRITISH = "day, month, year"
    AMERICAN = "month, day, year"
    TEXT = "by the name of the month, or without the time"
    NUMBER = "as a day of the calendar of spreadsheets"


class NoDate(msgspec.Struct, frozen=True):
    """What cannot be read as a date; `both` are the dates that it may be, if there are two."""

    both: tuple[date, ...] = ()


class ReadDate(msgspec.Struct, frozen=True):
    """A date, and how it was read; None for a date cell and for text such as 2026-03-31."""

    value: date
    manner: Manner | None = None

    def other(self) -> date | None:
        """Return the other date that day/month/year may be, None if there is none."""
        if self.manner is not Manner.BRITISH or self.value.day > 12:
            return None
        swapped = self.value.replace(month=self.value.day, day=self.value.month)
        return swapped if swapped != self.value else None


def day_text(day: date) -> str:
    """Return a date in words: 1 April 2025."""
    return f"{day.day} {_MONTHS[day.month - 1].capitalize()} {day.year}"


def read_date(value: CellValue) -> ReadDate | NoDate | None:
    """Return the date in a cell, None for blank, or what is wrong with it.

    A date is a date cell; text with year, month and day in one order or another, or the month by
    its name; or the number of a day since 1900, from 2000 on. A time beside it does not count.
    """
    if isinstance(value, bool):
        return NoDate()
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        # a cell that holds no number at all comes as the first days of the calendar
        return ReadDate(day) if day.year > FIRST_YEAR else NoDate()
    if isinstance(value, float | int):
        return _of_number(value)
    if not isinstance(value, str):
        return NoDate()
    if len(value) > _LONGEST:
        return NoDate() if clean(value) else None
    said = fold(value)
    if not said:
        return None
    if has_odd_digits(value):
        return NoDate()
    try:
        return next(_readings(said), NoDate())
    except ValueError:
        return NoDate()


def _of_number(value: float) -> ReadDate | NoDate:
    """Read a day of the calendar of spreadsheets, or the digits of year, month and day."""
    if _FIRST_SERIAL <= value < _LAST_SERIAL + 1:
        return ReadDate(_DAY_NONE + timedelta(days=int(value)), Manner.NUMBER)
    digits = str(int(value)) if value == value and abs(value) < 10**8 else ""
    if digits and value == int(value) and _COMPACT.fullmatch(digits):
        try:
            return ReadDate(date.fromisoformat(digits), Manner.TEXT)
        except ValueError:
            return NoDate()
    return NoDate()


def _readings(said: str) -> Iterator[ReadDate | NoDate]:
    """Yield what a folded text may be read as, likeliest first; ValueError for no day there is."""
    day = _of_day(said)
    if day is not None:
        yield day
        return
    if _SERIAL.fullmatch(said) or _COMPACT.fullmatch(said):
        yield _of_number(float(said))
        return
    after = _TIME_AFTER.fullmatch(said)
    before = _TIME_BEFORE.fullmatch(said)
    if after:
        yield _with_time(after)
    elif before:
        day = _of_day(before[3])
        if day is not None and int(before[1]) < 24 and int(before[2]) < 60:
            yield _timed(day)


def _with_time(match: re.Match[str]) -> ReadDate | NoDate:
    day = _of_day(match[1])
    if day is None:
        return NoDate()
    clock, zone = time(int(match[2]) % 24, int(match[3])), match[4]
    if int(match[2]) == 24 and clock != time():
        return NoDate()
    if zone not in (None, "bst"):
        hours, minutes = (int(zone[:3]), int(zone[0] + zone[-2:])) if zone[0] in "+-" else (0, 0)
        moment = datetime.combine(day.value, clock) - timedelta(hours=hours, minutes=minutes)
        days = {moment.date(), (moment + timedelta(hours=1)).date()}
        if (hours, minutes) != (1, 0) and days != {day.value}:
            return NoDate(tuple(sorted(days)))
    return _timed(day)


def _timed(day: ReadDate) -> ReadDate:
    return day if day.manner is not None else ReadDate(day.value, Manner.TEXT)


def _of_day(said: str) -> ReadDate | None:
    """Read a day without a time, None for another text; ValueError for a day that there is not."""
    iso = _ISO.fullmatch(said)
    if iso:
        plain = iso[2] == "-" and len(said) == 10
        day = date(int(iso[1]), int(iso[3]), int(iso[4]))
        return ReadDate(day, None if plain else Manner.TEXT)
    said = _WEEKDAY.sub("", said, count=1) if _WEEKDAY.match(said) else said
    numbers = _BY_NUMBER.fullmatch(said)
    if numbers:
        first, second, year = int(numbers[1]), int(numbers[3]), _year(numbers[4])
        if second > 12:
            return ReadDate(date(year, first, second), Manner.AMERICAN)
        return ReadDate(date(year, second, first), Manner.BRITISH)
    named, first_named = _BY_NAME.fullmatch(said), _NAME_FIRST.fullmatch(said)
    if named and named[2] in _MONTH_OF:
        return ReadDate(date(_year(named[3]), _MONTH_OF[named[2]], int(named[1])), Manner.TEXT)
    if first_named and first_named[1] in _MONTH_OF:
        month = _MONTH_OF[first_named[1]]
        return ReadDate(date(_year(first_named[3]), month, int(first_named[2])), Manner.TEXT)
    return None


def _year(said: str) -> int:
    year = int(said.lstrip("'’"))
    return year if year > 99 else 2000 + year
