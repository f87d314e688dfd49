"""The small parts of a page of changes: trend, bars, progress in words."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slavery_benchmark.core.reinspection.bridge import Bridge, Pier, Step
from slavery_benchmark.document.numbers import rounded
from slavery_benchmark.formats.terminal.symbols import ASCII, UNICODE
from slavery_benchmark.render.progress.all_words import p_text
from slavery_benchmark.render.progress.bridge import bridge_bar, rounded_bridge, rounding_note
from slavery_benchmark.render.progress.figures import progress_text
from slavery_benchmark.render.progress.sparkline import sparkline

SCORES = st.fractions(min_value=0, max_value=100, max_denominator=360)


def test_a_trend_has_a_fixed_scale_and_shows_gaps() -> None:
    scores = [Fraction(0), None, Fraction(25), Fraction(1499, 20), Fraction(75), Fraction(100)]
    assert sparkline(scores, UNICODE) == "▁·▃▆▇█"
    assert sparkline(scores, ASCII) == "0.2779"


@given(st.lists(st.none() | SCORES), SCORES)
def test_a_mark_does_not_depend_on_the_others(
    scores: list[Fraction | None], more: Fraction
) -> None:
    for symbols in (UNICODE, ASCII):
        line = sparkline([*scores, more], symbols)
        assert len(line) == len(scores) + 1
        assert line.endswith(sparkline([more], symbols))


@pytest.mark.parametrize(
    ("points", "bar"),
    [
        (Fraction(3), "     ┊━━━  "),
        (Fraction(-2), "   ━━┊     "),
        (Fraction(2, 5), "     ┊     "),
        (Fraction(1, 2), "     ┊━    "),
        (Fraction(9), "     ┊━━━━…"),
        (Fraction(-9), "…━━━━┊     "),
    ],
)
def test_a_bar_has_one_mark_a_point_and_is_cut_visibly(points: Fraction, bar: str) -> None:
    assert bridge_bar(points, 5, UNICODE) == bar


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (None, ""),
        (Fraction(1), "100%"),
        (Fraction(999, 1000), "over 99%"),
        (Fraction(1, 1000), "under 1%"),
        (Fraction(0), "0%"),
        (Fraction(-1, 1000), "under 0%"),
        (Fraction(-7, 3), "-233%"),
    ],
)
def test_progress_says_all_or_nothing_only_when_it_is(share: Fraction | None, said: str) -> None:
    assert progress_text(share) == said


@pytest.mark.parametrize(
    ("p", "said"),
    [(Fraction(1), "1.000"), (Fraction(1, 2000), "0.001"), (Fraction(1, 2001), "<0.001")],
)
def test_no_p_value_is_printed_as_0(p: Fraction, said: str) -> None:
    assert p_text(p) == said


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
    printed = sum(rounded(part) for part in parts)
    agrees = printed == rounded(score) - rounded(then) == rounded(score - then)
    assert rounded_bridge(bridge).agrees == agrees
    assert bool(rounding_note(bridge)) != agrees
