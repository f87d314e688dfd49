"""The visit list: what is on it, why, in which order, redone by hand."""

from datetime import date
from fractions import Fraction as F

import msgspec

from slavery_benchmark.core.cases.table import NOT_YET, UNUSABLE, Selection
from slavery_benchmark.core.visit.adverse_cases import (
    CaseReader,
    Standing,
    not_needed,
    target_level,
)
from slavery_benchmark.core.visit.all_forces import visit_lists
from slavery_benchmark.core.visit.entry import CASE_FILES, Group, Why
from slavery_benchmark.core.visit.visit import visit_list
from tests.builders import (
    END,
    answer,
    blank,
    criterion,
    framework,
    invalid,
    not_applicable,
    shipped_criteria,
)
from tests.core.visit.visits import OPENED, case, files, measure, measured, one_criterion, scored


def test_a_level_far_above_the_own_cases_comes_first_with_the_files_to_read() -> None:
    made = one_criterion("within")
    late = [case(started=OPENED + 20 + n) for n in range(8)]
    force = scored(made, [answer("A-01a", 4)], files([*late, case("Z9", started=NOT_YET)]))
    first = visit_list(force, made)[0]
    # level 4 is 100 points, no case in time is level 0; the check weighs 3 of 4
    assert (first.group, first.why) == (Group.DIFFERS, Why.DIFFERS)
    assert (first.node, first.checks, first.measures) == ("A-01a", ("A-01a",), ("A-01m1",))
    assert (first.weight, first.gap) == (F(3, 4), F(100))
    assert first.priority == 75
    assert first.cells == ("Self-assessment!K5", "Case files!E", "Case files!I")
    # 1 April to 31 March is 364 days without a start, the longest; then the late ones
    assert [str(item.case) for item in first.cases] == [
        "Z9 (row 14)", "8 (row 13)", "7 (row 12)", "6 (row 11)", "5 (row 10)"
    ]  # fmt: skip
    assert (first.cases[0].seen.size, first.cases[0].seen.waiting) == (364, True)
    assert first.cases[1].cells == ("Case files!E13", "Case files!I13")


def test_the_lowest_of_several_measures_makes_the_gap_and_each_case_is_named_once() -> None:
    made = one_criterion("within", "share")
    # 3 of 10 in time: level 0; 18 of 20 safeguarded: level 3
    cases = [case(started=OPENED + (40 if n < 7 else 1), safeguarded=0 if n < 1 else 2)
             for n in range(10)]  # fmt: skip
    force = scored(made, [answer("A-01a", 4)], files(cases))
    entry = visit_list(force, made)[0]
    assert entry.measures == ("A-01m1",), "level 4 is but one above 18 of 20 people"
    both = [case(started=OPENED + 40, safeguarded=0) for _ in range(10)]
    entry = visit_list(scored(made, [answer("A-01a", 4)], files(both)), made)[0]
    assert entry.measures == ("A-01m1", "A-01m2")
    assert entry.gap == 100
    assert len({item.case.row for item in entry.cases}) == len(entry.cases) == 5


def test_groups_come_in_their_order_whatever_their_size() -> None:
    made = framework({
        "A": (1, [measured(criterion("A-01", [("a", 1)]), measure("A-01m1", "within"))]),
        "B": (50, [criterion("B-01", [("a", 1), ("b", 1)]), criterion("B-02", [("a", 1)])]),
    })  # fmt: skip
    late = files([case(started=OPENED + 30) for _ in range(9)])
    answers = [answer("A-01a", 4), answer("B-01a", 0), blank("B-01b"),
               answer("B-02a", 3, confirmed=None)]  # fmt: skip
    found = visit_list(scored(made, answers, late), made)
    assert [(entry.group, entry.node) for entry in found] == [
        (Group.DIFFERS, "A-01a"),
        (Group.UNSUPPORTED, "B-02a"),
        (Group.MISSING, "B-01b"),
    ], "half of B-01 is unanswered: no position, so it is not at or below 2017"
    answers[2] = answer("B-01b", 0)
    found = visit_list(scored(made, answers, late), made)
    assert [entry.group for entry in found] == [Group.DIFFERS, Group.UNSUPPORTED, Group.BASELINE]


def test_inside_a_group_weight_times_gap_decides_then_the_order_of_the_framework() -> None:
    made = framework({"A": (1, [criterion("A-01", [("a", 1), ("b", 2), ("c", 1), ("d", 4)])])})
    answers = [answer("A-01a", 4, confirmed=None), answer("A-01b", 3, confirmed=None),
               answer("A-01c", 4, confirmed=date(2025, 3, 31)), answer("A-01d", 4)]  # fmt: skip
    found = visit_list(scored(made, answers), made)
    # 4 counts as 2 (50 points lost), 3 as 2 (25 points): 1/8 x 50 = 2/8 x 25, framework order
    assert [entry.node for entry in found] == ["A-01a", "A-01b", "A-01c"]
    assert [entry.priority for entry in found] == [F(25, 4)] * 3
    assert [entry.gap for entry in found] == [50, 25, 50]
    assert {entry.group for entry in found} == {Group.UNSUPPORTED}


