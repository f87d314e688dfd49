"""The worst that a force's case files leave possible, measure by measure."""

from collections.abc import Mapping
from fractions import Fraction
from math import inf

import msgspec

from slavery_benchmark.core.cases.measuring import (
    PER_CENT,
    Measured,
    MeasureState,
    Range,
    measure_cases,
)
from slavery_benchmark.core.cases.table import CaseFiles, Selection
from slavery_benchmark.core.framework.case_sheet import CaseSheet
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.scoring.scores import ForceScore, MeasureScore
from slavery_benchmark.core.scoring.submission import Submission


class WorstMeasured(msgspec.Struct, frozen=True, kw_only=True):
    """What a scored measure shows, and the worst that it leaves possible, as levels.

    level: the level measured, None without one. worst: the lowest that what is not known of the
    cases leaves open; 0 where the measure could be had and is not. counts: False for too few cases
    although all are listed: nothing is withheld, and it leaves the sum.
    contradicts: it differs from some judged level. shown, left_open: the levels to which it takes
    the judged ones that it tests, by what the cases show, and by what is not known of them; None
    where it takes them nowhere.
    """

    level: int | None = None
    worst: int = 0
    counts: bool = True
    contradicts: bool = False
    shown: int | None = None
    left_open: int | None = None


WITHHELD = WorstMeasured(left_open=0)
"""A measure that could be had and is not: unknown, and so is every level that it tests."""
_NOTHING_TO_TELL = WorstMeasured(counts=False)


def worst_measured(force: ForceScore, framework: Framework) -> Mapping[str, WorstMeasured]:
    """Return the worst that each scored measure leaves possible, by its id."""
    sheet = framework.cases
    if sheet is None:
        return {}
    scored = {measure.id: measure for _, measure in framework.measures() if measure.is_scored}
    top = len(framework.levels) - 1
    return {
        item.node.id: _worst(item, scored[item.node.id], force.submission, sheet, top)
        for item in force.measures
        if item.node.id in scored
    }


def rows_missing(files: CaseFiles | None) -> int | None:
    """Return how many cases are not on the sheet that should be; None if nobody can know.

    Of a sample drawn by lot it is not said how many were drawn: none is taken to be missing.
    """
    if files is None or files.selection is not Selection.ALL:
        return 0
    return None if files.in_period is None else max(files.in_period - files.listed, 0)


def _worst(
    item: MeasureScore, measure: Measure, submission: Submission, sheet: CaseSheet, top: int
) -> WorstMeasured:
    files, measured = submission.cases, item.measured
    missing = rows_missing(files)
    if files is not None and files.in_period == 0 and not files.listed:
        return _NOTHING_TO_TELL
    if measured.state is MeasureState.TOO_FEW:
        few = missing is not None and measured.about + missing < measure.minimum_cases
        return _NOTHING_TO_TELL if few and measured.selection is Selection.ALL else WITHHELD
    if measured.state is MeasureState.MEASURED and measured.level is not None:
        level = measured.level
    elif measured.state is MeasureState.NOT_SETTLED and measured.at_least is not None:
        level = measure.level_of(measured.at_least)
    else:
        return WITHHELD
    if missing and measured.cases < exact(sheet.known.minimum) * (measured.about + missing):
        return WITHHELD  # one that is not listed is known no better than one left empty
    worst = min(level, _lowest(measure, measured, submission, sheet, missing))
    # a level that its cases speak against, or that a higher one would be: else giving more gains
    speaks = sheet.discrepancy.levels
    high = measured.level_high
    against = high is not None and top >= level + speaks and top > high
    known = missing == 0 and not measured.unknown and not measured.left_out
    return WorstMeasured(
        level=level,
        worst=worst,
        contradicts=bool(item.differs_from),
        shown=level if against else None,
        left_open=worst if not known and top >= worst + speaks else None,
    )


def _lowest(
    measure: Measure,
    measured: Measured,
    submission: Submission,
    sheet: CaseSheet,
    missing: int | None,
) -> int:
    """Return the level if all that is not known of the cases goes against the force.

    How many people a case that is not on the sheet is about, nobody can know.
    """
    if missing is None or (missing and measure.kind == "share"):
        return 0
    if measure.kind == "median" and missing:
        files = submission.cases
        if files is None or files.table is None:
            return 0
        whole = msgspec.structs.replace(files, left_out=files.left_out + missing)
        measured = measure_cases(
            measure, whole, sheet.known, submission.period_end, not_needed=sheet.not_needed
        )
        if measured.state not in (MeasureState.MEASURED, MeasureState.NOT_SETTLED):
            return 0
    ends = measured.extremes
    if missing and measure.kind != "median":
        every = measured.n + measured.unknown + measured.left_out + missing
        ends = Range(
            Fraction(PER_CENT * measured.x, every),
            Fraction(PER_CENT * (measured.x + every - measured.n), every),
        )
    if ends is None:
        return measure.level_of(inf) if measured.level is None else measured.level
    return min(measure.level_of(ends.low), measure.level_of(ends.high))
