"""Whom and which period a submission is for, and which of a force's periods counts."""

from collections.abc import Iterable
from datetime import date

Period = tuple[date | None, date | None]
"""The first and the last day of a period; None where the cover does not say."""
SentFor = tuple[str, date | None, date | None]
"""Whom and which period a submission is for: of these there should be one workbook."""


def force_key(force: str, code: str) -> str:
    """Return by what a force is told from others: its code, or its name where it has none."""
    return code or force.casefold()


def sent_for(force: str, code: str, start: date | None, end: date | None) -> SentFor:
    """Return whom and which period a submission is for."""
    return force_key(force, code), start, end


def latest_start(periods: Iterable[Period], day: date | None) -> date | None:
    """Return when the latest of a force's periods starts, of those that hold `day` if it is given.

    An unknown start is the earliest of all, `date.min`. None if no period holds the day.
    """
    starts = (start or date.min for start, end in periods if _holds(start, end, day))
    return max(starts, default=None)


def is_latest(period: Period, latest: date | None, day: date | None) -> bool:
    """Return whether a submission of this period counts where `latest` is the force's last start.

    Submissions of the same period are not chosen between.
    """
    return _holds(*period, day) and (period[0] or date.min) == latest


def _holds(start: date | None, end: date | None, day: date | None) -> bool:
    return day is None or (start is not None and end is not None and start <= day <= end)
