"""A force's own earlier submission in the place of the national baseline."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

import msgspec

from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.problems import Code, Problem, problem
from slavery_benchmark.core.reinspection.change import Change, change_between
from slavery_benchmark.core.reinspection.disposition import Disposition
from slavery_benchmark.core.reinspection.history import Cycle, edition_names, histories
from slavery_benchmark.core.reinspection.translation import Translations
from slavery_benchmark.core.scores import Assurance, CheckScore, ForceScore, MeasureScore, NodeScore
from slavery_benchmark.core.scoring import score_submission
from slavery_benchmark.core.submission import Submission

_OF_THE_ORDER = (Code.CYCLE_UNDATED, Code.CYCLES_OVERLAP, Code.FORCES_MIXED)


class NodeChange(msgspec.Struct, frozen=True, kw_only=True):
    """A node then and now, over the part of the edition that both submissions can answer.

    then, now: None where no part of it can be compared. change: in points, None unless enough is
    known of both. disposition: of a criterion, None for any other node; by_coverage_alone: as of
    a criterion's change.
    """

    then: NodeScore | None = None
    now: NodeScore | None = None
    change: Fraction | None = None
    disposition: Disposition | None = None
    by_coverage_alone: bool = False

    @property
    def score_then(self) -> Fraction | None:
        """The earlier score, None where too little was known then to compare it."""
        return self.then.tally.score if self.then is not None and _usable(self.then) else None


class NotEarlier(msgspec.Struct, frozen=True, kw_only=True):
    """A file of a force given as its earlier submission that is none, by its force and period.

    is_later: its period comes after that of the run; else it is the submission of the run itself.
    """

    force: str
    file: str
    start: date | None
    end: date | None
    is_later: bool


class OwnBaseline(msgspec.Struct, frozen=True, kw_only=True):
    """A force's submission, and the earlier one of its own that it is set against.

    earlier: None if there is none. change: None without it, and where no lineage links the
    editions. not_earlier: files of the force, where none of them is earlier.
    """

    force: ForceScore
    earlier: Cycle | None = None
    change: Change | None = None
    not_earlier: tuple[NotEarlier, ...] = ()

    def of(self, node_id: str) -> NodeChange:
        """Return what became of a node of the run's edition."""
        if self.change is None:
            criteria = {node.id for node in self.force.criteria}
            none = Disposition.NO_EARLIER if node_id in criteria else None
            return NodeChange(disposition=none)
        for item in self.change.criteria:
            if item.criterion == node_id:
                known = _usable(item.then) and _usable(item.now)
                return NodeChange(
                    then=item.then,
                    now=item.now,
                    change=item.change if known else None,
                    disposition=item.disposition,
                    by_coverage_alone=item.by_coverage_alone,
                )
        then, now = (_node(score, node_id) for score in (self.change.then, self.change.now))
        if then is None or now is None:
            return NodeChange()
        groups = (self.force.overall, *self.force.themes)
        placed = _usable(then) and _usable(now)
        is_part = all(node.id != node_id for node in groups)
        old, new = then.tally.score, now.tally.score
        if old is None or new is None or not (placed or is_part):
            return NodeChange(then=then, now=now)
        return NodeChange(then=then, now=now, change=new - old)

    def part_then(self, part: str) -> CheckScore | MeasureScore | None:
        """Return what a check or measure of the run's edition was then; None if not comparable."""
        if self.change is None:
            return None
        parts: list[CheckScore | MeasureScore] = [*self.change.then.checks]
        parts += self.change.then.measures
        return next((item for item in parts if item.node.id == part), None)

    def differs_from_whole(self, node_id: str) -> bool:
        """Return whether the comparable part of a node has another score than the node itself."""
        now = self.of(node_id).now
        return now is not None and now.tally.score != self.force.node(node_id).tally.score


class OwnBaselines(msgspec.Struct, frozen=True, kw_only=True):
    """The own baseline of each force of a run, in the order of the forces.

    of_the_order: what keeps submissions from being put in order or compared. problems: those of the
    cells of earlier files. unmatched: the names of forces in them that are not in the run.
    """

    forces: tuple[OwnBaseline, ...]
    of_the_order: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    unmatched: tuple[str, ...] = ()

    def of(self, force: ForceScore) -> OwnBaseline:
        """Return the own baseline of a force of this run; KeyError if it is not in it."""
        for item in self.forces:
            if item.force is force:
                return item
        raise KeyError(force.submission.force)

    @property
    def not_earlier(self) -> tuple[NotEarlier, ...]:
        """The files of forces that have no earlier one among them."""
        return tuple(item for own in self.forces for item in own.not_earlier)

    @property
    def any_matched(self) -> bool:
        """Whether some force of the run has an earlier submission."""
        return any(item.earlier is not None for item in self.forces)


