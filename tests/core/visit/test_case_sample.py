"""Which cases to read: allocation by hand, the lot, and what reading would tell."""

from fractions import Fraction as F
from hashlib import sha256
from math import inf

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slavery_benchmark.core.cases.measuring import Range
from slavery_benchmark.core.cases.table import NOT_YET, Case, CaseFiles, CaseTable, Selection
from slavery_benchmark.core.change.levers import levers_of
from slavery_benchmark.core.intervals import wilson
from slavery_benchmark.core.visit.adverse_cases import Standing, stand, target_level, wait_limit
from slavery_benchmark.core.visit.case_sample import Stratum, allocate, draw_cases, lot
from tests.builders import END, answer, submission
from tests.core.visit.visits import OPENED, case, files, one_criterion, scored

SIZES = st.lists(st.integers(0, 40), min_size=1, max_size=5)


@pytest.mark.parametrize(
    ("sizes", "count", "drawn"),
    [
        # one each, then 6 in proportion to 21, 2, 9, 24 of 56: 2.25, 0.21, 0.96, 2.57
        ([22, 3, 10, 25], 10, [3, 1, 2, 4]),
        ([22, 0, 10, 25], 2, [1, 0, 1, 0]),
        ([5, 5], 3, [2, 1]),
        ([2, 1], 9, [2, 1]),
        ([0, 0], 4, [0, 0]),
    ],
)
def test_allocation_by_hand(sizes: list[int], count: int, drawn: list[int]) -> None:
    assert allocate(sizes, count) == drawn


@given(SIZES, st.integers(1, 200))
def test_allocation_fits_and_leaves_no_stratum_out_while_there_is_room(
    sizes: list[int], count: int
) -> None:
    drawn = allocate(sizes, count)
    assert sum(drawn) == min(count, sum(sizes))
    assert all(0 <= got <= size for got, size in zip(drawn, sizes, strict=True))
    if count >= len(sizes):
        assert all(got for got, size in zip(drawn, sizes, strict=True) if size)


def test_the_lot_can_be_drawn_again_with_any_sha256_program() -> None:
    own = submission([])
    # printf '7|fictional-aldermoss|12' | sha256sum
    assert lot(7, own, Case("12", 16)).startswith("9e446673058bacc9")
    assert lot(7, own, Case("", 16)).startswith("1a6818ba940189ba")
    unknown = submission([], code="", force="Elsewhere")
    assert lot(7, unknown, Case("12", 16)) == sha256(b"7|Elsewhere|12").hexdigest()


def shuffled(made: CaseFiles, order: list[int]) -> CaseFiles:
    table = made.table
    assert table is not None
    moved = CaseTable(
        sheet=table.sheet,
        rows=table.rows,
        numbers=[table.numbers[place] for place in order],
        letters=table.letters,
        values={name: [column[p] for p in order] for name, column in table.values.items()},
    )
    return CaseFiles(table=moved, listed=made.listed, in_period=None, selection=made.selection)


@given(st.permutations(range(20)), st.integers(0, 99))
def test_the_draw_depends_on_the_seed_and_not_on_the_order_of_rows(
    order: list[int], seed: int
) -> None:
    made = one_criterion("within", "share")
    cases = files([case(started=OPENED + (30 if n % 3 else 1), safeguarded=n % 2 * 2)
                   for n in range(20)])  # fmt: skip

    def numbers(own: CaseFiles) -> list[tuple[str, Stratum]]:
        drawn = draw_cases(scored(made, [answer("A-01a", 4)], own), made, 7, seed)
        assert drawn is not None
        return [(item.case.number, item.stratum) for item in drawn.cases]

    assert numbers(cases) == numbers(shuffled(cases, order))


def test_another_seed_draws_other_cases() -> None:
    made = one_criterion("within")
    force = scored(made, [answer("A-01a", 4)], files([case() for _ in range(200)]))
    draws = [draw_cases(force, made, 10, seed) for seed in (1, 2, 1)]
    numbers = [[item.case.number for item in drawn.cases] for drawn in draws if drawn]
    assert numbers[0] == numbers[2] != numbers[1]


