"""Data sets on the command line: score into one, go on with one, and sum one up."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from slavery_benchmark.cli.asked import Asked
from slavery_benchmark.cli.exits import DONE, PROBLEMS, UNUSABLE, USAGE, code_for
from slavery_benchmark.cli.output import refuse_existing, write_output
from slavery_benchmark.cli.results import known_id, progress
from slavery_benchmark.cli.talk import require_library, say

if TYPE_CHECKING:
    from slavery_benchmark.core.comparing.set_summary import Overview
    from slavery_benchmark.data_set_run import SetRun

_LINES = 20
"""How many files that cannot be used are told of; all are in the data set."""
_SCORE_TAKES = {
    *("files", "data_set", "resume", "jobs", "scheduler", "insecure", "limits", "allow_edited"),
    *("assurance", "as_of", "criteria_folder"),
}
_COMPARE_TAKES = {"files", "by", "only", "period", "format_name", "output", "overwrite", "detail"}
_EXPORT_TAKES = {"files", "output", "overwrite"}


def score_into(asked: Asked, folder: Path, *, resume: bool) -> int:
    """Score files into a data set; return the exit code."""
    _refuse_options(_SCORE_TAKES, "--data-set")
    from slavery_benchmark.data_set.write import begun_in
    from slavery_benchmark.data_set_run import score_to_data_set

    try:
        begun = begun_in(folder)
        if begun is not None and not resume:
            raise click.UsageError(
                f"{folder} holds a data set; name a new folder, or add --resume to go on with it."
            )
        if begun is not None and asked.as_of is None and begun.as_of != asked.day:
            asked.day = begun.as_of
            say(f"{folder} was begun with --as-of {asked.day}: that day counts as today.")
        task = asked.task(what_if=False)  # a data set does not say whose questions it scored
        run = score_to_data_set(asked.files, folder, task, progress)
    except OSError as error:
        place = error.filename2 or error.filename or folder
        say(f"{place}: cannot be written: {error.strerror or error}.")
        say(f"What was written to {folder} stays; go on with --resume when there is room.")
        return UNUSABLE
    return _say_run(asked, run, folder)


def _refuse_options(taken: Iterable[str], beside: str) -> None:
    """Raise UsageError if the command was given an option that does not go with `beside`.

    Or where the library that data sets need is not installed.
    """
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
    require_library("A data set", "pyarrow", "parquet")


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


def _say_run(asked: Asked, run: "SetRun", folder: Path) -> int:
    """Say what became of a run, on the screen and on stderr; return its exit code."""
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
    asked.detail = True
    asked.deliver(run_page(found, str(folder), run.before))
    return max(code_for(found.worst()), PROBLEMS if run.changed else DONE)


def compare_data_set(asked: Asked, folder: Path, options: Mapping[str, Any]) -> int:
    """Sum a data set up as compare does; return the exit code."""
    from slavery_benchmark.data_set.manifest import read_manifest
    from slavery_benchmark.data_set.summary import summarise

    _refuse_options(_COMPARE_TAKES, f"a data set ({folder})")
    ids = ("overall", *read_manifest(folder).report().framework.effective_weights())
    only = [known_id(item, ids, "--only") for item in options["only"]]
    summary = summarise(folder, options["by"], only, options["period"])
    if not summary.nodes:
        raise click.UsageError("--only leaves no row; name what --by shows, or its theme.")
    code = _say_problems(summary.overview, folder)
    if not summary.selection.summed_up:
        say("There is no submission to sum up.")
        return max(USAGE, code)
    from slavery_benchmark.pages.data_set.page import summary_page

    asked.deliver(summary_page(summary))
    return code


def export_data_set(asked: Asked, folder: Path) -> int:
    """Write the summary of a data set, and its submissions, as a workbook; return the exit code."""
    from slavery_benchmark.data_set.export import workbook_of

    _refuse_options(_EXPORT_TAKES, f"a data set ({folder})")
    output = asked.output
    if output is None or output.suffix.lower() != ".xlsx":
        raise click.UsageError(f"{output}: a data set is exported as .xlsx.")
    refuse_existing(output, overwrite=asked.overwrite, inputs=(folder,))
    found, content = workbook_of(folder)
    write_output(output, content, overwrite=asked.overwrite)
    return _say_problems(found, folder)


def _say_problems(found: "Overview", folder: Path) -> int:
    """Say how much is wrong, and whether something is missing; return the exit code."""
    from slavery_benchmark.pages.words.problems import severities_text

    worst = found.worst()
    if worst is not None:
        say(f"{severities_text(found.problems)}; each is in {folder / 'problems'}.")
    if not found.complete:
        say(f"{folder} is not complete: {found.files:,} of {found.files_in_all:,} files.")
        return max(PROBLEMS, code_for(worst))
    return code_for(worst)
