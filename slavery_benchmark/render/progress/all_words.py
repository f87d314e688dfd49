"""What has changed over several forces, in rows and sentences: the same for every format."""

from collections.abc import Iterator
from fractions import Fraction

import msgspec

from slavery_benchmark.core.reinspection.change import Disposition
from slavery_benchmark.core.reinspection.moves import FEWEST_FORCES, CriterionMoves
from slavery_benchmark.core.reinspection.progress import ForceProgress, ProgressReport
from slavery_benchmark.render.numbers import count_text, rounded
from slavery_benchmark.render.progress.rows import (
    FIRST,
    HELD,
    PREVIOUS,
    UNKNOWN,
    chosen,
    disposition_counts,
    of_kind,
)
from slavery_benchmark.render.progress.words import POPULATION, TEST, TWO_POINTS

GROUPS: tuple[tuple[str, tuple[Disposition, ...]], ...] = (
    ("regressed", (Disposition.REGRESSED,)),
    ("persists", (Disposition.PERSISTS,)),
    ("improved", (Disposition.IMPROVED,)),
    ("remedied", (Disposition.REMEDIED,)),
    ("held", HELD),
    ("not known", UNKNOWN),
)
"""How dispositions are counted over many forces: held with embedded, what is not known together."""
MOVES_HEADING = "Criterion by criterion: which way the forces moved"
HEADS = ("reg", "per", "imp", "rem", "hld", "n/k")
HEADS_MEAN = (
    "Criteria: reg regressed, per persists, imp improved, rem remedied, hld held (embedded too), "
    "n/k not known (no usable result then or now)."
)


class ForceLine(msgspec.Struct, frozen=True, kw_only=True):
    """One force among several: its overall scores, its counts by GROUPS, its regressions.

    Scores are those of the submissions under their own editions. counts is empty, and then None,
    without a comparison.
    """

    force: ForceProgress
    then: Fraction | None
    now: Fraction | None
    change: Fraction | None
    counts: tuple[int, ...]
    regressed: tuple[str, ...]


def force_line(force: ForceProgress, since: str) -> ForceLine:
    """Return what is said of one force among several."""
    compared = chosen(force, since)
    now = force.latest.score.overall.tally.score
    if compared is None:
        return ForceLine(force=force, then=None, now=now, change=None, counts=(), regressed=())
    change = compared.change
    then = change.earlier.score.overall.tally.score
    return ForceLine(
        force=force,
        then=then,
        now=now,
        change=None if then is None or now is None else now - then,
        counts=grouped(disposition_counts(change)),
        regressed=tuple(item.criterion for item in of_kind(change, Disposition.REGRESSED)),
    )


def grouped(counts: dict[Disposition, int]) -> tuple[int, ...]:
    """Return counts of dispositions by GROUPS."""
    return tuple(sum(counts[kind] for kind in kinds) for _, kinds in GROUPS)


def moves_in_order(report: ProgressReport) -> list[CriterionMoves]:
    """Return the moves on each criterion, the most regressions first, else as in the framework."""
    return sorted(report.moves, key=lambda item: -item.dispositions[Disposition.REGRESSED])


def all_sentences(report: ProgressReport, since: str) -> Iterator[str]:
    """Yield what changed over all forces, and what two points cannot say."""
    compared = [item for force in report.forces if (item := chosen(force, since))]
    forces = count_text(len(report.forces), "force")
    if not compared:
        yield f"{forces}, and no earlier submission that any of them can be compared with."
        return
    which = FIRST if since == FIRST else PREVIOUS
    said = f"{forces}, each against its own {which} submission, in the order of their periods"
    if single := len(report.forces) - len(compared):
        said += f"; {single} without one that can be compared"
    yield f"{said}."
    regressions = [len(of_kind(item.change, Disposition.REGRESSED)) for item in compared]
    some = sum(number > 0 for number in regressions)
    yield (
        f"{some} of {len(compared)} {'has' if some == 1 else 'have'} regressed on one criterion or "
        f"more, {count_text(sum(regressions), 'time')} in all."
    )
    worst = [
        item
        for item in moves_in_order(report)
        if item.dispositions[Disposition.REGRESSED] >= FEWEST_FORCES
    ]
    if worst and since != FIRST:
        names = "; ".join(
            f"{item.criterion} {item.title} ({item.dispositions[Disposition.REGRESSED]} of "
            f"{item.forces})"
            for item in worst[:3]
        )
        yield f"Most often on {names}."
    yield f"Each comparison is of two points. {TWO_POINTS}"


def paired_text(item: CriterionMoves) -> str:
    """Return paired counts: 12 / 3 / 1 of 16 rose, fell, stayed."""
    paired = item.higher + item.lower + item.same
    return f"{item.higher}/{item.lower}/{item.same} of {paired}"


def test_sentence(*, sample: bool) -> str:
    """Return why there is no test, or what its numbers mean."""
    return TEST if sample else POPULATION


def p_text(value: Fraction) -> str:
    """Return a p value with three decimals; one that would be 0 as a bound."""
    return f"{rounded(value, 3)}" if value >= Fraction(1, 2000) else "<0.001"
