"""How far an order holds, on paper.

Two themes, XXX of weight 2 and YYY of weight 1, with one criterion and one check each.

    A  XXX 4  YYY 0   (2 x 100 + 1 x 0) / 3 = 66.7    first
    B  XXX 2  YYY 3   (2 x 50 + 1 x 75) / 3 = 58.3

Level: at a weight w of XXX for which 100 w = 50 w + 75, which is 1.5, a quarter less; or of YYY for
which 200 = 100 + 75 w, which is 4/3, a third more. The least is the quarter.
Draws with a factor of a quarter: B is first where 2 f / g < 1.5 for two factors f and g drawn
evenly from 0.75 to 1.25: f below 0.75 g, a triangle of 0.25 x 0.1875 / 2 in a square of 0.5 x 0.5:
9.375 %.
Without XXX: 0 and 75. Without YYY: 100 and 50.
Levels worth 0, 40, 70, 90, 100: A (200 + 0) / 3 = 66.7, B (140 + 90) / 3 = 76.7.
Levels worth 0, 0, 50, 100, 100: A 200 / 3, B (100 + 100) / 3: a tie.

The same sums gave all 23 published ranks of OECD's Technology Achievement Index once, with
goalposts that are not the Handbook's own: docs/method.md says how far that carries.
"""

from collections.abc import Sequence
from fractions import Fraction as F
from time import process_time

import msgspec
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from slavery_benchmark.core.comparing.resolution import rank
from slavery_benchmark.core.comparing.robustness import (
    SPACINGS,
    Drawing,
    Robustness,
    drawn_weights,
    ranks_of,
    robustness_of,
)
from slavery_benchmark.core.comparing.swaps import roots_of
from slavery_benchmark.core.comparing.weight_tree import weight_tree
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.answer_effects import answer_effects
from slavery_benchmark.core.scoring.scores import OVERALL, ForceScore
from slavery_benchmark.core.scoring.scoring import score_submission
from tests.builders import answer, blank, criterion, framework, shipped_criteria, submission
from tests.length import either

PAPER = framework(
    {
        "XXX": (2, [criterion("XXX-01", [("a", 1)])]),
        "YYY": (1, [criterion("YYY-01", [("a", 1)])]),
    }
)
WIDE = framework(
    {
        "XXX": (3, [criterion("XXX-01", [("a", 1), ("b", 2)]), criterion("XXX-02", [("a", 1)], 2)]),
        "YYY": (2, [criterion("YYY-01", [("a", 3), ("b", 1)])]),
        "ZZZ": (1, [criterion("ZZZ-01", [("a", 1), ("b", 1), ("c", 1)])]),
    }
)


def force(levels: Sequence[int | None], made: Framework, name: str = "") -> ForceScore:
    answers = [
        blank(check.id) if level is None else answer(check.id, level)
        for (_, _, check), level in zip(made.checks(), levels, strict=True)
    ]
    return score_submission(submission(answers, force=name), made)


A, B = force((4, 0), PAPER, "A"), force((2, 3), PAPER, "B")


def found(forces: Sequence[ForceScore], made: Framework, **drawing: float) -> Robustness:
    seen = robustness_of(forces, made, Drawing(**drawing))  # type: ignore[arg-type]
    assert seen is not None
    return seen


def test_the_example_on_paper() -> None:
    seen = found([B, A], PAPER, draws=10_000)
    first, second = seen.ranks
    assert (first.force, second.force) == (1, 0), "by their places in the comparison"
    assert (first.score, second.score) == pytest.approx((200 / 3, 175 / 3))
    assert (first.place, second.place) == (1, 2)
    assert first.first == pytest.approx(1 - 0.09375, abs=0.009)
    assert second.first == pytest.approx(0.09375, abs=0.009)
    assert (first.low, first.median, first.high) == (1, 1, 2)
    assert (second.low, second.median, second.high) == (1, 2, 2)
    assert first.change == second.change == seen.change == pytest.approx(0.09375, abs=0.009)
    assert seen.themes == ("XXX", "YYY")
    assert (first.without, second.without) == ((2, 1), (1, 2))
    assert seen.spacings == SPACINGS == ((0, 40, 70, 90, 100), (0, 0, 50, 100, 100))
    assert (first.spaced, second.spaced) == ((2, 1), (1, 1))
    [swap] = seen.swaps
    assert (swap.higher, swap.lower, swap.weight, swap.before) == (1, 0, "XXX", 2)
    assert (swap.after, swap.change) == pytest.approx((1.5, -0.25))


def test_a_pair_can_be_asked_for_in_either_order() -> None:
    best = force((4, 4), PAPER)
    seen = robustness_of([A, best, B], PAPER, Drawing(draws=2), swap=(2, 0))
    assert seen is not None
    assert seen.asked is not None
    assert (seen.asked.higher, seen.asked.lower, seen.asked.weight) == (0, 2, "XXX")
    assert seen.swaps[0].weight is None, "nobody whose levels are all as high is overtaken"


def test_the_seed_makes_the_draws_and_the_factor_their_width() -> None:
    weights = np.array(weight_tree(WIDE).weights)
    one = drawn_weights(weights, Drawing(draws=500, seed=7, factor=0.1))
    assert (one == drawn_weights(weights, Drawing(draws=500, seed=7, factor=0.1))).all()
    assert (one != drawn_weights(weights, Drawing(draws=500, seed=8, factor=0.1))).any()
    factors = one / weights
    assert 0.9 <= factors.min() < 0.905
    assert 1.095 < factors.max() <= 1.1
    assert factors.mean() == pytest.approx(1, abs=0.005)
    # of fewer draws the first are the same
    assert (drawn_weights(weights, Drawing(draws=5, seed=7, factor=0.1)) == one[:5]).all()


