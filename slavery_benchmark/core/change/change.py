"""What has changed between two submissions of one force, criterion by criterion.

Source of the rules: docs/change.md, "Change".
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

import msgspec

from slavery_benchmark.core.change.chance import within_chance
from slavery_benchmark.core.change.disposition import (
    Disposition,
    disposition_of,
    is_by_coverage_alone,
    progress_of,
)
from slavery_benchmark.core.change.history import Cycle
from slavery_benchmark.core.change.pairs import Pair, a_level_fell, both_of, pairs_of
from slavery_benchmark.core.change.path import Path
from slavery_benchmark.core.change.translation import Translations, with_measures_of
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.scores import CheckScore, ForceScore, MeasureScore, NodeScore
from slavery_benchmark.core.scoring.tally import ZERO

__all__ = [
    "Change",
    "CriterionChange",
    "Disposition",
    "change_between",
    "disposition_of",
    "progress_of",
]


class CriterionChange(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion then and now, over the checks and measures that both submissions can answer.

    then, now: its nodes under the comparable part of the later edition; None if no part of it can
    be compared (`disposition` is then "no earlier result").
    change: now less then, in points; None unless both are usable (have a position).
    within_chance: ids of its measures whose level moved though the figures differ by no more than
    chance. For all that follows, and for the disposition, they are held as they were.
    like_for_like: the change over the checks and measures that have a score both times; it differs
    from `change` where something was answered only once. None if there are none.
    by_coverage_alone: the score moved, or the target was reached or lost, only by what was answered
    or measured only once: what has a score both times moved another way, or not at all.
    evidence_alone: the score fell although no level, given or measured, did.
    progress: the share of the way to the target that has been gone since then (at most 1, below 0
    if further away); 1 where the target was reached then and still is; None where there is none,
    and where the score moved by coverage alone.
    not_compared: ids of its checks and measures in the later edition that stay out.
    """

    criterion: str
    title: str
    theme: str
    disposition: Disposition
    then: NodeScore | None = None
    now: NodeScore | None = None
    change: Fraction | None = None
    evidence_alone: bool = False
    progress: Fraction | None = None
    not_compared: tuple[str, ...] = ()
    like_for_like: Fraction | None = None
    by_coverage_alone: bool = False
    within_chance: tuple[str, ...] = ()


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """Two submissions of a force set against each other under one edition.

    framework: the part of the later edition that both can answer. then, now: both under it.
    dropped: ids of checks and measures of the earlier edition that nothing in the later stands for.
    """

    earlier: Cycle
    later: Cycle
    framework: Framework
    then: ForceScore
    now: ForceScore
    criteria: tuple[CriterionChange, ...]
    dropped: tuple[str, ...]

    def parts(
        self, criterion: str
    ) -> Iterator[tuple[CheckScore, CheckScore] | tuple[MeasureScore, MeasureScore]]:
        """Yield each check and measure of a criterion, then and now."""
        for before, after in zip(self.then.checks, self.now.checks, strict=True):
            if after.node.parent == criterion:
                yield before, after
        for old, new in zip(self.then.measures, self.now.measures, strict=True):
            if new.node.parent == criterion:
                yield old, new

    def transitions(self) -> dict[tuple[str, str], int]:
        """Return how many checks went from which answer to which, over the comparable checks.

        An answer is the counted level as text, or the state of a check that has none.
        """
        counts: dict[tuple[str, str], int] = {}
        for before, after in zip(self.then.checks, self.now.checks, strict=True):
            key = (_answer(before), _answer(after))
            counts[key] = counts.get(key, 0) + 1
        return counts


