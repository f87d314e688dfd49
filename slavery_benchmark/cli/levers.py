"""benchmark levers: what would move the overall score, and how little would change the band."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slavery_benchmark.cli.exits import code_for
from slavery_benchmark.cli.formats import chosen_format, format_option
from slavery_benchmark.cli.options import (
    as_of_option,
    criteria_option,
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
    from collections.abc import Sequence

    from slavery_benchmark.core.reinspection.levers import Levers
    from slavery_benchmark.core.report import Report

_FILE_WIDTH = 100


@click.command("levers", short_help="Say what would move the score, and how easily it falls.")
@files_argument
@click.option(
    "--limit",
    type=click.IntRange(1),
    metavar="N",
    help="Gains of each force [default: 10 on a page; all in json, csv and xlsx].",
)
@format_option()
@output_options
@as_of_option
@criteria_option
def command(
    files: tuple[Path, ...],
    limit: int | None,
    format_name: str | None,
    output: Path | None,
    overwrite: bool,
    as_of: date | None,
    criteria_folder: Path | None,
) -> int:
    """Say what would move the score, and how easily it falls.

    The points still to gain, check by check; the fewest steps to the next band, with what the
    framework's limits ask for; and the fewest answers whose fall by one level would lower the band.
    Arithmetic on the answers, not a plan. Of several periods of a force the latest counts.
    """
    from slavery_benchmark.core.reinspection.levers import levers_of
    from slavery_benchmark.pipeline import assess

    chosen = chosen_format(format_name, output)
    if chosen == "parquet":
        raise click.UsageError("Levers are not written as Parquet; take .csv or .json.")
    if output is not None:
        refuse_existing(output, overwrite=overwrite, inputs=files)
    criteria = load_criteria_or_leave(criteria_folder)
    report = one_of_each(
        assess(files, criteria, as_of or today(), progress, reading=reading_asked())
    )
    levers = [levers_of(force, report.framework) for force in report.forces]
    if chosen == "table":
        from slavery_benchmark.render.levers.text import render_levers_text

        page = new_page(None if output is None else _FILE_WIDTH)
        content = render_levers_text(report, levers, page, limit).encode()
    else:
        content = _content(report, levers, limit, chosen)
    deliver(content, output, on_screen=chosen == "table", overwrite=overwrite)
    say_problems(report, CHECK_NAMES_CELLS)
    return code_for(report.worst())


def _content(report: "Report", levers: "Sequence[Levers]", limit: int | None, chosen: str) -> bytes:
    """Return the levers in a format other than the table for the screen."""
    if chosen == "json":
        from slavery_benchmark.render.levers.result import render_levers_json

        return render_levers_json(report, levers, limit)
    if chosen == "csv":
        from slavery_benchmark.render.levers.table import render_levers_csv

        return render_levers_csv(levers, limit)
    if chosen == "xlsx":
        from slavery_benchmark.render.levers.xlsx import render_levers_xlsx

        return render_levers_xlsx(report, levers, limit)
    from slavery_benchmark.render.levers.markdown import render_levers_markdown

    return render_levers_markdown(report, levers, limit).encode()