def test_strata_say_what_a_case_would_settle() -> None:
    made = one_criterion("within", "share")
    cases = files(
        [
            *(case(started=OPENED + 30) for _ in range(8)),  # behind the discrepancy
            case(started=OPENED + 30, safeguarded=""),  # and not known to the other
            *(case(safeguarded="") for _ in range(2)),  # could lower 16 of 18 people
            case(safeguarded=0),
            case(),
        ]
    )
    force = scored(made, [answer("A-01a", 4)], cases)
    assert force.check("A-01a").differs_from == ("A-01m1",)
    drawn = draw_cases(force, made, 4, 5)
    assert drawn is not None
    assert [(item.stratum, item.cases, item.drawn) for item in drawn.strata] == [
        (Stratum.DIFFERS, 9, 1),
        (Stratum.NOT_KNOWN, 2, 1),
        (Stratum.ADVERSE, 1, 1),
        (Stratum.REST, 1, 1),
    ]
    late, unknown, adverse, good = drawn.cases
    assert late.look_for[0].measure == "A-01m1"
    assert unknown.look_for[0].cells == (f"Case files!P{unknown.case.row}",)
    assert (adverse.case.number, adverse.look_for[0].measure) == ("12", "A-01m2")
    assert (good.case.number, good.look_for) == ("13", ())


def test_more_than_there_are_draws_all_and_no_case_files_none() -> None:
    made = one_criterion("within")
    few = scored(made, [answer("A-01a", 4)], files([case() for _ in range(3)], Selection.OTHER))
    drawn = draw_cases(few, made, 50, 1)
    assert drawn is not None
    assert len(drawn.cases) == drawn.listed == 3
    assert drawn.selection is Selection.OTHER
    assert draw_cases(scored(made, [answer("A-01a", 4)]), made, 5, 1) is None


def test_planned_intervals_are_those_of_the_sheets_share_with_fewer_cases() -> None:
    made = one_criterion("within", "share", "median")
    # 32 of 40 in time: with 10 read it is Wilson's interval of 8 of 10
    cases = files([case(started=OPENED + (30 if n % 5 == 0 else 1), victims=1, safeguarded=1)
                   for n in range(40)])  # fmt: skip
    drawn = draw_cases(scored(made, [answer("A-01a", 2)], cases), made, 10, 1)
    assert drawn is not None
    within, share, median = drawn.measures
    assert (within.drawn, within.cases) == (10, 40)
    assert within.interval is not None
    low, high = wilson(8, 10)
    assert float(within.interval.low) == pytest.approx(100 * low)
    assert float(within.interval.high) == pytest.approx(100 * high)
    # one person a case: a share of people is a proportion, here 40 of 40
    assert share.interval is not None
    assert float(share.interval.low) == pytest.approx(100 * wilson(10, 10)[0])
    # ranks 2 and 9 of 10 hold the median with 97.9%
    assert (median.interval, median.ranks) == (None, (2, 9))
    # 32 waits of 1 day and 8 of 30: place 2 of 10 is 7 of 40, and 9 of 10 is 34 of 40
    assert median.days == Range(F(1), F(30))
    every = draw_cases(scored(made, [answer("A-01a", 2)], cases), made, 40, 1)
    assert every is not None
    whole = scored(made, [answer("A-01a", 2)], cases).measure("A-01m3").measured
    assert every.measures[2].days == whole.interval