def test_a_criterion_at_2017_is_measured_against_the_target() -> None:
    made = framework({"A": (1, [criterion("A-01", [("a", 3), ("b", 1)])])})
    (entry,) = visit_list(scored(made, [answer("A-01a", 0), answer("A-01b", 3)]), made)
    # widespread: 0 to 25 points; (3 x 0 + 75) / 4 = 18.75 is inside
    assert (entry.group, entry.why, entry.node) == (Group.BASELINE, Why.AT, "A-01")
    assert entry.gap == 75 - F(75, 4)
    assert entry.checks == ("A-01a",), "b is at the target"
    mixed = framework({"A": (1, [criterion("A-01", [("a", 1)], kind="mixed")])})
    (entry,) = visit_list(scored(mixed, [answer("A-01a", 0)]), mixed)
    assert entry.why is Why.BELOW


def test_blank_invalid_and_not_applicable_stay_apart_and_one_state_is_one_entry() -> None:
    letters = "abcde"
    made = framework({"A": (1, [criterion("A-01", [(letter, 1) for letter in letters])])})
    answers = [blank("A-01a"), blank("A-01b"), invalid("A-01c"), not_applicable("A-01d"),
               answer("A-01e", 4)]  # fmt: skip
    found = visit_list(scored(made, answers), made)
    assert [(entry.why, entry.node, entry.checks) for entry in found] == [
        (Why.BLANK, "A-01", ("A-01a", "A-01b")),
        (Why.INVALID, "A-01c", ("A-01c",)),
        (Why.NOT_APPLICABLE, "A-01d", ("A-01d",)),
    ]
    assert [entry.priority for entry in found] == [40, 20, 20]


def test_what_is_said_not_to_apply_is_held_against_the_own_cases() -> None:
    made = one_criterion("proportion")
    cases = files([case(other_forces="No") for _ in range(8)] + [case() for _ in range(2)])
    entry = next(
        item
        for item in visit_list(scored(made, [not_applicable("A-01a")], cases), made)
        if item.why is Why.NOT_APPLICABLE
    )
    assert entry.measures == ("A-01m1",)
    assert [item.case.number for item in entry.cases] == ["9", "10"]
    none = files([case(other_forces="No") for _ in range(8)])
    entry = visit_list(scored(made, [not_applicable("A-01a")], none), made)[0]
    assert (entry.measures, entry.cases) == ((), ())


def test_without_case_files_there_is_one_entry_and_not_one_a_measure() -> None:
    shipped = shipped_criteria().framework
    answers = [answer(check.id, 4) for _, _, check in shipped.checks()]
    (entry,) = visit_list(scored(shipped, answers), shipped)
    assert (entry.why, entry.node, entry.criterion) == (Why.NOT_SUPPLIED, CASE_FILES, None)
    weights = shipped.effective_weights()
    assert len(entry.measures) == 16, "two of the eighteen are shown and not scored"
    assert entry.weight == sum(weights[measure_id] for measure_id in entry.measures)


def test_hand_picked_and_too_few_cases_are_one_entry_each() -> None:
    made = one_criterion("within", "share")
    picked = files([case() for _ in range(9)], Selection.OTHER)
    (entry,) = visit_list(scored(made, [answer("A-01a", 4)], picked), made)
    assert (entry.why, entry.measures, entry.cases) == (Why.CHOSEN, ("A-01m1", "A-01m2"), ())
    few = files([case(started=OPENED + 50), *(case() for _ in range(4))])
    (entry,) = visit_list(scored(made, [answer("A-01a", 4)], few), made)
    assert (entry.why, entry.node) == (Why.TOO_FEW, CASE_FILES)
    assert sorted(item.case.number for item in entry.cases) == ["1", "2", "3", "4", "5"]
    assert entry.cases[0].case.number == "1", "all can be read, the adverse one first"


def test_a_measure_that_is_about_no_case_is_apart_from_those_about_few() -> None:
    made = one_criterion("proportion", "within")
    cases = files([case(other_forces="No") for _ in range(4)])
    few, none = sorted(
        visit_list(scored(made, [answer("A-01a", 4)], cases), made), key=lambda e: e.why.name,
        reverse=True,
    )  # fmt: skip
    assert (none.why, none.measures, none.cases) == (Why.NO_CASE, ("A-01m1",), ())
    assert none.cells == ("Case files!W", "Case files!X")
    assert (few.why, few.measures) == (Why.TOO_FEW, ("A-01m2",))


