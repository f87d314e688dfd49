"""What holds for every force, every pair of editions and all weights."""

from fractions import Fraction

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from slavery_benchmark.core.change.bridge import Bridge, Step, bridge_between
from slavery_benchmark.core.change.change import Disposition, change_between
from slavery_benchmark.core.change.history import Cycle
from slavery_benchmark.core.change.path import path_between
from slavery_benchmark.core.change.translation import carried_back, carried_forward
from slavery_benchmark.core.change.weights import score_of, shares_of, weights_of
from slavery_benchmark.core.framework.framework import Framework, Theme
from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.core.scoring.scores import ForceScore, NodeScore
from tests.core.change.generated import (
    Two,
    cycles_of,
    first_editions,
    next_editions,
    of_editions,
    of_one_edition,
    renamed_throughout,
)

CYCLES = first_editions().flatmap(lambda made: cycles_of(made, 2024))


def leaf_scores(force: ForceScore) -> dict[str, Fraction]:
    return {node.id: node.tally.score for node in leaves(force) if node.tally.score is not None}


def leaves(force: ForceScore) -> list[NodeScore]:
    return [*(item.node for item in force.checks), *(item.node for item in force.measures)]


@given(CYCLES)
def test_a_score_from_the_leaves_is_the_score_of_the_submission(item: Cycle) -> None:
    scores = leaf_scores(item.score)
    tree = weights_of(item.framework)
    assert score_of(tree, scores) == item.score.overall.tally.score
    shares = shares_of(tree, scores)
    assert shares.keys() == scores.keys()
    assert sum(shares.values()) == (1 if scores else 0)
    if scores:
        whole = sum(share * scores[leaf] for leaf, share in shares.items())
        assert whole == item.score.overall.tally.score


@given(st.one_of(of_one_edition(), of_editions()))
def test_the_bridge_adds_up_exactly_in_its_order(two: Two) -> None:
    bridge = bridge_between(*two)
    then, now = (item.score.overall.tally.score for item in (two.earlier, two.later))
    if then is None or now is None:
        assert bridge is None
        return
    assert bridge is not None
    assert (bridge.then, bridge.now) == (then, now)
    assert [pier.step for pier in bridge.piers] == list(Step)
    reached = then
    for pier in bridge.piers:
        reached += pier.difference
        assert pier.score == reached
        assert 0 <= pier.score <= 100
        assert not pier.joined or pier.difference == 0
    assert reached == now
    assert not bridge.piers[-1].joined


@given(of_one_edition())
def test_under_one_edition_neither_criteria_nor_weights_make_a_difference(two: Two) -> None:
    bridge = bridge_between(*two)
    if bridge is not None:
        assert [pier.difference for pier in bridge.piers[-2:]] == [0, 0]


@given(CYCLES)
def test_nothing_changed_is_a_level_bridge_and_no_criterion_moves(item: Cycle) -> None:
    change = change_between(item, item, ())
    assert change is not None
    for found in change.criteria:
        assert found.disposition in {
            Disposition.NO_EARLIER,
            Disposition.HELD,
            Disposition.PERSISTS,
        }
        assert not found.change
        assert not found.evidence_alone
    bridge = bridge_between(item, item, ())
    if bridge is not None:
        assert not any(pier.difference for pier in bridge.piers)


def scaled(made: Framework, factor: float) -> Framework:
    def theme(item: Theme) -> Theme:
        criteria = (msgspec.structs.replace(c, weight=c.weight * factor) for c in item.criteria)
        return msgspec.structs.replace(item, weight=item.weight * factor, criteria=tuple(criteria))

    return msgspec.structs.replace(made, themes=tuple(theme(item) for item in made.themes))


def differences(bridge: Bridge | None) -> list[Fraction]:
    return [] if bridge is None else [pier.difference for pier in bridge.piers]


