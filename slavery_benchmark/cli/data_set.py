"""Data sets on the command line: score into one, go on with one, and who may sum one up."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click
from click.core import ParameterSource

from slavery_benchmark.cli.exits import DONE, PROBLEMS, UNUSABLE, code_for
from slavery_benchmark.cli.options import (
    F,
    InputPath,
    least_assurance,
    load_criteria_or_leave,
    progress,
    today,
)
from slavery_benchmark.cli.reading import reading_asked
from slavery_benchmark.cli.talk import lacking, say
from slavery_benchmark.formats import TABLE

if TYPE_CHECKING:
    from slavery_benchmark.data_set_run import Run

_LINES = 20
"""How many files that cannot be used are told of; all are in the data set."""
_SCORE_TAKES = {
    *("files", "data_set", "resume", "jobs", "scheduler", "limits", "allow_edited"),
    *("assurance", "as_of", "criteria_folder"),
}


def data_set_options(function: F) -> F:
    """Add --data-set and --resume."""
    function = click.option(
        "--resume",
        is_flag=True,
        help="Go on with the data set where a run was interrupted.",
    )(function)
    return click.option(
        "--data-set",
        type=InputPath(),
        metavar="FOLDER",
        help="Write Parquet parts to this folder instead of a report, for very many files.",
    )(function)


def score_into(
    files: tuple[Path, ...],
    folder: Path,
    *,
    resume: bool,
    assurance: str | None,
    as_of: date | None,
    criteria_folder: Path | None,
) -> int:
    """Score files into a data set; return the exit code. Leaves with a sentence if it cannot be."""
    refuse_options(_SCORE_TAKES, "--data-set")
    require_pyarrow()
    from slavery_benchmark.assessment import Assessment
    from slavery_benchmark.data_set.layout import DataSetError
    from slavery_benchmark.data_set.write import begun_in
    from slavery_benchmark.data_set_run import score_to_data_set

    try:
        begun = begun_in(folder)
        if begun is not None and not resume:
            raise click.UsageError(
                f"{folder} holds a data set; name a new folder, or add --resume to go on with it."
            )
        if begun is not None and as_of is None and begun.as_of != today():
            as_of = begun.as_of
            say(f"{folder} was begun with --as-of {as_of}: that day counts as today.")
        task = Assessment(
            criteria=load_criteria_or_leave(criteria_folder),
            as_of=as_of or today(),
            at_least=least_assurance(assurance),
            reading=reading_asked(),
        )
        run = score_to_data_set(files, folder, task, progress)
    except DataSetError as error:
        leave(str(error))
    except OSError as error:
        place = error.filename2 or error.filename or folder
        say(f"{place}: cannot be written: {error.strerror or error}.")
        leave(f"What was written to {folder} stays; go on with --resume when there is room.")
    return _say_run(run, folder)


def refuse_options(taken: Iterable[str], beside: str) -> None:
    """Raise UsageError if the command was given an option that does not go with `beside`."""
    context = click.get_current_context()
    given = [
        item.opts[-1] if not item.opts[-1].startswith("-o") else "-o"
        for item in context.command.params
        if item.name not in set(taken)
        and context.get_parameter_source(item.name or "") is ParameterSource.COMMANDLINE
    ]
    if given:
        verb = "does" if len(given) == 1 else "do"
        raise click.UsageError(f"{', '.join(given)} {verb} not go with {beside}.")


def require_pyarrow() -> None:
    """Raise UsageError where the library that data sets need is not installed."""
    from importlib.util import find_spec

    if find_spec("pyarrow") is None:
        raise click.UsageError(lacking("A data set", "pyarrow", "parquet"))


def leave(sentence: str) -> NoReturn:
    """Say why there is no going on, and leave."""
    say(sentence)
    raise click.exceptions.Exit(UNUSABLE) from None


def the_data_set(files: tuple[Path, ...]) -> Path | None:
    """Return the data set that is given instead of files; None where none is.

    Raises UsageError if there is something beside it.
    """
    from slavery_benchmark.data_set.layout import is_data_set

    found = [path for path in files if is_data_set(path)]
    if not found:
        return None
    if len(files) > 1:
        raise click.UsageError(f"{found[0]} is a data set; give it alone.")
    return found[0]


def _say_run(run: "Run", folder: Path) -> int:
    """Say what became of a run, on the screen and on stderr; return its exit code."""
    from slavery_benchmark.cli.pages import deliver_document
    from slavery_benchmark.data_set.read import unusable_lines
    from slavery_benchmark.data_set.summary import overview
    from slavery_benchmark.pages.data_set.overview import run_page

    lines, count = unusable_lines(folder, _LINES)
    for line in lines:
        say(line)
    if more := count - len(lines):
        say(f"… and {more:,} more files that cannot be used: see {folder / 'problems'}.")
    for name in run.changed:
        say(f"{name}: was changed since it was assessed; the data set holds it as it was.")
    found = overview(folder)
    document = run_page(found, str(folder), run.before)
    deliver_document(document, TABLE, None, overwrite=False, detail=True)
    return max(code_for(found.worst()), PROBLEMS if run.changed else DONE)
