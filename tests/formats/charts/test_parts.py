"""Colours, scales, widths of text, and where names go."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slavery_benchmark.document.positions import POSITION_TONES
from slavery_benchmark.formats.charts.looks import DARK, LIGHT, LOOKS, chart_css
from slavery_benchmark.formats.charts.place_labels import Label, place_labels
from slavery_benchmark.formats.charts.scale import Scale, round_steps
from slavery_benchmark.formats.charts.text_width import fitted, text_width, wrapped

MARKS = ("score", "bounds", "reference", "measured", "fall")
THEMES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG 2.2 defines it."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@THEMES
def test_text_and_marks_stand_out_from_their_grounds(palette: dict[str, str]) -> None:
    for text in ("ink", "faint"):
        assert contrast(palette[text], palette["paper"]) >= 4.5
    for mark in MARKS:
        assert contrast(palette[mark], palette["paper"]) >= 3, mark
    for cell in POSITION_TONES.values():
        ground = palette.get(cell, palette["paper"])
        assert contrast(palette["ink"], ground) >= 4.5, cell


def test_the_style_sheet_touches_charts_alone_and_sets_every_look() -> None:
    css = chart_css()
    rules = re.findall(r"(?:^|\})([^{}@]+)\{", css, flags=re.MULTILINE)
    assert rules
    assert all(rule.strip().startswith(".chart") for rule in rules)
    for look, colours in LOOKS.items():
        for kind, name in colours.items():
            assert re.search(rf"\.{look}\{{[^}}]*{kind}:var\(--chart-{name}\)", css)
    assert "url(" not in css
    assert "@media screen and (prefers-color-scheme:dark)" in css


def test_both_themes_have_every_colour() -> None:
    assert LIGHT.keys() == DARK.keys()


@pytest.mark.parametrize(
    ("low", "high", "most", "expected"),
    [
        (0, 100, 4, [0, 25, 50, 75, 100]),
        (52.7, 63.4, 6, [52, 54, 56, 58, 60, 62, 64]),
        (0, 7, 6, [0, 2, 4, 6, 8]),
        (0.02, 0.11, 5, [0.02, 0.04, 0.06, 0.08, 0.1, 0.12]),
        (0, 1234, 6, [0, 250, 500, 750, 1000, 1250]),
    ],
)
def test_round_steps(low: float, high: float, most: int, expected: list[float]) -> None:
    assert round_steps(low, high, most) == pytest.approx(expected)


@given(
    low=st.floats(-1e6, 1e6, allow_nan=False),
    span=st.floats(1e-3, 1e6, allow_nan=False),
    most=st.integers(2, 12),
)
def test_round_steps_hold_the_span_in_no_more_than_so_many(
    low: float, span: float, most: int
) -> None:
    high = low + span
    steps = round_steps(low, high, most)
    slack = span * 1e-6
    assert 2 <= len(steps) <= most + 1
    assert steps[0] <= low + slack
    assert steps[-1] >= high - slack
    assert all(one < other for one, other in pairwise(steps))


def test_no_steps_without_a_span() -> None:
    with pytest.raises(ValueError, match="no steps"):
        round_steps(5, 5, 4)


def test_a_scale_holds_what_lies_beyond_it_at_its_ends() -> None:
    scale = Scale(low=0, high=100, start=10, end=210)
    assert [scale.at(value) for value in (-5, 0, 25, 100, 140)] == [10, 10, 60, 210, 210]


@given(text=st.text(max_size=80), width=st.floats(20, 300), size=st.sampled_from([11.0, 12.0]))
def test_fitted_text_fits(text: str, width: float, size: float) -> None:
    assert text_width(fitted(text, width, size), size) <= width


def test_text_that_fits_is_left_alone_and_longer_text_is_broken_between_words() -> None:
    assert fitted("Aldermoss", 200, 12) == "Aldermoss"
    lines = wrapped("Exploited people are not treated as offenders", 160, 12)
    assert len(lines) == 2
    assert " ".join(lines) == "Exploited people are not treated as offenders"
    assert wrapped("one two three four five six", 30, 12)[-1].endswith("…")


def test_names_of_close_points_do_not_cover_each_other() -> None:
    points = [(100.0, 100.0), (102.0, 101.0), (104.0, 100.0), (100.0, 103.0)]
    labels = [Label(x, y, f"name {x}", 60) for x, y in points]
    placed = list(place_labels(labels, points, (0, 0, 300, 300)))
    assert len(placed) == 4
    middles = sorted((middle, left) for _, left, middle in placed)
    for (one, one_left), (other, other_left) in pairwise(middles):
        assert other - one >= 7 or abs(one_left - other_left) >= 60
    assert all(0 <= left <= 240 and 0 <= middle <= 300 for _, left, middle in placed)
