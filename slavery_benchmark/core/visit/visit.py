"""The visit list of a force: where to look first, and why. It judges nothing anew."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from slavery_benchmark.core.cases.measuring import MeasureState
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import FULL_SCORE, Criterion, Framework
from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.core.scoring.scores import CheckScore, ForceScore, MeasureScore, NodeScore
from slavery_benchmark.core.scoring.scoring import has_support
from slavery_benchmark.core.scoring.submission import State
from slavery_benchmark.core.scoring.tally import ZERO
from slavery_benchmark.core.visit.adverse_cases import (
    TO_READ,
    CaseReader,
    CaseToRead,
    Standing,
    reader_of,
)
from slavery_benchmark.core.visit.entry import CASE_FILES, Entry, Group, Why

CASES_EACH = 5
"""How many cases an entry names, unless so few bear on it that all can be read."""
_ALL = (*TO_READ, Standing.GOOD)


def visit_list(
    force: ForceScore, framework: Framework, reader: CaseReader | None = None
) -> tuple[Entry, ...]:
    """Return the entries of a force: group by group, inside each by priority, then as declared.

    `reader` is that of the force's cases, where there is one already.
    """
    reader = reader or reader_of(force.submission, framework)
    found = list(_Visit(force, framework, reader).entries())
    order = {node: place for place, node in enumerate(_ids(framework))}
    groups = list(Group)
    found.sort(key=lambda e: (groups.index(e.group), -e.priority, order[e.node]))
    return tuple(found)


def _ids(framework: Framework) -> Iterator[str]:
    for _, criterion in framework.criteria():
        yield criterion.id
        yield from (check.id for check in criterion.checks)
        yield from (measure.id for measure in criterion.measures)
    yield CASE_FILES


class _Visit:
    """Goes through one force's scores, criterion by criterion."""

    def __init__(self, force: ForceScore, framework: Framework, reader: CaseReader | None) -> None:
        self.force = force
        self.framework = framework
        self.measures = {measure.id: measure for _, measure in framework.measures()}
        self.reader = reader
        self.table = None if reader is None else reader.table

    def entries(self) -> Iterator[Entry]:
        checks: dict[str, list[CheckScore]] = {}
        for check in self.force.checks:
            checks.setdefault(check.node.parent or "", []).append(check)
        for _, criterion in self.framework.criteria():
            node = self.force.node(criterion.id)
            here = checks.get(criterion.id, [])
            for check in here:
                yield from self._differing(check, criterion)
                yield from self._unsupported(check, criterion)
            yield from self._baseline(node, criterion, here)
            yield from self._unanswered(criterion, here)
        yield from self._unmeasured()

    def _differing(self, check: CheckScore, criterion: Criterion) -> Iterator[Entry]:
        levels = [self.force.measure(item).measured.level for item in check.differs_from]
        measured = [level for level in levels if level is not None]
        if check.response.level is None or not measured:
            return
        gap = self._step(check.response.level, min(measured))
        yield self._of_check(Group.DIFFERS, Why.DIFFERS, check, criterion, gap, check.differs_from)

    def _unsupported(self, check: CheckScore, criterion: Criterion) -> Iterator[Entry]:
        rule, response = self.framework.evidence, check.response
        if response.state is not State.ANSWERED or response.level is None:
            return
        if response.level < rule.required_from or has_support(response, self.force.submission):
            return
        gap = self._step(response.level, rule.unsupported_level)
        yield self._of_check(Group.UNSUPPORTED, Why.UNSUPPORTED, check, criterion, gap)

    def _step(self, level: int, lower: int) -> Fraction:
        """Return the points between two levels."""
        return self.framework.points(level) - self.framework.points(lower)

    def _of_check(
        self,
        group: Group,
        why: Why,
        check: CheckScore,
        criterion: Criterion,
        gap: Fraction,
        measures: tuple[str, ...] = (),
    ) -> Entry:
        return Entry(
            group=group,
            why=why,
            node=check.node.id,
            criterion=criterion.id,
            title=check.node.title,
            checks=(check.node.id,),
            measures=measures,
            cells=(*_cells_of(check), *self._columns(measures)),
            cases=self._cases(measures),
            weight=check.node.effective_weight,
            gap=gap,
        )

    def _baseline(
        self, node: NodeScore, criterion: Criterion, checks: Sequence[CheckScore]
    ) -> Iterator[Entry]:
        score = node.tally.score
        if node.position is not Position.NO_BETTER or score is None:
            return
        low = [check for check in checks if self._is_low(check.node)]
        measures = [item.node.id for item in self._measured(criterion) if self._is_low(item.node)]
        yield Entry(
            group=Group.BASELINE,
            why=Why.BELOW if node.is_below else Why.NO_BETTER,
            node=node.id,
            criterion=node.id,
            title=node.title,
            checks=tuple(check.node.id for check in low),
            measures=tuple(measures),
            cells=(*(c for check in low for c in _cells_of(check)[:1]), *self._columns(measures)),
            cases=self._cases(measures),
            weight=node.effective_weight,
            gap=max(exact(self.framework.target.score) - score, ZERO),
        )

    def _is_low(self, node: NodeScore) -> bool:
        score = node.tally.score
        return score is not None and score < exact(self.framework.target.score)

    def _unanswered(self, criterion: Criterion, checks: Sequence[CheckScore]) -> Iterator[Entry]:
        """Yield an entry for all blank checks of a criterion, one for the invalid, one for n/a."""
        kinds = {
            State.BLANK: Why.BLANK,
            State.INVALID: Why.INVALID,
            State.NOT_APPLICABLE: Why.NOT_APPLICABLE,
        }
        for state, why in kinds.items():
            here = [check for check in checks if check.response.state is state]
            if here:
                one = here[0].node if len(here) == 1 else None
                # what is said not to apply may stand in the force's own cases
                measures: tuple[str, ...] = ()
                if state is State.NOT_APPLICABLE:
                    held = (i for i in self._measured(criterion) if i.measured.about)
                    measures = tuple(item.node.id for item in held)
                answers = [check.response.cell for check in here if check.response.cell]
                yield Entry(
                    group=Group.MISSING,
                    why=why,
                    node=one.id if one else criterion.id,
                    criterion=criterion.id,
                    title=one.title if one else criterion.title,
                    checks=tuple(check.node.id for check in here),
                    measures=measures,
                    cells=(*answers, *self._columns(measures)),
                    cases=self._cases(measures, _ALL),
                    weight=sum((check.node.effective_weight for check in here), ZERO),
                    gap=FULL_SCORE,
                )

    def _unmeasured(self) -> Iterator[Entry]:
        """Yield an entry for what many measures share, one for each with a reason of its own."""
        whole = {
            MeasureState.NOT_SUPPLIED: Why.NOT_SUPPLIED,
            MeasureState.CHOSEN: Why.CHOSEN,
        }
        single = {
            MeasureState.TOO_LITTLE_KNOWN: (Why.TOO_LITTLE_KNOWN, TO_READ[1:]),
            MeasureState.NOT_SETTLED: (Why.NOT_SETTLED, TO_READ),
        }
        scored = list(self._measured())
        for state, why in whole.items():
            here = [item.node for item in scored if item.measured.state is state]
            if here:
                yield self._of_measures(why, here, None)
        few = [item for item in scored if item.measured.state is MeasureState.TOO_FEW]
        if none := [item.node for item in few if not item.measured.about]:
            yield self._of_measures(Why.NO_CASE, none, None)
        if some := [item for item in few if item.measured.about]:
            every = sum(item.measured.about for item in some)  # it is said that all can be read
            nodes = [item.node for item in some]
            yield self._of_measures(Why.TOO_FEW, nodes, None, _ALL, every)
        for item in scored:
            if item.measured.state in single:
                why, standings = single[item.measured.state]
                yield self._of_measures(why, [item.node], item.node, standings)

    def _of_measures(
        self,
        why: Why,
        nodes: Sequence[NodeScore],
        one: NodeScore | None,
        standings: Sequence[Standing] = (),
        most: int = CASES_EACH,
    ) -> Entry:
        measures = tuple(node.id for node in nodes)
        return Entry(
            group=Group.MISSING,
            why=why,
            node=one.id if one else CASE_FILES,
            criterion=one.parent if one else None,
            title=one.title if one else "Case files",
            measures=measures,
            cells=self._columns(measures) if one or why is Why.NO_CASE else (),
            cases=self._cases(measures, standings, most),
            weight=sum((node.effective_weight for node in nodes), ZERO),
            gap=FULL_SCORE,
        )

    def _measured(self, criterion: Criterion | None = None) -> Iterator[MeasureScore]:
        """Yield the scored measures, of one criterion or of all."""
        for item in self.force.measures:
            if item.node.weight and (criterion is None or item.node.parent == criterion.id):
                yield item

    def _columns(self, measures: Iterable[str]) -> tuple[str, ...]:
        """Return the columns that these measures read, where the sheet has them."""
        if self.table is None:
            return ()
        letters = self.table.letters
        columns = [c for item in measures for c in self.measures[item].columns() if c in letters]
        places = sorted({letters[column] for column in columns}, key=lambda name: (len(name), name))
        return tuple(f"{self.table.sheet}!{place}" for place in places)

    def _cases(
        self,
        measures: Sequence[str],
        standings: Sequence[Standing] = TO_READ,
        most: int = CASES_EACH,
    ) -> tuple[CaseToRead, ...]:
        """Return up to `most` of the worst cases of these measures by turns, each case once."""
        if self.reader is None or not standings:
            return ()
        worst = [self.reader.worst(self.measures[m], most, standings) for m in measures]
        longest = max(map(len, worst), default=0)
        turns = (items[turn] for turn in range(longest) for items in worst if turn < len(items))
        chosen: dict[int, CaseToRead] = {}
        for item in turns:
            chosen.setdefault(item.case.row, item)
        return tuple(chosen.values())[:most]


def _cells_of(check: CheckScore) -> tuple[str, ...]:
    response = check.response
    return tuple(cell for cell in (response.cell, response.evidence_cell) if cell)
