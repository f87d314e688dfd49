"""What only several submissions show: slow slides, and runs in one direction.

Source of the rules: docs/change.md, "From three submissions on".
"""

import itertools
from collections.abc import Mapping, Sequence
from fractions import Fraction

import msgspec

from slavery_benchmark.core.change.chance import within_chance
from slavery_benchmark.core.change.translation import with_measures_of
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.answer_effects import answer_effects
from slavery_benchmark.core.scoring.scores import ForceScore, NodeScore
from slavery_benchmark.core.scoring.tally import ZERO

FEWEST = 3
"""Submissions that it takes to see more than a step."""


class Slide(msgspec.Struct, frozen=True, kw_only=True):
    """A fall to the latest submission that no single step gave away.

    node, title: of the whole, a theme, a criterion or a measure. start: the place of the submission
    it fell from, 0 the first. fall: points from there to the latest. step: the largest fall from
    one submission to the next in between. threshold: what one answer moving by one level can make,
    one level of a measure; `step` is below it and `fall` is not.
    """

    node: str
    title: str
    start: int
    fall: Fraction
    step: Fraction
    threshold: Fraction


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """Steps in one direction, one after the other, up to the latest submission.

    change: points from the first of them to the last, below 0 for falls. steps: two or more.
    """

    node: str
    title: str
    steps: int
    change: Fraction


class Drift(msgspec.Struct, frozen=True, kw_only=True):
    """The slides and the runs of a force, in the order of the framework, the whole first."""

    slides: tuple[Slide, ...] = ()
    runs: tuple[Run, ...] = ()


def drift_of(trend: Sequence[ForceScore], framework: Framework) -> Drift:
    """Return what slid and what ran one way; nothing with fewer than three submissions.

    `trend` is scored under one `framework`, earliest first. A change heeds chance: measures whose
    figures differ by no more than chance from one submission to the other are held as they were.
    So a measure that falls a little each year shows in no step, and shows in the slide. A node
    counts where enough is known of it (it has a position) at both ends.
    """
    if len(trend) < FEWEST:
        return Drift()
    changes = {
        (first, last): _changes(trend[first], trend[last], framework)
        for first, last in itertools.combinations(range(len(trend)), 2)
        if last in (first + 1, len(trend) - 1)
    }
    worth = answer_effects(trend[-1], framework)
    nodes = _nodes(trend[-1])
    slides = (_slide(node, changes, len(trend) - 1, worth.get(node.id)) for node in nodes)
    runs = (_run(node, changes, len(trend) - 1) for node in nodes)
    return Drift(
        slides=tuple(slide for slide in slides if slide is not None),
        runs=tuple(run for run in runs if run is not None),
    )


_Changes = Mapping[tuple[int, int], Mapping[str, Fraction]]
"""By the places of two submissions the change of each node, in points, that is no chance."""


def _changes(then: ForceScore, now: ForceScore, framework: Framework) -> dict[str, Fraction]:
    chance = within_chance(then, now)
    if chance:
        now = with_measures_of(then, chance, now, framework)
    return {
        new.id: (new.tally.score or ZERO) - (old.tally.score or ZERO)
        for old, new in zip(_nodes(then), _nodes(now), strict=True)
        if old.position is not None and new.position is not None
    }


def _nodes(force: ForceScore) -> tuple[NodeScore, ...]:
    measures = (item.node for item in force.measures)
    return (force.overall, *force.themes, *force.criteria, *measures)


def _slide(
    node: NodeScore, changes: _Changes, last: int, threshold: Fraction | None
) -> Slide | None:
    """Return the largest slide of a node to the latest submission; of equals the latest start."""
    best: Slide | None = None
    if threshold is None:
        return None
    for start in range(last - 2, -1, -1):
        whole = changes[start, last].get(node.id)
        steps = [changes[place, place + 1].get(node.id) for place in range(start, last)]
        if whole is None or -whole < threshold:
            continue
        largest = max([ZERO, *(-step for step in steps if step is not None)])
        if largest < threshold and (best is None or -whole > best.fall):
            best = Slide(
                node=node.id,
                title=node.title,
                start=start,
                fall=-whole,
                step=largest,
                threshold=threshold,
            )
    return best


def _run(node: NodeScore, changes: _Changes, last: int) -> Run | None:
    steps: list[Fraction] = []
    for place in range(last - 1, -1, -1):
        step = changes[place, place + 1].get(node.id)
        if not step or (steps and (step > 0) is not (steps[0] > 0)):
            break
        steps.append(step)
    if len(steps) < FEWEST - 1:
        return None
    return Run(node=node.id, title=node.title, steps=len(steps), change=sum(steps, ZERO))
