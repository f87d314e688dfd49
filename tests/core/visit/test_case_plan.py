"""What reading some of the cases would tell of a median."""

from fractions import Fraction as F
from math import inf

from slavery_benchmark.core.cases.measuring import Range
from slavery_benchmark.core.cases.table import NOT_YET
from slavery_benchmark.core.visit.adverse_cases import CaseReader
from slavery_benchmark.core.visit.case_plan import MeasurePlan, plan_of
from tests.builders import END, answer
from tests.core.visit.visits import OPENED, case, files, one_criterion, scored


def planned(waits: list[int | None], drawn: int) -> MeasurePlan:
    """Return the plan of reading the first cases of these waits in days, None for one going on."""
    made = one_criterion("median")
    (median,) = made.themes[0].criteria[0].measures
    cases = files([case(started=NOT_YET if days is None else OPENED + days) for days in waits])
    force = scored(made, [answer("A-01a", 3)], cases)
    assert cases.table is not None
    reader = CaseReader(made, cases.table, END)
    return plan_of(reader, force.measures[0], median, range(drawn), force.submission)


def test_with_all_cases_drawn_it_is_the_interval_of_the_sheet() -> None:
    # of 11 waits the median lies between the second and the tenth, in 98.8 % of samples
    plan = planned(list(range(1, 12)), 11)
    assert (plan.drawn, plan.cases, plan.ranks) == (11, 11, (2, 10))
    assert plan.days == Range(F(2), F(10))


def test_of_fewer_cases_the_ends_are_taken_outwards() -> None:
    # of 6 waits between the first and the sixth: 12/7 and 72/7 of the sheet's, the 1st and the 11th
    plan = planned(list(range(1, 12)), 6)
    assert (plan.ranks, plan.days) == ((1, 6), Range(F(1), F(11)))


def test_a_wait_that_goes_on_may_never_end() -> None:
    plan = planned([*range(1, 10), None, None], 11)
    assert plan.days == Range(F(2), inf)
