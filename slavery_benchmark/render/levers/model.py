"""The shape of the levers as data: what JSON holds, and what its schema is made from.

Numbers are unrounded; a missing one is null, never 0. Points are of the overall score.
"""

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from slavery_benchmark.pages.score.records import (
    FrameworkResult,
    PeriodResult,
    ProblemResult,
    Share,
    SourceResult,
)

SCHEMA_VERSION = "1.0"

Score = Annotated[float, Meta(ge=0, le=100)]
Count = Annotated[int, Meta(ge=0)]
PartName = Literal["check", "measure"]
StepName = Literal["reference", "level"]
RouteName = Literal[
    "found",
    "in the highest band",
    "no band to start from",
    "a limit cannot be tested",
    "out of reach of the answers",
]
FragilityName = Literal[
    "found", "in the lowest band", "no band to lose", "holds if every answer falls"
]
WhyName = Literal["nothing scored", "too little answered", "too much not applicable"]


class GainResult(msgspec.Struct, frozen=True, kw_only=True):
    """What one check or measure has still to gain, in points.

    `share` is of the overall score among what has one. `given` is the level as given, null for a
    measure; `counted` the one that counts. `by_reference` is the gain if the level given counted,
    `to_target` that at the target level, `to_top` that at the highest.
    """

    id: str
    part: PartName
    criterion: str
    title: str
    cell: str | None
    share: Share
    given: Count | None
    counted: Count
    by_reference: Score
    to_target: Score
    to_top: Score


class StepResult(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a route: an answer that counts more, from `before` to `after`."""

    check: str
    criterion: str
    kind: StepName
    before: Count
    after: Count
    points: Score


class LimitNeedResult(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion that must rise for a limit. `steps` is null where its answers alone cannot."""

    limit: str
    criterion: str
    score: Score
    needed: Score
    steps: Count | None


class UntoldResult(msgspec.Struct, frozen=True, kw_only=True):
    """The whole, or a criterion that limits name, of which too little is known, and why."""

    id: str
    limits: tuple[str, ...]
    why: tuple[WhyName, ...]
    coverage: Share | None
    excused: Share


class GapsResult(msgspec.Struct, frozen=True, kw_only=True):
    """What cannot be told, and the fewest checks to answer until it can.

    `to_answer` are blank or unreadable ones, null where checks alone cannot do it; `to_apply` were
    said not to apply.
    """

    untold: tuple[UntoldResult, ...]
    to_answer: tuple[str, ...] | None
    to_apply: tuple[str, ...]


class RouteResult(msgspec.Struct, frozen=True, kw_only=True):
    """The fewest steps to the next band. `missing` is what the score lacks.

    `score` is that after the steps, `best` that with every answer as high as it can go. `gaps` is
    what must be known first, where a limit cannot be tested.
    """

    state: RouteName
    band: str | None
    missing: Score | None
    limits: tuple[LimitNeedResult, ...]
    steps: tuple[StepResult, ...]
    score: Score | None
    best: Score | None
    gaps: GapsResult | None


class FallResult(msgspec.Struct, frozen=True, kw_only=True):
    """One answer given a level lower: levels given, levels that count, and points lost."""

    check: str
    criterion: str
    before: Count
    after: Count
    counts_before: Count
    counts_after: Count
    points: Score


class WayResult(msgspec.Struct, frozen=True, kw_only=True):
    """The fewest falls that lower the band in one way: by the score, or through a limit.

    `id` is what falls below `bound`: overall or a criterion. `score` is its own now, `after` that
    after the falls; `band` is the overall band then. With one fall, `alone` names each check that
    would do by itself; `others` says that other choices of as many would do.
    """

    id: str
    limit: str | None
    score: Score
    bound: Score
    after: Score
    band: str | None
    falls: tuple[FallResult, ...]
    alone: tuple[str, ...]
    others: bool


class FragilityResult(msgspec.Struct, frozen=True, kw_only=True):
    """What would lower the band: ways, that of the fewest answers first."""

    state: FragilityName
    ways: tuple[WayResult, ...]


class ForceLeversResult(msgspec.Struct, frozen=True, kw_only=True):
    """What would move the score of one force. `gains_in_all` counts those beyond the limit too.

    `band_by_score` is the band without the framework's limits. `gaps` says why there is no band,
    null where there is one. `sentences` say it all as the page does.
    """

    force: str
    code: str
    fictional: bool
    period: PeriodResult
    source: SourceResult
    score: Score | None
    band: str | None
    band_by_score: str | None
    target_level: Count
    gains_in_all: Count
    gains: tuple[GainResult, ...]
    gaps: GapsResult | None
    route: RouteResult
    fragility: FragilityResult
    sentences: tuple[str, ...]


class LeversResult(msgspec.Struct, frozen=True, kw_only=True):
    """The levers of a run."""

    schema_version: str
    tool_version: str
    as_of: date
    standing: str
    options: dict[str, int | None]
    framework: FrameworkResult
    forces: tuple[ForceLeversResult, ...]
    unusable: tuple[ProblemResult, ...]
