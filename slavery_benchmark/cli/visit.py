"""benchmark visit: what to look at first on a visit, and why."""

from typing import TYPE_CHECKING

import click

from slavery_benchmark.cli.asked import Asked, question
from slavery_benchmark.cli.exits import code_for
from slavery_benchmark.cli.options import (
    AS_OF_CRITERIA,
    ASSURANCE,
    DRAW_SEED,
    FILES,
    PAGE,
    RECORDED_CRIME,
    SEED,
)
from slavery_benchmark.cli.results import CHECK_NAMES_CELLS, progress, say_problems
from slavery_benchmark.formats import TABLE

if TYPE_CHECKING:
    from slavery_benchmark.core.framework.framework import Framework
    from slavery_benchmark.core.visit.all_forces import VisitLists
    from slavery_benchmark.pages.visit.samples import Samples


@question("visit", *FILES, ASSURANCE, RECORDED_CRIME, *PAGE, *AS_OF_CRITERIA)
@click.option(
    "--limit",
    type=click.IntRange(1),
    metavar="N",
    help="Entries of each force [default: all; on a screen 10 of one, 1 of several].",
)
@click.option(
    "--cases",
    "count",
    type=click.IntRange(1),
    metavar="N",
    help="Draw N cases of each force to read, and say what they would tell.",
)
@SEED
@click.option(
    "--copied",
    is_flag=True,
    help="Ask about evidence that repeats itself, word for word or nearly: inside a return, or in "
    "those of several forces.",
)
def command(
    asked: Asked, limit: int | None, count: int | None, seed: int | None, *, copied: bool
) -> int:
    """Say what to look at first on a visit, and why.

    In the order of points to settle: what falls short, has regressed, differs from own cases, has
    no support or was not told. A list of where to look, not a judgement. Of several periods of a
    force the latest counts, and is set against the one before it.
    """
    from slavery_benchmark.pages.visit.page import visit_page
    from slavery_benchmark.pages.words.repeats import repeats_in
    from slavery_benchmark.report_data import read_latest

    if seed is not None and count is None:
        raise click.UsageError("--seed is for --cases N: how many cases shall be drawn?")
    task = asked.task(keep_cases=True, each_edition=True)
    recorded = asked.recorded_offences
    latest = read_latest(asked.files, task, progress)
    report, lists = latest.report, latest.visits(recorded)
    samples = None
    if count is not None:
        samples = _samples(lists, report.framework, count, DRAW_SEED if seed is None else seed)
    repeats = repeats_in(report) if copied else None
    if lists.forces or asked.format != TABLE:
        asked.deliver(visit_page(report, lists, samples, limit, repeats))
    say_problems(report, CHECK_NAMES_CELLS)
    return code_for(report.worst())


def _samples(lists: "VisitLists", framework: "Framework", count: int, seed: int) -> "Samples":
    from slavery_benchmark.core.visit.case_sample import draw_cases

    return [draw_cases(visit.force, framework, count, seed, visit.reader) for visit in lists.forces]
