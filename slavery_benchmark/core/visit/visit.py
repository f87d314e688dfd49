"""The visit list of a force: where to look first, and why. It judges nothing anew."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from slavery_benchmark.core.cases.least_shown import rows_missing
from slavery_benchmark.core.cases.measuring import MeasureState
from slavery_benchmark.core.cases.table import Selection
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Criterion, Framework
from slavery_benchmark.core.scoring.scores import CheckScore, ForceScore, MeasureScore, NodeScore
from slavery_benchmark.core.scoring.scoring import has_support
from slavery_benchmark.core.scoring.submission import State
from slavery_benchmark.core.visit.adverse_cases import (
    EVERY,
    TO_READ,
    CaseReader,
    CaseToRead,
    Standing,
    reader_of,
)
from slavery_benchmark.core.visit.entry import CASES_EACH, Entry, Fall, Ground, Why
from slavery_benchmark.core.visit.priority import ForcePoints

_UNKNOWN = TO_READ[1:]
_UNANSWERED = {
    State.BLANK: Why.BLANK,
    State.INVALID: Why.INVALID,
    State.NOT_APPLICABLE: Why.NOT_APPLICABLE,
}
_UNMEASURED = {
    MeasureState.NOT_SUPPLIED: (Why.NOT_SUPPLIED, ()),
    MeasureState.CHOSEN: (Why.CHOSEN, ()),
    MeasureState.TOO_FEW: (Why.TOO_FEW, EVERY),
    MeasureState.TOO_LITTLE_KNOWN: (Why.TOO_LITTLE_KNOWN, _UNKNOWN),
    MeasureState.NOT_SETTLED: (Why.NOT_SETTLED, TO_READ),
}
"""Why a measure has no level, and which of its cases are worth reading."""
OF_ALL_CASES = (Why.NOT_SUPPLIED, Why.CHOSEN, Why.NOT_ALL_LISTED, Why.TOO_FEW)
"""Grounds that lie in the case files as a whole, and not in one criterion."""


def visit_list(
    force: ForceScore,
    points: ForcePoints,
    framework: Framework,
    reader: CaseReader | None = None,
    falls: Mapping[str, Fall] | None = None,
) -> tuple[Entry, ...]:
    """Return an entry for each criterion with points to settle, most points first.

    `reader` is that of the force's cases, where there is one already; `falls` are the criteria that
    have regressed.
    """
    criteria = {criterion.id: criterion for _, criterion in framework.criteria()}
    visit = _Visit(force, framework, reader or reader_of(force.submission, framework), falls or {})
    return tuple(
        Entry(
            criterion=item.criterion,
            title=criteria[item.criterion].title,
            points=item,
            grounds=tuple(visit.grounds(criteria[item.criterion])),
        )
        for item in points.criteria
    )


def grounds_of(force: ForceScore, framework: Framework) -> Mapping[str, tuple[Ground, ...]]:
    """Return what can be said of each criterion, whether it has points to settle or not."""
    visit = _Visit(force, framework, reader_of(force.submission, framework), {})
    return {item.id: tuple(visit.grounds(item)) for _, item in framework.criteria()}


class _Visit:
    """Goes through one force's scores, criterion by criterion."""

    def __init__(
        self,
        force: ForceScore,
        framework: Framework,
        reader: CaseReader | None,
        falls: Mapping[str, Fall],
    ) -> None:
        self.force = force
        self.framework = framework
        self.falls = falls
        self.declared = {measure.id: measure for _, measure in framework.measures()}
        self.reader = reader
        self.checks: dict[str, list[CheckScore]] = {}
        for check in force.checks:
            self.checks.setdefault(check.node.parent or "", []).append(check)
        self.measures: dict[str, list[MeasureScore]] = {}
        for item in force.measures:
            if item.node.weight:
                self.measures.setdefault(item.node.parent or "", []).append(item)

    def grounds(self, criterion: Criterion) -> Iterator[Ground]:
        """Yield the grounds of a criterion, in the order of `Why`."""
        checks = self.checks.get(criterion.id, [])
        measures = self.measures.get(criterion.id, [])
        fall = self.falls.get(criterion.id)
        if fall is not None:
            yield Ground(why=Why.REGRESSED, fall=fall)
        every, checks = checks, [check for check in checks if not check.is_verified]
        yield from self._differing(checks)
        yield from self._unsupported(checks)
        yield from self._low(every, measures)
        if aside := [check for check in checks if check.set_aside]:
            yield self._of_checks(Why.SET_ASIDE, aside)
        yield from self._unanswered(checks, measures)
        yield from self._unmeasured(measures)

    def _differing(self, checks: Sequence[CheckScore]) -> Iterator[Ground]:
        here = [check for check in checks if check.differs_from]
        if here:
            measures = dict.fromkeys(item for check in here for item in check.differs_from)
            yield self._of_checks(Why.DIFFERS, here, tuple(measures), TO_READ)

    def _unsupported(self, checks: Sequence[CheckScore]) -> Iterator[Ground]:
        required, submission = self.framework.evidence.required_from, self.force.submission
        here = [
            check
            for check in checks
            if check.response.state is State.ANSWERED
            and (check.response.level or 0) >= required
            and not has_support(check.response, submission)
        ]
        if here:
            yield self._of_checks(Why.UNSUPPORTED, here)

    def _low(
        self, checks: Sequence[CheckScore], measures: Sequence[MeasureScore]
    ) -> Iterator[Ground]:
        """Yield what is below target: levels as given or verified, measured ones not differing."""
        low = [check for check in checks if self._is_low(check.level_seen)]
        told = {check.node.id for check in checks if not check.is_verified}
        shown = [
            item.node.id
            for item in measures
            if self._is_low(item.measured.level) and not told & set(item.differs_from)
        ]
        if low or shown:
            yield self._of_checks(Why.LOW, low, shown, TO_READ)

    def _is_low(self, level: int | None) -> bool:
        target = exact(self.framework.target.score)
        return level is not None and self.framework.points(level) < target

    def _unanswered(
        self, checks: Sequence[CheckScore], measures: Sequence[MeasureScore]
    ) -> Iterator[Ground]:
        """Yield a ground for all blank checks, one for the invalid, one for n/a."""
        for state, why in _UNANSWERED.items():
            here = [check for check in checks if check.response.state is state]
            if here:
                # what is said not to apply may stand in the force's own cases
                held = [item.node.id for item in measures if item.measured.about]
                applies = held if state is State.NOT_APPLICABLE else []
                yield self._of_checks(why, here, applies, EVERY)

    def _unmeasured(self, measures: Sequence[MeasureScore]) -> Iterator[Ground]:
        """Yield a ground for the measures that share a reason for not being known."""
        files = self.force.submission.cases
        missing = rows_missing(files)
        for state, (why, standings) in _UNMEASURED.items():
            here = [item for item in measures if item.measured.state is state]
            if here and not (why is Why.TOO_FEW and files and files.selection is Selection.ALL):
                yield self._of_measures(why, [item.node for item in here], standings)
        known = [item for item in measures if item.measured.level is not None]
        if missing != 0:
            listed = [*known, *(i for i in measures if i.measured.state is MeasureState.TOO_FEW)]
            if listed:
                yield self._of_measures(Why.NOT_ALL_LISTED, [item.node for item in listed], ())
        elif part := [i for i in known if i.measured.unknown or i.measured.left_out]:
            yield self._of_measures(Why.PARTLY_KNOWN, [item.node for item in part], _UNKNOWN)

    def _of_checks(
        self,
        why: Why,
        checks: Sequence[CheckScore],
        measures: Sequence[str] = (),
        standings: Sequence[Standing] = (),
    ) -> Ground:
        evidence = why in (Why.DIFFERS, Why.UNSUPPORTED, Why.SET_ASIDE)
        return Ground(
            why=why,
            checks=tuple(check.node.id for check in checks),
            measures=tuple(measures),
            cells=(*_cells_of(checks, evidence=evidence), *self._columns(measures)),
            cases=self._cases(measures, standings),
        )

    def _of_measures(
        self, why: Why, nodes: Sequence[NodeScore], standings: Sequence[Standing]
    ) -> Ground:
        measures = tuple(node.id for node in nodes)
        return Ground(
            why=why,
            measures=measures,
            cells=() if why in OF_ALL_CASES else self._columns(measures),
            cases=self._cases(measures, standings),
        )

    def _columns(self, measures: Iterable[str]) -> tuple[str, ...]:
        """Return the columns that these measures read, where the sheet has them."""
        if self.reader is None:
            return ()
        table = self.reader.table
        columns = [c for m in measures for c in self.declared[m].columns() if c in table.letters]
        places = {table.letters[column] for column in columns}
        ordered = sorted(places, key=lambda name: (len(name), name))
        return tuple(f"{table.sheet}!{place}" for place in ordered)

    def _cases(
        self, measures: Sequence[str], standings: Sequence[Standing]
    ) -> tuple[CaseToRead, ...]:
        """Return some of the worst cases of these measures by turns, each case once."""
        if self.reader is None or not standings:
            return ()
        worst = [self.reader.worst(self.declared[m], CASES_EACH, standings) for m in measures]
        longest = max(map(len, worst), default=0)
        turns = (items[turn] for turn in range(longest) for items in worst if turn < len(items))
        chosen: dict[int, CaseToRead] = {}
        for item in turns:
            chosen.setdefault(item.case.row, item)
        return tuple(chosen.values())[:CASES_EACH]


def _cells_of(checks: Sequence[CheckScore], *, evidence: bool) -> Iterator[str]:
    for check in checks:
        for cell in (check.response.cell, check.response.evidence_cell if evidence else None):
            if cell:
                yield cell
