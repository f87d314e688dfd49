"""benchmark actions: an action plan for each force, and what became of the last one."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slavery_benchmark.cli.asked import Asked, question
from slavery_benchmark.cli.exits import DONE, code_for
from slavery_benchmark.cli.options import AS_OF_CRITERIA, FILES, PAGE, InputPath, IsoDate
from slavery_benchmark.cli.output import deliver
from slavery_benchmark.cli.results import CHECK_NAMES_CELLS, one_of_each, say_problems
from slavery_benchmark.cli.talk import say

if TYPE_CHECKING:
    from slavery_benchmark.core.change.promises import Plan
    from slavery_benchmark.core.problems import Problem
    from slavery_benchmark.core.scoring.report import Report
    from slavery_benchmark.criteria_files import Criteria


@question("actions", *FILES, *PAGE, *AS_OF_CRITERIA)
@click.option(
    "--previous",
    multiple=True,
    type=InputPath(),
    metavar="PLAN",
    help="Read back an action plan that was filled in, or a folder of them, and set what was "
    "promised beside what these workbooks show. Can be repeated.",
)
@click.option(
    "--published",
    type=IsoDate(),
    metavar="DATE",
    help="The day on which an inspection report was published: state the last day for the local "
    "policing body's comments on it.",
)
def command(asked: Asked, previous: tuple[Path, ...], published: date | None) -> int:
    """Make an action plan, and follow up the last one.

    A row for each criterion that is not at target: where it stands and why, what was found, and,
    in an .xlsx, blank columns for steps, owner (a post) and dates. Of several periods of a force
    the latest counts.
    """
    from slavery_benchmark.core.change.actions import action_plans

    _refuse_unpublished(published, asked.day)
    report = one_of_each(asked.report())
    read, unusable = _read_plans(previous, asked.criteria, report)
    plans = action_plans(report.forces, report.framework, read, asked.day)
    if report.forces:  # a plan without any would say that nothing is left to do
        if asked.format == "xlsx":
            from slavery_benchmark.forms.action_plan_writer import render_actions_xlsx

            form = render_actions_xlsx(report, plans, published)
            deliver(form, asked.output, on_screen=False, overwrite=asked.overwrite)
        else:
            from slavery_benchmark.pages.actions.page import actions_page

            asked.deliver(actions_page(report, plans, published))
    say_problems(report, CHECK_NAMES_CELLS)
    found = [*unusable, *(item for plan in read for item in plan.problems)]
    for item in found:
        say(item.told())
    return max(DONE, code_for(report.worst()), *(code_for(item.severity) for item in found))


def _refuse_unpublished(published: date | None, day: date) -> None:
    """Leave if the day of publication is still to come, or the calendar ends too soon after it."""
    if published is None:
        return
    if published > date.max - timedelta(days=366):
        raise click.UsageError(f"--published {published.isoformat()}: the calendar ends too soon.")
    if published > day:
        raise click.UsageError(
            f"--published {published.isoformat()} is after {day.isoformat()}, the day that counts "
            "as today; give the day on which the report was published."
        )


def _read_plans(
    paths: Sequence[Path], criteria: "Criteria", report: "Report"
) -> "tuple[list[Plan], list[Problem]]":
    """Read the earlier plans; return them, each once, and why the others cannot be used."""
    if not paths:
        return [], []
    from msgspec.structs import replace

    from slavery_benchmark.core.problems import Problem, UnusableError
    from slavery_benchmark.forms.action_plan import read_action_plan
    from slavery_benchmark.input_files import RESULT_SUFFIX, as_typed, find_workbooks
    from slavery_benchmark.reading.reader import read_file

    submissions = [force.submission for force in report.forces]
    read: dict[str, Plan] = {}
    unusable: list[Problem] = []
    for found in find_workbooks(paths):
        if isinstance(found, Problem):
            unusable.append(found)
            continue
        if found.path.suffix.lower() == RESULT_SUFFIX and found.path not in paths:
            continue  # what a folder of plans holds beside them
        try:
            plan = read_action_plan(
                read_file(found.path, name=found.name),
                criteria.framework,
                criteria.register,
                submissions,
                report.as_of,
            )
        except UnusableError as refusal:
            unusable.append(replace(refusal.problem, typed=as_typed(found.path)))
        else:
            read.setdefault(plan.source.sha256, plan)
    return list(read.values()), unusable
