"""benchmark check: everything that is wrong with workbooks."""

from datetime import date
from pathlib import Path

import click

from slavery_benchmark.cli.exits import code_for
from slavery_benchmark.cli.options import (
    as_of_option,
    criteria_option,
    files_argument,
    load_criteria_or_leave,
    today,
)
from slavery_benchmark.cli.talk import say, show


@click.command("check", short_help="Say what is wrong with workbooks, cell by cell.")
@files_argument
@as_of_option
@criteria_option
def command(files: tuple[Path, ...], as_of: date | None, criteria_folder: Path | None) -> int:
    """Say what is wrong with workbooks, cell by cell, all at once.

    Each line has the file, the cell, how grave it is, what was there, what is expected and the
    code of the problem. Warnings alone leave the exit code at 0.
    """
    from slavery_benchmark.pipeline import assess
    from slavery_benchmark.render.problems_text import render_check_text

    criteria = load_criteria_or_leave(criteria_folder)
    report = assess(files, criteria, as_of or today())
    for item in report.unusable:
        say(item.line())
    show(render_check_text(report))
    return code_for(report.worst())
