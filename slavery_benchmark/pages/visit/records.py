"""The shape of the visit lists as data: what JSON holds, and what its schema is made from.

Numbers are unrounded; a missing one is null, never 0.
"""

from typing import Annotated, Any, ClassVar

import msgspec
from msgspec import Meta

from slavery_benchmark.core.cases.table import Selection
from slavery_benchmark.core.visit.adverse_cases import Standing
from slavery_benchmark.core.visit.case_plan import MeasurePlan
from slavery_benchmark.core.visit.case_sample import Stratum
from slavery_benchmark.core.visit.entry import Why
from slavery_benchmark.core.visit.priority import Label
from slavery_benchmark.core.visit.questions import Topic
from slavery_benchmark.pages.score.records import (
    FrameworkResult,
    PeriodResult,
    ProblemResult,
    RunResult,
    Share,
    SubmissionResult,
)
from slavery_benchmark.pages.shaped import Of
from slavery_benchmark.pages.visit.samples import whole_days

SCHEMA_VERSION = "2.0"

Points = Annotated[float, Meta(ge=0, le=100, description="Points of the overall score.")]
PerCent = Annotated[float, Meta(ge=0, le=100)]
Count = Annotated[int, Meta(ge=0)]


def parts_of(item: Any) -> dict[Label, float]:
    """Return the points of an entry or a force under their labels."""
    return {label: float(points) for label, points in item.points.parts.items()}


def _days(plan: MeasurePlan) -> tuple[int | None, int | None]:
    ends = plan.days
    return (None, None) if ends is None else (whole_days(ends.low), whole_days(ends.high))


class CaseResult(msgspec.Struct, frozen=True, kw_only=True):
    """A case as one measure sees it. `number` is empty where it is not fit to be shown."""

    number: Annotated[str, Of("case.number")]
    row: Annotated[int, Of("case.row")]
    measure: str
    standing: Annotated[Standing, Of("seen.standing")]
    shows: str
    cells: tuple[str, ...]


class GroundResult(msgspec.Struct, frozen=True, kw_only=True):
    """One reason why a criterion is on the list, and what to do about it."""

    why: Why
    reason: str
    action: str
    checks: tuple[str, ...]
    measures: tuple[str, ...]
    cells: tuple[str, ...]
    cases: tuple[CaseResult, ...]


