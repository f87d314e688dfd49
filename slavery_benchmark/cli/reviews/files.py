"""What the commands about reviews share: the form that is written, the edition of one that"
" is read."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from slavery_benchmark.cli.asked import Asked

if TYPE_CHECKING:
    from slavery_benchmark.core.framework.framework import Framework
    from slavery_benchmark.reading.reader import InputFile


def refuse_other_suffix(target: Path) -> None:
    """Raise UsageError unless a form is to be written as an .xlsx."""
    if target.suffix.lower() != ".xlsx":
        raise click.UsageError(f"{target}: a form is an .xlsx; end the name so.")


def edition_for(asked: Asked, file: "InputFile") -> "Framework":
    """Return the criteria of the edition that a form names; those asked for if it names none."""
    from slavery_benchmark.forms.review.about import edition_named

    named = edition_named(file, asked.reading.limits)
    framework = asked.criteria.framework
    if asked.criteria_folder is not None or _named(framework) == named:
        return framework
    return next((item for item in asked.editions if _named(item) == named), framework)


def _named(framework: "Framework") -> str:
    return f"{framework.identity.id} {framework.identity.edition}"
