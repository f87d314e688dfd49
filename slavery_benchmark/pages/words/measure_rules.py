"""A measure as the edition declares it, in words: what is counted of what, limits, bands."""

from collections.abc import Iterable, Iterator, Sequence

from slavery_benchmark.core.framework.case_sheet import NOT_NEEDED, CaseSheet
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.measures import Condition, Measure
from slavery_benchmark.core.intervals import Z_95
from slavery_benchmark.document.numbers import count_text, percent_text
from slavery_benchmark.pages.words.measures import value_text

KIND_WORDS = {
    "proportion": "proportion of cases",
    "share": "share of people",
    "median": "median time",
    "within": "time within a limit",
}
_BASIS_WORDS = {
    "law": "from the law",
    "counting rule": "from the counting rules",
    "proposed": "proposed",
}


def condition_text(condition: Condition, sheet: CaseSheet) -> str:
    """Return what must hold in a column: “Suspect identified” is Yes."""
    heading = f"“{sheet.column(condition.column).heading}”"
    if condition.dated is not None:
        return f"{heading} is a date" if condition.dated else f"{heading} says that it is not yet"
    if condition.above is not None:
        return f"{heading} is more than {condition.above:,}"
    return f"{heading} is {_either(condition.one_of, 'or')}"


def _all(conditions: Iterable[Condition], sheet: CaseSheet) -> str:
    return " and ".join(condition_text(condition, sheet) for condition in conditions)


def _either(words: Sequence[str], link: str) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {link} {words[-1]}"


def cases_about_text(measure: Measure, sheet: CaseSheet) -> str:
    """Return which cases a measure is about."""
    if not measure.cases:
        return "every case"
    return f"the cases in which {_all(measure.cases, sheet)}"


def counted_text(measure: Measure, sheet: CaseSheet) -> Iterator[str]:
    """Yield sentences that say what is counted of what."""
    headings = {column.id: f"“{column.heading}”" for column in sheet.columns}
    about = cases_about_text(measure, sheet)
    if measure.kind == "proportion":
        yield f"Of {about}: those in which {_all(measure.counts, sheet)}."
    elif measure.kind == "share":
        people = _either([headings[column] for column in measure.people], "and")
        added = "the sum of " if len(measure.people) < 2 else "the sums, added up, of "
        yield f"Over {about}: {added}{people}, of the sum of {headings[measure.over or '']}."
        if measure.capped:
            yield "In each case no more are counted than there were people."
    else:
        days = f"days from {headings[measure.start or '']} to {headings[measure.end or '']}"
        if measure.kind == "median":
            yield f"In {about}: {days}, and their median."
            yield (
                "A case that says “not yet” counts as still waiting on the last day of the period."
            )
        else:
            limit = count_text(measure.days or 0, "day")
            yield f"Of {about}: those with at most {limit}, counted as {days}."
            if measure.from_instead is not None:
                other = measure.from_instead
                yield (
                    f"Where {_all(other.when, sheet)}, the days run from {headings[other.column]}."
                )
            yield (
                "A case whose limit had not passed by the last day of the period is left out, "
                "whatever happened in it; “not yet” fails a limit that had passed."
            )


def bands_text(measure: Measure, framework: Framework) -> str:
    """Return the bands, highest level first; that there are none, where it is not scored."""
    if not measure.bands:
        return "No bands: it is shown and not scored."
    beyond = "or more" if measure.direction == "higher" else "or less"
    parts = []
    for band in reversed(measure.bands):
        reached = value_text(measure, exact(band.limit)).replace(".0%", "%")
        beyond_it = "" if reached == "100%" and beyond == "or more" else f" {beyond}"
        level = framework.level_label(band.level)
        parts.append(f"{level}: {reached}{beyond_it} ({_BASIS_WORDS[band.basis]})")
    return f"{'; '.join(parts)}; otherwise {framework.level_label(0)}."


def rules_text(measure: Measure, sheet: CaseSheet) -> str:
    """Return what it takes to have a level: cases, share known, how they were chosen."""
    known = percent_text(exact(sheet.known.minimum))
    whom = "their people" if measure.kind == "share" else "them"
    said = (
        f"Needed for a level: {count_text(measure.minimum_cases, 'case')} at least, {known} of "
        f"{whom} known, and all cases of the period listed, or drawn at random."
    )
    if measure.kind != "proportion" or sheet.not_needed is None:
        return said
    most = sheet.not_needed.maximum if measure.not_needed is None else measure.not_needed
    return (
        f"{said} Cases marked “{NOT_NEEDED}” beyond {percent_text(exact(most))} of those that it "
        "could be about count as not known."
    )


def interval_method(measure: Measure) -> str:
    """Return how the 95% interval is made, in words."""
    if measure.kind == "share":
        return (
            "Wilson's, with an effective number of people in place of their number: people of one "
            "case are often treated alike, so they tell less than as many people of different cases"
        )
    if measure.kind == "median":
        return (
            "the days that two cases waited, counted equally far from both ends of the order; a "
            "case still waiting stands at its days so far for the low end, and last of all for the "
            "high end"
        )
    z = f"{Z_95:.4f}"
    return f"Wilson's: (p + z²/2n ± z√(p(1-p)/n + z²/4n²)) / (1 + z²/n), with z = {z}"


def columns_text(measure: Measure, sheet: CaseSheet) -> str:
    """Return the headings of the columns that a measure reads."""
    return ", ".join(f"“{sheet.column(column).heading}”" for column in measure.columns())
