"""The rules at their edges: target, coverage, evidence, position, limits, bands."""

from datetime import date
from fractions import Fraction as F

import pytest

from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Limit
from slavery_benchmark.core.scoring.baseline import Position, Reference, position_of
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.scoring.scoring import score_submission
from tests.builders import (
    START,
    answer,
    blank,
    criterion,
    framework,
    not_applicable,
    shipped_criteria,
    submission,
)

FIVE = framework({"AAA": (1, [criterion("AAA-01", [(letter, 1) for letter in "abcde"])])})
TWO = framework(
    {
        "AAA": (1, [criterion("AAA-01", [("a", 1)])]),
        "BBB": (9, [criterion("BBB-01", [("a", 1)])]),
    },
    limits=[
        Limit(
            id="gate",
            criterion="AAA-01",
            below_level=2,
            cap="Partly in place",
            because="It is a test.",
        )
    ],
)


def score_five(*levels: int | None) -> ForceScore:
    return score_submission(
        submission(
            blank(f"AAA-01{letter}") if level is None else answer(f"AAA-01{letter}", level)
            for letter, level in zip("abcde", levels, strict=True)
        ),
        FIVE,
    )


def test_a_low_level_in_any_criterion_keeps_the_whole_theme_from_its_target() -> None:
    parts = [
        criterion(f"AAA-0{n}", [("a", weight)], weight=weight) for n, weight in ((1, 1), (2, 9))
    ]
    for made in (parts, parts[::-1]):
        answers = [answer(f"{part.id}a", 1 if part.id == "AAA-01" else 4) for part in made]
        found = score_submission(submission(answers), framework({"AAA": (1, made)}))
        # (25 + 9 x 100) / 10 = 92.5
        for node in (found.node("AAA"), found.overall):
            assert (node.tally.score, node.position) == (F("92.5"), Position.ABOVE)


def test_nothing_answered_has_no_score_and_is_not_perfect() -> None:
    overall = score_five(None, None, None, None, None).overall
    assert overall.tally.score is None
    assert overall.tally.coverage == 0
    assert overall.tally.low == 0
    assert overall.tally.high == 100
    assert overall.position is None


def test_everything_not_applicable_has_no_score_and_no_bounds() -> None:
    responses = [not_applicable(f"AAA-01{letter}") for letter in "abcde"]
    overall = score_submission(submission(responses), FIVE).overall
    assert overall.tally.score is None
    assert overall.tally.low is None
    assert overall.tally.coverage is None
    assert overall.tally.excused == 1
    assert overall.tally.excused_at_zero == 0


def test_minimum_coverage_is_inclusive() -> None:
    enough = score_five(3, 3, 3, 3, None).overall
    assert (enough.band, enough.band_at_least) == ("Partly in place", True), (
        "75, and 60 at the least"
    )
    assert score_five(3, 3, 3, None, None).overall.band is None


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ((3, 3, 3, 3, 3), Position.AT_TARGET),
        ((4, 4, 4, 2, 1), Position.ABOVE),  # 75 on average, but one check is below level 2
        ((4, 4, 3, 2, 2), Position.AT_TARGET),
        ((3, 3, 3, 3, 2), Position.ABOVE),  # 70
        ((1, 1, 1, 1, 1), Position.NO_BETTER),
        ((0, 0, 0, 0, 0), Position.NO_BETTER),  # nothing is below a range that starts at 0
    ],
)
def test_position_against_a_widespread_shortcoming(
    levels: tuple[int, ...], expected: Position
) -> None:
    assert score_five(*levels).node("AAA-01").position is expected


@pytest.mark.parametrize(
    ("score", "low", "high", "expected"),
    [
        (F(50), F(50), F(50), Position.NO_BETTER),
        (F(501, 10), F(501, 10), F(501, 10), Position.ABOVE),
        (F(25), F(25), F(25), Position.NO_BETTER),
        (F(249, 10), F(249, 10), F(249, 10), Position.NO_BETTER),
        (F(40), F(30), F(51), Position.NOT_CERTAIN),
        (F(20), F(20), F(30), Position.NO_BETTER),
        (F(10), F(0), F(100), Position.NOT_CERTAIN),
        (F(60), F(51), F(100), Position.ABOVE),
    ],
)
def test_position_against_a_mixed_shortcoming(
    score: F, low: F, high: F, expected: Position
) -> None:
    reference = Reference(value=F(50), low=F(25), high=F(50))
    assert (
        position_of(at_target=False, low=low, high=high, score=score, reference=reference)
        is expected
    )


