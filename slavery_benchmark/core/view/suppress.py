"""Small counts: which figures of a force the public may see, and how the rest is kept from it.

The reader whom this is made against has the public files of one run, the criteria and this program,
and does any arithmetic. He wants to know a count below five of cases or people of one force: of
those that count in a measure, or of those that do not. A zero is such a count too.

He is not someone who knows cases from elsewhere, who has the inspector's view, or who holds the
public files of two runs that differ in some cases.

1. *Few.* A measure is closed if fewer than five cases or people count in it, or do not; a median,
   of which all cases count, if in fewer than five the wait had ended.
2. *Linked.* Two measures of a force are linked if one reads a column that decides what counts in
   the other: the cases of one can be those that count in the other, and their numbers then differ
   by the count that was closed. What is linked to a measure closed by rule 1, and what is linked to
   that, and so on, is closed with it; of none of them is shown whether it was measured, and which
   one has the small count.
3. *Rest.* A measure is closed if one to four of the cases are unknown, left out, waiting, not due
   or outside what it is about: the number of cases of another measure, or of all, may be theirs and
   its own together.
4. *Differences.* Of two linked measures that are open, the later is closed if a count of one and a
   count of the other differ by one to four. Of any two the later is closed if their numbers of
   cases, or of people, differ so, and any one whose number differs so from that of all cases.
5. *Whole.* Of a closed measure neither x nor the rest of n is shown, nor proportion, interval or
   level. Of one that no other is linked to it is shown on which side the count is below five, and
   how many it is about, from ten on, where rules 3 and 4 would leave it open. Of an open measure
   the counts of unknown, left out and other cases are not shown, nor what takes them into account.
6. *Nothing is made of what is closed.* Every other figure of the public view (scores, bands,
   positions, assurance, counts over forces, funnels, changes) is worked out anew from the judged
   answers, the open measures and what is shown of the closed ones, or it is left out, as
   discrepancies and visit lists are. So it tells nothing that these do not, whatever sums or
   differences are taken of it.

What counts in a closed measure is decided by columns that no open measure reads. So each count
from 0 to 4 remains possible: with another count the public value would be the same. Of a
rest that rule 3 closes that is so of each count from 1 to 4.

What became of a criterion depends by one bit on more than is shown of an open median: whether its
waits then and now differ beyond chance. It tells no count. The test reads the days of the median's
own cases, ended and waiting, and no others. Where one of these days decides in another measure with
a small count, rule 2 closes the median; a small number of ended or of waiting cases closes it by
rule 1 or 3; and a criterion that is closed then or now is left out. So with every count that is to
stay possible these days can stay the same. How many cases waited so many days is no count of any
measure, and the interval shown says more of it than that bit.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import product

import msgspec

from slavery_benchmark.core.cases.measuring import Measured, MeasureState
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.scoring.scores import ForceScore

FEWEST = 5
"""Counts below this are not shown."""


class Withheld(StrEnum):
    """Why the figures of a measure are not shown to the public."""

    FEW_COUNTED = "fewer than 5 counted"
    FEW_OTHERS = "fewer than 5 not counted"
    LINKED = "in this or a linked measure a count is below 5"
    NO_LEVEL = "not measured"


class Closed(msgspec.Struct, frozen=True):
    """Why a measure is closed, and how many it is about (`n`) where that may be shown."""

    why: Withheld
    of: int | None = None


def is_small(count: int) -> bool:
    """Return whether a count is below five; 0 is."""
    return count < FEWEST


def closed_of(force: ForceScore, framework: Framework) -> dict[str, Closed]:
    """Return by id the measures of a force whose figures the public does not see."""
    measures = [measure for _, measure in framework.measures()]
    found = {item.node.id: item.measured for item in force.measures}
    links = links_of(measures)
    closed: dict[str, Withheld] = {}
    few: list[str] = []
    for measure in measures:
        why = _alone(found[measure.id], measure)
        if why is not None:
            closed[measure.id] = why
        if why in (Withheld.FEW_COUNTED, Withheld.FEW_OTHERS):
            few.append(measure.id)
    for one in _reached(few, links):
        if links[one]:
            closed[one] = Withheld.LINKED
    for measure in measures:
        if measure.id not in closed and _small_rest(found[measure.id]):
            closed[measure.id] = Withheld.LINKED
    for place, later in enumerate(measures):
        for earlier in measures[:place]:
            pair = (earlier.id, later.id)
            if closed.keys() & set(pair) or later.id not in links[earlier.id]:
                continue
            if _differ_little(earlier, found[earlier.id], later, found[later.id]):
                closed[later.id] = Withheld.LINKED
    numbers = _numbers_of_all(force)
    for measure in measures:
        if measure.id not in closed and not _put(numbers, measure, found[measure.id]):
            closed[measure.id] = Withheld.LINKED
    told = {
        measure.id
        for measure in measures
        if measure.id in few
        and not links[measure.id]
        and _of(found[measure.id]) is not None
        and not _small_rest(found[measure.id])
        and _put(numbers, measure, found[measure.id])
    }
    return {
        key: Closed(why, _of(found[key]) if key in told else None) for key, why in closed.items()
    }


def _small_rest(found: Measured) -> bool:
    """Return whether one to four of the cases that a measure does not count are of one kind."""
    rest = (found.unknown, found.left_out, found.waiting, found.not_due, found.outside)
    return any(0 < count < FEWEST for count in rest)


def _unit(measure: Measure) -> str:
    return "people" if measure.kind == "share" else "cases"


def _numbers_of_all(force: ForceScore) -> dict[str, set[int]]:
    """Return by unit the numbers that are shown whatever is closed: that of the cases listed."""
    cases = force.submission.cases
    listed = set() if cases is None or is_small(cases.listed) else {cases.listed}
    return {"cases": listed, "people": set()}


def _put(numbers: dict[str, set[int]], measure: Measure, found: Measured) -> bool:
    """Put the n of a measure among the numbers shown; False if it is too near one of them."""
    shown = numbers[_unit(measure)]
    if any(0 < abs(found.n - other) < FEWEST for other in shown):
        return False
    shown.add(found.n)
    return True


def _of(found: Measured) -> int | None:
    """Return n, from ten on: of fewer, five on one side leave not every count on the other."""
    return found.n if found.n >= 2 * FEWEST and not is_small(found.cases) else None


def levels_left(measure: Measure, closed: Closed, top: int) -> tuple[int, int]:
    """Return the lowest and highest level that what is shown of a closed measure leaves open."""
    most = closed.of or measure.minimum_cases
    few = min(Fraction(100 * (FEWEST - 1), most), Fraction(100))
    if closed.why is Withheld.FEW_COUNTED and measure.kind != "median":
        ends = (Fraction(0), few)
    elif closed.why is Withheld.FEW_OTHERS:
        ends = (100 - few, Fraction(100))
    else:
        return 0, top
    levels = [measure.level_of(end) for end in ends]
    return min(levels), max(levels)


def _alone(found: Measured, measure: Measure) -> Withheld | None:
    """Return why a measure is closed whatever the others are; None if it need not be."""
    if _hardly_any(found, measure):
        return Withheld.FEW_COUNTED
    if found.state is not MeasureState.MEASURED or not found.n:
        return Withheld.NO_LEVEL
    if is_small(found.n) or is_small(found.cases):
        return Withheld.FEW_COUNTED
    if is_small(found.x):
        return Withheld.FEW_COUNTED
    if measure.kind == "median":
        return None
    return Withheld.FEW_OTHERS if is_small(found.n - found.x) else None


def state_shown(found: Measured, measure: Measure, closed: Closed | None) -> MeasureState | None:
    """Return the state that the public sees; None where it could tell of a small count.

    Most states tell how many cases there are against the minimum of a measure. That says too much
    if the minimum is below five, or if another measure is about the rest of the cases.
    """
    if closed is not None and closed.why is Withheld.LINKED:
        return None
    return None if _hardly_any(found, measure) else found.state


def _hardly_any(found: Measured, measure: Measure) -> bool:
    counted = found.state not in (MeasureState.NOT_SUPPLIED, MeasureState.CHOSEN)
    return counted and is_small(measure.minimum_cases) and is_small(found.about)


def deciding(measure: Measure) -> frozenset[str]:
    """Return the columns that decide what counts in a measure, of the cases that it is about."""
    counted = [condition.column for condition in measure.counts]
    return frozenset((*counted, *measure.people, *((measure.end,) if measure.end else ())))


def links_of(measures: Sequence[Measure]) -> Mapping[str, frozenset[str]]:
    """Return for each measure the others that read what decides in it, or decide what it reads."""

    def linked(one: Measure, other: Measure) -> bool:
        return bool(deciding(one) & set(other.columns()) or deciding(other) & set(one.columns()))

    return {
        one.id: frozenset(other.id for other in measures if other is not one and linked(one, other))
        for one in measures
    }


def _reached(start: Iterable[str], links: Mapping[str, frozenset[str]]) -> set[str]:
    reached = set(start)
    waiting = list(reached)
    while waiting:
        new = links[waiting.pop()] - reached
        reached |= new
        waiting += new
    return reached


def _counts(measure: Measure, found: Measured) -> Iterator[tuple[str, int]]:
    """Yield the counts that an open measure shows, each with what it is a count of."""
    unit = _unit(measure)
    yield unit, found.n
    if measure.kind != "median":
        yield unit, found.x
        yield unit, found.n - found.x


def _differ_little(one: Measure, first: Measured, other: Measure, second: Measured) -> bool:
    return any(
        unit == other_unit and 0 < abs(count - other_count) < FEWEST
        for (unit, count), (other_unit, other_count) in product(
            _counts(one, first), _counts(other, second)
        )
    )
