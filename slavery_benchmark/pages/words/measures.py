"""What a measure says, in words: figure, interval, level, and what is missing."""

from fractions import Fraction
from math import ceil, isinf

from slavery_benchmark.core.cases.measuring import Measured, MeasureState, Range
from slavery_benchmark.core.cases.table import CaseFiles, Selection
from slavery_benchmark.core.framework.case_sheet import NOT_NEEDED
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.document.numbers import count_text, percent_text, plain_number, score_text

DIFFERS = "differs from own cases"
OF_ITS_CRITERION = "of its criterion"
"""Follows: a measure need not ask about the very check that differs from it."""
JUDGEMENT_ALONE = "judgement alone"
SELECTION_WORDS = {
    Selection.ALL: "all listed",
    Selection.RANDOM: "drawn at random",
    Selection.OTHER: "chosen in another way than all or at random",
    Selection.UNSAID: "how they were chosen is not said",
    Selection.INCOMPLETE: "said to be all, but too many are missing",
    Selection.MISCOUNTED: "far more are listed than the cover says that there were",
}
CHANCE = {
    Selection.ALL: "chance variation; the cases are said to be all, so not sampling error",
    Selection.RANDOM: "sampling error",
}
"""What an interval is an interval of, where there is one."""


def measures_by_id(framework: Framework) -> dict[str, Measure]:
    """Return every measure of an edition by its id."""
    return {measure.id: measure for _, measure in framework.measures()}


def value_text(measure: Measure, value: Fraction | float) -> str:
    """Return a value of a measure with its unit: 82.9%, 12 days, never."""
    if isinstance(value, float) and isinf(value):
        return "never"
    number = Fraction(value)
    if measure.kind == "median":
        days = plain_number(number, 1)
        return f"{days} day" if days == "1" else f"{days} days"
    return f"{score_text(number)}%"


def figure_text(measure: Measure, measured: Measured) -> str:
    """Return what was counted: 34 of 41 cases (82.9%), or median 12 days, 41 cases."""
    if measured.state is MeasureState.NOT_SUPPLIED:
        return "no case files"
    if not measured.n:
        return "no case to count"
    if measure.kind == "median":
        cases = count_text(measured.n, "case")
        if measured.waiting:
            cases += f", {measured.waiting:,} of them still waiting"
        if measured.value is None:
            beyond = value_text(measure, measured.at_least or Fraction(0))
            return f"median not reached, at least {beyond}, {cases}"
        return f"median {value_text(measure, measured.value)}, {cases}"
    people = measure.kind == "share"
    noun = count_text(measured.n, "person" if people else "case", "people" if people else "")
    return f"{measured.x:,} of {noun} ({value_text(measure, measured.value or Fraction(0))})"


def could_be_text(measure: Measure, measured: Measured) -> str:
    """Return what a value without a level could be if every case were known; empty if all are.

    With a level the levels at the ends say it, and where nothing was counted it could be anything.
    """
    if measured.level is not None or measured.extremes is None or not measured.n:
        return ""
    return f"with all known it could be {range_text(measure, measured.extremes)}"


def shown_text(measure: Measure, measured: Measured) -> str:
    """Return what was counted, never at its best face alone: the figure, and what it could be."""
    said = could_be_text(measure, measured)
    return f"{figure_text(measure, measured)}; {said}" if said else figure_text(measure, measured)


def range_text(measure: Measure, ends: Range) -> str:
    """Return a range in the measure's unit: 68.7 to 91.5%, 3 to 20 days, 3 days or more."""
    if isinstance(ends.high, float) and isinf(ends.high):
        if isinstance(ends.low, float) and isinf(ends.low):
            return "never reached"
        return f"{value_text(measure, ends.low)} or more"
    if ends.low == ends.high:
        return value_text(measure, ends.low)
    low = value_text(measure, ends.low).removesuffix("%").removesuffix(" days")
    return f"{low.removesuffix(' day')} to {value_text(measure, ends.high)}"


def interval_text(measure: Measure, measured: Measured) -> str:
    """Return the interval with what it is an interval of; empty without one."""
    if measured.interval is None:
        return ""
    what = CHANCE.get(measured.selection, "")
    return f"95% interval {range_text(measure, measured.interval)}" + (f" ({what})" if what else "")


