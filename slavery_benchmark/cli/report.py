"""benchmark report: the results as one page of HTML, to be sent, read and printed."""

from datetime import date
from pathlib import Path

import click

from slavery_benchmark.cli.chart_files import ChartFiles
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
from slavery_benchmark.formats import SUFFIXES, written

_FORMATS = ("html", "markdown", "table")


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
@click.option(
    "--widen",
    type=click.Choice(["rule", "never", "multiplicative", "additive"]),
    default="rule",
    show_default=True,
    help="How the limits of funnel plots are widened where forces differ beyond chance.",
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
    widen: str,
    period: date | None,
    assurance: str | None,
    as_of: date | None,
    criteria_folder: Path | None,
) -> int:
    """Make a page to send, read and print: one HTML file, without scripts, that needs no network.

    For one force, many forces, or many periods of them. Which force to visit first and for what
    stands at its head, the method with every formula at its end. The view is stated on the page.
    """
    chosen = SUFFIXES.get(output.suffix.lower())
    if chosen not in _FORMATS:
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
        widen=widen,
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
    from slavery_benchmark.pages.report.page import report_page

    document = report_page(data)
    charts = None if charts_folder is None else ChartFiles(document, charts_folder)
    for path in charts.paths() if charts else ():
        refuse_existing(path, overwrite=overwrite, inputs=files)
    write_output(output, written(document, chosen), overwrite=overwrite)
    if charts:
        charts.write(wanted.reading.jobs, overwrite=overwrite)
    say_problems(run.report, "; each is in the report" if view_name == "inspector" else "")
    return code_for(run.report.worst())
