"""The sentences about a sample of cases to read, the same in every format."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import isinf

from slavery_benchmark.core.case_plan import MeasurePlan
from slavery_benchmark.core.case_sample import CaseSample, DrawnCase, Stratum
from slavery_benchmark.core.case_table import Selection
from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.measures import Measure
from slavery_benchmark.core.measuring import Range
from slavery_benchmark.core.submission import Submission
from slavery_benchmark.document.numbers import count_text, score_text
from slavery_benchmark.render.measure_words import SELECTION_WORDS, measures_by_id, range_text
from slavery_benchmark.render.visit_case_words import seen_text

Samples = Sequence[CaseSample | None] | None
"""The cases to read, force by force; None for a force without case files, or if none are asked."""
STRATA = {
    Stratum.DIFFERS: "adverse where a judged level differs from own cases",
    Stratum.NOT_KNOWN: "not known where that leaves a level open",
    Stratum.ADVERSE: "otherwise adverse",
    Stratum.REST: "with nothing adverse (are the good figures true?)",
}
LOT = (
    "Drawn by lot: in each stratum the cases whose SHA-256 of “seed|force code|case number” comes "
    "first, in that order; so the same seed draws the same cases, in whatever order they stand."
)
PLANNING = (
    "Intervals are for planning: what 95% intervals the drawn cases would give if they show what "
    "the sheet shows, in per cent or, for a median, in days. The strata are not a simple random "
    "sample: adverse cases are drawn for what they settle, so weigh the strata by their size "
    "before saying anything of all cases."
)
UNDER_SIX = "too few, under six"
CASE_HEADS = ("Case", "In", "Look for")
PLAN_HEADS = ("Measure", "Drawn", "95% interval after reading", "Width")


def no_cases(framework: Framework, submission: Submission) -> str:
    """Return why no cases of a submission could be drawn."""
    if framework.cases is None:
        return "No cases to draw from: this edition of the framework has no case files."
    files = submission.cases
    if submission.source.from_result and files is not None and files.listed:
        return "No cases to draw from: a result holds no cases; name the workbook."
    return "No cases to draw from: no case files were supplied."


def sample_line(sample: CaseSample) -> str:
    """Return how many cases were drawn of how many, and with which seed."""
    listed = count_text(sample.listed, "case")
    said = f"{len(sample.cases):,} of {listed} drawn, seed {sample.seed}."
    return f"{said} {caution(sample)}".rstrip()


def caution(sample: CaseSample) -> str:
    """Return what to bear in mind where the cases listed were chosen; else empty."""
    if sample.selection in (Selection.ALL, Selection.RANDOM):
        return ""
    return (
        f"The list itself is no sound base ({SELECTION_WORDS[sample.selection]}): draw from a list "
        "of all cases if you can."
    )


def strata_lines(sample: CaseSample) -> Iterator[str]:
    """Yield each stratum with its letter, its size and how many were drawn from it."""
    for item in sample.strata:
        yield f"({letter(item.stratum)}) {item.drawn:,} of {item.cases:,} {STRATA[item.stratum]}"


def letter(stratum: Stratum) -> str:
    """Return the letter that stands for a stratum in a table."""
    return "abcd"[list(Stratum).index(stratum)]


def look_for(case: DrawnCase, framework: Framework, most: int | None = None) -> str:
    """Return what to look for in a drawn case, measure by measure with the cells."""
    if not case.look_for:
        return "whether the file bears out every figure"
    measures = measures_by_id(framework)
    said: dict[str, list[str]] = {}
    for item in case.look_for:
        cells = ", ".join(cell.rpartition("!")[2] for cell in item.cells)
        what = seen_text(item, measures[item.measure]) + (f" at {cells}" if cells else "")
        said.setdefault(what, []).append(item.measure)
    parts = [f"{', '.join(ids)}: {what}" for what, ids in said.items()]
    rest = len(parts[most:]) if most else 0
    return "; ".join(parts[:most]) + (f"; and {rest} more" if rest else "")


def plan_rows(sample: CaseSample, framework: Framework) -> Iterator[tuple[Measure, str, str, str]]:
    """Yield what reading would tell of each measure that has a case, under PLAN_HEADS."""
    measures = measures_by_id(framework)
    for plan in sample.measures:
        if plan.cases:
            measure = measures[plan.measure]
            drawn = f"{plan.drawn:,} of {plan.cases:,}"
            yield measure, drawn, interval_words(plan, measure), _width_words(plan)


def interval_words(plan: MeasurePlan, measure: Measure) -> str:
    """Return the interval that reading would give, in per cent or in days."""
    if plan.interval is not None:
        return range_text(measure, plan.interval)
    if plan.days is not None:
        return range_text(measure, plan.days)
    if measure.kind == "median" and plan.drawn > 0:
        return UNDER_SIX
    return "none drawn" if not plan.drawn else "nothing to reckon from"


def _width_words(plan: MeasurePlan) -> str:
    """Return the width of the interval in percentage points or days; empty where there is none."""
    if plan.days is not None:
        days = days_wide(plan.days)
        return "open" if days is None else count_text(days, "day")
    return "" if plan.interval is None else f"{score_text(width(plan.interval), 0)} points"


def whole_days(end: Fraction | float) -> int | None:
    """Return an end of an interval as days; None where it is open."""
    return None if isinf(end) else int(end)


def days_wide(interval: Range) -> int | None:
    """Return how many days lie between the ends of a range; None where it is open."""
    low, high = whole_days(interval.low), whole_days(interval.high)
    return None if low is None or high is None else high - low


def width(interval: Range) -> Fraction:
    """Return the distance between the ends of a finite range."""
    return Fraction(interval.high) - Fraction(interval.low)