@given(of_editions(), st.sampled_from([0.5, 2, 8]))
def test_weights_that_are_all_multiplied_move_nothing_between_the_steps(
    two: Two, factor: float
) -> None:
    later = msgspec.structs.replace(two.later, framework=scaled(two.later.framework, factor))
    same = bridge_between(two.earlier, later, two.editions)
    assert differences(same) == differences(bridge_between(*two))


@given(st.one_of(of_one_edition(), of_editions()))
def test_every_criterion_has_the_disposition_that_the_rules_allow(two: Two) -> None:
    change = change_between(*two)
    assert change is not None
    ids = [criterion.id for _, criterion in two.later.framework.criteria()]
    assert [item.criterion for item in change.criteria] == ids
    for item in change.criteria:
        was = item.then is not None and item.then.position is Position.AT_TARGET
        is_now = item.now is not None and item.now.position is Position.AT_TARGET
        usable = [node is not None and node.position is not None for node in (item.then, item.now)]
        kind = item.disposition
        assert (kind is Disposition.NO_EARLIER) == (not usable[0])
        if usable == [True, False]:
            assert kind is Disposition.NOT_RETESTED
        if all(usable):
            assert item.change is not None
            assert (kind is Disposition.HELD) == (was and is_now)
            like = item.like_for_like or 0
            if kind is Disposition.REMEDIED:
                assert is_now
                assert not was
            if kind is Disposition.REGRESSED:
                assert not is_now
                assert was or like < 0
            if not is_now and like < 0:
                assert kind is Disposition.REGRESSED
            if kind is Disposition.IMPROVED:
                assert min(like, item.change) > 0
            if kind is Disposition.NOT_RETESTED:
                assert is_now
                assert item.by_coverage_alone
            if (like > 0) - (like < 0) != (item.change > 0) - (item.change < 0):
                assert item.by_coverage_alone
            if not item.by_coverage_alone and not (was and is_now):
                expected = Disposition.REGRESSED if was or like < 0 else Disposition.PERSISTS
                rise = Disposition.REMEDIED if is_now else Disposition.IMPROVED
                assert kind is (rise if is_now or (like > 0 and not was) else expected)
            assert item.progress is None or item.progress <= 1
        else:
            assert (item.change, item.progress, item.like_for_like) == (None, None, None)
        assert kind is not Disposition.EMBEDDED  # that takes a change before
        assert not item.evidence_alone or (item.change is not None and item.change < 0)


@given(of_editions())
def test_whatever_is_compared_or_left_out_is_named(two: Two) -> None:
    change = change_between(*two)
    assert change is not None
    left_out = {part for item in change.criteria for part in item.not_compared}
    compared = {node.id for node in leaves(change.now)}
    assert left_out | compared == {node.id for node in leaves(two.later.score)}
    assert not left_out & compared
    assert sum(change.transitions().values()) == len(change.now.checks)


@given(CYCLES)
def test_a_renamed_check_read_forward_and_back_is_the_same(item: Cycle) -> None:
    after = renamed_throughout(item.framework)
    path = path_between(item.framework, after, ())
    assert path is not None
    forward = carried_forward(item.score, path, after)
    assert forward.overall == item.score.overall
    assert carried_back(forward, path) == item.score


@given(CYCLES, st.data())
def test_an_answer_read_under_another_edition_counts_as_its_lowest_source(
    item: Cycle, data: st.DataObject
) -> None:
    """Under equal rules of evidence."""
    drawn = data.draw(next_editions(item.framework, "2"))
    after = msgspec.structs.replace(drawn, evidence=item.framework.evidence)
    path = path_between(item.framework, after, ())
    assert path is not None
    forward = carried_forward(item.score, path, after)
    for check in forward.checks:
        sources = [item.score.check(part) for part in path.forward.get(check.node.id, ())]
        levels = [source.counted_level for source in sources if source.counted_level is not None]
        if check.counted_level is not None:
            assert check.counted_level == min(levels)
        if not sources:
            assert check.counted_level is None
