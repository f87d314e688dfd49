"""The shape of what a result says of a force's own earlier submission.

Scores are 0 to 100 and unrounded, changes in points; a missing number is null, never 0.
"""

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

_Score = Annotated[float, Meta(ge=0, le=100)]
DispositionName = Literal[
    "regressed",
    "persists",
    "improved",
    "remedied",
    "held",
    "embedded",
    "not re-tested",
    "no earlier result",
]


class EarlierSubmission(msgspec.Struct, frozen=True, kw_only=True):
    """The submission that a force is set against: its period, file, edition and hashes."""

    period_start: date | None
    period_end: date | None
    file: str
    sha256: str
    edition: str
    framework_sha256: str


class NodeChangeResult(msgspec.Struct, frozen=True, kw_only=True):
    """A node then and now, over the part of the edition that both submissions can answer.

    `then` is null where too little was known, `change` unless enough is known of both.
    `disposition` is of a criterion, null for any other node.
    `by_coverage_alone`: it moved, or reached or lost the target, only by what was answered or
    measured only once.
    """

    id: str
    then: _Score | None
    now: _Score | None
    change: float | None
    disposition: DispositionName | None
    by_coverage_alone: bool = False


class OwnBaselineResult(msgspec.Struct, frozen=True, kw_only=True):
    """A force of the run (by name, code and the end of its period), and its own earlier submission.

    `earlier` is null if there is none; `nodes` is then empty, as it is where no lineage links the
    editions (`comparable` is false). `not_compared` are checks and measures of the edition of the
    run, `dropped` those of the earlier one, that stay out of the change.
    """

    force: str
    code: str
    period_end: date | None
    earlier: EarlierSubmission | None
    comparable: bool
    nodes: tuple[NodeChangeResult, ...]
    not_compared: tuple[str, ...]
    dropped: tuple[str, ...]