def test_planned_days_stand_at_the_same_part_of_the_sheets_waits() -> None:
    # waits of 1 to 40 days, ten read: rank 2 of 10 is place 2 x 41 / 11 = 7.45, taken outwards to
    # 7; rank 9 is place 33.5, so 34. All read: ranks 14 and 27 themselves. Six read: 1 and 6 of 6
    # are places 5.9 and 35.1.
    made = one_criterion("median")
    cases = files([case(started=OPENED + wait) for wait in range(1, 41)])
    force = scored(made, [answer("A-01a", 2)], cases)
    for count, ranks, days in (
        (10, (2, 9), Range(F(7), F(34))),
        (40, (14, 27), Range(F(14), F(27))),
        (6, (1, 6), Range(F(5), F(36))),
    ):
        drawn = draw_cases(force, made, count, 1)
        assert drawn is not None
        (median,) = drawn.measures
        assert (median.ranks, median.days) == (ranks, days)


def test_waits_that_go_on_leave_the_planned_days_of_a_median_open() -> None:
    made = one_criterion("median")
    cases = files([case(started=NOT_YET if n % 2 else OPENED + 1) for n in range(20)])
    drawn = draw_cases(scored(made, [answer("A-01a", 2)], cases), made, 10, 1)
    assert drawn is not None
    assert drawn.measures[0].days == Range(F(1), inf)


def test_under_six_waits_and_cases_that_do_not_bear_on_it_have_no_interval() -> None:
    made = one_criterion("median", "proportion")
    cases = files([case(other_forces="No") for _ in range(12)])
    drawn = draw_cases(scored(made, [answer("A-01a", 2)], cases), made, 5, 1)
    assert drawn is not None
    median, crossing = drawn.measures
    assert (median.drawn, median.ranks, median.interval) == (5, None, None)
    assert (crossing.drawn, crossing.cases, crossing.interval) == (0, 0, None)


def test_people_of_one_case_are_not_counted_as_independent() -> None:
    made = one_criterion("share")
    # in each case all or none are safeguarded: 5 people tell no more than one
    cases = files([case(victims=5, safeguarded=5 if n % 2 else 0) for n in range(40)])
    drawn = draw_cases(scored(made, [answer("A-01a", 2)], cases), made, 10, 1)
    assert drawn is not None
    (plan,) = drawn.measures
    assert plan.interval is not None
    assert float(plan.interval.low) == pytest.approx(100 * wilson(5, 10)[0], abs=1)


def test_how_long_a_wait_may_be_to_be_at_a_level() -> None:
    made = one_criterion("median").themes[0].criteria[0].measures[0]
    # bands of 42, 14, 5 and 2 days: the longest of those that reach the level or a higher one
    assert [wait_limit(made, level) for level in (1, 2, 3, 4)] == [42, 14, 5, 2]
    bands = zip(made.bands, (2, 5, 14, 42), strict=True)
    longer = msgspec.structs.replace(
        made,
        direction="higher",
        bands=tuple(msgspec.structs.replace(band, limit=limit) for band, limit in bands),
    )
    assert [wait_limit(longer, level) for level in (1, 2, 3, 4)] == [2, 5, 14, 42]
    assert wait_limit(made, 5) is None


@pytest.mark.parametrize(("days", "adverse"), [(0, False), (5, False), (6, True)])
def test_a_wait_of_just_the_days_of_the_target_is_not_adverse(days: int, *, adverse: bool) -> None:
    made = one_criterion("median").themes[0].criteria[0].measures[0]
    values = dict(case(started=OPENED + days)[1])
    assert (stand(made, values, END, F(5)).standing is Standing.ADVERSE) is adverse
    other = msgspec.structs.replace(made, direction="higher")
    assert (stand(other, values, END, F(5)).standing is Standing.ADVERSE) is (days < 5)


@pytest.mark.parametrize(
    ("score", "level"), [(0, 0), (25, 1), (26, 2), (50, 2), (75, 3), (76, 4), (100, 4)]
)
def test_the_level_of_the_target_is_the_lowest_that_is_worth_it(score: float, level: int) -> None:
    made = one_criterion("median")
    target = msgspec.structs.replace(made.target, score=score)
    made = msgspec.structs.replace(made, target=target)
    assert target_level(made) == level
    assert levers_of(scored(made, [answer("A-01a", 2)]), made).target_level == level
