"""The formats of results that are not for the screen, chosen by name or by suffix."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slavery_benchmark.cli.options import F
from slavery_benchmark.cli.talk import lacking

if TYPE_CHECKING:
    from slavery_benchmark.core.reinspection.own_baseline import OwnBaselines
    from slavery_benchmark.core.report import Report

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


def data_content(
    report: "Report",
    chosen: str,
    *,
    detail: str | None = None,
    fail_under: float | None = None,
    own: "OwnBaselines | None" = None,
    force_sheets: bool = False,
) -> bytes:
    """Return the report in a format other than the table for the screen.

    `own` are earlier submissions of the forces; Excel and Parquet have no place for them.
    """
    if chosen == "json":
        from slavery_benchmark.render.result import render_json

        options = {"fail_under": fail_under, "assurance": report.at_least.value}
        return render_json(report, options, own)
    if chosen == "csv":
        from slavery_benchmark.render.tables import render_csv

        return render_csv(report, detail or "check", own)
    if chosen == "xlsx":
        from slavery_benchmark.render.xlsx import render_xlsx

        return render_xlsx(report, force_sheets=force_sheets)
    if chosen == "parquet":
        return _parquet(report)
    from slavery_benchmark.render.markdown import render_markdown

    return render_markdown(report, detail or "criterion", own).encode()


def _parquet(report: "Report") -> bytes:
    """Return the tidy table as Parquet, which needs a library of its own."""
    from slavery_benchmark.frames import nodes_frame

    try:
        content: bytes = nodes_frame(report).to_parquet(index=False)
    except ImportError:
        raise click.UsageError(lacking("Parquet", "pyarrow", "parquet")) from None
    return content
