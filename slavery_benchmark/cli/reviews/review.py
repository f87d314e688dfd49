"""benchmark review: the form for inspectors' own levels, and what becomes of it up to sign-off."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from slavery_benchmark.cli.asked import Asked, question
from slavery_benchmark.cli.exits import code_for
from slavery_benchmark.cli.options import (
    ALLOW_EDITED,
    AS_OF_CRITERIA,
    DRAW_SEED,
    LIMITS,
    NEW_FILE,
    OVERWRITE,
    SEED,
    InputPath,
)
from slavery_benchmark.cli.output import refuse_existing, write_output
from slavery_benchmark.cli.results import CHECK_NAMES_CELLS, say_problems
from slavery_benchmark.cli.reviews.files import refuse_other_suffix
from slavery_benchmark.cli.talk import say

if TYPE_CHECKING:
    from slavery_benchmark.core.framework.framework import Framework
    from slavery_benchmark.core.review.review import Review
    from slavery_benchmark.core.visit.all_forces import ForceVisit

_MOST_CASES = 300


@question("review", ALLOW_EDITED, LIMITS, OVERWRITE, *AS_OF_CRITERIA)
@click.argument("returned", nargs=-1, metavar="[FILE]...", type=InputPath())
@click.option(
    "-o", "--output", "target", metavar="FILE.xlsx", type=NEW_FILE, help="The workbook to write."
)
@click.option("--reviewer", metavar="LABEL", help="Who reviews: a label such as A, no name.")
@click.option(
    "--cases",
    "count",
    type=click.IntRange(1, _MOST_CASES),
    metavar="N",
    help="Draw N cases to hold against their files: those that visit --cases N draws.",
)
@SEED
@click.option(
    "--from",
    "old",
    metavar="REVIEW",
    type=InputPath(),
    help="Carry over what stands in an earlier review, as when the return was changed since.",
)
@click.option(
    "--reply",
    "agreed",
    metavar="AGREED",
    type=InputPath(),
    help="Make of an agreed review what the force gets to reply to: levels and reasons, and "
    "nothing that inspectors noted.",
)
@click.option(
    "--answer",
    "reply",
    metavar="REPLY",
    type=InputPath(),
    help="Make the form in which the challenges of a reply are decided; FILE is the agreed review.",
)
@click.option(
    "--sign",
    "answered",
    metavar="ANSWERED",
    type=InputPath(),
    help="Freeze an answered review; each FILE that it rests on is held against its digest.",
)
@click.option(
    "--prove",
    "signed",
    metavar="SIGNED",
    type=InputPath(),
    help="Show that a signed review is as it was, and each FILE one that it rests on.",
)
def command(
    asked: Asked,
    returned: tuple[Path, ...],
    target: Path | None,
    reviewer: str | None,
    count: int | None,
    seed: int | None,
    old: Path | None,
    agreed: Path | None,
    reply: Path | None,
    answered: Path | None,
    signed: Path | None,
) -> int:
    """Make the form in which an inspector reviews a return; then take it up to sign-off.

    FILE is the return. Forms that are filled in are agreed with benchmark moderate; --reply,
    --answer and --sign follow in that order. docs/inspecting.md goes the whole way.
    """
    from slavery_benchmark.cli.reviews import steps as review_steps

    steps = [item for item in (agreed, reply, answered, signed) if item is not None]
    if len(steps) > 1:
        raise click.UsageError("--reply, --answer, --sign and --prove: one at a time.")
    if steps and (reviewer, count, seed, old) != (None, None, None, None):
        raise click.UsageError("--reviewer, --cases, --seed and --from are for a new review.")
    if signed is not None:
        if target is not None:
            raise click.UsageError("--prove writes no file; leave -o away.")
        return review_steps.prove(asked, signed, returned)
    if target is None:
        raise click.UsageError("-o FILE.xlsx is missing: the workbook to write.")
    refuse_other_suffix(target)
    refuse_existing(
        target, overwrite=asked.overwrite, inputs=(*returned, *steps, *([old] if old else []))
    )
    if answered is not None:
        return review_steps.sign_off(asked, answered, returned, target)
    if agreed is not None:
        if returned:
            raise click.UsageError("--reply takes the agreed review alone.")
        return review_steps.ask_for_reply(asked, agreed, target)
    if len(returned) != 1:
        wanted = "the agreed review that it is to" if reply else "the return that is reviewed"
        raise click.UsageError(f"Name one file: {wanted}.")
    if reply is not None:
        return review_steps.answer_reply(asked, returned[0], reply, target)
    if seed is not None and count is None:
        raise click.UsageError("--seed is for --cases N: how many cases shall be drawn?")
    draw = (count, DRAW_SEED if seed is None else seed)
    return _make(asked, returned[0], target, reviewer, draw, old)


def _make(
    asked: Asked,
    returned: Path,
    target: Path,
    reviewer: str | None,
    draw: tuple[int | None, int],
    old: Path | None,
) -> int:
    """Write the form for a review of one return; return the exit code.

    draw: how many cases, and with which seed. old: an earlier review.
    """
    from slavery_benchmark.core.visit.all_forces import visit_lists

    report = asked.report([returned], keep_cases=True)
    if len(report.forces) > 1:
        raise click.UsageError(
            f"A review is of one return, and here are {len(report.forces)}; name one workbook."
        )
    if report.forces:
        from slavery_benchmark.core.visit.case_sample import draw_cases
        from slavery_benchmark.forms.review.review_writer import make_review

        framework = report.framework
        visit: ForceVisit = visit_lists(report.forces, framework).forces[0]
        earlier = None if old is None else _earlier(asked, old, visit, framework)
        count, seed = draw
        sample = None
        if count is not None:
            sample = draw_cases(visit.force, framework, count, seed, visit.reader)
            if sample is None or not sample.cases:
                from slavery_benchmark.pages.visit.samples import no_cases

                say(no_cases(framework, visit.force.submission))
        form = make_review(
            visit,
            framework,
            reviewer=reviewer or (earlier.reviewer if earlier else ""),
            count=count,
            seed=seed,
            sample=sample,
            earlier=earlier,
        )
        write_output(target, form, overwrite=asked.overwrite)
    say_problems(report, CHECK_NAMES_CELLS)
    return code_for(report.worst())


def _earlier(asked: Asked, old: Path, visit: "ForceVisit", framework: "Framework") -> "Review":
    """Read an earlier review, and say what is carried over. UnusableError if of another force."""
    from slavery_benchmark.core.problems import Code, UnusableError, problem
    from slavery_benchmark.forms.review.about import about_return
    from slavery_benchmark.forms.review.review_reader import read_review
    from slavery_benchmark.pages.review.moderation import carried_lines
    from slavery_benchmark.reading.reader import read_file

    limits = asked.reading.limits
    earlier = read_review(read_file(old, limits), framework, asked.day, limits)
    about = about_return(visit.force.submission, framework)
    if (earlier.about.code, earlier.about.force) != (about.code, about.force):
        raise UnusableError(
            problem(
                Code.REVIEW_OF_ANOTHER,
                file=earlier.source.shown_as,
                found=earlier.about.force,
                expected=f"a review of {about.force}",
            )
        )
    for item in earlier.problems:
        say(item.line())
    for line in carried_lines(earlier, visit.force.submission):
        say(line)
    return earlier
