"""A chart as PNG: of the right size, with something on it, and words in it."""

import struct

import pytest

from slavery_benchmark.formats.charts import png
from slavery_benchmark.formats.charts.png import NoFontError, png_of
from tests.formats.charts.examples import CHARTS, LAYOUTS, frame, parsed


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


def test_words_are_in_the_picture() -> None:
    svg = CHARTS["dumbbell"](frame(standalone=True), "Aldermoss")
    assert png_of(svg) != png_of(svg.replace("Aldermoss", ""))


def test_without_a_font_it_says_so_rather_than_leave_words_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(png, "_writes", lambda: False)
    with pytest.raises(NoFontError):
        png_of(CHARTS["trend"](frame(standalone=True), "Aldermoss"))
