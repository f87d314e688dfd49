"""The shape of the levers as data: what JSON holds, and what its schema is made from.

Numbers are unrounded; a missing one is null, never 0. Points are of the overall score.
"""

from collections.abc import Sequence
from typing import Annotated, ClassVar

import msgspec
from msgspec import Meta

from slavery_benchmark.core.change.fragility import FragilityState
from slavery_benchmark.core.change.lever_gaps import Why
from slavery_benchmark.core.change.lever_route import RouteState
from slavery_benchmark.core.change.lever_steps import StepKind
from slavery_benchmark.core.change.levers import Levers, Part
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.pages.heads import standing_text
from slavery_benchmark.pages.levers.words import STANDING, force_sentences
from slavery_benchmark.pages.score.records import (
    FrameworkResult,
    ProblemResult,
    RunResult,
    Score,
    Share,
    SubmissionResult,
)
from slavery_benchmark.pages.shaped import Of, shaped

SCHEMA_VERSION = "1.0"

Count = Annotated[int, Meta(ge=0)]


class GainResult(msgspec.Struct, frozen=True, kw_only=True):
    """What one check or measure has still to gain, in points.

    `share` is of the overall score among what has one. `given` is the level as given, null for a
    measure; `counted` the one that counts. `by_reference` is the gain if the level given counted,
    `to_target` that at the target level, `to_top` that at the highest.
    """

    WITHIN: ClassVar = ("node",)
    id: str
    part: Part
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
    kind: StepKind
    before: Count
    after: Count
    points: Annotated[Score, Of("worth")]


class LimitNeedResult(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion that must rise for a limit. `steps` is null where its answers alone cannot."""

    limit: str
    criterion: str
    score: Score
    needed: Score
    steps: Count | None


class UntoldResult(msgspec.Struct, frozen=True, kw_only=True):
    """The whole, or a criterion that limits name, of which too little is known, and why."""

    id: Annotated[str, Of("node")]
    limits: tuple[str, ...]
    why: tuple[Why, ...]
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
    """The fewest steps to the next band. `missing` is what the score lacks, counted like all
    figures here with what was not told at its worst: where all was told that is the score.

    `score` is that after the steps, `best` that with every answer as high as it can go. `gaps` is
    what must be known first, where a limit cannot be tested.
    """

    state: RouteState
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
    points: Annotated[Score, Of("worth")]


class WayResult(msgspec.Struct, frozen=True, kw_only=True):
    """The fewest falls that lower the band in one way: by the score, or through a limit.

    `id` is what falls below `bound`: overall or a criterion. `score` is its own now, with what was
    not told at its worst, `after` that after the falls; `band` is the overall band then. With one
    fall, `alone` names each check that would do by itself; `others` says that other choices of as
    many would do.
    """

    id: Annotated[str, Of("node")]
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

    state: FragilityState
    ways: tuple[WayResult, ...]


class ForceLeversResult(SubmissionResult, frozen=True, kw_only=True):
    """What would move the score of one force. `gains_in_all` counts those beyond the limit too.

    `band` is what is certain; `band_at_least`: the score itself lies in a higher one.
    `band_by_score` is the band without the framework's limits. `gaps` says why there is no band,
    null where there is one. `sentences` say it all as the page does.
    """

    score: Annotated[Score | None, Of("overall.tally.score")]
    band: Annotated[str | None, Of("overall.band")]
    band_at_least: Annotated[bool, Of("overall.band_at_least")]
    band_by_score: Annotated[str | None, Of("uncapped_band")]
    target_level: Count
    gains_in_all: Count
    gains: tuple[GainResult, ...]
    gaps: GapsResult | None
    route: RouteResult
    fragility: FragilityResult
    sentences: tuple[str, ...]


class LeversResult(RunResult, frozen=True, kw_only=True):
    """The levers of a run."""

    standing: str
    options: dict[str, int | None]
    framework: Annotated[FrameworkResult, Of()]
    forces: tuple[ForceLeversResult, ...]
    unusable: tuple[ProblemResult, ...]


def levers_result(report: Report, levers: Sequence[Levers], limit: int | None) -> LeversResult:
    """Return the levers as data, of each force the first `limit` gains."""
    return shaped(
        LeversResult,
        report,
        schema_version=SCHEMA_VERSION,
        standing=standing_text(report, STANDING),
        options={"limit": limit},
        forces=tuple(
            shaped(
                ForceLeversResult,
                item.force.submission,
                item,
                item.force,
                gains_in_all=len(item.gains),
                gains=tuple(shaped(GainResult, gain) for gain in item.gains[:limit]),
                sentences=tuple(force_sentences(item, report.framework)),
            )
            for item in levers
        ),
    )
