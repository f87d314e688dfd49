"""Case numbers: which may be printed, and which look as if they identified a person."""

import re
from collections.abc import Sequence
from datetime import date

from slavery_benchmark.core.problems import Code
from slavery_benchmark.extracting.case_log import CaseLog
from slavery_benchmark.extracting.personal_data import NOT_EXPECTED, like, looks_personal
from slavery_benchmark.extracting.personal_kinds import BIRTH, CRIME, PHONE

PLAIN_IS = "a number made for this return: up to six digits, or up to two letters and five digits"
_MONTH_AND_YEAR = "(?:0[1-9]|1[0-2])[0-9]{2}"
_SIX = f"(?:0[1-9]|[12][0-9]|3[01]){_MONTH_AND_YEAR}"
_FIVE = f"[1-9]{_MONTH_AND_YEAR}"
"""A day in six digits, and what is left of it where a spreadsheet drops the 0 in front."""
_AS_DAY = re.compile(f"{_SIX}|{_FIVE}")
_PLAIN = re.compile(
    rf"[0-9]{{1,6}}|(?:[A-Z]{{1,2}}|case|file|msht)[- ]?(?!{_FIVE}\Z)[0-9]{{1,5}}",
    re.IGNORECASE | re.ASCII,
)
_DATE = re.compile(
    rf"(?<![0-9])(?:{_SIX}"
    r"|(?:0?[1-9]|[12][0-9]|3[01])[/.-](?:0?[1-9]|1[0-2])[/.-](?:[0-9]{4}|[0-9]{2})"
    r"|(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]))(?![0-9])"
)
_LONG = re.compile(r"[0-9](?: ?[0-9]){6,}")
_MOBILE = re.compile(r"(?:0|(?:00)?44)?7[0-9]{9}")

has_plain_form = _PLAIN.fullmatch
"""Tells whether a case number is short and plain: 12, MS-012, Case 7. Anything else may hold a name
or a number of another register."""


def is_fit_to_show(number: str) -> bool:
    """Return whether a case number may be printed by itself: of plain form, and no day."""
    return has_plain_form(number) is not None and _AS_DAY.fullmatch(number) is None


def days_among(numbers: Sequence[str]) -> set[str]:
    """Return those of the numbers of all rows that are a day in digits, such as 030490 or 30490.

    One that is no larger than there are rows is a running number.
    """
    rows = len(numbers)
    large = {n for n in numbers if len(n) > 4 and n.isdecimal() and int(n) > rows}
    return {number for number in large if _AS_DAY.fullmatch(number)}


def personal_number(number: str) -> str | None:
    """Return what a case number looks as if it held, such as "a crime number"; None if nothing.

    Beside what any text may hold: a day in digits, and seven digits in a row or more.
    """
    kind = looks_personal(number)
    if kind is not None:
        return kind
    if _AS_DAY.fullmatch(number) or _DATE.search(number):
        return BIRTH
    long = _LONG.search(number)
    if long is None:
        return None
    digits = long[0].replace(" ", "")
    if _is_whole_day(digits):
        return BIRTH
    return PHONE if _MOBILE.fullmatch(digits) else CRIME


def _is_whole_day(digits: str) -> bool:
    """Return whether eight digits are a day from 1900 to 2099, its year first or last."""
    if len(digits) != 8:
        return False
    for year, month, day in (
        (digits[4:], digits[2:4], digits[:2]),
        (digits[:4], digits[4:6], digits[6:]),
    ):
        try:
            if 1900 <= date(int(year), int(month), int(day)).year < 2100:
                return True
        except ValueError:
            continue
    return False


def note_numbers(numbers: Sequence[str], place: int, first: int, log: CaseLog) -> set[str]:
    """Note each case number that looks personal, and once that others are not printed.

    `numbers` are those of the sheet from the row `first` (from 0) on, in the column `place`. Return
    the numbers that are not to be printed.
    """
    hidden = {number for number in set(numbers) if number and not has_plain_form(number)}
    hidden |= days_among(numbers)
    personal = {number: kind for number in hidden if (kind := personal_number(number))}
    others: list[int] = []
    for i, number in enumerate(numbers) if hidden else ():
        if number in personal:
            found = like(personal[number])
            log.add(Code.PERSONAL_DATA, first + i, place, found=found, expected=NOT_EXPECTED)
        elif number in hidden:
            others.append(first + i + 1)
    if others:
        count = f"{len(others):,} such numbers, the first" if len(others) > 1 else "one"
        log.add_for_column(
            Code.CASE_NUMBER_NOT_SHOWN,
            place,
            found=f"{count} in row {others[0]}",
            expected=PLAIN_IS,
        )
    return hidden
