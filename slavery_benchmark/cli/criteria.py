"""benchmark criteria: the framework itself, to read, check and copy."""

from pathlib import Path

import click

from slavery_benchmark.cli.options import (
    criteria_option,
    leave_with_faults,
    load_criteria_or_leave,
)
from slavery_benchmark.cli.output import copy_folder
from slavery_benchmark.cli.pages import chosen_format, deliver_document, page_options
from slavery_benchmark.cli.talk import nearest_hint, say, show


@click.group("criteria", short_help="List, show, check or copy the criteria.")
def command() -> None:
    """List, show, check or copy the criteria that forces are scored by."""


@command.command("list")
@page_options
@criteria_option
def list_command(
    format_name: str | None,
    output: Path | None,
    overwrite: bool,
    detail: bool,
    criteria_folder: Path | None,
) -> int:
    """List every criterion with its weight; with --detail its shortcomings and their sources.

    JSON holds the whole framework.
    """
    from slavery_benchmark.pages.criteria.page import criteria_page

    chosen = chosen_format(format_name, output, overwrite=overwrite)
    framework = load_criteria_or_leave(criteria_folder).framework
    document = criteria_page(framework, framework.sha256())
    deliver_document(document, chosen, output, overwrite=overwrite, detail=detail)
    return 0


@command.command("show")
@click.argument("wanted", metavar="ID")
@page_options
@criteria_option
def show_command(
    wanted: str,
    format_name: str | None,
    output: Path | None,
    overwrite: bool,
    detail: bool,
    criteria_folder: Path | None,
) -> int:
    """Show a criterion in full: what was found, baseline, questions, levels, measures, weights.

    ID is that of the criterion, or of one of its checks or measures.
    """
    from slavery_benchmark.core.text import nearest
    from slavery_benchmark.pages.criteria.lineage import former_text
    from slavery_benchmark.pages.criteria.page import criterion_page

    chosen = chosen_format(format_name, output, overwrite=overwrite)
    framework = load_criteria_or_leave(criteria_folder).framework
    try:
        document = criterion_page(framework, wanted)
    except KeyError:
        ids = [criterion.id for _, criterion in framework.criteria()]
        ids += [check.id for _, _, check in framework.checks()]
        ids += [measure.id for _, measure in framework.measures()]
        close = nearest(wanted, ids, 3)
        hint = former_text(framework, wanted) or nearest_hint(close)
        raise click.UsageError(f"The framework has no criterion {wanted!r}.{hint}") from None
    deliver_document(document, chosen, output, overwrite=overwrite, detail=detail)
    return 0


@command.command("check")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def check_command(folder: Path) -> int:
    """Say everything that is wrong with the criteria files in a folder.

    Editions under DIR/editions are checked too, and the lineage of each against the edition that it
    follows.
    """
    from slavery_benchmark.criteria_files import CriteriaFaultsError
    from slavery_benchmark.lineage_files import check_editions
    from slavery_benchmark.pages.criteria.lineage import compared_text

    try:
        checked = check_editions(folder)
    except CriteriaFaultsError as error:
        leave_with_faults(error.faults, str(folder))
    framework = checked.framework
    count = sum(1 for _ in framework.criteria())
    checks = sum(1 for _ in framework.checks())
    measures = sum(1 for _ in framework.measures())
    from slavery_benchmark.document.numbers import count_text

    counted = count_text(checks, "check")
    if measures:
        counted += f", {count_text(measures, 'measure')}"
    identity = framework.identity
    show(
        f"{identity.id} {identity.edition}: "
        f"{count_text(len(framework.themes), 'theme')}, "
        f"{count_text(count, 'criterion', 'criteria')}, "
        f"{counted}; nothing wrong. SHA-256 {framework.sha256()}\n"
    )
    if framework.lineage is not None:
        show(f"{compared_text(framework, framework.lineage, checked.before)}\n")
    return 0


@command.command("copy")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def copy_command(folder: Path) -> int:
    """Copy the criteria files to a new folder, to start a framework of one's own."""
    from slavery_benchmark.shipped import shipped_folder

    copy_folder(shipped_folder("criteria"), folder)
    say(
        f"Copied. Change the id or the edition in {folder / 'framework.yaml'}, then: "
        f"benchmark criteria check {folder}"
    )
    return 0
