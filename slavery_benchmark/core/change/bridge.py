"""The bridge from an earlier overall score to a later one: parts that add up exactly.

One thing is changed at a time, in a fixed order, and each part is the difference of two full
recomputations (docs/change.md, "The bridge").
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction

import msgspec

from slavery_benchmark.core.change.chance import within_chance
from slavery_benchmark.core.change.history import Cycle
from slavery_benchmark.core.change.path import Path
from slavery_benchmark.core.change.translation import Translations
from slavery_benchmark.core.change.weights import Branch, score_of, weights_of, with_weights
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.scoring.tally import ONE, ZERO


class Step(StrEnum):
    """What a part of the bridge changes, in the order in which it is changed."""

    LIKE_FOR_LIKE = "like for like"
    COVERAGE = "coverage"
    NOT_APPLICABLE = "not applicable"
    CRITERIA = "criteria"
    WEIGHTS = "weights"


class Pier(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the bridge: what was changed, the score after it, and the difference it made.

    joined: nothing would have had a score after this step alone, so what it changed counts in the
    next step.
    """

    step: Step
    score: Fraction
    difference: Fraction
    joined: bool = False


class Bridge(msgspec.Struct, frozen=True, kw_only=True):
    """From `then` to `now`, both overall scores (0 to 100): then + sum of differences = now.

    within_chance: measures whose level moved though the figures differ by no more than chance, by
    their ids in the earlier edition. by_chance: what of the like-for-like part is theirs.
    """

    then: Fraction
    now: Fraction
    piers: tuple[Pier, ...]
    within_chance: tuple[str, ...] = ()
    by_chance: Fraction = ZERO


class _Leaf(msgspec.Struct, frozen=True):
    """A check or measure: its score if it has one, and whether it was excused."""

    score: Fraction | None
    excused: bool


_Leaves = Mapping[str, _Leaf]


def bridge_between(
    earlier: Cycle,
    later: Cycle,
    editions: Sequence[Framework],
    translations: Translations | None = None,
) -> Bridge | None:
    """Return the bridge between two cycles; None if either has no score or no lineage links them.

    Under the earlier edition first the levels of all that has a score both times, then what is
    answered only once, then what is excused only once; then the checks and rules of the later
    edition with the earlier weights; then the later weights. What the later edition no longer asks
    keeps its earlier answer until the criteria change. `translations`: as in `change_between`.
    """
    known = translations or Translations(editions)
    path = known.path(earlier.framework, later.framework)
    start, end = earlier.score.overall.tally.score, later.score.overall.tally.score
    if path is None or start is None or end is None:
        return None
    read_back = later.score if path.is_same else known.back(later.score, path)
    then, back = _leaves(earlier.score), _leaves(read_back)
    piers = tuple(_piers(then, back, _leaves(later.score), path))
    chance = within_chance(earlier.score, read_back)
    by_chance = ZERO
    if chance:
        like = _like_for_like(then, _asked(then, back, path))
        held = {part: then[part] if part in chance else leaf for part, leaf in like.items()}
        tree = weights_of(path.earlier)
        by_chance = (_score(tree, like) or ZERO) - (_score(tree, held) or ZERO)
    return Bridge(
        then=start,
        now=end,
        piers=piers,
        within_chance=tuple(part for part in then if part in chance),
        by_chance=by_chance,
    )


def _asked(then: _Leaves, read_back: _Leaves, path: Path) -> _Leaves:
    """Return the later answers to the earlier edition; what is no longer asked keeps its answer."""
    return {part: read_back[part] if part in path.backward else then[part] for part in then}


def _like_for_like(then: _Leaves, asked: _Leaves) -> _Leaves:
    """Return the later answers of all that has a score both times, and the earlier ones else."""
    return {
        part: asked[part] if leaf.score is not None and asked[part].score is not None else leaf
        for part, leaf in then.items()
    }


def _piers(then: _Leaves, read_back: _Leaves, now: _Leaves, path: Path) -> Iterator[Pier]:
    """Yield the piers. `read_back`: the later answers under the earlier edition."""
    old, new = weights_of(path.earlier), weights_of(path.later)
    asked = _asked(then, read_back, path)
    like = _like_for_like(then, asked)
    covered = {
        part: leaf if leaf.excused or asked[part].excused else asked[part]
        for part, leaf in like.items()
    }
    scores = {
        Step.LIKE_FOR_LIKE: _score(old, like),
        Step.COVERAGE: _score(old, covered),
        Step.NOT_APPLICABLE: _score(old, asked),
        Step.CRITERIA: _score(with_weights(new, dict(_earlier_weights(old, new, path))), now),
        Step.WEIGHTS: _score(new, now),
    }
    last = _score(old, then) or ZERO
    for step, score in scores.items():
        reached = last if score is None else score
        yield Pier(step=step, score=reached, difference=reached - last, joined=score is None)
        last = reached


def _leaves(force: ForceScore) -> dict[str, _Leaf]:
    nodes = [*(check.node for check in force.checks), *(item.node for item in force.measures)]
    return {
        node.id: _Leaf(node.tally.score, node.tally.excused == ONE) for node in nodes if node.weight
    }


def _score(tree: Branch, leaves: _Leaves) -> Fraction | None:
    return score_of(
        tree, {part: leaf.score for part, leaf in leaves.items() if leaf.score is not None}
    )


def _earlier_weights(old: Branch, new: Branch, path: Path) -> Iterator[tuple[str, Fraction]]:
    """Yield a weight for each node of the later edition: its earlier one if it stands in both.

    It stands in both under the same parent, and a check or measure only if it is the same one, by
    the lineage. Any other weighs, beside such neighbours, what the later edition gives it beside
    them. So it makes no difference if an edition multiplies the weights of all neighbours by one
    number.
    """
    before = {child.id: child for child in old.children}
    pairs = [(child, before.get(_earlier_id(child, path))) for child in new.children]
    kept = [(child.weight, same.weight) for child, same in pairs if same is not None]
    scale = ONE
    if kept:
        scale = sum((w for _, w in kept), ZERO) / sum((w for w, _ in kept), ZERO)
    for child, same in pairs:
        yield child.id, child.weight * scale if same is None else same.weight
        if child.children:
            yield from _earlier_weights(same or Branch(child.id, ONE), child, path)


def _earlier_id(node: Branch, path: Path) -> str:
    """Return the id of the same node in the earlier edition, if there is one; else an empty one."""
    if node.children:
        return node.id
    sources = path.forward.get(node.id, ())
    if len(sources) == 1 and path.backward.get(sources[0]) == (node.id,):
        return sources[0]
    return ""
