"""From a document to the screen or a file: the same options and formats for every command."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slavery_benchmark.cli.options import F
from slavery_benchmark.cli.output import deliver, refuse_existing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from slavery_benchmark.document.blocks import Document

_FILE_WIDTH = 100
TABLE = "table"
SUFFIXES = {
    ".txt": TABLE,
    ".md": "markdown",
    ".csv": "csv",
    ".json": "json",
    ".parquet": "parquet",
    ".xlsx": "xlsx",
    ".html": "html",
}


def page_options(function: F) -> F:
    """Add --detail, --format, -o/--output and --overwrite."""
    for option in reversed(
        (
            click.option("--detail", is_flag=True, help="Show all of it; a file always holds all."),
            click.option(
                "--format",
                "format_name",
                type=click.Choice([TABLE, "json", "csv", "markdown"]),
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
    if chosen == TABLE:
        from slavery_benchmark.cli.options import new_page
        from slavery_benchmark.formats.terminal import render_terminal

        page = new_page(None if output is None else _FILE_WIDTH)
        # a file holds all, as it cannot be asked again
        return render_terminal(document, page, detail=detail or output is not None).encode()
    return _writer(chosen)(document)


def _writer(chosen: str) -> "Callable[[Document], bytes]":
    """Return the writer of a format; what it needs is imported now and not before."""
    if chosen == "markdown":
        from slavery_benchmark.formats.markdown import render_markdown

        return render_markdown
    if chosen == "xlsx":
        from slavery_benchmark.formats.workbook import render_workbook

        return render_workbook
    if chosen == "html":
        from slavery_benchmark.formats.html import render_html

        return render_html
    from slavery_benchmark.formats import data

    return {"json": data.render_json, "csv": data.render_csv, "parquet": data.render_parquet}[
        chosen
    ]
