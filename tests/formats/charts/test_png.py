"""A chart as PNG: of the right size, with words in it, in the font that comes with the tool."""

import struct
from pathlib import Path
from zlib import crc32

import pytest

from slavery_benchmark.formats.charts.font import BOLD, REGULAR, advances
from slavery_benchmark.formats.charts.png import png_of
from slavery_benchmark.formats.charts.text_width import text_width
from tests.formats.charts.examples import CHARTS, LAYOUTS, frame, parsed

LINE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="40">'
    '<text x="0" y="30" font-size="20" font-family="{}" font-weight="{}">{}</text></svg>'
)
WORDS = "West Mercia – Gwent"


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", CHARTS)
def test_png_is_twice_the_size_of_the_picture(name: str, layout: int) -> None:
    svg = CHARTS[name](frame(layout=layout, standalone=True), "Aldermoss")
    made = png_of(svg)
    assert made.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", made[16:24])
    root = parsed(svg)
    assert (width, height) == (
        2 * float(root.attrib["width"]),
        2 * float(root.attrib["height"]),
    )


def test_png_says_that_it_is_for_300_dots_an_inch() -> None:
    made = png_of(LINE.format("Arimo", "normal", WORDS))
    start = made.index(b"pHYs")
    across, down, unit = struct.unpack(">IIB", made[start + 4 : start + 13])
    assert (across, down, unit) == (11811, 11811, 1)
    assert struct.unpack(">I", made[start - 4 : start]) == (9,)
    assert struct.unpack(">I", made[start + 13 : start + 17]) == (crc32(made[start : start + 13]),)
    assert start == 37, "behind the head and before the picture"


def test_words_are_in_the_picture() -> None:
    svg = CHARTS["dumbbell"](frame(standalone=True), "Aldermoss")
    assert png_of(svg) != png_of(svg.replace("Aldermoss", ""))


@pytest.mark.parametrize("family", ["DejaVu Sans", "Helvetica", "sans-serif", "system-ui"])
def test_no_font_of_the_machine_is_used(family: str) -> None:
    nothing = png_of(LINE.format("Arimo", "normal", ""))
    assert png_of(LINE.format(family, "normal", WORDS)) == nothing
    assert png_of(LINE.format(f"Arimo, {family}", "normal", WORDS)) != nothing


@pytest.mark.parametrize("char", "Ŵŵ Ŷŷ Ẁẁ Ẃẃ Ẅẅ Ỳỳ Êê Ïï ’ – … ≥ ± × → ½".replace(" ", ""))
def test_welsh_and_what_we_write_ourselves_has_letters_not_boxes(char: str) -> None:
    for font, weight in ((REGULAR, "normal"), (BOLD, "bold")):
        assert char in advances(font)
        box = png_of(LINE.format("Arimo", weight, "警"))
        assert png_of(LINE.format("Arimo", weight, char)) != box


def test_a_letter_that_the_font_lacks_is_a_box_and_not_left_out() -> None:
    assert png_of(LINE.format("Arimo", "normal", "警")) != png_of(
        LINE.format("Arimo", "normal", "")
    )


@pytest.mark.parametrize(("weight", "file"), [("normal", REGULAR), ("bold", BOLD)])
@pytest.mark.parametrize("words", [WORDS, "Illicit little fifteen", "WWWWW", "Dŵr 99.8%"])
def test_words_are_as_wide_as_they_are_taken_to_be(words: str, weight: str, file: Path) -> None:
    measured = sum(advances(file)[char] for char in words) * 20 / 1000
    line, nothing = LINE.format("Arimo", weight, words), png_of(LINE.format("Arimo", weight, ""))
    assert png_of(_covered(line, measured + 1)) == nothing
    assert png_of(_covered(line, measured * 0.95 - 4)) != nothing  # pairs of letters stand closer
    assert measured < text_width(words, 20, bold=weight == "bold") < measured * 1.11


def _covered(svg: str, width: float) -> str:
    """Return the picture with its left part painted over."""
    return svg.replace("</svg>", f'<rect width="{width}" height="40" fill="#fff"/></svg>')
