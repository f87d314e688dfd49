"""The figures of a measure with their arithmetic: value, interval, and what is not known."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from slavery_benchmark.core.cases.measuring import Measured
from slavery_benchmark.core.cases.outcomes import Outcome, Verdict
from slavery_benchmark.core.cases.waiting_times import lower_rank
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.intervals import share_interval
from slavery_benchmark.document.numbers import count_text, plain_number
from slavery_benchmark.pages.words.measure_rules import interval_method
from slavery_benchmark.pages.words.measures import interval_text, range_text, value_text

_MOST_LISTED = 60
"""More different figures than this are not listed."""


def figure_sentences(
    measure: Measure, measured: Measured, outcomes: Mapping[Outcome, int]
) -> Iterator[str]:
    """Yield what was counted, the value, the interval and the extremes."""
    if not measured.n:
        return
    yield from _listed(measure, outcomes)
    if measure.kind == "median":
        yield _median_text(measure, measured)
    else:
        value = measured.value or Fraction(0)
        yield (
            f"Value: {measured.x:,} / {measured.n:,} = {plain_number(value)}%, printed "
            f"{value_text(measure, value)}."
        )
    if measured.interval is not None:
        yield f"{interval_text(measure, measured)}. It is {interval_method(measure)}."
        yield from _interval_numbers(measure, measured, outcomes)
    if measured.extremes is not None:
        yield from _extremes(measure, measured, outcomes)


def _listed(measure: Measure, outcomes: Mapping[Outcome, int]) -> Iterator[str]:
    """Yield the figures case by case, equal ones gathered."""
    if measure.kind not in ("share", "median"):
        return
    groups = [(Verdict.COUNTED, "Counted"), (Verdict.WAITING, "Still waiting")]
    for verdict, words in groups:
        found = sorted((o, times) for o, times in outcomes.items() if o.verdict is verdict)
        if len(found) > _MOST_LISTED:
            yield f"{words}: {len(found)} different figures, too many to list."
        elif found:
            unit = " in days" if measure.kind == "median" else ""
            shown = (
                (f"{o.x} of {o.n}" if measure.kind == "share" else f"{o.x}", times)
                for o, times in found
            )
            said = ", ".join(f"{text} (×{times:,})" if times > 1 else text for text, times in shown)
            yield f"{words}, case by case{unit}: {said}."
        if found and measure.kind == "median":
            longest = count_text(found[-1][0].x, "day")
            yield f"{words}, the longest: {longest}."


def _median_text(measure: Measure, measured: Measured) -> str:
    how = (
        "The share still waiting is the product of (waiting - ended) / waiting over the days on "
        "which a case ended (Kaplan-Meier); the median is where it falls below one half."
        if measured.waiting
        else "The median is the middle of the days in order, or the mean of the middle two."
    )
    if measured.value is None:
        beyond = value_text(measure, measured.at_least or Fraction(0))
        return f"{how} It does not fall so far: the median is at least {beyond}."
    return f"{how} Value: {value_text(measure, measured.value)}."


def _interval_numbers(
    measure: Measure, measured: Measured, outcomes: Mapping[Outcome, int]
) -> Iterator[str]:
    rank = lower_rank(measured.n)
    if measure.kind == "median" and rank is not None:
        yield f"Here: the cases at places {rank} and {measured.n + 1 - rank} of {measured.n:,}."
    counted = [(o.x, o.n, times) for o, times in outcomes.items() if o.verdict is Verdict.COUNTED]
    if measure.kind == "share" and counted:
        ends = share_interval(counted)
        yield (
            f"Here: {ends.people:,} people in {count_text(ends.cases, 'case')} tell as much as "
            f"{plain_number(Fraction(ends.effective_size), 1)} independent ones."
        )


def _extremes(
    measure: Measure, measured: Measured, outcomes: Mapping[Outcome, int]
) -> Iterator[str]:
    if measured.extremes is None:
        return
    said = range_text(measure, measured.extremes)
    cases = count_text(measured.unknown + measured.left_out, "case")
    if measure.kind == "median":
        yield f"If the {cases} not known or left out had ended at once, or never: {said}."
        return
    missing, unnumbered = measured.missing, _unnumbered(measured, outcomes)
    if not outcomes:
        yield f"With the {cases} not known or left out at both extremes: {said}."
        return
    whole = f"({measured.n:,} + {missing:,})"
    yield (
        f"With the {cases} not known or left out at both extremes: {measured.x:,} / {whole} to "
        f"({measured.x:,} + {missing:,}) / {whole}, {said}."
    )
    if measured.largest and unnumbered:
        yield (
            f"Of {count_text(unnumbered, 'case')} even the number of people is not known: each "
            f"could be as many as the largest case of the sheet has, {measured.largest:,}."
        )


def _unnumbered(measured: Measured, outcomes: Mapping[Outcome, int]) -> int:
    """Return of how many cases even the number of people is not known: those in no measure too."""
    left_out = [o for o in outcomes if o.verdict is Verdict.LEFT_OUT]
    in_no_measure = measured.left_out - sum(outcomes[o] for o in left_out)
    unknown = (o for o in outcomes if o.verdict is Verdict.UNKNOWN)
    return in_no_measure + sum(outcomes[o] for o in (*unknown, *left_out) if not o.n)
