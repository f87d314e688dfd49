"""Measures that ask for two things of a case, in either order: which of the two answers decides."""

from collections.abc import Sequence

import msgspec
import pytest

from slavery_benchmark.core.cases.outcomes import Outcome, Verdict, outcome
from slavery_benchmark.core.cases.table import BLANK, NOT_YET, UNUSABLE, CaseValue
from slavery_benchmark.core.framework.case_sheet import NO, NOT_NEEDED, YES
from slavery_benchmark.core.framework.measures import Condition, Measure, OtherStart
from tests.builders import END
from tests.cases import measure

TWO = tuple(Condition(column=column, one_of=(YES,)) for column in ("one", "other"))
MEETS, FAILS = Outcome(Verdict.COUNTED, 1, 1), Outcome(Verdict.COUNTED, 0, 1)
OUTSIDE, NEEDLESS, UNKNOWN, LEFT_OUT, NOT_DUE = (
    Outcome(Verdict.OUTSIDE),
    Outcome(Verdict.NOT_NEEDED),
    Outcome(Verdict.UNKNOWN),
    Outcome(Verdict.LEFT_OUT),
    Outcome(Verdict.NOT_DUE),
)
LAST = END.toordinal()


def asking(base: str, **changes: object) -> Measure:
    """Return a shipped measure with other rules."""
    return msgspec.structs.replace(measure(base), **changes)


def said(made: Measure, **values: CaseValue) -> Outcome:
    """Return what a case with these values says."""
    return outcome(made, values, END)


def in_both_orders(*rows: tuple[CaseValue, CaseValue, object]) -> Sequence[tuple[object, ...]]:
    """Return the rows, and each with its two values the other way round."""
    return [*rows, *((other, one, found) for one, other, found in rows if one != other)]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    in_both_orders(
        (YES, YES, MEETS),
        (YES, NO, FAILS),
        (NO, NO, FAILS),
        (NOT_NEEDED, YES, NEEDLESS),  # “not needed” in either takes the case out
        (NOT_NEEDED, NO, NEEDLESS),
        (NOT_NEEDED, BLANK, NEEDLESS),
        (NOT_NEEDED, UNUSABLE, NEEDLESS),
        (BLANK, NO, FAILS),  # whatever the blank one was
        (UNUSABLE, NO, FAILS),
        (BLANK, YES, UNKNOWN),
        (UNUSABLE, YES, LEFT_OUT),
        (UNUSABLE, BLANK, LEFT_OUT),
    ),
)
def test_a_proportion_that_counts_by_two_columns(
    one: CaseValue, other: CaseValue, expected: Outcome
) -> None:
    made = asking("COO-01m1", cases=(), counts=TWO)
    assert said(made, one=one, other=other) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    in_both_orders(
        (YES, YES, MEETS),
        (YES, NO, OUTSIDE),
        (NO, BLANK, OUTSIDE),  # it is about cases of which both hold
        (NO, UNUSABLE, OUTSIDE),
        (NOT_NEEDED, BLANK, OUTSIDE),
        (NOT_NEEDED, UNUSABLE, OUTSIDE),
        (BLANK, YES, UNKNOWN),
        (UNUSABLE, YES, LEFT_OUT),
        (UNUSABLE, BLANK, LEFT_OUT),
    ),
)
def test_a_measure_about_cases_of_which_two_things_hold(
    one: CaseValue, other: CaseValue, expected: Outcome
) -> None:
    counted = (Condition(column="nca", one_of=(YES,)),)
    made = asking("COO-01m1", cases=TWO, counts=counted)
    assert said(made, one=one, other=other, nca=YES) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, OUTSIDE),
        (1, OUTSIDE),
        (2, MEETS),  # more than one
        (BLANK, UNKNOWN),
        (UNUSABLE, LEFT_OUT),
        (NOT_YET, OUTSIDE),
    ],
)
def test_a_measure_about_cases_of_more_than_so_many(value: CaseValue, expected: Outcome) -> None:
    above = (Condition(column="victims", above=1),)
    made = asking("COO-01m1", cases=above, counts=(Condition(column="nca", one_of=(YES,)),))
    assert said(made, victims=value, nca=YES) == expected


