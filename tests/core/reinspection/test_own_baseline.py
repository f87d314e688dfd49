"""A force against its own earlier submission: which one that is, and what can be said of it."""

from datetime import date
from fractions import Fraction

import msgspec

from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.problems import Code
from slavery_benchmark.core.reinspection.disposition import Disposition
from slavery_benchmark.core.reinspection.history import Cycle
from slavery_benchmark.core.reinspection.own_baseline import OwnBaselines, own_baselines
from slavery_benchmark.core.scores import OVERALL, Assurance
from tests.builders import answer, blank, criterion
from tests.core.reinspection.cycles import Levels, became, cycle, edition

ONE = edition(
    "1", {"AAA": (1, [criterion("AAA-01", [("a", 1), ("b", 1)]), criterion("AAA-02", [("a", 1)])])}
)
LEVELS = {"AAA-01a": 2, "AAA-01b": 2, "AAA-02a": 3}


def against(now: Cycle, *earlier: Cycle, editions: tuple[Framework, ...] = ()) -> OwnBaselines:
    return own_baselines([now.score], now.framework, earlier, editions)


def test_then_change_and_disposition_of_every_kind_of_node() -> None:
    then = cycle(ONE, LEVELS, 2024)
    now = cycle(ONE, {"AAA-01a": 4, "AAA-01b": 3, "AAA-02a": 1}, 2025)
    own = against(now, then).of(now.score)
    # AAA-01: (50 + 50) / 2 = 50 to (100 + 75) / 2 = 87.5; AAA-02: 75 to 25; the whole 62.5 to 56.25
    risen, fallen = own.of("AAA-01"), own.of("AAA-02")
    assert (risen.score_then, risen.change) == (Fraction(50), Fraction(75, 2))
    assert (risen.disposition, fallen.disposition) == (Disposition.REMEDIED, Disposition.REGRESSED)
    assert own.of(OVERALL).change == Fraction(-25, 4)
    assert own.of(OVERALL).disposition is None, "a disposition is of a criterion"
    assert own.of("AAA-01a").change == 50
    assert not own.differs_from_whole(OVERALL)


def test_the_latest_period_before_that_of_the_run_counts() -> None:
    now = cycle(ONE, LEVELS, 2025)
    others = [cycle(ONE, LEVELS | {"AAA-02a": level}, year) for level, year in
              ((0, 2022), (1, 2023), (2, 2024), (4, 2026))]  # fmt: skip
    for earlier in (others, others[::-1]):
        found = against(now, *earlier)
        assert found.of(now.score).of("AAA-02").score_then == 50
        assert not found.of_the_order, "a later file is passed over where there is an earlier one"


def test_held_twice_is_embedded_where_the_files_reach_so_far_back() -> None:
    years = [cycle(ONE, LEVELS, year) for year in (2023, 2024, 2025)]
    assert against(years[2], *years[:2]).forces[0].of("AAA-02").disposition is Disposition.EMBEDDED
    assert against(years[2], years[1]).forces[0].of("AAA-02").disposition is Disposition.HELD


def test_without_an_earlier_submission_nothing_is_said_to_have_changed() -> None:
    now = cycle(ONE, LEVELS, 2025)
    itself = cycle(ONE, LEVELS, 2025)
    found = against(now, itself)
    own = found.of(now.score)
    assert (own.earlier, found.of_the_order, found.any_matched) == (None, (), False)
    assert [(item.file, item.is_later) for item in found.not_earlier] == [
        ("aldermoss-2025.xlsx", False)
    ]
    assert own.of("AAA-01").disposition is Disposition.NO_EARLIER
    assert own.of(OVERALL).change is None


def test_a_file_that_is_later_is_no_earlier_one() -> None:
    now = cycle(ONE, LEVELS, 2024)
    found = against(now, cycle(ONE, LEVELS, 2025))
    (item,) = found.not_earlier
    assert (item.file, item.start, item.is_later) == ("aldermoss-2025.xlsx", date(2025, 4, 1), True)
    assert found.of_the_order == ()
    assert not found.any_matched


def test_periods_that_overlap_are_not_compared() -> None:
    now = cycle(ONE, LEVELS, 2025)
    late = cycle(ONE, LEVELS, 2024, period_end=date(2025, 6, 30))
    found = against(now, late)
    assert [problem.code for problem in found.of_the_order] == [Code.CYCLES_OVERLAP]
    assert found.of(now.score).change is None


