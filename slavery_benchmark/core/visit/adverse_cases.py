"""Which cases count against a measure, or are not known to it: the ones to read first."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from heapq import nsmallest
from typing import NamedTuple

import msgspec

from slavery_benchmark.core.cases.outcomes import OF_NO_CONCERN, Values, Verdict, outcome
from slavery_benchmark.core.cases.table import BLANK, UNUSABLE, Case, CaseTable, CaseValue
from slavery_benchmark.core.framework.case_sheet import NOT_NEEDED
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.scoring.submission import Submission


class Standing(StrEnum):
    """Where a case stands to a measure. Outside: not about it, or not yet due."""

    ADVERSE = "adverse"
    UNKNOWN = "not known"
    LEFT_OUT = "left out"
    GOOD = "good"
    OUTSIDE = "outside"


TO_READ = (Standing.ADVERSE, Standing.UNKNOWN, Standing.LEFT_OUT)
"""What makes a case worth reading for a measure, gravest first."""
EVERY = (*TO_READ, Standing.GOOD)
"""The same where so few are about it that all can be read."""


class Seen(NamedTuple):
    """A standing and its size.

    size: days for a measure of time, the people against it for a share of people, else 0; of a case
    that is not known, the people that it may be about. people: all people of the case (share).
    waiting: the days are those until the period's end, as the wait had not ended.
    """

    standing: Standing
    size: int = 0
    people: int = 0
    waiting: bool = False


class CaseToRead(msgspec.Struct, frozen=True, kw_only=True):
    """A case with a measure that gives a reason to read it, and the cells to compare with it."""

    case: Case
    measure: str
    seen: Seen
    cells: tuple[str, ...]


def target_level(framework: Framework) -> int:
    """Return the lowest level that is worth the framework's target score, or the highest."""
    goal = exact(framework.target.score)
    last = len(framework.levels) - 1
    return next((level for level in range(last) if framework.points(level) >= goal), last)


class CaseReader:
    """Looks at one force's cases, once for each measure and each combination of values."""

    def __init__(self, framework: Framework, table: CaseTable, period_end: date | None) -> None:
        self.table = table
        self._period_end = period_end
        self._bar = target_level(framework)
        self._seen: dict[str, list[Seen]] = {}

    def seen(self, measure: Measure) -> Sequence[Seen]:
        """Return where each case stands to a measure, in the order of the table."""
        if measure.id not in self._seen:
            columns = tuple(measure.columns())
            cases = list(self.table.combinations(columns))
            limit = wait_limit(measure, self._bar)
            known = {
                values: stand(
                    measure, dict(zip(columns, values, strict=True)), self._period_end, limit
                )
                for values in set(cases)
            }
            self._seen[measure.id] = [known[values] for values in cases]
        return self._seen[measure.id]

    def worst(
        self, measure: Measure, count: int, standings: Sequence[Standing] = TO_READ
    ) -> tuple[CaseToRead, ...]:
        """Return up to `count` cases of these standings, in their order, worst first.

        Worst: longest wait, most people; of equals one still waiting, then the first on the sheet.
        A measure without bands says of no case that it is good or bad: none is adverse to it,
        unless its cases are to be listed.
        """
        lists = measure.is_scored or measure.lists
        judged = (s for s in standings if lists or s is not Standing.ADVERSE)
        order = {standing: place for place, standing in enumerate(judged)}
        keys = (
            (order[seen.standing], -seen.size, not seen.waiting, place)
            for place, seen in enumerate(self.seen(measure))
            if seen.standing in order
        )
        return tuple(self.to_read(measure, key[-1]) for key in nsmallest(count, keys))

    def to_read(self, measure: Measure, place: int) -> CaseToRead:
        """Return the case at a place with what this measure says of it."""
        seen = self.seen(measure)[place]
        return CaseToRead(
            case=self.table.case(place),
            measure=measure.id,
            seen=seen,
            cells=self._cells(measure, place, seen.standing),
        )

    def _cells(self, measure: Measure, place: int, standing: Standing) -> tuple[str, ...]:
        """Return the cells that the measure reads; of a case not known those that make it so."""
        table = self.table
        columns = [column for column in measure.columns() if column in table.letters]
        fault = {Standing.UNKNOWN: BLANK, Standing.LEFT_OUT: UNUSABLE}.get(standing)
        if fault is not None:
            columns = [c for c in columns if table.values[c][place] == fault] or columns
        letters = sorted((table.letters[c] for c in columns), key=lambda name: (len(name), name))
        return tuple(f"{table.sheet}!{name}{table.rows[place]}" for name in letters)


