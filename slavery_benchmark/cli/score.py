"""benchmark score: where each force stands against the baseline."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slavery_benchmark.cli.data_set import data_set_options, score_into
from slavery_benchmark.cli.exits import DONE, PROBLEMS, code_for
from slavery_benchmark.cli.options import (
    as_of_option,
    assurance_option,
    criteria_option,
    gone_baseline_option,
    least_assurance,
    load_criteria_or_leave,
    progress,
    reject_nan,
    today,
)
from slavery_benchmark.cli.pages import chosen_format, deliver_document, page_options
from slavery_benchmark.cli.reading import files_argument, reading_asked, scheduler_option
from slavery_benchmark.cli.recorded_crime import load_context_or_leave, recorded_crime_option
from slavery_benchmark.cli.results import say_problems
from slavery_benchmark.cli.talk import say
from slavery_benchmark.formats import TABLE

if TYPE_CHECKING:
    from slavery_benchmark.core.scoring.report import Report


@click.command("score", short_help="Score workbooks against the baseline.")
@files_argument
@scheduler_option
@click.option(
    "--sort",
    "order",
    type=click.Choice(["framework", "gap"]),
    default="framework",
    show_default=True,
    help="Order of the criteria: as in the framework, or furthest below target first.",
)
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="N",
    callback=reject_nan,
    help="Exit with 1 if a force's supported overall score is below N, or too little is known.",
)
@assurance_option
@gone_baseline_option
@recorded_crime_option
@page_options
@data_set_options
@as_of_option
@criteria_option
def command(
    files: tuple[Path, ...],
    format_name: str | None,
    detail: bool,
    order: str,
    fail_under: float | None,
    assurance: str | None,
    recorded_crime: Path | None,
    output: Path | None,
    overwrite: bool,
    data_set: Path | None,
    resume: bool,
    as_of: date | None,
    criteria_folder: Path | None,
) -> int:
    """Score workbooks against the baseline.

    A FILE is an .xlsx, .xlsm or .ods made with `benchmark template`, or a folder of them. Scores
    are 0 to 100; unanswered is shown as unknown and never counts as 0.
    """
    if data_set is not None:
        return score_into(
            files,
            data_set,
            resume=resume,
            assurance=assurance,
            as_of=as_of,
            criteria_folder=criteria_folder,
        )
    if resume:
        raise click.UsageError("--resume goes with --data-set.")
    from slavery_benchmark.pipeline import assess

    chosen = chosen_format(format_name, output, overwrite=overwrite, inputs=files)
    criteria = load_criteria_or_leave(criteria_folder)
    context = load_context_or_leave(recorded_crime, criteria.register)
    rung, day = least_assurance(assurance), as_of or today()
    report = assess(files, criteria, day, progress, at_least=rung, reading=reading_asked())
    if chosen == "xlsx":
        from slavery_benchmark.pages.export.page import export_page

        document = export_page(report)
    else:
        from slavery_benchmark.pages.score.page import score_page

        options = {"fail_under": fail_under, "assurance": report.at_least.value}
        document = score_page(report, options, order=order, context=context)
    if report.forces or chosen != TABLE:  # without any there is nothing to read
        deliver_document(document, chosen, output, overwrite=overwrite, detail=detail)
    # a page that is on the screen has told of each already
    on_screen = chosen == TABLE and output is None and sys.stdout.isatty()
    say_problems(report, in_full=not on_screen)
    missed = _say_threshold(report, fail_under)
    return max(code_for(report.worst()), PROBLEMS if missed else DONE)


def _say_threshold(report: "Report", fail_under: float | None) -> bool:
    """Say which forces are not shown to reach the threshold; return whether there is one."""
    from slavery_benchmark.core.framework.declared import exact
    from slavery_benchmark.document.numbers import score_text
    from slavery_benchmark.pages.words.scores import force_title

    if fail_under is None:
        return False
    missed = False
    for force in report.forces:
        score = force.overall.tally.score
        if score is None:
            said = "has no overall score"
        elif score < exact(fail_under):
            said = f"scores {score_text(score)}"
        elif force.overall.position is None:
            said = "scores too little of the weight to tell"
        else:
            continue
        missed = True
        say(f"{force_title(force)} {said}: not shown to reach {fail_under:g}.")
    return missed
