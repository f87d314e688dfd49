"""What a page of changes shows, row by row, in exact numbers: the same for every format."""

from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction

import msgspec

from slavery_benchmark.core.reinspection.change import Change, CriterionChange, Disposition
from slavery_benchmark.core.reinspection.history import edition_names
from slavery_benchmark.core.reinspection.progress import Compared, ForceProgress
from slavery_benchmark.core.scores import CheckScore, MeasureScore, NodeScore
from slavery_benchmark.core.tally import ZERO

PREVIOUS, FIRST = "previous", "first"
"""What --since takes."""
FEWEST_FOR_TREND = 3
"""Two points are not a trend."""
HELD = (Disposition.HELD, Disposition.EMBEDDED)
UNKNOWN = (Disposition.NOT_RETESTED, Disposition.NO_EARLIER)


class Move(StrEnum):
    """What became of a check or measure between two submissions."""

    FELL = "level fell"
    EVIDENCE = "evidence fell away"
    LOST = "no level any more"
    ROSE = "level rose"
    GAINED = "evidence came in"
    NEW = "level for the first time"
    SAME = "same"
    NONE = "no level either time"


DOWN = (Move.FELL, Move.EVIDENCE, Move.LOST)

Part = tuple[CheckScore, CheckScore] | tuple[MeasureScore, MeasureScore]


class PartChange(msgspec.Struct, frozen=True, kw_only=True):
    """A check or measure then and now, and what became of it."""

    move: Move
    then: CheckScore | MeasureScore
    now: CheckScore | MeasureScore

    @property
    def id(self) -> str:
        """Its id in the later edition."""
        return self.now.node.id


def chosen(force: ForceProgress, since: str) -> Compared | None:
    """Return the comparison that --since asks for; None if there is none."""
    return force.since_first if since == FIRST else force.since_previous


def ordered(change: Change) -> list[CriterionChange]:
    """Return the criteria as a page shows them: by disposition, the largest fall first."""
    kinds = list(Disposition)

    def place(item: CriterionChange) -> tuple[int, Fraction]:
        fall = item.change or ZERO
        regressed = item.disposition is Disposition.REGRESSED
        return kinds.index(item.disposition), fall if regressed else ZERO

    return sorted(change.criteria, key=place)


def of_kind(change: Change, *kinds: Disposition) -> list[CriterionChange]:
    """Return the criteria of these dispositions, in the order of `ordered`."""
    return [item for item in ordered(change) if item.disposition in kinds]


def disposition_counts(change: Change) -> dict[Disposition, int]:
    """Return how many criteria have which disposition, every disposition present."""
    counts = dict.fromkeys(Disposition, 0)
    for item in change.criteria:
        counts[item.disposition] += 1
    return counts


def is_usable(node: NodeScore | None) -> bool:
    """Return whether enough is known of a node to compare it."""
    return node is not None and node.position is not None


def fell_while_held(item: CriterionChange) -> bool:
    """Return whether a criterion is at target both times with a lower score now."""
    return item.disposition in HELD and item.change is not None and item.change < 0


def went_down(item: CriterionChange) -> bool:
    """Return whether a criterion regressed, or has a lower score in whatever disposition."""
    lower = item.change is not None and item.change < 0
    return item.disposition is Disposition.REGRESSED or lower


def part_changes(change: Change, criterion: str) -> Iterator[PartChange]:
    """Yield each check and measure of a criterion with what became of it."""
    for then, now in change.parts(criterion):
        yield PartChange(move=_move(then, now), then=then, now=now)


def falls(change: Change, criterion: str) -> list[PartChange]:
    """Return what fell in a criterion. Where nothing did, what is new and holds the score down."""
    parts = list(part_changes(change, criterion))
    down = [part for part in parts if part.move in DOWN]
    if down:
        return down
    before = change.then.node(criterion).tally.score
    return [
        part
        for part in parts
        if part.move is Move.NEW
        and before is not None
        and part.now.node.tally.score is not None
        and part.now.node.tally.score < before
    ]


def counted_level(part: CheckScore | MeasureScore) -> int | None:
    """Return the level that counts: of a check with its evidence, of a measure as measured."""
    return part.counted_level if isinstance(part, CheckScore) else part.measured.level


def given_level(part: CheckScore | MeasureScore) -> int | None:
    """Return the level that the force gave, or that its cases show."""
    return part.response.level if isinstance(part, CheckScore) else part.measured.level


def _move(then: CheckScore | MeasureScore, now: CheckScore | MeasureScore) -> Move:
    before, after = counted_level(then), counted_level(now)
    if before is None and after is None:
        return Move.NONE
    if before is None:
        return Move.NEW
    if after is None:
        return Move.LOST
    given = (given_level(then) or 0, given_level(now) or 0)
    if after < before:
        return Move.EVIDENCE if given[1] >= given[0] else Move.FELL
    if after > before:
        return Move.GAINED if given[1] <= given[0] else Move.ROSE
    return Move.SAME


def trend_of(force: ForceProgress, criterion: str) -> list[Fraction | None]:
    """Return a criterion's score at each submission, earliest first; None where it is not known.

    Empty where the submissions cannot be put on one scale, or no part of it can be compared.
    """
    if len(force.trend) != len(force.history.cycles):
        return []
    scores: list[Fraction | None] = []
    for score in force.trend:
        node = next((item for item in score.criteria if item.id == criterion), None)
        if node is None:
            return []
        scores.append(node.tally.score if is_usable(node) else None)
    return scores


def overall_trend(force: ForceProgress) -> list[Fraction | None]:
    """Return the overall score at each submission over what all can answer, earliest first."""
    if len(force.trend) != len(force.history.cycles):
        return []
    return [item.overall.tally.score if is_usable(item.overall) else None for item in force.trend]


def editions_of(force: ForceProgress) -> list[str]:
    """Return the names of the editions that the submissions were written for, earliest first."""
    return list(edition_names(cycle.framework for cycle in force.history.cycles))


def not_compared(change: Change) -> tuple[str, ...]:
    """Return ids of checks and measures of the later edition that stay out of the comparison."""
    return tuple(part for item in change.criteria for part in item.not_compared)


def other_dispositions(force: ForceProgress, since: str) -> dict[str, Disposition]:
    """Return each criterion's disposition over the other span; empty with two submissions."""
    other = chosen(force, PREVIOUS if since == FIRST else FIRST)
    if other is None or len(force.history.cycles) < FEWEST_FOR_TREND:
        return {}
    return {item.criterion: item.disposition for item in other.change.criteria}
