"""What would move the score, in words: each state has its sentence, and the page of the samples."""

import os
from pathlib import Path

import pytest
from slavery_benchmark.render.levers.markdown import render_levers_markdown
from slavery_benchmark.render.levers.text import render_levers_text

from slavery_benchmark.core.framework import Limit
from slavery_benchmark.core.reinspection.levers import levers_of
from slavery_benchmark.core.report import Report
from slavery_benchmark.core.submission import Response
from slavery_benchmark.formats.terminal.page import Page
from slavery_benchmark.formats.terminal.symbols import ASCII, UNICODE, Symbols
from slavery_benchmark.pipeline import assess
from slavery_benchmark.shipped import shipped_folder
from tests.builders import AS_OF, answer, blank, not_applicable, shipped_criteria, submission
from tests.core.reinspection.test_levers import ANSWERS, LIMIT, paper
from tests.render.reports import report_of

GOLDEN = Path(__file__).parent / "golden"
CHECKS = ("AAA-01a", "AAA-01b", "AAA-02a", "BBB-01a", "BBB-01b")
NAMES = ("aldermoss.xlsx", "brindlewick.xlsx", "dapplefold.xlsx", "elderquay.ods",
         "foxglove-vale.xlsx")  # fmt: skip


def page_of(report: Report, width: int = 80, symbols: Symbols = UNICODE) -> str:
    levers = [levers_of(force, report.framework) for force in report.forces]
    page = Page(width=width, colour=False, symbols=symbols)
    return render_levers_text(report, levers, page)


def said_of(answers: list[Response], *limits: Limit, **changes: object) -> str:
    """Return the page of one force, on one line."""
    report = report_of(submission(answers, **changes), framework=paper(*limits))
    return " ".join(page_of(report).split())


@pytest.fixture(scope="module")
def samples() -> Report:
    paths = [shipped_folder("sample_data") / name for name in NAMES]
    return assess(paths, shipped_criteria(), AS_OF)


@pytest.mark.parametrize("width", [80, 120])
def test_the_page_of_the_samples(samples: Report, width: int) -> None:
    said = page_of(samples, width)
    assert max(len(line) for line in said.splitlines()) <= width
    path = GOLDEN / f"levers-{width}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(said, encoding="utf-8", newline="\n")
    assert said == path.read_text(encoding="utf-8")


def test_a_console_that_knows_ascii_alone_can_show_it(samples: Report) -> None:
    assert page_of(samples, symbols=ASCII).isascii()


def test_markdown_says_what_the_page_says(samples: Report) -> None:
    levers = [levers_of(force, samples.framework) for force in samples.forces]
    said = render_levers_markdown(samples, levers)
    page = " ".join(page_of(samples).split())
    for line in said.splitlines():
        if line.startswith(("Overall", "The next band", "No band", "1 answer")):
            assert line in page
    assert "### Route to Embedded" in said
    assert "| Check or measure | Counts | Share | Reference | To 3 | To top |" in said


def test_a_limit_says_what_must_rise_how_far_and_in_how_many_steps() -> None:
    said = said_of(ANSWERS, LIMIT)
    assert (
        "The next band is In place, from 75: 18.8 points more. The framework's limit on BBB-01 "
        "allows no band above Partly in place while it scores below 50: it must rise from 37.5, "
        "which takes 1 step among those below. The fewest steps that lead there are 3, in 3 "
        "answers, to 78.1."
    ) in said
    assert "(9.4 by references alone)" in said
    assert "AAA-01b Title of AAA-01 2 to 4 to 4 1 9.4" in said


def test_a_band_held_down_by_a_limit_names_the_one_by_score_alone() -> None:
    held = [answer("AAA-01a", 4), answer("AAA-01b", 4), answer("AAA-02a", 4),
            answer("BBB-01a", 2), answer("BBB-01b", 1)]  # fmt: skip
    said = said_of(held, LIMIT)
    assert "Overall 84.4 of 100, Partly in place (In place by score alone)." in said
    assert "The next band is In place, from 75: the score is there already." in said
    assert "One step leads there, to 87.5" in said
    assert "Partly in place holds even if every answer falls by one level at once." in said


def test_fragility_names_the_answers_and_the_way_through_a_limit() -> None:
    there = [answer("AAA-01a", 4), answer("AAA-01b", 4), answer("AAA-02a", 2),
             answer("BBB-01a", 2), answer("BBB-01b", 2)]  # fmt: skip
    said = said_of(there, LIMIT)
    assert (
        "1 answer falling by one level would take the score from 78.1 to 68.8, below 75, and the "
        "band to Partly in place: AAA-01a (4 to 3). So would AAA-01b or AAA-02a."
    ) in said
    assert (
        "1 answer falling by one level would take BBB-01 from 50.0 to 37.5, below 50, and the "
        "framework's limit on it would hold the band at Partly in place: BBB-01a (2 to 1). So "
        "would BBB-01b."
    ) in said


def test_levels_without_support_hold_and_the_page_says_why() -> None:
    said = said_of([answer(check, 4, confirmed=None) for check in CHECKS])
    assert "Partly in place holds even if every answer falls by one level at once." in said
    assert "counts as 2 Partly in place already, so its fall may cost nothing." in said


def test_a_limit_that_cannot_be_tested_is_said_before_the_next_band() -> None:
    unknown = [answer("AAA-01a", 3), answer("AAA-01b", 2), answer("AAA-02a", 2),
               answer("BBB-01a", 2), blank("BBB-01b")]  # fmt: skip
    said = said_of(unknown, LIMIT)
    assert (
        "No rise of the answers leads there for certain before more is known. The framework's "
        "limit on BBB-01 cannot be tested: 50% of BBB-01 was answered or measured, and 80% is "
        "needed. For that at least 1 check must be answered, such as BBB-01b; what they would "
        "score is not known."
    ) in said
    assert "Route to" not in said


def test_why_there_is_no_band_is_said_with_what_to_answer() -> None:
    missing = [answer("AAA-01a", 3), blank("AAA-01b"), blank("AAA-02a"),
               answer("BBB-01a", 1), answer("BBB-01b", 2)]  # fmt: skip
    said = said_of(missing)
    assert (
        "No band: 63% of the weight that applies was answered or measured, and 80% is needed. For "
        "that at least 1 check must be answered, such as AAA-01b"
    ) in said
    excused = [*(answer(check, 4) for check in CHECKS[:3]), *map(not_applicable, CHECKS[3:])]
    said = said_of(excused, LIMIT)
    assert (
        "No band, as the framework's limit on BBB-01 cannot be tested: 100.0% of BBB-01 was said "
        "not to apply, and at most 50% may be. At least 1 check said not to apply would have to "
        "be answered after all, such as BBB-01a."
    ) in said


def test_highest_lowest_and_nothing_at_all() -> None:
    top = said_of([answer(check, 4) for check in CHECKS])
    assert "Nothing is left to gain. Embedded is the highest band: there is none to go to." in top
    assert "Points still to gain" not in top
    bottom = said_of([answer(check, 0) for check in CHECKS])
    assert "Not in place is the lowest band: no fall can lower it." in bottom
    assert "No overall score: nothing was answered." in said_of([blank(check) for check in CHECKS])


def test_out_of_reach_says_how_far_the_answers_lead() -> None:
    twos = [answer(check, 2, confirmed=None) for check in CHECKS]
    said = said_of(twos, period_start=None)
    assert (
        "The answers that have a score cannot lead there: at the highest level that can count they "
        "would make it 50.0. Without the first day of the period no reference can be shown"
    ) in said
