"""Judged levels and own cases side by side: every state of a measure, in words and as data."""

import json
from collections.abc import Mapping, Sequence

import msgspec
import pytest

from slavery_benchmark.core.cases.table import (
    BLANK,
    NOT_YET,
    UNUSABLE,
    CaseFiles,
    CaseValue,
    Selection,
)
from slavery_benchmark.core.framework.case_sheet import NO, NOT_NEEDED, YES
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.scoring.scores import Assurance
from slavery_benchmark.core.scoring.submission import Response
from slavery_benchmark.formats.terminal.symbols import ASCII
from slavery_benchmark.pages.explain.page import explain_page
from slavery_benchmark.pages.score.page import score_page
from slavery_benchmark.pages.words.contradicted import contradictions
from slavery_benchmark.pages.words.measures import cases_text
from slavery_benchmark.pages.words.own_cases import discrepancy_lines, own_cases_word
from tests.builders import answer, criterion, framework, submission
from tests.cases import case_files, day, measure
from tests.pages.made import all_said, shown
from tests.reports import report_of
from tests.results import result_json

END_OF_PERIOD = day("2026-03-31")


def measuring(*measure_ids: str) -> Framework:
    made = criterion("AAA-01", [("a", 1), ("b", 1)])
    measures = tuple(
        msgspec.structs.replace(measure(measure_id), tests=()) for measure_id in measure_ids
    )
    return framework({"AAA": (1, [msgspec.structs.replace(made, measures=measures)])})


def scored(
    files: CaseFiles | None,
    *measure_ids: str,
    answers: Sequence[Response] = (),
    at_least: Assurance = Assurance.ASSERTED,
) -> Report:
    used = measuring(*measure_ids)
    made = submission(answers or [answer("AAA-01a", 4), answer("AAA-01b", 2)], cases=files)
    return report_of(made, framework=used, at_least=at_least)


def said(report: Report) -> str:
    """Return all that the page of scores says."""
    return all_said(score_page(report, {}))


def beside(report: Report) -> str:
    """Return what stands beside the scores, before each measure has its row."""
    return said(report).split("**Own cases**")[0]


def explained(report: Report, node: str) -> str:
    return all_said(explain_page(report, report.forces[0], node))


def shared(yes: int, no: int, selection: Selection = Selection.ALL) -> CaseFiles:
    columns: Mapping[str, Sequence[CaseValue]] = {"nca": [YES] * yes + [NO] * no}
    return case_files(columns, selection=selection)


def test_a_judged_level_that_differs_is_marked_and_counted() -> None:
    report = scored(shared(8, 12), "COO-01m1")
    text = said(report)
    assert "judged 4 ≠, 2; own cases level 1 (0 to 1): 8 of 20 cases (40.0%)" in text
    one = "1 measure contradicts 1 judged level (AAA-01a)."
    assert f"Own cases: 1 of 1 measure has a level; {one}" in text
    assert f"20 of 20 cases, all listed; 1 of 1 scored measure has a level; {one}" in text
    assert "≠ contradicted by own cases" in text, "the legend"
    assert "▲≠ above" in text, "never a calm position"
    assert "| AAA-01a | 4 Embedded | documented | COO-01m1 |" in text, "the answer"
    page = " ".join(shown(score_page(report, {}), symbols=ASCII, detail=True).split())
    assert "judged 4 !=, 2; own cases" in page


def test_a_measure_that_contradicts_two_levels_is_one_discrepancy() -> None:
    answers = [answer("AAA-01a", 4), answer("AAA-01b", 4)]
    report = scored(shared(8, 12), "COO-01m1", answers=answers)
    text = said(report)
    assert "1 measure contradicts 2 judged levels (AAA-01a, AAA-01b)." in text
    assert "| ≠ 1 |" in text
    assert own_cases_word(report.forces[0]) == "1 contradicts"
    assert contradictions(report.forces[0]) == {"AAA-01": 1, "AAA": 1, "overall": 1}
    lines = list(discrepancy_lines(report.forces))
    assert lines == [
        "Measures of own cases that contradict judged levels: Aldermoss Constabulary 1."
    ]