def reader_of(submission: Submission, framework: Framework) -> CaseReader | None:
    """Return a reader of a submission's cases; None where there is no table of them."""
    if submission.cases is None or submission.cases.table is None:
        return None
    return CaseReader(framework, submission.cases.table, submission.period_end)


def not_needed(measure: Measure, table: CaseTable, period_end: date | None) -> int:
    """Return how many cases a measure would be about, but for a “not needed” in one of its columns.

    They are the ones that come back once such a cell is taken as blank.
    """
    columns = tuple(measure.columns())

    def is_outside(values: Sequence[CaseValue]) -> bool:
        found = outcome(measure, dict(zip(columns, values, strict=True)), period_end)
        return found.verdict in (Verdict.OUTSIDE, Verdict.NOT_NEEDED)

    return sum(
        times
        for values, times in Counter(table.combinations(columns)).items()
        if NOT_NEEDED in values
        and is_outside(values)
        and not is_outside([BLANK if value == NOT_NEEDED else value for value in values])
    )


def wait_limit(measure: Measure, level: int) -> Fraction | None:
    """Return the days that a median may have at most to be at `level`; None without such a band.

    At least, where the direction is higher.
    """
    limits = [exact(band.limit) for band in measure.bands if band.level >= level]
    if not limits:
        return None
    return max(limits) if measure.direction == "lower" else min(limits)


def stand(
    measure: Measure, values: Values, period_end: date | None, limit: Fraction | None
) -> Seen:
    """Return where a case with these values stands to a measure.

    Adverse is a case that does not meet a share, or whose people do not all, as the direction has
    it; of a median, a wait that is beyond `limit` (days). Without a limit no wait is adverse.
    """
    found = outcome(measure, values, period_end)
    if found.verdict is Verdict.UNKNOWN:
        return Seen(Standing.UNKNOWN, _people(measure, found.n), _people(measure, found.n))
    if found.verdict is Verdict.LEFT_OUT:
        return Seen(Standing.LEFT_OUT, _people(measure, found.n), _people(measure, found.n))
    if found.verdict in OF_NO_CONCERN:
        return Seen(Standing.OUTSIDE)
    if measure.kind == "median":
        sign = 1 if measure.direction == "lower" else -1
        adverse = limit is not None and sign * found.x > sign * limit
        standing = Standing.ADVERSE if adverse else Standing.GOOD
        return Seen(standing, found.x, waiting=found.verdict is Verdict.WAITING)
    against = found.n - found.x if measure.direction == "higher" else found.x
    standing = Standing.ADVERSE if against else Standing.GOOD
    if measure.kind == "share":
        return Seen(standing, against, found.n)
    if measure.kind == "within":
        days, waiting = _wait(measure, values, period_end)
        return Seen(standing, days, waiting=waiting)
    return Seen(standing)


def _people(measure: Measure, number: int) -> int:
    return max(number, 1) if measure.kind == "share" else 0


def _wait(measure: Measure, values: Values, period_end: date | None) -> tuple[int, bool]:
    """Return the days of a case that a limit is about, and whether the wait goes on."""
    waits = [msgspec.structs.replace(measure, kind="median")]
    other = measure.from_instead
    if other is not None:
        cases = (*measure.cases, *other.when)
        waits.insert(0, msgspec.structs.replace(waits[0], start=other.column, cases=cases))
    for wait in waits:
        found = outcome(wait, values, period_end)
        if found.verdict in (Verdict.COUNTED, Verdict.WAITING):
            return found.x, found.verdict is Verdict.WAITING
    return 0, False
