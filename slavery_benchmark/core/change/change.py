"""What has changed between two submissions of one force, criterion by criterion.

Source of the rules: docs/method.md, "Change".
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

import msgspec

from slavery_benchmark.core.change.disposition import (
    Disposition,
    disposition_of,
    is_by_coverage_alone,
    progress_of,
)
from slavery_benchmark.core.change.history import Cycle
from slavery_benchmark.core.change.pairs import a_level_fell, both_of, pairs_of
from slavery_benchmark.core.change.path import Path
from slavery_benchmark.core.change.translation import Translations
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.scores import CheckScore, ForceScore, MeasureScore, NodeScore

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
    like_for_like: the same over the checks and measures that have a score both times; it differs
    from `change` where something was answered only once. None if there are none.
    by_coverage_alone: the score moved, or the target was reached or lost, only by what was answered
    or measured only once: what has a score both times moved another way, or not at all.
    evidence_alone: the score fell although no level that the force gave did.
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
    return Change(
        earlier=earlier,
        later=later,
        framework=common,
        then=then,
        now=now,
        criteria=tuple(_criteria(then, now, common, later.framework, _held(path, common, before))),
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


def _criteria(
    then: ForceScore, now: ForceScore, common: Framework, whole: Framework, held: set[str]
) -> Iterator[CriterionChange]:
    compared, all_parts, pairs = _parts(common), _parts(whole), pairs_of(then, now)
    for theme, criterion in whole.criteria():
        kept = compared.get(criterion.id, ())
        left_out = tuple(part for part in all_parts[criterion.id] if part not in kept)
        if not kept:
            yield CriterionChange(
                criterion=criterion.id,
                title=criterion.title,
                theme=theme.id,
                disposition=Disposition.NO_EARLIER,
                not_compared=left_out,
            )
            continue
        old, new = then.node(criterion.id), now.node(criterion.id)
        parts = pairs[criterion.id]
        both = both_of(parts, common)
        found = disposition_of(old, new, both)
        held_now = found is Disposition.HELD
        if held_now and criterion.id in held:
            found = Disposition.EMBEDDED
        once = is_by_coverage_alone(old, new, both)
        difference = None
        if old.position is not None and new.position is not None:
            difference = (new.tally.score or 0) - (old.tally.score or Fraction(0))
        yield CriterionChange(
            criterion=criterion.id,
            title=criterion.title,
            theme=theme.id,
            disposition=found,
            then=old,
            now=new,
            change=difference,
            like_for_like=None if difference is None else both.change,
            evidence_alone=difference is not None and difference < 0 and not a_level_fell(parts),
            progress=None
            if once and not held_now
            else progress_of(old, new, exact(common.target.score)),
            not_compared=left_out,
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
