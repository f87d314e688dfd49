"""Heights of rows and widths of headers: no text is cut, by the metrics of the shipped font."""

import pytest

from slavery_benchmark.formats.charts.font import BOLD, REGULAR, advances
from slavery_benchmark.writing.sheet_style import height_for
from slavery_benchmark.writing.text_lines import header_width, lines_of, text_pixels

CUT_BEFORE = (
    "4. A check that you cannot answer stays empty. Empty is shown as unknown: it is never counted "
    "as 0."
)


@pytest.mark.parametrize("bold", [False, True])
def test_characters_are_as_wide_as_in_the_shipped_font(*, bold: bool) -> None:
    known = advances(BOLD if bold else REGULAR)
    for char in map(chr, range(32, 127)):
        # 7.5 points are 10 pixels, of which a thousandth is a unit of the font
        assert text_pixels(char, 7.5, bold=bold) * 100 == pytest.approx(known[char], abs=0.51)


def test_a_line_that_nearly_fills_its_column_gets_room_for_another() -> None:
    assert lines_of("i" * 20, 10, 10) == 1
    assert lines_of("W" * 20, 10, 10) > 2
    assert lines_of("one\ntwo", 10, 10) == 2
    assert height_for([(CUT_BEFORE, 92.0)], 14.5, size=11) >= 2 * 14.5
    assert height_for([(CUT_BEFORE, 92.0)], size=8) < 2 * 14.5


def test_a_header_has_two_lines_and_room_for_its_button() -> None:
    width = header_width("Measures that contradict judged levels", 10)
    assert lines_of("Measures that contradict judged levels", width - 18 / 7, 10, bold=True) == 2
    word = text_pixels("Understanding", 10, bold=True)
    assert header_width("Understanding", 10) * 7 >= word + 18
    assert header_width("x " * 40_000, 10) <= 60
