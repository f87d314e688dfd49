"""What several commands do with the report of a run: say what is wrong, keep one of each force."""

from datetime import date
from typing import TYPE_CHECKING

import click

from slavery_benchmark.cli.talk import nearest_hint, say

if TYPE_CHECKING:
    from slavery_benchmark.core.scoring.report import Report

CHECK_NAMES_CELLS = "; benchmark check names the cells"


def say_problems(report: "Report", where: str = "", *, in_full: bool = False) -> None:
    """Say which files could not be used, and how much is wrong with the others.

    `where` ends the sentence: where each problem is told. With `in_full` all are told here.
    """
    from slavery_benchmark.pages.things_to_do import things_to_do
    from slavery_benchmark.pages.words.problems import counts_text

    problems = report.problems()
    for item in report.unusable:
        say(item.line())
    for force in report.forces if in_full else ():
        for thing in things_to_do(force.submission.problems):
            say(thing.line())
    if problems:
        say(f"{counts_text(problems)}{where}.")


def one_of_each(report: "Report", period: date | None = None) -> "Report":
    """Return the report with one period of each force, and say which submissions are left out.

    The latest period counts, or the one that holds the day `period`.
    """
    import msgspec

    from slavery_benchmark.core.comparing.selection import one_each

    kept, sentences = one_each(report.forces, period)
    for sentence in sentences:
        say(sentence)
    return msgspec.structs.replace(report, forces=tuple(kept))


def known_id(said: str, ids: dict[str, str], option: str) -> str:
    """Return the id that an option names, whatever its case; UsageError with the nearest if none.

    `ids` are by their folded form.
    """
    from slavery_benchmark.core.text import nearest

    found = ids.get(said.casefold())
    if found is None:
        close = nearest(said, ids.values(), 3)
        hint = nearest_hint(close)
        raise click.UsageError(f"{option}: the framework has no {said!r}.{hint}")
    return found
