"""What the page says of change: what moved by coverage alone, and which forces are left out."""

from functools import cache

import msgspec
import pytest

from slavery_benchmark.core.change.history import Cycle
from slavery_benchmark.core.change.progress import build_progress
from slavery_benchmark.core.view.build import build_report_data
from slavery_benchmark.core.view.model import ReportData, View
from tests.builders import AS_OF
from tests.core.change.cycles import cycle
from tests.core.view.runs import report_of, shipped
from tests.pages.report.parsing import Parsed
from tests.pages.report.rendering import render_html


def of_year(force: str, year: int, *, measured: int | None, level: int = 3) -> Cycle:
    """Return a submission with one level in every check, and one in every measure or no cases."""
    found = {item.id: measured for _, item in shipped().measures() if measured is not None}
    answers = {check.id: level for _, _, check in shipped().checks()}
    return cycle(
        shipped(), answers, year, measured=found, force=force, code=force, fictional=False,
        file=f"{force}-{year}.xlsx",
    )  # fmt: skip


@cache
def data_of(*forces: tuple[tuple[str, int, int | None], ...], view: View) -> ReportData:
    """Return the view of forces with these (name, year, measured level)."""
    cycles = [
        of_year(name, year, measured=level) for force in forces for name, year, level in force
    ]
    found = build_progress(cycles, [shipped()], tool_version="1", as_of=AS_OF, unusable=())
    latest = [force.latest.score for force in found.forces]
    several = tuple(force for force in found.forces if len(force.history.cycles) > 1)
    progress = msgspec.structs.replace(found, forces=several)
    return build_report_data(report_of(latest), view=view, digest="d", progress=progress)


BY_COVERAGE = (("Alder", 2023, 1), ("Alder", 2024, None))
PLAIN = (("Birch", 2023, 2), ("Birch", 2024, 3))
SINGLE = (("Cedar", 2024, 2),)


def said_of(data: ReportData) -> str:
    return " ".join(Parsed(render_html(data).decode()).text.split())


@pytest.mark.parametrize("view", [View.INSPECTOR, View.PUBLIC])
def test_what_moved_by_coverage_alone_is_said_and_nothing_claimed_for_it(view: View) -> None:
    data = data_of(BY_COVERAGE, PLAIN, view=view)
    since = data.progress[0].since_previous
    assert since is not None
    once = [item.criterion for item in since.criteria if item.by_coverage_alone]
    assert once
    said = said_of(data)
    assert "coverage alone" in said
    if view is View.INSPECTOR:
        assert (
            f"{len(once)} moved only because one return answers what the other does not: not"
            in said
        )
    else:
        named = ", ".join(once[:2])
        assert f"moved only because one return answers what the other does not: {named}" in said
    moved = ", ".join(
        f"{item.criterion} {item.by_coverage}" for item in data.moves if item.by_coverage
    )
    assert (
        f"Forces that moved only because one return answers what the other does not: {moved}."
        in said
    )


def test_a_force_with_one_submission_is_named_as_left_out_of_the_change() -> None:
    said = said_of(data_of(PLAIN, SINGLE, view=View.INSPECTOR))
    assert "Left out: 1 force has one submission here: Cedar." in said
    both = said_of(data_of(PLAIN, SINGLE, (("Dogwood", 2024, 2),), view=View.PUBLIC))
    assert "Left out: 2 forces have one submission here: Cedar; Dogwood." in both
    assert "Left out" not in said_of(data_of(PLAIN, BY_COVERAGE, view=View.INSPECTOR))
    # nobody is left out of a change of which nothing is told
    assert "Left out" not in said_of(data_of(SINGLE, view=View.INSPECTOR))
