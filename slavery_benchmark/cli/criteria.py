"""benchmark criteria: the framework itself, to read, check and copy."""

from pathlib import Path

import click

from slavery_benchmark.cli import COMMANDS
from slavery_benchmark.cli.asked import Asked, leave_with_faults, question
from slavery_benchmark.cli.options import CRITERIA, NEW_FILE, PAGE
from slavery_benchmark.cli.output import copy_folder
from slavery_benchmark.cli.talk import nearest_hint, say, show


@click.group("criteria", short_help=COMMANDS["criteria"])
def command() -> None:
    """List, show, check or copy the criteria that forces are scored by."""


@question("list", *PAGE, CRITERIA)
def list_command(asked: Asked) -> int:
    """List every criterion with its weight; with --detail its shortcomings and their sources.

    JSON holds the whole framework.
    """
    from slavery_benchmark.pages.criteria.page import criteria_page

    framework = asked.criteria.framework
    asked.deliver(criteria_page(framework, framework.sha256()))
    return 0


@question("show", *PAGE, CRITERIA)
@click.argument("wanted", metavar="ID")
def show_command(asked: Asked, wanted: str) -> int:
    """Show a criterion in full: what was found, baseline, questions, levels, measures, weights.

    ID is that of the criterion, of one of its checks or measures, or of an optional module.
    """
    from slavery_benchmark.core.text import nearest
    from slavery_benchmark.pages.criteria.lineage import former_text
    from slavery_benchmark.pages.criteria.page import criterion_page

    framework = asked.criteria.framework
    try:
        document = criterion_page(framework, wanted)
    except KeyError:
        ids = [criterion.id for _, criterion in framework.criteria()]
        ids += [check.id for _, _, check in framework.checks()]
        ids += [measure.id for _, measure in framework.measures()]
        close = nearest(wanted, ids, 3)
        hint = former_text(framework, wanted) or nearest_hint(close)
        raise click.UsageError(f"The framework has no criterion {wanted!r}.{hint}") from None
    asked.deliver(document)
    return 0


@command.command("check")
@click.argument("folder", metavar="DIR", type=NEW_FILE)
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
        raise leave_with_faults(error, str(folder)) from None
    framework = checked.framework
    count = sum(1 for _ in framework.criteria())
    checks = sum(1 for _ in framework.checks())
    measures = sum(1 for _ in framework.measures())
    from slavery_benchmark.document.numbers import count_text

    counted = count_text(checks, "check")
    if measures:
        counted += f", {count_text(measures, 'measure')}"
    from slavery_benchmark.pages.words.heads import edition_text
    from slavery_benchmark.shipped_editions import marked

    show(
        f"{edition_text(marked(framework))}: "
        f"{count_text(len(framework.themes), 'theme')}, "
        f"{count_text(count, 'criterion', 'criteria')}, "
        f"{counted}; nothing wrong. SHA-256 {framework.sha256()}\n"
    )
    for module in framework.modules:
        asked = count_text(len(module.checks()), "check")
        show(f"Optional module {module.id}, {module.title}: {asked}, in no score.\n")
    if framework.lineage is not None:
        show(f"{compared_text(framework, framework.lineage, checked.before)}\n")
    return 0


@command.command("copy")
@click.argument("folder", metavar="DIR", type=NEW_FILE)
def copy_command(folder: Path) -> int:
    """Copy the criteria files to a new folder, to start a framework of one's own."""
    from slavery_benchmark.shipped import shipped_folder

    copy_folder(shipped_folder("criteria"), folder)
    say(
        f"Copied. Change the id or the edition in {folder / 'framework.yaml'}, then: "
        f"benchmark criteria check {folder}"
    )
    return 0


command.add_command(list_command)
command.add_command(show_command)
