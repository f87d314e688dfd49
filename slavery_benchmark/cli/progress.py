"""benchmark progress: what has changed since a force's earlier submissions."""

from typing import TYPE_CHECKING

import click

from slavery_benchmark.cli.asked import Asked, question
from slavery_benchmark.cli.exits import code_for
from slavery_benchmark.cli.options import AS_OF_CRITERIA, FILES, PAGE
from slavery_benchmark.cli.results import CHECK_NAMES_CELLS, progress
from slavery_benchmark.cli.talk import say

if TYPE_CHECKING:
    from slavery_benchmark.core.change.progress import ProgressReport


@question("progress", *FILES, *PAGE, *AS_OF_CRITERIA)
@click.option(
    "--since",
    type=click.Choice(["previous", "first"]),
    default="previous",
    show_default=True,
    help="Compare the latest submission with the one before it, or with the first.",
)
@click.option(
    "--sample",
    is_flag=True,
    help="The forces are a sample of others: test which way they moved on each criterion.",
)
def command(asked: Asked, since: str, sample: bool) -> int:
    """Say what has changed since earlier submissions, regressions first.

    FILE is a workbook, a result (.json) or a folder of them: of one force or many, of any number of
    periods, in any order. Each is scored under the edition that it was written for. Change is
    against the force's own earlier submission; the position against the baseline stands apart.
    """
    from slavery_benchmark import __version__
    from slavery_benchmark.core.change.progress import build_progress
    from slavery_benchmark.pages.progress.page import progress_page
    from slavery_benchmark.pipeline import assess_cycles

    task = asked.task(each_edition=True)
    cycles, unusable = assess_cycles(asked.files, task, progress)
    report = build_progress(
        cycles,
        (asked.criteria.framework, *asked.editions),
        tool_version=__version__,
        as_of=asked.day,
        unusable=unusable,
    )
    if report.forces:
        asked.deliver(progress_page(report, since=since, sample=sample))
    _say_problems(report)
    return code_for(report.worst())


def _say_problems(report: "ProgressReport") -> None:
    """Say what is wrong with files and with their order, and how much with their cells."""
    from slavery_benchmark.core.problems import Code
    from slavery_benchmark.pages.words.problems import counts_text

    of_order = {
        Code.CYCLE_UNDATED,
        Code.CYCLES_OVERLAP,
        Code.CYCLE_SINGLE,
        Code.FORCES_MIXED,
        Code.EDITIONS_UNRELATED,
        Code.SUBMISSION_TWICE,
    }
    told = [*report.unusable, *(item for item in report.problems if item.code in of_order)]
    for item in told:
        say(item.told())
    problems = report.every_problem()
    if problems:
        where = CHECK_NAMES_CELLS if len(problems) > len(told) else ""
        say(f"{counts_text(problems)}{where}.")
