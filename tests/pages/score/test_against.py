"""What a score is set against: one wording for one position, in the sentence that leads."""

import pytest

from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.document.positions import POSITION_MARKS, POSITION_TONES
from slavery_benchmark.pages.score.build import digest_of, with_positions
from slavery_benchmark.pages.words.scores import headline, position_text, what_keeps
from tests.builders import answer, blank, criterion, framework, submission

LETTERS = "abcde"


def scored(kind: str, *levels: int | None) -> tuple[ForceScore, str]:
    """Return a force with these levels on its one criterion, and its first sentences."""
    made = framework(
        {"AAA": (1, [criterion("AAA-01", [(letter, 1) for letter in LETTERS], kind=kind)])}
    )
    responses = [
        blank(f"AAA-01{letter}") if level is None else answer(f"AAA-01{letter}", level)
        for letter, level in zip(LETTERS, levels, strict=True)
    ]
    force = score_submission(submission(responses), made)
    return force, next(headline(force, made))


@pytest.mark.parametrize(
    ("kind", "levels", "words", "sentence"),
    [
        (
            "widespread",
            (0, 0, 0, 0, 0),
            "no better",
            "Overall 0.0 of 100, Not in place. No better than 2017 (its range is 0.0 to 25.0), "
            "25.0 below the 2017 reference line (25.0), 75.0 below the framework's target (75).",
        ),
        (
            "mixed",
            (0, 0, 1, 1, 1),
            "no better, below",
            "Overall 15.0 of 100, Not in place. No better than 2017 (below its range 25.0 to "
            "50.0), 35.0 below the 2017 reference line (50.0), 60.0 below the framework's target "
            "(75).",
        ),
        (
            "widespread",
            (4, 4, 4, 4, 1),
            "above",
            "Overall 85.0 of 100, In place. 60.0 above the 2017 reference line (25.0), 10.0 above "
            "the framework's target (75), yet not at target: AAA-01e counts as 1 Emerging, below "
            "level 2.",
        ),
        (
            "widespread",
            (4, 4, 4, 4, 2),
            "at target",
            "Overall 90.0 of 100, Embedded. 65.0 above the 2017 reference line (25.0), 15.0 above "
            "the framework's target (75).",
        ),
        ("widespread", (4, 4, 4, None, None), "not given", "Overall 100.0 of 100."),
    ],
)  # fmt: skip
def test_position_difference_and_target_stand_in_one_sentence(
    kind: str, levels: tuple[int | None, ...], words: str, sentence: str
) -> None:
    force, said = scored(kind, *levels)
    assert said == sentence
    assert position_text(force.overall) == words
    for node in (force.overall, *force.themes, *force.criteria):
        assert (node.difference is None) is (node.position is None)


def test_all_that_keeps_a_score_from_its_target_is_named_lowest_first_three_at_most() -> None:
    made = framework(
        {
            "AAA": (20, [criterion("AAA-01", [(letter, 1) for letter in LETTERS])]),
            "BBB": (1, [criterion("BBB-01", [(letter, 1) for letter in LETTERS])]),
        }
    )
    answers = [answer(f"AAA-01{letter}", 4) for letter in LETTERS]
    answers += [
        answer(f"BBB-01{x}", level) for x, level in zip(LETTERS, (1, 0, 1, 1, 4), strict=True)
    ]
    force = score_submission(submission(answers), made)
    assert what_keeps(force.overall, force, made) == (
        "BBB-01b counts as 0 Not in place, BBB-01a counts as 1 Emerging, BBB-01c counts as 1 "
        "Emerging and 1 more, below level 2"
    )
    assert what_keeps(force.node("AAA"), force, made) == "", "it is at target"
    assert what_keeps(force.node("BBB"), force, made) == "", "its score is below the target"


def test_no_better_has_one_mark_and_one_warm_tint() -> None:
    assert POSITION_MARKS["no better"].sign == "▼"
    assert POSITION_TONES["no better"] == "below"
    assert len({mark.sign for mark in POSITION_MARKS.values()}) == len(POSITION_MARKS) == 4


@pytest.mark.parametrize(
    ("low", "high", "then", "now"),
    [
        (30, 40, "at", "no better"),
        (30, 40, "within", "no better"),
        (10, 20, "below", "no better"),
        (20, 40, "not certain", "no better"),  # between within and below, which are one now
        (20, 60, "not certain", "not certain"),
        (60, 70, "above", "above"),
    ],
)
def test_a_result_with_a_former_word_is_told_anew_and_keeps_its_digest(
    low: int, high: int, then: str, now: str
) -> None:
    node = {"low": low, "high": high, "baseline_low": 25, "baseline_high": 50, "difference": 1}
    old, new = (
        {"overall": {**node, "position": word}, "source": {}, "problems": []}
        for word in (then, now)
    )
    assert with_positions(old) == new
    results = [{"options": {}, "unusable": [], "forces": [force]} for force in (old, new)]
    assert digest_of(results[0]) == digest_of(results[1])


def test_a_former_difference_without_a_position_is_not_told() -> None:
    node = {"position": None, "difference": 12.5}
    assert with_positions({"overall": node})["overall"]["difference"] is None
