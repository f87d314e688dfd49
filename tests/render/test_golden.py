"""What is printed, to the letter. To accept a change: UPDATE_GOLDEN=1 pytest tests/render"""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from slavery_benchmark.render.compare_text import render_comparison
from slavery_benchmark.render.criteria_text import render_criterion
from slavery_benchmark.render.explain import render_explanation
from slavery_benchmark.render.markdown import render_markdown
from slavery_benchmark.render.score_text import render_score_text

from slavery_benchmark.core.comparison import NAME, Against, compare_forces
from slavery_benchmark.core.report import Report
from slavery_benchmark.core.scores import OVERALL
from slavery_benchmark.core.selection import columns_for, criteria_for
from slavery_benchmark.formats.terminal.page import Page
from slavery_benchmark.formats.terminal.symbols import ASCII, UNICODE, Symbols
from slavery_benchmark.pipeline import assess
from slavery_benchmark.shipped import shipped_folder
from tests.builders import AS_OF, shipped_criteria

GOLDEN = Path(__file__).parent / "golden"
SAMPLES = shipped_folder("sample_data")


@pytest.fixture(scope="module")
def report() -> Report:
    return assess([SAMPLES], shipped_criteria(), AS_OF, keep_cases=True)


def text(
    report: Report,
    *,
    detail: str = "criterion",
    width: int = 80,
    symbols: Symbols = UNICODE,
    colour: bool = False,
    order: str = "framework",
) -> str:
    page = Page(width=width, colour=colour, symbols=symbols)
    return render_score_text(report, page, detail=detail, order=order)


def compare(name: str, said: str) -> None:
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        path.write_text(said, encoding="utf-8", newline="\n")
    assert said == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [80, 120])
def test_score_of_all_samples(report: Report, width: int) -> None:
    said = text(report, width=width)
    assert max(len(line) for line in said.splitlines()) <= width
    compare(f"score-{width}.txt", said)


def test_score_by_theme_in_ascii(report: Report) -> None:
    said = text(report, detail="theme", symbols=ASCII)
    assert said.isascii()
    said.encode("cp1252")
    compare("score-ascii.txt", said)


def test_score_with_checks_furthest_below_target_first(report: Report) -> None:
    one = assess([SAMPLES / "cobblemarsh.xlsx"], shipped_criteria(), AS_OF)
    compare("score-checks-gap.txt", text(one, detail="check", order="gap"))
    assert report.forces


def test_explanation_of_a_check(report: Report) -> None:
    force = next(force for force in report.forces if force.submission.force.startswith("Dapple"))
    page = Page(width=80, colour=False, symbols=UNICODE)
    compare("explain-check.txt", render_explanation(report, force, "VIC-04a", page))


@pytest.mark.parametrize("measure", ["VIC-04m1", "INV-01m1"])
def test_explanation_of_a_measure(report: Report, measure: str) -> None:
    force = next(force for force in report.forces if force.submission.force.startswith("Foxglove"))
    page = Page(width=80, colour=False, symbols=UNICODE)
    compare(f"explain-{measure}.txt", render_explanation(report, force, measure, page))


@pytest.mark.parametrize("name", ["Elderquay", "Foxglove", "Cobblemarsh"])
def test_explanation_of_the_total(report: Report, name: str) -> None:
    force = next(force for force in report.forces if force.submission.force.startswith(name))
    page = Page(width=80, colour=False, symbols=UNICODE)
    compare(f"explain-total-{name.lower()}.txt", render_explanation(report, force, "overall", page))


def test_a_criterion_in_full() -> None:
    page = Page(width=80, colour=False, symbols=UNICODE)
    compare("criterion.txt", render_criterion(shipped_criteria().framework, "INV-01m1", page))


def test_markdown(report: Report) -> None:
    compare("score.md", render_markdown(report, "theme"))


def compared(
    report: Report,
    *,
    by: str = "theme",
    only: Sequence[str] = (),
    sort: str = NAME,
    symbols: Symbols = UNICODE,
) -> str:
    framework = report.framework
    comparison = compare_forces(
        report.forces,
        framework,
        columns=columns_for(framework, by, only),
        sort=sort,
        against=Against(name="the 2017 reference line", scores=None),
        population=len(report.forces),
        with_pairs=True,
        criteria=criteria_for(framework, only),
    )
    page = Page(width=80, colour=False, symbols=symbols)
    said = render_comparison(report, comparison, page)
    assert max(len(line) for line in said.splitlines()) <= 80
    return said


@pytest.mark.parametrize("sort", [NAME, OVERALL])
def test_comparison(report: Report, sort: str) -> None:
    compare(f"compare-{sort}.txt", compared(report, sort=sort))


def test_comparison_by_check_in_ascii(report: Report) -> None:
    said = compared(report, by="check", only=["INV-01", "VIC-04"], symbols=ASCII)
    assert said.isascii()
    compare("compare-checks-ascii.txt", said)


def test_colour_adds_nothing_but_colour(report: Report) -> None:
    import re

    plain = re.sub(r"\x1b\[[0-9;]*m", "", text(report, colour=True))
    assert [line.rstrip() for line in plain.split("\n")] == text(report).split("\n")


def test_every_node_of_every_sample_can_be_explained(report: Report) -> None:
    said = ""
    for force in report.forces:
        nodes = [force.overall, *force.themes, *force.criteria]
        nodes += [check.node for check in force.checks]
        for node in [*nodes, *(item.node for item in force.measures)]:
            page = Page(width=100, colour=False, symbols=ASCII)
            said += " ".join(render_explanation(report, force, node.id, page).split())
    for sentence in (
        'Self-assessment!K6 holds "mostly", which cannot be used: unanswered, which is not 0.',
        "is empty: unanswered, which is not 0. It could be 0 to 100.",
        "It leaves both sums; the share of weight so excused is printed.",
        "no evidence, no usable date: asserted.",
        "From level 3 on, evidence confirmed from 1 April 2025 on is needed.",
        "No part has a score, so there is none.",
        "That range starts at 0, so nothing can be below it.",
        "What is unanswered could put it on either side of the 2017 range.",
        "Band by score alone: In place, from 75 on.",
        "Band: withheld.",
        "Limit criminalisation: too little of VIC-02 was answered to tell whether it is below 50",
    ):
        assert sentence in said, sentence