@pytest.mark.parametrize(
    ("over", "one", "other", "capped", "expected"),
    [
        (3, 1, 2, False, Outcome(Verdict.COUNTED, 3, 3)),  # all of them, and no more
        (3, 2, 2, False, Outcome(Verdict.LEFT_OUT, 0, 0)),  # nobody knows of how many
        (3, 2, 2, True, Outcome(Verdict.COUNTED, 3, 3)),
        (3, 1, 1, True, Outcome(Verdict.COUNTED, 2, 3)),
        (1, 0, 1, False, Outcome(Verdict.COUNTED, 1, 1)),
        (1, 0, 0, False, Outcome(Verdict.COUNTED, 0, 1)),
        (0, 0, 0, False, OUTSIDE),
        (0, UNUSABLE, 0, False, Outcome(Verdict.LEFT_OUT, 0, 0)),
        (3, 1, UNUSABLE, False, Outcome(Verdict.LEFT_OUT, 0, 3)),
        (3, BLANK, UNUSABLE, False, Outcome(Verdict.LEFT_OUT, 0, 3)),
        (3, 1, BLANK, False, Outcome(Verdict.UNKNOWN, 0, 3)),
        (BLANK, 1, 1, False, Outcome(Verdict.UNKNOWN, 0, 0)),
    ],
)
def test_a_share_of_the_people_of_a_case_from_two_columns(
    over: CaseValue, one: CaseValue, other: CaseValue, *, capped: bool, expected: Outcome
) -> None:
    made = asking("VIC-04m1", people=("one", "other"), over="over", capped=capped, cases=())
    assert said(made, over=over, one=one, other=other) == expected
    assert said(made, over=over, one=other, other=one) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (LAST - 9, LAST - 9, Outcome(Verdict.COUNTED, 0, 1)),
        (LAST - 9, LAST, Outcome(Verdict.COUNTED, 9, 1)),
        (LAST - 9, NOT_YET, Outcome(Verdict.WAITING, 9, 1)),
        (LAST, NOT_YET, Outcome(Verdict.WAITING, 0, 1)),  # the clock began on the last day
        (LAST + 1, NOT_YET, NOT_DUE),
    ],
)
def test_a_wait_that_begins_on_the_last_day_of_the_period_goes_on(
    start: CaseValue, end: CaseValue, expected: Outcome
) -> None:
    made = asking("INV-01m1", cases=(), start="start", end="end")
    assert said(made, start=start, end=end) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (LAST - 9, LAST - 2, MEETS),  # seven days: the limit itself is in time
        (LAST - 9, LAST - 1, FAILS),
        (LAST - 8, NOT_YET, FAILS),
        (LAST - 7, NOT_YET, FAILS),  # the limit is the last day of the period, and has passed
        (LAST - 6, NOT_YET, NOT_DUE),
    ],
)
def test_a_limit_that_falls_on_the_last_day_of_the_period_has_passed(
    start: CaseValue, end: CaseValue, expected: Outcome
) -> None:
    made = asking("REC-01m1", cases=(), start="start", end="end", days=7, from_instead=None)
    assert said(made, start=start, end=end) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    in_both_orders(
        (YES, YES, FAILS),  # the clock ran from the other column, nine days before
        (YES, NO, MEETS),
        (NO, BLANK, MEETS),
        (NO, UNUSABLE, MEETS),
        (BLANK, YES, UNKNOWN),
        (UNUSABLE, YES, LEFT_OUT),
        (UNUSABLE, BLANK, LEFT_OUT),
    ),
)
def test_the_clock_runs_from_elsewhere_only_if_two_things_hold(
    one: CaseValue, other: CaseValue, expected: Outcome
) -> None:
    instead = OtherStart(column="before", when=TWO)
    made = asking("REC-01m1", cases=(), start="start", end="end", days=7, from_instead=instead)
    found = said(made, start=LAST - 7, before=LAST - 9, end=LAST, one=one, other=other)
    assert found == expected
