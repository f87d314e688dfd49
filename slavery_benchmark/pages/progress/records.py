"""The shape of what has changed as data: what JSON holds, and what its schema is made from.

Scores are 0 to 100 and unrounded, differences in points; a missing number is null, never 0.
"""

from datetime import date
from typing import Annotated, ClassVar

import msgspec
from msgspec import Meta

from slavery_benchmark.core.change.bridge import Step
from slavery_benchmark.core.change.disposition import Disposition
from slavery_benchmark.core.change.history import LeftOut
from slavery_benchmark.core.change.levers import Part
from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.pages.progress.bridge import rounding_note
from slavery_benchmark.pages.progress.rows import (
    Move,
    counted_level,
    disposition_counts,
    fell_while_held,
    given_level,
    is_usable,
)
from slavery_benchmark.pages.score.records import (
    FrameworkResult,
    PeriodResult,
    ProblemResult,
    RunResult,
    Score,
    Share,
    SourceResult,
)
from slavery_benchmark.pages.shaped import Of

SCHEMA_VERSION = "1.0"

Count = Annotated[int, Meta(ge=0)]


class EndResult(msgspec.Struct, frozen=True, kw_only=True):
    """A node at one end of a comparison. `usable`: enough is known of it to compare it."""

    WITHIN: ClassVar = ("tally",)
    score: Score | None
    low: Score | None
    high: Score | None
    coverage: Share | None
    usable: Annotated[bool, Of(is_usable)]


class CheckEnd(msgspec.Struct, frozen=True, kw_only=True):
    """A check or measure at one end: what counted, what was given, and what it rested on.

    `cell`, `evidence` and `evidence_date` are of a check, in its own workbook; `figure` is of a
    measure, in words.
    """

    WITHIN: ClassVar = ("node.tally", "response", "measured")
    score: Score | None
    state: str
    level: Annotated[int | None, Of(counted_level)]
    given_level: Annotated[int | None, Of(given_level)]
    cell: str | None
    evidence: str
    evidence_date: date | None
    figure: str | None


class PartResult(msgspec.Struct, frozen=True, kw_only=True):
    """A check or measure then and now; `id` is that of the later edition."""

    id: str
    kind: Part
    title: Annotated[str, Of("now.node.title")]
    move: Move
    then: CheckEnd
    now: CheckEnd


