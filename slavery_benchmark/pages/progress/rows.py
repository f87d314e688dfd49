"""What there is to say of a change, in exact values: what became of what, in which order."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

import msgspec

from slavery_benchmark.core.change.change import Change, CriterionChange, Disposition
from slavery_benchmark.core.change.moves import CriterionMoves
from slavery_benchmark.core.change.progress import Compared, ForceProgress, ProgressReport
from slavery_benchmark.core.scoring.scores import CheckScore, MeasureScore, NodeScore
from slavery_benchmark.core.scoring.tally import ZERO
from slavery_benchmark.core.view.model import ChangeView

if TYPE_CHECKING:
    from slavery_benchmark.pages.progress.records import CriterionChangeResult

PREVIOUS, FIRST = "previous", "first"
"""What --since takes."""
HELD = (Disposition.HELD, Disposition.EMBEDDED)
UNKNOWN = (Disposition.NOT_RETESTED, Disposition.NO_EARLIER)
GROUPS: tuple[tuple[str, tuple[Disposition, ...]], ...] = (
    ("regressed", (Disposition.REGRESSED,)),
    ("persists", (Disposition.PERSISTS,)),
    ("improved", (Disposition.IMPROVED,)),
    ("remedied", (Disposition.REMEDIED,)),
    ("held", HELD),
    ("not known", UNKNOWN),
)
"""How dispositions are counted over many forces: held with embedded, what is not known together."""


class Move(StrEnum):
    """What became of a check or measure between two submissions."""

    FELL = "level fell"
    EVIDENCE = "evidence fell away"
    LOST = "no level any more"
    ROSE = "level rose"
    GAINED = "evidence came in"
    NEW = "level for the first time"
    CHANCE = "within chance"
    SAME = "same"
    NONE = "no level either time"


DOWN = (Move.FELL, Move.EVIDENCE, Move.LOST)


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
    return sorted(change.criteria, key=place_of)


def place_of(
    item: "CriterionChange | CriterionChangeResult | ChangeView",
) -> tuple[int, Fraction | float]:
    """Return what orders criteria by disposition, and of regressions the largest fall first."""
    regressed = item.disposition is Disposition.REGRESSED
    kinds = [*Disposition, None]  # what is not shown comes last
    return kinds.index(item.disposition), (item.change or ZERO) if regressed else ZERO


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


def went_down(item: "CriterionChange | CriterionChangeResult") -> bool:
    """Return whether a criterion regressed, or has a lower score in whatever disposition."""
    lower = item.change is not None and item.change < 0
    return item.disposition is Disposition.REGRESSED or lower


def part_changes(change: Change, criterion: str) -> Iterator[PartChange]:
    """Yield each check and measure of a criterion with what became of it."""
    chance = {part for item in change.criteria for part in item.within_chance}
    for then, now in change.parts(criterion):
        move = Move.CHANCE if now.node.id in chance else _move(then, now)
        yield PartChange(move=move, then=then, now=now)


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


def has_several(force: ForceProgress) -> bool:
    """Return whether there are more than two submissions, so that the first is not the previous."""
    return len(force.history.cycles) > 2


def fallen(item: "CriterionChangeResult") -> list[str]:
    """Return what fell in a criterion. Where nothing did, what is new and holds the score down."""
    if not went_down(item):
        return []
    down = [part.id for part in item.parts if part.move in DOWN]
    before = item.then.score if item.then else None
    return down or [
        part.id
        for part in item.parts
        if part.move is Move.NEW and (part.now.score or 0) < (before or 0)
    ]


def grouped(counts: Mapping[Disposition, int]) -> tuple[int, ...]:
    """Return counts of dispositions by GROUPS."""
    return tuple(sum(counts[kind] for kind in kinds) for _, kinds in GROUPS)


def moves_in_order(report: ProgressReport) -> list[CriterionMoves]:
    """Return the moves with the most regressions first, then as in the framework."""
    return sorted(report.moves, key=lambda item: -item.dispositions[Disposition.REGRESSED])
