"""Which answers of an older edition are answers to a newer one, and what became of the others."""

from collections.abc import Iterator, Sequence

import msgspec

from slavery_benchmark.core.change.path import Sources, path_between
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.lineage import LineageChange


class Carrying(msgspec.Struct, frozen=True, kw_only=True):
    """The way of answers from one edition to another.

    sources: for each check of the new edition the one check whose answer is carried to it.
    """

    old: Framework
    new: Framework
    sources: dict[str, str]
    editions: tuple[Framework, ...]
    linked: bool

    def lost(self, answered: Sequence[str]) -> Iterator[str]:
        """Yield what became of each of these checks of the old edition that is not carried."""
        kept = set(self.sources.values())
        changes = list(self._changes())
        told: set[str] = set()
        for check in answered:
            if check in kept:
                continue
            said = _fate(check, changes)
            if said not in told:
                told.add(said)
                yield said

    def _changes(self) -> Iterator[LineageChange]:
        """Yield the changes between the two editions, those of the earlier ones first."""
        at = self.old
        for _ in range(len(self.editions) + 1):
            if at == self.new:
                return
            following = (
                item
                for item in (self.new, *self.editions)
                if item.lineage is not None
                and (item.identity.id, item.lineage.follows)
                == (at.identity.id, at.identity.edition)
            )
            found = next(following, None)
            if found is None or found.lineage is None:
                return
            yield from found.lineage.changes
            at = found


def carrying_between(old: Framework, new: Framework, editions: Sequence[Framework]) -> Carrying:
    """Return how answers get from one edition to another, forward or back.

    An answer is carried where one check became one comparable check. Without a lineage between the
    two it is carried to the check of the same id; `linked` is then false.
    """
    forward = path_between(old, new, editions)
    back = None if forward is not None else path_between(new, old, editions)
    one_to_one: dict[str, str] = {}
    if forward is not None:
        one_to_one = _alone(forward.forward, forward.backward)
    elif back is not None:
        one_to_one = _alone(back.backward, back.forward)
    linked = forward is not None or back is not None
    theirs = {check.id for _, _, check in old.checks()}
    ours = [check.id for _, _, check in new.checks()]
    sources = one_to_one if linked else {check: check for check in ours}
    return Carrying(
        old=old,
        new=new,
        sources={check: sources[check] for check in ours if sources.get(check) in theirs},
        editions=tuple(editions),
        linked=linked,
    )


def _alone(there: Sources, here: Sources) -> dict[str, str]:
    """Return what one part alone stands for one other alone, both ways."""
    return {
        part: sources[0]
        for part, sources in there.items()
        if len(sources) == 1 and here.get(sources[0], ()) == (part,)
    }


def _fate(check: str, changes: Sequence[LineageChange]) -> str:
    """Return what became of a check whose answer is not carried over."""
    at = check
    for change in changes:
        if at not in change.was:
            continue
        if len(change.was) == len(change.now) == 1 and change.comparable:
            at = change.now[0]
            continue
        name = check if at == check else f"{check} (then {at})"
        now = _listed(change.now)
        if not change.now:
            return f"{name} was retired: its answer was not carried over."
        if len(change.was) > 1:
            was = _listed([check if item == at else item for item in change.was])
            return f"{was} were merged into {now}; answer it again."
        if len(change.now) > 1:
            return f"{name} was split into {now}; answer them again."
        became = "was reworded and" if change.now == (at,) else f"became {now}, which"
        return f"{name} {became} asks something else; answer it again."
    return f"{check} has no comparable check in this edition: its answer was not carried over."


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""