class CriterionChangeResult(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion then and now, over what both submissions can answer.

    `progress` is the share of the way to the target, below 0 if further away. `position` is
    that of the latest submission under its own edition, and no change. `not_compared` are parts
    that stay out. `like_for_like` is the mean change of what has a score both times;
    `by_coverage_alone`: the score moved, or the target was reached or lost, only by what was
    answered or measured only once. `within_chance` are measures whose level moved by no more than
    chance: all but `then`, `now` and `change` holds them as they were.
    """

    id: Annotated[str, Of("criterion")]
    title: str
    theme: str
    disposition: Disposition
    then: EndResult | None
    now: EndResult | None
    change: float | None
    like_for_like: float | None
    by_coverage_alone: bool
    evidence_alone: bool
    lower_while_held: Annotated[bool, Of(fell_while_held)]
    progress: Annotated[float, Meta(le=1)] | None
    position: Position | None
    not_compared: tuple[str, ...]
    within_chance: tuple[str, ...]
    parts: tuple[PartResult, ...]


class TransitionResult(msgspec.Struct, frozen=True, kw_only=True):
    """How many checks went from one answer (a level as text, or a state) to another."""

    then: str
    now: str
    checks: Count


class BridgePartResult(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the bridge: what was changed, the points it made, and the score after it.

    `joined`: nothing would have a score after it alone, so it is counted in the next part.
    """

    step: Step
    difference: float
    score: Score
    joined: bool


class BridgeResult(msgspec.Struct, frozen=True, kw_only=True):
    """From the earlier overall score to the later: then + the differences = now, exactly.

    `note` says what happens to one who adds rounded parts up; empty where they agree. `by_chance`
    is what of the like-for-like part is of the measures `within_chance`.
    """

    then: Score
    now: Score
    difference: Annotated[float, Of(lambda bridge: bridge.now - bridge.then)]
    parts: Annotated[tuple[BridgePartResult, ...], Of("piers")]
    note: Annotated[str, Of(rounding_note)]
    within_chance: tuple[str, ...]
    by_chance: float


class ComparedResult(msgspec.Struct, frozen=True, kw_only=True):
    """The latest submission against an earlier one.

    `earlier` and `later` are places in `cycles`, from 0. `dropped` are checks and measures of the
    earlier edition that nothing in the later stands for. `dispositions` counts criteria.
    """

    earlier: Count
    later: Count
    edition: Annotated[str, Of("framework.identity.edition")]
    dispositions: Annotated[dict[Disposition, int], Of(disposition_counts)]
    criteria: tuple[CriterionChangeResult, ...]
    dropped: tuple[str, ...]
    transitions: tuple[TransitionResult, ...]
    bridge: BridgeResult | None


class CycleResult(msgspec.Struct, frozen=True, kw_only=True):
    """One submission, under the edition that it was written for.

    `band` is what is certain; `band_at_least`: the score itself lies in a higher one.
    """

    WITHIN: ClassVar = ("score", "score.submission", "score.overall")
    period: Annotated[PeriodResult, Of("score.submission")]
    source: SourceResult
    framework: FrameworkResult
    overall: EndResult
    band: str | None
    band_at_least: bool
    position: Position | None
    problems: tuple[ProblemResult, ...]


class TrendResult(msgspec.Struct, frozen=True, kw_only=True):
    """A node at each submission, earliest first, over what all of them can answer."""

    id: str
    ends: tuple[EndResult, ...]


class EditionResult(msgspec.Struct, frozen=True, kw_only=True):
    """The overall score of one submission under one edition; `own`: the one it was written for."""

    period_end: date
    edition: str
    own: bool
    overall: EndResult


class SlideResult(msgspec.Struct, frozen=True, kw_only=True):
    """A fall of a node to the latest submission that no single step gave away.

    `start` is the place in `cycles`, from 0, that it fell from; `fall`, the largest `step` and the
    `threshold` of one answer (of a measure one level) are points.
    """

    node: str
    title: str
    start: Count
    fall: float
    step: float
    threshold: float


class DirectionResult(msgspec.Struct, frozen=True, kw_only=True):
    """Two or more steps of a node in one direction, up to the latest submission."""

    node: str
    title: str
    steps: Count
    change: float


class DriftResult(msgspec.Struct, frozen=True, kw_only=True):
    """What only three submissions and more show, without what is within chance."""

    slides: tuple[SlideResult, ...]
    runs: tuple[DirectionResult, ...]


class ForceProgressResult(msgspec.Struct, frozen=True, kw_only=True):
    """What has changed for a force; `cycles` are in the order of their periods.

    `since_previous` and `since_first` are null with one submission, or without lineage between the
    editions; with two submissions they are the same.
    """

    force: str
    code: str
    fictional: bool
    summary: tuple[str, ...]
    cycles: tuple[CycleResult, ...]
    since_previous: ComparedResult | None
    since_first: ComparedResult | None
    trend: tuple[TrendResult, ...]
    drift: DriftResult
    editions: tuple[EditionResult, ...]


class MovesResult(msgspec.Struct, frozen=True, kw_only=True):
    """How the forces moved on a criterion since their previous submissions.

    `higher`, `lower` and `same` count forces over what has a score both times, `by_coverage` those
    that moved only by what was answered or measured only once. `p` and `adjusted` are null unless
    the forces were said to be a sample, and where none moved.
    """

    id: Annotated[str, Of("criterion")]
    title: str
    forces: Count
    dispositions: dict[Disposition, int]
    higher: Count
    lower: Count
    same: Count
    by_coverage: Count
    p: Share | None
    adjusted: Share | None


class ProgressResult(RunResult, frozen=True, kw_only=True):
    """What has changed since the earlier submissions of a run. `problems` are of their order."""

    standing: str
    options: dict[str, str | bool]
    forces: tuple[ForceProgressResult, ...]
    moves: tuple[MovesResult, ...]
    moves_standing: str
    problems: tuple[ProblemResult, ...]
    unusable: tuple[ProblemResult, ...]
    left_out: tuple[LeftOut, ...]
