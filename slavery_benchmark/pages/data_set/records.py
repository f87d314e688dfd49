"""The shape of a summary that JSON holds.

Scores are 0 to 100, shares 0 to 1, dates ISO; a missing number is null, never 0.
"""

from typing import Annotated, ClassVar, Literal

import msgspec

from slavery_benchmark.core.comparing.set_summary import METHOD, NodeSummary, Selection, SetSummary
from slavery_benchmark.core.problems import Severity
from slavery_benchmark.pages.heads import BASIS
from slavery_benchmark.pages.score.records import FrameworkResult, RunResult, Score, Share
from slavery_benchmark.pages.shaped import Of, shaped

SCHEMA_VERSION = "1.0"


class DataSetResult(msgspec.Struct, frozen=True, kw_only=True):
    """What the data set holds: `files` of `files_in_all` are assessed, in so many parts."""

    complete: bool
    parts: int
    files: int
    files_in_all: int
    unusable: int
    submissions: int
    warnings: Annotated[int, Of(lambda found: found.problems[Severity.WARNING])]
    errors: Annotated[int, Of(lambda found: found.problems[Severity.ERROR])]


class MissingResult(msgspec.Struct, frozen=True, kw_only=True):
    """How many submissions have no score on a node, and why. None of them is a score of 0."""

    unanswered: int
    not_applicable: int
    too_few: int
    set_aside: int
    invalid: int


class SpreadResult(msgspec.Struct, frozen=True, kw_only=True):
    """How scores are spread; quartiles by the inclusive method (Excel's QUARTILE.INC)."""

    lowest: Score
    lower_quartile: Score
    median: Score
    upper_quartile: Score
    highest: Score


class PositionsResult(msgspec.Struct, frozen=True, kw_only=True):
    """How many submissions stand where; none: with a score, and without a position."""

    at_target: int
    above: int
    no_better: int
    not_certain: int
    none: int


def _missing(found: NodeSummary) -> MissingResult:
    return MissingResult(**{why.name.lower(): count for why, count in found.missing.items()})


def _positions(found: NodeSummary) -> PositionsResult:
    counts = {where.replace(" ", "_"): count for where, count in found.positions.items()}
    return PositionsResult(**counts, none=found.not_placed)


class NodeSummaryResult(msgspec.Struct, frozen=True, kw_only=True):
    """A node: how many have a score, how these are spread, and where the submissions stand.

    `baseline` is the 2017 reading in points where everything is scored; `share_at_target` is of the
    submissions with a position.
    """

    WITHIN: ClassVar = ("node",)
    kind: Literal["overall", "theme", "criterion", "check", "measure"]
    id: str
    parent: str | None
    title: str
    baseline: Annotated[Score, Of("reference")]
    with_score: int
    without_score: int
    missing: Annotated[MissingResult, Of(_missing)]
    spread: SpreadResult | None
    positions: Annotated[PositionsResult, Of(_positions)]
    share_at_target: Share | None


class SummaryResult(RunResult, frozen=True, kw_only=True):
    """The summary of a data set: self-assessments, not inspection results."""

    assurance: Annotated[str, Of("at_least")]
    basis: str
    quartiles: str
    framework: Annotated[FrameworkResult, Of()]
    data_set: Annotated[DataSetResult, Of("overview")]
    selection: Selection
    by: Literal["theme", "criterion", "check"]
    nodes: tuple[NodeSummaryResult, ...]


def summary_result(summary: SetSummary) -> SummaryResult:
    """Return the summary as data."""
    return shaped(
        SummaryResult,
        summary.overview.head,
        summary,
        schema_version=SCHEMA_VERSION,
        basis=BASIS,
        quartiles=METHOD,
    )
