"""The submissions of one force in the order of their periods, and what keeps them from an order."""

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.problems import Code, Problem, problem
from slavery_benchmark.core.scoring.scores import ForceScore


class Cycle(msgspec.Struct, frozen=True, kw_only=True):
    """One submission of a force, scored under the edition that it was written for."""

    score: ForceScore
    framework: Framework

    @property
    def start(self) -> date | None:
        """The first day of its period."""
        return self.score.submission.period_start

    @property
    def end(self) -> date | None:
        """The last day of its period."""
        return self.score.submission.period_end


class History(msgspec.Struct, frozen=True, kw_only=True):
    """A force's submissions, earliest period first."""

    force: str
    code: str
    fictional: bool
    cycles: tuple[Cycle, ...]


def histories(cycles: Iterable[Cycle]) -> tuple[tuple[History, ...], tuple[Problem, ...]]:
    """Return the history of each force by name, and what had to be left out or is in doubt.

    Left out, each with a problem: a submission without a force or a readable period; all of a force
    with periods that are the same or overlap, or whose name or code stands for another force too.
    What is left out brings its own problems along. A submission that comes twice (a workbook, and
    the result that was made of it) counts once. The order of `cycles` makes no difference.
    """
    groups = _Groups()
    problems: list[Problem] = []
    for cycle in sorted(cycles, key=_order):
        item = cycle.score.submission
        if item.force and not _undated(cycle):
            groups.add(cycle)
        else:
            named = "a period with both days" if item.force else "the name of a force"
            problems.append(_of(Code.CYCLE_UNDATED, cycle, expected=f"{named} on the cover"))
            problems += item.problems
    found: list[History] = []
    for items in groups.lists():
        ordered = _each_once(sorted(items, key=_order))
        faults = [*_mixed(ordered), *_overlaps(ordered)]
        if faults:
            problems += faults
            problems += (own for cycle in ordered for own in cycle.score.submission.problems)
        else:
            latest = ordered[-1].score.submission
            found.append(
                History(
                    force=latest.force,
                    code=latest.code,
                    fictional=latest.fictional,
                    cycles=tuple(ordered),
                )
            )
    found.sort(key=lambda history: history.force.casefold())
    problems.sort(key=lambda item: (item.file, item.code, item.cell))
    return tuple(found), tuple(problems)


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """A force of which nothing can be said: its name, files, and why, as problems say it."""

    force: str
    files: tuple[str, ...]
    because: tuple[str, ...]


def left_out(
    cycles: Iterable[Cycle], found: Iterable[History], problems: Iterable[Problem]
) -> tuple[LeftOut, ...]:
    """Return the forces of `cycles` that have no history among those found, by name."""
    kept = {history.force.casefold() for history in found}
    of_order = {Code.CYCLE_UNDATED, Code.CYCLES_OVERLAP, Code.FORCES_MIXED}
    titles: dict[str, list[str]] = {}
    for item in problems:
        if item.code in of_order:
            titles.setdefault(item.file, []).append(item.title)
    groups: dict[str, list[Cycle]] = {}
    for cycle in sorted(cycles, key=_order):
        name = cycle.score.submission.force.casefold()
        if name and name not in kept:
            groups.setdefault(name, []).append(cycle)
    return tuple(
        LeftOut(
            force=items[0].score.submission.force,
            files=tuple(cycle.score.submission.source.file for cycle in items),
            because=tuple(
                dict.fromkeys(
                    title
                    for cycle in items
                    for title in titles.get(cycle.score.submission.source.shown_as, ())
                )
            ),
        )
        for _, items in sorted(groups.items())
    )


def edition_names(frameworks: Iterable[Framework]) -> tuple[str, ...]:
    """Return the names of editions, each once; with its hash where a name has several contents."""
    different: list[Framework] = []
    for framework in frameworks:
        if framework not in different:
            different.append(framework)
    names = [framework.identity.edition for framework in different]
    return tuple(
        name if names.count(name) == 1 else f"{name} ({framework.sha256()[:12]})"
        for name, framework in zip(names, different, strict=True)
    )


class _Groups:
    """Submissions that share a name or a code, and so mean one force, or are mixed up."""

    def __init__(self) -> None:
        self.by_key: dict[str, list[Cycle]] = {}

    def add(self, cycle: Cycle) -> None:
        known = (self.by_key.get(key, []) for key in _keys(cycle))
        joined = [cycle]
        for items in {id(items): items for items in known}.values():
            joined += items
        for other in joined:
            self.by_key.update(dict.fromkeys(_keys(other), joined))

    def lists(self) -> list[list[Cycle]]:
        return list({id(items): items for items in self.by_key.values()}.values())


