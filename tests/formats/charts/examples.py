"""One of every chart for tests, with numbers that are easy to check, and how to look into them."""

from collections.abc import Callable, Iterator
from fractions import Fraction as F
from xml.etree import ElementTree as ET

import msgspec

from slavery_benchmark.core.change.bridge import Bridge, Pier, Step
from slavery_benchmark.core.comparing.funnel import Funnel, FunnelPoint, Zone
from slavery_benchmark.core.comparing.funnel_limits import Limits
from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.document.pictures import (
    Dumbbell,
    HeatColumn,
    HeatMap,
    HeatRow,
    Interval,
    Picture,
    Quartiles,
    RankIntervals,
    RankRow,
    ScoreRow,
    Strip,
    StripRow,
    Trend,
    TrendPoint,
)
from slavery_benchmark.formats.charts.draw import drawn
from slavery_benchmark.formats.charts.frame import Frame, Layout
from slavery_benchmark.pages.pictures import funnel_plot, waterfall

SVG = "{http://www.w3.org/2000/svg}"
TARGET = F(75)


def frame(**changes: object) -> Frame:
    """Return a frame, with some of it changed."""
    given: dict[str, object] = {"id": "c1", "title": "A chart", "note": "A note."} | changes
    return Frame(**given)  # type: ignore[arg-type]


def score_rows(name: str = "Aldermoss") -> tuple[ScoreRow, ...]:
    return (
        ScoreRow(
            label=name,
            score=F(50),
            claimed=F(60),
            low=F(40),
            high=F(80),
            reference=F(25),
            position=Position.ABOVE,
        ),
        ScoreRow(
            label="Known in full",
            score=F(80),
            claimed=F(80),
            low=F(80),
            high=F(80),
            reference=F(25),
            position=Position.AT_TARGET,
        ),
        ScoreRow(label="Nothing known", score=None, low=F(0), high=F(100)),
    )


LINE, RANGED = "2017 reference line", "2017 range"


def dumbbell(name: str = "Aldermoss") -> Dumbbell:
    return Dumbbell(rows=score_rows(name), target=TARGET, line=LINE, ranged=RANGED)


def criteria(name: str = "Aldermoss") -> Dumbbell:
    first, *others = score_rows(name)
    measured = (
        Interval(value=F(25), low=F(0), high=F(50)),
        Interval(value=F(75), low=F(50), high=F(100)),
    )
    rows = (msgspec.structs.replace(first, judged=F(75), measured=measured), *others)
    return Dumbbell(rows=rows, target=TARGET, line=LINE, ranged=RANGED, counted=True)


def heat_map(name: str = "Aldermoss", forces: int = 3, per_group: int = 2) -> HeatMap:
    cells: tuple[Position | None, ...] = (*Position, None)
    columns = tuple(
        HeatColumn(f"{group}-{n}", group)
        for group in ("ONE", "TWO", "SIX")
        for n in range(per_group)
    )
    names = (name, *(f"Force {number:02}" for number in range(forces - 1)))
    return HeatMap(
        columns=columns,
        rows=tuple(
            HeatRow(label=n, cells=tuple(cells[c % len(cells)] for c in range(len(columns))))
            for n in names
        ),
    )


def funnel(name: str = "Aldermoss", **changes: object) -> Funnel:
    def limits(size: int) -> Limits:
        wide = 100 / size**0.5
        return Limits(
            size=size,
            low_998=max(80 - 3 * wide, 0.0),
            low_95=max(80 - 2 * wide, 0.0),
            high_95=min(80 + 2 * wide, 100.0),
            high_998=min(80 + 3 * wide, 100.0),
        )

    def point(force: str, size: int, value: int, zone: Zone) -> FunnelPoint:
        return FunnelPoint(
            force=force,
            x=value * size // 100,
            n=size,
            size=float(size),
            value=F(value),
            z=0.0,
            limits=limits(size),
            zone=zone,
            p=1.0,
        )

    points = (
        point(name, 100, 40, Zone.BELOW_998),
        point("Just outside", 150, 97, Zone.ABOVE_95),
        *(point(f"Quiet {n}", 50 + 10 * n, 80 + n % 3, Zone.INSIDE) for n in range(20)),
    )
    given: dict[str, object] = {
        "measure": "ONE-01m1",
        "criterion": "ONE-01",
        "title": "Cases reviewed",
        "kind": "ratio",
        "direction": "higher",
        "target": F(80),
        "grid": tuple(limits(size) for size in range(10, 260, 10)),
        "points": points,
    }
    return Funnel(**(given | changes))  # type: ignore[arg-type]


