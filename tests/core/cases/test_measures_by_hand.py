"""One measure of each kind, worked with a pencil; the sums stand beside the assertions."""

from fractions import Fraction as F

import msgspec
import pytest

from slavery_benchmark.core.cases.measuring import MeasureState, measure_cases
from slavery_benchmark.core.cases.table import BLANK, NOT_YET, UNUSABLE, CaseValue, Selection
from slavery_benchmark.core.framework.case_sheet import NO, NOT_NEEDED, YES
from slavery_benchmark.core.framework.measures import Condition
from tests.builders import END
from tests.cases import KNOWN, case_files, day, measure, measured

REPORTED = day("2025-06-02")


def test_a_proportion_of_cases() -> None:
    # Closed cases whose lines of enquiry were completed. Twelve are closed: nine completed, two
    # not, and one proved no modern slavery at all ("not needed") and is outside. Three are open.
    closed = [day("2025-09-01")] * 12 + [NOT_YET] * 3
    lines = [YES] * 9 + [NO] * 2 + [NOT_NEEDED] + [BLANK] * 3
    found = measured("INV-03m1", case_files({"closed": closed, "lines": lines}))
    assert (found.x, found.n, found.outside) == (9, 11, 4)
    assert found.value == F(900, 11)  # 81.8 %
    # Wilson, z = 1.96: z2 = 3.8415; centre (9/11 + 3.8415/22) / (1 + 3.8415/11) = 0.99280/1.34923
    # = 0.73583; half width 1.96 sqrt(0.148760/11 + 3.8415/484) / 1.34923 = 0.21278
    assert found.interval is not None
    assert float(found.interval.low) == pytest.approx(52.30, abs=0.01)
    assert float(found.interval.high) == pytest.approx(94.86, abs=0.01)
    # bands 50, 75, 90, 98: 81.8 is level 2; the ends 52.3 and 94.9 are levels 1 and 3
    assert (found.level, found.level_low, found.level_high) == (2, 1, 3)
    assert found.state is MeasureState.MEASURED
    assert found.extremes is None


def test_a_share_of_people() -> None:
    # Ten cases; potential victims 1,1,1,1,1,1,1,1,2,10 = 20; safeguarded all but those of the last.
    victims = [1] * 8 + [2, 10]
    safeguarded = [1] * 8 + [2, 0]
    found = measured("VIC-04m1", case_files({"victims": victims, "safeguarded": safeguarded}))
    assert (found.x, found.n, found.cases) == (10, 20, 10)
    assert found.value == 50  # level 1 from 50 on
    # Errors e = x - m/2: eight times 0.5, once 1, once -5; squares 8 x 0.25 + 1 + 25 = 28.
    # Effective size before corrections p(1-p) / (28/400) = 0.25/0.07 = 3.571, and that is below
    # what is left if the people of a case are all alike: 400 / (8 + 4 + 100) = 3.571, so it stays.
    # Wilson with 3.571 people at one half: centre 0.5; half width
    # 1.96 sqrt(0.25/3.571 + 3.8415/(4 x 3.571^2)) / (1 + 3.8415/3.571) = 0.74690/2.07561 = 0.35985
    assert found.interval is not None
    assert float(found.interval.low) == pytest.approx(14.02, abs=0.02)
    assert float(found.interval.high) == pytest.approx(85.98, abs=0.02)
    assert (found.level, found.level_low, found.level_high) == (1, 0, 2)


def test_a_median_with_cases_that_still_wait() -> None:
    # Reported on 2 June 2025, started after 0, 1, 2, 3, 4, 10, 20, 200 days; three have not started
    # by 31 March 2026, 302 days on. Eleven cases: the sixth wait is the median, 10 days.
    waits = (0, 1, 2, 3, 4, 10, 20, 200)
    started = [REPORTED + wait for wait in waits] + [NOT_YET] * 3
    found = measured("INV-01m1", case_files({"reported": [REPORTED] * 11, "started": started}))
    assert found.value == 10
    assert (found.n, found.x, found.waiting) == (11, 8, 3)
    # Of 11, P(fewer than 2 on one side) = 12/2048 = 0.6 %, fewer than 3 = 67/2048 = 3.3 %: so the
    # interval is from the second to the tenth wait: 1 day, and one that has not ended.
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == (1, float("inf"))
    # bands 42, 14, 5 and 2 days: 10 days is level 2; the ends are levels 4 and 0
    assert (found.level, found.level_low, found.level_high) == (2, 0, 4)


def test_a_median_with_cases_that_are_not_known_is_shown_at_both_extremes() -> None:
    # 1 to 10 days, and two cases of which nobody knows: the median of ten is 5.5. Had both started
    # at once it would be that of 0, 0, 1, ..., 10, which is 4.5; had neither ever, 6.5.
    started = [REPORTED + wait for wait in range(1, 11)] + [BLANK] * 2
    found = measured("INV-01m1", case_files({"reported": [REPORTED] * 12, "started": started}))
    assert (found.value, found.cases, found.unknown) == (F(11, 2), 10, 2)
    assert found.extremes is not None
    assert (found.extremes.low, found.extremes.high) == (F(9, 2), F(13, 2))