def test_one_name_for_two_forces_is_not_compared() -> None:
    now = cycle(ONE, LEVELS, 2025)
    found = against(now, cycle(ONE, LEVELS, 2024, code="fictional-other"))
    assert [problem.code for problem in found.of_the_order] == [Code.FORCES_MIXED]
    assert not found.any_matched


def test_a_force_is_known_by_its_code_or_its_name_and_others_are_named() -> None:
    now = cycle(ONE, LEVELS, 2025)
    other = cycle(ONE, LEVELS, 2024, force="Brindlewick Police", code="fictional-brindlewick")
    found = against(now, cycle(ONE, LEVELS, 2024), other)
    assert found.any_matched
    assert found.unmatched == ("Brindlewick Police",)
    assert not against(now, other).any_matched


def test_a_submission_that_cannot_be_placed_has_no_earlier_one() -> None:
    earlier = cycle(ONE, LEVELS, 2024)
    for now in (cycle(ONE, LEVELS, 2025, force=""), cycle(ONE, LEVELS, 2025, period_start=None)):
        assert not against(now, earlier).any_matched


def test_what_the_later_edition_added_stays_out_of_the_change_and_in_the_score() -> None:
    parts = [criterion("AAA-01", [("a", 1), ("b", 1), ("c", 2)]), criterion("AAA-02", [("a", 1)])]
    two = edition("2", {"AAA": (1, parts)}, follows="1", changes=[became("added", now="AAA-01c")])
    then = cycle(ONE, LEVELS, 2024)
    now = cycle(two, {"AAA-01a": 3, "AAA-01b": 3, "AAA-01c": 0, "AAA-02a": 3}, 2025)
    own = against(now, then, editions=(ONE,)).of(now.score)
    found = own.of("AAA-01")
    # of a and b: 50 to 75; of the whole, (75 + 75 + 2 x 0) / 4 = 37.5
    assert (found.score_then, found.change) == (Fraction(50), Fraction(25))
    assert now.score.node("AAA-01").tally.score == Fraction(75, 2)
    assert own.differs_from_whole("AAA-01")
    assert not own.differs_from_whole("AAA-02")
    assert own.part_then("AAA-01c") is None
    assert own.of("AAA-01c").change is None


def test_editions_without_lineage_are_a_problem() -> None:
    other = edition("9", {"AAA": (1, [criterion("AAA-01", [("a", 1)])])})
    now = cycle(ONE, LEVELS, 2025)
    found = against(now, cycle(other, {"AAA-01a": 2}, 2024))
    own = found.of(now.score)
    assert [problem.code for problem in found.of_the_order] == [Code.EDITIONS_UNRELATED]
    assert own.earlier is not None
    assert own.change is None


def test_too_little_known_then_or_now_is_no_change() -> None:
    known: Levels = LEVELS
    unknown: Levels = {**LEVELS, "AAA-01a": blank("AAA-01a"), "AAA-02a": blank("AAA-02a")}
    new = against(cycle(ONE, known, 2025), cycle(ONE, unknown, 2024)).forces[0]
    assert new.of("AAA-01").score_then is None
    assert new.of(OVERALL).change is None
    lost = against(cycle(ONE, unknown, 2025), cycle(ONE, known, 2024)).forces[0]
    assert lost.of("AAA-01").score_then == 50
    assert lost.of("AAA-01").change is None
    assert lost.of("AAA-01").disposition is Disposition.NOT_RETESTED


def test_answers_below_the_rung_of_the_run_are_set_aside_then_too() -> None:
    bare: Levels = {"AAA-01a": answer("AAA-01a", 2, confirmed=None), "AAA-01b": 2, "AAA-02a": 3}
    then, now = cycle(ONE, bare, 2024), cycle(ONE, LEVELS, 2025, at_least=Assurance.DOCUMENTED)
    found = own_baselines([now.score], ONE, [then], (), Assurance.DOCUMENTED)
    part = found.forces[0].part_then("AAA-01a")
    assert part is not None
    assert part.node.tally.score is None
    assert against(now, then).forces[0].of("AAA-01a").score_then == 50


def test_problems_of_earlier_files_are_kept_apart_from_those_of_the_order() -> None:
    now, then = cycle(ONE, LEVELS, 2025), cycle(ONE, LEVELS, 2024)
    overlap = against(now, cycle(ONE, LEVELS, 2025, file="other.xlsx")).of_the_order[0]
    submission = msgspec.structs.replace(then.score.submission, problems=(overlap,))
    score = msgspec.structs.replace(then.score, submission=submission)
    found = against(now, msgspec.structs.replace(then, score=score))
    assert (found.of_the_order, found.problems) == ((), (overlap,))
