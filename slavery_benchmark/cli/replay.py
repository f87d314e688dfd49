"""benchmark replay: make a result again, and say what differs."""

from pathlib import Path

import click

from slavery_benchmark.cli.asked import Asked, question
from slavery_benchmark.cli.exits import DONE, PROBLEMS, UNUSABLE
from slavery_benchmark.cli.options import AS_OF_CRITERIA, ASSURANCE, PAGE, InputPath
from slavery_benchmark.cli.talk import say


@question("replay", *PAGE, ASSURANCE, *AS_OF_CRITERIA)
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
def command(asked: Asked, result: Path, workbooks: tuple[Path, ...]) -> int:
    """Make a result again, and say that it is the same or exactly what differs.

    RESULT is what `benchmark score FILE -o NAME.json` wrote. The day, the assurance and the edition
    are those of the result unless an option says otherwise. Exit code 1 if anything differs: a
    cell, a weight, an edition, a version, an option, or the file itself.
    """
    from msgspec.structs import asdict

    from slavery_benchmark.core.text import clean
    from slavery_benchmark.pages.replay import replay_page
    from slavery_benchmark.reading.reader import file_content
    from slavery_benchmark.record.read import read_record
    from slavery_benchmark.replay import replay

    if asked.as_of is not None and not workbooks:
        raise click.UsageError(
            "--as-of needs --workbook: whether a date is in the future is judged when it is read."
        )
    record = read_record(file_content(result), clean(result.name), allow_edited=True)
    again = replay(
        record,
        workbooks,
        asked.criteria,
        asked.editions,
        as_of=asked.as_of,
        at_least=asked.least_assurance if asked.assurance else None,
        criteria_asked=asked.criteria_folder is not None,
    )
    for item in again.unusable:
        say(item.told())
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
    asked.deliver(document)
    return PROBLEMS if rows else DONE
