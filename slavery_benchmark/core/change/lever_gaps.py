"""What keeps a band back where too little is known, and the fewest checks that would mend it."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from fractions import Fraction

import msgspec

from slavery_benchmark.core.change.fewest import fewest
from slavery_benchmark.core.change.lever_steps import parts_of
from slavery_benchmark.core.change.weights import shares_of, weights_of
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.scores import OVERALL, ForceScore, NodeScore
from slavery_benchmark.core.scoring.submission import State
from slavery_benchmark.core.scoring.tally import ONE, ZERO


class Why(StrEnum):
    """Why a node has no band."""

    NOTHING = "nothing scored"
    COVERAGE = "too little answered"
    EXCUSED = "too much not applicable"


class Untold(msgspec.Struct, frozen=True, kw_only=True):
    """A node without a position: the whole, or a criterion that limits name, and why."""

    node: str
    limits: tuple[str, ...]
    why: tuple[Why, ...]
    coverage: Fraction | None
    excused: Fraction


class Gaps(msgspec.Struct, frozen=True, kw_only=True):
    """What cannot be told, and the fewest checks to answer until it can, whatever they say.

    to_answer: blank or unreadable checks, for enough coverage; None if checks alone cannot do it,
    because too much rests on measures that were not shown.
    to_apply: checks that were said not to apply, for few enough of these.
    """

    untold: tuple[Untold, ...]
    to_answer: tuple[str, ...] | None
    to_apply: tuple[str, ...]


class _Part(msgspec.Struct, frozen=True, kw_only=True):
    """A check with what answering it adds to the coverage, or takes from the excused share."""

    check: str
    criterion: str
    worth: Fraction


def limits_that_can_bear(framework: Framework) -> dict[str, tuple[str, ...]]:
    """Return the ids of limits by criterion, of those whose cap is not the highest band."""
    highest = framework.bands[-1].word
    found: dict[str, tuple[str, ...]] = {}
    for limit in framework.limits:
        if limit.cap != highest:
            found[limit.criterion] = (*found.get(limit.criterion, ()), limit.id)
    return found


def gaps_in(force: ForceScore, framework: Framework, *, only: Sequence[str] = ()) -> Gaps | None:
    """Return what has no position of the whole and the criteria that limits name; None if all has.

    `only` keeps the criteria that the limits of these ids name.
    """
    found: list[tuple[NodeScore, tuple[str, ...]]] = [] if only else [(force.overall, ())]
    nodes = {node.id: node for node in force.criteria}
    for criterion, limits in limits_that_can_bear(framework).items():
        kept = tuple(limit for limit in limits if not only or limit in only)
        if kept:
            found.append((nodes[criterion], kept))
    untold = [_untold(node, limits, framework) for node, limits in found if node.position is None]
    if not untold:
        return None
    return Gaps(
        untold=tuple(untold),
        to_answer=_to_answer(force, framework, untold),
        to_apply=_to_apply(force, framework, untold),
    )


def _untold(node: NodeScore, limits: tuple[str, ...], framework: Framework) -> Untold:
    tally = node.tally
    why: list[Why] = []
    if tally.coverage is not None and tally.coverage < exact(framework.coverage.minimum):
        why.append(Why.COVERAGE)
    if tally.excused > exact(framework.not_applicable.maximum):
        why.append(Why.EXCUSED)
    return Untold(
        node=node.id,
        limits=limits,
        why=tuple(why) or (Why.NOTHING,),
        coverage=tally.coverage,
        excused=tally.excused,
    )


def _to_answer(
    force: ForceScore, framework: Framework, untold: Sequence[Untold]
) -> tuple[str, ...] | None:
    """Return the fewest blank or unreadable checks that give every node enough coverage."""
    minimum = exact(framework.coverage.minimum)
    parts = parts_of(force)
    applying = {node.id: ZERO for node in parts if node.tally.coverage is not None}
    shares = shares_of(weights_of(framework), applying)
    missing = [
        check.node
        for check in force.checks
        if check.node.tally.score is None and check.node.id in shares
    ]
    short = {
        item.node: minimum - item.coverage
        for item in untold
        if item.coverage is not None and item.coverage < minimum
    }
    return _fewest(missing, short, shares, parts)


def _to_apply(force: ForceScore, framework: Framework, untold: Sequence[Untold]) -> tuple[str, ...]:
    """Return the fewest excused checks that, answered, leave no node with too much excused."""
    maximum = exact(framework.not_applicable.maximum)
    parts = parts_of(force)
    shares = framework.effective_weights()
    excused = [check.node for check in force.checks if check.response.state is State.NOT_APPLICABLE]
    beyond = {item.node: item.excused - maximum for item in untold if item.excused > maximum}
    found = _fewest(excused, beyond, shares, parts)
    if found is None:
        raise AssertionError("with none of its checks excused a node has nothing excused")
    return found


def _fewest(
    checks: Sequence[NodeScore],
    needs: Mapping[str, Fraction],
    shares: Mapping[str, Fraction],
    parts: Sequence[NodeScore],
) -> tuple[str, ...] | None:
    """Return the fewest of `checks` that meet the needs of nodes, each a share of its own node."""
    whole: dict[str | None, Fraction] = {OVERALL: ONE}
    for node in parts:
        whole[node.parent] = whole.get(node.parent, ZERO) + shares.get(node.id, ZERO)
    items = [
        _Part(check=node.id, criterion=node.parent or "", worth=shares[node.id]) for node in checks
    ]
    floors = {node: need * whole[node] for node, need in needs.items() if node != OVERALL}
    taken = fewest(items, needs.get(OVERALL, ZERO), floors)
    return None if taken is None else tuple(item.check for item in taken)
