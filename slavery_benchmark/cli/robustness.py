"""The options of compare that ask how far the order of forces holds."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from slavery_benchmark.cli.talk import nearest_hint

if TYPE_CHECKING:
    from slavery_benchmark.core.comparing.robustness import Robustness
    from slavery_benchmark.core.framework.framework import Framework
    from slavery_benchmark.core.scoring.scores import ForceScore

_ASKED = ("draws", "seed", "factor", "swap")


def robustness_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --robustness, and what is drawn for it."""
    for option in reversed(
        (
            click.option(
                "--robustness",
                is_flag=True,
                help="Say how far the order by overall score holds: ranks under drawn weights, "
                "with each theme left out, and with levels worth something else.",
            ),
            click.option(
                "--draws",
                type=click.IntRange(1, 100_000),
                metavar="N",
                help="How often weights are drawn [default: 1000].",
            ),
            click.option(
                "--seed",
                type=click.IntRange(0, 2**63 - 1),
                metavar="N",
                help="The seed of the draws, for the same ones again [default: 1].",
            ),
            click.option(
                "--factor",
                type=click.FloatRange(0, 1, min_open=True, max_open=True),
                metavar="F",
                help="How far each weight is drawn to either side, as a share of it "
                "[default: 0.25].",
            ),
            click.option(
                "--swap",
                nargs=2,
                metavar="FORCE FORCE",
                help="Say which smallest change of one weight swaps these two.",
            ),
        )
    ):
        command = option(command)
    return command


def check_robustness(options: dict[str, Any]) -> None:
    """Refuse what is asked for robustness where that itself is not. Raises UsageError."""
    if options["robustness"]:
        return
    for name in _ASKED:
        if options[name] is not None:
            raise click.UsageError(f"--{name} needs --robustness.")


def asked_robustness(
    options: dict[str, Any], forces: "Sequence[ForceScore]", framework: "Framework"
) -> "Robustness | None":
    """Return how the order of the forces holds, None if that is not asked for.

    Raises UsageError if fewer than two forces have a rank, or --swap names one that has none.
    """
    if not options["robustness"]:
        return None
    from slavery_benchmark.core.comparing.robustness import (
        DRAWS,
        FACTOR,
        SEED,
        Drawing,
        robustness_of,
    )

    def given(name: str, default: float) -> Any:
        return default if options[name] is None else options[name]

    drawing = Drawing(
        draws=given("draws", DRAWS), seed=given("seed", SEED), factor=given("factor", FACTOR)
    )
    found = robustness_of(forces, framework, drawing, _pair(options["swap"], forces))
    if found is None:
        raise click.UsageError(
            "--robustness needs two forces with an overall position; too little is answered."
        )
    return found


def drawing_options(found: "Robustness | None") -> dict[str, str | float | None]:
    """Return what was drawn, as a result holds its options."""
    if found is None:
        return {}
    drawing = found.drawing
    return {"draws": drawing.draws, "seed": drawing.seed, "factor": drawing.factor}


def _pair(names: tuple[str, str] | None, forces: "Sequence[ForceScore]") -> tuple[int, int] | None:
    """Return the places of the two forces that --swap names."""
    if names is None:
        return None
    from slavery_benchmark.core.text import fold, nearest

    known = {fold(force.submission.force): at for at, force in enumerate(forces)}
    places = []
    for name in names:
        at = known.get(fold(name))
        if at is None:
            close = nearest(name, [force.submission.force for force in forces], 3)
            raise click.UsageError(
                f"--swap {name!r} names no force of this run.{nearest_hint(close)}"
            )
        if forces[at].overall.position is None:
            raise click.UsageError(
                f"--swap: {forces[at].submission.force} has no overall position, and so no rank."
            )
        places.append(at)
    if places[0] == places[1]:
        raise click.UsageError("--swap names one force twice.")
    return places[0], places[1]
