"""What several commands do with the report of a run: say what is wrong, keep one of each force."""

from datetime import date
from typing import TYPE_CHECKING

from slavery_benchmark.cli.talk import say

if TYPE_CHECKING:
    from slavery_benchmark.core.report import Report

CHECK_NAMES_CELLS = "; benchmark check names the cells"


def say_problems(report: "Report", where: str = "", *, in_full: bool = False) -> None:
    """Say which files could not be used, and how much is wrong with the others.

    `where` ends the sentence: where each problem is told. With `in_full` all are told here.
    """
    from slavery_benchmark.render.problems_text import counts_text

    problems = report.problems()
    for item in problems if in_full else report.unusable:
        say(item.line())
    if problems:
        say(f"{counts_text(problems)}{where}.")


def one_of_each(report: "Report", period: date | None = None) -> "Report":
    """Return the report with one period of each force, and say which submissions are left out.

    The latest period counts, or the one that holds the day `period`.
    """
    import msgspec

    from slavery_benchmark.core.selection import one_each

    kept, sentences = one_each(report.forces, period)
    for sentence in sentences:
        say(sentence)
    return msgspec.structs.replace(report, forces=tuple(kept))
