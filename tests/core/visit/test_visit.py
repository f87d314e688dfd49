"""The visit list: what is on it, and why; the points are redone in test_priority."""

from datetime import date

import msgspec

from slavery_benchmark.core.cases.table import NOT_YET, UNUSABLE, CaseFiles, Selection
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.scores import Assurance, ForceScore
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.core.scoring.submission import Response
from slavery_benchmark.core.visit.adverse_cases import (
    CaseReader,
    Standing,
    not_needed,
    target_level,
)
from slavery_benchmark.core.visit.all_forces import visit_lists
from slavery_benchmark.core.visit.entry import Entry, Ground, Why
from slavery_benchmark.core.visit.priority import Label, PriorityRule
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
    submission,
)
from tests.core.visit.visits import OPENED, case, files, measure, measured, one_criterion, scored


def grounds(
    made: Framework, answers: list[Response], cases: CaseFiles | None = None
) -> tuple[Ground, ...]:
    """Return the grounds of the only criterion on the list."""
    (item,) = entries(scored(made, answers, cases), made)
    return item.grounds


def entries(force: ForceScore, made: Framework) -> tuple[Entry, ...]:
    return visit_list(force, PriorityRule(made).points_to_settle(force), made)


def test_a_level_far_above_the_own_cases_has_the_files_to_read() -> None:
    made = one_criterion("within")
    late = [case(started=OPENED + 20 + n) for n in range(8)]
    cases = files([*late, case("Z9", started=NOT_YET)])
    (item,) = entries(scored(made, [answer("A-01a", 4)], cases), made)
    assert (item.criterion, item.label) == ("A-01", Label.CONTRADICTED)
    assert item.points.total == 75
    assert item.cells == ("Self-assessment!K5", "Case files!E", "Case files!I")
    # 1 April to 31 March is 364 days without a start, the longest; then the late ones
    assert [str(found.case) for found in item.cases] == [
        "Z9 (row 14)", "8 (row 13)", "7 (row 12)", "6 (row 11)", "5 (row 10)"
    ]  # fmt: skip
    assert (item.cases[0].seen.size, item.cases[0].seen.waiting) == (364, True)
    assert item.cases[1].cells == ("Case files!E13", "Case files!I13")
    (ground,) = item.grounds
    assert (ground.why, ground.checks) == (Why.DIFFERS, ("A-01a",))
    assert ground.measures == ("A-01m1",), "a measure that differs is no ground of its own"


def test_the_measures_that_differ_are_named_and_each_case_once() -> None:
    made = one_criterion("within", "share")
    # 3 of 10 in time: level 0; 18 of 20 safeguarded: level 3
    cases = [case(started=OPENED + (40 if n < 7 else 1), safeguarded=0 if n < 1 else 2)
             for n in range(10)]  # fmt: skip
    (ground,) = grounds(made, [answer("A-01a", 4)], files(cases))
    assert ground.measures == ("A-01m1",), "level 4 is but one above 18 of 20 people"
    both = [case(started=OPENED + 40, safeguarded=0) for _ in range(10)]
    (item,) = entries(scored(made, [answer("A-01a", 4)], files(both)), made)
    assert item.grounds[0].measures == ("A-01m1", "A-01m2")
    assert len({found.case.row for found in item.cases}) == len(item.cases) == 5


def test_entries_come_by_their_points_then_in_the_order_of_the_framework() -> None:
    made = framework({
        "A": (1, [measured(criterion("A-01", [("a", 1)]), measure("A-01m1", "within"))]),
        "B": (50, [criterion("B-01", [("a", 1), ("b", 1)]), criterion("B-02", [("a", 1)])]),
    })  # fmt: skip
    late = files([case(started=OPENED + 30) for _ in range(9)])
    answers = [answer("A-01a", 4), answer("B-01a", 4), answer("B-01b", 0),
               answer("B-02a", 3, confirmed=None)]  # fmt: skip
    found = entries(scored(made, answers, late), made)
    assert [(item.criterion, item.label) for item in found] == [
        ("B-01", Label.WEAKNESS),
        ("B-02", Label.UNSUPPORTED),
        ("A-01", Label.CONTRADICTED),
    ]


def test_what_is_low_is_named_as_judged_and_as_measured() -> None:
    made = one_criterion("within")
    cases = files([case(started=OPENED + (1 if n < 7 else 30)) for n in range(10)])
    (ground,) = grounds(made, [answer("A-01a", 2)], cases)
    assert (ground.why, ground.checks, ground.measures) == (Why.LOW, ("A-01a",), ("A-01m1",))


def test_blank_invalid_and_not_applicable_stay_apart_and_one_state_is_one_ground() -> None:
    letters = "abcde"
    made = framework({"A": (1, [criterion("A-01", [(letter, 1) for letter in letters])])})
    answers = [blank("A-01a"), blank("A-01b"), invalid("A-01c"), not_applicable("A-01d"),
               answer("A-01e", 4)]  # fmt: skip
    assert [(item.why, item.checks) for item in grounds(made, answers)] == [
        (Why.BLANK, ("A-01a", "A-01b")),
        (Why.INVALID, ("A-01c",)),
        (Why.NOT_APPLICABLE, ("A-01d",)),
    ]


