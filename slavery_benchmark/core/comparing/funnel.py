"""Funnel plots: one measure over forces, set against what chance alone would do for their size.

Not for medians, which have no such limits. Rules and sources: docs/method.md, "Funnel".
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from fractions import Fraction
from math import sqrt

import msgspec

from slavery_benchmark.core.cases.measuring import MeasureState, Range
from slavery_benchmark.core.comparing.comparison import counted_forces
from slavery_benchmark.core.comparing.funnel_limits import (
    NORMAL,
    PER_CENT,
    Dispersion,
    Limits,
    Widening,
    arcsine_score,
    dispersion_of,
    limits_at,
    z_score,
)
from slavery_benchmark.core.comparing.tails import at_least, at_most
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.measures import Direction, Measure, MeasureKind
from slavery_benchmark.core.intervals import Z_95
from slavery_benchmark.core.scoring.scores import ForceScore

FEWEST_FORCES = 5
"""With fewer forces nothing can be said of the spread between them, and no funnel is drawn."""
GRID_POINTS = 80


class Widen(StrEnum):
    """When and how limits are widened. The rule: by sqrt(phi) where forces differ beyond chance."""

    BY_RULE = "rule"
    NEVER = "never"
    MULTIPLICATIVE = "multiplicative"
    ADDITIVE = "additive"

    def applied(self, dispersion: Dispersion) -> Widening | None:
        """Return how limits are widened under this choice, None if they are not."""
        if self is Widen.NEVER:
            return None
        if self is Widen.BY_RULE:
            return Widening.MULTIPLICATIVE if dispersion.allowed_for else None
        return Widening(self.value)


class Zone(StrEnum):
    """Where a force lies. A force on a limit is inside it."""

    BELOW_998 = "below the 99.8% limit"
    BELOW_95 = "below the 95% limit"
    INSIDE = "inside the limits"
    ABOVE_95 = "above the 95% limit"
    ABOVE_998 = "above the 99.8% limit"


class WhyLeftOut(StrEnum):
    """Why a force is not on a funnel plot."""

    NOT_SUPPLIED = "no case files"
    CHOSEN = "cases chosen"
    TOO_FEW = "too few cases"
    TOO_LITTLE_KNOWN = "too little known"
    INVENTED = "invented force"
    NOT_SHOWN = "not shown in this view"


class WhyNoFunnel(StrEnum):
    """Why a measure has no funnel."""

    FEW_FORCES = "fewer than five forces"
    ALL_ALIKE = "none counted, or all"


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One force's x of n, and the number of independent trials that this is worth.

    size: n, or for a share of people their effective number.
    """

    force: str
    x: int
    n: int
    size: float


class FunnelPoint(Point, frozen=True, kw_only=True):
    """A force on the plot.

    value: per cent. z: from the target, before any widening. p: the probability of lying so far
    out, on either side, by chance, after any widening. adjusted: the same with the false-discovery
    rate over all points of a run controlled; None where no family of points is known.
    """

    value: Fraction
    z: float
    limits: Limits
    zone: Zone
    p: float
    adjusted: float | None = None


class LeftOut(msgspec.Struct, frozen=True):
    """A force that is not on the plot, and why."""

    force: str
    why: WhyLeftOut