def level_text(measured: Measured, framework: Framework) -> str:
    """Return the level with those at both ends; empty without a level."""
    if measured.level is None or measured.level_low is None or measured.level_high is None:
        return ""
    said = framework.level_label(measured.level)
    if measured.level_low != measured.level_high:
        said += f" (could be {measured.level_low} to {measured.level_high})"
    return said


def short_level_text(measured: Measured) -> str:
    """Return the level as a number with those at both ends: 2 (1 to 3); empty without a level."""
    if measured.level is None:
        return ""
    if measured.level_low == measured.level_high:
        return str(measured.level)
    return f"{measured.level} ({measured.level_low} to {measured.level_high})"


def state_text(measure: Measure, measured: Measured, framework: Framework) -> str:
    """Return the level, or in a few words why there is none."""
    if not measure.is_scored and measured.state is MeasureState.MEASURED:
        return "shown, not scored"
    known = exact(framework.cases.known.minimum) if framework.cases else Fraction(1)
    return {
        MeasureState.MEASURED: level_text(measured, framework),
        MeasureState.NOT_SUPPLIED: "no level: no case files were supplied",
        MeasureState.CHOSEN: f"no level: {SELECTION_WORDS[measured.selection]}",
        MeasureState.TOO_FEW: (
            f"no level: too few cases, {measured.about:,} where {measure.minimum_cases} are needed"
        ),
        MeasureState.TOO_LITTLE_KNOWN: _too_little_text(measure, measured, known),
        MeasureState.NOT_SETTLED: "no level: too many cases are still waiting to tell",
    }[measured.state]


def known_text(measure: Measure, measured: Measured) -> str:
    """Return how much is known: 12 of 15 known (80%); of a share of people by people."""
    cases = f"{measured.cases:,} of {measured.about:,}"
    if measure.kind != "share":
        return f"{cases} known ({percent_text(measured.known)})"
    return f"{percent_text(measured.known)} of the people known, in {cases} cases"


def _too_little_text(measure: Measure, measured: Measured, known: Fraction) -> str:
    """Return how little is known: of people for a share of people, else of cases."""
    least = f"and at least {measure.minimum_cases}"
    if measure.kind != "share":
        return (
            f"no level: counted {measured.cases:,} of {measured.about:,}; needs "
            f"{ceil(known * measured.about):,} ({percent_text(known)}), {least}"
        )
    return (
        f"no level: {known_text(measure, measured)}; needs {percent_text(known)} of the people, "
        f"{least} cases"
    )


def missing_text(measure: Measure, measured: Measured) -> str:
    """Return what was not counted, and what the value could be with it; empty if all was."""
    parts = [
        f"{count:,} {word}"
        for count, word in (
            (measured.unknown - measured.beyond, "not known"),
            (measured.beyond, f"marked “{NOT_NEEDED}” beyond the share allowed, so not known"),
            (measured.left_out, "left out for a problem"),
            (measured.not_due, "not yet due"),
        )
        if count
    ]
    if measured.extremes is not None:
        parts.append(f"with all known it could be {range_text(measure, measured.extremes)}")
    return "; ".join(parts)


def cases_text(files: CaseFiles | None) -> str:
    """Return how many cases are on the sheet, of how many, and how they were chosen."""
    if files is None or not files.listed:
        return "no case files"
    chosen = SELECTION_WORDS[files.selection]
    if files.selection is Selection.ALL and files.in_period not in (None, files.listed):
        chosen = "said to be all"
    if files.in_period is not None and files.listed > files.in_period:
        said = f"{count_text(files.listed, 'case')} listed, "
        if files.selection is Selection.MISCOUNTED:
            said += f"far more than the {files.in_period:,} that the cover gives"
        else:
            said += f"more than the {files.in_period:,} that the cover gives, {chosen}"
    else:
        total = "" if files.in_period is None else f" of {files.in_period:,}"
        noun = "case" if (files.in_period or files.listed) == 1 else "cases"
        said = f"{files.listed:,}{total} {noun}, {chosen}"
    if files.left_out:
        said += f", {files.left_out:,} of them used by no measure"
    return said
