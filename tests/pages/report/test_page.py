"""The page as a reader gets it: what is on it, in which words, and that nothing else is."""

import re
from itertools import pairwise

import pytest

from slavery_benchmark.core.view.model import View
from slavery_benchmark.formats.html import render_html as html_of
from slavery_benchmark.pages.report.page import report_page
from tests.builders import blank, shipped_criteria, submission
from tests.length import either
from tests.pages.report.pages import (
    KINDS,
    data_for,
    data_of,
    many_forces,
    page,
    tables,
)
from tests.pages.report.parsing import Parsed
from tests.pages.report.rendering import render_html
from tests.reports import invented, report_of


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_stands_alone(kind: str) -> None:
    html = page(kind)
    found = Parsed(html)
    assert html.lstrip().startswith('<!DOCTYPE html>\n<html lang="en-GB">')
    assert "default-src 'none'; style-src 'sha256-" in html.replace("&#39;", "'")
    names = {tag for tag, _ in found.kinds}
    assert not names & {"script", "link", "img", "iframe", "object", "embed", "base", "form"}
    attributes = {name for _, name in found.kinds}
    assert not attributes & {"src", "style", "srcset", "action"}
    assert not {name for name in attributes if name.startswith("on")}
    assert all(link.startswith("#") for link in found.links)
    assert not re.search(r"url\(|@import", html)


@pytest.mark.parametrize("kind", KINDS)
def test_every_link_leads_somewhere_and_every_id_is_there_once(kind: str) -> None:
    found = Parsed(page(kind))
    assert len(found.ids) == len(set(found.ids))
    assert {link.removeprefix("#") for link in found.links} <= set(found.ids)


def test_a_force_and_a_criterion_lead_to_what_is_told_of_them() -> None:
    assert {"#force-1", "#force-3", "#criterion-INV-01"} <= set(Parsed(page("many")).links)
    assert "#criterion-INV-01" in Parsed(page("one")).links
    assert "#force-1" not in Parsed(page("one")).links


@pytest.mark.parametrize("kind", KINDS)
def test_headings_go_down_one_step_at_a_time(kind: str) -> None:
    levels = Parsed(page(kind)).headings
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


@pytest.mark.parametrize("kind", KINDS)
def test_the_head_says_what_it_is_and_for_whom(kind: str) -> None:
    said = " ".join(Parsed(page(kind)).text.split())
    assert "A self-assessment, not an inspection result." in said
    words = {
        View.INSPECTOR: "Inspector's view: everything that the workbooks say",
        View.FORCE: "View of one force: its own answers in full",
        View.PUBLIC: "Public view: no evidence, owners or case numbers.",
    }
    assert words[data_of(kind).view] in said
    assert data_of(kind).digest in said
    assert data_of(kind).framework_sha256 in said
    assert "As of 23 November 2026." in said


def test_views_of_one_run_carry_one_digest() -> None:
    assert data_of("cycles").digest == data_of("cycles-public").digest
    assert data_of("cycles").digest == data_of("cycles-own").digest


def test_the_first_sentence_names_the_force_to_visit_and_for_what() -> None:
    said = " ".join(Parsed(page("many")).text.split())
    assert (
        "Visit first: Brindlewick Police (fictional), 58.4 points known to fall short, most of all "
        "INV-01 Investigations start without delay."
    ) in said
    assert "Ask first: Foxglove Vale Constabulary (fictional), 42.9 points not told" in said


def test_regressions_stand_at_the_head_of_a_force_with_cycles() -> None:
    first = page("cycles-own").split('<nav id="contents"')[0]
    said = " ".join(Parsed(first[: first.rindex("</section>")]).text.split())
    assert "2 criteria have regressed (INV-04, COO-04)" in said


def test_43_forces_stay_under_4_mb() -> None:
    count = either(short=13, full=43)
    made = report_page(data_for(many_forces(count)))
    html = html_of(made)
    assert len(html) < 240_000 + 87_000 * count
    found = Parsed(html.decode())
    assert all(f"force-{number}" in found.ids for number in range(1, count + 1))
    assert len(found.ids) == len(set(found.ids))
    assert all(table.limit is None for table in tables(made, "first"))  # there are no entries below
    assert "Funnel plot of VIC-04m1: figures and limits" in found.text


def test_a_force_without_measures_and_one_with_nothing_answered() -> None:
    empty = submission([blank(check.id) for _, _, check in shipped_criteria().framework.checks()])
    for view in (View.INSPECTOR, View.PUBLIC):
        said = Parsed(render_html(data_for(report_of(empty), view)).decode()).text
        assert "No overall score: nothing was answered." in said
        assert "no score, position not given" not in said
    both = data_for(invented(2))
    said = Parsed(render_html(both).decode()).text
    assert "There is no funnel plot" in said


def test_the_public_page_has_no_evidence_owner_cell_or_case() -> None:
    data = data_of("many")
    told = {
        text
        for force in data.forces
        if force.score is not None
        for check in force.score.checks
        for text in (check.response.evidence, check.response.owner, check.response.comment)
        if text
    }
    shown, public = Parsed(page("many")).text, Parsed(page("many-public")).text
    assert told
    assert all(text[:100] in shown for text in told)
    assert not [text for text in told if text in public]
    assert "Self-assessment!" not in public
    assert "Case files!" not in public
    assert "fewer than 5" in public


def test_the_view_of_a_force_names_no_other() -> None:
    said = Parsed(page("own")).text
    assert "Brindlewick Police" in said
    others = [force.force for force in data_of("many").forces if force.force not in said]
    assert len(others) == len(data_of("many").forces) - 1
    assert (
        "There are 5 other forces in this run. How others lie is said from 8 with a score on"
    ) in " ".join(said.split())
    assert "Among the other forces" not in said
