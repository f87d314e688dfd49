"""A page opens with its answer: how long it and its lead are on the narrowest screen."""

from collections.abc import Iterator

import msgspec
import pytest

from slavery_benchmark.core.change.actions import action_plans
from slavery_benchmark.core.change.levers import levers_of
from slavery_benchmark.core.comparing.comparison import NAME
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.scoring.scores import OVERALL, ForceScore
from slavery_benchmark.document.blocks import Document
from slavery_benchmark.pages.actions.page import actions_page
from slavery_benchmark.pages.compare.page import compare_page
from slavery_benchmark.pages.explain.page import explain_page
from slavery_benchmark.pages.heads import opening
from slavery_benchmark.pages.levers.page import levers_page
from slavery_benchmark.pages.score.page import score_page
from tests.pages.made import compared, lead_lines, shown

ONE_FORCE, MORE_THAN_ITS_FORCES, LEAD = 45, 30, 5
SAMPLES = ["Aldermoss", "Brindlewick", "Cobblemarsh", "Dapplefold", "Elderquay", "Foxglove"]


def lines(document: Document) -> int:
    return len(shown(document).splitlines())


def pages_of_one(report: Report, force: ForceScore) -> Iterator[Document]:
    one = msgspec.structs.replace(report, forces=(force,))
    yield score_page(one, {})
    yield explain_page(one, force, OVERALL)
    yield from (explain_page(one, force, node.id) for node in force.criteria)
    yield levers_page(one, [levers_of(force, one.framework)])
    yield actions_page(one, action_plans([force], one.framework, (), one.as_of), None)


def pages_of_many(report: Report) -> Iterator[Document]:
    yield score_page(report, {})
    for sort in (NAME, OVERALL):
        yield compare_page(report, compared(report, sort=sort), {})
    yield levers_page(report, [levers_of(force, report.framework) for force in report.forces])
    yield actions_page(
        report, action_plans(report.forces, report.framework, (), report.as_of), None
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_a_page_of_one_force_fits_a_screen_and_its_lead_five_lines(
    samples: Report, name: str
) -> None:
    (force,) = (item for item in samples.forces if item.submission.force.startswith(name))
    for document in pages_of_one(samples, force):
        assert lines(document) <= ONE_FORCE, document.title
        assert 0 < lead_lines(document) <= LEAD, document.title
        assert "More: --detail." in shown(document)


def test_a_page_of_many_has_a_row_each_and_little_more(
    samples: Report, forty_three: Report
) -> None:
    for report in (samples, forty_three):
        for document in pages_of_many(report):
            assert lines(document) <= len(report.forces) + MORE_THAN_ITS_FORCES, document.title
            assert 0 < lead_lines(document) <= LEAD, document.title


def test_what_does_not_fit_the_lead_is_not_lost() -> None:
    words = [f"Sentence {number} {'x' * 60}." for number in range(9)]
    lead, left = opening(words[:3], words[3:])
    assert len(lead) == 2
    assert " ".join((*lead, *left)) == " ".join(words)


def test_a_first_sentence_too_long_for_a_lead_is_all_of_it() -> None:
    long = "word " * 200
    assert opening((long.strip(), "More.")) == ((long.strip(),), ("More.",))
