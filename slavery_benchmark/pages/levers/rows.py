"""The tables of what would move the score, and what their columns mean, in words."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.reinspection.lever_steps import Step, StepKind
from slavery_benchmark.core.reinspection.levers import Gain, Levers, Part
from slavery_benchmark.core.tally import ZERO
from slavery_benchmark.document.numbers import score_text, share_text
from slavery_benchmark.render.words import plain_name

ROUTE_HEADS = ("Check", "Rise", "By reference", "Steps", "Points")
ALL_HEADS = ("Force", "Score", "Band", "Next band", "Lacks", "Steps", "Falls")
ALL_NOTE = (
    "In order of name. Lacks: points to the next band. Steps: the fewest that lead there. Falls: "
    "the fewest answers that lower the band by falling one level. Empty: none, or it cannot be "
    "told."
)


def gain_heads(levers: Levers) -> tuple[str, ...]:
    """Return the heads of the table of gains."""
    return (
        "Check or measure",
        "Counts",
        "Share",
        "Reference",
        f"To {levers.target_level}",
        "To top",
    )


def gains_note(levers: Levers) -> str:
    """Return what the columns of the table of gains mean."""
    said = (
        "In points of the overall score, largest to the top first. Share: of the overall score, "
        "among what has a score. Reference: if the level claimed counted. "
        f"To {levers.target_level}: the lowest level worth the target. Empty: no points."
    )
    if levers.total(Part.MEASURE):
        said += " A measure follows from the case files: no step and no fall of an answer moves it."
    return said


def step_rule(framework: Framework) -> str:
    """Return what a step is, and from which level a reference is needed."""
    required = framework.level_label(framework.evidence.required_from)
    return (
        "A step is one answer that counts one level more, or a dated reference put beside a level "
        f"already claimed, which then counts in full. From {required} on, a rise comes with its "
        "reference."
    )


def counts_text(gain: Gain) -> str:
    """Return the level that counts, with the one claimed: 2 (claims 4); 1 (measured)."""
    if gain.part is Part.MEASURE:
        return f"{gain.counted} (measured)"
    return (
        f"{gain.counted}" if gain.given == gain.counted else f"{gain.counted} (claims {gain.given})"
    )


def route_rows(steps: Iterable[Step]) -> Iterator[tuple[str, str, str, int, Fraction]]:
    """Yield for each check of a route its id, rise, level by reference, steps and points."""
    by_check: dict[str, list[Step]] = {}
    for step in steps:
        by_check.setdefault(step.check, []).append(step)
    for check, taken in by_check.items():
        first, last = taken[0], taken[-1]
        by_reference = f"to {first.after}" if first.kind is StepKind.REFERENCE else ""
        points = sum((step.worth for step in taken), ZERO)
        yield check, f"{first.before} to {last.after}", by_reference, len(taken), points


def all_rows(every: Iterable[Levers]) -> Iterator[tuple[str, ...]]:
    """Yield under ALL_HEADS a row for each force: score, band, next band, steps, falls."""
    for item in every:
        overall, route, ways = item.force.overall, item.route, item.fragility.ways
        yield (
            plain_name(item.force.submission),
            score_text(overall.tally.score),
            overall.band or "not given",
            route.band or "",
            score_text(route.missing) if route.band else "",
            str(len(route.steps)) if route.steps else "",
            str(len(ways[0].falls)) if ways else "",
        )


def place_titles(framework: Framework) -> dict[str, str]:
    """Return what to call each check (id and title of its criterion) and measure (its own)."""
    titles = {check.id: f"{check.id} {item.title}" for _, item, check in framework.checks()}
    return titles | {item.id: f"{item.id} {item.title}" for _, item in framework.measures()}


def route_table(levers: Levers, framework: Framework) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the route under ROUTE_HEADS."""
    titles = place_titles(framework)
    for check, rise, by_reference, count, points in route_rows(levers.route.steps):
        yield titles[check], rise, by_reference, str(count), score_text(points)


def gain_rows(levers: Levers, framework: Framework, limit: int) -> Iterator[tuple[str, ...]]:
    """Yield the first `limit` gains under the heads of their table; what is 0 stays empty."""
    titles = place_titles(framework)
    for gain in levers.gains[:limit]:
        yield (
            titles[gain.node.id],
            counts_text(gain),
            share_text(gain.share),
            score_text(gain.by_reference) if gain.by_reference else "",
            score_text(gain.to_target) if gain.to_target else "",
            score_text(gain.to_top),
        )
