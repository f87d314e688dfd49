"""What a run over several forces and cycles holds."""

from collections.abc import Mapping, Sequence
from fractions import Fraction as F
from itertools import permutations

import msgspec

from slavery_benchmark.core.change.change import Disposition
from slavery_benchmark.core.change.history import Cycle
from slavery_benchmark.core.change.progress import ProgressReport, build_progress
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.problems import Code, problem
from tests.builders import AS_OF, blank, criterion
from tests.core.change.cycles import became, cycle, edition


def of_another(made: Framework, levels: Mapping[str, int], year: int) -> Cycle:
    return cycle(
        made,
        levels,
        year,
        file=f"b{year}.xlsx",
        force="Brackwater Police",
        code="fictional-brackwater",
    )


def two_checks(name: str, second: str, follows: str | None = None) -> Framework:
    """Return an edition with X-01a and one more check; the one before had b."""
    changes = [] if follows is None else [became("retired", "X-01b"), became("added", now=second)]
    letter = second.removeprefix("X-01")
    made = criterion("X-01", [("a", 1), (letter, 1)])
    return edition(name, {"X": (1, [made])}, follows, changes)


OLD = two_checks("1", "X-01b")
NEW = two_checks("2", "X-01c", "1")


def report(cycles: Sequence[Cycle], *editions: Framework) -> ProgressReport:
    return build_progress(cycles, editions, tool_version="1", as_of=AS_OF, unusable=())


def three() -> list[Cycle]:
    return [
        cycle(OLD, {"X-01a": 3, "X-01b": 3}, 2023),
        cycle(OLD, {"X-01a": 1, "X-01b": 3}, 2024),
        cycle(NEW, {"X-01a": 3, "X-01c": 4}, 2025),
    ]


def test_the_change_since_the_previous_and_since_the_first_stand_apart() -> None:
    (force,) = report(three()).forces
    assert force.since_previous is not None
    assert force.since_first is not None
    previous, first = force.since_previous.change, force.since_first.change
    assert [previous.earlier.end, first.earlier.end] == [three()[1].end, three()[0].end]
    assert previous.criteria[0].disposition is Disposition.REMEDIED
    assert first.criteria[0].disposition is Disposition.HELD
    assert force.latest.framework == NEW
    # bridges end at the scores that the force knows, each under its own edition
    assert force.since_previous.bridge is not None
    assert (force.since_previous.bridge.then, force.since_previous.bridge.now) == (F(50), F(175, 2))
    assert force.since_first.bridge is not None
    assert force.since_first.bridge.then == 75


def test_the_trend_is_over_what_all_submissions_can_answer() -> None:
    (force,) = report(three()).forces
    assert [item.overall.tally.score for item in force.trend] == [75, 25, 75]  # a alone
    assert [len(item.checks) for item in force.trend] == [1, 1, 1]


def test_under_one_edition_the_trend_is_the_submissions_as_they_are() -> None:
    cycles = three()[:2]
    (force,) = report(cycles).forces
    assert force.trend == tuple(item.score for item in cycles)
    assert force.since_first == force.since_previous


def test_every_submission_is_scored_under_every_edition_of_its_force() -> None:
    (force,) = report(three()).forces
    found = [
        (
            item.period_end.year,
            item.edition,
            item.own,
            item.overall.tally.score,
            item.overall.tally.coverage,
        )
        for item in force.editions
    ]
    # b was never asked in the later edition, nor c in the earlier: half is unanswered
    assert found == [
        (2024, "1", True, 75, 1),
        (2024, "2", False, 75, F(1, 2)),
        (2025, "1", True, 50, 1),
        (2025, "2", False, 25, F(1, 2)),
        (2026, "1", False, 75, F(1, 2)),
        (2026, "2", True, F(175, 2), 1),
    ]


def test_one_submission_says_so_and_is_shown_alone() -> None:
    found = report(three()[:1])
    (force,) = found.forces
    assert (force.since_previous, force.since_first) == (None, None)
    assert [item.overall.tally.score for item in force.trend] == [75]
    (single,) = found.problems
    assert single.code is Code.CYCLE_SINGLE
    assert single.file == "aldermoss-2023.xlsx"
    assert single.expected == "an earlier workbook or result of Aldermoss Constabulary as well"


def test_editions_without_lineage_are_told_and_nothing_is_compared() -> None:
    unrelated = msgspec.structs.replace(NEW, lineage=None)
    cycles = [three()[0], cycle(unrelated, {"X-01a": 3, "X-01c": 4}, 2025)]
    found = report(cycles, OLD)
    (force,) = found.forces
    assert (force.since_previous, force.since_first) == (None, None)
    assert [item.overall.tally.score for item in force.trend] == [F(175, 2)]
    assert [(item.edition, item.own) for item in force.editions] == [("1", True), ("2", True)]
    (told,) = found.problems
    assert told.code is Code.EDITIONS_UNRELATED
    assert told.found == "1, 2"
    assert told.expected == "editions whose lineage leads from one to the next"