def test_what_is_said_not_to_apply_is_held_against_the_own_cases() -> None:
    made = one_criterion("proportion")
    cases = files([case(other_forces="No") for _ in range(8)] + [case() for _ in range(2)])
    (ground,) = grounds(made, [not_applicable("A-01a")], cases)
    assert (ground.why, ground.measures) == (Why.NOT_APPLICABLE, ("A-01m1",))
    assert [item.case.number for item in ground.cases] == ["9", "10"]
    none = files([case(other_forces="No") for _ in range(8)])
    (ground,) = grounds(made, [not_applicable("A-01a")], none)
    assert (ground.measures, ground.cases) == ((), ())


def test_without_case_files_each_criterion_that_they_would_test_is_not_told() -> None:
    shipped = shipped_criteria().framework
    force = scored(shipped, [answer(check.id, 4) for _, _, check in shipped.checks()])
    found = entries(force, shipped)
    whys = {(item.label, ground.why) for item in found for ground in item.grounds}
    assert whys == {(Label.NOT_TOLD, Why.NOT_SUPPLIED)}
    measures = [m.id for _, m in shipped.measures() if m.is_scored]
    assert sorted(m for item in found for m in item.grounds[0].measures) == sorted(measures)


def test_hand_picked_cases_and_a_sample_with_too_few_are_grounds() -> None:
    made = one_criterion("within", "share")
    picked = files([case() for _ in range(9)], Selection.OTHER)
    (ground,) = grounds(made, [answer("A-01a", 4)], picked)
    assert (ground.why, ground.measures, ground.cases) == (Why.CHOSEN, ("A-01m1", "A-01m2"), ())
    few = [case(started=OPENED + 50), *(case() for _ in range(4))]
    (ground,) = grounds(made, [answer("A-01a", 4)], files(few, Selection.RANDOM))
    assert ground.why is Why.TOO_FEW
    assert sorted(item.case.number for item in ground.cases) == ["1", "2", "3", "4", "5"]
    assert ground.cases[0].case.number == "1", "all can be read, the adverse one first"
    assert entries(scored(made, [answer("A-01a", 4)], files(few)), made) == (), "all are listed"


def test_rows_that_are_missing_and_cells_that_are_empty_are_grounds() -> None:
    made, high = one_criterion("within"), [answer("A-01a", 4)]
    missing = msgspec.structs.replace(files([case()] * 10), in_period=12)
    (ground,) = grounds(made, high, missing)
    assert (ground.why, ground.measures) == (Why.NOT_ALL_LISTED, ("A-01m1",))
    (ground,) = grounds(made, high, files([*[case()] * 10, *[case(started="")] * 2]))
    assert (ground.why, ground.measures) == (Why.PARTLY_KNOWN, ("A-01m1",))
    assert [item.case.number for item in ground.cases] == ["11", "12"]


def test_an_answer_that_is_set_aside_is_a_ground() -> None:
    made = framework({"A": (1, [criterion("A-01", [("a", 1)])])})
    empty = CaseFiles(table=None, listed=0, in_period=None, selection=Selection.UNSAID)
    own = submission([answer("A-01a", 2, confirmed=None)], cases=empty)
    force = score_submission(own, made, Assurance.DOCUMENTED)
    (item,) = entries(force, made)
    assert [ground.why for ground in item.grounds] == [Why.LOW, Why.SET_ASIDE]
    assert item.points.total == 75


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
    (ground,) = grounds(made, [answer("A-01a", 3)], cases)
    assert (ground.why, ground.measures) == (Why.TOO_LITTLE_KNOWN, ("A-01m1",))
    assert [(item.case.number, item.seen.standing, item.cells) for item in ground.cases] == [
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
    assert entries(force, made) == ()


def test_all_forces_are_counted_by_criterion_and_invented_ones_not_among_real_ones() -> None:
    made = framework({"A": (1, [criterion("A-01", [("a", 1)]), criterion("A-02", [("a", 1)])])})
    weak = [answer("A-01a", 4, confirmed=None), answer("A-02a", 0)]
    strong = [answer("A-01a", 4), blank("A-02a")]
    forces = [scored(made, weak, force="One"), scored(made, strong, force="Two")]
    lists = visit_lists(forces, made)
    assert lists.counted == (0, 1)
    assert [(item.criterion, dict(item.forces)) for item in lists.places] == [
        ("A-02", {Label.WEAKNESS: (0,), Label.NOT_TOLD: (1,)}),
        ("A-01", {Label.UNSUPPORTED: (0,)}),
    ], "those of most forces first"
    first = [(place, entry.criterion) for place, entry in lists.first(2)]
    assert first == [(0, "A-02"), (1, "A-02")]
    assert lists.order() == ((0, 0), (1, 0), (0, 1))
    real = scored(made, strong, force="Three", fictional=False)
    lists = visit_lists([*forces, real], made)
    assert lists.counted == (2,)
    assert {place for place, _ in lists.first()} == {2}
    assert all(at == (2,) for item in lists.places for at in item.forces.values())


def test_an_edition_without_measures_has_no_word_of_cases() -> None:
    old = msgspec.structs.replace(
        framework({"A": (1, [criterion("A-01", [("a", 1)])])}), cases=None
    )
    (ground,) = grounds(old, [answer("A-01a", 4, confirmed=None)])
    assert (ground.why, ground.measures, ground.cases) == (Why.UNSUPPORTED, (), ())