def change_between(
    earlier: Cycle,
    later: Cycle,
    editions: Sequence[Framework],
    before: "Change | None" = None,
    translations: Translations | None = None,
) -> Change | None:
    """Return what changed between two cycles; None if no lineage links their editions.

    `before` is the change that ended with the earlier cycle: a criterion held in both is
    embedded. `editions` are those that may lie between. `translations` of a whole run save making
    the same one again.
    """
    known = translations or Translations(editions)
    path = known.path(earlier.framework, later.framework)
    if path is None:
        return None
    common = known.common([path])
    read_from = {source for sources in path.forward.values() for source in sources}
    own = (part for parts in _parts(earlier.framework).values() for part in parts)
    then = now = None
    if not path.is_same:
        then = known.forward(earlier.score, path, common)
        now = None if common is later.framework else known.same(later.score, common)
    then, now = then or earlier.score, now or later.score
    chance = within_chance(then, now)
    settled = with_measures_of(then, chance, now, common) if chance else now
    ends = _Ends(then, now, settled, chance)
    return Change(
        earlier=earlier,
        later=later,
        framework=common,
        then=then,
        now=now,
        criteria=tuple(_criteria(ends, common, later.framework, _held(path, common, before))),
        dropped=tuple(part for part in own if part not in read_from),
    )


def _held(path: Path, common: Framework, before: Change | None) -> set[str]:
    """Return the criteria that the change before found held, by their ids in the later edition.

    A criterion whose answers come from several criteria was held if each of these was.
    """
    held = {
        item.criterion
        for item in (before.criteria if before else ())
        if item.disposition in (Disposition.HELD, Disposition.EMBEDDED)
    }
    home = {part: criterion for criterion, parts in _parts(path.earlier).items() for part in parts}
    return {
        criterion
        for criterion, parts in _parts(common).items()
        if all(home[source] in held for part in parts for source in path.forward[part])
    }


class _Ends(NamedTuple):
    """Both submissions, and the later one with the measures that moved by chance as they were."""

    then: ForceScore
    now: ForceScore
    settled: ForceScore
    chance: frozenset[str]


def _criteria(
    ends: _Ends, common: Framework, whole: Framework, held: set[str]
) -> Iterator[CriterionChange]:
    compared, all_parts = _parts(common), _parts(whole)
    pairs = pairs_of(ends.then, ends.settled)
    for theme, criterion in whole.criteria():
        kept = compared.get(criterion.id, ())
        left_out = tuple(part for part in all_parts[criterion.id] if part not in kept)
        blank = CriterionChange(
            criterion=criterion.id,
            title=criterion.title,
            theme=theme.id,
            disposition=Disposition.NO_EARLIER,
            not_compared=left_out,
            within_chance=tuple(part for part in kept if part in ends.chance),
        )
        yield _judged(blank, ends, pairs[criterion.id], common, held) if kept else blank


def _judged(
    blank: CriterionChange, ends: _Ends, parts: Sequence[Pair], common: Framework, held: set[str]
) -> CriterionChange:
    """Return what became of a criterion; all but its two ends and the change heeds chance."""
    old, new, settled = (
        score.node(blank.criterion) for score in (ends.then, ends.now, ends.settled)
    )
    both = both_of(parts, common)
    found = disposition_of(old, settled, both)
    held_now = found is Disposition.HELD
    if held_now and blank.criterion in held:
        found = Disposition.EMBEDDED
    once = is_by_coverage_alone(old, settled, both)
    usable = old.position is not None and new.position is not None
    fell = usable and (settled.tally.score or ZERO) < (old.tally.score or ZERO)
    return msgspec.structs.replace(
        blank,
        disposition=found,
        then=old,
        now=new,
        change=(new.tally.score or ZERO) - (old.tally.score or ZERO) if usable else None,
        like_for_like=both.change if usable else None,
        evidence_alone=fell and not a_level_fell(parts),
        progress=None
        if once and not held_now
        else progress_of(old, settled, exact(common.target.score)),
        by_coverage_alone=once,
    )


def _parts(framework: Framework) -> dict[str, tuple[str, ...]]:
    """Return the ids of the checks and measures of each criterion."""
    return {
        criterion.id: (
            *(check.id for check in criterion.checks),
            *(measure.id for measure in criterion.measures),
        )
        for _, criterion in framework.criteria()
    }


def _answer(check: CheckScore) -> str:
    level = check.counted_level
    return check.response.state.value if level is None else str(level)
