"""benchmark report: the results as one page of HTML, to be sent, read and printed."""

from datetime import date
from pathlib import Path

import click

from slavery_benchmark.cli.asked import Asked, question
from slavery_benchmark.cli.chart_files import ChartFiles
from slavery_benchmark.cli.exits import UNUSABLE, code_for
from slavery_benchmark.cli.options import (
    AS_OF_CRITERIA,
    ASSURANCE,
    FILES,
    NEW_FILE,
    PERIOD,
    written_view,
)
from slavery_benchmark.cli.output import refuse_existing
from slavery_benchmark.cli.results import progress, say_problems
from slavery_benchmark.cli.talk import say
from slavery_benchmark.formats import SUFFIXES

_FORMATS = ("html", "markdown", "table")


@question("report", *FILES, *written_view(".html"), PERIOD, ASSURANCE, *AS_OF_CRITERIA)
@click.option(
    "--charts",
    "charts_folder",
    metavar="FOLDER",
    type=NEW_FILE,
    help="Write every chart of the page to this folder too, as SVG and PNG.",
)
@click.option(
    "--widen",
    type=click.Choice(["rule", "never", "multiplicative", "additive"]),
    default="rule",
    show_default=True,
    help="How the limits of funnel plots are widened where forces differ beyond chance.",
)
def command(asked: Asked, charts_folder: Path | None, widen: str, period: date | None) -> int:
    """Make a page to send, read and print: one HTML file, without scripts, that needs no network.

    For one force, many forces, or many periods of them. Which force to visit first and for what
    stands at its head, the method with every formula at its end. The view is stated on the page.
    """
    if asked.output is None or SUFFIXES.get(asked.output.suffix.lower()) not in _FORMATS:
        raise click.UsageError(f"{asked.output}: name a file that ends in .html.")
    asked.check_view()
    from slavery_benchmark.core.comparing.funnel import Widen
    from slavery_benchmark.core.view.model import View
    from slavery_benchmark.report_data import read_run

    task = asked.task(keep_cases=True, each_edition=True)
    run = read_run(
        asked.files,
        task,
        progress,
        view=View(asked.view),
        own=asked.own,
        period=period,
        widen=Widen(widen),
    )
    for sentence in run.said:
        say(sentence)
    if not run.report.forces:
        say_problems(run.report)
        say("There is nothing to report on.")
        return UNUSABLE
    data = run.data
    if data is None:
        raise asked.no_such_force(run.report)
    from slavery_benchmark.pages.report.page import report_page

    document = report_page(data)
    charts = None if charts_folder is None else ChartFiles(document, charts_folder)
    for path in charts.paths() if charts else ():
        refuse_existing(path, overwrite=asked.overwrite, inputs=asked.files)
    asked.deliver(document)
    if charts:
        charts.write(asked.reading.jobs, overwrite=asked.overwrite)
    say_problems(run.report, "; each is in the report" if asked.view == "inspector" else "")
    return code_for(run.report.worst())
