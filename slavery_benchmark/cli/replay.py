"""benchmark replay: make a result again, and say what differs."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slavery_benchmark.cli.exits import DONE, PROBLEMS, UNUSABLE
from slavery_benchmark.cli.options import (
    InputPath,
    as_of_option,
    assurance_option,
    criteria_option,
    least_assurance,
    load_criteria_or_leave,
    load_editions_or_leave,
)
from slavery_benchmark.cli.pages import chosen_format, deliver_document, page_options
from slavery_benchmark.cli.talk import say

if TYPE_CHECKING:
    from slavery_benchmark.record.read import Record


@click.command("replay", short_help="Make a result again, and say what differs.")
@click.argument("result", type=InputPath(), metavar="RESULT")
@click.option(
    "--workbook",
    "workbooks",
    multiple=True,
    type=InputPath(),
    metavar="FILE",
    help="A workbook that the result was made of, or a folder of them; may be given again. Without "
    "it the answers in the result are scored again.",
)
@page_options
@assurance_option
@as_of_option
@criteria_option
def command(
    result: Path,
    workbooks: tuple[Path, ...],
    format_name: str | None,
    output: Path | None,
    overwrite: bool,
    detail: bool,
    assurance: str | None,
    as_of: date | None,
    criteria_folder: Path | None,
) -> int:
    """Make a result again, and say that it is the same or exactly what differs.

    RESULT is what `benchmark score FILE -o NAME.json` wrote. The day, the assurance and the edition
    are those of the result unless an option says otherwise. Exit code 1 if anything differs: a
    cell, a weight, an edition, a version, an option, or the file itself.
    """
    from msgspec.structs import asdict

    from slavery_benchmark.core.problems import UnusableError
    from slavery_benchmark.pages.replay import replay_page
    from slavery_benchmark.replay import replay

    if as_of is not None and not workbooks:
        raise click.UsageError(
            "--as-of needs --workbook: whether a date is in the future is judged when it is read."
        )
    chosen = chosen_format(format_name, output, overwrite=overwrite, inputs=[result, *workbooks])
    record = _record(result)
    criteria = load_criteria_or_leave(criteria_folder)
    editions = load_editions_or_leave(criteria_folder)
    rung = least_assurance(assurance) if assurance else None
    try:
        again = replay(
            record,
            workbooks,
            criteria,
            editions,
            as_of=as_of,
            at_least=rung,
            criteria_asked=criteria_folder is not None,
        )
    except UnusableError as refusal:
        say(refusal.problem.line())
        return UNUSABLE
    for item in again.unusable:
        say(item.line())
    if any(item.severity == "unusable" for item in again.unusable):
        return UNUSABLE
    if again.own_criteria:
        say(f"No criteria of edition {again.edition} are at hand; those in the result were used.")
    if record.tells_changes:
        say(
            "What it says of earlier submissions is not made again: that is benchmark progress now."
        )
    rows = [asdict(item) for item in again.differences]
    document = replay_page(
        rows,
        name=result.name,
        made_from=", ".join(path.name for path in workbooks) or "the answers in it",
        edition=again.edition,
        title=record.framework.identity.title,
    )
    deliver_document(document, chosen, output, overwrite=overwrite, detail=detail)
    return PROBLEMS if rows else DONE


def _record(path: Path) -> "Record":
    from slavery_benchmark.core.problems import UnusableError
    from slavery_benchmark.core.text import clean
    from slavery_benchmark.reading.reader import file_content
    from slavery_benchmark.record.read import read_record

    try:
        return read_record(file_content(path), clean(str(path)), allow_edited=True)
    except UnusableError as refusal:
        say(refusal.problem.line())
        raise click.exceptions.Exit(UNUSABLE) from None
