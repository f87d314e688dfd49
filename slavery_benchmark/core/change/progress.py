"""What has changed for each force since its previous and since its first submission."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec

from slavery_benchmark.core.change.bridge import Bridge, bridge_between
from slavery_benchmark.core.change.change import Change, change_between
from slavery_benchmark.core.change.drift import Drift, drift_of
from slavery_benchmark.core.change.history import (
    Cycle,
    History,
    LeftOut,
    edition_names,
    histories,
    left_out,
)
from slavery_benchmark.core.change.moves import CriterionMoves, moves_of
from slavery_benchmark.core.change.path import Path
from slavery_benchmark.core.change.translation import Translations
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.problems import Code, Problem, Severity, problem
from slavery_benchmark.core.scoring.scores import ForceScore, NodeScore


class EditionScore(msgspec.Struct, frozen=True, kw_only=True):
    """The overall node of one submission under one edition; `own`: the one it was written for."""

    period_end: date
    edition: str
    own: bool
    overall: NodeScore


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """One change, with the bridge between its two overall scores (None if either has no score)."""

    change: Change
    bridge: Bridge | None


class ForceProgress(msgspec.Struct, frozen=True, kw_only=True):
    """What changed for one force.

    since_previous, since_first: None with one submission, or without lineage between the editions;
    with two submissions they are the same.
    trend: every submission, earliest first, under the part of the latest edition that all of them
    can answer; only the latest one without such a part.
    editions: each submission under each edition that any of them was written for.
    drift: slow slides and runs over the trend; none with fewer than three submissions in it.
    """

    history: History
    since_previous: Compared | None
    since_first: Compared | None
    trend: tuple[ForceScore, ...]
    editions: tuple[EditionScore, ...]
    drift: Drift = Drift()

    @property
    def latest(self) -> Cycle:
        """The latest submission."""
        return self.history.cycles[-1]


class ProgressReport(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that one run has to say of changes.

    problems: of the order of submissions. unusable: files that could not be used. moves: how the
    criteria of the latest edition moved over the forces with a change; empty with fewer than two.
    left_out: forces of which nothing is said, as their submissions cannot be put in order.
    """

    tool_version: str
    as_of: date
    forces: tuple[ForceProgress, ...]
    moves: tuple[CriterionMoves, ...]
    problems: tuple[Problem, ...]
    unusable: tuple[Problem, ...]
    left_out: tuple[LeftOut, ...] = ()

    def every_problem(self) -> tuple[Problem, ...]:
        """Return the problems of files, of their order, and of every submission."""
        own = tuple(
            item
            for force in self.forces
            for cycle in force.history.cycles
            for item in cycle.score.submission.problems
        )
        return self.unusable + self.problems + own

    def worst(self) -> Severity | None:
        """Return the gravest severity of the run, or None where nothing was wrong."""
        order = list(Severity)
        return max((p.severity for p in self.every_problem()), key=order.index, default=None)


def build_progress(
    cycles: Iterable[Cycle],
    editions: Sequence[Framework],
    *,
    tool_version: str,
    as_of: date,
    unusable: Sequence[Problem],
) -> ProgressReport:
    """Return what changed for each force, and over all forces. `editions`: those with a lineage."""
    shared = list(_sharing_editions(cycles))
    found, problems = histories(shared)
    without = left_out(shared, found, problems)
    known = Translations(editions)
    forces = [_progress(history, known) for history in found]
    for force in forces:
        problems += tuple(_doubts(force))
    compared = [force.since_previous.change for force in forces if force.since_previous]
    return ProgressReport(
        tool_version=tool_version,
        as_of=as_of,
        forces=tuple(forces),
        moves=moves_of(compared),
        problems=problems,
        unusable=tuple(unusable),
        left_out=without,
    )


def _sharing_editions(cycles: Iterable[Cycle]) -> Iterator[Cycle]:
    """Yield the cycles, with one object for each edition: they may come from several processes."""
    editions: list[Framework] = []
    for cycle in cycles:
        same = next((item for item in editions if item == cycle.framework), None)
        if same is None:
            editions.append(cycle.framework)
        yield cycle if same is None else msgspec.structs.replace(cycle, framework=same)


def _progress(history: History, known: Translations) -> ForceProgress:
    cycles = history.cycles
    change: Change | None = None
    for earlier, later in itertools.pairwise(cycles):
        change = change_between(earlier, later, known.editions, change, known)
    previous = first = _compared(change, known)
    if len(cycles) > 2:
        change = change_between(cycles[0], cycles[-1], known.editions, None, known)
        first = _compared(change, known)
    trend, under = _trend(history, known)
    return ForceProgress(
        history=history,
        since_previous=previous,
        since_first=first,
        trend=trend,
        editions=tuple(_editions(history, known)),
        drift=drift_of(trend, under),
    )


def _compared(change: Change | None, known: Translations) -> Compared | None:
    if change is None:
        return None
    bridge = bridge_between(change.earlier, change.later, known.editions, known)
    return Compared(change=change, bridge=bridge)


def _trend(history: History, known: Translations) -> tuple[tuple[ForceScore, ...], Framework]:
    """Return every submission under what all can answer of the latest edition, and that part."""
    latest = history.cycles[-1]
    found = [known.path(cycle.framework, latest.framework) for cycle in history.cycles]
    paths = [path for path in found if path is not None]
    alone = (latest.score,), latest.framework
    if len(paths) < len(found):
        return alone
    common = known.common(paths)
    if not common.themes:
        return alone

    def under(cycle: Cycle, path: Path) -> ForceScore:
        if common is cycle.framework:
            return cycle.score
        return known.forward(cycle.score, path, common)

    pairs = zip(history.cycles, paths, strict=True)
    return tuple(under(cycle, path) for cycle, path in pairs), common


def _editions(history: History, known: Translations) -> Iterator[EditionScore]:
    frameworks = {id(cycle.framework): cycle.framework for cycle in history.cycles}
    for cycle in history.cycles:
        for framework in frameworks.values():
            scored = _under(cycle, framework, known)
            if scored is not None and cycle.end is not None:
                yield EditionScore(
                    period_end=cycle.end,
                    edition=framework.identity.edition,
                    own=framework is cycle.framework,
                    overall=scored.overall,
                )


def _under(cycle: Cycle, framework: Framework, known: Translations) -> ForceScore | None:
    """Return a submission under an edition before or after its own; None without lineage."""
    if framework is cycle.framework:
        return cycle.score
    path = known.path(cycle.framework, framework)
    if path is not None:
        return known.forward(cycle.score, path, framework)
    path = known.path(framework, cycle.framework)
    return None if path is None else known.back(cycle.score, path)


def _doubts(force: ForceProgress) -> Iterator[Problem]:
    cycles = force.history.cycles
    shown_as = cycles[-1].score.submission.source.shown_as
    if len(cycles) == 1:
        yield problem(
            Code.CYCLE_SINGLE,
            file=shown_as,
            expected=f"an earlier workbook or result of {force.history.force} as well",
        )
    elif force.since_previous is None or force.since_first is None:
        yield problem(
            Code.EDITIONS_UNRELATED,
            file=shown_as,
            found=", ".join(edition_names(cycle.framework for cycle in cycles)),
            expected="editions whose lineage leads from one to the next",
        )
