"""What is printed, to the letter. To accept a change: UPDATE_GOLDEN=1 pytest tests/pages"""

import re

import msgspec
import pytest

from slavery_benchmark.core.change.actions import action_plans
from slavery_benchmark.core.change.levers import levers_of
from slavery_benchmark.core.comparing.comparison import NAME
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.scoring.scores import OVERALL
from slavery_benchmark.formats import written
from slavery_benchmark.formats.terminal.symbols import ASCII
from slavery_benchmark.pages.actions.page import actions_page
from slavery_benchmark.pages.compare.page import compare_page
from slavery_benchmark.pages.criteria.page import criteria_page, criterion_page
from slavery_benchmark.pages.explain.page import explain_page
from slavery_benchmark.pages.levers.page import levers_page
from slavery_benchmark.pages.score.page import score_page
from tests.builders import shipped_criteria
from tests.pages.made import compared, force_named, same, shown


def of_one(report: Report, name: str) -> Report:
    """Return the report of one force alone."""
    return msgspec.structs.replace(report, forces=(force_named(report, name),))


@pytest.mark.parametrize("width", [80, 120])
def test_scores_of_all_samples(samples: Report, width: int) -> None:
    same(f"score-{width}.txt", shown(score_page(samples, {}), width=width))


@pytest.mark.parametrize("width", [80, 120, 160])
def test_scores_of_one_force(samples: Report, width: int) -> None:
    one = of_one(samples, "Foxglove")
    same(f"score-one-{width}.txt", shown(score_page(one, {}), width=width))


def test_scores_in_ascii(samples: Report) -> None:
    said = shown(score_page(of_one(samples, "Elderquay"), {}), symbols=ASCII, detail=True)
    assert said.isascii()
    same("score-ascii.txt", said)


def test_all_of_the_scores_furthest_below_target_first(samples: Report) -> None:
    page = score_page(of_one(samples, "Cobblemarsh"), {}, order="gap")
    same("score-gap.txt", shown(page, detail=True))


def test_scores_as_markdown(samples: Report) -> None:
    page = score_page(of_one(samples, "Brindlewick"), {})
    same("score.md", written(page, "markdown").decode())


@pytest.mark.parametrize(
    ("force", "node"),
    [
        ("Dapplefold", "VIC-04a"),
        ("Foxglove", "VIC-04m1"),
        ("Foxglove", "INV-01m1"),
        ("Elderquay", OVERALL),
        ("Foxglove", OVERALL),
        ("Cobblemarsh", OVERALL),
    ],
)
def test_how_a_number_came_about(samples: Report, force: str, node: str) -> None:
    page = explain_page(samples, force_named(samples, force), node)
    same(f"explain-{node}-{force.lower()}.txt", shown(page))


def test_all_of_how_a_number_came_about(samples: Report) -> None:
    page = explain_page(samples, force_named(samples, "Foxglove"), "INV-01m1")
    same("explain-all.txt", shown(page, detail=True))


def test_a_criterion_in_full() -> None:
    framework = shipped_criteria().framework
    same("criterion.txt", shown(criterion_page(framework, "INV-01m1"), detail=True))
    same("criteria.txt", shown(criteria_page(framework, "f" * 64)))


@pytest.mark.parametrize("sort", [NAME, OVERALL])
def test_forces_side_by_side(samples: Report, sort: str) -> None:
    page = compare_page(samples, compared(samples, sort=sort), {})
    same(f"compare-{sort}.txt", shown(page, detail=sort == OVERALL))


def test_forces_side_by_side_by_check_in_ascii(samples: Report) -> None:
    found = compared(samples, by="check", only=["INV-01", "VIC-04"])
    said = shown(compare_page(samples, found, {}), symbols=ASCII)
    assert said.isascii()
    same("compare-checks-ascii.txt", said)


def test_forces_side_by_side_as_markdown(samples: Report) -> None:
    page = compare_page(samples, compared(samples), {})
    same("compare.md", written(page, "markdown").decode())


@pytest.mark.parametrize(
    ("force", "detail"), [("Aldermoss", True), ("Dapplefold", False), ("Elderquay", False)]
)
def test_what_would_move_the_score(samples: Report, force: str, detail: bool) -> None:
    found = levers_of(force_named(samples, force), samples.framework)
    said = shown(levers_page(samples, [found]), detail=detail)
    same(f"levers-{force.lower()}.txt", said)


def test_what_would_move_the_scores_of_all(samples: Report) -> None:
    every = [levers_of(force, samples.framework) for force in samples.forces]
    same("levers-all.txt", shown(levers_page(samples, every), width=120))


@pytest.mark.parametrize("detail", [False, True])
def test_the_action_plan_of_one_force(samples: Report, detail: bool) -> None:
    one = of_one(samples, "Foxglove")
    plans = action_plans(one.forces, one.framework, (), one.as_of)
    name = f"actions{'-all' if detail else ''}.txt"
    same(name, shown(actions_page(one, plans, None), detail=detail))


def test_colour_adds_nothing_but_colour(samples: Report) -> None:
    page = score_page(of_one(samples, "Foxglove"), {})
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown(page, colour=True))
    assert [line.rstrip() for line in plain.split("\n")] == shown(page).split("\n")