def test_at_target_comes_before_not_certain() -> None:
    assert score_five(4, 4, 4, 3, None).node("AAA-01").position is Position.AT_TARGET


@pytest.mark.parametrize(
    ("confirmed", "counted"),
    [(START, 3), (date(2025, 3, 31), 2), (None, 2), (date(2026, 6, 1), 3)],
)
def test_evidence_counts_from_the_first_day_of_the_period(
    confirmed: date | None, counted: int
) -> None:
    made = submission(
        [answer("AAA-01a", 3, confirmed=confirmed)] + [blank(f"AAA-01{x}") for x in "bcde"]
    )
    assert score_submission(made, FIVE).check("AAA-01a").counted_level == counted


def test_without_a_period_no_evidence_is_current() -> None:
    made = submission([answer(f"AAA-01{x}", 4) for x in "abcde"], period_start=None)
    overall = score_submission(made, FIVE).overall
    assert overall.tally.score == 50
    assert overall.tally.claimed == 100


@pytest.mark.parametrize(
    ("gate", "band", "uncapped"),
    [
        (answer("AAA-01a", 1), "Partly in place", "Embedded"),  # 25x1 + 100x9 = 92.5
        (answer("AAA-01a", 2), "Embedded", "Embedded"),
        (not_applicable("AAA-01a"), None, "Embedded"),
    ],
)
def test_a_limit_caps_or_withholds_the_overall_band(
    gate: object, band: str | None, uncapped: str
) -> None:
    scored = score_submission(submission([gate, answer("BBB-01a", 4)]), TWO)  # type: ignore[list-item]
    assert scored.overall.band == band
    assert scored.uncapped_band == uncapped


@pytest.mark.parametrize("unknown", [blank, not_applicable])
def test_leaving_part_of_a_limiting_criterion_open_is_no_way_round_it(unknown: object) -> None:
    made = framework(
        {
            "AAA": (1, [criterion("AAA-01", [("a", 1), ("b", 2)])]),
            "BBB": (9, [criterion("BBB-01", [("a", 1)])]),
        },
        limits=TWO.limits,
    )
    answers = [answer("AAA-01a", 4), unknown("AAA-01b"), answer("BBB-01a", 4)]  # type: ignore[operator]
    scored = score_submission(submission(answers), made)
    # 1/10 x 1/3 x 100 + 9/10 x 100 = 93.3; of AAA-01 a third is told, which leaves 33.3
    assert scored.uncapped_band == "Embedded"
    assert (scored.overall.band, scored.overall.band_at_least) == ("Partly in place", True)
    assert scored.limits[0].cap == "Partly in place"


def test_a_limit_that_could_not_lower_the_band_does_not_withhold_it() -> None:
    answers = [blank("AAA-01a"), answer("BBB-01a", 2)]
    scored = score_submission(submission(answers), TWO)
    assert scored.overall.tally.floor == 45
    assert (scored.overall.band, scored.overall.band_at_least) == ("Emerging", True)
    assert scored.limits == ()


def test_too_much_excused_gives_no_band_and_no_position() -> None:
    levels = [answer(f"AAA-01{x}", 3) for x in "ab"]
    half = framework({"AAA": (1, [criterion("AAA-01", [(x, 1) for x in "abcd"])])})
    excused = [not_applicable("AAA-01c"), not_applicable("AAA-01d")]
    enough = score_submission(submission(levels + excused), half).overall
    assert (enough.tally.score, enough.tally.floor) == (F(75), F(75, 2))
    assert (enough.band, enough.band_at_least) == ("Emerging", True)
    most = submission([*levels, *excused, not_applicable("AAA-01e")])
    overall = score_submission(most, FIVE).overall
    assert overall.tally.score == 75
    assert overall.band is None
    assert overall.position is None


def test_a_limit_never_lifts_a_band() -> None:
    scored = score_submission(submission([answer("AAA-01a", 0), answer("BBB-01a", 1)]), TWO)
    assert scored.overall.band == "Not in place"


@pytest.mark.parametrize(
    ("score", "word"),
    [
        (F(0), "Not in place"),
        (F(2499, 100), "Not in place"),
        (F(25), "Emerging"),
        (F(7499, 100), "Partly in place"),
        (F(75), "In place"),
        (F(90), "Embedded"),
        (F(100), "Embedded"),
    ],
)
def test_a_band_begins_at_its_lower_end_on_the_unrounded_score(score: F, word: str) -> None:
    assert shipped_criteria().framework.band_of(score).word == word


def test_a_decimal_in_a_file_is_taken_at_its_word() -> None:
    assert exact(0.8) == F(4, 5)
    assert exact(0.1) + exact(0.2) == exact(0.3)
