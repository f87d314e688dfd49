"""How numbers and dates are written. The only place where anything is rounded: once, half up."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

UNKNOWN = "–"
_MOST_PLACES = 10
"""What is nearer to a bound than that is taken for it."""
_BOUNDS = 5
"""Scores are told from multiples of this."""
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def rounded(value: Fraction, places: int = 1) -> Decimal:
    """Return `value` with `places` decimals, half rounded away from zero."""
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(-whole if value < 0 else whole).scaleb(-places)


def telling(value: Fraction, places: int = 1) -> Decimal:
    """Return `value` with `places` decimals, or as many more as it takes to tell it from a bound.

    Bands, targets and the points of levels lie at multiples of 5: 79.96 is not written as 80.0,
    which would stand under a band from 80, and 79.94 is 79.9.
    """
    for more in range(places, _MOST_PLACES):
        number = rounded(value, more)
        if number == value or number % _BOUNDS:
            return number
    return rounded(value, places)


def told_difference(value: Fraction) -> Decimal:
    """Return a difference with one decimal, or as many more as it takes to tell it from none."""
    return telling(value) if abs(value) < 1 else rounded(value)


def places_of(value: Fraction | float, *, difference: bool = False) -> int:
    """Return with how many decimals a score or a difference is written."""
    near = float(value)
    off = abs(near) if difference else min(near % _BOUNDS, -near % _BOUNDS)
    if off > 0.0501:
        return 1
    exact = Fraction(repr(value)) if isinstance(value, float) else Fraction(value)
    told = told_difference(exact) if difference else telling(exact)
    return -int(told.as_tuple().exponent)


def score_text(value: Fraction | None, places: int = 1) -> str:
    """Return a score as 61.4, or a dash for unknown; never as a bound that it is not."""
    return UNKNOWN if value is None else f"{telling(value, places)}"


def plain_number(value: Fraction, places: int = 4) -> str:
    """Return a number with as many decimals as it has, at most `places`: 2, 0.5, 33.3333."""
    text = f"{rounded(value, places)}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def signed_text(value: Fraction | None) -> str:
    """Return a difference with its sign: +12.5, -3.0 or 0.0."""
    if value is None:
        return UNKNOWN
    return signed(told_difference(value))


def signed(number: Decimal) -> str:
    """Return a rounded number with its sign, 0 without one."""
    return f"{number:+}" if number else f"{abs(number)}"


def percent_text(share: Fraction | None, *, short: bool = False) -> str:
    """Return a share as a whole percentage that says 0% or 100% only when it is.

    `short` writes >99% for over 99%, for a narrow column.
    """
    if share is None:
        return UNKNOWN
    number = rounded(share * 100, 0)
    if number == 100 and share < 1:
        return ">99%" if short else "over 99%"
    if number == 0 and share > 0:
        return "<1%" if short else "under 1%"
    if number == 0 and share < 0:
        return "under 0%"
    return f"{number}%"


def probability_text(value: Fraction | None) -> str:
    """Return a probability with three decimals; one that would be 0 as a bound."""
    if value is None:
        return UNKNOWN
    return f"{rounded(value, 3)}" if value >= Fraction(1, 2000) else "<0.001"


def share_text(share: Fraction) -> str:
    """Return a share of weight as a percentage with one decimal: 4.8%."""
    return f"{rounded(share * 100)}%"


def date_text(day: date | None) -> str:
    """Return a date as 23 November 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else "unknown"


def period_text(start: date | None, end: date | None) -> str:
    """Return a period as 1 April 2025 to 31 March 2026."""
    if start is None and end is None:
        return "period not known"
    return f"{date_text(start)} to {date_text(end)}"


def count_text(number: int, one: str, many: str = "") -> str:
    """Return a count with its noun: 1 warning, 3 warnings."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
