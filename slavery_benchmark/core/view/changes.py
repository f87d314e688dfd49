"""Changes over time as a view shows them."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from slavery_benchmark.core.change.change import CriterionChange
from slavery_benchmark.core.change.history import Cycle
from slavery_benchmark.core.change.moves import CriterionMoves, false_discovery
from slavery_benchmark.core.change.progress import Compared, ForceProgress
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.scores import Assurance
from slavery_benchmark.core.view.model import (
    ChangeView,
    ComparedView,
    ProgressView,
    TrendPoint,
)
from slavery_benchmark.core.view.public import public_force
from slavery_benchmark.core.view.suppress import Withheld, closed_of


def progress_view(force: ForceProgress) -> ProgressView:
    """Return all that is known of a force's changes."""
    return _view(force, frozenset(), {}, force)


def public_progress(force: ForceProgress, at_least: Assurance) -> ProgressView:
    """Return a force's changes without those that a closed measure of any submission is in.

    A criterion is left out as a whole. If the editions differ it is every criterion that measures,
    as the measures of one edition can stand under other ids in the next. ValueError as in
    `public_force`.
    """
    cycles = force.history.cycles
    closed = [_closed(cycle) for cycle in cycles]
    latest = force.latest.framework
    hidden: set[str] = set()
    for cycle, measures in zip(cycles, closed, strict=True):
        if cycle.framework == latest:
            hidden |= _criteria_of(latest, measures)
        elif measures:
            hidden |= {criterion.id for _, criterion in latest.criteria() if criterion.measures}
    return _view(force, frozenset(hidden), dict(_points(force, closed, at_least)), None)


def _closed(cycle: Cycle) -> frozenset[str]:
    """Return the measures of a submission whose levels or figures the public does not see."""
    found = closed_of(cycle.score, cycle.framework)
    return frozenset(key for key, item in found.items() if item.why is not Withheld.NO_LEVEL)


def _criteria_of(framework: Framework, measures: frozenset[str]) -> set[str]:
    return {criterion.id for criterion, measure in framework.measures() if measure.id in measures}


def _points(
    force: ForceProgress, closed: Sequence[frozenset[str]], at_least: Assurance
) -> Iterator[tuple[int, TrendPoint]]:
    """Yield the points of the trend that a closed measure is in, by their places."""
    cycles = force.history.cycles[-len(force.trend) :]
    for place, (score, cycle, measures) in enumerate(
        zip(force.trend, cycles, closed[-len(force.trend) :], strict=True)
    ):
        if measures:
            own = score is cycle.score
            public = public_force(score, cycle.framework, at_least).overall if own else None
            yield place, TrendPoint(period_end=cycle.end, overall=public)


def _view(
    force: ForceProgress,
    hidden: frozenset[str],
    points: Mapping[int, TrendPoint],
    full: ForceProgress | None,
) -> ProgressView:
    cycles = force.history.cycles[-len(force.trend) :]
    return ProgressView(
        force=force.history.force,
        since_previous=_compared(force.since_previous, hidden, full),
        since_first=_compared(force.since_first, hidden, full),
        trend=tuple(
            points.get(place, TrendPoint(period_end=cycle.end, overall=score.overall))
            for place, (score, cycle) in enumerate(zip(force.trend, cycles, strict=True))
        ),
        full=full,
    )


def _compared(
    compared: Compared | None, hidden: frozenset[str], full: ForceProgress | None
) -> ComparedView | None:
    if compared is None:
        return None
    change = compared.change
    whole = full is not None or not (_closed(change.earlier) | _closed(change.later))
    return ComparedView(
        earlier=change.earlier.end,
        later=change.later.end,
        criteria=tuple(_criterion(item, hidden) for item in change.criteria),
        bridge=compared.bridge if whole else None,
        bridge_withheld=not whole and compared.bridge is not None,
    )


def _criterion(item: CriterionChange, hidden: frozenset[str]) -> ChangeView:
    if item.criterion in hidden:
        return ChangeView(
            criterion=item.criterion, title=item.title, theme=item.theme, disposition=None
        )
    return ChangeView(**msgspec.structs.asdict(item))


def public_moves(
    moves: Sequence[CriterionMoves], shown: Sequence[ProgressView]
) -> tuple[CriterionMoves, ...]:
    """Return the moves of the criteria that no force has a withheld change on.

    The others would tell the disposition that is withheld. Adjusted p values are of those shown.
    """
    hidden = {
        item.criterion
        for force in shown
        for compared in (force.since_previous, force.since_first)
        if compared is not None
        for item in compared.criteria
        if item.withheld
    }
    kept = [item for item in moves if item.criterion not in hidden]
    adjusted = false_discovery([item.p for item in kept])
    return tuple(
        msgspec.structs.replace(item, adjusted=value)
        for item, value in zip(kept, adjusted, strict=True)
    )