def test_two_versions_of_one_edition_are_told_apart() -> None:
    edited = msgspec.structs.replace(
        OLD, evidence=msgspec.structs.replace(OLD.evidence, unsupported_level=0)
    )
    cycles = [three()[0], cycle(edited, {"X-01a": 3, "X-01b": 4}, 2025)]
    (told,) = report(cycles).problems
    assert told.code is Code.EDITIONS_UNRELATED
    assert told.found == f"1 ({OLD.sha256()[:12]}), 1 ({edited.sha256()[:12]})"


def test_without_a_common_part_there_is_no_trend() -> None:
    later = edition("2", {"X": (1, [criterion("X-01", [("z", 1)])])}, "1")
    (force,) = report([three()[0], cycle(later, {"X-01z": 4}, 2025)]).forces
    assert [item.overall.tally.score for item in force.trend] == [100]
    assert force.since_previous is not None
    assert [item.disposition for item in force.since_previous.change.criteria] == [
        Disposition.NO_EARLIER
    ]


def test_the_order_of_the_files_makes_no_difference() -> None:
    cycles = [*three(), of_another(OLD, {"X-01a": 1, "X-01b": 1}, 2023)]
    expected = report(cycles)
    for order in permutations(cycles):
        assert report(order) == expected


def test_moves_are_counted_over_the_forces_that_changed() -> None:
    other = [
        of_another(OLD, {"X-01a": 1, "X-01b": 1}, 2024),
        of_another(NEW, {"X-01a": 2, "X-01c": 1}, 2025),
    ]
    found = report([*three(), *other])
    (moves,) = found.moves
    assert (moves.forces, moves.higher, moves.lower) == (2, 2, 0)
    assert report(three()).moves == ()


def test_no_problem_gets_lost_not_even_of_a_submission_that_is_left_out() -> None:
    unread = problem(Code.DAMAGED, file="broken.xlsx")
    own = problem(Code.CHECK_MISSING, file="aldermoss-2023.xlsx")
    left = problem(Code.PERIOD_END_MISSING, file="late.xlsx")
    cycles = [
        cycle(OLD, {"X-01a": 3, "X-01b": blank("X-01b")}, 2023, problems=(own,)),
        cycle(OLD, {"X-01a": 3, "X-01b": 3}, 2024),
        cycle(
            OLD, {"X-01a": 3, "X-01b": 3}, 2025, file="late.xlsx", period_end=None, problems=(left,)
        ),
    ]
    found = build_progress(cycles, (), tool_version="1", as_of=AS_OF, unusable=[unread])
    codes = [item.code for item in found.every_problem()]
    assert codes == [
        Code.DAMAGED,
        Code.CYCLE_UNDATED,
        Code.PERIOD_END_MISSING,
        Code.CHECK_MISSING,
    ]
    assert found.left_out == (), "its other submissions are compared"


def test_a_force_of_which_nothing_can_be_compared_is_named() -> None:
    twice = [cycle(OLD, {"X-01a": n, "X-01b": 3}, 2024, file=f"{n}.xlsx") for n in (1, 2)]
    other = of_another(OLD, {"X-01a": 1, "X-01b": 1}, 2024)
    found = report([*twice, other])
    assert [item.history.force for item in found.forces] == ["Brackwater Police"]
    assert [(item.force, item.files) for item in found.left_out] == [
        ("Aldermoss Constabulary", ("1.xlsx", "2.xlsx"))
    ]


def test_the_trend_follows_a_check_under_its_new_id() -> None:
    item = criterion("X-01", [("z", 1), ("new", 1)])
    changes = [became("renamed", "X-01a", "X-01z"), became("retired", "X-01b")]
    later = edition("2", {"X": (1, [item])}, "1", changes)
    cycles = [*three()[:2], cycle(later, {"X-01z": 2, "X-01new": 4}, 2025)]
    (force,) = report(cycles).forces
    assert [
        [(check.node.id, check.counted_level) for check in item.checks] for item in force.trend
    ] == [[("X-01z", 3)], [("X-01z", 1)], [("X-01z", 2)]]


def test_editions_that_are_equal_are_one_wherever_they_were_read() -> None:
    """Files read in other processes bring an edition each."""
    copies = [
        msgspec.structs.replace(item, framework=msgspec.structs.replace(item.framework))
        for item in three()
    ]
    assert copies[0].framework is not copies[1].framework
    assert report(copies) == report(three())


def test_an_unrelated_first_edition_leaves_the_change_since_the_previous_submission() -> None:
    unrelated = two_checks("0", "X-01b")
    first = cycle(unrelated, {"X-01a": 1, "X-01b": 1}, 2022)
    found = report([first, *three()[:2]])
    (force,) = found.forces
    assert force.since_previous is not None
    assert force.since_first is None
    assert [(told.code, told.found, told.file) for told in found.problems] == [
        (Code.EDITIONS_UNRELATED, "0, 1", "aldermoss-2024.xlsx")
    ]
