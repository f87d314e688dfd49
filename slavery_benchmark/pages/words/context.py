"""Official statistics beside the forces: recorded offences, how they lie, and what they are not."""

from collections.abc import Iterable, Iterator, Sequence

from slavery_benchmark.core.comparing.context import (
    MONTHS_OF_A_YEAR,
    Distribution,
    ForceCount,
    OfficialFigures,
    year_bounds,
)
from slavery_benchmark.core.scoring.submission import Submission
from slavery_benchmark.document.numbers import UNKNOWN, count_text, plain_number

NOT_PREVALENCE = (
    "Recorded is not prevalence: a higher count can mean better identification, and a lower one "
    "can mean that less was looked for. Neither is good or bad by itself."
)
NO_SCORE = "These counts are context. No score, band, position or rank uses them."
QUARTILE_RULE = (
    "A quartile that falls between two forces is interpolated on a straight line (QUARTILE.INC)."
)
PUBLISHER = "Home Office, police recorded crime open data"
LICENCE = (
    "Contains public sector information licensed under the Open Government Licence v3.0. Whether "
    "the file is the latest revision was not checked."
)
_NAMED = 5
"""How many forces with the same quarters are named; of more only the number is said."""


def force_cells(context: OfficialFigures, submission: Submission) -> tuple[str, str]:
    """Return the recorded offences of a force, a dash where no year's figure is known, and why."""
    if submission.fictional:
        return UNKNOWN, "an invented force has no official figures"
    if not submission.code:
        return UNKNOWN, "not a force of the register, so not looked for"
    count = context.crime.count(submission.code)
    if count is None or not count.quarters:
        return UNKNOWN, f"no figure for {context.crime.year} in the file"
    if count.total is None:
        return UNKNOWN, f"{count.known:,} in {_quarters(count)} only: part of a year"
    outside = "" if count.territorial else "not a territorial force: in no count of forces below"
    return f"{count.total:,}", outside


def context_sentences(context: OfficialFigures) -> list[str]:
    """Return the sentences about all forces: distribution, 2017's figure, caveats, source."""
    source = context.crime.source
    return [
        *_distribution(context),
        _earlier(context),
        NOT_PREVALENCE,
        NO_SCORE,
        *context.crime.notes,
        *_faults(context),
        f"Figures: {PUBLISHER}, as they stand in {source.file} ({source.sha256[:12]}). {LICENCE}",
    ]


def _distribution(context: OfficialFigures) -> Iterator[str]:
    crime, found = context.crime, context.distribution
    if found is None:
        said = f"No territorial force has all four quarters of {crime.year} in the file, so there "
        said += "is no distribution."
        if crime.latest_full_year is not None:
            said += f" The latest year that can be had whole is {crime.latest_full_year}."
        yield said
    else:
        who = f"the {found.population} territorial forces"
        if found.forces < found.population:
            who = f"{found.forces} of {found.population} territorial forces"
        yield (
            f"In {found.year} {who} recorded {found.total:,} in all. Least {found.least:,}, lower "
            f"quartile {plain_number(found.lower_quartile)}, median {plain_number(found.median)}, "
            f"upper quartile {plain_number(found.upper_quartile)}, most {found.most:,}. "
            f"{QUARTILE_RULE}"
        )
        yield _below(found)
    partial = [count for count in crime.counts if count.territorial and count.total is None]
    if partial:
        yield f"Without all four quarters, so in none of these figures: {_gathered(partial)}."
    absent = len(crime.territorial) - sum(count.territorial for count in crime.counts)
    if absent:
        yield f"Not in the file for {crime.year}: {count_text(absent, 'territorial force')}."


def _gathered(partial: Iterable[ForceCount]) -> str:
    """Return forces by the quarters that are known of them; many are counted, few are named."""
    groups: dict[str, list[str]] = {}
    for count in partial:
        known = f"{_quarters(count)} only" if count.quarters else "no quarter that can be used"
        groups.setdefault(known, []).append(count.force)
    return "; ".join(
        f"{', '.join(names) if len(names) <= _NAMED else count_text(len(names), 'force')} ({known})"
        for known, names in groups.items()
    )


def _below(found: Distribution) -> str:
    said = f"{found.below_threshold} of these {found.forces} recorded fewer than {found.threshold}"
    others = found.population - found.forces
    if not others:
        return f"{said}."
    low, high = found.below_threshold, found.below_threshold + found.could_be_below
    span = f"{low}" if low == high else f"{low} to {high}"
    return f"{said}; with the other {others} it is {span} of {found.population}."


def _earlier(context: OfficialFigures) -> str:
    earlier = context.earlier
    return (
        f"Of 2017 it was reported ({earlier.rank}) that {earlier.forces} of "
        f"{earlier.population} forces had recorded fewer than {earlier.below} in "
        f"{earlier.months} months. That is not comparable with {MONTHS_OF_A_YEAR} months: the "
        f"longer the period, the fewer forces stay below a number. Source: {earlier.source}. "
        f"{earlier.note}"
    )


def _faults(context: OfficialFigures) -> Iterator[str]:
    faults = context.crime.faults
    if faults:
        count = count_text(len(faults), "fault")
        yield f"{count} in the file: what they touch is not known, and counts as nothing here."


def period_sentences(context: OfficialFigures, submissions: Sequence[Submission]) -> Iterator[str]:
    """Yield a sentence if self-assessments are of other times than the figures."""
    first, last = year_bounds(context.crime.year)
    real = [item for item in submissions if item.code and not item.fictional]
    apart = [
        item
        for item in real
        if (item.period_start is not None and item.period_start > last)
        or (item.period_end is not None and item.period_end < first)
    ]
    if apart:
        yield (
            f"The periods of {len(apart)} of {count_text(len(real), 'self-assessment')} here share "
            f"no day with {context.crime.year}: figures and answers are of different times."
        )


def one_each(submissions: Iterable[Submission]) -> list[Submission]:
    """Return one submission a force, the last: a count belongs to a force, not to a return."""
    by_force = {item.code or item.force.casefold(): item for item in submissions}
    return list(by_force.values())


def _quarters(count: ForceCount) -> str:
    """Return the known quarters in words: quarter 2, quarters 1 to 3, quarters 1 and 4."""
    known = [quarter for quarter, _ in count.quarters]
    if len(known) == 1:
        return f"quarter {known[0]}"
    if len(known) > 2 and known[-1] - known[0] == len(known) - 1:
        return f"quarters {known[0]} to {known[-1]}"
    *others, last = map(str, known)
    return f"quarters {', '.join(others)} and {last}"
