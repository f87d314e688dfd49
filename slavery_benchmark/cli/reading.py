"""Which files a command reads, and how: in how many processes, on what cluster, up to what size."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from slavery_benchmark.cli.options import F, InputPath
from slavery_benchmark.cli.talk import lacking

if TYPE_CHECKING:
    from slavery_benchmark.assessment import Reading

_ALLOW_EDITED, _JOBS, _LIMITS, _SCHEDULER = (
    f"benchmark.{name}" for name in ("edited", "jobs", "limits", "scheduler")
)
"""Where a command's context keeps the options that say how files are read."""


_ADDRESS = re.compile(r"(?:tcp|tls)://(?:\[[0-9A-Fa-f:.%]+\]|[^\s/:\[\]]+):[0-9]{1,5}")


def files_argument(function: F) -> F:
    """Add FILES: workbooks and results, or folders of them; and how they are to be read."""
    function = click.option(
        "--jobs",
        type=click.IntRange(1),
        metavar="N",
        expose_value=False,
        callback=_remember_as(_JOBS),
        help="Read files in N processes [default: as many as they are worth].",
    )(function)
    return click.argument("files", nargs=-1, required=True, metavar="FILE...", type=InputPath())(
        reading_options(function)
    )


def reading_options(function: F) -> F:
    """Add --allow-edited and --limits, of which `reading_asked` tells."""
    function = click.option(
        "--limits",
        metavar="WHAT",
        expose_value=False,
        callback=_remember_as(_LIMITS),
        help="Read larger workbooks: a factor (2), or a limit by name (rows=900000).",
    )(function)
    return click.option(
        "--allow-edited",
        is_flag=True,
        expose_value=False,
        callback=_remember_as(_ALLOW_EDITED),
        help="Take a result (.json) that was changed after it was written, and say so.",
    )(function)


def scheduler_option(function: F) -> F:
    """Add --scheduler, of which `reading_asked` tells."""
    return click.option(
        "--scheduler",
        metavar="ADDRESS",
        expose_value=False,
        callback=_remember_as(_SCHEDULER),
        help="Read files on the Dask cluster of this scheduler, as tcp://host:8786.",
    )(function)


def _remember_as(key: str) -> Callable[[click.Context, click.Parameter, object], None]:
    """Return a callback that keeps an option's value for those who ask for it by its key."""

    def remember(ctx: click.Context, _: click.Parameter, value: object) -> None:
        ctx.meta[key] = value

    return remember


def reading_asked() -> "Reading":
    """Return how the command that runs is to read its files: --jobs, --allow-edited, --limits."""
    from slavery_benchmark.assessment import Reading
    from slavery_benchmark.reading.limits import limits_from

    asked = click.get_current_context().meta
    settings: str | None = asked.get(_LIMITS)
    try:
        limits = limits_from(settings) if settings is not None else Reading().limits
    except ValueError as error:
        raise click.UsageError(f"--limits: {error}.") from None
    return Reading(
        jobs=asked.get(_JOBS),
        scheduler=_scheduler(asked.get(_SCHEDULER), asked.get(_JOBS)),
        allow_edited=bool(asked.get(_ALLOW_EDITED)),
        limits=limits,
    )


def _scheduler(address: str | None, jobs: int | None) -> str | None:
    """Return the address of a scheduler, or leave if it cannot be used as asked."""
    from importlib.util import find_spec

    if address is None:
        return None
    if jobs is not None:
        raise click.UsageError("--jobs and --scheduler: name one of them.")
    if not _ADDRESS.fullmatch(address):
        raise click.UsageError(
            f"--scheduler {address!r}: write it as tcp://host:8786 or tls://host:8786."
        )
    if find_spec("distributed") is None:
        raise click.UsageError(lacking("--scheduler", "distributed", "dask"))
    return address