class Funnel(msgspec.Struct, frozen=True, kw_only=True):
    """A funnel plot of one measure.

    why_none: why there is no funnel; then target, dispersion, grid and points are empty.
    target: per cent. pooled: it is the proportion of all forces here together. grid: limits from
    the smallest size to beyond the largest force. widening: how the limits were widened, None if
    they were not; widen: by what choice.
    """

    measure: str
    criterion: str
    title: str
    kind: MeasureKind
    direction: Direction
    why_none: WhyNoFunnel | None = None
    target: Fraction | None = None
    pooled: bool = True
    dispersion: Dispersion | None = None
    widening: Widening | None = None
    widen: Widen = Widen.BY_RULE
    grid: tuple[Limits, ...] = ()
    points: tuple[FunnelPoint, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def unit(self) -> str:
        """What sizes count: cases, or the effective number of people."""
        return "effective number of people" if self.kind == "share" else "cases"

    def outside(self) -> tuple[FunnelPoint, ...]:
        """Return the forces outside a limit, in the order of the points."""
        return tuple(point for point in self.points if point.zone is not Zone.INSIDE)

    def is_better(self, zone: Zone) -> bool | None:
        """Return whether it is better to lie there, by the measure's direction; None inside."""
        if zone is Zone.INSIDE:
            return None
        return (zone in (Zone.ABOVE_95, Zone.ABOVE_998)) is (self.direction == "higher")


def funnels_of(
    forces: Sequence[ForceScore], framework: Framework, widen: Widen = Widen.BY_RULE
) -> tuple[Funnel, ...]:
    """Return the funnel of each measure that is a proportion, in framework order.

    Forces come once each. Invented ones are left out where there are others.
    """
    real = counted_forces(forces)
    found = []
    for criterion, measure in framework.measures():
        if measure.kind == "median":
            continue
        points: list[Point] = []
        left_out: list[LeftOut] = []
        for force in forces:
            placed = _placed(force, measure, counted=any(item is force for item in real))
            if isinstance(placed, Point):
                points.append(placed)
            else:
                left_out.append(LeftOut(force.submission.force, placed))
        found.append(funnel_of(measure, criterion.id, points, left_out, widen))
    return tuple(found)


_WHY = {
    MeasureState.NOT_SUPPLIED: WhyLeftOut.NOT_SUPPLIED,
    MeasureState.CHOSEN: WhyLeftOut.CHOSEN,
    MeasureState.TOO_FEW: WhyLeftOut.TOO_FEW,
}


def why_left_out(state: MeasureState) -> WhyLeftOut:
    """Return why a measure in this state gives no point."""
    return _WHY.get(state, WhyLeftOut.TOO_LITTLE_KNOWN)


def _placed(force: ForceScore, measure: Measure, *, counted: bool) -> Point | WhyLeftOut:
    if not counted:
        return WhyLeftOut.INVENTED
    found = force.measure(measure.id).measured
    if found.state is not MeasureState.MEASURED or not found.n:
        return why_left_out(found.state)
    size = float(found.n)
    if measure.kind == "share" and found.interval is not None:
        size = effective_size(found.x, found.n, found.interval)
    return Point(force=force.submission.force, x=found.x, n=found.n, size=size)


def effective_size(x: int, n: int, interval: Range) -> float:
    """Return the number of independent trials of which Wilson's 95 % interval (per cent) speaks.

    An end e of the interval about the share p solves (p - e)^2 = z^2 e (1 - e) / size. It is that
    of the end further from p, which has lost fewer digits; at least 1, at most n.
    """
    share = x / n
    end = max((float(e) / PER_CENT for e in (interval.low, interval.high)),
              key=lambda e: abs(e - share))  # fmt: skip
    size = Z_95**2 * end * (1 - end) / (share - end) ** 2 if end != share else n
    return min(max(size, 1.0), float(n))


def funnel_of(
    measure: Measure,
    criterion: str,
    points: Sequence[Point],
    left_out: Iterable[LeftOut] = (),
    widen: Widen = Widen.BY_RULE,
    target: Fraction | None = None,
) -> Funnel:
    """Return the funnel of a measure over these forces, about a target in per cent.

    Without a target it is their pooled proportion, sum(x) / sum(n). Of an effective size only whole
    trials count, which errs on the side of wide limits.
    """
    funnel = Funnel(
        measure=measure.id,
        criterion=criterion,
        title=measure.title,
        kind=measure.kind,
        direction=measure.direction,
        left_out=tuple(left_out),
    )
    replace = msgspec.structs.replace
    if len(points) < FEWEST_FORCES:
        return replace(funnel, why_none=WhyNoFunnel.FEW_FORCES)
    pooled = target is None
    if target is None:
        target = Fraction(100 * sum(p.x for p in points), sum(p.n for p in points))
    share = float(target / 100)
    if not 0 < share < 1:
        return replace(funnel, why_none=WhyNoFunnel.ALL_ALIKE)
    scores = [z_score(point.x / point.n, point.size, share) for point in points]
    values = [point.x / point.n for point in points]
    dispersion = dispersion_of(values, [point.size for point in points], share)
    used = widen.applied(dispersion)
    largest = max(int(point.size) for point in points)
    return replace(
        funnel,
        target=target,
        pooled=pooled,
        dispersion=dispersion,
        widening=used,
        widen=widen,
        grid=tuple(limits_grid(largest, share, dispersion, used)),
        points=tuple(
            _on_plot(point, z, share, dispersion, used)
            for point, z in zip(points, scores, strict=True)
        ),
    )


def limits_grid(
    largest: int, share: float, dispersion: Dispersion, widening: Widening | None
) -> Iterator[Limits]:
    """Yield limits for sizes from 1 to a tenth beyond the largest, closer where they are small."""
    last = max(largest + largest // 10, largest + 1)
    steps = ((place / GRID_POINTS) ** 2 for place in range(1, GRID_POINTS + 1))
    for size in sorted({1, *(max(round(last * step), 1) for step in steps)}):
        yield limits_at(size, share, dispersion, widening)


def _on_plot(
    point: Point, z: float, share: float, dispersion: Dispersion, widening: Widening | None
) -> FunnelPoint:
    size = max(int(point.size), 1)
    limits = limits_at(size, share, dispersion, widening)
    value = Fraction(100 * point.x, point.n)
    return FunnelPoint(
        **msgspec.structs.asdict(point),
        value=value,
        z=z,
        limits=limits,
        zone=_zone(value, limits),
        p=_probability(point.x * size / point.n, size, share, dispersion, widening),
    )


def _probability(
    count: float, size: int, share: float, dispersion: Dispersion, widening: Widening | None
) -> float:
    """Return the probability of so small or so large a count, on both sides, after widening.

    Twice the smaller exact tail. A standard normal deviate with that tail, or with additive
    widening that on the arcsine scale, is divided by what the limits were widened by.
    """
    tail = min(at_most(count, size, share), at_least(count, size, share))
    if widening is Widening.MULTIPLICATIVE and 0 < tail < 1:
        tail = NORMAL.cdf(NORMAL.inv_cdf(tail) / max(sqrt(dispersion.phi), 1.0))
    elif widening is Widening.ADDITIVE:
        spread = sqrt(1 + 4 * size * dispersion.tau_squared)
        tail = max(tail, NORMAL.cdf(-abs(arcsine_score(count / size, size, share)) / spread))
    return min(2 * tail, 1.0)


def _zone(value: Fraction, limits: Limits) -> Zone:
    shown = float(value)
    if shown < limits.low_95:
        return Zone.BELOW_998 if shown < limits.low_998 else Zone.BELOW_95
    if shown > limits.high_95:
        return Zone.ABOVE_998 if shown > limits.high_998 else Zone.ABOVE_95
    return Zone.INSIDE
