"""The shape of a summary that JSON holds.

Scores are 0 to 100, shares 0 to 1, dates ISO; a missing number is null, never 0.
"""

from datetime import date
from typing import Literal

import msgspec

from slavery_benchmark.core.comparing.set_summary import Selection
from slavery_benchmark.pages.score.records import FrameworkResult, Score, Share

SCHEMA_VERSION = "1.0"


class DataSetResult(msgspec.Struct, frozen=True, kw_only=True):
    """What the data set holds: `files` of `files_in_all` are assessed, in so many parts."""

    complete: bool
    parts: int
    files: int
    files_in_all: int
    unusable: int
    submissions: int
    warnings: int
    errors: int


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


class NodeSummaryResult(msgspec.Struct, frozen=True, kw_only=True):
    """A node: how many have a score, how these are spread, and where the submissions stand.

    `baseline` is the 2017 reading in points where everything is scored; `share_at_target` is of the
    submissions with a position.
    """

    kind: Literal["overall", "theme", "criterion", "check", "measure"]
    id: str
    parent: str | None
    title: str
    baseline: Score
    with_score: int
    without_score: int
    missing: MissingResult
    spread: SpreadResult | None
    positions: PositionsResult
    share_at_target: Share | None


class SummaryResult(msgspec.Struct, frozen=True, kw_only=True):
    """The summary of a data set: self-assessments, not inspection results."""

    schema_version: str
    tool_version: str
    as_of: date
    assurance: str
    basis: str
    quartiles: str
    framework: FrameworkResult
    data_set: DataSetResult
    selection: Selection
    by: Literal["theme", "criterion", "check"]
    nodes: tuple[NodeSummaryResult, ...]
