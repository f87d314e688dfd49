"""What has changed over several forces, in rows and sentences: the same for every format."""

from collections.abc import Iterator
from fractions import Fraction

import msgspec

from slavery_benchmark.core.reinspection.change import Disposition
from slavery_benchmark.core.reinspection.moves import FEWEST_FORCES, CriterionMoves
from slavery_benchmark.core.reinspection.progress import ForceProgress, ProgressReport
from slavery_benchmark.document.numbers import count_text, rounded, score_text
from slavery_benchmark.render.progress.figures import BY_COVERAGE, marked_score
from slavery_benchmark.render.progress.rows import (
    FIRST,
    HELD,
    PREVIOUS,
    UNKNOWN,
    chosen,
    disposition_counts,
    is_usable,
    of_kind,
)
from slavery_benchmark.render.progress.words import POPULATION, TEST, TWO_POINTS
from slavery_benchmark.render.words import plain_name

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
_MOST_NAMED = 6
HEADS = ("reg", "per", "imp", "rem", "hld", "n/k")
HEADS_MEAN = (
    "Criteria: reg regressed, per persists, imp improved, rem remedied, hld held (embedded too), "
    "n/k not known (no usable result then or now)."
)


class ForceLine(msgspec.Struct, frozen=True, kw_only=True):
    """One force among several: its overall scores, its counts by GROUPS, its regressions.

    Scores are those of the submissions under their own editions; their texts have a mark where too
    little is known, and then there is no change. counts is empty, and then None, without a
    comparison.
    """

    force: ForceProgress
    then: Fraction | None
    now: Fraction | None
    change: Fraction | None
    then_text: str
    now_text: str
    counts: tuple[int, ...]
    regressed: tuple[str, ...]


def force_line(force: ForceProgress, since: str) -> ForceLine:
    """Return what is said of one force among several."""
    compared = chosen(force, since)
    whole = force.latest.score.overall
    now = whole.tally.score
    if compared is None:
        return ForceLine(
            force=force,
            then=None,
            now=now,
            change=None,
            then_text=marked_score(None),
            now_text=marked_score(whole),
            counts=(),
            regressed=(),
        )
    change = compared.change
    before = change.earlier.score.overall
    then = before.tally.score
    known = is_usable(before) and is_usable(whole)
    return ForceLine(
        force=force,
        then=then,
        now=now,
        change=now - then if known and then is not None and now is not None else None,
        then_text=marked_score(before),
        now_text=marked_score(whole),
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
    yield from _by_coverage(report, since)
    yield f"Each comparison is of two points. {TWO_POINTS}"


def _by_coverage(report: ProgressReport, since: str) -> Iterator[str]:
    """Yield which criteria of which forces moved only by what is there once."""
    parts: list[str] = []
    total = 0
    for force in report.forces:
        compared = chosen(force, since)
        items = compared.change.criteria if compared else ()
        ids = [item.criterion for item in items if item.by_coverage_alone]
        total += len(ids)
        if ids:
            parts.append(f"{plain_name(force.latest.score.submission)} ({', '.join(ids)})")
    if parts:
        more = f"; and {len(parts) - _MOST_NAMED} more" if len(parts) > _MOST_NAMED else ""
        yield (
            f"Moved as they did only {BY_COVERAGE}, so that nothing is claimed for it, "
            f"{count_text(total, 'time')} in all: {'; '.join(parts[:_MOST_NAMED])}{more}."
        )


def moves_sentence(report: ProgressReport, *, sample: bool) -> str:
    """Return what the counts of the moves are of, and what is counted apart."""
    said = (
        "Since the previous submission, of the forces under the most common edition. Up, down and "
        "same: of the forces with a score both times, over what has one both times."
    )
    once = [f"{item.criterion} {item.by_coverage}" for item in report.moves if item.by_coverage]
    if once:
        said += f" Forces that moved only {BY_COVERAGE}: {', '.join(once)}."
    return f"{said} {test_sentence(sample=sample)}"


def paired_text(item: CriterionMoves) -> str:
    """Return paired counts: 12 / 3 / 1 of 16 rose, fell, stayed."""
    paired = item.higher + item.lower + item.same
    return f"{item.higher}/{item.lower}/{item.same} of {paired}"


def test_sentence(*, sample: bool) -> str:
    """Return why there is no test, or what its numbers mean."""
    return TEST if sample else POPULATION


def p_text(value: Fraction | None) -> str:
    """Return a p value with three decimals; one that would be 0 as a bound; a dash for none."""
    if value is None:
        return score_text(None)
    return f"{rounded(value, 3)}" if value >= Fraction(1, 2000) else "<0.001"
