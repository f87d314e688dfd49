"""Scores: what scoring makes of a submission, node by node."""

from enum import StrEnum
from fractions import Fraction

import msgspec

from slavery_benchmark.core.baseline import Position, Reference
from slavery_benchmark.core.submission import Response, Submission
from slavery_benchmark.core.tally import Tally

OVERALL = "overall"


class Assurance(StrEnum):
    """How far an answer can be leaned on, least first."""

    ASSERTED = "asserted"
    DOCUMENTED = "documented"


class NodeScore(msgspec.Struct, frozen=True, kw_only=True):
    """The result of one node: overall, a theme, a criterion or a check.

    `weight` is the node's own among its neighbours, `effective_weight` its share of the overall
    score when everything is answered. `band` and `position` are None below the minimum coverage.
    """

    id: str
    parent: str | None
    title: str
    weight: Fraction
    effective_weight: Fraction
    tally: Tally
    reference: Reference | None
    band: str | None = None
    position: Position | None = None

    @property
    def difference(self) -> Fraction | None:
        """Score less reference line, in points; None without a score."""
        if self.tally.score is None or self.reference is None:
            return None
        return self.tally.score - self.reference.value


class CheckScore(msgspec.Struct, frozen=True, kw_only=True):
    """The result of one check: its node, the answer, and the level that counted."""

    node: NodeScore
    kind: str
    response: Response
    counted_level: int | None
    assurance: Assurance | None


class LimitApplied(msgspec.Struct, frozen=True, kw_only=True):
    """A limit of the framework that holds the overall band down, or keeps it back.

    `cap` is the band's word, or None when the named criterion has no score.
    """

    id: str
    criterion: str
    cap: str | None
    because: str


class ForceScore(msgspec.Struct, frozen=True, kw_only=True):
    """A force's scores, in framework order, and the submission that they came from.

    `uncapped_band` is the overall band before the limits.
    """

    submission: Submission
    overall: NodeScore
    themes: tuple[NodeScore, ...]
    criteria: tuple[NodeScore, ...]
    checks: tuple[CheckScore, ...]
    uncapped_band: str | None
    limits: tuple[LimitApplied, ...]

    def node(self, node_id: str) -> NodeScore:
        """Return the node with this id (`overall` for the total); KeyError if there is none."""
        for node in (self.overall, *self.themes, *self.criteria):
            if node.id == node_id:
                return node
        return self.check(node_id).node

    def check(self, check_id: str) -> CheckScore:
        """Return the check with this id; KeyError if there is none."""
        for check in self.checks:
            if check.node.id == check_id:
                return check
        raise KeyError(check_id)
