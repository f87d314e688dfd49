"""What charts show, as plain values: a value type a chart, which the formats that draw know.

Scores are points from 0 to 100, None where unknown; positions are those of `positions`.
"""

from fractions import Fraction

import msgspec

_LINE, _RANGE = "reference line", "baseline range"
INSIDE = "inside the limits"
"""The zone of a force on or within the limits of chance."""


class Interval(msgspec.Struct, frozen=True, kw_only=True):
    """A measured value with both ends of its 95 % interval."""

    value: Fraction
    low: Fraction
    high: Fraction


class ScoreRow(msgspec.Struct, frozen=True, kw_only=True):
    """One score. low, high: what unanswered checks could make of it. reference: the line it is
    set against. whole: whether it is of all that is known; not where a part of it is not shown.
    contradicted: a level in it is contradicted by own cases, so that it never looks good.
    judged, measured: the levels given and those that own cases show, in points.
    """

    label: str
    score: Fraction | None
    claimed: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    reference: Fraction | None = None
    position: str | None = None
    whole: bool = True
    contradicted: bool = False
    judged: Fraction | None = None
    measured: tuple[Interval, ...] = ()


class Dumbbell(msgspec.Struct, frozen=True, kw_only=True):
    """Scores from the top, and the target of all of them.

    line, ranged: what a score and its position are set against. axis: what a row is; alike: rows
    are of one kind (forces) and not parts of a whole, so that a line may join what they are set
    against. counted: in words the rows are counted, as a table says each better.
    """

    rows: tuple[ScoreRow, ...]
    target: Fraction | None = None
    line: str = _LINE
    ranged: str = _RANGE
    axis: str = "Part"
    alike: bool = False
    counted: bool = False


class HeatColumn(msgspec.Struct, frozen=True):
    """A column: what stands over it, the group (theme) that it belongs to, and what it is called.

    title: stands in full under the chart in a file, where there is no page beside it to say it.
    """

    label: str
    group: str = ""
    title: str = ""


class HeatRow(msgspec.Struct, frozen=True, kw_only=True):
    """A force: its name, and a position for each column, None where none is given.

    contradicted: the numbers of the cells, from 0, whose levels own cases contradict.
    """

    label: str
    cells: tuple[str | None, ...]
    contradicted: frozenset[int] = frozenset()


class HeatMap(msgspec.Struct, frozen=True, kw_only=True):
    """Columns in order, and the forces; rows are drawn in order of name."""

    columns: tuple[HeatColumn, ...]
    rows: tuple[HeatRow, ...]
    ranged: str = _RANGE


class LimitsAt(msgspec.Struct, frozen=True, kw_only=True):
    """Control limits for one size, in per cent."""

    size: int
    low_998: float
    low_95: float
    high_95: float
    high_998: float


class FunnelMark(msgspec.Struct, frozen=True, kw_only=True):
    """A force on a funnel plot. value: per cent. zone: where it lies, in the words of the core.

    better: whether that is better than chance would have it, or worse; None inside the limits.
    said: the zone with that direction in words.
    """

    name: str
    size: float
    value: Fraction
    zone: str
    better: bool | None = None
    said: str = ""


class FunnelPlot(msgspec.Struct, frozen=True, kw_only=True):
    """A measure's proportion against the number of cases, with control limits.

    unit: what sizes count. target: per cent; pooled: of all forces together. own: a force that is
    marked and named wherever it lies.
    """

    title: str
    unit: str
    target: Fraction
    limits: tuple[LimitsAt, ...]
    marks: tuple[FunnelMark, ...]
    pooled: bool = True
    own: str = ""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a waterfall: what it is called, the score after it, the difference it made."""

    label: str
    score: Fraction
    difference: Fraction


class Waterfall(msgspec.Struct, frozen=True, kw_only=True):
    """From one score to another by parts that add up; `start` and `end` are (name, score)."""

    start: tuple[str, Fraction]
    parts: tuple[Part, ...]
    end: tuple[str, Fraction]


class TrendPoint(msgspec.Struct, frozen=True, kw_only=True):
    """One submission: when, its score, and what unanswered checks could make of it.

    A score that is not known leaves a gap.
    """

    label: str
    score: Fraction | None
    low: Fraction | None = None
    high: Fraction | None = None


class Trend(msgspec.Struct, frozen=True, kw_only=True):
    """Submissions, earliest first, with what their scores are set against."""

    points: tuple[TrendPoint, ...]
    target: Fraction | None = None
    reference: Fraction | None = None
    line: str = _LINE


class Quartiles(msgspec.Struct, frozen=True, kw_only=True):
    """How so many other forces lie; no single force can be made out."""

    forces: int
    lower: int
    median: int
    upper: int


class StripRow(msgspec.Struct, frozen=True, kw_only=True):
    """Own score, and how the others lie; None where unknown, or where that may not be shown.

    contradicted: a level in the own score is contradicted by own cases.
    """

    label: str
    own: Fraction | None
    others: Quartiles | None
    contradicted: bool = False


class Strip(msgspec.Struct, frozen=True, kw_only=True):
    """Rows from the top, and the target of all of them. `own` is what one's own is called."""

    rows: tuple[StripRow, ...]
    own: str
    target: Fraction | None = None


class RankRow(msgspec.Struct, frozen=True, kw_only=True):
    """A rank, from 1, and the range and median of what it would be otherwise."""

    label: str
    rank: int
    low: int
    median: int
    high: int


class RankIntervals(msgspec.Struct, frozen=True, kw_only=True):
    """Ranks from the top, each with its range."""

    rows: tuple[RankRow, ...]


Picture = Dumbbell | HeatMap | FunnelPlot | Waterfall | Trend | Strip | RankIntervals
