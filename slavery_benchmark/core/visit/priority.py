"""What comes first on a visit: how many points of a force there are to settle, and why.

The one rule that every order of forces asks. Source: docs/method.md, "What comes first on a visit".
"""

from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from math import lcm
from typing import NamedTuple

import msgspec

from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import FULL_SCORE, Criterion, Framework
from slavery_benchmark.core.scoring.scores import CheckScore, ForceScore
from slavery_benchmark.core.scoring.submission import State
from slavery_benchmark.core.scoring.tally import ZERO
from slavery_benchmark.core.visit.worst_measured import WorstMeasured, worst_measured


class Label(StrEnum):
    """What makes points to settle. The last is what has not been told, the others are known."""

    WEAKNESS = "known weakness"
    REGRESSED = "regressed"
    CONTRADICTED = "contradicted by own cases"
    UNSUPPORTED = "without support"
    NOT_TOLD = "not told"


Parts = Mapping[Label, Fraction]
"""Points of the overall score under the labels that make them, none of them 0."""


class CriterionPoints(msgspec.Struct, frozen=True, kw_only=True):
    """The points to settle of a criterion: weight x (target - worst), and what makes them.

    weight: its share of the overall score. worst: its worst plausible score, 0 to 100. total:
    points of the overall score.
    """

    criterion: str
    weight: Fraction
    worst: Fraction
    total: Fraction
    parts: Parts

    @property
    def label(self) -> Label:
        """What makes most of them; of equals the first in the order of the labels."""
        return max(Label, key=lambda label: self.parts.get(label, ZERO))


class ForcePoints(msgspec.Struct, frozen=True, kw_only=True):
    """The points to settle of a force, and its criteria that have any, most points first.

    total: the number by which forces are ordered, largest first.
    """

    criteria: tuple[CriterionPoints, ...]
    total: Fraction
    parts: Parts

    @property
    def not_told(self) -> Fraction:
        """The part to ask about first."""
        return self.parts.get(Label.NOT_TOLD, ZERO)

    @property
    def known(self) -> Fraction:
        """The part that is known to fall short, to visit for first."""
        return self.total - self.not_told


class _Step(NamedTuple):
    """A level that a response comes down to, and what takes it there."""

    level: int
    label: Label


class _Scaled(NamedTuple):
    """A criterion with its share, and its weights as whole numbers in the same proportion."""

    criterion: Criterion
    share: Fraction
    weights: Mapping[str, int]


class PriorityRule:
    """The rule under one framework. Inside it counts in whole numbers, which is quick and exact."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        shares = framework.effective_weights()
        self._criteria = [
            _Scaled(criterion, shares[criterion.id], _whole(dict(criterion.weights())))
            for _, criterion in framework.criteria()
        ]
        points = [framework.points(level) for level in range(len(framework.levels))]
        target = exact(framework.target.score)
        self._unit = lcm(target.denominator, *(item.denominator for item in points))
        self._points = [int(item * self._unit) for item in points]
        self._target = int(target * self._unit)

    def points_to_settle(self, force: ForceScore, regressed: Collection[str] = ()) -> ForcePoints:
        """Return the points to settle of a force. `regressed`: its criteria that have regressed."""
        checks: dict[str, list[CheckScore]] = {}
        for check in force.checks:
            checks.setdefault(check.node.parent or "", []).append(check)
        measures = worst_measured(force, self.framework)
        found = [
            points
            for item in self._criteria
            if (points := self._of(item, checks[item.criterion.id], measures, regressed)).total
        ]
        found.sort(key=lambda item: -item.total)  # of equals as the framework has them
        parts: dict[Label, Fraction] = {}
        for item in found:
            for label, part in item.parts.items():
                parts[label] = parts.get(label, ZERO) + part
        return ForcePoints(
            criteria=tuple(found),
            total=sum(parts.values(), ZERO),
            parts={label: parts[label] for label in Label if label in parts},
        )

    def _of(
        self,
        item: _Scaled,
        checks: list[CheckScore],
        measures: Mapping[str, WorstMeasured],
        regressed: Collection[str],
    ) -> CriterionPoints:
        """Return the points of a criterion, each fall below target under what takes it there."""
        whole = reached = 0
        short: dict[Label, int] = {}
        for part, steps in _responses(item.criterion, checks, measures):
            weight, at = item.weights[part], self._points[-1]
            for step in steps:
                lower = self._points[step.level]
                if lower < at:
                    if (fell := min(at, self._target) - lower) > 0:
                        short[step.label] = short.get(step.label, 0) + weight * fell
                    at = lower
            whole += weight
            reached += weight * at
        worst = Fraction(reached, whole * self._unit) if whole else FULL_SCORE
        lacking = self._target * whole - reached
        total, parts = ZERO, {}
        if lacking > 0:
            total, every = item.share * Fraction(lacking, whole * self._unit), sum(short.values())
            has_fallen = item.criterion.id in regressed
            for label, fell in short.items():
                # a weakness that was not there before is one that has come about
                now = Label.REGRESSED if has_fallen and label is Label.WEAKNESS else label
                parts[now] = total * Fraction(fell, every)
        return CriterionPoints(
            criterion=item.criterion.id, weight=item.share, worst=worst, total=total, parts=parts
        )


def _whole(weights: Mapping[str, Fraction]) -> Mapping[str, int]:
    """Return weights as whole numbers in the same proportion."""
    unit = lcm(*(weight.denominator for weight in weights.values()))
    return {part: int(weight * unit) for part, weight in weights.items()}


def _responses(
    criterion: Criterion, checks: list[CheckScore], measures: Mapping[str, WorstMeasured]
) -> Iterator[tuple[str, Iterator[_Step]]]:
    """Yield each check and scored measure that counts, with the levels that it comes down to."""
    tests: dict[str, list[WorstMeasured]] = {}
    for measure in criterion.measures:
        found = measures.get(measure.id)
        if found is None:
            continue
        for check in checks:
            if measure.is_test_of(check.node.id):
                tests.setdefault(check.node.id, []).append(found)
        if found.least.counts:
            yield measure.id, _of_measure(found)
    for check in checks:
        yield check.node.id, _of_check(check, tests.get(check.node.id, ()))


def _of_measure(found: WorstMeasured) -> Iterator[_Step]:
    if found.least.level is not None:
        label = Label.CONTRADICTED if found.contradicts else Label.WEAKNESS
        yield _Step(found.least.level, label)
    yield _Step(found.least.worst, Label.NOT_TOLD)


def _of_check(check: CheckScore, tests: Collection[WorstMeasured]) -> Iterator[_Step]:
    """Yield the levels of a judged check: given, counted, shown by own cases, left open.

    What an inspector has seen is settled: it comes down to that level, and to no other.
    """
    if check.response.verified_level is not None:
        yield _Step(check.response.verified_level, Label.WEAKNESS)
        return
    level = check.response.level
    if check.response.state is not State.ANSWERED or level is None:
        yield _Step(0, Label.NOT_TOLD)
        return
    yield _Step(level, Label.WEAKNESS)
    yield _Step(check.counted_level or 0, Label.UNSUPPORTED)
    shown = Label.CONTRADICTED if check.differs_from else Label.WEAKNESS
    for found in tests:
        if found.shown is not None:
            yield _Step(found.shown, shown)
    for found in tests:
        if found.left_open is not None:
            yield _Step(found.left_open, Label.NOT_TOLD)
