"""Any picture as SVG: which function draws which."""

from collections.abc import Callable
from typing import Any

from slavery_benchmark.document.pictures import (
    Dumbbell,
    FunnelPlot,
    HeatMap,
    Picture,
    RankIntervals,
    Strip,
    Trend,
    Waterfall,
)
from slavery_benchmark.formats.charts.dumbbell import draw_dumbbell
from slavery_benchmark.formats.charts.frame import Frame
from slavery_benchmark.formats.charts.funnel import draw_funnel
from slavery_benchmark.formats.charts.heat_map import draw_heat_map
from slavery_benchmark.formats.charts.rank_intervals import draw_rank_intervals
from slavery_benchmark.formats.charts.strip import draw_strip
from slavery_benchmark.formats.charts.trend import draw_trend
from slavery_benchmark.formats.charts.waterfall import draw_waterfall

_DRAWN: dict[type[Any], Callable[[Frame, Any], str]] = {
    Dumbbell: draw_dumbbell,
    HeatMap: draw_heat_map,
    FunnelPlot: draw_funnel,
    Waterfall: draw_waterfall,
    Trend: draw_trend,
    Strip: draw_strip,
    RankIntervals: draw_rank_intervals,
}


def drawn(picture: Picture, frame: Frame) -> str:
    """Return the picture as SVG text, in which every word is escaped."""
    return _DRAWN[type(picture)](frame, picture)
