"""Which cases of a force to read: drawn by lot inside strata, so that anybody can draw them again.

The order in a stratum is that of the SHA-256 (hexadecimal, of the UTF-8 text) of

    seed|force|case

`force` is the force's code, or its name where it has none; `case` the case number, or "row 16"
where the number is not fit to be shown. So it depends neither on the order of the rows nor on the
program. From each stratum the first so many are taken.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256
from heapq import nsmallest

import msgspec

from slavery_benchmark.core.cases.measuring import MeasureState
from slavery_benchmark.core.cases.table import Case, Selection
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.scoring.scores import ForceScore, MeasureScore
from slavery_benchmark.core.scoring.submission import Submission
from slavery_benchmark.core.visit.adverse_cases import (
    TO_READ,
    CaseReader,
    CaseToRead,
    Standing,
    reader_of,
)
from slavery_benchmark.core.visit.case_plan import MeasurePlan, plan_of


class Stratum(StrEnum):
    """What reading a case would settle. A case belongs to the first that fits."""

    DIFFERS = "behind a level that differs"
    NOT_KNOWN = "keeps a measure from being known"
    ADVERSE = "otherwise adverse"
    REST = "nothing adverse"


class StratumDraw(msgspec.Struct, frozen=True, kw_only=True):
    """How many cases a stratum has, and how many of them were drawn."""

    stratum: Stratum
    cases: int
    drawn: int


class DrawnCase(msgspec.Struct, frozen=True, kw_only=True):
    """A case to read: its stratum, and what to look for, measure by measure."""

    case: Case
    stratum: Stratum
    look_for: tuple[CaseToRead, ...]


class CaseSample(msgspec.Struct, frozen=True, kw_only=True):
    """The cases of one force to read, stratum by stratum, each in the order drawn."""

    seed: int
    listed: int
    selection: Selection
    strata: tuple[StratumDraw, ...]
    cases: tuple[DrawnCase, ...]
    measures: tuple[MeasurePlan, ...]


def draw_cases(
    force: ForceScore,
    framework: Framework,
    count: int,
    seed: int,
    reader: CaseReader | None = None,
) -> CaseSample | None:
    """Return up to `count` cases to read; None where there is no table of cases to draw from.

    Only scored measures count: a case is adverse if it is so to one of them. `reader` is that of
    the force's cases, where there is one already.
    """
    submission, files = force.submission, force.submission.cases
    reader = reader or reader_of(submission, framework)
    if files is None or reader is None:
        return None
    table = reader.table
    declared = {measure.id: measure for _, measure in framework.measures()}
    scored = [item for item in force.measures if item.node.weight]
    strata = _strata(reader, scored, declared)
    sizes = {stratum: len(strata[stratum]) for stratum in Stratum}
    drawn = dict(zip(Stratum, allocate(list(sizes.values()), count), strict=True))
    chosen = {
        stratum: nsmallest(
            drawn[stratum], places, key=lambda p: lot(seed, submission, table.case(p))
        )
        for stratum, places in strata.items()
    }
    everyone = [place for places in chosen.values() for place in places]
    return CaseSample(
        seed=seed,
        listed=len(table),
        selection=files.selection,
        strata=tuple(
            StratumDraw(stratum=stratum, cases=sizes[stratum], drawn=drawn[stratum])
            for stratum in Stratum
            if sizes[stratum]
        ),
        cases=tuple(
            DrawnCase(
                case=table.case(place),
                stratum=stratum,
                look_for=_look_for(reader, scored, declared, place),
            )
            for stratum, places in chosen.items()
            for place in places
        ),
        measures=tuple(
            plan_of(reader, item, declared[item.node.id], everyone, submission) for item in scored
        ),
    )


def lot(seed: int, submission: Submission, case: Case) -> str:
    """Return what decides the order of cases in a stratum: see the top of this module."""
    force = submission.code or submission.force
    number = case.number or f"row {case.row}"
    return sha256(f"{seed}|{force}|{number}".encode()).hexdigest()


def allocate(sizes: Sequence[int], count: int) -> list[int]:
    """Return how many to draw from strata of these sizes: in all `count`, or every case.

    One from each stratum that has any, the first strata first; what is left in proportion to what
    is left in each, by largest remainders, the first of equals.
    """
    total = sum(sizes)
    count = min(count, total)
    drawn = [0] * len(sizes)
    filled = [place for place, size in enumerate(sizes) if size][:count]
    for place in filled:
        drawn[place] = 1
    spare = count - len(filled)
    if spare:
        remaining = total - len(filled)
        quotas = {place: Fraction(spare * (sizes[place] - 1), remaining) for place in filled}
        for place, quota in quotas.items():
            drawn[place] += int(quota)
        short = count - sum(drawn)
        by_remainder = sorted(filled, key=lambda p: (int(quotas[p]) - quotas[p], p))
        for place in by_remainder[:short]:
            drawn[place] += 1
    return drawn


def _strata(
    reader: CaseReader, scored: Sequence[MeasureScore], declared: Mapping[str, Measure]
) -> dict[Stratum, list[int]]:
    """Return the places of the cases in each stratum, in the order of the sheet."""
    ladder = list(Stratum)
    best = [ladder.index(Stratum.REST)] * len(reader.table)
    for item in scored:
        measure = declared[item.node.id]
        when = {Standing.ADVERSE: Stratum.ADVERSE}
        if item.differs_from:
            when[Standing.ADVERSE] = Stratum.DIFFERS
        if _is_open(item, measure):
            when[Standing.UNKNOWN] = when[Standing.LEFT_OUT] = Stratum.NOT_KNOWN
        step = {standing: ladder.index(stratum) for standing, stratum in when.items()}
        for place, seen in enumerate(reader.seen(measure)):
            here = step.get(seen.standing)
            if here is not None and here < best[place]:
                best[place] = here
    strata: dict[Stratum, list[int]] = {stratum: [] for stratum in Stratum}
    for place, here in enumerate(best):
        strata[ladder[here]].append(place)
    return strata


def _is_open(item: MeasureScore, measure: Measure) -> bool:
    """Return whether cases that are not known could give the measure another level, or one."""
    if item.measured.state is MeasureState.TOO_LITTLE_KNOWN:
        return True
    ends = item.measured.extremes
    return ends is not None and measure.level_of(ends.low) != measure.level_of(ends.high)


def _look_for(
    reader: CaseReader,
    scored: Sequence[MeasureScore],
    declared: Mapping[str, Measure],
    place: int,
) -> tuple[CaseToRead, ...]:
    """Return what to look for in a case: first where a level differs, then gravest first."""
    found = [
        (not item.differs_from, TO_READ.index(standing), number)
        for number, item in enumerate(scored)
        if (standing := reader.seen(declared[item.node.id])[place].standing) in TO_READ
    ]
    return tuple(
        reader.to_read(declared[scored[number].node.id], place) for *_, number in sorted(found)
    )
