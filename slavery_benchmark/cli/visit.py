"""benchmark visit: what to look at first on a visit, and why."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slavery_benchmark.cli.exits import code_for
from slavery_benchmark.cli.formats import chosen_format, format_option
from slavery_benchmark.cli.options import (
    as_of_option,
    assurance_option,
    criteria_option,
    least_assurance,
    load_criteria_or_leave,
    new_page,
    output_options,
    progress,
    today,
)
from slavery_benchmark.cli.output import deliver, refuse_existing
from slavery_benchmark.cli.reading import files_argument, reading_asked
from slavery_benchmark.cli.results import CHECK_NAMES_CELLS, one_of_each, say_problems

if TYPE_CHECKING:
    from slavery_benchmark.core.framework import Framework
    from slavery_benchmark.core.report import Report
    from slavery_benchmark.core.visit_all import VisitLists
    from slavery_benchmark.render.visit_sample_words import Samples

_FILE_WIDTH = 100
_SEED = 1


@click.command("visit", short_help="Say what to look at first on a visit, and why.")
@files_argument
@click.option(
    "--limit",
    type=click.IntRange(1),
    metavar="N",
    help="Entries of each force [default: 10 on a page; all in json, csv and xlsx].",
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
@format_option()
@output_options
@as_of_option
@criteria_option
def command(
    files: tuple[Path, ...],
    limit: int | None,
    count: int | None,
    seed: int | None,
    assurance: str | None,
    format_name: str | None,
    output: Path | None,
    overwrite: bool,
    as_of: date | None,
    criteria_folder: Path | None,
) -> int:
    """Say what to look at first on a visit, and why.

    First judged levels that differ from the force's own cases, then levels without support,
    criteria at or below 2017, and what is not known; inside each by weight x gap. A list of where
    to look, not a judgement. Of several periods of a force the latest counts.
    """
    from slavery_benchmark.core.visit_all import visit_lists
    from slavery_benchmark.pipeline import assess

    chosen = chosen_format(format_name, output)
    if chosen == "parquet":
        raise click.UsageError("A visit list is not written as Parquet; take .csv or .json.")
    if seed is not None and count is None:
        raise click.UsageError("--seed is for --cases N: how many cases shall be drawn?")
    if output is not None:
        refuse_existing(output, overwrite=overwrite, inputs=files)
    criteria = load_criteria_or_leave(criteria_folder)
    report = assess(
        files,
        criteria,
        as_of or today(),
        progress,
        at_least=least_assurance(assurance),
        keep_cases=True,
        reading=reading_asked(),
    )
    report = one_of_each(report)
    lists = visit_lists(report.forces, report.framework)
    samples = None
    if count is not None:
        samples = _samples(lists, report.framework, count, _SEED if seed is None else seed)
    if chosen == "table":
        from slavery_benchmark.render.visit_text import render_visit_text

        page = new_page(None if output is None else _FILE_WIDTH)
        content = render_visit_text(report, lists, samples, page, limit).encode()
    else:
        content = _content(report, lists, samples, limit, chosen)
    deliver(content, output, on_screen=chosen == "table", overwrite=overwrite)
    say_problems(report, CHECK_NAMES_CELLS)
    return code_for(report.worst())


def _samples(lists: "VisitLists", framework: "Framework", count: int, seed: int) -> "Samples":
    from slavery_benchmark.core.case_sample import draw_cases

    return [draw_cases(visit.force, framework, count, seed, visit.reader) for visit in lists.forces]


def _content(
    report: "Report", lists: "VisitLists", samples: "Samples", limit: int | None, chosen: str
) -> bytes:
    """Return the lists in a format other than the table for the screen."""
    if chosen == "json":
        from slavery_benchmark.render.visit_result import render_visit_json

        return render_visit_json(report, lists, samples, limit)
    if chosen == "csv":
        from slavery_benchmark.render.visit_table import render_visit_csv

        return render_visit_csv(report, lists, samples, limit)
    if chosen == "xlsx":
        from slavery_benchmark.render.visit_xlsx import render_visit_xlsx

        return render_visit_xlsx(report, lists, samples, limit)
    from slavery_benchmark.render.visit_markdown import render_visit_markdown

    return render_visit_markdown(report, lists, samples, limit).encode()
