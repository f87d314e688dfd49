"""The way from one edition of a framework to a later one, as the lineages in between declare it."""

import itertools
from collections.abc import Collection, Mapping, Sequence

import msgspec

from slavery_benchmark.core.framework.framework import Criterion, Framework, Theme
from slavery_benchmark.core.framework.lineage import LineageChange, counting_rules
from slavery_benchmark.core.framework.measures import Measure

Sources = Mapping[str, tuple[str, ...]]
"""For each check or measure that can be answered: whose answers stand for it, in another edition.

It is absent where no answer of the other edition is comparable.
"""

Parts = Mapping[str, Measure | None]
"""Every check (None) and every measure of an edition, by its id."""


class Path(msgspec.Struct, frozen=True, kw_only=True):
    """The way between two editions of a framework, by the lineage of the later one.

    forward: for a part of the later edition its sources in the earlier; backward: the reverse.
    """

    earlier: Framework
    later: Framework
    forward: Sources
    backward: Sources

    @property
    def is_same(self) -> bool:
        """Whether both ends are one edition."""
        return self.earlier == self.later


def path_between(
    earlier: Framework, later: Framework, editions: Sequence[Framework]
) -> Path | None:
    """Return the way from one edition to a later one; None if no lineage leads back to it.

    `editions` are those that may lie between. Editions whose scales have different numbers of
    levels are not linked: a level of the one is none of the other.
    """
    chain = _chain(earlier, later, editions)
    if chain is None:
        return None
    forward: Sources = {part: (part,) for part in parts_of(earlier)}
    backward: Sources = dict(forward)
    for before, after in itertools.pairwise(chain):
        step_forward, step_backward = _step(before, after)
        forward = _through(step_forward, forward)
        backward = _through(backward, step_backward)
    return Path(earlier=earlier, later=later, forward=forward, backward=backward)


def comparable_part(path: Path) -> Framework:
    """Return the later edition without the checks and measures that cannot be compared.

    Weights stay as they are, relative to each other. Nothing left out: the edition itself.
    """
    return part_of(path.later, path.forward.keys())


def part_of(framework: Framework, kept: Collection[str]) -> Framework:
    """Return an edition with these checks and measures alone; the edition itself if these are all.

    A criterion or theme of which nothing is kept goes, and with it a limit that names it.
    """
    if all(part in kept for part in parts_of(framework)):
        return framework
    replace = msgspec.structs.replace
    themes: list[Theme] = []
    for theme in framework.themes:
        criteria: list[Criterion] = []
        for criterion in theme.criteria:
            checks = tuple(item for item in criterion.checks if item.id in kept)
            measures = tuple(item for item in criterion.measures if item.id in kept)
            if checks or measures:
                criteria.append(replace(criterion, checks=checks, measures=measures))
        if criteria:
            themes.append(replace(theme, criteria=tuple(criteria)))
    left = {criterion.id for theme in themes for criterion in theme.criteria}
    limits = tuple(item for item in framework.limits if item.criterion in left)
    return replace(framework, themes=tuple(themes), limits=limits)


def parts_of(framework: Framework) -> Parts:
    """Return every check and measure of an edition."""
    parts: dict[str, Measure | None] = {check.id: None for _, _, check in framework.checks()}
    return parts | {item.id: item for _, item in framework.measures()}


def _chain(
    earlier: Framework, later: Framework, editions: Sequence[Framework]
) -> list[Framework] | None:
    """Return the editions from the earlier to the later one; None if they are not linked."""
    chain = [later]
    while chain[0] != earlier:
        lineage = chain[0].lineage
        if lineage is None:
            return None
        before = [earlier, *editions]
        found = next((item for item in before if _is_edition(item, lineage.follows, later)), None)
        if found is None or found in chain or len(found.levels) != len(later.levels):
            return None
        chain.insert(0, found)
    return chain


def _is_edition(framework: Framework, edition: str, like: Framework) -> bool:
    identity = framework.identity
    return identity.edition == edition and identity.id == like.identity.id


def _step(before: Framework, after: Framework) -> tuple[Sources, Sources]:
    """Return the sources forward and backward of two editions that follow each other."""
    changes = after.lineage.changes if after.lineage else ()
    named = {part for change in changes for part in (*change.was, *change.now)}
    old, new = parts_of(before), parts_of(after)
    one_rule = _known_from(before) == _known_from(after)
    forward: dict[str, tuple[str, ...]] = {}
    backward: dict[str, tuple[str, ...]] = {}
    for part in old.keys() & new.keys() - named:
        if _counts_the_same(old[part], new[part], one_rule=one_rule):
            forward[part] = backward[part] = (part,)
    for change in changes:
        if change.comparable and _can_be_read(change, old, new, one_rule=one_rule):
            for part in change.now:
                forward[part] = (*forward.get(part, ()), *change.was)
            for part in change.was:
                backward[part] = (*backward.get(part, ()), *change.now)
    return forward, backward


def _through(first: Sources, second: Sources) -> Sources:
    """Return the sources of sources: only where every one of them has some."""
    return {
        part: tuple(dict.fromkeys(end for source in sources for end in second[source]))
        for part, sources in first.items()
        if all(source in second for source in sources)
    }


def _can_be_read(change: LineageChange, old: Parts, new: Parts, *, one_rule: bool) -> bool:
    """Return whether answers can be carried: checks only, or one measure that counts as it did."""
    if not change.was or not change.now:
        return False
    if not (all(part in old for part in change.was) and all(part in new for part in change.now)):
        return False
    if all(old[part] is None for part in change.was) and all(new[p] is None for p in change.now):
        return True
    alone = len(change.was) == len(change.now) == 1
    return alone and _counts_the_same(old[change.was[0]], new[change.now[0]], one_rule=one_rule)


def _counts_the_same(one: Measure | None, other: Measure | None, *, one_rule: bool) -> bool:
    """Return whether both are checks, or measures that differ in nothing but words and weight.

    one_rule: as many cases must be known under both editions.
    """
    if one is None or other is None:
        return one is other
    return one_rule and _rules(one) == _rules(other)


def _rules(measure: Measure) -> Measure:
    """Return how a measure counts; the basis of a band is a word about it."""
    bands = tuple(msgspec.structs.replace(band, basis="proposed") for band in measure.bands)
    return msgspec.structs.replace(counting_rules(measure), bands=bands)


def _known_from(framework: Framework) -> float | None:
    return None if framework.cases is None else framework.cases.known.minimum
