"""Eleven forces whose case files once said the wrong thing of them: what is right stands here.

Each lists 60 cases, one a day, of one potential victim each; what is told of some of them differs.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from slavery_benchmark.core.cases.measuring import MeasureState
from slavery_benchmark.core.cases.table import NOT_YET, CaseFiles, CaseValue, Selection
from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.core.scoring.scores import Assurance, ForceScore
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.core.visit.adverse_cases import Standing, reader_of
from slavery_benchmark.pages.words.measures import missing_text
from tests.builders import answer, shipped_criteria, submission
from tests.cases import case_files, day, measure

FRAMEWORK = shipped_criteria().framework
CASES = 60
FIRST = day("2025-04-10")
Cells = Mapping[str, CaseValue]


def cells(place: int) -> dict[str, CaseValue]:
    """Return a case that is worked well."""
    reported = FIRST + 5 * place
    return {
        "route": "Partner",
        "first_contact": reported,
        "recognised": reported,
        "reported": reported,
        "reasonable_grounds": reported + 6,
        "recorded": reported,
        "crimes": 1,
        "started": reported + 1,
        "reviewed": reported + 7,
        "closed": NOT_YET,
        "lines": "",
        "suspect": "Yes",
        "order": "Considered",
        "victims": 1,
        "safeguarded": 1,
        "referred": 1,
        "notified": 0,
        "arrested": 0,
        "section_45": "Not needed",
        "moved": 0,
        "in_contact": 0,
        "other_forces": "No",
        "lead_force": "Not needed",
        "nca": "Yes",
        "rocu": "Yes",
        "outcome": "Ours",
        "arrest": NOT_YET,
        "turned": NOT_YET,
        "immigration": 0,
    }


def force(special: int, *, level: int = 3, **changes: CaseValue) -> ForceScore:
    """Return a force of which `special` cases differ: a number below 400 is days from the report.

    Any other value stands as it is.
    """
    rows = [cells(place) for place in range(CASES)]
    for row in rows[:special]:
        reported = int(row["reported"])
        for name, value in changes.items():
            dated = name in DATES and isinstance(value, int)
            row[name] = reported + int(value) if dated else value
    return scored(rows, level)


DATES = ("first_contact", "recognised", "recorded", "started", "reviewed", "closed", "arrest",
         "turned", "reasonable_grounds")  # fmt: skip


def scored(rows: Sequence[Cells], level: int, files: CaseFiles | None = None) -> ForceScore:
    """Return the scores of an invented force with one level throughout."""
    columns = {name: [row[name] for row in rows] for name in cells(0)}
    answers = [answer(check.id, level) for _, _, check in FRAMEWORK.checks()]
    made = submission(answers, cases=files or case_files(columns))
    return score_submission(made, FRAMEWORK)


def level(score: ForceScore, measure_id: str) -> int | None:
    return score.measure(measure_id).measured.level


def differing(score: ForceScore) -> set[str]:
    return {check.node.id for check in score.checks if check.differs_from}


def test_the_well_worked_force_is_borne_out() -> None:
    score = force(0, level=4)
    assert differing(score) == set()
    assert {level(score, item.node.id) for item in score.measures if item.node.weight} <= {4, None}


def test_people_met_long_before_are_listed_and_not_praised() -> None:
    # 27 of 60 were met 300 days before anyone recognised them: the median was 0 days, level 4
    score = force(27, first_contact=-300)
    assert level(score, "VIC-01m1") is None
    reader = reader_of(score.submission, FRAMEWORK)
    assert reader is not None
    listed = reader.worst(measure("VIC-01m1"), CASES)
    assert len(listed) == 27
    assert {item.seen.size for item in listed} == {300}
    assert all(item.seen.standing is Standing.ADVERSE for item in listed)


def test_the_longest_wait_comes_first() -> None:
    rows = [cells(place) for place in range(CASES)]
    for place, before in ((3, 40), (7, 300), (9, 90)):
        rows[place]["first_contact"] = int(rows[place]["reported"]) - before
    score = scored(rows, 3)
    reader = reader_of(score.submission, FRAMEWORK)
    assert reader is not None
    found = [item.seen.size for item in reader.worst(measure("VIC-01m1"), CASES)]
    assert found == [300, 90, 40]


def test_children_found_on_arrest_and_seen_the_same_day_are_good_work() -> None:
    # 24 of 60 found on arrest, recognised the same day: the share arrested was level 0 and a cap
    score = force(24, level=4, arrested=1, arrest=0, turned=0, section_45="Yes")
    assert level(score, "VIC-02m1") == 4
    assert differing(score) == set()
    assert not score.limits


def test_people_held_as_suspects_for_a_week_are_not() -> None:
    score = force(24, level=4, arrested=1, arrest=0, turned=7, section_45="Yes")
    assert level(score, "VIC-02m1") == 0
    assert differing(score) == {"VIC-02a"}


def test_reports_to_immigration_count_for_the_check_about_them() -> None:
    score = force(24, immigration=1)
    assert level(score, "VIC-02m2") == 0
    assert differing(score) == {"VIC-02b"}


GONE: dict[str, Any] = {
    "recorded": NOT_YET,
    "crimes": 0,
    "started": NOT_YET,
    "reviewed": NOT_YET,
    "suspect": "No",
}


def test_cases_passed_on_the_same_day_are_not_held_against_the_force() -> None:
    score = force(
        33, **GONE, closed=0, lines="Not needed", outcome="Accepted by another force",
        other_forces="Yes", lead_force="Yes",
    )  # fmt: skip
    assert differing(score) == set()
    for name in ("INV-01m1", "INV-01m2", "REC-01m1"):
        assert score.measure(name).measured.outside == 33
        assert (level(score, name) or 0) >= 3


@pytest.mark.parametrize("victims", [0, 1])
def test_reports_that_proved_mistaken_are_not_either(victims: int) -> None:
    score = force(
        20, recorded=NOT_YET, crimes=0, reviewed=NOT_YET, suspect="No", closed=1,
        lines="Not needed", outcome="Not slavery", victims=victims, safeguarded=0, referred=0,
        reasonable_grounds=NOT_YET, recognised=NOT_YET,
    )  # fmt: skip
    assert differing(score) == set()
    for name in ("VIC-04m1", "POW-04m1", "INV-02m1", "REC-01m1", "VIC-01m1"):
        assert score.measure(name).measured.outside == 20, name


def test_exploitation_wholly_abroad_kept_as_an_incident_is_no_failing() -> None:
    score = force(
        30, **GONE, route="Through the NRM", outcome="Wholly abroad", order="Not considered"
    )
    assert differing(score) == set()
    assert score.measure("REC-01m1").measured.outside == 30
    # the people are here all the same
    assert score.measure("VIC-04m1").measured.n == CASES


def test_not_needed_does_not_make_a_level() -> None:
    # 50 of 60 held not to need it: beyond the share allowed they are not known
    score = force(50, nca="Not needed", rocu="Not needed")
    for name, allowed in (("COO-01m1", 45), ("COO-02m1", 12)):
        found = score.measure(name).measured
        assert (found.not_needed, found.beyond, found.unknown) == (50, 50 - allowed, 50 - allowed)
        said = missing_text(measure(name), found)
        assert f"{50 - allowed} marked “Not needed” beyond the share allowed" in said
        assert (found.state, found.level) == (MeasureState.TOO_LITTLE_KNOWN, None)
        coverage = score.measure(name).node.tally.coverage
        assert coverage == 0


def test_within_the_share_not_needed_is_outside() -> None:
    found = force(12, rocu="Not needed").measure("COO-02m1").measured
    assert (found.x, found.n, found.outside, found.unknown, found.level) == (48, 48, 12, 0, 4)


def test_people_lost_from_sight_belong_to_those_moved() -> None:
    rows = [cells(place) for place in range(CASES)]
    for row in rows[:12]:
        row |= {"moved": 1, "in_contact": 1}
    assert level(scored(rows, 3), "VIC-05m1") == 4
    for row in rows[12:30]:
        row |= {"moved": 1, "in_contact": 0}
    assert level(scored(rows, 3), "VIC-05m1") == 1  # 12 of 30


def test_all_fours_without_a_case_are_on_the_forces_word_alone() -> None:
    empty = CaseFiles(table=None, listed=0, in_period=1500, selection=Selection.OTHER)
    score = scored([], 4, empty)
    assert {item.measured.state for item in score.measures} == {MeasureState.NOT_SUPPLIED}
    assert Assurance.OWN_CASES not in {check.assurance for check in score.checks}


def test_all_zeros_are_at_no_target_and_above_nothing() -> None:
    empty = CaseFiles(table=None, listed=0, in_period=40, selection=Selection.OTHER)
    score = scored([], 0, empty)
    assert score.overall.tally.score == 0
    high = (Position.ABOVE, Position.AT_TARGET)
    assert not [node.id for node in score.criteria if node.position in high]


def test_what_was_not_due_is_left_out_whatever_happened() -> None:
    # reported three days before the end: a quick start would count, a slow one would not yet
    rows = [cells(place) for place in range(CASES)]
    late = day("2026-03-28")
    for place, started in ((0, late), (1, NOT_YET)):
        rows[place] |= {"first_contact": late, "recognised": late, "reported": late,
                        "started": started, "recorded": late, "reviewed": NOT_YET}  # fmt: skip
    found = scored(rows, 3).measure("INV-01m2").measured
    assert (found.not_due, found.n) == (2, 58)
