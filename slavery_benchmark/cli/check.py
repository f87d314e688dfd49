"""benchmark check: what is to be done about workbooks before they are sent."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slavery_benchmark.cli.asked import Asked, question
from slavery_benchmark.cli.exits import DONE, UNUSABLE, code_for
from slavery_benchmark.cli.options import AS_OF_CRITERIA, FILES, NEW_FILE, PAGE, InputPath
from slavery_benchmark.cli.output import make_folder, refuse_existing, write_output
from slavery_benchmark.cli.results import progress
from slavery_benchmark.cli.talk import say
from slavery_benchmark.formats import TABLE

if TYPE_CHECKING:
    from slavery_benchmark.core.change.beside import Since
    from slavery_benchmark.core.problems import Problem
    from slavery_benchmark.core.scoring.report import Report
    from slavery_benchmark.input_files import Found


@question("check", *FILES, *PAGE, *AS_OF_CRITERIA)
@click.option(
    "--mark",
    "mark",
    metavar="OUT",
    type=NEW_FILE,
    help="Write a copy of the workbook in which each bad cell is marked: an .xlsx or, for several "
    "workbooks, a folder.",
)
@click.option(
    "--since",
    "old",
    metavar="OLD",
    type=InputPath(),
    help="Say which answers stand as in this earlier workbook or result of the force, or in those "
    "of a folder.",
)
def command(asked: Asked, mark: Path | None, old: Path | None) -> int:
    """Say what is to be done about workbooks, all at once.

    What is wrong alike in a column is one thing to do, with its cells, what was there, what is
    expected and how to mend it; every cell with --detail. Warnings alone leave the exit code at 0.
    With --mark, the same is written into a copy of each workbook, at the cells.
    """
    from slavery_benchmark.pages.check.page import check_page

    targets = {}
    if mark is not None:
        others = [old] if old else []
        targets = _targets(asked.files, mark, overwrite=asked.overwrite, others=others)
    report = asked.report()
    since, unusable = _since(asked, report, old) if old and report.forces else ((), ())
    for item in (*report.unusable, *unusable):
        say(item.told())
    if report.forces or asked.format != TABLE:  # without any there is nothing to read
        asked.deliver(check_page(report, since))
    code = max(code_for(report.worst()), UNUSABLE if unusable else DONE)
    if mark is None:
        return code
    return max(code, _write_copies(report, targets, overwrite=asked.overwrite))


def _since(
    asked: Asked, report: "Report", old: Path
) -> "tuple[tuple[Since, ...], tuple[Problem, ...]]":
    """Return the returns beside earlier ones, and why files of these cannot be used.

    UsageError, with the reasons, where none can be set beside another.
    """
    from slavery_benchmark.core.change.beside import Since, set_beside
    from slavery_benchmark.core.change.history import Cycle
    from slavery_benchmark.pages.check.since import not_set_line
    from slavery_benchmark.pipeline import assess_cycles

    earlier, unusable = assess_cycles([old], asked.task(each_edition=True), progress)
    if not earlier:
        return (), tuple(unusable)
    later = [Cycle(score=force, framework=report.framework) for force in report.forces]
    beside = set_beside(later, earlier, (asked.criteria.framework, *asked.editions))
    found = tuple(item for item in beside if isinstance(item, Since))
    reasons = [not_set_line(item) for item in beside if not isinstance(item, Since)]
    if not found:
        raise click.UsageError("\n".join(f"--since {reason}" for reason in reasons))
    for reason in reasons:
        say(f"--since {reason}")
    return found, tuple(unusable)


def _targets(
    files: tuple[Path, ...], mark: Path, *, overwrite: bool, others: list[Path]
) -> dict["Found", Path]:
    """Return where the copy of each workbook goes; UsageError if one may not be written.

    others: what is read beside the files, and so is not replaced either.
    """
    from slavery_benchmark.input_files import Found, find_workbooks

    found = [item for item in find_workbooks(files) if isinstance(item, Found)]
    paths = [item.path for item in found]
    if len(files) == 1 and not files[0].is_dir() and not mark.is_dir():
        if mark.suffix.lower() != ".xlsx":
            raise click.UsageError(
                f"{mark}: a marked copy is an .xlsx; end the name so, or name a folder that is "
                "there."
            )
        targets = dict.fromkeys(found, mark)
    else:
        _refuse_folder(mark, files)
        targets = _named_alike(found, mark)
    for target in targets.values():
        refuse_existing(target, overwrite=overwrite, inputs=[*paths, *others])
    return targets


def _refuse_folder(mark: Path, files: tuple[Path, ...]) -> None:
    if mark.is_dir():
        if any(item.is_dir() and item.samefile(mark) for item in files):
            raise click.UsageError(f"{mark} is one of the inputs; name another folder.")
    elif mark.exists() or mark.suffix.lower() == ".xlsx":
        raise click.UsageError(f"{mark}: the copies of several workbooks need a folder; name one.")


def _named_alike(found: "list[Found]", folder: Path) -> dict["Found", Path]:
    """Return a name in the folder for each workbook: its own, numbered where two are the same."""
    targets: dict[Found, Path] = {}
    taken: set[str] = set()
    for item in found:
        name, number = f"{item.path.stem}.xlsx", 1
        while name.casefold() in taken:
            number += 1
            name = f"{item.path.stem} ({number}).xlsx"
        taken.add(name.casefold())
        targets[item] = folder / name
    return targets


def _write_copies(report: "Report", targets: "Mapping[Found, Path]", *, overwrite: bool) -> int:
    """Write the copies; return the exit code that this earns."""
    from slavery_benchmark.core.problems import UnusableError
    from slavery_benchmark.forms.marked_copy import make_marked_copy

    # a submission knows its file by the name that is shown
    submissions = {force.submission.source.shown_as: force.submission for force in report.forces}
    code = DONE
    for found, target in targets.items():
        path = found.path
        submission = submissions.get(found.name)
        if submission is None:
            say(f"{path}: no marked copy, as it cannot be used.")
            continue
        if submission.source.from_result:
            say(f"{path}: no marked copy, as it is a result; name its workbook.")
            continue
        try:
            copy = make_marked_copy(path, submission, report.framework.cases)
        except UnusableError as refusal:
            say(refusal.problem.told())
            code = UNUSABLE
            continue
        make_folder(target.parent)
        write_output(target, copy.content, overwrite=overwrite)
        say(f"{target}: {copy.left_out}")
    return code
