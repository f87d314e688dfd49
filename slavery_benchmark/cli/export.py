"""benchmark export: the results as an Excel workbook."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from slavery_benchmark.cli.asked import Asked, question
from slavery_benchmark.cli.data_set import export_data_set, the_data_set
from slavery_benchmark.cli.exits import code_for
from slavery_benchmark.cli.options import (
    AS_OF_CRITERIA,
    ASSURANCE,
    FILES,
    INSECURE,
    SCHEDULER,
    written_view,
)
from slavery_benchmark.cli.results import say_problems
from slavery_benchmark.cli.talk import say

if TYPE_CHECKING:
    from slavery_benchmark.core.scoring.report import Report
    from slavery_benchmark.document.blocks import Document


FOR_PEOPLE = ("xlsx", "html", "markdown")
"""The formats that hold what a view shows, and no more."""


@question("export", *FILES, SCHEDULER, INSECURE, *written_view(".xlsx"), ASSURANCE, *AS_OF_CRITERIA)
@click.option("--force-sheets", is_flag=True, help="Add a sheet for each force.")
def command(asked: Asked, force_sheets: bool) -> int:
    """Write results as an Excel workbook: summary, criteria, checks, measures, problems, charts.

    Of one edition, and in a view one period of each force; report and progress take many periods.
    Cells hold exact values under number formats; unknown is a blank cell, never 0. The suffix of
    the output chooses the format: .xlsx, .html or .md for people, or the data that score writes.
    Views other than the inspector's are of the latest submission of each force, and for people
    alone. A data set (score --data-set) is written as its summary, with a row for each submission.
    """
    data_set = the_data_set(asked.files)
    if data_set is not None:
        return export_data_set(asked, data_set)
    chosen = asked.format
    if chosen == "table" or (force_sheets and chosen not in FOR_PEOPLE):
        raise click.UsageError(f"{asked.output}: name a file that ends in .xlsx.")
    asked.check_view()
    _check_workbook_view(asked, force_sheets=force_sheets)
    report = asked.report()
    if asked.view == "inspector":
        from slavery_benchmark.pages.export.page import export_page

        document = export_page(report, force_sheets=force_sheets)
    else:
        document = _view(asked, report, force_sheets=force_sheets)
    asked.deliver(document)
    each = asked.view == "inspector" and chosen == "xlsx"
    say_problems(report, "; each is on the sheet Problems" if each else "")
    _say_folders(report, asked.files)
    return code_for(report.worst())


def _say_folders(report: "Report", files: tuple[Path, ...]) -> None:
    """Say where a folder without a workbook holds folders, which other commands take."""
    from slavery_benchmark.core.problems import Code

    if not any(item.code is Code.FOLDER_EMPTY for item in report.unusable):
        return
    for path in files:
        inside = list(path.iterdir()) if path.is_dir() else []
        if any(item.is_dir() and not item.name.startswith(".") for item in inside):
            say(
                f"{path} holds folders: report and progress take a folder of them, export does not."
            )


def _check_workbook_view(asked: Asked, *, force_sheets: bool) -> None:
    """Raise UsageError if this view cannot be written in this format, or with force sheets."""
    if asked.view == "inspector":
        return
    if asked.format not in FOR_PEOPLE:
        raise click.UsageError(
            f"{asked.output}: with --view {asked.view} only .xlsx, .html or .md can be written, as "
            "the other formats hold everything."
        )
    if asked.view == "public" and force_sheets:
        raise click.UsageError("--force-sheets: there are none with --view public.")


def _view(asked: Asked, report: "Report", *, force_sheets: bool) -> "Document":
    """Return the page of a view, of the latest submission of each force; say what is left."""
    from slavery_benchmark.core.view.model import View
    from slavery_benchmark.pages.export.page import view_export_page
    from slavery_benchmark.report_data import latest_data

    try:
        data, said = latest_data(report, View(asked.view), asked.own)
    except KeyError:
        say_problems(report)  # why the force is not in it may be among them
        _say_folders(report, asked.files)
        raise asked.no_such_force(report) from None
    for sentence in said:
        say(sentence)
    return view_export_page(data, force_sheets=force_sheets)
