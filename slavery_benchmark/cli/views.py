"""The options that choose a view, the same for the page and the workbook."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from slavery_benchmark.cli.options import F
from slavery_benchmark.cli.talk import nearest_hint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from slavery_benchmark.core.framework.register import Register
    from slavery_benchmark.core.scoring.scores import ForceScore


FOR_PEOPLE = ("xlsx", "html", "markdown")
"""The formats that hold what a view shows, and no more."""


def view_options(command: F) -> F:
    """Add --view and --force, of which `check_view` says whether they go together."""
    command = click.option(
        "--force", "own", metavar="NAME", help="The force of --view force, by name or code."
    )(command)
    return click.option(
        "--view",
        "view_name",
        type=click.Choice(["inspector", "force", "public"]),
        default="inspector",
        show_default=True,
        help="For whom it is. inspector: all. force: one force in full, the others without names. "
        "public: no evidence, owners or case numbers, and no count below 5.",
    )(command)


def check_view(view: str, own: str | None, assurance: str | None) -> None:
    """Raise UsageError if these do not go together."""
    if (view == "force") != (own is not None):
        raise click.UsageError("--view force and --force NAME go together.")
    if view == "public" and assurance == "own-cases":
        raise click.UsageError(
            "--view public with --assurance own-cases: which answers are set aside would tell "
            "what the cases show; take --assurance documented."
        )


def check_workbook_view(view: str, output: Path, *, chosen: str, force_sheets: bool) -> None:
    """Raise UsageError if this view cannot be written in this format, or with force sheets."""
    if view == "inspector":
        return
    if chosen not in FOR_PEOPLE:
        raise click.UsageError(
            f"{output}: with --view {view} only .xlsx, .html or .md can be written, as the other "
            "formats hold everything."
        )
    if view == "public" and force_sheets:
        raise click.UsageError("--force-sheets: there are none with --view public.")


def known_name(own: str | None, register: "Register") -> str | None:
    """Return the name in the register of the force asked for, or what was asked for."""
    known = register.find(own) if own else None
    return own if known is None else known.name


def no_such_force(own: str | None, forces: "Sequence[ForceScore]") -> click.UsageError:
    """Return the error for a force that the run does not have, with the nearest names."""
    from slavery_benchmark.core.text import nearest

    hint = nearest_hint(nearest(own or "", [force.submission.force for force in forces], 3))
    return click.UsageError(f"--force {own!r} names no force of this run.{hint}")
