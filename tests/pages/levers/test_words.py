"""What would move the score, in words: each state has its sentence."""

from slavery_benchmark.core.change.levers import levers_of
from slavery_benchmark.core.framework.framework import Limit
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.scoring.submission import Response
from slavery_benchmark.document.blocks import Document
from slavery_benchmark.formats.terminal.symbols import ASCII
from slavery_benchmark.pages.levers.page import levers_page
from tests.builders import answer, blank, not_applicable, submission
from tests.core.change.test_levers import ANSWERS, LIMIT, paper
from tests.pages.made import all_said, lead_lines, shown
from tests.reports import report_of

CHECKS = ("AAA-01a", "AAA-01b", "AAA-02a", "BBB-01a", "BBB-01b")


def page_of(report: Report) -> Document:
    return levers_page(report, [levers_of(force, report.framework) for force in report.forces])


def said_of(answers: list[Response], *limits: Limit, **changes: object) -> str:
    """Return all that the page of one force says, on one line; its lead is short."""
    page = page_of(report_of(submission(answers, **changes), framework=paper(*limits)))
    assert lead_lines(page) <= 5
    return all_said(page)


def test_every_sample_leads_with_score_band_and_falls(samples: Report) -> None:
    for force in samples.forces:
        page = levers_page(samples, [levers_of(force, samples.framework)])
        assert lead_lines(page) <= 5
        first = page.lead[0]
        assert first.startswith(f"{force.submission.force} (fictional): overall ")
        assert "Still to gain: " in first
        assert len(shown(page).splitlines()) <= 45
        assert shown(page, symbols=ASCII, detail=True).isascii()


def test_many_forces_have_a_row_each_before_all_else(samples: Report) -> None:
    page = page_of(samples)
    said = shown(page)
    assert len(said.splitlines()) <= len(samples.forces) + 30
    assert "3 can reach the next band by answers, in 1 to 24 steps of one level" in " ".join(
        said.split()
    )
    row = next(line for line in said.splitlines() if line.startswith("Aldermoss"))
    assert row.split()[2:] == [*("78.7", "In", "place", "Embedded", "11.3", "20", "5")]
    assert "Route" not in said


def test_a_limit_says_what_must_rise_how_far_and_in_how_many_steps() -> None:
    said = said_of(ANSWERS, LIMIT)
    assert (
        "Next band: In place, from 75: 18.8 points more, 4 steps of one level at the fewest, in 3 "
        "answers, to 78.1."
    ) in said
    row = "BBB-01 Title of BBB-01 | no band above Partly in place below 50 | 37.5 | 50.0 | 1"
    assert row in said
    assert "(9.4 by references alone)" in said
    assert "| AAA-01b Title of AAA-01 | 2 to 4 | to 4 | 2 | 9.4 |" in said
    assert "A step is one answer that counts one level more; others may add up as well." in said


def test_a_band_held_down_by_a_limit_names_the_one_by_score_alone() -> None:
    held = [answer("AAA-01a", 4), answer("AAA-01b", 4), answer("AAA-02a", 4),
            answer("BBB-01a", 2), answer("BBB-01b", 1)]  # fmt: skip
    said = said_of(held, LIMIT)
    assert "overall 84.4 of 100, Partly in place (In place by score alone)." in said
    assert (
        "Next band: In place, from 75: the score is there already, 1 step of one level at the "
        "fewest, to 87.5."
    ) in said
    assert "Partly in place holds even if every answer falls by one level at once." in said


def test_fragility_names_the_answers_and_the_way_through_a_limit() -> None:
    there = [answer("AAA-01a", 4), answer("AAA-01b", 4), answer("AAA-02a", 2),
             answer("BBB-01a", 2), answer("BBB-01b", 2)]  # fmt: skip
    said = said_of(there, LIMIT)
    assert (
        "1 answer falling by one level would lower the band: AAA-01a, and so would 2 others alone."
    ) in said
    assert "| the score | AAA-01a Title of AAA-01 | 4 | 3 | -9.4 | 68.8 | 75.0 | " in said
    assert "So would AAA-01b or AAA-02a in place of AAA-01a." in said
    way = "| BBB-01, on which there is a limit | BBB-01a Title of BBB-01 | 2 | 1 | -3.1 | 37.5 |"
    assert way in said
    assert "So would BBB-01b in place of BBB-01a." in said


def test_levels_without_support_hold_and_the_page_says_why() -> None:
    said = said_of([answer(check, 4, confirmed=None) for check in CHECKS])
    assert "Partly in place holds even if every answer falls by one level at once." in said
    assert "counts as 2 Partly in place already, so its fall may cost nothing." in said


def test_a_limit_that_cannot_be_tested_is_said_with_the_next_band() -> None:
    unknown = [*(answer(check, 3) for check in CHECKS[:3]), *map(not_applicable, CHECKS[3:])]
    said = said_of(unknown, LIMIT)
    assert "counted from 56.3, the score with what was not told at its worst" in said
    assert "No rise of the answers leads there for certain as yet." in said
    assert (
        "The framework's limit on BBB-01 cannot be tested: nothing of it has a score. At least 1 "
        "check said not to apply would have to be answered after all."
    ) in said
    assert "| BBB-01a Title of BBB-01 | not applicable | 12.5% |" in said
    assert "Fewest steps" not in said


def test_why_there_is_no_band_is_said_with_what_to_answer() -> None:
    missing = [answer("AAA-01a", 3), blank("AAA-01b"), blank("AAA-02a"),
               answer("BBB-01a", 1), answer("BBB-01b", 2)]  # fmt: skip
    said = said_of(missing)
    assert "No band before at least 1 more answer: too little is known." in said
    assert (
        "No band: 63% of the weight that applies was answered or measured, and 80% is needed. For "
        "that at least 1 check must be answered"
    ) in said
    assert "| AAA-01b Title of AAA-01 | blank |" in said
    excused = [*(answer(check, 4) for check in CHECKS[:3]), *map(not_applicable, CHECKS[3:])]
    said = said_of(excused, LIMIT)
    assert (
        "No band, as the framework's limit on BBB-01 cannot be tested: nothing of it has a score. "
        "At least 1 check said not to apply would have to be answered after all."
    ) in said
    assert "| BBB-01a Title of BBB-01 | not applicable |" in said


def test_highest_lowest_and_nothing_at_all() -> None:
    top = said_of([answer(check, 4) for check in CHECKS])
    assert "Nothing is left to gain. Embedded is the highest band: there is none to go to." in top
    assert "Points still to gain" not in top
    bottom = said_of([answer(check, 0) for check in CHECKS])
    assert "Not in place is the lowest band: no fall can lower it." in bottom
    assert "no overall score: nothing was answered." in said_of([blank(check) for check in CHECKS])


def test_out_of_reach_says_how_far_the_answers_lead() -> None:
    twos = [answer(check, 2, confirmed=None) for check in CHECKS]
    said = said_of(twos, period_start=None)
    assert (
        "The answers that have a score cannot lead there: at the highest level that can count they "
        "would make it 50.0."
    ) in said
    assert "Without the first day of the period no reference can be shown" in said
