"""benchmark export: the results as an Excel workbook."""

from datetime import date
from pathlib import Path

import click

from slavery_benchmark.cli.exits import code_for
from slavery_benchmark.cli.formats import chosen_format, data_content
from slavery_benchmark.cli.options import (
    as_of_option,
    assurance_option,
    criteria_option,
    files_argument,
    least_assurance,
    load_criteria_or_leave,
    progress,
    reading_asked,
    today,
)
from slavery_benchmark.cli.output import refuse_existing, write_output
from slavery_benchmark.cli.results import say_problems


@click.command("export", short_help="Write results as an Excel workbook, with charts.")
@files_argument
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    required=True,
    type=click.Path(path_type=Path),
    help="Write to this file, an .xlsx unless its suffix says otherwise.",
)
@click.option("--overwrite", is_flag=True, help="Replace the output file.")
@click.option("--force-sheets", is_flag=True, help="Add a sheet for each force.")
@assurance_option
@as_of_option
@criteria_option
def command(
    files: tuple[Path, ...],
    output: Path,
    overwrite: bool,
    force_sheets: bool,
    assurance: str | None,
    as_of: date | None,
    criteria_folder: Path | None,
) -> int:
    """Write results as an Excel workbook: summary, criteria, checks, measures, problems, charts.

    Cells hold exact values under number formats; unknown is a blank cell, never 0. The suffix of
    the output chooses the format: .xlsx, or one of those that score writes.
    """
    chosen = chosen_format(None, output)
    refuse_existing(output, overwrite=overwrite, inputs=files)
    if chosen == "table" or (force_sheets and chosen != "xlsx"):
        raise click.UsageError(f"{output}: name a file that ends in .xlsx.")

    from slavery_benchmark.pipeline import assess

    criteria = load_criteria_or_leave(criteria_folder)
    rung = least_assurance(assurance)
    report = assess(
        files,
        criteria,
        as_of or today(),
        progress,
        at_least=rung,
        reading=reading_asked(),
    )
    content = data_content(report, chosen, force_sheets=force_sheets)
    write_output(output, content, overwrite=overwrite)
    say_problems(report, "; each is on the sheet Problems" if chosen == "xlsx" else "")
    return code_for(report.worst())
