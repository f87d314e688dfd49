"""--recorded-crime: official counts beside the forces, in no score."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from slavery_benchmark.cli.exits import UNUSABLE
from slavery_benchmark.cli.options import F, InputPath
from slavery_benchmark.cli.talk import say

if TYPE_CHECKING:
    from slavery_benchmark.core.comparing.context import Context
    from slavery_benchmark.core.framework.register import Register
    from slavery_benchmark.core.visit.questions import Recorded


def recorded_crime_option(function: F) -> F:
    """Add --recorded-crime."""
    return click.option(
        "--recorded-crime",
        type=InputPath(),
        metavar="FILE",
        help="Show the offences that each force recorded, from the Home Office's open data table, "
        "beside the scores and never inside them.",
    )(function)


def load_context_or_leave(path: Path | None, register: "Register") -> "Context | None":
    """Return the official figures of a file, or None without one; leave if it cannot be used."""
    if path is None:
        return None
    from slavery_benchmark.core.comparing.context import build_context
    from slavery_benchmark.official.figures import load_earlier_figure, read_recorded_crime
    from slavery_benchmark.official.tables import OfficialFiguresError

    try:
        crime = read_recorded_crime(path, register)
    except OfficialFiguresError as error:
        for fault in error.faults:
            say(fault.line())
        raise click.exceptions.Exit(UNUSABLE) from None
    whole = crime.latest_full_year
    if whole is not None and whole != crime.year:
        say(f"{path}: {crime.year} is not whole yet; {whole} is shown.")
        crime = crime.of_year(whole)
    for fault in crime.faults:
        say(fault.line())
    return build_context(crime, load_earlier_figure())


def recorded_offences(context: "Context | None") -> "dict[str, Recorded]":
    """Return the offences of the year chosen, by the code of the force; of whole years alone."""
    if context is None:
        return {}
    from slavery_benchmark.core.visit.questions import Recorded

    counts = context.crime.counts
    return {item.code: Recorded(item.year, item.total) for item in counts if item.total is not None}
