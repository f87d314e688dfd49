"""What one case more or less would make of the level of a measure."""

from collections.abc import Iterator
from fractions import Fraction
from math import inf

from slavery_benchmark.core.cases.measuring import PER_CENT, Measured
from slavery_benchmark.core.framework.measures import Measure


def levels_by_one_case(measure: Measure, found: Measured) -> frozenset[int]:
    """Return the levels that one case could have brought about; empty without a level and figures.

    Of a share of cases: if one that counts did not, or one that does not did. Of a share of people
    the same of as many people as the largest case of the sheet has. Of a median: with one case more
    that ended at once, or never does.
    """
    if found.level is None or not found.n:
        return frozenset()
    return frozenset(measure.level_of(value) for value in _values(measure, found))


def _values(measure: Measure, found: Measured) -> Iterator[Fraction | float]:
    if measure.kind == "median":
        if found.waits is not None:
            ends = found.waits.times.extremes(1)
            yield from (inf if end is None else end for end in (ends.at_once, ends.never))
        return
    people = found.largest or 1
    for counted in (max(found.x - people, 0), min(found.x + people, found.n)):
        yield Fraction(PER_CENT * counted, found.n)
