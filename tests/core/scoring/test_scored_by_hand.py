"""A small force scored with a pencil. Nothing here is computed by the code under test.

                weight  answer                              supported  claimed
AAA (3)
  AAA-01 (2)
    AAA-01a        2    4, evidence in the period                 100      100
    AAA-01b        1    3, no evidence: counts as 2                50       75
  AAA-02 (1)
    AAA-02a        1    1                                          25       25
    AAA-02b        1    blank
    AAA-02c        2    not applicable
BBB (1)
  BBB-01 (1)
    BBB-01a        1    2                                          50       50
    BBB-01b        1    invalid

AAA-01  score (2x100 + 1x50) / 3 = 250/3     claimed (2x100 + 1x75) / 3 = 275/3
        nothing unanswered: bounds 250/3, coverage 1, excused 0
AAA-02  score 25/1 = 25. Of a, b, c the last is excused: coverage (1x1 + 1x0) / 2 = 1/2
        low (25 + 0)/2 = 12.5, high (25 + 100)/2 = 62.5
        excused 2/4 = 1/2, with it at 0: (1x25 + 2x0) / 3 = 25/3
AAA     score (2 x 250/3 + 1 x 25) / 3 = (500/3 + 75/3) / 3 = 575/9
        claimed (550/3 + 75/3) / 3 = 625/9
        low (500/3 + 12.5) / 3 = (1000 + 75)/6 / 3 = 1075/18, high (1000 + 375)/18 = 1375/18
        coverage (2x1 + 1x1/2) / 3 = 5/6, excused (2x0 + 1x1/2) / 3 = 1/6
        at zero (2 x 250/3 + 1 x 25/3) / 3 = (525/3) / 3 = 175/3
BBB     as BBB-01: score 50, low 25, high 75, coverage 1/2
Overall score (3 x 575/9 + 50) / 4 = (575/3 + 150/3) / 4 = 725/12 = 60.41666..., printed 60.4
        claimed (625/3 + 150/3) / 4 = 775/12
        low (1075/6 + 25) / 4 = 1225/24, high (1375/6 + 75) / 4 = 1825/24
        coverage (3 x 5/6 + 1/2) / 4 = 3/4: below 0.8, so no band and no position
        excused (3 x 1/6) / 4 = 1/8, at zero (3 x 175/3 + 50) / 4 = 225/4
2017    AAA-01 widespread 25 (0-25), AAA-02 mixed 50 (25-50), BBB-01 unqualified 25 (0-50)
        AAA (2x25 + 50)/3 = 100/3, range 25/3 to 100/3; Overall (3 x 100/3 + 25)/4 = 125/4
"""

from fractions import Fraction as F

import pytest

from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.core.scoring.scores import Assurance, ForceScore
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.document.numbers import score_text
from tests.builders import (
    answer,
    blank,
    criterion,
    framework,
    invalid,
    not_applicable,
    submission,
)

PAPER = framework(
    {
        "AAA": (
            3,
            [
                criterion("AAA-01", [("a", 2), ("b", 1)], weight=2, kind="widespread"),
                criterion("AAA-02", [("a", 1), ("b", 1), ("c", 2)], weight=1, kind="mixed"),
            ],
        ),
        "BBB": (1, [criterion("BBB-01", [("a", 1), ("b", 1)], kind="unqualified")]),
    }
)
ANSWERS = [
    answer("AAA-01a", 4),
    answer("AAA-01b", 3, confirmed=None),
    answer("AAA-02a", 1, confirmed=None),
    blank("AAA-02b"),
    not_applicable("AAA-02c"),
    answer("BBB-01a", 2, confirmed=None),
    invalid("BBB-01b"),
]


@pytest.fixture(scope="module")
def scored() -> ForceScore:
    return score_submission(submission(ANSWERS), PAPER)


@pytest.mark.parametrize(
    ("node", "score", "claimed", "low", "high", "at_zero", "coverage", "excused"),
    [
        ("AAA-01", F(250, 3), F(275, 3), F(250, 3), F(250, 3), F(250, 3), F(1), F(0)),
        ("AAA-02", F(25), F(25), F(25, 2), F(125, 2), F(25, 3), F(1, 2), F(1, 2)),
        ("AAA", F(575, 9), F(625, 9), F(1075, 18), F(1375, 18), F(175, 3), F(5, 6), F(1, 6)),
        ("BBB", F(50), F(50), F(25), F(75), F(50), F(1, 2), F(0)),
        ("overall", F(725, 12), F(775, 12), F(1225, 24), F(1825, 24), F(225, 4), F(3, 4), F(1, 8)),
    ],
)
def test_every_figure_agrees_with_the_paper(
    scored: ForceScore,
    node: str,
    score: F,
    claimed: F,
    low: F,
    high: F,
    at_zero: F,
    coverage: F,
    excused: F,
) -> None:
    tally = scored.node(node).tally
    assert tally.score == score
    assert tally.claimed == claimed
    assert tally.low == low
    assert tally.high == high
    assert tally.excused_at_zero == at_zero
    assert tally.coverage == coverage
    assert tally.excused == excused


def test_printed_once_rounded_half_up(scored: ForceScore) -> None:
    assert score_text(scored.overall.tally.score) == "60.4"


def test_too_little_answered_gives_a_score_without_band_or_position(scored: ForceScore) -> None:
    assert scored.overall.band is None
    assert scored.overall.position is None
    assert scored.node("AAA-02").position is None
    assert scored.node("BBB").band is None


def test_reference_line_is_the_mean_of_what_was_scored(scored: ForceScore) -> None:
    theme = scored.node("AAA").reference
    overall = scored.overall.reference
    assert theme is not None
    assert overall is not None
    assert (theme.value, theme.low, theme.high) == (F(100, 3), F(25, 3), F(100, 3))
    assert overall.value == F(125, 4)
    assert scored.node("AAA").difference == F(275, 9)


def test_positions_and_bands_where_enough_was_answered(scored: ForceScore) -> None:
    assert scored.node("AAA-01").position is Position.AT_TARGET
    assert scored.node("AAA").position is Position.ABOVE
    assert scored.node("AAA").band == "Partly in place"


def test_a_level_without_evidence_is_asserted_and_counts_lower(scored: ForceScore) -> None:
    documented, asserted = scored.check("AAA-01a"), scored.check("AAA-01b")
    assert documented.assurance is Assurance.DOCUMENTED
    assert asserted.assurance is Assurance.ASSERTED
    assert asserted.counted_level == 2
    assert asserted.node.tally.claimed == 75


def test_effective_weights_are_shares_of_the_whole(scored: ForceScore) -> None:
    # AAA is 3 of 4; AAA-01 2 of 3 of it; AAA-01a 2 of 3 of that: 3/4 x 2/3 x 2/3 = 1/3
    assert scored.check("AAA-01a").node.effective_weight == F(1, 3)
    assert sum(check.node.effective_weight for check in scored.checks) == 1
