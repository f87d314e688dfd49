"""From case files to the value, interval and level of a measure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import floor, inf
from numbers import Real
from typing import TYPE_CHECKING

import msgspec

from slavery_benchmark.core.cases.outcomes import (
    UNKNOWN,
    Outcome,
    Verdict,
    chosen_start,
    outcome,
    starts_elsewhere,
)
from slavery_benchmark.core.cases.table import CaseFiles, CaseTable, CaseValue, Selection
from slavery_benchmark.core.cases.waiting_times import WaitingTimes, Waits
from slavery_benchmark.core.framework.case_sheet import KnownRule, NotNeededRule
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.intervals import share_interval, wilson

PER_CENT = 100
_FROM, _TO = "\0from", "\0to"
"""Names that no column has."""
Outcomes = Mapping[Outcome, int]


class MeasureState(StrEnum):
    """What became of a measure. Only the first has a level; none of the others is 0."""

    MEASURED = "measured"
    TOO_FEW = "too few cases"
    NOT_SUPPLIED = "not supplied"
    CHOSEN = "cases chosen"
    TOO_LITTLE_KNOWN = "too little known"
    NOT_SETTLED = "not settled"


if TYPE_CHECKING:
    _End = Fraction | float
else:
    _End = Real  # msgspec reads no union back that holds a fraction


class Range(msgspec.Struct, frozen=True):
    """Two ends in the measure's unit: per cent, or days. Infinity: there is no such end."""

    low: _End
    high: _End


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """A measure worked out from a force's case files.

    value: per cent, or days for a median; None if nothing was counted, or the median lies beyond
        what was seen: then it is at least `at_least`.
    x, n: what was counted of what: people for a share, cases for the others. Of a median x is the
        number of cases in which the wait had ended.
    cases: the cases counted. waiting: those of them not ended at the period's end (median).
    unknown, left_out, not_due, outside: the other cases of the sheet, each in one of these. Left
        out is a case with a problem in a cell that the measure needs.
    known: the share that was counted of the people (share) or cases that it is about, None without
        any. A case of which even the number of people is not known is taken as an average one.
    missing: how many people or cases the unknown and the left out could be at most: such a case as
        many as the largest of the sheet has. largest: the people of that one; 0 where no people
        are counted.
    unsized: of a share of people, the cases of which not even the number of people is known.
    waits: of a median, the times that cases waited; None in what was kept without them.
    not_needed: the cases marked so. beyond: those of them that are not known, as they are more than
        the edition allows; the others are outside.
    interval: 95 %, of the counted cases; None where there is none to give.
    extremes: what the value could be if the unknown and the left out were known; None if all are.
    level: None unless measured, and where the measure is not scored.
    level_low, level_high: the worst and the best level that interval and extremes reach.
    """

    state: MeasureState
    selection: Selection
    value: Fraction | None = None
    at_least: Fraction | None = None
    x: int = 0
    n: int = 0
    cases: int = 0
    waiting: int = 0
    unknown: int = 0
    left_out: int = 0
    not_due: int = 0
    outside: int = 0
    known: Fraction | None = None
    missing: int = 0
    largest: int = 0
    unsized: int = 0
    waits: Waits | None = None
    not_needed: int = 0
    beyond: int = 0
    interval: Range | None = None
    extremes: Range | None = None
    level: int | None = None
    level_low: int | None = None
    level_high: int | None = None

    @property
    def about(self) -> int:
        """The cases that the measure is about, known or not."""
        return self.cases + self.unknown + self.left_out


def measure_cases(
    measure: Measure,
    files: CaseFiles | None,
    rule: KnownRule,
    period_end: date | None,
    *,
    not_needed: NotNeededRule | None = None,
) -> Measured:
    """Return what the case files show. Without a table of cases the measure is not supplied.

    In this order: cases that were chosen tell nothing of the rest; a measure about fewer cases than
    its minimum says too little; one of which too little is known has no level, where known means
    by people for a share of people: three cases of fifty are more than twelve of one.
    """
    if files is None or files.table is None:
        selection = Selection.UNSAID if files is None else files.selection
        return Measured(state=MeasureState.NOT_SUPPLIED, selection=selection)
    found = figures_of(measure, files.table, files, period_end, not_needed=not_needed)
    return _judged(found, measure, rule)


