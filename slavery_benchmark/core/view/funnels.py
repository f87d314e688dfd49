"""Funnels made of what a view shows of each force."""

from collections.abc import Iterator, Sequence

import msgspec

from slavery_benchmark.core.cases.measuring import MeasureState
from slavery_benchmark.core.comparing.funnel import (
    Funnel,
    LeftOut,
    Point,
    WhyLeftOut,
    Widen,
    effective_size,
    funnel_of,
    limits_grid,
    why_left_out,
)
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.view.model import ForceView, MeasureView
from slavery_benchmark.core.view.others import counted_views


def view_funnels(
    forces: Sequence[ForceView], framework: Framework, widen: Widen
) -> Iterator[Funnel]:
    """Yield the funnels of what is seen of these forces: a pooled figure of more tells the rest."""
    real = {force.force for force in counted_views(forces)}
    for place, (criterion, measure) in enumerate(framework.measures()):
        if measure.kind == "median":
            continue
        points: list[Point] = []
        left_out: list[LeftOut] = []
        for force in forces:
            item = force.measures[place]
            point = _point(force.force, item, measure)
            if force.force not in real:
                left_out.append(LeftOut(force.force, WhyLeftOut.INVENTED))
            elif point is not None:
                points.append(point)
            elif item.withheld is not None or item.state is None:
                left_out.append(LeftOut(force.force, WhyLeftOut.NOT_SHOWN))
            else:
                left_out.append(LeftOut(force.force, why_left_out(item.state)))
        yield funnel_of(measure, criterion.id, points, left_out, widen)


def _point(force: str, item: MeasureView, measure: Measure) -> Point | None:
    found = item.figures
    if found is None or found.x is None or item.state is not MeasureState.MEASURED:
        return None
    size = float(found.n)
    if measure.kind == "share" and found.interval is not None:
        size = effective_size(found.x, found.n, found.interval)
    return Point(force=force, x=found.x, n=found.n, size=size)


def own_point(funnel: Funnel, force: str) -> Funnel:
    """Return a funnel with the point of one force alone.

    The limits end at half as much again as its own size, as the size of the largest force would
    tell which it is. Without a point of its own there is no funnel.
    """
    own = tuple(point for point in funnel.points if point.force == force)
    left_out = tuple(item for item in funnel.left_out if item.force == force)
    if not own or funnel.target is None or funnel.dispersion is None:
        return msgspec.structs.replace(
            funnel,
            target=None,
            dispersion=None,
            widening=None,
            grid=(),
            points=(),
            left_out=left_out,
        )
    largest = int(own[0].size * 3 / 2)
    share = float(funnel.target / 100)
    grid = limits_grid(largest, share, funnel.dispersion, funnel.widening)
    return msgspec.structs.replace(funnel, grid=tuple(grid), points=own, left_out=left_out)