def bridge() -> Bridge:
    parts = [("60.5", "6.5"), ("58", "-2.5"), ("58", "0"), ("61", "3"), ("61.2", "0.2")]
    return Bridge(
        then=F(54),
        now=F("61.2"),
        piers=tuple(
            Pier(step=step, score=F(score), difference=F(change))
            for step, (score, change) in zip(Step, parts, strict=True)
        ),
    )


def trend(name: str = "31 March 2023") -> Trend:
    return Trend(
        points=(
            TrendPoint(label=name, score=F(35), low=F(30), high=F(60)),
            TrendPoint(label="31 March 2024", score=None),
            TrendPoint(label="31 March 2025", score=F(54)),
            TrendPoint(label="31 March 2026", score=F("61.2")),
        ),
        target=TARGET,
        reference=F(31),
    )


def rank_intervals(name: str = "Aldermoss") -> RankIntervals:
    rows = (
        RankRow(label=name, rank=1, low=1, median=1, high=3),
        RankRow(label="Second", rank=2, low=1, median=2, high=3),
        RankRow(label="Third", rank=3, low=3, median=3, high=3),
    )
    return RankIntervals(rows=rows)


def strip(name: str = "Aldermoss") -> Strip:
    others = Quartiles(forces=42, lower=31, median=47, upper=62)
    rows = (
        StripRow(label="Overall", own=F(50), others=others),
        StripRow(label="Victims", own=None, others=None),
    )
    return Strip(rows=rows, own=name, target=TARGET)


PICTURES: dict[str, Callable[[str], Picture]] = {
    "dumbbell": dumbbell,
    "criteria": criteria,
    "heat map": heat_map,
    "funnel": lambda name: funnel_plot(funnel(name), own="Quiet 3"),
    "bridge": lambda name: waterfall(bridge(), (name, "To 31 March 2026")),
    "trend": trend,
    "strip": strip,
    "rank-intervals": rank_intervals,
}
"""Every picture, with a name of a force (or of an end or a day) in it."""


def chart(kind: str) -> Callable[[Frame, str], str]:
    """Return what draws one of them in a frame."""
    return lambda given, name: drawn(PICTURES[kind](name), given)


CHARTS = {kind: chart(kind) for kind in PICTURES}
"""Every chart, drawn in a frame with a name of a force (or of an end or a day) in it."""
LAYOUTS = list(Layout)


def parsed(svg: str) -> ET.Element:
    """Return the root of a chart; fails where it is not well-formed XML."""
    return ET.fromstring(svg)  # noqa: S314 - made by the code under test


def texts(root: ET.Element) -> list[str]:
    """Return what is written in a chart, in order."""
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def marks(root: ET.Element, look: str, group: str) -> list[ET.Element]:
    """Return the parts with a class, in the groups with another: legends left out."""
    return [
        element
        for within in root.iter(f"{SVG}g")
        if within.get("class") == group
        for element in within
        if element.get("class") == look
    ]


def place(mark: ET.Element) -> tuple[float, float]:
    """Return where a mark stands: the first point of its path."""
    x, y = mark.attrib["d"].split("m")[0].removeprefix("M").split(",")
    return float(x), float(y)


def numbers(root: ET.Element, name: str) -> Iterator[float]:
    """Yield an attribute of every element that has it, as a number."""
    for element in root.iter():
        if name in element.attrib:
            yield float(element.attrib[name])