def test_not_needed_is_counted_where_it_alone_takes_a_case_out() -> None:
    made = one_criterion("proportion")
    (crossing,) = made.themes[0].criteria[0].measures
    table = files([
        case(lead_force="Not needed"), case(lead_force="Not needed", other_forces="No"), case(),
        case(lead_force="Not needed", other_forces=""),
    ]).table  # fmt: skip
    assert table is not None
    assert not_needed(crossing, table, END) == 2, "of the second it is not the reason"


def test_no_case_is_adverse_to_a_measure_without_bands() -> None:
    made = one_criterion("proportion")
    (crossing,) = made.themes[0].criteria[0].measures
    table = files([case(lead_force="No"), case(), case(lead_force="")]).table
    assert table is not None
    reader = CaseReader(made, table, END)
    assert [item.case.number for item in reader.worst(crossing, 9)] == ["1", "3"]
    shown = msgspec.structs.replace(crossing, id="A-01m2", bands=(), weight=None)
    assert [item.case.number for item in reader.worst(shown, 9)] == ["3"]


def test_too_little_known_names_the_cases_and_the_empty_cells() -> None:
    made = one_criterion("within")
    cases = files(
        [*(case() for _ in range(6)), case(started=""), case(started=""), case(reported=UNUSABLE)]
    )
    (entry,) = visit_list(scored(made, [answer("A-01a", 3)], cases), made)
    assert (entry.why, entry.node, entry.criterion) == (Why.TOO_LITTLE_KNOWN, "A-01m1", "A-01")
    assert [(item.case.number, item.seen.standing, item.cells) for item in entry.cases] == [
        ("7", Standing.UNKNOWN, ("Case files!I12",)),
        ("8", Standing.UNKNOWN, ("Case files!I13",)),
        ("9", Standing.LEFT_OUT, ("Case files!E14",)),
    ]


def test_worst_of_a_share_are_most_people_and_of_a_median_the_waits_beyond_the_target() -> None:
    made = one_criterion("share", "median")
    share, median = made.themes[0].criteria[0].measures
    cases = files(
        [
            case(victims=3, safeguarded=2, started=OPENED + 5),
            case(victims=9, safeguarded=4, started=OPENED + 6),
            case(started=""),
        ]
    )
    assert cases.table is not None
    assert target_level(made) == 3
    reader = CaseReader(made, cases.table, date(2026, 3, 31))
    worst = [
        (item.case.number, item.seen.size, item.seen.people) for item in reader.worst(share, 9)
    ]
    assert worst == [("2", 5, 9), ("1", 1, 3)]
    # level 3, the target, is reached by up to 5 days
    standings = [item.standing for item in reader.seen(median)]
    assert standings == [Standing.GOOD, Standing.ADVERSE, Standing.UNKNOWN]
    unscored = msgspec.structs.replace(median, bands=(), weight=None)
    standings = [item.standing for item in CaseReader(made, cases.table, None).seen(unscored)]
    assert standings == [Standing.GOOD, Standing.GOOD, Standing.UNKNOWN]


def test_a_force_at_target_with_agreeing_cases_has_nothing_on_its_list() -> None:
    made = one_criterion("within")
    force = scored(made, [answer("A-01a", 4)], files([case() for _ in range(40)]))
    assert visit_list(force, made) == ()


def test_all_forces_are_counted_by_criterion_and_invented_ones_not_among_real_ones() -> None:
    made = framework({"A": (1, [criterion("A-01", [("a", 1)]), criterion("A-02", [("a", 1)])])})
    weak = [answer("A-01a", 4, confirmed=None), answer("A-02a", 0)]
    strong = [answer("A-01a", 4), blank("A-02a")]
    forces = [scored(made, weak, force="One"), scored(made, strong, force="Two")]
    lists = visit_lists(forces, made)
    assert lists.counted == (0, 1)
    assert [(item.node, dict(item.forces)) for item in lists.places] == [
        ("A-01", {Group.UNSUPPORTED: (0,)}),
        ("A-02", {Group.BASELINE: (0,), Group.MISSING: (1,)}),
    ]
    first = [(place, entry.node) for place, entry in lists.first(2)]
    assert first == [(0, "A-01a"), (0, "A-02")]
    assert lists.order() == ((0, 0), (0, 1), (1, 0))
    real = scored(made, strong, force="Three", fictional=False)
    lists = visit_lists([*forces, real], made)
    assert lists.counted == (2,)
    assert {place for place, _ in lists.first()} == {2}
    assert all(at == (2,) for item in lists.places for at in item.forces.values())


def test_an_edition_without_measures_has_no_word_of_cases() -> None:
    old = msgspec.structs.replace(
        framework({"A": (1, [criterion("A-01", [("a", 1)])])}), cases=None
    )
    found = visit_list(scored(old, [answer("A-01a", 4, confirmed=None)]), old)
    assert [(entry.group, entry.measures, entry.cases) for entry in found] == [
        (Group.UNSUPPORTED, (), ())
    ]