def test_cases_that_contradict_nothing_say_so() -> None:
    report = scored(shared(20, 0), "COO-01m1")
    assert "; the force's case files contradict none of its levels." in said(report)
    assert own_cases_word(report.forces[0]) == "none contradict"
    assert contradictions(report.forces[0]) == {"AAA-01": 0, "AAA": 0, "overall": 0}


def test_the_arithmetic_of_a_discrepancy_is_shown() -> None:
    report = scored(shared(8, 12), "COO-01m1")
    text = explained(report, "AAA-01a")
    assert "Judged 4 - 1 = 3, at least 2, and 4 is above 1, the best level left open" in text
    assert "Judged 2 - 1 = 1, less than 2: does not differ." in explained(report, "AAA-01b")
    assert "AAA-01a is judged 4 Embedded." in explained(report, "COO-01m1")
    # 11 of 20 is level 1, but chance leaves level 2 open: a judged 2 or 3 may be right, a 4 not
    wide = scored(shared(11, 9), "COO-01m1", answers=[answer("AAA-01a", 3), answer("AAA-01b", 4)])
    assert wide.forces[0].measure("COO-01m1").measured.level_high == 2
    assert wide.forces[0].check("AAA-01a").differs_from == ("COO-01m1",)


def test_too_few_cases_leave_every_sum_and_it_is_said() -> None:
    report = scored(shared(3, 1), "COO-01m1")
    text = said(report)
    assert "1 with too few cases (20.0% of the weight)" in text
    assert "20% with too few cases" in text
    assert "3 of 4 cases (75.0%)" in text
    assert "no level: too few cases, 4 where 10 are needed" in text
    assert "the score rests on judgement alone" in text
    assert "Measures with too few cases: 20.0% of the weight." in explained(report, "AAA-01")
    assert "too few cases" in explained(report, "AAA-01").split("Score: ")[0]


@pytest.mark.parametrize(
    ("selection", "words"),
    [
        (Selection.OTHER, "chosen in another way than all or at random"),
        (Selection.UNSAID, "how they were chosen is not said"),
        (Selection.INCOMPLETE, "said to be all, but too many are missing"),
    ],
)
def test_chosen_cases_are_shown_without_level_and_interval(
    selection: Selection, words: str
) -> None:
    report = scored(shared(18, 2, selection=selection), "COO-01m1")
    assert f"Own cases: 20 of 20 cases, {words}; no measure has a level" in said(report)
    assert "judged 4, 2; own cases, not scored: 18 of 20 cases (90.0%)" in said(report)
    assert "95%" not in said(report)
    assert f"No level: {words}." in explained(report, "COO-01m1")


def test_without_case_files_it_is_said_once() -> None:
    report = scored(None, "COO-01m1")
    text = said(report)
    assert "no case files; no measure has a level, so the score rests on judgement alone." in text
    assert "own cases level" not in text
    assert "of what applies was answered or measured" in text
    assert "No level: no case files were supplied." in explained(report, "COO-01m1")


def test_an_edition_without_measures_speaks_of_none() -> None:
    used = msgspec.structs.replace(measuring(), cases=None)
    made = submission([answer("AAA-01a", 4), answer("AAA-01b", 2)])
    report = report_of(made, framework=used)
    for text in (said(report), said(report),
                 explained(report, "AAA-01")):  # fmt: skip
        assert "cases" not in text.replace("too few cases", "cases").lower()
        assert "≠" not in text
    force = json.loads(result_json(report, {}))["forces"][0]
    assert (force["cases"], force["measures"], force["judgement_alone"]) == (None, [], False)


