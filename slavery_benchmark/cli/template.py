"""benchmark template: the workbook that a force fills in."""

from pathlib import Path

import click

from slavery_benchmark.cli.options import criteria_option, load_criteria_or_leave
from slavery_benchmark.cli.output import refuse_existing, write_output
from slavery_benchmark.cli.talk import nearest_hint, say


@click.command("template", short_help="Make the workbook that a force fills in.")
@click.option("--force", "force_name", metavar="NAME", help="Fill in the force's name and code.")
@click.option(
    "--from",
    "old",
    metavar="OLD.xlsx",
    type=click.Path(path_type=Path),
    help="Carry over what the force answered in an older workbook.",
)
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FILE.xlsx",
    type=click.Path(path_type=Path),
    help="The workbook to write.",
)
@click.option("--overwrite", is_flag=True, help="Replace the output file.")
@criteria_option
def command(
    force_name: str | None,
    old: Path | None,
    output: Path,
    overwrite: bool,
    criteria_folder: Path | None,
) -> int:
    """Make the workbook that a force fills in, in Excel or LibreOffice."""
    from slavery_benchmark.cli.exits import UNUSABLE
    from slavery_benchmark.core.problems import UnusableError
    from slavery_benchmark.workbook import layout
    from slavery_benchmark.workbook.carry_over import CarriedOver, carry_over
    from slavery_benchmark.workbook.template import make_template

    if output.suffix.lower() != ".xlsx":
        raise click.UsageError(f"{output}: a template is an .xlsx; end the name so.")
    refuse_existing(output, overwrite=overwrite, inputs=[old] if old else [])
    criteria = load_criteria_or_leave(criteria_folder)
    carried = CarriedOver()
    if old is not None:
        try:
            carried = carry_over(old, criteria.framework)
        except UnusableError as refusal:
            say(refusal.problem.line())
            return UNUSABLE
    force = criteria.register.find(force_name) if force_name else None
    if force_name and force is None:
        close = criteria.register.nearest(force_name)
        hint = nearest_hint(close)
        say(f"The register has no force named {force_name!r}.{hint} Used as given.")
    earlier = str(carried.cover.get(layout.FORCE, ""))
    if force_name and earlier and criteria.register.find(earlier) is not force:
        say(f"These answers are {earlier}'s: {old} names that force, not {force_name}.")
    content = make_template(
        criteria.framework,
        criteria.register,
        force=force,
        force_name=force_name or "",
        cover=carried.cover,
        answers=carried.answers,
    )
    write_output(output, content, overwrite=overwrite)
    for sentence in carried.sentences:
        say(sentence)
    return 0
