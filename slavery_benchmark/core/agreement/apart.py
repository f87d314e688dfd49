"""How far forces and inspectors, and inspectors among themselves, gave the same levels."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import msgspec

from slavery_benchmark.core.agreement.cases_read import CasesRead, cases_read
from slavery_benchmark.core.agreement.figures import (
    Differences,
    Figure,
    differences_of,
    figures_of,
    main_figure,
)
from slavery_benchmark.core.agreement.interval import FEWEST
from slavery_benchmark.core.agreement.paired import Reviews
from slavery_benchmark.core.agreement.ratings import Ratings
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.submission import Submission


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A theme, a criterion, a check or a force, and how its levels differ.

    figure: the one figure that is given of a part; None for a check and a criterion.
    """

    id: str
    title: str
    differences: Differences
    figure: Figure | None = None


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """Levels set beside each other: those of forces and inspectors, or of inspectors alone.

    units: the checks of forces that have two levels. marginals: rater by rater, how often each
    level of the scale was given in these. Parts with nothing to compare are left out; checks and
    forces are in order of how far apart the levels are, furthest first.
    """

    units: int
    differences: Differences
    figures: tuple[Figure, ...]
    marginals: tuple[tuple[int, ...], ...]
    themes: tuple[Part, ...]
    criteria: tuple[Part, ...]
    checks: tuple[Part, ...]
    forces: tuple[Part, ...]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A check of a force: the level given, those of the inspectors, and the one agreed."""

    force: str
    check: str
    question: str
    given: int | None
    inspectors: tuple[int | None, ...]
    agreed: int | None

    @property
    def apart(self) -> int:
        """The widest difference between levels that anybody gave, in levels."""
        levels = {self.given, self.agreed, *self.inspectors} - {None}
        known = [level for level in levels if level is not None]
        return max(known) - min(known) if known else 0

    @property
    def told(self) -> tuple[int | None, ...]:
        """The levels that are held against the force's."""
        return self.inspectors if self.agreed is None else (self.agreed,)


class OfReturn(msgspec.Struct, frozen=True, kw_only=True):
    """A return with its reviews: who reviewed it, whether that was agreed, what cases showed."""

    force: str
    reviewers: tuple[str, ...]
    agreed: bool
    signed_off: bool
    cases: CasesRead | None


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that reviews of returns say of agreement. between: None with one review each."""

    scale: tuple[int, ...]
    returns: tuple[OfReturn, ...]
    rows: tuple[Row, ...]
    with_force: Side
    between: Side | None


class _Unit(NamedTuple):
    """Levels of one check of one force, with what the unit is a part of."""

    levels: tuple[int | None, ...]
    force: str
    check: str


def agreement_of(pairs: Iterable[tuple[Submission, Reviews]], framework: Framework) -> Agreement:
    """Return the agreement on returns that have reviews.

    A force is held against the levels agreed or, where nothing was agreed, each inspector's own.
    """
    paired = list(pairs)
    names = _names([submission for submission, _ in paired])
    returns = tuple(
        OfReturn(
            force=name,
            reviewers=_reviewers(reviews),
            agreed=reviews.agreed is not None,
            signed_off=reviews.verification.signed_off,
            cases=cases_read(reviews, submission, framework),
        )
        for name, (submission, reviews) in zip(names, paired, strict=True)
    )
    rows = tuple(
        row
        for name, (submission, reviews) in zip(names, paired, strict=True)
        for row in _rows(name, submission, reviews, framework)
    )
    scale = tuple(level.level for level in framework.levels)
    own = [_Unit((row.given, level), row.force, row.check) for row in rows for level in row.told]
    most = max((len(row.inspectors) for row in rows), default=0)
    theirs = [
        _Unit((*row.inspectors, *[None] * (most - len(row.inspectors))), row.force, row.check)
        for row in rows
    ]
    sides = _Sides(framework, scale, len(set(names)))
    return Agreement(
        scale=scale,
        returns=returns,
        rows=rows,
        with_force=sides.side(own, fixed=True),
        between=sides.side(theirs, fixed=False) if most > 1 else None,
    )


def _names(submissions: Sequence[Submission]) -> list[str]:
    """Return what each return is called: its force, with the period's end where it has two."""
    names = [item.force for item in submissions]
    return [
        name if names.count(name) == 1 else f"{name}, {item.period_end or item.source.file}"
        for name, item in zip(names, submissions, strict=True)
    ]


