"""benchmark visit: what to look at first on a visit, and why."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slavery_benchmark.cli.exits import code_for
from slavery_benchmark.cli.formats import chosen_format
from slavery_benchmark.cli.options import (
    as_of_option,
    criteria_option,
    files_argument,
    load_criteria_or_leave,
    output_options,
    progress,
    terminal_width,
    today,
    wants_colour,
)
from slavery_benchmark.cli.output import deliver, refuse_existing
from slavery_benchmark.cli.talk import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from slavery_benchmark.core.case_sample import CaseSample
    from slavery_benchmark.core.report import Report
    from slavery_benchmark.core.visit_all import VisitLists

    Samples = Sequence[CaseSample | None] | None

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
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["table", "json", "csv", "markdown"]),
    help="What to print. Without it the suffix of --output decides, else table.",
)
@output_options
@as_of_option
@criteria_option
def command(
    files: tuple[Path, ...],
    limit: int | None,
    count: int | None,
    seed: int | None,
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
    report = assess(files, criteria, as_of or today(), progress, keep_cases=True)
    report = _one_each(report)
    lists = visit_lists(report.forces, report.framework)
    samples = _samples(report, count, _SEED if seed is None else seed)
    if chosen == "table":
        content = _table(report, lists, samples, limit, to_file=output is not None)
    else:
        content = _content(report, lists, samples, limit, chosen)
    deliver(content, output, on_screen=chosen == "table", overwrite=overwrite)
    _say_problems(report)
    return code_for(report.worst())


def _one_each(report: "Report") -> "Report":
    import msgspec

    from slavery_benchmark.core.selection import one_each

    kept, sentences = one_each(report.forces, None)
    for sentence in sentences:
        say(sentence)
    return msgspec.structs.replace(report, forces=tuple(kept))


def _samples(report: "Report", count: int | None, seed: int) -> "Samples":
    from slavery_benchmark.core.case_sample import draw_cases

    if count is None:
        return None
    return [draw_cases(force, report.framework, count, seed) for force in report.forces]


def _table(
    report: "Report",
    lists: "VisitLists",
    samples: "Samples",
    limit: int | None,
    *,
    to_file: bool,
) -> bytes:
    from slavery_benchmark.render.symbols import UNICODE, symbols_for
    from slavery_benchmark.render.visit_text import LIMIT, VisitOptions, render_visit_text

    options = VisitOptions(
        width=_FILE_WIDTH if to_file else terminal_width(),
        colour=wants_colour() and not to_file,
        symbols=UNICODE if to_file else symbols_for(sys.stdout.encoding),
        limit=limit or LIMIT,
    )
    return render_visit_text(report, lists, samples, options).encode()


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


def _say_problems(report: "Report") -> None:
    """Say which files could not be used, and how much is wrong with the others."""
    from slavery_benchmark.render.problems_text import counts_text

    for item in report.unusable:
        say(item.line())
    if report.problems():
        say(f"{counts_text(report.problems())}; benchmark check names the cells.")
