"""benchmark explain: one number, from its cell to the total."""

from datetime import date
from pathlib import Path

import click

from slavery_benchmark.cli.exits import UNUSABLE
from slavery_benchmark.cli.options import (
    InputPath,
    as_of_option,
    assurance_option,
    criteria_option,
    least_assurance,
    load_criteria_or_leave,
    new_page,
    today,
)
from slavery_benchmark.cli.reading import reading_asked, reading_options
from slavery_benchmark.cli.talk import nearest_hint, say, show


@click.command("explain", short_help="Show how one number came about, from cell to total.")
@click.argument("file", metavar="FILE", type=InputPath())
@click.argument("node_id", metavar="ID")
@reading_options
@assurance_option
@as_of_option
@criteria_option
def command(
    file: Path,
    node_id: str,
    assurance: str | None,
    as_of: date | None,
    criteria_folder: Path | None,
) -> int:
    """Show how one number came about, from the cell it came from to the total.

    ID is a check (INV-01a), a measure (INV-01m1), a criterion (INV-01), a theme (INV) or overall.
    Every weight and rule on the way is shown, so that the number can be redone with a pencil.
    """
    from slavery_benchmark.core.scores import OVERALL
    from slavery_benchmark.core.text import nearest
    from slavery_benchmark.pipeline import assess
    from slavery_benchmark.render.explain import render_explanation

    criteria = load_criteria_or_leave(criteria_folder)
    measures = [measure.id for _, measure in criteria.framework.measures()]
    known = (OVERALL, *criteria.framework.effective_weights(), *measures)
    ids = {key.casefold(): key for key in known}
    wanted = ids.get(node_id.casefold())
    if wanted is None:
        close = nearest(node_id, ids.values(), 3)
        hint = nearest_hint(close)
        raise click.UsageError(f"The framework has no {node_id!r}.{hint}")
    rung = least_assurance(assurance)
    report = assess(
        [file],
        criteria,
        as_of or today(),
        at_least=rung,
        keep_cases=True,
        reading=reading_asked(),
    )
    for item in report.unusable:
        say(item.line())
    for force in report.forces:
        show(render_explanation(report, force, wanted, new_page()))
    return UNUSABLE if report.unusable else 0
