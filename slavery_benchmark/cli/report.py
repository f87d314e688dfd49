"""benchmark report: the results as one page of HTML, to be sent, read and printed."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slavery_benchmark.cli.exits import UNUSABLE, code_for
from slavery_benchmark.cli.options import (
    IsoDate,
    as_of_option,
    assurance_option,
    criteria_option,
    least_assurance,
    load_criteria_or_leave,
    load_editions_or_leave,
    progress,
    today,
)
from slavery_benchmark.cli.output import refuse_existing, write_output
from slavery_benchmark.cli.reading import files_argument, reading_asked
from slavery_benchmark.cli.results import say_problems
from slavery_benchmark.cli.talk import say
from slavery_benchmark.cli.views import check_view, known_name, no_such_force, view_options

if TYPE_CHECKING:
    from slavery_benchmark.core.view.model import ReportData

_SUFFIXES = (".html", ".htm")


@click.command("report", short_help="Make a page to send, read and print.")
@files_argument
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    required=True,
    type=click.Path(path_type=Path),
    help="Write the page to this file, an .html.",
)
@click.option("--overwrite", is_flag=True, help="Replace the output files.")
@view_options
@click.option(
    "--charts",
    "charts_folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Write every chart of the page to this folder too, as SVG and PNG.",
)
@click.option("--period", type=IsoDate(), metavar="DATE", help="Take the period with this day.")
@assurance_option
@as_of_option
@criteria_option
def command(
    files: tuple[Path, ...],
    output: Path,
    overwrite: bool,
    view_name: str,
    own: str | None,
    charts_folder: Path | None,
    period: date | None,
    assurance: str | None,
    as_of: date | None,
    criteria_folder: Path | None,
) -> int:
    """Make a page to send, read and print: one HTML file, without scripts, that needs no network.

    For one force, many forces, or many periods of them. Which force to visit first and for what
    stands at its head, the method with every formula at its end. The view is stated on the page.
    """
    if output.suffix.lower() not in _SUFFIXES:
        raise click.UsageError(f"{output}: name a file that ends in .html.")
    check_view(view_name, own, assurance)
    refuse_existing(output, overwrite=overwrite, inputs=files)
    from slavery_benchmark.report_data import Wanted, read_run

    criteria = load_criteria_or_leave(criteria_folder)
    editions = load_editions_or_leave(criteria_folder)
    wanted = Wanted(
        view=view_name,
        own=known_name(own, criteria.register),
        period=period,
        as_of=as_of or today(),
        at_least=least_assurance(assurance),
        reading=reading_asked(),
    )
    run = read_run(files, criteria, editions, wanted, progress)
    for sentence in run.said:
        say(sentence)
    if not run.report.forces:
        say_problems(run.report)
        say("There is nothing to report on.")
        return UNUSABLE
    data = run.data
    if data is None:
        raise no_such_force(own, run.report.forces)
    from slavery_benchmark.render.html.page import render_html

    charts = [] if charts_folder is None else _charts(data)
    for name, _ in charts:
        refuse_existing((charts_folder or Path()) / name, overwrite=overwrite, inputs=files)
    write_output(output, render_html(data), overwrite=overwrite)
    if charts_folder is not None:
        _write_charts(charts, charts_folder, overwrite=overwrite)
    say_problems(run.report, "; each is in the report" if view_name == "inspector" else "")
    return code_for(run.report.worst())


def _charts(data: "ReportData") -> list[tuple[str, bytes]]:
    """Return every chart as SVG and PNG; leave with a sentence where a PNG cannot be made."""
    from slavery_benchmark.formats.charts.png import NoFontError
    from slavery_benchmark.render.html.chart_files import chart_files

    try:
        return list(chart_files(data))
    except NoFontError:
        say("The charts cannot be drawn as PNG: this machine has no font.")
        raise click.exceptions.Exit(UNUSABLE) from None


def _write_charts(charts: list[tuple[str, bytes]], folder: Path, *, overwrite: bool) -> None:
    """Write the charts; leave with a sentence if the folder or a file cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        say(f"{folder}: cannot be written: {error.strerror or error}.")
        raise click.exceptions.Exit(UNUSABLE) from None
    for name, content in charts:
        write_output(folder / name, content, overwrite=overwrite, quiet=True)
    say(f"Wrote {len(charts)} files to {folder}.")