class EntryResult(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion to look at: `points` to settle are weight x (target - worst plausible score).

    `label` is what makes most of them, `parts` are all of them under their labels. `number` is its
    place on the force's list; `rank` its place among the entries of all forces, null for an
    invented force among real ones.
    """

    number: Count
    rank: Count | None
    WITHIN: ClassVar = ("points",)
    id: Annotated[str, Of("criterion")]
    title: str
    label: Label
    points: Annotated[Points, Of("points.total")]
    parts: Annotated[dict[Label, Points], Of(parts_of)]
    weight: Share
    worst: PerCent
    grounds: tuple[GroundResult, ...]


class QuestionResult(msgspec.Struct, frozen=True, kw_only=True):
    """A question that moves neither score nor order: `count` of `of`, and what it is about."""

    topic: Topic
    question: str
    count: Count
    of: Count
    checks: tuple[str, ...]
    measures: tuple[str, ...]
    others: tuple[str, ...]


class StratumResult(msgspec.Struct, frozen=True, kw_only=True):
    """How many cases a stratum has, and how many were drawn."""

    stratum: Stratum
    cases: Count
    drawn: Count


class DrawnResult(msgspec.Struct, frozen=True, kw_only=True):
    """A case to read, and what to look for in it."""

    number: Annotated[str, Of("case.number")]
    row: Annotated[int, Of("case.row")]
    stratum: Stratum
    look_for: tuple[CaseResult, ...]


class PlanResult(msgspec.Struct, frozen=True, kw_only=True):
    """What the drawn cases would tell of a measure if they show what the sheet shows.

    `low` and `high` are the ends of a 95% interval in per cent; `low_rank` and `high_rank`, of a
    median, the waits between which it would lie, shortest first, and `low_days` and `high_days` how
    long these would be. Null where there is none; `high_days` also where there is no upper end.
    """

    measure: str
    drawn: Count
    cases: Count
    low: Annotated[PerCent | None, Of("interval.low")]
    high: Annotated[PerCent | None, Of("interval.high")]
    low_rank: Annotated[int | None, Of(lambda plan: plan.ranks and plan.ranks[0])]
    high_rank: Annotated[int | None, Of(lambda plan: plan.ranks and plan.ranks[1])]
    low_days: Annotated[Count | None, Of(lambda plan: _days(plan)[0])]
    high_days: Annotated[Count | None, Of(lambda plan: _days(plan)[1])]


class SampleResult(msgspec.Struct, frozen=True, kw_only=True):
    """The cases of a force to read, in the order drawn."""

    seed: int
    listed: Count
    selection: Selection
    how: str
    standing: str
    strata: tuple[StratumResult, ...]
    cases: tuple[DrawnResult, ...]
    measures: tuple[PlanResult, ...]


class ForceVisitResult(SubmissionResult, frozen=True, kw_only=True):
    """One force's list. `entries_in_all` counts those beyond the limit too.

    `place` is that of the force in the order of what comes first, largest `points` first; null for
    an invented force among real ones. `points` are the sum of the entries, broken down in `parts`:
    `falls_short` is known, `not_told` is to ask for: `ask_for` says what. `earlier` is the period
    of the submission that it was set against, `regressed` what has regressed since; null and
    nothing without one. `sample` is null where none was asked for, or no case files were supplied.
    """

    judgement_alone: Annotated[bool, Of("force.judgement_alone")]
    place: Count | None
    points: Annotated[Points, Of("points.total")]
    falls_short: Annotated[Points, Of("points.known")]
    not_told: Annotated[Points, Of("points.not_told")]
    parts: dict[Label, Points]
    ask_for: str
    earlier: Annotated[PeriodResult | None, Of("earlier.submission")]
    regressed: tuple[str, ...]
    entries_in_all: Count
    entries: tuple[EntryResult, ...]
    questions: tuple[QuestionResult, ...]
    sample: SampleResult | None


class FirstResult(msgspec.Struct, frozen=True, kw_only=True):
    """An entry in the order of all forces: `number` is its place on the list of its force."""

    rank: Count
    force: str
    code: str
    number: Count
    id: str
    label: Label
    points: Points


class NamedResult(msgspec.Struct, frozen=True, kw_only=True):
    """The force to visit first or to ask first, and the points that make it so."""

    force: str
    code: str
    points: Points


class PlaceResult(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion with the forces that have an entry there, label by label."""

    id: str
    title: str
    forces: dict[Label, tuple[str, ...]]


class SaidResult(msgspec.Struct, frozen=True, kw_only=True):
    """A text of evidence, and where it stands."""

    force: str
    file: Annotated[str, Of("of")]
    check: str
    cell: str
    text: str


class RepeatResult(msgspec.Struct, frozen=True, kw_only=True):
    """Two texts that repeat each other, with the share of words that they have in common."""

    first: SaidResult
    second: SaidResult
    likeness: Share
    question: str


class VisitResult(RunResult, frozen=True, kw_only=True):
    """The visit lists of a run.

    `counted` is how many forces `places` and `first` are about: invented ones are left out among
    real ones. `visit_first` is the force of which most is known to fall short, `ask_first` the one
    of which most has not been told; null without any. `first` holds what comes first of all these
    forces, `repeats` the evidence that repeats itself; null where that was not asked for.
    """

    standing: str
    options: dict[str, int | str | None]
    framework: Annotated[FrameworkResult, Of()]
    forces: tuple[ForceVisitResult, ...]
    counted: Count
    visit_first: NamedResult | None
    ask_first: NamedResult | None
    first: tuple[FirstResult, ...]
    places: tuple[PlaceResult, ...]
    repeats: tuple[RepeatResult, ...] | None
    unusable: tuple[ProblemResult, ...]
