"""What one case says to one measure. Cases that say the same are looked at once."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from slavery_benchmark.core.cases.table import BLANK, NOT_YET, UNUSABLE, CaseValue
from slavery_benchmark.core.framework.case_sheet import NOT_NEEDED
from slavery_benchmark.core.framework.measures import Condition, Measure, OtherStart

Values = Mapping[str, CaseValue]


class Verdict(StrEnum):
    """Where a case stands to a measure."""

    COUNTED = "counted"
    OUTSIDE = "outside"
    NOT_NEEDED = "not needed"
    NOT_DUE = "not due"
    WAITING = "waiting"
    UNKNOWN = "unknown"
    LEFT_OUT = "left out"


class Outcome(NamedTuple):
    """A verdict with its numbers.

    counted: x of n (1 of 1 for a case that meets a proportion; people for a share; days, and 1, for
    a median). waiting: days so far, not ended. unknown and left out: n is what it could have been,
    0 for a share of people if even the number of people is not known.
    """

    verdict: Verdict
    x: int = 0
    n: int = 1


OUTSIDE = Outcome(Verdict.OUTSIDE)
NOT_NEEDED_HERE = Outcome(Verdict.NOT_NEEDED)
NOT_DUE = Outcome(Verdict.NOT_DUE)
OF_NO_CONCERN = (Verdict.OUTSIDE, Verdict.NOT_NEEDED, Verdict.NOT_DUE)
"""Where a case stands that a measure is not about."""
UNKNOWN = Outcome(Verdict.UNKNOWN)
LEFT_OUT = Outcome(Verdict.LEFT_OUT)


def outcome(measure: Measure, values: Values, period_end: date | None) -> Outcome:
    """Return what a case with these values, by column id, says to a measure."""
    about = _all_hold(measure.cases, values)
    if isinstance(about, Outcome):
        return about
    found = _FINDERS[measure.kind](measure, values, period_end)
    if about is None and found.verdict not in OF_NO_CONCERN:
        return Outcome(Verdict.UNKNOWN, 0, found.n)  # it may not belong here at all
    return found


def _all_hold(conditions: Sequence[Condition], values: Values) -> Outcome | bool | None:
    """Return True, or OUTSIDE if one does not hold; LEFT_OUT or None where that cannot be told."""
    results = [_holds(condition, values[condition.column]) for condition in conditions]
    if any(result is OUTSIDE or result is False for result in results):
        return OUTSIDE
    if any(result is LEFT_OUT for result in results):
        return LEFT_OUT
    return None if None in results else True


def _holds(condition: Condition, value: CaseValue) -> Outcome | bool | None:
    """Return whether a condition holds; None for a blank, OUTSIDE for "not needed"."""
    if value == BLANK:
        return None
    if value == UNUSABLE:
        return LEFT_OUT
    if condition.dated is not None:
        return (value != NOT_YET) is condition.dated
    if condition.above is not None:
        return isinstance(value, int) and value > condition.above
    if value == NOT_NEEDED and NOT_NEEDED not in condition.one_of:
        return OUTSIDE
    return value in condition.one_of


def _proportion(measure: Measure, values: Values, period_end: date | None) -> Outcome:  # noqa: ARG001
    results = [_holds(condition, values[condition.column]) for condition in measure.counts]
    if any(result is OUTSIDE for result in results):
        return NOT_NEEDED_HERE
    if False in results:
        return Outcome(Verdict.COUNTED, 0, 1)
    if any(result is LEFT_OUT for result in results):
        return LEFT_OUT
    if None in results:
        return UNKNOWN
    return Outcome(Verdict.COUNTED, 1, 1)


def _share(measure: Measure, values: Values, period_end: date | None) -> Outcome:  # noqa: ARG001
    over = values[measure.over or ""]
    parts = [values[column] for column in measure.people]
    people = over if isinstance(over, int) and over > 0 else 0
    if UNUSABLE in (over, *parts):  # first: what a bad cell stands for may belie a 0 beside it
        return Outcome(Verdict.LEFT_OUT, 0, people)
    if over == 0:
        return OUTSIDE
    if BLANK in (over, *parts):
        return Outcome(Verdict.UNKNOWN, 0, people)
    counted = sum(part for part in parts if isinstance(part, int))
    if counted > people and not measure.capped:
        return Outcome(Verdict.LEFT_OUT, 0, 0)  # one of the two is wrong, and it may be either
    return Outcome(Verdict.COUNTED, min(counted, people), people)


def _median(measure: Measure, values: Values, period_end: date | None) -> Outcome:
    start, end = values[measure.start or ""], values[measure.end or ""]
    early = _without_days(start, end)
    if early is not None:
        return early
    if isinstance(start, int) and isinstance(end, int):
        return Outcome(Verdict.COUNTED, end - start, 1)
    if period_end is None:
        return UNKNOWN
    waited = period_end.toordinal() - int(start)
    return Outcome(Verdict.WAITING, waited, 1) if waited >= 0 else NOT_DUE


def _within(measure: Measure, values: Values, period_end: date | None) -> Outcome:
    start = values[measure.start or ""]
    if measure.from_instead is not None:
        other = values[measure.from_instead.column]
        start = chosen_start(starts_elsewhere(measure.from_instead, values), start, other)
    end, limit = values[measure.end or ""], measure.days or 0
    early = _without_days(start, end)
    if early is not None:
        return early
    if period_end is not None and int(start) + limit > period_end.toordinal():
        return NOT_DUE  # whatever happened: only the quick ones of these would be known
    if isinstance(start, int) and isinstance(end, int):
        return Outcome(Verdict.COUNTED, int(end - start <= limit), 1)
    return UNKNOWN if period_end is None else Outcome(Verdict.COUNTED, 0, 1)


def starts_elsewhere(instead: OtherStart, values: Values) -> Outcome | bool | None:
    """Return True if the clock of this case runs from the other column, OUTSIDE if not.

    LEFT_OUT or None where that cannot be told.
    """
    return _all_hold(instead.when, values)


def chosen_start(elsewhere: Outcome | bool | None, own: CaseValue, other: CaseValue) -> CaseValue:
    """Return the value from which the clock runs: one of the two, or that it cannot be told."""
    if elsewhere is OUTSIDE:
        return own
    if elsewhere is None:
        return BLANK
    return UNUSABLE if elsewhere is LEFT_OUT else other


def _without_days(start: CaseValue, end: CaseValue) -> Outcome | None:
    """Return the outcome where no days can be counted: the clock has not started, or is unknown.

    A bad end comes first: a date that is there belies a start that has not come.
    """
    if UNUSABLE in (start, end):
        return LEFT_OUT
    if start == NOT_YET:
        return NOT_DUE
    if BLANK in (start, end):
        return UNKNOWN
    return None


_FINDERS = {
    "proportion": _proportion,
    "share": _share,
    "median": _median,
    "within": _within,
}
