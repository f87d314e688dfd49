"""The formats of results that are not for the screen, chosen by name or by suffix."""

from collections.abc import Callable
from pathlib import Path

import click

from slavery_benchmark.cli.options import F

SUFFIXES = {
    ".json": "json",
    ".csv": "csv",
    ".md": "markdown",
    ".txt": "table",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
}


def format_option(
    more: str = ". Without it the suffix of --output decides, else table.",
) -> Callable[[F], F]:
    """Return what adds --format; `more` ends its help."""
    return click.option(
        "--format",
        "format_name",
        type=click.Choice(["table", "json", "csv", "markdown"]),
        help=f"What to print{more}",
    )


def chosen_format(format_name: str | None, output: Path | None) -> str:
    """Return the format that was named, or that the suffix of the output stands for."""
    if format_name is not None:
        return format_name
    if output is None:
        return "table"
    chosen = SUFFIXES.get(output.suffix.lower())
    if chosen is None:
        raise click.UsageError(
            f"{output}: the suffix chooses the format and is one of {', '.join(SUFFIXES)}; "
            "or give --format."
        )
    return chosen