def figures_of(
    measure: Measure,
    table: CaseTable,
    files: CaseFiles,
    period_end: date | None,
    *,
    not_needed: NotNeededRule | None = None,
) -> Measured:
    """Return what a table of cases shows, not yet judged: whether that is enough, and a level."""
    outcomes = outcomes_of(measure, table, period_end)
    beyond = _beyond(outcomes, measure, not_needed)
    if beyond:
        outcomes[UNKNOWN] += beyond
    average, largest = _people_of_a_case(measure, table)
    missing = int(_not_known(outcomes, files.left_out, largest))
    reckon = _median if measure.kind == "median" else _ratio
    found = reckon(outcomes, measure, missing)
    counts = {verdict: _cases(outcomes, verdict) for verdict in Verdict}
    return msgspec.structs.replace(
        found,
        selection=files.selection,
        known=_share_known(found.n, _not_known(outcomes, files.left_out, average)),
        missing=missing,
        largest=int(largest) if measure.kind == "share" else 0,
        unsized=_unsized(outcomes, files) if measure.kind == "share" else 0,
        cases=counts[Verdict.COUNTED] + counts[Verdict.WAITING],
        waiting=counts[Verdict.WAITING],
        unknown=counts[Verdict.UNKNOWN],
        left_out=counts[Verdict.LEFT_OUT] + files.left_out,
        not_due=counts[Verdict.NOT_DUE],
        outside=counts[Verdict.OUTSIDE] + counts[Verdict.NOT_NEEDED] - beyond,
        not_needed=counts[Verdict.NOT_NEEDED],
        beyond=beyond,
    )


def _beyond(outcomes: Outcomes, measure: Measure, rule: NotNeededRule | None) -> int:
    """Return how many cases are marked “not needed” beyond the share that the edition allows."""
    marked = _cases(outcomes, Verdict.NOT_NEEDED)
    if not marked or rule is None:
        return 0
    most = rule.maximum if measure.not_needed is None else measure.not_needed
    apart = (Verdict.OUTSIDE, Verdict.NOT_DUE)
    about = sum(times for found, times in outcomes.items() if found.verdict not in apart)
    return max(marked - floor(exact(most) * about), 0)


def outcomes_of(measure: Measure, table: CaseTable, period_end: date | None) -> Counter[Outcome]:
    """Return how many cases have each outcome. Equal combinations of values are judged once."""
    columns: Sequence[str]
    if measure.kind in ("median", "within"):
        measure, columns, counts = _in_days(measure, table, period_end)
    else:
        columns = tuple(measure.columns())
        counts = Counter(table.combinations(columns))
    outcomes: Counter[Outcome] = Counter()
    for values, times in counts.items():
        found = outcome(measure, dict(zip(columns, values, strict=True)), period_end)
        outcomes[found] += times
    return outcomes


def _in_days(
    measure: Measure, table: CaseTable, period_end: date | None
) -> tuple[Measure, Sequence[str], Mapping[tuple[CaseValue, ...], int]]:
    """Return a time measure, its columns and their combinations with the start moved to day 0.

    Nearly every case has two dates of its own, but many have the same number of days between them;
    only an end that is no date, or a limit not past at the period's end, needs to know when the
    clock started.
    """
    starts, ends = _starts(measure, table), table.values[measure.end or ""]
    last = inf if period_end is None else period_end.toordinal() - (measure.days or 0)
    waits = [
        end - start
        if start.__class__ is int and end.__class__ is int and start <= last
        else (start, end)
        for start, end in zip(starts, ends, strict=True)
    ]
    conditions = tuple(dict.fromkeys(condition.column for condition in measure.cases))
    counts = Counter(zip(waits, *(table.values[name] for name in conditions), strict=True))
    moved = {
        (*(wait if isinstance(wait, tuple) else (0, wait)), *rest): times
        for (wait, *rest), times in counts.items()
    }
    # under names of their own, as a condition may be about one of these two columns too
    clock = msgspec.structs.replace(measure, from_instead=None, start=_FROM, end=_TO)
    return clock, (_FROM, _TO, *conditions), moved


def _starts(measure: Measure, table: CaseTable) -> Sequence[CaseValue]:
    """Return from where the clock runs, case by case."""
    instead = measure.from_instead
    starts = table.values[measure.start or ""]
    if instead is None:
        return starts
    asked = tuple(dict.fromkeys(condition.column for condition in instead.when))
    elsewhere = {
        values: starts_elsewhere(instead, dict(zip(asked, values, strict=True)))
        for values in set(table.combinations(asked))
    }
    others = table.values[instead.column]
    return [
        chosen_start(elsewhere[values], own, other)
        for values, own, other in zip(table.combinations(asked), starts, others, strict=True)
    ]


def _cases(outcomes: Outcomes, verdict: Verdict) -> int:
    return sum(times for found, times in outcomes.items() if found.verdict is verdict)


