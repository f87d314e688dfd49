"""Chance in measures: what one case more or less would close is not told apart.

Twelve checks of weight 1 and a measure of weight 4, so that the measure has 4 of 16 parts of the
score and one answer moving by one level makes 25 / 16 = 1.5625 points. All checks stand at 3.

    A  22 of 25 cases, 88 %, level 3 (2 to 4 by its interval)  score (12 x 75 + 4 x 75) / 16 = 75
    B  21 of 25 cases, 84 %, level 2 (2 to 3)                         (900 + 4 x 50) / 16 = 68.75
    C   5 of 25 cases, 20 %, level 0 (0 to 0)                         (900 + 0) / 16 = 56.25

A against B: gap 6.25. Chance may take A down and B up by one level of the measure each, 25 / 4 =
6.25 points: the root of 6.25^2 + 6.25^2 is 8.84, which closes the gap. B against C: gap 12.5;
chance may take B down by nothing and C up by nothing. A against C: 18.75 against 6.25.
"""

from fractions import Fraction as F

import msgspec

from slavery_benchmark.core.comparing.resolution import (
    NO_CHANCE,
    Alike,
    Chance,
    Rank,
    chance_effects,
    pairs_not_told_apart,
    rank,
)
from slavery_benchmark.core.scoring.answer_effects import answer_effects
from slavery_benchmark.core.scoring.scores import OVERALL, ForceScore
from slavery_benchmark.core.scoring.scoring import score_submission
from tests.builders import answer, criterion, framework, submission
from tests.cases import case_files, measure

LETTERS = "abcdefghijkl"
MEASURE = msgspec.structs.replace(measure("COO-01m1"), weight=4)
CRITERION = msgspec.structs.replace(
    criterion("AAA-01", [(letter, 1) for letter in LETTERS]), measures=(MEASURE,)
)
PAPER = framework({"AAA": (1, [CRITERION])})


def force(name: str, yes: int) -> ForceScore:
    files = case_files({"nca": ["Yes"] * yes + ["No"] * (25 - yes)})
    answers = [answer(f"AAA-01{letter}", 3) for letter in LETTERS]
    return score_submission(submission(answers, force=name, cases=files), PAPER)


FORCES = [force("A", 22), force("B", 21), force("C", 5)]


def test_what_chance_may_do_is_added_by_squares_and_handed_up() -> None:
    found = [item.measures[0].measured for item in FORCES]
    assert [(m.level, m.level_low, m.level_high) for m in found] == [
        (3, 2, 4),
        (2, 2, 3),
        (0, 0, 0),
    ]
    one_level = F(25, 4) ** 2
    for node in ("AAA-01", "AAA", OVERALL):
        assert [chance_effects(item, PAPER).get(node, NO_CHANCE) for item in FORCES] == [
            Chance(one_level, one_level),
            Chance(F(0), one_level),
            NO_CHANCE,
        ]
    assert chance_effects(FORCES[0], PAPER)["COO-01m1"] == Chance(F(625), F(625))


def test_two_measures_add_by_squares_and_not_by_sums() -> None:
    two = msgspec.structs.replace(
        CRITERION,
        id="AAA-02",
        measures=(msgspec.structs.replace(MEASURE, id="AAA-02m1"),),
        checks=CRITERION.checks,
    )
    paper = framework({"AAA": (1, [CRITERION, msgspec.structs.replace(two, weight=3)])})
    files = case_files({"nca": ["Yes"] * 22 + ["No"] * 3})
    answers = [answer(f"AAA-01{letter}", 3) for letter in LETTERS]
    made = score_submission(submission(answers, cases=files), paper)
    # shares 1 / 4 and 3 / 4 of 6.25 points each
    assert chance_effects(made, paper)["AAA"].down == F(25, 16) ** 2 + F(75, 16) ** 2


def test_one_case_apart_is_not_told_apart_and_ranks_take_it_in() -> None:
    nodes = [item.overall for item in FORCES]
    assert [node.tally.score for node in nodes] == [F(75), F("68.75"), F("56.25")]
    answers = [answer_effects(item, PAPER)[OVERALL] for item in FORCES]
    assert answers == [F(25, 16)] * 3
    chances = [chance_effects(item, PAPER).get(OVERALL, NO_CHANCE) for item in FORCES]
    assert rank(nodes, answers, chances) == {0: Rank(1, 1, 2), 1: Rank(2, 1, 2), 2: Rank(3, 3, 3)}
    [pair] = pairs_not_told_apart(nodes, answers, chances)
    assert (pair.first, pair.second, pair.why, pair.gap) == (0, 1, Alike.CHANCE, F("6.25"))
    # without it they were told apart
    assert rank(nodes, answers) == {place: Rank(*[place + 1] * 3) for place in range(3)}


def test_the_higher_may_fall_and_the_lower_may_rise_and_not_the_other_way_round() -> None:
    nodes = [item.overall for item in FORCES[:2]]
    answers = [F(25, 16)] * 2
    half, none = F(20), F(0)  # 20 + 20 is more than 6.25^2 = 39.06, and 20 is not
    for chances, alike in (
        ([Chance(half, none), Chance(none, half)], True),
        ([Chance(none, half), Chance(half, none)], False),
        ([Chance(half, none), NO_CHANCE], False),
    ):
        assert bool(list(pairs_not_told_apart(nodes, answers, chances))) is alike
        assert (rank(nodes, answers, chances)[0].worst == 2) is alike
