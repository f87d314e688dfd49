"""Band and position of a node, and the limits that hold the overall band down."""

from collections.abc import Sequence

import msgspec

from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.baseline import position_of
from slavery_benchmark.core.scoring.scores import LimitApplied, NodeScore


def judged(node: NodeScore, levels: Sequence[int], framework: Framework) -> NodeScore:
    """Return the node with band and position, where its coverage allows them.

    `levels` are the counted levels of the checks under it: at target, none is below the lowest
    that the target admits.
    """
    tally = node.tally
    if (
        tally.score is None
        or tally.low is None
        or tally.high is None
        or tally.coverage is None
        or node.reference is None
        or tally.coverage < exact(framework.coverage.minimum)
        or tally.excused > exact(framework.not_applicable.maximum)
    ):
        return node
    target = framework.target
    at_target = tally.score >= exact(target.score) and min(levels) >= target.lowest_level
    return msgspec.structs.replace(
        node,
        band=framework.band_of(tally.score).word,
        position=position_of(
            at_target=at_target,
            low=tally.low,
            high=tally.high,
            score=tally.score,
            reference=node.reference,
        ),
    )


def limits_on(
    overall: NodeScore, criteria: Sequence[NodeScore], framework: Framework
) -> tuple[LimitApplied, ...]:
    """Return the limits that bear on the overall band: only those whose cap lies below it.

    A criterion of which too little is known to tell holds the band back: leaving the check empty,
    or calling it not applicable, is no way round a limit.
    """
    if overall.band is None:
        return ()
    reached = framework.band_named(overall.band).lower
    nodes = {node.id: node for node in criteria}
    applied: list[LimitApplied] = []
    for limit in framework.limits:
        node = nodes[limit.criterion]
        score = node.tally.score
        below = score is not None and score < framework.points(limit.below_level)
        if framework.band_named(limit.cap).lower < reached and (below or node.position is None):
            applied.append(
                LimitApplied(
                    id=limit.id,
                    criterion=limit.criterion,
                    cap=limit.cap if below else None,
                    because=limit.because,
                )
            )
    return tuple(applied)


def capped(band: str | None, limits: Sequence[LimitApplied], framework: Framework) -> str | None:
    """Return the band under the limits; None where one of them keeps it back."""
    if band is None or any(limit.cap is None for limit in limits):
        return None
    caps = [framework.band_named(limit.cap).lower for limit in limits if limit.cap is not None]
    lowest = min([framework.band_named(band).lower, *caps])
    return next(item.word for item in framework.bands if item.lower == lowest)
