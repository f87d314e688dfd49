"""What a force's case files leave possible of each measure, and of the levels that it tests."""

from collections.abc import Mapping
from typing import NamedTuple

from slavery_benchmark.core.cases.least_shown import LeastShown, least_shown, rows_missing
from slavery_benchmark.core.framework.case_sheet import CaseSheet
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.scores import ForceScore, MeasureScore


class WorstMeasured(NamedTuple):
    """The least that a scored measure leaves possible, and what it does to judged levels.

    contradicts: it differs from some judged level. shown, left_open: the levels to which it takes
    the judged ones that it tests, by what the cases show, and by what is not known of them; None
    where it takes them nowhere.
    """

    least: LeastShown
    contradicts: bool = False
    shown: int | None = None
    left_open: int | None = None


def worst_measured(force: ForceScore, framework: Framework) -> Mapping[str, WorstMeasured]:
    """Return the worst that each scored measure leaves possible, by its id."""
    sheet, files = framework.cases, force.submission.cases
    if sheet is None:
        return {}
    scored = {measure.id: measure for _, measure in framework.measures() if measure.is_scored}
    top, missing = len(framework.levels) - 1, rows_missing(files)
    return {
        item.node.id: _worst(
            item,
            least_shown(scored[item.node.id], item.measured, files, sheet),
            missing,
            sheet,
            top,
        )
        for item in force.measures
        if item.node.id in scored
    }


def _worst(
    item: MeasureScore, least: LeastShown, missing: int | None, sheet: CaseSheet, top: int
) -> WorstMeasured:
    measured, level = item.measured, least.level
    if not least.counts:
        return WorstMeasured(least)
    if level is None:  # it could be had and is not: so is every level that it tests unknown
        return WorstMeasured(least, left_open=0)
    # a level that its cases speak against, or that a higher one would be: else giving more gains
    speaks = sheet.discrepancy.levels
    high = measured.level_high
    against = high is not None and top >= level + speaks and top > high
    known = missing == 0 and not measured.unknown and not measured.left_out
    return WorstMeasured(
        least,
        contradicts=bool(item.differs_from),
        shown=level if against else None,
        left_open=least.worst if not known and top >= least.worst + speaks else None,
    )
