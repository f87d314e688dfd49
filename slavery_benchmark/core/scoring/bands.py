"""Band and position of a node, and the limits that hold the overall band down.

A band says what is certain: it is that of the floor, where all that was not told counts at its
worst. So leaving something out never raises one. Where the score itself lies in a higher band, the
band is "at least". Source: docs/method.md, "From levels to scores".
"""

from collections.abc import Callable, Sequence
from fractions import Fraction

import msgspec

from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.baseline import position_of
from slavery_benchmark.core.scoring.scores import LimitApplied, NodeScore

_Read = Callable[[NodeScore], Fraction | None]


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
        or tally.floor is None
        or tally.coverage is None
        or node.reference is None
        or tally.coverage < exact(framework.coverage.minimum)
        or tally.excused > exact(framework.not_applicable.maximum)
    ):
        return node
    target = framework.target
    at_target = tally.score >= exact(target.score) and min(levels) >= target.lowest_level
    band = framework.band_of(tally.floor)
    return msgspec.structs.replace(
        node,
        band=band.word,
        band_at_least=framework.band_of(tally.score).lower > band.lower,
        position=position_of(
            at_target=at_target,
            low=tally.low,
            high=tally.high,
            score=tally.score,
            reference=node.reference,
        ),
    )


def with_limits(
    overall: NodeScore, criteria: Sequence[NodeScore], framework: Framework
) -> tuple[NodeScore, tuple[LimitApplied, ...]]:
    """Return the whole with its band under the limits, and the limits that bear on it.

    These are only those whose cap lies below the band, each tested by the floor of its criterion.
    One of which nothing is known holds the band back: leaving the criterion empty, or calling it
    not applicable, is no way round a limit.
    """
    score = overall.tally.score
    if overall.band is None or score is None:
        return overall, ()
    limits = _limits_on(overall.band, criteria, framework, floor_of)
    band = _capped(overall.band, limits, framework)
    by_score = framework.band_of(score).word
    best = _capped(by_score, _limits_on(by_score, criteria, framework, _score_of), framework)
    higher = band is not None and best != band
    return msgspec.structs.replace(overall, band=band, band_at_least=higher), limits


def floor_of(node: NodeScore) -> Fraction | None:
    """Return what a node scores with all that is not told at its worst; None without a score."""
    return None if node.tally.score is None else node.tally.floor


def _score_of(node: NodeScore) -> Fraction | None:
    return node.tally.score


def _limits_on(
    band: str, criteria: Sequence[NodeScore], framework: Framework, read: _Read
) -> tuple[LimitApplied, ...]:
    reached = framework.band_named(band).lower
    nodes = {node.id: node for node in criteria}
    applied: list[LimitApplied] = []
    for limit in framework.limits:
        found = read(nodes[limit.criterion])
        passed = found is not None and found >= framework.points(limit.below_level)
        if framework.band_named(limit.cap).lower < reached and not passed:
            applied.append(
                LimitApplied(
                    id=limit.id,
                    criterion=limit.criterion,
                    cap=None if found is None else limit.cap,
                    because=limit.because,
                )
            )
    return tuple(applied)


def _capped(band: str, limits: Sequence[LimitApplied], framework: Framework) -> str | None:
    """Return the band under the limits; None where one of them keeps it back."""
    if any(limit.cap is None for limit in limits):
        return None
    caps = [framework.band_named(limit.cap).lower for limit in limits if limit.cap is not None]
    lowest = min([framework.band_named(band).lower, *caps])
    return next(item.word for item in framework.bands if item.lower == lowest)
