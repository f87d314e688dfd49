"""The page as a reader gets it: what is on it, in which words, and that nothing else is."""

import re
from fractions import Fraction
from itertools import pairwise
from typing import Any

import msgspec
import pytest

from slavery_benchmark.core.view.model import View
from slavery_benchmark.document.numbers import percent_text, score_text, signed_text
from slavery_benchmark.pages.progress.build import build_progress_result
from slavery_benchmark.pages.score.build import build_result
from tests.builders import blank, shipped_criteria, submission
from tests.pages.progress.reports import shipped_progress
from tests.pages.report.pages import (
    KINDS,
    data_for,
    data_of,
    many_forces,
    page,
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
        "Visit first: Brindlewick Police (fictional), 59.3 points known to fall short, most of all "
        "INV-01 Investigations start without delay."
    ) in said
    assert "Ask first: Foxglove Vale Constabulary (fictional), 49.0 points not told" in said


def test_regressions_stand_at_the_head_of_a_force_with_cycles() -> None:
    first = page("cycles-own").split('<nav id="contents"')[0]
    said = " ".join(Parsed(first[: first.rindex("</section>")]).text.split())
    assert "2 criteria have regressed (INV-04, COO-04)" in said


_OF_A_NODE = {"score", "low to high", "baseline", "difference", "coverage", "excused", "claimed"}


def _expected(nodes: dict[str, Any], node: str, field: str) -> str:
    def number(key: str) -> Fraction | None:
        value = nodes[node][key]
        return None if value is None else Fraction(value)

    if field == "low to high":
        return f"{score_text(number('low'))} to {score_text(number('high'))}"
    if field == "difference":
        return signed_text(number(field))
    if field in ("coverage", "excused"):
        return percent_text(number(field))
    return score_text(number(field))


@pytest.mark.parametrize("kind", ["one", "many", "cycles"])
def test_every_figure_of_a_node_is_that_of_the_json(kind: str) -> None:
    data = data_of(kind)
    scores = tuple(force.score for force in data.forces if force.score is not None)
    report = report_of(framework=data.framework)
    report = msgspec.structs.replace(
        report,
        forces=scores,
        as_of=data.as_of,
        unusable=tuple(p.problem for p in data.problems if p.force is None and p.problem),
    )
    result = msgspec.to_builtins(build_result(report, {"assurance": "asserted"}))
    checked = 0
    for figure, text in Parsed(page(kind)).figures:
        place, rest = figure.split(" ", 1)
        node, field = rest.split(" ", 1)
        if field not in _OF_A_NODE:
            continue
        force = result["forces"][int(place)]
        parts = [force["overall"], *force["themes"], *force["criteria"]]
        assert text == _expected({part["id"]: part for part in parts}, node, field), figure
        checked += 1
    assert checked > 100 * len(scores)


def test_every_figure_of_a_change_is_that_of_the_json() -> None:
    result = msgspec.to_builtins(
        build_progress_result(shipped_progress(), since="previous", sample=False)
    )
    forces = [item["since_previous"] for item in result["forces"]]
    checked = 0
    for figure, text in Parsed(page("cycles")).figures:
        place, rest = figure.split(" ", 1)
        key, field = rest.rsplit(" ", 1)
        if field not in ("pier", "then", "now", "change"):
            continue
        since = forces[int(place)]
        if field == "pier":
            parts = {part["step"]: part["difference"] for part in since["bridge"]["parts"]}
            assert text == signed_text(Fraction(parts[key])), figure
        else:
            item = next(item for item in since["criteria"] if item["id"] == key)
            if field == "change":
                value = item["change"]
                assert text == signed_text(None if value is None else Fraction(value)), figure
            else:
                score = item[field]["score"] if item[field] else None
                shown = score_text(None if score is None else Fraction(score))
                assert text.rstrip("*") == shown, figure
        checked += 1
    assert checked == 2 * (3 * 24 + 5)


def test_43_forces_stay_under_4_mb() -> None:
    html = render_html(data_for(many_forces(43)))
    assert len(html) < 3_800_000
    found = Parsed(html.decode())
    assert all(f"force-{number}" in found.ids for number in range(1, 44))
    assert len(found.ids) == len(set(found.ids))
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


def test_how_others_lie_is_said_from_eight_of_them() -> None:
    for count, there in ((8, False), (9, True)):
        said = Parsed(
            render_html(data_for(many_forces(count), View.FORCE, "Force 01")).decode()
        ).text
        assert ("Among the other forces" in said) is there
        assert ("How others lie is said from 8" in said) is not there
