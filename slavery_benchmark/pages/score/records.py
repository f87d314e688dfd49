"""The shape of the result that JSON holds. Apart from the core's values, so that it can keep it.

Scores are 0 to 100, shares 0 to 1, dates ISO; a missing number is null, never 0.
"""

from datetime import date
from fractions import Fraction
from math import inf
from typing import Annotated, Any, ClassVar, Literal

import msgspec
from msgspec import Meta

from slavery_benchmark.core.cases.measuring import MeasureState
from slavery_benchmark.core.cases.table import Selection
from slavery_benchmark.core.cases.waiting_times import Waits
from slavery_benchmark.core.framework.measures import MeasureKind
from slavery_benchmark.core.problems import Problem, Severity
from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.core.scoring.scores import Assurance, LimitApplied
from slavery_benchmark.core.scoring.submission import State
from slavery_benchmark.pages.compare.records import ComparisonResult
from slavery_benchmark.pages.shaped import Of

SCHEMA_VERSION = "1.3"
OLDEST_SCHEMA = "1.2"
"""The first that holds the criteria, and so can be scored again.

It could have `own_baseline`, what changed since earlier submissions: 1.3 has it no more, and it is
passed over in what is read.
"""

Score = Annotated[float, Meta(ge=0, le=100)]
Share = Annotated[float, Meta(ge=0, le=1)]


class FrameworkResult(msgspec.Struct, frozen=True, kw_only=True):
    """The framework that was used, with the hash of its loaded content, and what it is not.

    `changed`: it bears id and edition of a shipped one, with other content. Null in results that
    are older than the field. `made_for`: another edition that returns were made for, which asks the
    same questions; null where they were made for this framework.
    """

    WITHIN: ClassVar = ("framework.identity", "identity")
    id: str
    edition: str
    sha256: Annotated[str, Of("framework_sha256")]
    standing: str
    changed: Annotated[bool | None, Of(lambda of: getattr(of, "framework", of).changed)] = None
    made_for: Annotated[
        str | None, Of(lambda of: getattr(of, "framework", of).made_for or None)
    ] = None


class PeriodResult(msgspec.Struct, frozen=True, kw_only=True):
    """The period of a submission; null where the cover does not say."""

    start: Annotated[date | None, Of("period_start")]
    end: Annotated[date | None, Of("period_end")]


class SourceResult(msgspec.Struct, frozen=True, kw_only=True):
    """The file that was read, without folders, and its hash."""

    file: str
    sha256: str


class ProblemResult(msgspec.Struct, frozen=True, kw_only=True):
    """One problem."""

    code: str
    severity: Severity
    file: str
    cell: str
    found: str | None
    expected: str
    nearest: tuple[str, ...]
    message: Annotated[str, Of(Problem.sentence)]


class RunResult(msgspec.Struct, frozen=True, kw_only=True):
    """What every result of a run begins with."""

    schema_version: str
    tool_version: str
    as_of: date


class SubmissionResult(msgspec.Struct, frozen=True, kw_only=True):
    """What says which submission a part of a result is of."""

    force: str
    code: str
    fictional: bool
    period: Annotated[PeriodResult, Of()]
    source: SourceResult


class NodeResult(msgspec.Struct, frozen=True, kw_only=True):
    """One node. `score` is the supported one; `baseline` is the reading of the baseline in points.

    `too_few` is the share of weight of measures that had too few cases, and so left every sum.
    `only_just`: one case more or less, or one answer by one level, would change the position. Null
    for a check, and in results that are older than the field. `band` is what is certain, with all
    that is not told at its worst, which makes the score `floor`; `band_at_least`: the score itself
    lies in a higher band. Both null in results that are older than these fields.
    With a review: `supported` is the score on what the force has shown itself, `verified` that with
    every level of an inspector in place of the force's, `reviewed` the share of the weight of its
    judged checks that has one; `score` is one of the first two. Null without one.
    """

    WITHIN: ClassVar[tuple[str, ...]] = ("tally",)
    id: str
    parent: str | None
    title: str
    score: Score | None
    claimed: Score | None
    low: Score | None
    high: Score | None
    score_with_excused_at_zero: Annotated[Score | None, Of("excused_at_zero")]
    coverage: Share | None
    excused: Share
    weight: float
    effective_weight: Share
    baseline: Annotated[Score | None, Of("reference.value")]
    baseline_low: Annotated[Score | None, Of("reference.low")]
    baseline_high: Annotated[Score | None, Of("reference.high")]
    difference: float | None
    position: Position | None
    band: str | None
    too_few: Share
    only_just: bool | None = None
    floor: Score | None = None
    band_at_least: bool | None = None
    supported: Score | None = None
    verified: Score | None = None
    reviewed: Share | None = None


class CheckResult(NodeResult, frozen=True, kw_only=True):
    """One check: its node and the answer that it came from.

    `differs_from` are the measures that show much less than the level given. `set_aside`: the
    answer does not count, as its assurance is below the one asked for. `verified_level` is an
    inspector's.
    """

    WITHIN: ClassVar = ("node", "node.tally", "response")
    kind: str
    level: int | None
    counted_level: int | None
    state: State
    cell: str | None
    found: str
    evidence: str
    evidence_cell: str | None
    evidence_date: date | None
    not_applicable_reason: str
    owner: str
    comment: str
    assurance: Assurance | None
    differs_from: tuple[str, ...]
    set_aside: bool
    verified_level: int | None = None