def test_a_measure_of_time_may_ask_for_the_dates_between_which_it_runs() -> None:
    # "Cases of which the start is known to have come" leaves out those that still wait, and no
    # more: of 0, 1, 2, 3, 4 and 10 days the median is 2.5. The two that wait are outside.
    dated = tuple(Condition(column=name, dated=True) for name in ("reported", "started"))
    asking = msgspec.structs.replace(measure("INV-01m1"), cases=dated)
    started = [REPORTED + wait for wait in (0, 1, 2, 3, 4, 10)] + [NOT_YET] * 2
    files = case_files({"reported": [REPORTED] * 8, "started": started})
    found = measure_cases(asking, files, KNOWN, END)
    assert found.value == F(5, 2)
    assert (found.cases, found.waiting, found.outside) == (6, 0, 2)


def test_a_time_within_a_limit() -> None:
    # Recorded on the same or the next day. Ten reports by the public: six the same day, one the
    # next, one after two days, one not yet though its limit has passed, and one reported on the
    # last day of the period and not yet recorded: its limit, 1 April, has not passed: not yet due.
    # Two came through the NRM: one recorded the day after the positive decision, one without such a
    # decision so far, for which the clock does not run.
    last = day("2026-03-31")
    route = ["Public"] * 10 + ["Through the NRM"] * 2
    reported = [REPORTED] * 9 + [last] + [REPORTED] * 2
    grounds: list[CaseValue] = [*[NOT_YET] * 10, REPORTED + 30, NOT_YET]
    recorded: list[CaseValue] = [
        *[REPORTED] * 6, REPORTED + 1, REPORTED + 2, NOT_YET, NOT_YET, REPORTED + 31, NOT_YET,
    ]  # fmt: skip
    found = measured(
        "REC-01m1",
        case_files(
            {
                "route": route,
                "reported": reported,
                "reasonable_grounds": grounds,
                "recorded": recorded,
            }
        ),
    )
    # in time 6 + 1 + 1 = 8 of 10; not due two
    assert (found.x, found.n, found.not_due) == (8, 10, 2)
    assert found.value == 80
    assert found.level == 2  # bands 40, 65, 90, 100


def test_crimes_of_one_case_do_not_make_up_for_another() -> None:
    # Ten discoveries by police of two people each; one has five crimes, nine have one.
    files = case_files(
        {"route": ["Police discovery"] * 10, "victims": [2] * 10, "crimes": [5] + [1] * 9}
    )
    found = measured("REC-01m2", files)
    assert (found.x, found.n) == (2 + 9, 20)


def test_what_is_unknown_or_unusable_is_shown_at_both_extremes() -> None:
    # Twelve cases with a lead force question: nine agreed, one not, one blank, one unusable.
    lead = [YES] * 9 + [NO, BLANK, UNUSABLE]
    found = measured("COO-03m1", case_files({"other_forces": [YES] * 12, "lead_force": lead}))
    assert (found.x, found.n, found.unknown, found.left_out) == (9, 10, 1, 1)
    assert found.extremes is not None
    assert (found.extremes.low, found.extremes.high) == (F(900, 12), F(1100, 12))
    # ten of twelve are known, 83 %: a level may be given
    assert found.level == 3  # 90 %
    lead = [YES] * 9 + [BLANK] * 3
    fewer = measured("COO-03m1", case_files({"other_forces": [YES] * 12, "lead_force": lead}))
    # nine of twelve are known, 75 %: below 80 %
    assert fewer.state is MeasureState.TOO_LITTLE_KNOWN
    assert fewer.level is None
    assert fewer.interval is None


def test_known_is_known_by_people() -> None:
    # Three cases of 50 people of whom nobody knows how many are safe, twelve of one who is: 12 of
    # 162 people are known, 7 %, though 12 of 15 cases are. It could be 12/162 = 7.4 % to 100 %.
    victims, safe = [50] * 3 + [1] * 12, [BLANK] * 3 + [1] * 12
    found = measured("VIC-04m1", case_files({"victims": victims, "safeguarded": safe}))
    assert (found.x, found.n, found.missing, found.known) == (12, 12, 150, F(12, 162))
    assert (found.cases, found.unknown) == (12, 3)
    assert found.state is MeasureState.TOO_LITTLE_KNOWN
    assert found.level is None
    assert found.extremes is not None
    assert (found.extremes.low, found.extremes.high) == (F(1200, 162), 100)
    # 48 known people of 60 are the 80 % that are needed, 47 of 59 are not
    for people, state in ((48, MeasureState.MEASURED), (47, MeasureState.TOO_LITTLE_KNOWN)):
        victims, safe = [1] * people + [6, 6], [1] * people + [BLANK] * 2
        found = measured("VIC-04m1", case_files({"victims": victims, "safeguarded": safe}))
        assert (found.n, found.missing, found.state) == (people, 12, state)


