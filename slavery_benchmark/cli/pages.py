"""From a document to the screen or a file: the same options and formats for every command."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from slavery_benchmark.cli.options import F
from slavery_benchmark.cli.output import deliver, refuse_existing
from slavery_benchmark.cli.talk import lacking
from slavery_benchmark.formats import FORMATS, SUFFIXES, TABLE, written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from slavery_benchmark.document.blocks import Document


def page_options(function: F) -> F:
    """Add --detail, --format, -o/--output and --overwrite."""
    for option in reversed(
        (
            click.option("--detail", is_flag=True, help="Show all of it; a file always holds all."),
            click.option(
                "--format",
                "format_name",
                type=click.Choice([name for name, item in FORMATS.items() if item.text]),
                help="What to print. Without it the suffix of --output decides, else table.",
            ),
            click.option(
                "-o",
                "--output",
                metavar="FILE",
                type=click.Path(path_type=Path),
                help=f"Write to this file instead of the screen: {', '.join(SUFFIXES)}.",
            ),
            click.option("--overwrite", is_flag=True, help="Replace the output file."),
        )
    ):
        function = option(function)
    return function


def chosen_format(
    format_name: str | None,
    output: Path | None,
    *,
    overwrite: bool = True,
    inputs: "Iterable[Path]" = (),
) -> str:
    """Return the format that was named, or that the suffix of the output stands for.

    Raises UsageError, before any work is done, for another suffix or a file that may not be
    written.
    """
    if output is not None:
        refuse_existing(output, overwrite=overwrite, inputs=inputs)
    if format_name is not None:
        return format_name
    if output is None:
        return TABLE
    chosen = SUFFIXES.get(output.suffix.lower())
    if chosen is None:
        raise click.UsageError(
            f"{output}: the suffix chooses the format and is one of {', '.join(SUFFIXES)}; "
            "or give --format."
        )
    return chosen


def deliver_document(
    document: "Document", chosen: str, output: Path | None, *, overwrite: bool, detail: bool
) -> None:
    """Write a document to its file, or to the screen as wide as that is."""
    deliver(
        _written(document, chosen, output, detail=detail),
        output,
        on_screen=chosen == TABLE,
        overwrite=overwrite,
    )


def _written(document: "Document", chosen: str, output: Path | None, *, detail: bool) -> bytes:
    if chosen != TABLE or output is not None:
        try:
            return written(document, chosen)
        except ModuleNotFoundError as error:
            if error.name != "pyarrow":
                raise
            raise click.UsageError(lacking("Parquet", "pyarrow", "parquet")) from None
    from slavery_benchmark.cli.options import new_page
    from slavery_benchmark.formats.terminal.render import render_terminal

    return render_terminal(document, new_page(), detail=detail).encode()
