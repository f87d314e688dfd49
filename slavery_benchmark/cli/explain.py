"""benchmark explain: one number, from its cell to the total, or what would move it."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slavery_benchmark.cli.exits import code_for
from slavery_benchmark.cli.options import (
    InputPath,
    as_of_option,
    assurance_option,
    criteria_option,
    least_assurance,
    load_criteria_or_leave,
    today,
)
from slavery_benchmark.cli.pages import chosen_format, deliver_document, page_options
from slavery_benchmark.cli.reading import reading_asked, reading_options
from slavery_benchmark.cli.results import CHECK_NAMES_CELLS, one_of_each, say_problems
from slavery_benchmark.cli.talk import nearest_hint
from slavery_benchmark.formats import TABLE

if TYPE_CHECKING:
    from slavery_benchmark.core.scoring.report import Report
    from slavery_benchmark.criteria_files import Criteria
    from slavery_benchmark.document.blocks import Document


@click.command("explain", short_help="Show how a number came about, or what would move it.")
@click.argument("file", metavar="FILE", type=InputPath())
@click.argument("node_id", metavar="[ID]", default="overall")
@click.option("--levers", is_flag=True, help="Show what would move the overall score instead.")
@click.option(
    "--limit",
    type=click.IntRange(1),
    metavar="N",
    help="With --levers: gains shown [default: 10 on a screen; else all].",
)
@page_options
@reading_options
@assurance_option
@as_of_option
@criteria_option
def command(
    file: Path,
    node_id: str,
    levers: bool,
    limit: int | None,
    format_name: str | None,
    output: Path | None,
    overwrite: bool,
    detail: bool,
    assurance: str | None,
    as_of: date | None,
    criteria_folder: Path | None,
) -> int:
    """Show how one number came about, from the cell it came from to the total.

    ID is a check (INV-01a), a measure (INV-01m1), a criterion (INV-01), a theme (INV), or overall,
    which it is without one. Every weight and rule on the way is shown, so that the number can be
    redone with a pencil. With --levers it shows what would move the overall score: the points
    still to gain, the fewest steps to the next band, and the fewest answers whose fall by one level
    would lower it. Arithmetic on the answers, not a plan.
    """
    from slavery_benchmark.pipeline import assess

    if levers and node_id.casefold() != "overall":
        raise click.UsageError("--levers is about the overall score; leave the ID out.")
    if limit is not None and not levers:
        raise click.UsageError("--limit is for --levers.")
    chosen = chosen_format(format_name, output, overwrite=overwrite, inputs=[file])
    criteria = load_criteria_or_leave(criteria_folder)
    wanted = _known(node_id, criteria)
    rung = least_assurance(assurance)
    report = assess(
        [file],
        criteria,
        as_of or today(),
        at_least=rung,
        keep_cases=not levers,
        reading=reading_asked(),
    )
    report = one_of_each(report)
    documents = _documents(report, wanted, levers=levers, limit=limit)
    if len(documents) > 1 and (output is not None or chosen != TABLE):
        raise click.UsageError(
            f"{file} holds {len(documents)} forces, and what is written is about one: name its "
            "workbook."
        )
    for document in documents:
        deliver_document(document, chosen, output, overwrite=overwrite, detail=detail)
    say_problems(report, CHECK_NAMES_CELLS)
    return code_for(report.worst())


def _known(node_id: str, criteria: "Criteria") -> str:
    """Return the id as the framework writes it; UsageError with the nearest if it has none."""
    from slavery_benchmark.core.scoring.scores import OVERALL
    from slavery_benchmark.core.text import nearest

    measures = [measure.id for _, measure in criteria.framework.measures()]
    known = (OVERALL, *criteria.framework.effective_weights(), *measures)
    ids = {key.casefold(): key for key in known}
    wanted = ids.get(node_id.casefold())
    if wanted is None:
        close = nearest(node_id, ids.values(), 3)
        raise click.UsageError(f"The framework has no {node_id!r}.{nearest_hint(close)}")
    return wanted


def _documents(report: "Report", node: str, *, levers: bool, limit: int | None) -> "list[Document]":
    """Return the page of each force; of several levers one page of all."""
    if levers:
        from slavery_benchmark.core.change.levers import levers_of
        from slavery_benchmark.pages.levers.page import levers_page

        found = [levers_of(force, report.framework) for force in report.forces]
        return [levers_page(report, found, limit)] if found else []
    from slavery_benchmark.pages.explain.page import explain_page

    return [explain_page(report, force, node) for force in report.forces]
