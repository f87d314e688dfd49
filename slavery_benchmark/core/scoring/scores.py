"""Scores: what scoring makes of a submission, node by node."""

from enum import StrEnum
from fractions import Fraction

import msgspec

from slavery_benchmark.core.cases.measuring import Measured
from slavery_benchmark.core.scoring.baseline import Position, Reference
from slavery_benchmark.core.scoring.submission import Response, Submission
from slavery_benchmark.core.scoring.tally import Tally

OVERALL = "overall"


class Assurance(StrEnum):
    """How far an answer can be leaned on, least first."""

    ASSERTED = "asserted"
    DOCUMENTED = "documented"
    OWN_CASES = "own cases agree"
    VERIFIED = "verified"

    def reaches(self, rung: "Assurance") -> bool:
        """Return whether this is that rung of the ladder or a higher one."""
        ladder = list(Assurance)
        return ladder.index(self) >= ladder.index(rung)


class NodeScore(msgspec.Struct, frozen=True, kw_only=True):
    """The result of one node: overall, a theme, a criterion, a check or a measure.

    `weight` is the node's own among its neighbours, `effective_weight` its share of the overall
    score when everything is answered. `band` and `position` are None below the minimum coverage.
    `band` is that of the floor: what is certain. `band_at_least`: the score lies in a higher one.
    """

    id: str
    parent: str | None
    title: str
    weight: Fraction
    effective_weight: Fraction
    tally: Tally
    reference: Reference | None
    band: str | None = None
    band_at_least: bool = False
    position: Position | None = None

    @property
    def difference(self) -> Fraction | None:
        """Score less reference line, in points; None where there is no position."""
        if self.position is None or self.tally.score is None or self.reference is None:
            return None
        return self.tally.score - self.reference.value

    @property
    def is_below(self) -> bool:
        """Whether it is no better than the baseline, and under the bottom of its range as well."""
        if self.tally.score is None or self.reference is None:
            return False
        return self.position is Position.NO_BETTER and self.tally.score < self.reference.low


class CheckScore(msgspec.Struct, frozen=True, kw_only=True):
    """The result of one judged check: its node, the answer, and the level that counted.

    differs_from: the measures of the criterion whose figures are well below the level given.
    set_aside: the answer was left out of the score, as its assurance is below the rung asked for.
    """

    node: NodeScore
    kind: str
    response: Response
    counted_level: int | None
    assurance: Assurance | None
    differs_from: tuple[str, ...] = ()
    set_aside: bool = False

    @property
    def is_verified(self) -> bool:
        """Whether an inspector gave it a level."""
        return self.response.verified_level is not None

    @property
    def level_seen(self) -> int | None:
        """The level of an inspector; where there is none, the one that the force gave."""
        return self.response.verified_level if self.is_verified else self.response.level


class MeasureScore(msgspec.Struct, frozen=True, kw_only=True):
    """The result of one measure: its node, what the cases show, and the checks that differ."""

    node: NodeScore
    measured: Measured
    differs_from: tuple[str, ...] = ()


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

    `uncapped_band` is the overall band before the limits, of the floor like any. `counts_verified`:
    enough of the answers has an inspector's level for these to be what counts.
    """

    submission: Submission
    overall: NodeScore
    themes: tuple[NodeScore, ...]
    criteria: tuple[NodeScore, ...]
    checks: tuple[CheckScore, ...]
    uncapped_band: str | None
    limits: tuple[LimitApplied, ...]
    measures: tuple[MeasureScore, ...] = ()
    counts_verified: bool = False

    @property
    def judgement_alone(self) -> bool:
        """Whether the framework measures and no measure of this force has a level."""
        return bool(self.measures) and all(item.measured.level is None for item in self.measures)

    def node(self, node_id: str) -> NodeScore:
        """Return the node with this id (`overall` for the total); KeyError if there is none."""
        for node in (self.overall, *self.themes, *self.criteria):
            if node.id == node_id:
                return node
        for measure in self.measures:
            if measure.node.id == node_id:
                return measure.node
        return self.check(node_id).node

    def measure(self, measure_id: str) -> MeasureScore:
        """Return the measure with this id; KeyError if there is none."""
        for measure in self.measures:
            if measure.node.id == measure_id:
                return measure
        raise KeyError(measure_id)

    def check(self, check_id: str) -> CheckScore:
        """Return the check with this id; KeyError if there is none."""
        for check in self.checks:
            if check.node.id == check_id:
                return check
        raise KeyError(check_id)
