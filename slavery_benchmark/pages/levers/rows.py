"""The rows of what would move the score: gains, steps, limits, answers that lack, falls."""

from collections.abc import Iterator
from typing import Any

from msgspec.structs import asdict

from slavery_benchmark.core.change.lever_steps import Step, StepKind
from slavery_benchmark.core.change.levers import Levers, Part
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.tally import ZERO
from slavery_benchmark.pages.levers.words import gaps_of, need_text


def place_titles(framework: Framework) -> dict[str, str]:
    """Return what to call each check (id and title of its criterion) and measure (its own)."""
    titles = {check.id: f"{check.id} {item.title}" for _, item, check in framework.checks()}
    return titles | {item.id: f"{item.id} {item.title}" for _, item in framework.measures()}


def step_records(item: Levers, framework: Framework) -> Iterator[dict[str, Any]]:
    """Yield for each check of the route its rise, the steps of that, and what they add.

    By reference is the level up to which it is claimed already.
    """
    titles = place_titles(framework)
    by_check: dict[str, list[Step]] = {}
    for step in item.route.steps:
        by_check.setdefault(step.check, []).append(step)
    for check, taken in by_check.items():
        claimed = [step.after for step in taken if step.kind is StepKind.REFERENCE]
        yield {
            "name": titles[check],
            "rise": f"{taken[0].before} to {taken[-1].after}",
            "reference_level": f"to {max(claimed)}" if claimed else "",
            "steps": len(taken),
            "points": sum((step.worth for step in taken), ZERO),
        }


def gain_records(item: Levers, framework: Framework) -> Iterator[dict[str, Any]]:
    """Yield a row for each check and measure with something to gain, largest first."""
    titles = place_titles(framework)
    for gain in item.gains:
        measured = gain.part is Part.MEASURE
        claims = "" if gain.given == gain.counted else f" (claims {gain.given})"
        yield {
            **asdict(gain),
            "kind": gain.part.value,
            "id": gain.node.id,
            "name": titles[gain.node.id],
            "counts": f"{gain.counted}{' (measured)' if measured else claims}",
            "by_reference": gain.by_reference or None,
            "to_target": gain.to_target or None,
            "question": None if measured else gain.node.title,
        }


def need_records(item: Levers, framework: Framework) -> Iterator[dict[str, Any]]:
    """Yield what each limit asks of its criterion before the next band."""
    titles = {criterion.id: criterion.title for _, criterion in framework.criteria()}
    for need in item.route.limits:
        name = f"{need.criterion} {titles[need.criterion]}"
        yield {**asdict(need), "name": name, "limit": need_text(need, framework)}


def to_answer_records(item: Levers, framework: Framework) -> Iterator[dict[str, Any]]:
    """Yield the fewest checks that must be answered before a band can be told."""
    gaps, titles = gaps_of(item), place_titles(framework)
    if gaps is None:
        return
    for check in (*(gaps.to_answer or ()), *gaps.to_apply):
        found = item.force.check(check)
        yield {
            "name": titles[check],
            "state": found.response.state.value,
            "share": found.node.effective_weight,
            "cell": found.response.cell,
        }


def fall_records(item: Levers, framework: Framework) -> Iterator[dict[str, Any]]:
    """Yield the falls of each way to a lower band, and where they lead."""
    titles = place_titles(framework)
    for way in item.fragility.ways:
        for fall in way.falls:
            yield {
                **asdict(way),
                **asdict(fall),
                "way": f"{way.node}, on which there is a limit" if way.limit else "the score",
                "name": titles[fall.check],
                "points": -fall.worth,
                "then": way.after,
            }