def test_a_blank_number_of_people_is_that_of_the_largest_case() -> None:
    # Thirty cases of one person, one of six, all safe; of one nobody knows how many people it has.
    # They could be six as well: of 42 people 36 or 42 are safe. One person would say 36/37 = 97 %.
    # To say how much is known it is an average case, of 36/31 people: 36 / (36 + 36/31) = 31/32.
    victims: list[CaseValue] = [*[1] * 30, 6, BLANK]
    safe: list[CaseValue] = [*[1] * 30, 6, BLANK]
    found = measured("VIC-04m1", case_files({"victims": victims, "safeguarded": safe}))
    assert (found.x, found.n, found.missing, found.largest) == (36, 36, 6, 6)
    assert found.extremes is not None
    assert (found.extremes.low, found.extremes.high) == (F(3600, 42), 100)
    assert found.known == F(31, 32)
    assert (found.level, found.level_low) == (4, 2)  # bands from 50, 75, 90 and 98 %
    # a case that is in no measure could be as large, and so could one whose two counts contradict
    for files in (
        case_files({"victims": victims[:-1], "safeguarded": safe[:-1]}, left_out=1),
        case_files({"victims": [*victims[:-1], 2], "safeguarded": [*safe[:-1], 3]}),
    ):
        again = measured("VIC-04m1", files)
        assert (again.missing, again.extremes) == (6, found.extremes)


def test_a_bad_cell_is_left_out_even_where_the_other_would_take_the_case_out() -> None:
    # Ten started and reviewed on the same day. One has not started, and its review is blank: not
    # yet due. One has not started, but what stands under its review cannot be used: left out.
    started: list[CaseValue] = [*[REPORTED] * 10, NOT_YET, NOT_YET]
    reviewed: list[CaseValue] = [*[REPORTED] * 10, BLANK, UNUSABLE]
    found = measured("INV-02m1", case_files({"started": started, "reviewed": reviewed}))
    assert (found.x, found.n, found.not_due, found.left_out) == (10, 10, 1, 1)
    # Ten cases of one person each; one of nobody; one of nobody with a count that cannot be used:
    # left out, and it stands for one person, as nobody knows how many there were.
    victims, people = [1] * 10 + [0, 0], [1] * 10 + [0]
    shares = measured(
        "VIC-04m1", case_files({"victims": victims, "safeguarded": [*people, UNUSABLE]})
    )
    assert (shares.x, shares.n, shares.outside, shares.left_out) == (10, 10, 1, 1)
    assert shares.extremes is not None
    assert (shares.extremes.low, shares.extremes.high) == (F(1000, 11), 100)


def test_a_case_that_may_not_belong_is_unknown() -> None:
    # Whether other forces are involved is blank: the case may or may not be one of those counted.
    found = measured(
        "COO-03m1",
        case_files({"other_forces": [YES] * 10 + [BLANK, NO], "lead_force": [YES] * 12}),
    )
    assert (found.n, found.unknown, found.outside) == (10, 1, 1)


@pytest.mark.parametrize(
    ("selection", "state"),
    [
        (Selection.ALL, MeasureState.MEASURED),
        (Selection.RANDOM, MeasureState.MEASURED),
        (Selection.OTHER, MeasureState.CHOSEN),
        (Selection.UNSAID, MeasureState.CHOSEN),
        (Selection.INCOMPLETE, MeasureState.CHOSEN),
        (Selection.MISCOUNTED, MeasureState.CHOSEN),
    ],
)
def test_only_all_or_random_cases_give_a_level(selection: Selection, state: MeasureState) -> None:
    files = case_files({"nca": [YES] * 20}, selection=selection)
    found = measured("COO-01m1", files)
    assert found.state is state
    assert (found.level is None) == (state is MeasureState.CHOSEN)
    assert (found.interval is None) == (state is MeasureState.CHOSEN)
    assert (found.x, found.n) == (20, 20)


def test_nine_cases_are_too_few_and_ten_are_enough() -> None:
    too_few = measured("COO-01m1", case_files({"nca": [YES] * 9}))
    assert too_few.state is MeasureState.TOO_FEW
    assert (too_few.x, too_few.n, too_few.level) == (9, 9, None)
    assert measured("COO-01m1", case_files({"nca": [YES] * 10})).level == 4


def test_a_median_that_is_not_reached() -> None:
    # Six of ten have waited since June and have not started: the median is beyond 302 days, and
    # more than 42 days is level 0 whatever comes.
    started: list[CaseValue] = [REPORTED] * 4 + [NOT_YET] * 6
    found = measured("INV-01m1", case_files({"reported": [REPORTED] * 10, "started": started}))
    assert found.value is None
    assert found.at_least == 302
    assert found.level == 0
    # Reported on the last day but two: at least two days, so it could be any level from 4 down.
    late = day("2026-03-29")
    started = [late] * 4 + [NOT_YET] * 6
    open_still = measured("INV-01m1", case_files({"reported": [late] * 10, "started": started}))
    assert open_still.state is MeasureState.NOT_SETTLED
    assert open_still.level is None


def test_not_supplied_is_not_zero() -> None:
    found = measured("COO-01m1", None)
    assert found.state is MeasureState.NOT_SUPPLIED
    assert (found.value, found.level, found.n) == (None, None, 0)
