"""Route and fragility are the shortest there are: every other choice is scored, one by one.

The search knows nothing of shares. It makes each submission that steps or falls can lead to, scores
it whole, and keeps the fewest steps that reach a band above, or the fewest falls to one below.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, product

import msgspec
from hypothesis import given, settings

from slavery_benchmark.core.change.fragility import FragilityState
from slavery_benchmark.core.change.lever_route import RouteState
from slavery_benchmark.core.change.levers import Levers, Part, levers_of
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.scores import OVERALL, ForceScore
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.core.scoring.submission import Response, State
from tests.builders import answer, submission
from tests.core.change.small_forces import Case, cases


def scored(case: Case, responses: Sequence[Response]) -> ForceScore:
    return score_submission(submission(responses), case[0], measured=case[2])


def levers(case: Case) -> Levers:
    return levers_of(scored(case, case[1]), case[0])


def place(made: Framework, band: str | None) -> int:
    """Return the place of a band among all, -1 for none."""
    return -1 if band is None else [item.word for item in made.bands].index(band)


def chain(response: Response, made: Framework) -> Iterator[Response]:
    """Yield an answer, and as it is after each further step: one level more that counts.

    A level that requires evidence comes with it.
    """
    yield response
    if response.level is None:
        return
    supported, rule = bool(response.evidence), made.evidence
    unshown = response.level >= rule.required_from and not supported
    counted = rule.unsupported_level if unshown else response.level
    for level in range(counted + 1, len(made.levels)):
        yield after_step(response, level, made)


def after_step(response: Response, level: int, made: Framework) -> Response:
    """Return an answer that counts at a level, with a reference where it has one or needs one."""
    shown = bool(response.evidence) or level >= made.evidence.required_from
    return answer(response.check, level) if shown else answer(response.check, level, confirmed=None)


def fewest_steps(case: Case, goal: int) -> int | None:
    """Return the fewest steps that reach the band at this place or above; None if none do."""
    chains = [list(chain(response, case[0])) for response in case[1]]
    counts = sorted(product(*(range(len(item)) for item in chains)), key=sum)
    for taken in counts:
        responses = [item[n] for item, n in zip(chains, taken, strict=True)]
        if place(case[0], scored(case, responses).overall.band) >= goal:
            return sum(taken)
    return None


def fallen(case: Case, which: Sequence[int]) -> ForceScore:
    """Return the scores with the answers at these places a level lower."""
    responses = [
        msgspec.structs.replace(item, level=(item.level or 0) - 1) if n in which else item
        for n, item in enumerate(case[1])
    ]
    return scored(case, responses)


def fewest_falls(case: Case) -> tuple[int, list[tuple[str, ...]]] | None:
    """Return how many answers must fall to lower the band, and every choice of as many."""
    now = place(case[0], scored(case, case[1]).overall.band)
    can = [n for n, item in enumerate(case[1]) if item.level]
    for count in range(1, len(can) + 1):
        choices = [
            which
            for which in combinations(can, count)
            if place(case[0], fallen(case, which).overall.band) < now
        ]
        if choices:
            return count, [tuple(case[1][n].check for n in which) for which in choices]
    return None


def after_steps(case: Case, found: Levers) -> ForceScore:
    """Return the scores with the steps of the route taken one after the other."""
    responses = {item.check: item for item in case[1]}
    for step in found.route.steps:
        assert step.after == step.before + 1
        responses[step.check] = after_step(responses[step.check], step.after, case[0])
    return scored(case, list(responses.values()))


@settings(max_examples=60, deadline=None)
@given(cases(gaps=False) | cases(gaps=True))
def test_no_route_is_shorter(case: Case) -> None:
    made, found = case[0], levers(case)
    route, now = found.route, place(made, found.force.overall.band)
    if route.state is RouteState.NO_BAND:
        assert now == -1
    elif route.state is RouteState.HIGHEST:
        assert now == len(made.bands) - 1
    elif route.state is RouteState.FOUND:
        assert place(made, route.band) == now + 1
        after = after_steps(case, found)
        assert after.overall.tally.floor == route.score
        assert place(made, after.overall.band) > now
        assert len(route.steps) == fewest_steps(case, now + 1)
    elif route.state is RouteState.OUT_OF_REACH:
        assert fewest_steps(case, now + 1) is None
    else:
        assert route.gaps is not None
        assert all(item.node != OVERALL for item in route.gaps.untold)


@settings(max_examples=150, deadline=None)
@given(cases(gaps=False) | cases(gaps=True))
def test_no_fall_of_fewer_answers_lowers_the_band(case: Case) -> None:
    made, found = case[0], levers(case)
    now = place(made, found.force.overall.band)
    fragility = found.fragility
    if fragility.state is FragilityState.NO_BAND:
        assert now == -1
        return
    if fragility.state is FragilityState.LOWEST:
        assert now == 0
        return
    wanted = fewest_falls(case)
    if fragility.state is FragilityState.HOLDS:
        assert wanted is None
        return
    assert wanted is not None
    count, choices = wanted
    first = fragility.ways[0]
    assert len(first.falls) == count
    for way in fragility.ways:
        which = [n for n, item in enumerate(case[1])
                 if item.check in {fall.check for fall in way.falls}]  # fmt: skip
        after = fallen(case, which)
        assert after.overall.band == way.band
        assert after.node(way.node).tally.floor == way.after
        assert place(made, way.band) < now
    if count == 1:
        alone = {check for way in fragility.ways for check in way.alone}
        assert alone == {check for (check,) in choices}
    shortest = [way for way in fragility.ways if len(way.falls) == count]
    assert len(choices) > 1 or not any(way.others for way in shortest)


@settings(max_examples=150, deadline=None)
@given(cases(gaps=True))
def test_no_fewer_answers_give_enough_coverage(case: Case) -> None:
    found = levers(case)
    gaps = found.gaps or found.route.gaps
    if gaps is None or any("nothing scored" in item.why for item in gaps.untold):
        return
    nodes = [item.node for item in gaps.untold]
    minimum = exact(case[0].coverage.minimum)

    def answering(checks: Sequence[str]) -> ForceScore:
        filled = [answer(item.check, 2) if item.check in checks else item for item in case[1]]
        return scored(case, filled)

    def enough(checks: Sequence[str]) -> bool:
        force = answering(checks)
        tallies = {node: force.node(node).tally for node in nodes}
        blank = {check.node.parent for check in force.checks if check.node.tally.low == 0 and
                 check.node.tally.score is None}  # fmt: skip
        return all(
            tally.coverage is None or tally.coverage >= minimum
            if node == OVERALL
            else tally.score is not None or node not in blank
            for node, tally in tallies.items()
        )

    missing = [item.check for item in case[1] if item.state in (State.BLANK, State.INVALID)]
    counts = (
        count
        for count in range(len(missing) + 1)
        if any(enough(which) for which in combinations(missing, count))
    )
    assert (None if gaps.to_answer is None else len(gaps.to_answer)) == next(counts, None)
    if gaps.to_answer is not None:
        assert enough(gaps.to_answer)
        told = answering([*gaps.to_answer, *gaps.to_apply])
        assert all(told.node(node).tally.score is not None for node in nodes)
        assert OVERALL not in nodes or told.overall.position is not None


@given(cases(gaps=True))
def test_all_that_is_to_gain_is_what_the_score_lacks(case: Case) -> None:
    found = levers(case)
    tally = found.force.overall.tally
    if tally.score is None or tally.claimed is None:
        assert found.gains == ()
        return
    assert found.total() == 100 - tally.score
    assert found.total(Part.CHECK) + found.total(Part.MEASURE) == found.total()
    assert found.by_reference() == tally.claimed - tally.score
