"""benchmark export: the results as an Excel workbook."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slavery_benchmark.cli.data_set import the_data_set
from slavery_benchmark.cli.exits import code_for
from slavery_benchmark.cli.options import (
    as_of_option,
    assurance_option,
    criteria_option,
    least_assurance,
    load_criteria_or_leave,
    progress,
    today,
)
from slavery_benchmark.cli.pages import chosen_format, deliver_document
from slavery_benchmark.cli.reading import files_argument, reading_asked, scheduler_option
from slavery_benchmark.cli.results import say_problems
from slavery_benchmark.cli.talk import say
from slavery_benchmark.cli.views import (
    FOR_PEOPLE,
    check_view,
    check_workbook_view,
    known_name,
    no_such_force,
    view_options,
)

if TYPE_CHECKING:
    from slavery_benchmark.core.scoring.report import Report
    from slavery_benchmark.document.blocks import Document


@click.command("export", short_help="Write results as an Excel workbook, with charts.")
@files_argument
@scheduler_option
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    required=True,
    type=click.Path(path_type=Path),
    help="Write to this file, an .xlsx unless its suffix says otherwise.",
)
@click.option("--overwrite", is_flag=True, help="Replace the output file.")
@click.option("--force-sheets", is_flag=True, help="Add a sheet for each force.")
@view_options
@assurance_option
@as_of_option
@criteria_option
def command(
    files: tuple[Path, ...],
    output: Path,
    overwrite: bool,
    force_sheets: bool,
    view_name: str,
    own: str | None,
    assurance: str | None,
    as_of: date | None,
    criteria_folder: Path | None,
) -> int:
    """Write results as an Excel workbook: summary, criteria, checks, measures, problems, charts.

    Of one edition, and in a view one period of each force; report and progress take many periods.
    Cells hold exact values under number formats; unknown is a blank cell, never 0. The suffix of
    the output chooses the format: .xlsx, .html or .md for people, or the data that score writes.
    Views other than the inspector's are of the latest submission of each force, and for people
    alone. A data set (score --data-set) is written as its summary, with a row for each submission.
    """
    data_set = the_data_set(files)
    if data_set is not None:
        from slavery_benchmark.cli.data_set_summary import export_data_set

        return export_data_set(data_set, output, overwrite=overwrite)
    chosen = chosen_format(None, output, overwrite=overwrite, inputs=files)
    if chosen == "table" or (force_sheets and chosen not in FOR_PEOPLE):
        raise click.UsageError(f"{output}: name a file that ends in .xlsx.")
    check_view(view_name, own, assurance)
    check_workbook_view(view_name, output, chosen=chosen, force_sheets=force_sheets)

    from slavery_benchmark.pipeline import assess

    criteria = load_criteria_or_leave(criteria_folder)
    rung = least_assurance(assurance)
    report = assess(
        files,
        criteria,
        as_of or today(),
        progress,
        at_least=rung,
        reading=reading_asked(),
    )
    if view_name == "inspector":
        from slavery_benchmark.pages.export.page import export_page

        document = export_page(report, force_sheets=force_sheets)
    else:
        name = known_name(own, criteria.register)
        document = _view(report, files, view_name, name, force_sheets=force_sheets)
    deliver_document(document, chosen, output, overwrite=overwrite, detail=True)
    each = view_name == "inspector" and chosen == "xlsx"
    say_problems(report, "; each is on the sheet Problems" if each else "")
    _say_folders(report, files)
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


def _view(
    report: "Report",
    files: tuple[Path, ...],
    view_name: str,
    own: str | None,
    *,
    force_sheets: bool,
) -> "Document":
    """Return the page of a view, of the latest submission of each force; say what is left."""
    from slavery_benchmark.core.view.model import View
    from slavery_benchmark.pages.export.page import view_export_page
    from slavery_benchmark.report_data import latest_data

    try:
        data, said = latest_data(report, View(view_name), own)
    except KeyError:
        say_problems(report)  # why the force is not in it may be among them
        _say_folders(report, files)
        raise no_such_force(own, report.forces) from None
    for sentence in said:
        say(sentence)
    return view_export_page(data, force_sheets=force_sheets)
