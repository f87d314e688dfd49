"""What keeps a band back where too little is known, and the fewest checks that would mend it."""

from collections.abc import Iterator, Mapping, Sequence
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
    """A whole without a position, or a criterion that limits name without a score, and why."""

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
    """Return whether the whole has no position, and which criteria that limits name have no score.

    None if there is none of either.

    `only` keeps the criteria that the limits of these ids name.
    """
    found: list[tuple[NodeScore, tuple[str, ...]]] = [] if only else [(force.overall, ())]
    nodes = {node.id: node for node in force.criteria}
    for criterion, limits in limits_that_can_bear(framework).items():
        kept = tuple(limit for limit in limits if not only or limit in only)
        if kept:
            found.append((nodes[criterion], kept))
    untold = [
        _untold(node, limits, framework)
        for node, limits in found
        if (node.tally.score if limits else node.position) is None
    ]
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
    if not limits:  # of a criterion nothing has a score
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
    """Return the fewest blank or unreadable checks for enough coverage, one in each criterion."""
    minimum = exact(framework.coverage.minimum)
    applying = {node.id: ZERO for node in parts_of(force) if node.tally.coverage is not None}
    shares = shares_of(weights_of(framework), applying)
    whole = (item.coverage for item in _wholes(untold) if item.coverage is not None)
    short = minimum - min(whole, default=minimum)
    return _fewest(_blank(force, shares), short, untold, shares)


def _to_apply(force: ForceScore, framework: Framework, untold: Sequence[Untold]) -> tuple[str, ...]:
    """Return the fewest excused checks that, answered, leave not too much excused.

    One in each criterion without a score of which no check is blank.
    """
    maximum = exact(framework.not_applicable.maximum)
    shares = framework.effective_weights()
    excused = [check.node for check in force.checks if check.response.state is State.NOT_APPLICABLE]
    blank = {node.parent for node in _blank(force, shares)}
    beyond = max((item.excused for item in _wholes(untold)), default=maximum) - maximum
    left = [item for item in untold if item.node not in blank]
    found = _fewest(excused, beyond, left, shares)
    if found is None:
        raise AssertionError("with none of its checks excused a node has nothing excused")
    return found


def _wholes(untold: Sequence[Untold]) -> Iterator[Untold]:
    return (item for item in untold if item.node == OVERALL)


def _blank(force: ForceScore, shares: Mapping[str, Fraction]) -> list[NodeScore]:
    """Return the checks that apply and have no score."""
    return [
        check.node
        for check in force.checks
        if check.node.tally.score is None
        and check.response.state is not State.NOT_APPLICABLE
        and check.node.id in shares
    ]


def _fewest(
    checks: Sequence[NodeScore],
    need: Fraction,
    untold: Sequence[Untold],
    shares: Mapping[str, Fraction],
) -> tuple[str, ...] | None:
    """Return the fewest of `checks` that add up to `need`, and one in each criterion with any."""
    items = [
        _Part(check=node.id, criterion=node.parent or "", worth=shares[node.id]) for node in checks
    ]
    floors: dict[str, Fraction] = {}
    for item in items:
        if any(node.node == item.criterion for node in untold):
            floors[item.criterion] = min(item.worth, floors.get(item.criterion, ONE))
    taken = fewest(items, need, floors)
    return None if taken is None else tuple(item.check for item in taken)
