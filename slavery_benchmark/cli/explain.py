"""benchmark explain: one number, from its cell to the total, or what would move it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from slavery_benchmark.cli.asked import Asked, question
from slavery_benchmark.cli.exits import code_for
from slavery_benchmark.cli.options import (
    ALLOW_EDITED,
    AS_OF_CRITERIA,
    ASSURANCE,
    LIMITS,
    PAGE,
    InputPath,
)
from slavery_benchmark.cli.results import CHECK_NAMES_CELLS, known_id, one_of_each, say_problems

if TYPE_CHECKING:
    from slavery_benchmark.core.framework.framework import Framework
    from slavery_benchmark.core.scoring.report import Report
    from slavery_benchmark.document.blocks import Document


@question("explain", *PAGE, ALLOW_EDITED, LIMITS, ASSURANCE, *AS_OF_CRITERIA)
@click.argument("file", metavar="FILE", type=InputPath())
@click.argument("node_id", metavar="[ID]", default="overall")
@click.option(
    "--review",
    "reviews",
    multiple=True,
    type=InputPath(),
    metavar="FILE",
    help="A review, or an agreed review, of the return. Can be repeated.",
)
@click.option("--levers", is_flag=True, help="Show what would move the overall score instead.")
@click.option(
    "--limit",
    type=click.IntRange(1),
    metavar="N",
    help="With --levers: gains shown [default: 10 on a screen; else all].",
)
def command(
    asked: Asked,
    file: Path,
    node_id: str,
    reviews: tuple[Path, ...],
    levers: bool,
    limit: int | None,
) -> int:
    """Show how one number came about, from the cell it came from to the total.

    ID is a check (INV-01a), a measure (INV-01m1), a criterion (INV-01), a theme (INV), or overall,
    which it is without one. Every weight and rule on the way is shown, so that the number can be
    redone with a pencil. With --levers it shows what would move the overall score: the points
    still to gain, the fewest steps to the next band, and the fewest answers whose fall by one level
    would lower it. Arithmetic on the answers, not a plan.
    """
    from slavery_benchmark.core.scoring.scores import OVERALL

    if levers and node_id.casefold() != "overall":
        raise click.UsageError("--levers is about the overall score; leave the ID out.")
    if limit is not None and not levers:
        raise click.UsageError("--limit is for --levers.")

    def wanted_of(framework: "Framework") -> str:
        measures = [measure.id for _, measure in framework.measures()]
        return known_id(node_id, (OVERALL, *framework.effective_weights(), *measures))

    wanted_of(asked.criteria.framework)
    report = one_of_each(asked.report([file, *reviews], keep_cases=not levers))
    wanted = wanted_of(report.framework)  # an earlier edition may not have it
    documents = _documents(report, wanted, levers=levers, limit=limit)
    if len(documents) > 1 and not asked.on_screen:
        raise click.UsageError(
            f"{file} holds {len(documents)} forces, and what is written is about one: name its "
            "workbook."
        )
    for document in documents:
        asked.deliver(document)
    say_problems(report, CHECK_NAMES_CELLS)
    return code_for(report.worst())


def _documents(report: "Report", node: str, *, levers: bool, limit: int | None) -> "list[Document]":
    """Return the page of each force; of several levers one page of all."""
    if levers:
        from slavery_benchmark.core.change.levers import levers_of
        from slavery_benchmark.pages.levers.page import levers_page

        found = [levers_of(force, report.framework) for force in report.forces]
        return [levers_page(report, found, limit)] if found else []
    from slavery_benchmark.pages.explain.page import explain_page

    return [explain_page(report, force, node) for force in report.forces]
