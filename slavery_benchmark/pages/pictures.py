"""Values of the core as what charts show."""

from slavery_benchmark.core.change.bridge import Bridge
from slavery_benchmark.core.comparing.funnel import Funnel
from slavery_benchmark.core.scoring.scores import NodeScore
from slavery_benchmark.document.pictures import (
    FunnelMark,
    FunnelPlot,
    LimitsAt,
    Part,
    ScoreRow,
    Waterfall,
)
from slavery_benchmark.pages.progress.bridge import pier_label
from slavery_benchmark.pages.words.funnels import zone_text


def score_row(
    node: NodeScore, label: str, *, whole: bool = True, contradicted: bool = False
) -> ScoreRow:
    """Return the row of a node."""
    tally = node.tally
    return ScoreRow(
        label=label,
        score=tally.score,
        claimed=tally.claimed,
        low=tally.low,
        high=tally.high,
        reference=node.reference.value if node.reference else None,
        position=node.position,
        whole=whole,
        contradicted=contradicted,
    )


def funnel_plot(funnel: Funnel, own: str = "") -> FunnelPlot:
    """Return the plot of a measure. ValueError if it has no funnel."""
    if funnel.target is None or not funnel.grid:
        raise ValueError(f"{funnel.measure} has no funnel: {funnel.why_none}")
    return FunnelPlot(
        title=funnel.title,
        unit=funnel.unit,
        target=funnel.target,
        pooled=funnel.pooled,
        own=own,
        limits=tuple(
            LimitsAt(
                size=limits.size,
                low_998=limits.low_998,
                low_95=limits.low_95,
                high_95=limits.high_95,
                high_998=limits.high_998,
            )
            for limits in funnel.grid
        ),
        marks=tuple(
            FunnelMark(
                name=point.force,
                size=point.size,
                value=point.value,
                zone=point.zone,
                better=funnel.is_better(point.zone),
                said=zone_text(funnel, point.zone),
            )
            for point in funnel.points
        ),
    )


def waterfall(bridge: Bridge, ends: tuple[str, str]) -> Waterfall:
    """Return a bridge as a waterfall. `ends`: what the two scores are called."""
    return Waterfall(
        start=(ends[0], bridge.then),
        parts=tuple(
            Part(label=pier_label(pier), score=pier.score, difference=pier.difference)
            for pier in bridge.piers
        ),
        end=(ends[1], bridge.now),
    )