def own_baselines(
    forces: Sequence[ForceScore],
    framework: Framework,
    earlier: Sequence[Cycle],
    editions: Sequence[Framework],
    at_least: Assurance = Assurance.ASSERTED,
) -> OwnBaselines:
    """Set each force against its own submission with the latest period before that of the run.

    A submission is a force's own if it has its code or its name. `framework` is the edition of the
    run; `editions` are the others, which the earlier submissions may have been written for; in
    them too the answers of less assurance than `at_least` are set aside. Periods that overlap, and
    names that stand for two forces, are problems, and nothing is compared.
    """
    known = Translations((framework, *editions))
    cycles = [at_rung(_sharing(cycle, known.editions), at_least) for cycle in earlier]
    found: list[OwnBaseline] = []
    of_the_order: list[Problem] = []
    used: set[int] = set()
    for force in forces:
        own = [cycle for cycle in cycles if _is_own(cycle.score.submission, force.submission)]
        used.update(id(cycle) for cycle in own)
        item, faults = _own_baseline(Cycle(score=force, framework=framework), own, known)
        found.append(item)
        of_the_order += faults
    unmatched = [cycle.score.submission for cycle in cycles if id(cycle) not in used]
    problems = (
        fault for cycle in cycles if id(cycle) in used for fault in cycle.score.submission.problems
    )
    return OwnBaselines(
        forces=tuple(found),
        of_the_order=tuple(dict.fromkeys(of_the_order)),
        problems=tuple(problems),
        unmatched=tuple(dict.fromkeys(item.force or item.source.shown_as for item in unmatched)),
    )


def at_rung(cycle: Cycle, at_least: Assurance) -> Cycle:
    """Return a cycle in which answers of less assurance are set aside, as in the run."""
    if at_least is Assurance.ASSERTED:
        return cycle
    measured = {item.node.id: item.measured for item in cycle.score.measures}
    submission = cycle.score.submission
    score = score_submission(submission, cycle.framework, at_least, measured=measured)
    return msgspec.structs.replace(cycle, score=score)


def _own_baseline(
    now: Cycle, own: Sequence[Cycle], known: Translations
) -> tuple[OwnBaseline, list[Problem]]:
    force = now.score
    if not own:
        return OwnBaseline(force=force), []
    found, faults = histories([now, *own])
    problems = [fault for fault in faults if fault.code in _OF_THE_ORDER]
    cycles = [cycle for history in found for cycle in history.cycles]
    place = next(
        (at for at, item in enumerate(cycles) if (item.start, item.end) == (now.start, now.end)), 0
    )
    before = cycles[:place]
    if not before:
        if not problems and now.start is not None and now.end is not None:
            return OwnBaseline(
                force=force, not_earlier=tuple(_not_earlier(now, own, cycles[place + 1 :]))
            ), []
        return OwnBaseline(force=force), problems
    change: Change | None = None
    for at, cycle in enumerate(before):
        after = before[at + 1] if at + 1 < len(before) else now
        change = change_between(cycle, after, known.editions, change, known)
    if change is None:
        problems.append(_unrelated(before[-1], now))
    return OwnBaseline(force=force, earlier=before[-1], change=change), problems


def _not_earlier(now: Cycle, own: Sequence[Cycle], later: Sequence[Cycle]) -> Iterator[NotEarlier]:
    """Yield each file that was given as earlier and is later, or is the submission of the run."""
    for cycle in own:
        is_later = any(cycle is item for item in later)
        if is_later or (cycle.start, cycle.end) == (now.start, now.end):
            submission = cycle.score.submission
            yield NotEarlier(
                force=submission.force,
                file=submission.source.shown_as,
                start=submission.period_start,
                end=submission.period_end,
                is_later=is_later,
            )


def _unrelated(earlier: Cycle, now: Cycle) -> Problem:
    editions = edition_names((earlier.framework, now.framework))
    return problem(
        Code.EDITIONS_UNRELATED,
        file=earlier.score.submission.source.shown_as,
        found=", ".join(editions),
        expected="editions whose lineage leads from one to the next",
    )


def _is_own(one: Submission, other: Submission) -> bool:
    same_code = bool(one.code) and one.code == other.code
    return same_code or (bool(one.force) and one.force.casefold() == other.force.casefold())


def _sharing(cycle: Cycle, editions: Sequence[Framework]) -> Cycle:
    """Return a cycle with the run's own object for its edition: it may come from elsewhere."""
    same = next((item for item in editions if item == cycle.framework), cycle.framework)
    return cycle if same is cycle.framework else msgspec.structs.replace(cycle, framework=same)


def _usable(node: NodeScore | None) -> bool:
    return node is not None and node.position is not None


def _node(score: ForceScore, node_id: str) -> NodeScore | None:
    try:
        return score.node(node_id)
    except KeyError:
        return None