def _people_of_a_case(measure: Measure, table: CaseTable) -> tuple[Fraction, Fraction]:
    """Return how many people the cases of the sheet have on average, and the most; 1 of a case."""
    numbers: list[int] = []
    if measure.kind == "share":
        people = table.values[measure.over or ""]
        numbers = [number for number in people if isinstance(number, int) and number > 0]
    if not numbers:
        return Fraction(1), Fraction(1)
    return Fraction(sum(numbers), len(numbers)), Fraction(max(numbers))


def _not_known(outcomes: Outcomes, left_out: int, each: Fraction) -> Fraction:
    """Return the weight of what is unknown or left out: people for a share, else cases.

    A case of which even the number of people is unknown counts as `each`.
    """
    return left_out * each + sum(
        (found.n or each) * times
        for found, times in outcomes.items()
        if found.verdict in (Verdict.UNKNOWN, Verdict.LEFT_OUT)
    )


def _unsized(outcomes: Outcomes, files: CaseFiles) -> int:
    unknown = (Verdict.UNKNOWN, Verdict.LEFT_OUT)
    return files.left_out + sum(
        times for found, times in outcomes.items() if found.verdict in unknown and not found.n
    )


def _share_known(counted: int, missing: Fraction) -> Fraction | None:
    whole = counted + missing
    return counted / whole if whole else None


def _ratio(outcomes: Outcomes, measure: Measure, missing: int) -> Measured:
    counted = [
        (found.x, found.n, times)
        for found, times in sorted(outcomes.items())
        if found.verdict is Verdict.COUNTED
    ]
    x = sum(part * times for part, _, times in counted)
    n = sum(whole * times for _, whole, times in counted)
    interval = None
    if n and measure.kind == "share":
        ends = share_interval(counted)
        interval = Range(ends.low * PER_CENT, ends.high * PER_CENT)
    elif n:
        bottom, top = wilson(x, n)
        interval = Range(bottom * PER_CENT, top * PER_CENT)
    extremes = None
    if missing:
        whole = n + missing
        low, high = Fraction(PER_CENT * x, whole), Fraction(PER_CENT * (x + missing), whole)
        extremes = Range(low, high)
    return Measured(
        state=MeasureState.MEASURED,
        selection=Selection.ALL,
        value=Fraction(PER_CENT * x, n) if n else None,
        x=x,
        n=n,
        interval=interval,
        extremes=extremes,
    )


def _median(outcomes: Outcomes, measure: Measure, missing: int) -> Measured:  # noqa: ARG001
    days: dict[Verdict, dict[int, int]] = {Verdict.COUNTED: {}, Verdict.WAITING: {}}
    for found, times in outcomes.items():
        if found.verdict in days:
            days[found.verdict][found.x] = times
    waits = WaitingTimes(observed=days[Verdict.COUNTED], censored=days[Verdict.WAITING])
    interval = waits.interval
    extremes = waits.extremes(missing) if missing else None
    return Measured(
        state=MeasureState.MEASURED,
        selection=Selection.ALL,
        value=waits.median,
        at_least=None if waits.median is not None else waits.at_least,
        x=sum(days[Verdict.COUNTED].values()),
        n=waits.cases,
        waits=waits.listed,
        interval=Range(interval.low, _or_never(interval.high)) if interval else None,
        extremes=Range(_or_never(extremes.at_once), _or_never(extremes.never))
        if extremes
        else None,
    )


def _or_never(days: Fraction | int | None) -> Fraction | float:
    return inf if days is None else Fraction(days)


def _judged(found: Measured, measure: Measure, rule: KnownRule) -> Measured:
    """Return the measure with its state and, where it may have one, its level."""

    def without_level(state: MeasureState, **dropped: None) -> Measured:
        return msgspec.structs.replace(found, state=state, **dropped)

    if found.selection not in (Selection.ALL, Selection.RANDOM):
        return without_level(MeasureState.CHOSEN, interval=None)
    if found.about < measure.minimum_cases:
        return without_level(MeasureState.TOO_FEW)
    if (
        found.known is None
        or found.known < exact(rule.minimum)
        or found.cases < measure.minimum_cases
    ):
        return without_level(MeasureState.TOO_LITTLE_KNOWN, interval=None)
    if not measure.is_scored:
        return found
    ends = [
        measure.level_of(end)
        for pair in (found.interval, found.extremes)
        if pair is not None
        for end in (pair.low, pair.high)
    ]
    if found.value is not None:
        level = measure.level_of(found.value)
    else:
        level = measure.level_of(inf)
        if found.at_least is None or measure.level_of(found.at_least) != level:
            return without_level(MeasureState.NOT_SETTLED)
    return msgspec.structs.replace(
        found, level=level, level_low=min([level, *ends]), level_high=max([level, *ends])
    )
