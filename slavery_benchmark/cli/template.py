"""benchmark template: the workbook that a force fills in."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from slavery_benchmark.cli.options import (
    criteria_option,
    load_criteria_or_leave,
    load_editions_or_leave,
)
from slavery_benchmark.cli.output import refuse_existing, write_output
from slavery_benchmark.cli.talk import nearest_hint, say

if TYPE_CHECKING:
    from slavery_benchmark.core.framework.framework import Framework
    from slavery_benchmark.criteria_files import Criteria
    from slavery_benchmark.forms.carry_over import CarriedOver


@click.command("template", short_help="Make the workbook that a force fills in.")
@click.option("--force", "force_name", metavar="NAME", help="Fill in the force's name and code.")
@click.option(
    "--from",
    "old",
    metavar="OLD",
    type=click.Path(path_type=Path),
    help="Carry over what the force answered in an older workbook, or result (.json).",
)
@click.option(
    "--with-cases",
    is_flag=True,
    help="With --from: carry over its period and case files too, for the same period.",
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
    with_cases: bool,
    output: Path,
    overwrite: bool,
    criteria_folder: Path | None,
) -> int:
    """Make the workbook that a force fills in, in Excel or LibreOffice."""
    from slavery_benchmark.cli.exits import UNUSABLE
    from slavery_benchmark.core.problems import UnusableError
    from slavery_benchmark.extracting import layout
    from slavery_benchmark.forms.carry_over import CarriedOver
    from slavery_benchmark.forms.template import make_template

    if output.suffix.lower() != ".xlsx":
        raise click.UsageError(f"{output}: a template is an .xlsx; end the name so.")
    if with_cases and old is None:
        raise click.UsageError("--with-cases needs --from, the workbook that holds them.")
    refuse_existing(output, overwrite=overwrite, inputs=[old] if old else [])
    criteria = load_criteria_or_leave(criteria_folder)
    carried = CarriedOver()
    if old is not None:
        try:
            editions = load_editions_or_leave(criteria_folder)
            carried = _carried_over(old, criteria, editions, with_cases=with_cases)
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
        cases=carried.cases,
    )
    write_output(output, content, overwrite=overwrite)
    for sentence in carried.sentences:
        say(sentence)
    return 0


def _carried_over(
    old: Path, criteria: "Criteria", editions: "tuple[Framework, ...]", *, with_cases: bool
) -> "CarriedOver":
    """Return what stands in an older workbook or result. UnusableError if that cannot be told."""
    from slavery_benchmark.forms.carry_over import carry_over, carry_over_submission
    from slavery_benchmark.input_files import RESULT_SUFFIX

    if old.suffix.lower() != RESULT_SUFFIX:
        return carry_over(old, criteria.framework, editions, with_cases=with_cases)
    if with_cases:
        raise click.UsageError("--with-cases: a result holds no case files; name the workbook.")
    from slavery_benchmark.core.text import clean
    from slavery_benchmark.reading.reader import file_content
    from slavery_benchmark.record.read import cycles_in, read_record

    shown_as = clean(str(old))
    cycles = cycles_in(read_record(file_content(old), shown_as))
    if len(cycles) != 1:
        raise click.UsageError(
            f"--from {shown_as}: a result of {len(cycles)} submissions; name that of one force, or "
            "its workbook."
        )
    found = cycles[0]
    return carry_over_submission(
        found.score.submission, found.framework, criteria.framework, editions
    )
