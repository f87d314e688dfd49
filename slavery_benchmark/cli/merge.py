"""benchmark merge: several workbooks of one return joined to one."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slavery_benchmark.cli.asked import Asked, question
from slavery_benchmark.cli.exits import DONE, PROBLEMS, UNUSABLE
from slavery_benchmark.cli.options import CRITERIA, NEW_WORKBOOK, OVERWRITE, InputPath
from slavery_benchmark.cli.output import refuse_existing, write_output
from slavery_benchmark.cli.talk import nearest_hint, say

if TYPE_CHECKING:
    from slavery_benchmark.core.framework.framework import Framework
    from slavery_benchmark.forms.filled_part import FilledPart
    from slavery_benchmark.input_files import Found

PARTS = click.Argument(["files"], nargs=-1, required=True, metavar="PART...", type=InputPath())


@question("merge", PARTS, OVERWRITE, CRITERIA)
@NEW_WORKBOOK
@click.option(
    "--prefer",
    metavar="PART",
    multiple=True,
    type=InputPath(),
    help="Where parts differ, take the whole answer, case or line of this one. May be repeated: "
    "the first that has it wins.",
)
def command(asked: Asked, target: Path, prefer: tuple[Path, ...]) -> int:
    """Join the parts of a return, or copies that several people filled in, to one workbook.

    A PART is a workbook or a folder of them. What stands in one part, or alike in several, is
    taken. Where two differ both cells are named, and nothing is written unless --prefer decides.
    """
    from slavery_benchmark.document.numbers import count_text
    from slavery_benchmark.forms.joined_parts import conflict_text, join_parts
    from slavery_benchmark.forms.merged_workbook import make_merged

    if target.suffix.lower() != ".xlsx":
        raise click.UsageError(f"{target}: a return is an .xlsx; end the name so.")
    files = _files(asked.files)
    refuse_existing(
        target, overwrite=asked.overwrite, inputs=[*(file.path for file in files), *asked.files]
    )
    wanted = _names(prefer, files)
    parts, framework = _read(asked, files)
    if not parts:
        return UNUSABLE
    joined = join_parts(parts, framework, wanted)
    for line in dict.fromkeys(item.told() for part in parts for item in part.gone):
        say(line)
    for conflict in joined.conflicts:
        say(conflict_text(conflict))
    for sentence in joined.sentences:
        say(sentence)
    if joined.open:
        say(
            f"{count_text(len(joined.open), 'conflict')}: nothing was written. Settle them in the "
            "parts, or let one part win with --prefer PART."
        )
        return PROBLEMS
    merged = make_merged(joined, framework, asked.criteria.register, asked.day)
    write_output(target, merged.content, overwrite=asked.overwrite)
    for sentence in merged.sentences:
        say(sentence)
    lost = any(item.severity != "warning" for part in parts for item in part.gone)
    return PROBLEMS if lost else DONE


def _files(given: Sequence[Path]) -> "list[Found]":
    """Return the workbooks; UsageError for what is none, before any work is done."""
    from slavery_benchmark.core.problems import Problem
    from slavery_benchmark.input_files import RESULT_SUFFIX, find_workbooks

    files = []
    for item in find_workbooks(given):
        if isinstance(item, Problem):
            raise click.UsageError(item.told())
        if item.path.suffix.lower() == RESULT_SUFFIX:
            raise click.UsageError(f"{item.path}: a result cannot be joined; name its workbook.")
        files.append(item)
    return files


def _names(prefer: Sequence[Path], files: "Sequence[Found]") -> list[str]:
    """Return the parts that win, as they are shown; UsageError for one that is no part."""
    from slavery_benchmark.core.text import nearest

    by_path = {file.path.resolve(): file.name for file in files}
    for path in prefer:
        if path.resolve() not in by_path:
            hint = nearest_hint(nearest(str(path), [str(item.path) for item in files]))
            raise click.UsageError(f"--prefer {path}: it is none of the parts.{hint}")
    return [by_path[path.resolve()] for path in prefer]


def _read(asked: Asked, files: "Sequence[Found]") -> "tuple[list[FilledPart], Framework]":
    """Return the parts and their edition; no part if one cannot be used, which is said."""
    from slavery_benchmark.core.problems import UnusableError
    from slavery_benchmark.forms.filled_part import fill_part
    from slavery_benchmark.forms.merged_workbook import edition_of_parts, read_part

    known = (asked.criteria.framework, *asked.editions)
    workbooks, refused = [], []
    for file in files:
        try:
            workbooks.append(read_part(file.path, file.name, known))
        except UnusableError as refusal:
            refused.append(refusal.problem)
    framework = edition_of_parts(workbooks, known) if workbooks and not refused else known[0]
    if framework != known[0]:
        say(
            f"Joined under edition {framework.identity.edition}, which the parts were made for; "
            f"the latest is {known[0].identity.edition} (benchmark template --from carries answers "
            "over)."
        )
    parts = []
    for workbook in workbooks if not refused else ():
        try:
            parts.append(fill_part(workbook, framework, asked.criteria.register, asked.day))
        except UnusableError as refusal:
            refused.append(refusal.problem)
    for item in refused:
        say(item.told())
    return ([] if refused else parts), framework