def _reviewers(reviews: Reviews) -> tuple[str, ...]:
    if reviews.single:
        return tuple(item.reviewer for item in reviews.single)
    return () if reviews.agreed is None else reviews.agreed.reviewers


def _rows(
    name: str, submission: Submission, reviews: Reviews, framework: Framework
) -> Iterable[Row]:
    given = {item.check: item.level for item in submission.responses}
    agreed = {} if reviews.agreed is None else reviews.agreed.levels
    behind = {item.check: item.levels for item in reviews.agreed.checks} if reviews.agreed else {}
    for _, _, check in framework.checks():
        inspectors = tuple(item.levels.get(check.id) for item in reviews.single)
        yield Row(
            force=name,
            check=check.id,
            question=check.question,
            given=given.get(check.id),
            inspectors=inspectors or behind.get(check.id, ()),
            agreed=agreed.get(check.id),
        )


class _Sides:
    """Makes sides of units, under one framework."""

    def __init__(self, framework: Framework, scale: tuple[int, ...], forces: int) -> None:
        self.framework = framework
        self.scale = scale
        self.by_force = forces >= FEWEST
        self.theme = {check.id: theme.id for theme, _, check in framework.checks()}
        self.criterion = {check.id: item.id for _, item, check in framework.checks()}

    def side(self, units: Sequence[_Unit], *, fixed: bool) -> Side:
        """Return how the levels of these units differ. fixed: the first is always the force's."""
        framework, ratings = self.framework, self._ratings(units, fixed=fixed)
        compared = [unit for unit in units if len(_pairs(unit)) > 0]
        themes = {theme.id: theme.title for theme in framework.themes}
        criteria = {item.id: item.title for _, item in framework.criteria()}
        checks = {check.id: check.question for _, _, check in framework.checks()}
        forces = {unit.force: unit.force for unit in units}

        def parts(
            titles: Mapping[str, str], of: Callable[[_Unit], str], *, figure: bool = False
        ) -> list[Part]:
            here: dict[str, list[_Unit]] = {key: [] for key in titles}
            for unit in compared:
                here[of(unit)].append(unit)
            return [
                self._part(key, titles[key], found, fixed=fixed, figure=figure)
                for key, found in here.items()
                if found
            ]

        return Side(
            units=len({(unit.force, unit.check) for unit in compared}),
            differences=differences_of(ratings),
            figures=figures_of(ratings),
            marginals=tuple(ratings.marginals()),
            themes=tuple(parts(themes, lambda unit: self.theme[unit.check], figure=True)),
            criteria=tuple(parts(criteria, lambda unit: self.criterion[unit.check])),
            checks=_furthest(parts(checks, lambda unit: unit.check)),
            forces=_furthest(parts(forces, lambda unit: unit.force, figure=True)),
        )

    def _part(
        self, key: str, title: str, units: Sequence[_Unit], *, fixed: bool, figure: bool
    ) -> Part:
        ratings = self._ratings(units, fixed=fixed)
        return Part(
            id=key,
            title=title,
            differences=differences_of(ratings),
            figure=main_figure(ratings) if figure else None,
        )

    def _ratings(self, units: Sequence[_Unit], *, fixed: bool) -> Ratings:
        by_force = self.by_force and len({unit.force for unit in units}) > 1
        groups = [unit.force if by_force else f"{unit.force}|{unit.check}" for unit in units]
        return Ratings(
            scale=self.scale,
            units=tuple(unit.levels for unit in units),
            groups=tuple(groups),
            fixed=fixed,
        )


def _pairs(unit: _Unit) -> list[tuple[int, int]]:
    return list(combinations([level for level in unit.levels if level is not None], 2))


def _furthest(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Return parts by the mean distance of their levels, furthest first; of equals as they are."""
    return tuple(sorted(parts, key=lambda part: -(part.differences.mean_apart or 0)))
