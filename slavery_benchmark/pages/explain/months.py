"""A measure month by month, with the limits of an XmR chart: what is noise, and what is not."""

from collections.abc import Iterator
from fractions import Fraction

from slavery_benchmark.core.cases.monthly import FEWEST_MONTHS, Month, Months, months_of
from slavery_benchmark.core.cases.table import Selection
from slavery_benchmark.core.cases.xmr import Signal
from slavery_benchmark.core.framework.case_sheet import CaseSheet
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.scoring.submission import Submission
from slavery_benchmark.document.blocks import Block, Paragraph, Table
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.pages.words.measures import figure_text, value_text

_COLUMNS = (
    Column("month", "Month", width=16),
    Column("cases", "Cases", Kind.COUNT),
    Column("figure", "Figure", width=30),
    Column("signals", "What stands out", width=44, blank=""),
)
_ROWS = (Signal.SHIFT, Signal.TREND)
_NAMED = 3
_RULES = (
    "Limits: the mean, and 2.66 times the mean step from month to month on both sides; steps of "
    "3.267 times the mean step or more are left out of it. What stands out: beyond a limit, seven "
    "months running on one side of the mean or in one direction, or two of three near a limit. A "
    "case counts in the month in which it was received; where they are few, one can make a month "
    "stand out."
)


def month_blocks(measure: Measure, submission: Submission, sheet: CaseSheet) -> Iterator[Block]:
    """Yield what the months of one return show; nothing of cases that were chosen, or no cases."""
    files = submission.cases
    start, end = submission.period_start, submission.period_end
    usable = files is not None and files.selection in (Selection.ALL, Selection.RANDOM)
    if not usable or files is None or start is None or end is None:
        return
    found = months_of(measure, files, sheet, (start, end))
    if not any(month.found.n for month in found.months):
        return
    yield Paragraph(f"Month by month: {_said(measure, found)}.")
    yield Table(
        id="month",
        title="",
        columns=_COLUMNS,
        records=tuple(
            {
                "month": f"{month.start:%B %Y}",
                "cases": month.found.cases,
                "figure": figure_text(measure, month.found),
                "signals": ", ".join(month.signals) or None,
            }
            for month in found.months
        ),
        notes=(_RULES,) if found.limits else (),
        sheet="Months",
        detail=True,
    )


def _said(measure: Measure, found: Months) -> str:
    limits = found.limits
    if limits is None:
        number = sum(month.found.value is not None for month in found.months)
        return (
            f"{number} of {len(found.months)} months have a figure; it takes {FEWEST_MONTHS} to "
            "tell noise from more"
        )
    low = max(limits.low, Fraction(0))
    high = limits.high if measure.kind == "median" else min(limits.high, Fraction(100))
    low_text = value_text(measure, low).removesuffix("%").removesuffix(" days")
    said = f"mean {value_text(measure, limits.mean)}, limits {low_text} to "
    said += value_text(measure, high)
    beyond = [month for month in found.months if month.signals]
    if not beyond:
        return f"{said}; no month stands out"
    return f"{said}; {'; '.join(_runs(beyond))}"


def _runs(months: list[Month]) -> Iterator[str]:
    """Yield each signal with its months, in the order in which signals are gravest."""
    for kind in Signal:
        named = [f"{month.start:%B %Y}" for month in months if kind in month.signals]
        if kind in _ROWS and named:
            yield f"{kind}: {named[0]} to {named[-1]}"
        elif named:
            more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
            yield f"{kind}: {', '.join(named[:_NAMED])}{more}"
