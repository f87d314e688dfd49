"""The least that case files leave possible of a measure: what is not told goes against the force.

Source of the rule: docs/method.md, "What comes first on a visit" and "From levels to scores".
"""

from fractions import Fraction
from math import inf
from typing import NamedTuple

from slavery_benchmark.core.cases.measuring import PER_CENT, Measured, MeasureState, Range
from slavery_benchmark.core.cases.table import CaseFiles, Selection
from slavery_benchmark.core.framework.case_sheet import CaseSheet
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.measures import Measure


class LeastShown(NamedTuple):
    """What a scored measure shows, and the least that it leaves possible, as levels.

    level: the level measured, None without one. worst: the lowest that what is not known of the
    cases leaves open; 0 where the measure could be had and is not. counts: False for too few cases
    although all are listed: nothing is withheld, and it leaves the sum.
    """

    level: int | None = None
    worst: int = 0
    counts: bool = True


WITHHELD = LeastShown()
"""A measure that could be had and is not."""
NOTHING_TO_TELL = LeastShown(counts=False)


def rows_missing(files: CaseFiles | None) -> int | None:
    """Return how many cases are not on the sheet that should be; None if nobody can know.

    Of a sample drawn by lot it is not said how many were drawn: none is taken to be missing.
    """
    if files is None or files.selection is not Selection.ALL:
        return 0
    return None if files.in_period is None else max(files.in_period - files.listed, 0)


def least_shown(
    measure: Measure, measured: Measured, files: CaseFiles | None, sheet: CaseSheet
) -> LeastShown:
    """Return the least that a scored measure leaves possible."""
    missing = rows_missing(files)
    if files is not None and files.in_period == 0 and not files.listed:
        return NOTHING_TO_TELL
    if measured.state is MeasureState.TOO_FEW:
        few = missing is not None and measured.about + missing < measure.minimum_cases
        return NOTHING_TO_TELL if few and measured.selection is Selection.ALL else WITHHELD
    if measured.state is MeasureState.MEASURED and measured.level is not None:
        level = measured.level
    elif measured.state is MeasureState.NOT_SETTLED and measured.at_least is not None:
        level = measure.level_of(measured.at_least)
    else:
        return WITHHELD
    if missing and measured.cases < exact(sheet.known.minimum) * (measured.about + missing):
        return WITHHELD  # one that is not listed is known no better than one left empty
    return LeastShown(level, min(level, _lowest(measure, measured, missing)))


def _lowest(measure: Measure, measured: Measured, missing: int | None) -> int:
    """Return the level if all that is not known of the cases goes against the force.

    Of a share of people nothing is certain with a case of which nobody knows how many it is about:
    one that is not on the sheet, or one whose number is left empty.
    """
    if missing is None or (measure.kind == "share" and (missing or measured.unsized)):
        return 0
    ends = measured.extremes
    if missing and measure.kind == "median":
        if measured.waits is None:
            return 0
        found = measured.waits.times.extremes(measured.missing + missing)
        ends = Range(
            inf if found.at_once is None else found.at_once,
            inf if found.never is None else found.never,
        )
    elif missing:
        every = measured.n + measured.unknown + measured.left_out + missing
        ends = Range(
            Fraction(PER_CENT * measured.x, every),
            Fraction(PER_CENT * (measured.x + every - measured.n), every),
        )
    if ends is None:
        return measure.level_of(inf) if measured.level is None else measured.level
    return min(measure.level_of(ends.low), measure.level_of(ends.high))