def _keys(cycle: Cycle) -> list[str]:
    item = cycle.score.submission
    return [key for key in (item.force.casefold(), item.code) if key]


def _order(cycle: Cycle) -> tuple[date, date, str, str]:
    source = cycle.score.submission.source
    start, end = cycle.start or date.min, cycle.end or date.min
    return start, end, source.sha256, source.shown_as


def _undated(cycle: Cycle) -> bool:
    return cycle.start is None or cycle.end is None or cycle.end < cycle.start


def _each_once(ordered: Sequence[Cycle]) -> list[Cycle]:
    """Return the cycles without copies: a workbook beside the result that was made of it.

    One file scored in two ways is no copy.
    """
    kept: list[Cycle] = []
    for cycle in ordered:
        if not any(_is_copy(cycle, other) for other in kept):
            kept.append(cycle)
    return kept


def _is_copy(one: Cycle, other: Cycle) -> bool:
    def content(cycle: Cycle) -> tuple[object, ...]:
        checks = cycle.score.checks
        answers = [(item.node.id, item.response.state, item.counted_level) for item in checks]
        return cycle.start, cycle.end, cycle.score.overall.tally, answers

    sources = (one.score.submission.source, other.score.submission.source)
    return (
        sources[0].sha256 == sources[1].sha256
        and content(one) == content(other)
        and one.framework == other.framework
    )


def _mixed(ordered: Sequence[Cycle]) -> list[Problem]:
    """Return a problem for each submission that has the name or the code of another force."""
    if len(ordered) < 2:
        return []
    first = ordered[0]
    expected = f"{_full_name(first)}, as in {first.score.submission.source.shown_as}"
    problems = [
        _of(Code.FORCES_MIXED, cycle, found=_full_name(cycle), expected=expected)
        for cycle in ordered[1:]
        if _identity(cycle) != _identity(first) or _are_two_codes(cycle, ordered)
    ]
    return problems or [
        _of(
            Code.FORCES_MIXED,
            cycle,
            found=_full_name(cycle),
            expected=f"{cycle.score.submission.code}, the code of {cycle.score.submission.force}",
        )
        for cycle in ordered
        if _has_code_of_another(cycle)
    ]


def _identity(cycle: Cycle) -> tuple[str, str, bool]:
    item = cycle.score.submission
    return item.force.casefold(), item.code.casefold(), item.fictional


def _are_two_codes(cycle: Cycle, ordered: Sequence[Cycle]) -> bool:
    """Return whether a cover gives another code than the first cover that gives one."""
    codes = [item.score.submission.code_given.casefold() for item in ordered]
    own = cycle.score.submission.code_given.casefold()
    return bool(own) and own != next(code for code in codes if code)


def _has_code_of_another(cycle: Cycle) -> bool:
    """Return whether the cover gives a code that the register has for another force."""
    return any(item.code is Code.FORCE_CODE_DIFFERS for item in cycle.score.submission.problems)


def _full_name(cycle: Cycle) -> str:
    item = cycle.score.submission
    return f"{item.force} ({item.code_given or item.code or 'not on the register'})"


def _overlaps(ordered: Sequence[Cycle]) -> list[Problem]:
    """Return a problem for each submission that starts before all earlier ones have ended."""
    problems: list[Problem] = []
    last = ordered[0]
    for cycle in ordered[1:]:
        if cycle.start is None or cycle.end is None or last.end is None:
            raise AssertionError("a cycle without both days is left out before")
        if cycle.start <= last.end:
            name = last.score.submission.source.shown_as
            period = f"{cycle.start.isoformat()} to {cycle.end.isoformat()}"
            same = (cycle.start, cycle.end) == (last.start, last.end)
            expected = f"a first day after {last.end.isoformat()}, the last one of {name}"
            if same:
                expected = f"one submission for each period; {name} is for this one too"
            problems.append(_of(Code.CYCLES_OVERLAP, cycle, found=period, expected=expected))
        if cycle.end > last.end:
            last = cycle
    return problems


def _of(code: Code, cycle: Cycle, *, expected: str, found: str | None = None) -> Problem:
    shown_as = cycle.score.submission.source.shown_as
    return problem(code, file=shown_as, cell="Cover", found=found, expected=expected)
