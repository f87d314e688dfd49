"""Options that mean the same in every command, and what they are turned into."""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, cast

import click

from slavery_benchmark.cli.exits import UNUSABLE
from slavery_benchmark.cli.talk import say

if TYPE_CHECKING:
    from slavery_benchmark.core.framework.faults import Fault
    from slavery_benchmark.core.framework.framework import Framework
    from slavery_benchmark.core.scoring.scores import Assurance
    from slavery_benchmark.criteria_files import Criteria
    from slavery_benchmark.formats.terminal.page import Page

_BAR_FROM = 10
"""With fewer items the work is done before a bar could be seen."""

_RUNGS = {"documented": "documented", "own-cases": "own cases agree"}
"""What --assurance takes, and what the core calls it."""

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])
"""A command that an option is added to."""


class IsoDate(click.ParamType):  # type: ignore[type-arg]
    """A date written as 2026-03-31."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date, or fail with what is expected."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a date such as 2026-03-31", param, ctx)


class InputPath(click.ParamType):  # type: ignore[type-arg]
    """A path to read. Whether it is there and readable is said file by file, later."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path; an empty word, as an unset variable leaves, is not the folder here."""
        if not str(value):
            self.fail("an empty name; name a file or a folder", param, ctx)
        return Path(value)


class CriteriaPath(InputPath):
    """A folder of criteria, or the name of an edition that comes with benchmark."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the folder; a name that is no folder here may be that of a shipped edition."""
        if not Path(value).exists():
            from slavery_benchmark.shipped import shipped_folder

            editions = shipped_folder("criteria") / "editions"
            found = next((item for item in editions.iterdir() if item.name == str(value)), None)
            value = found or value
        return super().convert(value, param, ctx)


def criteria_option(function: F) -> F:
    """Add --criteria."""
    return click.option(
        "--criteria",
        "criteria_folder",
        metavar="DIR",
        type=CriteriaPath(),
        help="Use the framework in this folder, or an earlier edition by its name (2026.1).",
    )(function)


def as_of_option(function: F) -> F:
    """Add --as-of."""
    return click.option(
        "--as-of",
        type=IsoDate(),
        metavar="DATE",
        help="The day that counts as today, as 2026-03-31. Later dates are in the future.",
    )(function)


def reject_nan(ctx: click.Context, param: click.Parameter, value: float | None) -> float | None:
    """Return a number; a range check lets "nan" through."""
    if value is not None and value != value:
        raise click.BadParameter("nan is not a number to compare with.", ctx, param)
    return value


def assurance_option(function: F) -> F:
    """Add --assurance."""
    return click.option(
        "--assurance",
        type=click.Choice(list(_RUNGS)),
        help="Count only answers with evidence of the period (documented), or of these only those "
        "that measured levels bear out (own-cases); set the others aside as unanswered.",
    )(function)


def gone_baseline_option(function: F) -> F:
    """Add --baseline as it is remembered: an error that names the command that does it now."""

    def refuse(_ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
        if value is not None:
            raise click.UsageError(
                "There is no --baseline. Change over time is benchmark progress EARLIER NOW."
            )

    return click.option("--baseline", hidden=True, expose_value=False, callback=refuse)(function)


def least_assurance(said: str | None) -> "Assurance":
    """Return the assurance that --assurance asks for; the lowest without it."""
    from slavery_benchmark.core.scoring.scores import Assurance

    return Assurance(_RUNGS[said]) if said else Assurance.ASSERTED


def today() -> date:
    """Return the local date: the only clock of the program."""
    return datetime.now().astimezone().date()


def load_criteria_or_leave(folder: Path | None) -> "Criteria":
    """Return the criteria of a folder, or of the tool; leave with every fault on stderr."""
    from slavery_benchmark.criteria_files import CriteriaFaultsError, load_criteria
    from slavery_benchmark.shipped import shipped_folder

    try:
        return load_criteria(folder or shipped_folder("criteria"))
    except CriteriaFaultsError as error:
        leave_with_faults(error.faults, str(folder or "shipped with benchmark"))


def load_editions_or_leave(folder: Path | None) -> "tuple[Framework, ...]":
    """Return the other editions beside the criteria of a folder; leave with every fault."""
    from slavery_benchmark.criteria_files import CriteriaFaultsError, load_editions
    from slavery_benchmark.shipped import shipped_folder

    try:
        return load_editions(folder or shipped_folder("criteria"))
    except CriteriaFaultsError as error:
        leave_with_faults(error.faults, str(folder or "shipped with benchmark"))


def leave_with_faults(faults: "Sequence[Fault]", where: str) -> NoReturn:
    """Say every fault of the criteria in a folder on stderr, and leave."""
    for fault in faults:
        say(fault.line_of_text())
    count = f"{len(faults)} fault" + ("" if len(faults) == 1 else "s")
    say(f"The criteria ({where}) cannot be used: {count}.")
    raise click.exceptions.Exit(UNUSABLE) from None


def progress(
    items: Sequence[T], label: str = "Reading workbooks"
) -> AbstractContextManager[Iterable[T]]:
    """Return a bar on stderr for work on item after item, if a person watches and it is long."""
    if len(items) < _BAR_FROM or not sys.stderr.isatty():
        return nullcontext(items)
    bar: Any = click.progressbar(items, label=label, file=sys.stderr)
    return cast("AbstractContextManager[Iterable[T]]", bar)


def _terminal_width() -> int:
    """Return the width of the terminal, or 80 where there is none."""
    import shutil

    return shutil.get_terminal_size((80, 24)).columns


def _wants_colour() -> bool:
    """Return whether to colour: a terminal that is not dumb, and NO_COLOR not set."""
    return (
        sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )


def new_page(file_width: int | None = None) -> "Page":
    """Return an empty page, as wide and as colourful as the terminal, in marks it can show.

    For a file it is `file_width` wide, without colour, and all marks can be shown.
    """
    from slavery_benchmark.formats.terminal.page import Page
    from slavery_benchmark.formats.terminal.symbols import UNICODE, symbols_for

    if file_width is not None:
        return Page(width=file_width, colour=False, symbols=UNICODE)
    return Page(
        width=_terminal_width(),
        colour=_wants_colour(),
        symbols=symbols_for(sys.stdout.encoding),
    )
