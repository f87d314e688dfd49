"""What several commands do with the files and the report of a run, and with the ids asked for."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from slavery_benchmark.cli.talk import nearest_hint, say

if TYPE_CHECKING:
    from slavery_benchmark.core.scoring.report import Report

CHECK_NAMES_CELLS = "; benchmark check names the cells"
_BAR_FROM = 10
"""With fewer items the work is done before a bar could be seen."""
T = TypeVar("T")


def progress(
    items: Sequence[T], label: str = "Reading workbooks"
) -> AbstractContextManager[Iterable[T]]:
    """Return a bar on stderr for work on item after item, if a person watches and it is long."""
    if len(items) < _BAR_FROM or not sys.stderr.isatty():
        return nullcontext(items)
    bar: Any = click.progressbar(items, label=label, file=sys.stderr)
    return cast("AbstractContextManager[Iterable[T]]", bar)


def say_problems(report: "Report", where: str = "", *, in_full: bool = False) -> None:
    """Say which files could not be used, and how much is wrong with the others.

    `where` ends the sentence: where each problem is told. With `in_full` all are told here.
    """
    from slavery_benchmark.pages.things_to_do import things_to_do
    from slavery_benchmark.pages.words.problems import counts_text

    problems = report.problems()
    for item in report.unusable:
        say(item.told())
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


def known_id(said: str, ids: Iterable[str] | Mapping[str, str], option: str = "") -> str:
    """Return the id that is meant, whatever its case; UsageError with the nearest if none.

    `ids`: as the framework writes them, or what each other word for one stands for.
    """
    from slavery_benchmark.core.text import nearest

    known = ids if isinstance(ids, Mapping) else {item: item for item in ids}
    found = next((known[key] for key in known if key.casefold() == said.casefold()), None)
    if found is None:
        start = f"{option}: the" if option else "The"
        hint = nearest_hint(nearest(said, known.values(), 3))
        raise click.UsageError(f"{start} framework has no {said!r}.{hint}")
    return found
