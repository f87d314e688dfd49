"""--baseline: a force's own earlier submission in the place of the national baseline."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slavery_benchmark.cli.exits import DONE, UNUSABLE, code_for
from slavery_benchmark.cli.options import F, InputPath, load_editions_or_leave, progress
from slavery_benchmark.cli.reading import reading_asked
from slavery_benchmark.cli.talk import nearest_hint, say

if TYPE_CHECKING:
    from slavery_benchmark.core.reinspection.own_baseline import OwnBaselines
    from slavery_benchmark.core.report import Report
    from slavery_benchmark.criteria_files import Criteria

_NATIONAL = "national"
_FORMATS = ("table", "markdown", "json", "csv")


def baseline_option(function: F) -> F:
    """Add --baseline."""
    return click.option(
        "--baseline",
        "baseline",
        multiple=True,
        type=InputPath(),
        metavar="FILE|national",
        help="Set each force against its own earlier submission in this workbook, result or "
        "folder, and show the change since, instead of the position against 2017 (national); may "
        "be given again.",
    )(function)


def earlier_files(said: Sequence[Path], chosen: str) -> tuple[Path, ...]:
    """Return the files that --baseline names; none for the national baseline."""
    files = tuple(item for item in said if item.exists() or str(item).casefold() != _NATIONAL)
    if files and len(files) < len(said):
        raise click.UsageError("--baseline: national or files, not both.")
    if files and chosen not in _FORMATS:
        raise click.UsageError(
            f"--baseline: changes are written as {', '.join(_FORMATS)}; benchmark progress writes "
            "them as .xlsx too."
        )
    return files


def own_baselines_or_leave(
    files: Sequence[Path],
    report: "Report",
    criteria: "Criteria",
    criteria_folder: Path | None,
    day: date,
) -> "tuple[OwnBaselines | None, int]":
    """Return each force's own baseline, and the exit code that its files ask for.

    None without files. What is wrong is said; without any file of a force of the run, or any that
    can be used, there is nothing to show, and the command is left.
    """
    if not files or not report.forces:
        return None, DONE
    from slavery_benchmark.core.problems import Severity
    from slavery_benchmark.core.reinspection.own_baseline import own_baselines
    from slavery_benchmark.pipeline import assess_cycles
    from slavery_benchmark.render.own_baseline_words import not_earlier_lines

    editions = load_editions_or_leave(criteria_folder)
    cycles, unusable = assess_cycles(
        files, criteria, editions, day, progress, reading=reading_asked()
    )
    for item in unusable:
        say(item.line())
    if not cycles:
        say("--baseline: no file can be used, so there is nothing to set the forces against.")
        raise click.exceptions.Exit(UNUSABLE)
    own = own_baselines(report.forces, report.framework, cycles, editions, report.at_least)
    for item in own.of_the_order:
        say(item.line())
    for said in not_earlier_lines(own.not_earlier):
        say(said)
    known = own.any_matched or own.of_the_order or own.not_earlier
    if not known and own.unmatched:
        _refuse_others(own.unmatched, report)
    _say_the_rest(own)
    every = (*unusable, *own.of_the_order, *own.problems)
    codes = [code_for(item.severity) for item in every]
    codes += [code_for(Severity.ERROR) for _ in own.not_earlier]
    return own, max(codes, default=DONE)


def _refuse_others(unmatched: Sequence[str], report: "Report") -> None:
    from slavery_benchmark.core.text import nearest
    from slavery_benchmark.document.numbers import count_text

    names = [force.submission.force for force in report.forces]
    close = list(dict.fromkeys(name for said in unmatched for name in nearest(said, names, 1)))
    found = unmatched[0] if len(unmatched) == 1 else count_text(len(unmatched), "force")
    raise click.UsageError(
        f"--baseline: no file is an earlier submission of a force of this run, only of {found}."
        f"{nearest_hint(close[:3])}"
    )


def _say_the_rest(own: "OwnBaselines") -> None:
    from slavery_benchmark.document.numbers import count_text
    from slavery_benchmark.render.problems_text import counts_text

    if own.unmatched:
        forces = count_text(len(own.unmatched), "force is", "forces are")
        say(f"--baseline: {forces} in earlier files and not in this run.")
    if own.problems:
        say(f"--baseline: {counts_text(own.problems)} in earlier files; check names the cells.")
