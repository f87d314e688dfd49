"""The small parts of a page of changes: trend, progress in words, what rounding does."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slavery_benchmark.core.change.bridge import Bridge, Pier, Step
from slavery_benchmark.document.numbers import (
    percent_text,
    probability_text,
    telling,
    told_difference,
)
from slavery_benchmark.pages.progress.bridge import rounding_note
from slavery_benchmark.pages.progress.cells import sparkline
from slavery_benchmark.pages.progress.records import EndResult

SCORES = st.fractions(min_value=0, max_value=100, max_denominator=360)


def ends(*scores: float | None) -> list[EndResult]:
    return [
        EndResult(score=score, low=None, high=None, coverage=None, usable=True) for score in scores
    ]


def test_a_trend_has_a_fixed_scale_and_shows_gaps() -> None:
    assert sparkline(ends(0, None, 25, 74.95, 75, 100)) == "▁·▃▆▇█"


def test_too_little_known_is_a_gap_too() -> None:
    end = EndResult(score=50, low=None, high=None, coverage=0.1, usable=False)
    assert sparkline([end]) == "·"


@given(st.lists(st.none() | st.floats(0, 100)), st.floats(0, 100))
def test_a_mark_does_not_depend_on_the_others(scores: list[float | None], more: float) -> None:
    line = sparkline(ends(*scores, more))
    assert len(line) == len(scores) + 1
    assert line.endswith(sparkline(ends(more)))


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (Fraction(1), "100%"),
        (Fraction(999, 1000), "over 99%"),
        (Fraction(1, 1000), "under 1%"),
        (Fraction(0), "0%"),
        (Fraction(-1, 1000), "under 0%"),
        (Fraction(-7, 3), "-233%"),
    ],
)
def test_progress_says_all_or_nothing_only_when_it_is(share: Fraction, said: str) -> None:
    assert percent_text(share) == said


@pytest.mark.parametrize(
    ("p", "said"),
    [(Fraction(1), "1.000"), (Fraction(1, 2000), "0.001"), (Fraction(1, 2001), "<0.001")],
)
def test_no_p_value_is_printed_as_0(p: Fraction, said: str) -> None:
    assert probability_text(p) == said


@given(SCORES, st.lists(st.fractions(-20, 20, max_denominator=97), min_size=5, max_size=5))
def test_a_bridge_whose_printed_parts_do_not_add_up_says_so(
    then: Fraction, parts: list[Fraction]
) -> None:
    piers = []
    score = then
    for step, part in zip(Step, parts, strict=True):
        score += part
        piers.append(Pier(step=step, score=score, difference=part))
    bridge = Bridge(then=then, now=score, piers=tuple(piers))
    printed = sum(told_difference(part) for part in parts)
    agrees = printed == telling(score) - telling(then) == told_difference(score - then)
    assert bool(rounding_note(bridge)) != agrees
