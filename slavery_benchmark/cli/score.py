"""benchmark score: where each force stands against the baseline."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slavery_benchmark.cli.asked import Asked, question
from slavery_benchmark.cli.exits import DONE, PROBLEMS, code_for
from slavery_benchmark.cli.options import (
    AS_OF_CRITERIA,
    ASSURANCE,
    DATA_SET,
    FILES,
    GONE_BASELINE,
    INSECURE,
    PAGE,
    RECORDED_CRIME,
    RESUME,
    SCHEDULER,
)
from slavery_benchmark.cli.results import say_problems
from slavery_benchmark.cli.talk import say
from slavery_benchmark.formats import TABLE

if TYPE_CHECKING:
    from slavery_benchmark.core.scoring.report import Report


def _reject_nan(ctx: click.Context, param: click.Parameter, value: float | None) -> float | None:
    """Return a number; a range check lets "nan" through."""
    if value is not None and value != value:
        raise click.BadParameter("nan is not a number to compare with.", ctx, param)
    return value


@question(
    "score",
    *(*FILES, SCHEDULER, INSECURE, DATA_SET, RESUME, ASSURANCE, GONE_BASELINE, RECORDED_CRIME),
    *(*PAGE, *AS_OF_CRITERIA),
)
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
    callback=_reject_nan,
    help="Exit with 1 if a force's supported overall score is below N, or too little is known.",
)
def command(
    asked: Asked, order: str, fail_under: float | None, data_set: Path | None, resume: bool
) -> int:
    """Score workbooks against the baseline.

    A FILE is an .xlsx, .xlsm or .ods made with `benchmark template`, or a folder of them. Scores
    are 0 to 100; unanswered is shown as unknown and never counts as 0.
    """
    if data_set is not None:
        from slavery_benchmark.cli.data_set import score_into

        return score_into(asked, data_set, resume=resume)
    if resume:
        raise click.UsageError("--resume goes with --data-set.")
    context, report = asked.context, asked.report()
    if asked.format == "xlsx":
        from slavery_benchmark.pages.export.page import export_page

        document = export_page(report)
    else:
        from slavery_benchmark.pages.score.page import score_page

        options = {"fail_under": fail_under, "assurance": report.at_least.value}
        document = score_page(report, options, order=order, context=context)
    if report.forces or asked.format != TABLE:  # without any there is nothing to read
        asked.deliver(document)
    # a page that is on the screen has told of each already
    say_problems(report, in_full=not (asked.on_screen and sys.stdout.isatty()))
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
