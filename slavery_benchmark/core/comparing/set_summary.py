"""Many submissions summed up: how their scores are spread on each node, and where they stand.

The counts are made piece by piece, so that no more than the different scores has to be held.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

import msgspec

from slavery_benchmark.core.comparing.groups import reference_lines
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.problems import Severity
from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.scoring.scores import OVERALL

QUARTERS = (Fraction(0), Fraction(1, 4), Fraction(1, 2), Fraction(3, 4), Fraction(1))
METHOD = "inclusive quartiles, as Excel's QUARTILE.INC"


class Missing(StrEnum):
    """Why a node of a submission has no score. None of these is a score of 0."""

    UNANSWERED = "unanswered or unknown"
    NOT_APPLICABLE = "not applicable"
    TOO_FEW = "with too few cases"
    SET_ASIDE = "set aside for its assurance"
    INVALID = "with an answer that cannot be used"


class Spread(msgspec.Struct, frozen=True, kw_only=True):
    """How scores are spread: the ends, the quartiles and the median, in points from 0 to 100."""

    lowest: Fraction
    lower_quartile: Fraction
    median: Fraction
    upper_quartile: Fraction
    highest: Fraction


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """A node of the framework as a row of the summary; `reference` is its 2017 line in points."""

    kind: str
    id: str
    parent: str | None
    title: str
    reference: Fraction


class NodeSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What the submissions show on a node.

    missing: why submissions have no score, with how many each. positions: how many of those with a
    score stand where; not_placed: with a score, and too little answered (or too much not
    applicable) for a position. spread: None where nobody has a score.
    """

    node: Node
    with_score: int
    missing: Mapping[Missing, int]
    spread: Spread | None
    positions: Mapping[Position, int]
    not_placed: int

    @property
    def without_score(self) -> int:
        """How many submissions have no score on the node."""
        return sum(self.missing.values())

    @property
    def placed(self) -> int:
        """How many submissions have a position on the node."""
        return sum(self.positions.values())

    @property
    def share_at_target(self) -> Fraction | None:
        """The share of those with a position that are at target; None where nobody has one."""
        if not self.placed:
            return None
        return Fraction(self.positions.get(Position.AT_TARGET, 0), self.placed)


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """What a data set holds.

    head: what it was made with; no submission is in it. files: those that are assessed, of
    files_in_all. problems: how many of each severity.
    """

    head: Report
    complete: bool
    parts: int
    files: int
    files_in_all: int
    unusable: int
    submissions: int
    problems: Mapping[Severity, int]

    def worst(self) -> Severity | None:
        """Return the gravest severity there is, or None where nothing was wrong."""
        found = (severity for severity, count in self.problems.items() if count)
        return max(found, key=list(Severity).index, default=None)


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """Which submissions are summed up: one period of each force, and no invented ones among real.

    forces: how many forces they are of; a force with more than one for its period counts with each.
    The rest are of other_periods, of forces that have none that holds the day `period`
    (outside_period), or invented.
    """

    period: date | None
    summed_up: int
    forces: int
    other_periods: int
    outside_period: int
    invented: int


class SetSummary(msgspec.Struct, frozen=True, kw_only=True):
    """A data set summed up: what it holds, what is summed up of it, and each node down to `by`."""

    overview: Overview
    selection: Selection
    by: str
    nodes: tuple[NodeSummary, ...]


class NodeCounts:
    """Counts of one node while they are made: scores, positions, and why there is no score."""

    def __init__(self) -> None:
        self.scores: Counter[float] = Counter()
        self.positions: Counter[str | None] = Counter()
        self.missing: Counter[Missing] = Counter()

    def summary(self, node: Node) -> NodeSummary:
        """Return what was counted."""
        placed = {item: self.positions[item.value] for item in Position}
        return NodeSummary(
            node=node,
            with_score=self.scores.total(),
            missing={item: self.missing[item] for item in Missing},
            spread=spread_of(self.scores),
            positions=placed,
            not_placed=self.positions[None],
        )


def spread_of(counts: Mapping[float, int]) -> Spread | None:
    """Return the spread of scores of which there are so many each; None of none.

    The quartile q of n scores in order stands at the place 1 + q (n - 1): between two scores, as
    far along as the place is (the inclusive method: Hyndman and Fan 1996, number 7). Exact.
    """
    total = sum(counts.values())
    if not total:
        return None
    places = [quarter * (total - 1) for quarter in QUARTERS]
    wanted = sorted({whole for place in places for whole in (floor(place), ceil(place))})
    found = dict(zip(wanted, _at(sorted(counts.items()), wanted), strict=True))
    values = []
    for place in places:
        low, high = found[floor(place)], found[ceil(place)]
        values.append(low + (high - low) * (place - floor(place)))
    return Spread(
        lowest=values[0],
        lower_quartile=values[1],
        median=values[2],
        upper_quartile=values[3],
        highest=values[4],
    )


def _at(ordered: Sequence[tuple[float, int]], places: Iterable[int]) -> Iterable[Fraction]:
    """Yield the scores at these places, from 0, both in rising order."""
    pairs = iter(ordered)
    value, passed = 0.0, 0
    for place in places:
        while passed <= place:
            value, count = next(pairs)
            passed += count
        yield exact(value)


def why_missing(
    *, excused: float, too_few: float, set_aside: bool | None, state: str | None
) -> Missing:
    """Return why a row has no score, from what it says of itself."""
    if excused == 1:
        return Missing.NOT_APPLICABLE
    if too_few == 1:
        return Missing.TOO_FEW
    if set_aside:
        return Missing.SET_ASIDE
    return Missing.INVALID if state == "invalid" else Missing.UNANSWERED


def summary_nodes(framework: Framework, by: str, only: Sequence[str] = ()) -> tuple[Node, ...]:
    """Return the rows of a summary in framework order: overall and themes, and what is under them.

    With by "criterion" each theme is followed by its criteria, with "check" each of these by its
    checks and scored measures. `only` (ids) keeps those and what is under them.
    """
    lines = reference_lines(framework)
    nodes: list[Node] = []
    kept: set[str] = set()

    def add(kind: str, node_id: str, parent: str | None, title: str) -> None:
        if not only or node_id in only or (parent in kept and parent != OVERALL):
            kept.add(node_id)
            nodes.append(
                Node(kind=kind, id=node_id, parent=parent, title=title, reference=lines[node_id])
            )

    add("overall", OVERALL, None, "Overall")
    for theme in framework.themes:
        add("theme", theme.id, OVERALL, theme.title)
        for criterion in theme.criteria if by != "theme" else ():
            add("criterion", criterion.id, theme.id, criterion.title)
            if by == "check":
                for check in criterion.checks:
                    add("check", check.id, criterion.id, check.question)
                for measure in criterion.measures:
                    if measure.id in lines:
                        add("measure", measure.id, criterion.id, measure.title)
    return tuple(nodes)