def _end(end: Fraction | float) -> Fraction | float | None:
    """Return the end of a range; None for infinity, which JSON does not have."""
    return None if end == inf else end


class RangeResult(msgspec.Struct, frozen=True, kw_only=True):
    """Two ends in the unit of a measure. Null: a median that may never be reached."""

    low: Annotated[float | None, Of(lambda ends: _end(ends.low))]
    high: Annotated[float | None, Of(lambda ends: _end(ends.high))]


class IntervalResult(RangeResult, frozen=True, kw_only=True):
    """A 95% interval, and what it is of: all cases, or a sample drawn at random."""

    kind: Literal["chance variation", "sampling error"]


class MeasureResult(NodeResult, frozen=True, kw_only=True):
    """One measure: its node, and what the case files show.

    `value` is in `unit`; of a median that is not reached it is null, and `at_least` is known.
    x of n: people for a share, cases for the others. `cases` were counted, `waiting` of them not
    ended; the others on the sheet are `unknown`, `left_out`, `not_due` or `outside`. `extremes` are
    what the value could be if the unknown and the left out were known, null if all are.
    `level_low` and `level_high` are the levels at the ends of interval and extremes. `scored` is
    false for a measure without bands; its weight is 0. `known` is the share counted of the people
    (share) or cases that it is about, `missing` how many of them the unknown and the left out could
    be at most, `largest` the people of the largest case (share), `unsized` the cases of which not
    even the number of people is known; null in results that are older than the field.
    `waits` are the times of a median; null in results that are older than the field.
    """

    WITHIN: ClassVar = ("node", "node.tally", "measured")
    kind: MeasureKind
    state: MeasureState
    selection: Selection
    unit: Literal["per cent", "days"]
    value: float | None
    at_least: float | None
    x: int
    n: int
    cases: int
    waiting: int
    unknown: int
    left_out: int
    not_due: int
    outside: int
    interval: IntervalResult | None
    extremes: RangeResult | None
    level: int | None
    level_low: int | None
    level_high: int | None
    differs_from: tuple[str, ...]
    minimum_cases: int
    scored: Annotated[bool, Of("is_scored")]
    figure_found: Annotated[str | None, Of("found_figure")] = None
    known: Share | None = None
    missing: int = 0
    largest: int = 0
    unsized: int | None = None
    waits: Waits | None = None


class ModuleResult(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to a check of an optional module. It is in no score, order or comparison."""

    id: Annotated[str, Of("check")]
    state: State
    level: int | None
    cell: str | None
    found: str
    evidence: str
    evidence_cell: str | None
    evidence_date: date | None
    not_applicable_reason: str
    owner: str
    comment: str


class DiscrepancyResult(msgspec.Struct, frozen=True, kw_only=True):
    """A judged level that differs from own cases: at least as far above as the edition says."""

    check: str
    judged: int
    measure: str
    measured: int


class CasesResult(msgspec.Struct, frozen=True, kw_only=True):
    """The case files: how many are listed, of how many, how chosen; `left_out` of every measure."""

    listed: int
    in_period: int | None
    how_chosen: Annotated[Selection, Of("selection")]
    left_out: int


class VerificationResult(msgspec.Struct, frozen=True, kw_only=True):
    """The reviews that verified levels come from; whether these were agreed, and signed off."""

    reviews: tuple[SourceResult, ...]
    agreed: bool
    signed_off: bool


class ForceResult(SubmissionResult, frozen=True, kw_only=True, omit_defaults=True):
    """One submission's scores.

    `cases` is null, and `measures` empty, for an edition without case files. `judgement_alone`:
    the edition measures, and no measure of this force has a level. `module_answers` are the answers
    to optional modules, `verification` the reviews and `counts_verified` whether enough has an
    inspector's level for these to be what counts: left out where there are none.
    """

    overall: NodeResult
    uncapped_band: str | None
    limits: tuple[LimitApplied, ...]
    themes: tuple[NodeResult, ...]
    criteria: tuple[NodeResult, ...]
    checks: tuple[CheckResult, ...]
    problems: tuple[ProblemResult, ...]
    cases: CasesResult | None
    measures: tuple[MeasureResult, ...]
    discrepancies: tuple[DiscrepancyResult, ...]
    judgement_alone: bool
    module_answers: Annotated[tuple[ModuleResult, ...], Of("module_responses")] = ()
    verification: VerificationResult | None = None
    counts_verified: bool = False


class Result(RunResult, frozen=True, kw_only=True):
    """The result of a run, whole: it can be read back in place of the workbooks.

    `digest` is the SHA-256 of the rest without tool_version, digest, criteria, comparison,
    what follows from the rest and came later (`only_just`, `floor`, `band_at_least`, `unsized`),
    what only a review fills where there is none, names of files and options other than the
    assurance, and with 1.2 as schema_version, as JSON with sorted keys: it is the same for the same
    workbooks and reviews (whatever they are called), the same criteria and the same day. `criteria`
    is the framework that was used, as its files declare it; framework.sha256 is its hash.
    `comparison` is filled where forces were set side by side. Schema 1.2 had `own_baseline` as
    well, the change since earlier submissions, which the output of progress holds.
    """

    options: dict[str, str | float | None]
    framework: Annotated[FrameworkResult, Of()]
    digest: str
    forces: tuple[ForceResult, ...]
    unusable: tuple[ProblemResult, ...]
    criteria: dict[str, Any]
    comparison: ComparisonResult | None = None