def waits(days: Sequence[int], waiting: int, blank: int = 0) -> CaseFiles:
    """Return cases reported 300 days before the period's end, that started after so many days."""
    start = END_OF_PERIOD - 300
    ends: list[CaseValue] = [start + after for after in days]
    ends += [NOT_YET] * waiting + [BLANK] * blank
    return case_files({"reported": [start] * len(ends), "started": ends})


def test_a_median_that_is_not_reached_has_no_upper_end() -> None:
    report = scored(waits([10, 20, 30, 40], 8), "INV-01m1")
    assert "median not reached, at least 300 days, 12 cases, 8 of them still waiting" in said(
        report
    )
    measured = json.loads(result_json(report, {}))["forces"][0]["measures"][0]
    assert (measured["value"], measured["at_least"], measured["waiting"]) == (None, 300, 8)
    assert measured["interval"]["high"] is None
    assert measured["interval"]["low"] is not None
    text = explained(report, "INV-01m1")
    assert "It does not fall so far: the median is at least 300 days." in text
    assert "Still waiting, case by case in days: 300 (×8)." in text


def test_a_median_can_be_redone_from_what_is_listed() -> None:
    report = scored(waits([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 0, blank=1), "INV-01m1")
    text = explained(report, "INV-01m1")
    assert "Counted, case by case in days: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11." in text
    assert "Value: 6 days." in text
    # of 11 cases the 2nd and the 10th are the ends: P(Bin(11, 1/2) < 2) = 12 / 2048 = 0.6 %
    assert "Here: the cases at places 2 and 10 of 11." in text
    assert "95% interval 2 to 10 days" in text
    assert (
        "If the 1 case not known or left out had ended at once, or never: 5.5 to 6.5 days" in text
    )


def test_a_share_of_people_can_be_redone_from_what_is_listed() -> None:
    people: list[CaseValue] = [*[1] * 8, 4, 4, BLANK, UNUSABLE]
    safe: list[CaseValue] = [*[1] * 6, 0, 0, 3, 1, 1, 1]
    report = scored(case_files({"victims": people, "safeguarded": safe}), "VIC-04m1")
    text = explained(report, "VIC-04m1")
    assert "Counted, case by case: 0 of 1 (×2), 1 of 1 (×6), 1 of 4, 3 of 4." in text
    assert "Value: 10 / 16 = 62.5%, printed 62.5%." in text
    assert "Here: 16 people in 10 cases tell as much as " in text
    assert "10 / (16 + 8) to (10 + 8) / (16 + 8), 41.7 to 75.0%" in text
    assert "Of 2 cases even the number of people is not known: each could be as many as" in text
    assert "the largest case of the sheet has, 4." in text
    assert "“Potential victims safeguarded” P6:P17" in text
    # the worst first, by number, row and cells alone
    assert "C-10 (row 15), 1 of 4 people; Case files!O15, P15" in text


def test_a_figure_known_for_too_few_is_never_at_its_best_face_alone() -> None:
    unknown: list[CaseValue] = [*[YES] * 10, *[BLANK] * 5]
    report = scored(case_files({"nca": unknown}), "COO-01m1")
    assert (
        "own cases 10 of 10 cases (100.0%); with all known it could be 66.7 to 100.0%; no level: "
        "counted 10 of 15; needs 12 (80%), and at least 10"
    ) in said(report)
    assert "with all known it could be 66.7 to 100.0%" in said(report)
    nothing = scored(case_files({"nca": [BLANK] * 20}), "COO-01m1")
    text = beside(nothing)
    assert "own cases no level: counted 0 of 20; needs 16 (80%), and at least 10" in text
    assert "no case to count" not in text


def test_too_small_a_sample_shows_its_figures_beside_the_levels() -> None:
    assert "judged 4, 2; own cases 0 of 7 cases (0.0%), too few (7 of 10)" in said(
        scored(shared(0, 7), "COO-01m1")
    )


def test_a_measure_without_bands_stands_in_where_nothing_can_be_counted() -> None:
    files = case_files({"rocu": [NOT_NEEDED] * 12})
    text = said(scored(files, "COO-02m1", "COO-02m2"))
    assert (
        "Cases in which sharing with the regional unit was held not needed: 12 of 12 cases "
        "(100.0%), not scored"
    ) in text
    assert "Of 2 measures 1 is scored; 1 is shown without a level (COO-02m2)." in text
    counted = beside(scored(case_files({"rocu": [YES] * 12}), "COO-02m1", "COO-02m2"))
    assert "held not needed" not in counted, "the scored measure says enough"


def test_answers_set_aside_are_said_beside_their_marks() -> None:
    report = scored(shared(8, 12), "COO-01m1", at_least=Assurance.OWN_CASES)
    assert "judged 4 ≠, 2 (all set aside); own cases level 1" in said(report)
    assert "1 measure contradicts 1 judged level (AAA-01a), set aside." in said(report)
    answers = [answer("AAA-01a", 4, confirmed=None), answer("AAA-01b", 2)]
    some = scored(shared(8, 12), "COO-01m1", answers=answers, at_least=Assurance.DOCUMENTED)
    assert "judged 4 ≠ (set aside), 2; own cases" in said(some)


def test_counts_of_every_verdict_add_up_to_the_sheet() -> None:
    closed: list[CaseValue] = [*[day("2026-01-01")] * 14, NOT_YET, NOT_YET, BLANK]
    lines: list[CaseValue] = [*[YES] * 10, NO, NOT_NEEDED, UNUSABLE, BLANK, BLANK, BLANK, YES]
    report = scored(case_files({"closed": closed, "lines": lines}), "INV-03m1")
    text = explained(report, "INV-03m1")
    rows = ("counted | 11", "not known | 2", "left out for a problem | 1", "not yet due | 0",
            "not what the measure is about | 3", "on the sheet | 17")  # fmt: skip
    assert all(f"| {row} |" in text for row in rows)


def test_answers_set_aside_are_said_and_shown() -> None:
    answers = [answer("AAA-01a", 4), answer("AAA-01b", 2, confirmed=None)]
    report = scored(shared(20, 0), "COO-01m1", answers=answers, at_least=Assurance.DOCUMENTED)
    text = said(report)
    assert "Only answers of this assurance or better count: documented." in text
    assert (
        "1 answer of less assurance than asked for is set aside and counts as unanswered." in text
    )
    assert "| AAA-01b | 2 Partly in place | asserted, set aside |" in text
    assert "That is less assurance than asked for" in explained(report, "AAA-01b")
    result = json.loads(result_json(report, {}))
    assert [item["set_aside"] for item in result["forces"][0]["checks"]] == [False, True]
    assert result["forces"][0]["checks"][0]["assurance"] == "own cases agree"
    own = scored(shared(8, 12), "COO-01m1", at_least=Assurance.OWN_CASES)
    assert "A criterion without measures cannot reach it." in said(own)


def test_fewer_rows_than_cases_are_said_with_how_they_were_chosen() -> None:
    files = msgspec.structs.replace(shared(18, 2), in_period=24, left_out=2)
    assert cases_text(files) == "20 of 24 cases, said to be all, 2 of them used by no measure"
    more = msgspec.structs.replace(files, in_period=18, left_out=0)
    assert cases_text(more) == (
        "20 cases listed, more than the 18 that the cover gives, said to be all"
    )
    far = msgspec.structs.replace(more, in_period=15, selection=Selection.MISCOUNTED)
    assert "20 cases listed, far more than the 15 that the cover gives" in cases_text(far)
    drawn = msgspec.structs.replace(files, selection=Selection.RANDOM, left_out=0)
    assert cases_text(drawn) == "20 of 24 cases, drawn at random"
    assert "(sampling error)" in explained(scored(drawn, "COO-01m1"), "COO-01m1")
