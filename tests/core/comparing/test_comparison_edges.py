"""Forces side by side at the very edge: a gap of one answer, bounds that touch, one answer."""

from fractions import Fraction as F

import pytest

from slavery_benchmark.core.comparing.comparison import compare_forces
from slavery_benchmark.core.comparing.resolution import (
    Alike,
    Pair,
    Rank,
    pairs_not_told_apart,
    rank,
)
from slavery_benchmark.core.comparing.selection import against_what
from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.core.scoring.scores import NodeScore
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.core.scoring.tally import ONE, ZERO, Tally
from tests.builders import answer, blank, criterion, framework, shipped_criteria, submission

TWO = framework(
    {"A": (1, [criterion("A-01", [("a", 1), ("b", 1)]), criterion("A-02", [("a", 1)])])}
)


def contrasts(*forces: str) -> list[tuple[list[str], list[str]]]:
    """Return what stands out in each force, above and below, by the levels of a, b and A-02a."""
    scores = [
        score_submission(
            submission(
                [
                    blank(check) if level == "-" else answer(check, int(level))
                    for check, level in zip(("A-01a", "A-01b", "A-02a"), levels, strict=True)
                ],
                force=f"Force {at}",
                code=f"f{at}",
                fictional=False,
            ),
            TWO,
        )
        for at, levels in enumerate(forces)
    ]
    against = against_what("all", scores, TWO, shipped_criteria().register, ())
    assert against is not None
    found = compare_forces(
        scores, TWO, columns=("overall",), sort="name", against=against, population=len(scores)
    )
    return [
        ([node for node, _ in item.strengths], [node for node, _ in item.weaknesses])
        for item in found.contrasts
    ]


def test_a_difference_of_just_one_answer_stands_out_and_less_does_not() -> None:
    # one answer of A-01 is 12.5 points: 2 and 3 against 2 and 2
    assert contrasts("232", "222") == [(["A-01"], []), ([], ["A-01"])]
    # 62.5 against the mean of 50 and 62.5: 6.25 is less; 50 is 12.5 below the others
    assert contrasts("232", "222", "232") == [([], []), ([], ["A-01"]), ([], [])]


def test_what_only_one_force_answered_has_no_others_to_stand_out_from() -> None:
    assert contrasts("44-", "4-4") == [([], []), ([], [])]
    assert contrasts("444") == [([], [])]
    assert contrasts("444", "000") == [(["A-01", "A-02"], []), ([], ["A-01", "A-02"])]


def placed(score: F, low: F | None = None, high: F | None = None) -> NodeScore:
    """Return a node with this score and these bounds."""
    tally = Tally(
        floor=None,
        score=score,
        claimed=score,
        low=score if low is None else low,
        high=score if high is None else high,
        excused_at_zero=score,
        coverage=ONE,
        excused=ZERO,
    )
    return NodeScore(
        id="x",
        parent=None,
        title="X",
        weight=ONE,
        effective_weight=ONE,
        tally=tally,
        reference=None,
        position=Position.NO_BETTER,
    )


@pytest.mark.parametrize(
    ("one", "other", "answers", "why"),
    [
        # a gap of one answer is told apart, anything less is not
        (placed(F(60)), placed(F(50)), (10, 10), None),
        (placed(F(60)), placed(F(50)), (11, 1), Alike.CLOSE),
        (placed(F(60)), placed(F(50)), (1, 11), Alike.CLOSE),
        (placed(F(60)), placed(F(60)), (1, 1), Alike.CLOSE),
        # bounds that touch in one point overlap
        (placed(F(60), low=F(50)), placed(F(50)), (5, 5), Alike.MISSING),
        (placed(F(60), low=F(51)), placed(F(50)), (5, 5), None),
        (placed(F(60)), placed(F(50), high=F(60)), (5, 5), Alike.MISSING),
        (placed(F(60)), placed(F(50), high=F(59)), (5, 5), None),
        (placed(F(60), low=F(55)), placed(F(50), high=F(55)), (5, 5), Alike.MISSING),
        (placed(F(60), low=F(56)), placed(F(50), high=F(55)), (5, 5), None),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_two_forces_are_told_apart_by_a_whole_answer_and_bounds_that_do_not_touch(
    one: NodeScore, other: NodeScore, answers: tuple[int, int], why: Alike | None, *, turned: bool
) -> None:
    nodes, effects = [one, other], [F(effect) for effect in answers]
    if turned:
        nodes, effects = nodes[::-1], effects[::-1]
    pairs = list(pairs_not_told_apart(nodes, effects))
    gap = one.tally.score - other.tally.score  # type: ignore[operator]
    expected = Pair(first=0, second=1, why=why, gap=gap, answer=max(effects)) if why else None
    assert pairs == ([expected] if expected else [])
    ranks = rank(nodes, effects)
    first, last = (ranks[1], ranks[0]) if turned else (ranks[0], ranks[1])
    tied = gap == 0
    if why is None:
        assert (first, last) == (Rank(1, 1, 1), Rank(2, 2, 2))
    else:
        assert (first, last) == (Rank(1, 1, 2), Rank(1 if tied else 2, 1, 2))