def test_ties_share_the_lowest_rank() -> None:
    scores = np.array([[50.0, 75.0, 75.0 + 1e-12, 20.0], [1.0, 1.0, 1.0, np.nan]])
    assert ranks_of(scores).tolist() == [[3, 1, 1, 4], [1, 1, 1, 4]]


def test_no_order_of_one_and_no_swap_of_a_force_without_a_rank() -> None:
    unplaced = force((None, 0), PAPER)
    assert robustness_of([A, unplaced], PAPER, Drawing()) is None
    with pytest.raises(ValueError, match="no rank"):
        robustness_of([A, B, unplaced], PAPER, Drawing(), swap=(0, 2))


def test_one_theme_cannot_be_left_out_and_other_scales_have_no_other_spacing() -> None:
    one = framework({"XXX": (2, [criterion("XXX-01", [("a", 1), ("b", 2)])])})
    seen = found([force((4, 0), one), force((1, 3), one)], one, draws=10)
    assert seen.themes == ()
    assert seen.ranks[0].without == ()
    short = msgspec.structs.replace(PAPER, levels=PAPER.levels[:4])
    three = [force((3, 0), short), force((1, 3), short)]
    assert found(three, short, draws=10).spacings == ()


def test_two_that_touch_at_one_weight_are_not_swapped_there() -> None:
    # (w - 1)^2, (w - 1)(w - 3), w - 2, 0 w^2 + 0 w + 1, and nothing at all
    square, linear, constant = np.array(
        [[1, -2, 1], [1, -4, 3], [0, 1, -2], [0, 0, 1], [0, 0, 0.0]]
    ).T
    roots = np.array(roots_of(square, linear, constant))
    assert np.isnan(roots[:, 0]).all()
    assert sorted(roots[:, 1]) == [1, 3]
    assert roots[0, 2] == 2
    assert np.isnan(roots[1, 2])
    assert np.isnan(roots[:, 3:]).all()


LEVELS = st.lists(st.one_of(st.none(), st.integers(0, 4)), min_size=8, max_size=8)


WHOLE = st.lists(st.integers(0, 4), min_size=8, max_size=8)


@settings(deadline=None, max_examples=either(short=25, full=60))
@given(st.lists(LEVELS, min_size=2, max_size=6))
def test_scores_and_ranks_are_those_of_scoring(many: list[list[int | None]]) -> None:
    forces = [force(levels, WIDE) for levels in many]
    seen = robustness_of(forces, WIDE, Drawing(draws=20, factor=0.001))
    placed = [at for at, item in enumerate(forces) if item.overall.position is not None]
    if len(placed) < 2:
        assert seen is None
        return
    assert seen is not None
    nodes = [item.overall for item in forces]
    effects = [answer_effects(item, WIDE).get(OVERALL, F(0)) for item in forces]
    ranks = rank(nodes, effects)
    for item in seen.ranks:
        assert item.score == pytest.approx(float(nodes[item.force].tally.score or 0))
        assert item.place == ranks[item.force].place
        assert item.low <= item.median <= item.high <= len(placed)


@settings(deadline=None, max_examples=either(short=25, full=60))
@given(WHOLE, WHOLE)
def test_a_swap_levels_two_forces_and_a_little_more_swaps_them(
    one: list[int], other: list[int]
) -> None:
    forces = [force(levels, WIDE) for levels in (one, other)]
    seen = found(forces, WIDE, draws=1)
    [swap] = seen.swaps
    high, low = (forces[at].overall.tally.score or F(0) for at in (swap.higher, swap.lower))
    assume(high > low)
    if swap.weight is None:
        return
    gap = []
    for by in (1.0, 1.0 + 1e-6 * (1 if swap.after > swap.before else -1)):
        made = reweighted(WIDE, swap.weight, swap.after * by)
        if made is None:
            return  # at no weight at all the part leaves
        scores = [force(levels, made).overall.tally.score or F(0) for levels in (one, other)]
        gap.append(float(scores[swap.higher] - scores[swap.lower]))
    assert gap[0] == pytest.approx(0, abs=1e-6)
    assert gap[1] <= 1e-9


def reweighted(made: Framework, node: str, weight: float) -> Framework | None:
    """Return a framework with another weight of one node; None for a weight of nothing."""
    if weight <= 1e-9:
        return None
    replace = msgspec.structs.replace

    def of(name: str) -> dict[str, float]:
        return {"weight": weight} if name == node else {}

    return replace(
        made,
        themes=tuple(
            replace(
                theme,
                **of(theme.id),
                criteria=tuple(
                    replace(
                        item,
                        **of(item.id),
                        checks=tuple(replace(c, **of(c.id)) for c in item.checks),
                    )
                    for item in theme.criteria
                ),
            )
            for theme in made.themes
        ),
    )


def test_a_thousand_draws_for_43_forces_are_quick() -> None:
    made = shipped_criteria().framework
    drawn = np.random.default_rng(3)
    count = sum(1 for _ in made.checks())
    forces = [force(drawn.integers(0, 5, count).tolist(), made) for _ in range(43)]
    found(forces[:3], made, draws=10)  # what is done once
    start = process_time()
    found(forces, made)
    assert process_time() - start < 0.5, "0.08 s was measured; 0.25 s is aimed at"
