"""benchmark review: the form for inspectors' own levels, and what becomes of it up to sign-off."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from slavery_benchmark.cli.asked import Asked, question
from slavery_benchmark.cli.exits import code_for
from slavery_benchmark.cli.options import (
    ALLOW_EDITED,
    AS_OF_CRITERIA,
    LIMITS,
    NEW_FILE,
    OVERWRITE,
    InputPath,
)
from slavery_benchmark.cli.output import refuse_existing, write_output
from slavery_benchmark.cli.results import CHECK_NAMES_CELLS, say_problems
from slavery_benchmark.cli.talk import say

if TYPE_CHECKING:
    from slavery_benchmark.core.scoring.report import Report
    from slavery_benchmark.core.scoring.scores import ForceScore

_MOST_CASES = 300
_SEED = 1


@question("review", ALLOW_EDITED, LIMITS, OVERWRITE, *AS_OF_CRITERIA)
@click.argument("returned", metavar="RETURN", type=InputPath())
@click.option(
    "-o",
    "--output",
    "target",
    required=True,
    metavar="FILE.xlsx",
    type=NEW_FILE,
    help="The workbook to write.",
)
@click.option(
    "--reviewer", metavar="LABEL", default="", help="Who reviews: a label such as A, no name."
)
@click.option(
    "--cases",
    "count",
    type=click.IntRange(1, _MOST_CASES),
    metavar="N",
    help="Draw N cases to hold against their files: those that visit --cases N draws.",
)
@click.option(
    "--seed",
    type=int,
    metavar="S",
    help=f"Draw other cases: the same seed draws the same ones [default: {_SEED}].",
)
def command(
    asked: Asked, returned: Path, target: Path, reviewer: str, count: int | None, seed: int | None
) -> int:
    """Make the form in which an inspector reviews a return."""
    from slavery_benchmark.core.visit.all_forces import visit_lists
    from slavery_benchmark.core.visit.case_sample import draw_cases
    from slavery_benchmark.forms.review.review_writer import make_review

    if target.suffix.lower() != ".xlsx":
        raise click.UsageError(f"{target}: a form is an .xlsx; end the name so.")
    if seed is not None and count is None:
        raise click.UsageError("--seed is for --cases N: how many cases shall be drawn?")
    refuse_existing(target, overwrite=asked.overwrite, inputs=[returned])
    report = asked.report([returned], keep_cases=True)
    if report.forces:
        framework = report.framework
        visit = visit_lists(_only(report), framework).forces[0]
        drawn = _SEED if seed is None else seed
        sample = None
        if count is not None:
            sample = draw_cases(visit.force, framework, count, drawn, visit.reader)
            if sample is None or not sample.cases:
                from slavery_benchmark.pages.visit.samples import no_cases

                say(no_cases(framework, visit.force.submission))
        form = make_review(
            visit, framework, reviewer=reviewer, count=count, seed=drawn, sample=sample
        )
        write_output(target, form, overwrite=asked.overwrite)
    say_problems(report, CHECK_NAMES_CELLS)
    return code_for(report.worst())


def _only(report: "Report") -> "tuple[ForceScore, ...]":
    """Return the one submission of a run; UsageError if there are more."""
    if len(report.forces) > 1:
        raise click.UsageError(
            f"A review is of one return, and here are {len(report.forces)}; name one workbook."
        )
    return report.forces
