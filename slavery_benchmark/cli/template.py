"""benchmark template: the workbook that a force fills in."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from slavery_benchmark.cli.asked import Asked, question
from slavery_benchmark.cli.options import CRITERIA, NEW_FILE, OVERWRITE
from slavery_benchmark.cli.output import refuse_existing, write_output
from slavery_benchmark.cli.talk import nearest_hint, say

if TYPE_CHECKING:
    from slavery_benchmark.core.framework.framework import Framework
    from slavery_benchmark.criteria_files import Criteria
    from slavery_benchmark.forms.carry_over import CarriedOver


@question("template", OVERWRITE, CRITERIA)
@click.option("--force", "force_name", metavar="NAME", help="Fill in the force's name and code.")
@click.option(
    "--from",
    "old",
    metavar="OLD",
    type=NEW_FILE,
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
    "target",
    required=True,
    metavar="FILE.xlsx",
    type=NEW_FILE,
    help="The workbook to write.",
)
def command(
    asked: Asked, force_name: str | None, old: Path | None, with_cases: bool, target: Path
) -> int:
    """Make the workbook that a force fills in, in Excel or LibreOffice."""
    from slavery_benchmark.extracting import layout
    from slavery_benchmark.forms.carry_over import CarriedOver
    from slavery_benchmark.forms.template import make_template

    if target.suffix.lower() != ".xlsx":
        raise click.UsageError(f"{target}: a template is an .xlsx; end the name so.")
    if with_cases and old is None:
        raise click.UsageError("--with-cases needs --from, the workbook that holds them.")
    refuse_existing(target, overwrite=asked.overwrite, inputs=[old] if old else [])
    criteria, carried = asked.criteria, CarriedOver()
    if old is not None:
        carried = _carried_over(old, criteria, asked.editions, with_cases=with_cases)
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
    write_output(target, content, overwrite=asked.overwrite)
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
    from slavery_benchmark.record.read import read_record, scores_in

    shown_as = clean(old.name)
    record = read_record(file_content(old), shown_as)
    scores = scores_in(record)
    if len(scores) != 1:
        raise click.UsageError(
            f"--from {shown_as}: a result of {len(scores)} submissions; name that of one force, or "
            "its workbook."
        )
    return carry_over_submission(
        scores[0].submission, record.framework, criteria.framework, editions
    )
