"""compare and export of a data set: a summary, made without loading the whole."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from slavery_benchmark.cli.data_set import leave, refuse_options, require_pyarrow
from slavery_benchmark.cli.exits import PROBLEMS, USAGE, code_for
from slavery_benchmark.cli.output import refuse_existing, write_output
from slavery_benchmark.cli.pages import chosen_format, deliver_document
from slavery_benchmark.cli.results import known_id
from slavery_benchmark.cli.talk import say

if TYPE_CHECKING:
    from slavery_benchmark.core.comparing.set_summary import Overview

_COMPARE_TAKES = {"files", "by", "only", "period", "format_name", "output", "overwrite", "detail"}
_EXPORT_TAKES = {"files", "output", "overwrite"}


def compare_data_set(folder: Path, options: Mapping[str, Any]) -> int:
    """Sum a data set up as compare does; return the exit code."""
    from slavery_benchmark.data_set.layout import DataSetError
    from slavery_benchmark.data_set.manifest import read_manifest
    from slavery_benchmark.data_set.summary import summarise

    refuse_options(_COMPARE_TAKES, f"a data set ({folder})")
    require_pyarrow()
    output: Path | None = options["output"]
    overwrite: bool = options["overwrite"]
    chosen = chosen_format(options["format_name"], output, overwrite=overwrite, inputs=(folder,))
    try:
        framework = read_manifest(folder).report().framework
        ids = {key.casefold(): key for key in ("overall", *framework.effective_weights())}
        only = [known_id(item, ids, "--only") for item in options["only"]]
        summary = summarise(folder, options["by"], only, options["period"])
    except DataSetError as error:
        leave(str(error))
    if not summary.nodes:
        raise click.UsageError("--only leaves no row; name what --by shows, or its theme.")
    code = _say_problems(summary.overview, folder)
    if not summary.selection.summed_up:
        say("There is no submission to sum up.")
        return max(USAGE, code)
    from slavery_benchmark.pages.data_set.page import summary_page

    deliver_document(
        summary_page(summary),
        chosen,
        output,
        overwrite=overwrite,
        detail=options["detail"],
    )
    return code


def export_data_set(folder: Path, output: Path, *, overwrite: bool) -> int:
    """Write the summary of a data set, and its submissions, as a workbook; return the exit code."""
    from slavery_benchmark.data_set.export import workbook_of
    from slavery_benchmark.data_set.layout import DataSetError

    refuse_options(_EXPORT_TAKES, f"a data set ({folder})")
    require_pyarrow()
    if output.suffix.lower() != ".xlsx":
        raise click.UsageError(f"{output}: a data set is exported as .xlsx.")
    refuse_existing(output, overwrite=overwrite, inputs=(folder,))
    try:
        found, content = workbook_of(folder)
    except DataSetError as error:
        leave(str(error))
    write_output(output, content, overwrite=overwrite)
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
