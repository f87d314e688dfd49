"""The cases to read: what was drawn, and what reading it would tell, as sentences and tables."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import isinf
from typing import Any

from slavery_benchmark.core.cases.measuring import Range
from slavery_benchmark.core.cases.table import Selection
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.scoring.submission import Submission
from slavery_benchmark.core.visit.case_plan import MeasurePlan
from slavery_benchmark.core.visit.case_sample import CaseSample, DrawnCase, Stratum
from slavery_benchmark.document.blocks import Block, Paragraph, Table
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.document.numbers import count_text
from slavery_benchmark.pages.words.cases import seen_text
from slavery_benchmark.pages.words.measures import SELECTION_WORDS, measures_by_id, range_text

Of = tuple[tuple[Column, Any], ...]
"""The columns that tell the records of one force from those of others, with their values."""
Samples = Sequence[CaseSample | None] | None
"""The cases to read, force by force; None for a force without case files, or if none are asked."""
STRATA = {
    Stratum.DIFFERS: "adverse where a judged level differs from own cases",
    Stratum.NOT_KNOWN: "not known where that leaves a level open",
    Stratum.ADVERSE: "adverse to a measure, but no judged level differs from it",
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
_CASES = (
    Column("number", "No", Kind.COUNT, width=5),
    Column("case", "Case", whole_words=True, width=12),
    Column("row", "Row", Kind.COUNT, width=8),
    Column("group", "Drawn as", width=30),
    Column("look_for", "Look for", width=90),
)
_STRATA = (
    Column("stratum", "Drawn as", width=34),
    Column("meaning", "What that is", width=60),
    Column("cases", "Cases", Kind.COUNT),
    Column("drawn", "Drawn", Kind.COUNT),
)
_PLANS = (
    Column("measure", "Measure", whole_words=True, width=11),
    Column("title", "Title", width=48),
    Column("drawn", "Drawn", Kind.COUNT, whole="Cases drawn"),
    Column("cases", "About", Kind.COUNT, whole="Cases it is about"),
    Column("interval", "After reading", whole="95% interval after reading", width=38),
    Column("points", "Points", Kind.POINTS, whole="Width, points", blank=""),
    Column("days", "Days", Kind.COUNT, whole="Width, days", blank=""),
)


def sample_blocks(
    sample: CaseSample | None, submission: Submission, framework: Framework, of: Of, called: str
) -> Iterator[Block]:
    """Yield the cases to read, what they were drawn from, and what reading them would tell.

    of: what tells this force from others. called: the force, as people call it.
    """
    if sample is None:
        none = no_cases(framework, submission)
        yield Paragraph(none)
        yield _case_table((), of, called, none)
        return
    drawn = tuple(
        {
            "number": number,
            "case": item.case.number,
            "row": item.case.row,
            "group": item.stratum.value,
            "look_for": look_for(item, framework),
        }
        for number, item in enumerate(sample.cases, start=1)
    )
    yield _case_table(drawn, of, called, caution(sample))
    yield Paragraph(sample_line(sample), "note")
    yield Table(
        id="stratum",
        title="What they were drawn from",
        columns=_STRATA,
        records=tuple(
            {
                "stratum": item.stratum.value,
                "meaning": STRATA[item.stratum],
                "cases": item.cases,
                "drawn": item.drawn,
            }
            for item in sample.strata
        ),
        of=of,
        called=called,
        sheet="Strata",
        about="How many cases each stratum has, and how many of them were drawn.",
        data=False,
        detail=True,
    )
    yield Table(
        id="plan",
        title="What reading would tell of each measure",
        columns=_PLANS,
        records=tuple(_plans(sample, framework)),
        of=of,
        called=called,
        sheet="What reading would tell",
        about="One row for each force and measure.",
        data=False,
        detail=True,
    )


def no_sample(of: Of) -> Table:
    """Return the table of cases to read where none were asked for: its columns, for data."""
    return Table(id="case", title="", columns=_CASES, records=(), of=of)


def _case_table(drawn: tuple[dict[str, Any], ...], of: Of, called: str, said: str) -> Table:
    return Table(
        id="case",
        title="Cases to read, in the order drawn",
        columns=_CASES,
        records=drawn,
        of=of,
        called=called,
        notes=(said,) if said else (),
        sheet="Cases to read",
        about="One row for each case drawn, in the order drawn.",
    )


def _plans(sample: CaseSample, framework: Framework) -> Iterator[dict[str, Any]]:
    """Yield what reading would tell of each measure that has a case."""
    measures = measures_by_id(framework)
    for plan in sample.measures:
        if plan.cases:
            measure = measures[plan.measure]
            yield {
                "measure": plan.measure,
                "title": measure.title,
                "drawn": plan.drawn,
                "cases": plan.cases,
                "interval": interval_words(plan, measure),
                "points": None if plan.interval is None else width(plan.interval),
                "days": None if plan.days is None else days_wide(plan.days),
            }


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
    return f"{len(sample.cases):,} of {listed} drawn, seed {sample.seed}."


def how_drawn(samples: Samples) -> Iterator[str]:
    """Yield how cases were drawn, with which seed, and what intervals are for; if any were."""
    for seed in sorted({sample.seed for sample in samples or () if sample}):
        yield f"{LOT} The seed was {seed}."
        yield PLANNING


def caution(sample: CaseSample) -> str:
    """Return what to bear in mind where the cases listed were chosen; else empty."""
    if sample.selection in (Selection.ALL, Selection.RANDOM):
        return ""
    return (
        f"The list itself is no sound base ({SELECTION_WORDS[sample.selection]}): draw from a list "
        "of all cases if you can."
    )


def look_for(case: DrawnCase, framework: Framework) -> str:
    """Return what to look for in a drawn case, measure by measure with the cells."""
    if not case.look_for:
        return "whether the file bears out every figure"
    measures = measures_by_id(framework)
    said: dict[str, list[str]] = {}
    for item in case.look_for:
        cells = ", ".join(cell.rpartition("!")[2] for cell in item.cells)
        what = seen_text(item, measures[item.measure]) + (f" at {cells}" if cells else "")
        said.setdefault(what, []).append(item.measure)
    return "; ".join(f"{', '.join(ids)}: {what}" for what, ids in said.items())


def interval_words(plan: MeasurePlan, measure: Measure) -> str:
    """Return the interval that reading would give, in per cent or in days."""
    if plan.interval is not None:
        return range_text(measure, plan.interval)
    if plan.days is not None:
        return range_text(measure, plan.days)
    if measure.kind == "median" and plan.drawn > 0:
        return UNDER_SIX
    return "none drawn" if not plan.drawn else "nothing to reckon from"


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
