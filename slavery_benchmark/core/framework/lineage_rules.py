"""What must hold of a lineage: within its edition, and against the edition that it follows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from slavery_benchmark.core.framework.editions import Part, follows, parts_of
from slavery_benchmark.core.framework.faults import Breach, KeyPath
from slavery_benchmark.core.framework.framework import Check, Framework, FrameworkFile
from slavery_benchmark.core.framework.lineage import ChangeKind, LineageChange, counts_the_same
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.text import nearest

_CHANGES: KeyPath = ("lineage", "changes")


class _Shape(msgspec.Struct, frozen=True):
    """How many ids a kind of change has on each side: the fewest, and whether there may be more."""

    was: int
    now: int
    more_was: bool = False
    more_now: bool = False


_SHAPES: Mapping[ChangeKind, _Shape] = {
    "renamed": _Shape(1, 1),
    "reworded": _Shape(1, 1),
    "split": _Shape(1, 2, more_now=True),
    "merged": _Shape(2, 1, more_was=True),
    "retired": _Shape(1, 0, more_was=True),
    "added": _Shape(0, 1, more_now=True),
}
_NUMBERS = ("no id", "one id", "two ids")


def own_breaches(file: FrameworkFile, parts: Mapping[str, Part] | None) -> Iterator[Breach]:
    """Yield what is wrong with the lineage of an edition, without a look at the one before.

    `parts` are the checks and measures of the edition by id; None where not all can be read.
    """
    lineage = file.lineage
    if lineage is None:
        return
    if lineage.follows == file.framework.edition:
        yield _breach(("lineage", "follows"), lineage.follows, "the edition before this one")
    for place, change in enumerate(lineage.changes):
        yield from _of_shape((*_CHANGES, place), change)
    for side in ("was", "now"):
        yield from _repeats(lineage.changes, side)
    if parts is None:
        return
    named_now = {part for change in lineage.changes for part in change.now}
    for path, part in _named(lineage.changes, "now"):
        if part not in parts:
            expected = "the id of a check or measure of this edition"
            yield _breach(path, part, expected, parts)
    for path, part in _named(lineage.changes, "was"):
        if part in parts and part not in named_now:
            yield _breach(
                path,
                f"{part}, which this edition still has",
                f"{part} under now of a change as well, or no change of it",
            )
    for place, change in enumerate(lineage.changes):
        yield from _of_kinds((*_CHANGES, place), change, {}, parts)


def lineage_breaches(earlier: Framework, later: Framework) -> Iterator[Breach]:
    """Yield where the lineage of an edition does not fit the edition that it follows.

    Nothing is said of two editions that do not follow each other: see follows().
    """
    lineage = later.lineage
    if lineage is None or not follows(later, earlier):
        return
    old, new = parts_of(earlier), parts_of(later)
    edition = earlier.identity.edition
    if earlier.lineage is not None and earlier.lineage.follows == later.identity.edition:
        yield _breach(
            ("lineage", "follows"),
            f"{edition}, which itself follows {later.identity.edition}",
            "an edition that came before",
        )
    named = {side: {part for _, part in _named(lineage.changes, side)} for side in ("was", "now")}
    for path, part in _named(lineage.changes, "was"):
        if part not in old:
            yield _breach(path, part, f"the id of a check or measure of {edition}", old)
    for path, part in _named(lineage.changes, "now"):
        if part in old and part not in named["was"]:
            yield _breach(
                path,
                f"{part}, which {edition} has too",
                f"{part} under was of a change as well, or no change of it",
            )
    gone = [part for part in old if part not in new and part not in named["was"]]
    come = [part for part in new if part not in old and part not in named["now"]]
    for part in gone:
        yield _breach(
            _CHANGES,
            f"nothing about {part}, which {edition} has and this edition has not",
            "a change with it under was: renamed, split, merged or retired",
            come,
            like=part,
        )
    for part in come:
        yield _breach(
            _CHANGES,
            f"nothing about {part}, which {edition} has not",
            "a change with it under now: added, renamed, split or merged",
            gone,
            like=part,
        )
    unnamed = [
        part for part in new if part in old and not any(part in ids for ids in named.values())
    ]
    for part in unnamed:
        yield from _of_unnamed(old[part], new[part], edition)
    for place, change in enumerate(lineage.changes):
        yield from _of_kinds((*_CHANGES, place), change, old, new)


def _of_shape(path: KeyPath, change: LineageChange) -> Iterator[Breach]:
    shape = _SHAPES[change.kind]
    sides: tuple[tuple[str, Sequence[str], int, bool], ...] = (
        ("was", change.was, shape.was, shape.more_was),
        ("now", change.now, shape.now, shape.more_now),
    )
    for side, ids, fewest, may_be_more in sides:
        if len(ids) < fewest or (len(ids) > fewest and not may_be_more):
            wanted = _NUMBERS[fewest] + (" or more" if may_be_more else "")
            yield _breach(
                (*path, side), _counted(len(ids)), f"{wanted}, as the kind is {change.kind}"
            )
    if change.kind in ("retired", "added") and not change.comparable:
        yield _breach(
            (*path, "comparable"),
            "false",
            f"no such key, as what was {change.kind} has nothing to be compared with",
        )
    if len(change.was) == len(change.now) == 1:
        same = change.was == change.now
        if change.kind == "reworded" and not same:
            yield _breach(
                (*path, "now"), change.now[0], f"{change.was[0]}, or the kind renamed", change.was
            )
        if change.kind == "renamed" and same:
            yield _breach((*path, "now"), change.now[0], "another id, or the kind reworded")


def _repeats(changes: Sequence[LineageChange], side: str) -> Iterator[Breach]:
    first: dict[str, int] = {}
    for path, part in _named(changes, side):
        place = int(path[2])
        if part in first:
            yield _breach(
                path,
                f"the id {part} again",
                f"it once under {side} (it stands in lineage.changes[{first[part] + 1}])",
            )
        first.setdefault(part, place)


def _of_kinds(
    path: KeyPath, change: LineageChange, old: Mapping[str, Part], new: Mapping[str, Part]
) -> Iterator[Breach]:
    """Yield where checks and measures stand for each other, or measures that count otherwise.

    Without `old` only what the later edition shows by itself.
    """
    before = [old[part] for part in change.was if part in old]
    after = [new[part] for part in change.now if part in new]
    both = [*before, *after]
    measures = [part for part in both if isinstance(part, Measure)]
    if change.kind in ("retired", "added"):
        return
    if 0 < len(measures) < len(both):
        mixed = {isinstance(part, Measure) for part in after}
        if not old or len(mixed) < 2:  # else it has been said of this edition by itself
            check = next(part.id for part in both if not isinstance(part, Measure))
            yield _breach(
                path,
                f"the check {check} with the measure {measures[0].id}",
                "only checks, or only measures",
            )
        return
    if not change.comparable or not measures:
        return
    if change.kind in ("split", "merged"):
        if not old:
            yield _breach(
                (*path, "comparable"),
                "true",
                f"false, as a figure is none of its parts ({measures[0].id} is a measure)",
            )
    elif len(measures) > 1 and not counts_the_same(measures[0], measures[-1]):
        yield _breach(
            (*path, "comparable"),
            "true",
            f"false, as {measures[-1].id} is counted or banded in another way than before",
        )


def _of_unnamed(one: Part, other: Part, edition: str) -> Iterator[Breach]:
    """Yield a breach if a check or measure that kept its id is not the same in both editions."""
    expected = "a change of the kind reworded, which says whether the two are comparable"
    if isinstance(one, Measure) and isinstance(other, Measure):
        found = "" if counts_the_same(one, other) else "is counted or banded in another way than in"
    elif isinstance(one, Check) and isinstance(other, Check):
        same = (one.question, one.levels) == (other.question, other.levels)
        found = "" if same else "has another question or other words for its levels than in"
    else:
        found = "is no longer of the kind, check or measure, that it was in"
        expected = "a change that retires it, and one that adds it"
    if found:
        yield _breach(_CHANGES, f"nothing about {one.id}, which {found} {edition}", expected)


def _named(changes: Sequence[LineageChange], side: str) -> Iterator[tuple[KeyPath, str]]:
    for place, change in enumerate(changes):
        for index, part in enumerate(change.was if side == "was" else change.now):
            yield (*_CHANGES, place, side, index), part


def _counted(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number} ids"


def _breach(
    path: KeyPath, found: str, expected: str, choices: Iterable[str] = (), *, like: str = ""
) -> Breach:
    return Breach(
        part=None,
        path=path,
        found=found,
        expected=expected,
        nearest=nearest(like or found, choices),
    )
