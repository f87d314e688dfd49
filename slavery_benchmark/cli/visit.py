"""benchmark visit: what to look at first on a visit, and why."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slavery_benchmark.cli.exits import code_for
from slavery_benchmark.cli.options import (
    as_of_option,
    assurance_option,
    criteria_option,
    least_assurance,
    load_criteria_or_leave,
    load_editions_or_leave,
    progress,
    today,
)
from slavery_benchmark.cli.pages import chosen_format, deliver_document, page_options
from slavery_benchmark.cli.reading import files_argument, reading_asked
from slavery_benchmark.cli.recorded_crime import (
    load_context_or_leave,
    recorded_crime_option,
    recorded_offences,
)
from slavery_benchmark.cli.results import CHECK_NAMES_CELLS, say_problems
from slavery_benchmark.formats import TABLE

if TYPE_CHECKING:
    from slavery_benchmark.core.framework.framework import Framework
    from slavery_benchmark.core.visit.all_forces import VisitLists
    from slavery_benchmark.pages.visit.samples import Samples

_SEED = 1


@click.command("visit", short_help="Say what to look at first on a visit, and why.")
@files_argument
@click.option(
    "--limit",
    type=click.IntRange(1),
    metavar="N",
    help="Entries of each force [default: all; on a screen 10 of one].",
)
@click.option(
    "--cases",
    "count",
    type=click.IntRange(1),
    metavar="N",
    help="Draw N cases of each force to read, and say what they would tell.",
)
@click.option(
    "--seed",
    type=int,
    metavar="S",
    help=f"Draw other cases: the same seed draws the same ones [default: {_SEED}].",
)
@assurance_option
@recorded_crime_option
@page_options
@as_of_option
@criteria_option
def command(
    files: tuple[Path, ...],
    limit: int | None,
    count: int | None,
    seed: int | None,
    assurance: str | None,
    recorded_crime: Path | None,
    format_name: str | None,
    output: Path | None,
    overwrite: bool,
    detail: bool,
    as_of: date | None,
    criteria_folder: Path | None,
) -> int:
    """Say what to look at first on a visit, and why.

    In the order of points to settle: what falls short, has regressed, differs from own cases, has
    no support or was not told. A list of where to look, not a judgement. Of several periods of a
    force the latest counts, and is set against the one before it.
    """
    from slavery_benchmark.pages.visit.page import visit_page
    from slavery_benchmark.report_data import Wanted, read_latest

    chosen = chosen_format(format_name, output, overwrite=overwrite, inputs=files)
    if seed is not None and count is None:
        raise click.UsageError("--seed is for --cases N: how many cases shall be drawn?")
    criteria = load_criteria_or_leave(criteria_folder)
    context = load_context_or_leave(recorded_crime, criteria.register)
    wanted = Wanted(
        view="inspector",
        own=None,
        period=None,
        as_of=as_of or today(),
        at_least=least_assurance(assurance),
        reading=reading_asked(),
    )
    editions = load_editions_or_leave(criteria_folder)
    latest = read_latest(files, criteria, editions, wanted, progress)
    report, lists = latest.report, latest.visits(recorded_offences(context))
    samples = None
    if count is not None:
        samples = _samples(lists, report.framework, count, _SEED if seed is None else seed)
    if lists.forces or chosen != TABLE:
        document = visit_page(report, lists, samples, limit)
        deliver_document(document, chosen, output, overwrite=overwrite, detail=detail)
    say_problems(report, CHECK_NAMES_CELLS)
    return code_for(report.worst())


def _samples(lists: "VisitLists", framework: "Framework", count: int, seed: int) -> "Samples":
    from slavery_benchmark.core.visit.case_sample import draw_cases

    return [draw_cases(visit.force, framework, count, seed, visit.reader) for visit in lists.forces]
