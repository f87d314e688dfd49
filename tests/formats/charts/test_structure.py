"""What every chart is, whatever it shows: safe, named, quiet on its page and readable."""

import re

import pytest

from slavery_benchmark.formats.charts.frame import Layout
from slavery_benchmark.formats.charts.looks import LIGHT, LOOKS
from tests.formats.charts.examples import (
    CHARTS,
    LAYOUTS,
    SVG,
    frame,
    numbers,
    parsed,
    texts,
)

HOSTILE = [
    "</text><script>alert(1)</script>",
    "\"><img src=x onerror='alert(1)'>",
    "]]><!-- & &lt; &amp;lt; -->",
    "A" * 200,
    "long words of a name " * 20,
    "\u202eelbatsnoC\u202c \u200fPolice\u200e",
    "bell\x07 null\x00 line\nbreak \ufffe\uffff",
    "משטרה (fictional)",
    "警察" * 40,
    "",
]
ALLOWED = {"svg", "title", "desc", "g", "text", "path", "rect"}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", CHARTS)
def test_is_an_image_with_a_title_and_a_description(name: str, layout: Layout) -> None:
    root = parsed(CHARTS[name](frame(layout=layout), "Aldermoss"))
    title, desc = root[0], root[1]
    assert (root.get("role"), title.tag, desc.tag) == ("img", f"{SVG}title", f"{SVG}desc")
    assert title.text == "A chart"
    assert desc.text
    assert desc.text.endswith(". A note.")
    assert root.get("aria-labelledby") == title.get("id") == "c1-title"
    assert root.get("aria-describedby") == desc.get("id") == "c1-desc"


@pytest.mark.parametrize("standalone", [False, True])
@pytest.mark.parametrize("name", CHARTS)
def test_has_nothing_that_runs_loads_or_reaches_the_page(name: str, *, standalone: bool) -> None:
    svg = CHARTS[name](frame(standalone=standalone), "Aldermoss")
    root = parsed(svg)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= ALLOWED
    used = {key for element in root.iter() for key in element.attrib}
    assert not {key for key in used if key.startswith("on") or "href" in key or key == "style"}
    assert re.findall(r"https?://[^\"]*", svg) == ["http://www.w3.org/2000/svg"]
    assert "url(" not in svg
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert sorted(ids) == ["c1-desc", "c1-title"]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("word", HOSTILE)
@pytest.mark.parametrize("name", CHARTS)
def test_words_from_outside_stay_words_and_stay_inside(
    name: str, word: str, layout: Layout
) -> None:
    plain = parsed(CHARTS[name](frame(layout=layout), "Aldermoss"))
    root = parsed(CHARTS[name](frame(layout=layout, title=word or "A", standalone=True), word))
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= ALLOWED
    said = "".join(root.itertext())
    assert not set(said) & set("\u202e\u202c\u200f\u200e\x07\x00\n\ufffe\uffff")
    width = float(root.attrib["width"])
    assert width == float(plain.attrib["width"])
    assert all(0 <= x <= width for x in numbers(root, "x"))


@pytest.mark.parametrize("name", CHARTS)
def test_markup_in_a_name_is_read_as_it_was_written(name: str) -> None:
    said = "".join(parsed(CHARTS[name](frame(), "<b>&amp;")).itertext())
    assert "<b>&amp;" in said


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", CHARTS)
def test_every_part_lies_within_the_picture(name: str, layout: Layout) -> None:
    root = parsed(CHARTS[name](frame(layout=layout, standalone=True), "Aldermoss"))
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    assert root.attrib["viewBox"] == f"0 0 {width:g} {height:g}"
    for path in root.iter(f"{SVG}path"):
        for x, y in re.findall(r"[ML](-?[\d.]+),(-?[\d.]+)", path.attrib["d"]):
            assert 0 <= float(x) <= width
            assert 0 <= float(y) <= height
    assert all(0 <= y <= height for y in numbers(root, "y"))


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_in_a_file_has_its_title_note_and_colours_in_it(name: str) -> None:
    root = parsed(CHARTS[name](frame(standalone=True), "Aldermoss"))
    assert texts(root)[0] == "A chart"
    assert "A note." in texts(root)
    parts = [element for element in root.iter() if element.get("class") in LOOKS]
    assert parts
    assert all(element.get("fill") in {"none", *LIGHT.values()} for element in parts)


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_in_a_page_leaves_title_and_colours_to_the_page(name: str) -> None:
    root = parsed(CHARTS[name](frame(), "Aldermoss"))
    assert "A chart" not in texts(root)
    assert not [e for e in root.iter() if "fill" in e.attrib or "stroke" in e.attrib]
    drawn = {e.get("class") for e in root.iter() if e.tag in (f"{SVG}path", f"{SVG}rect")}
    assert drawn <= set(LOOKS)


@pytest.mark.parametrize("name", CHARTS)
def test_text_is_never_smaller_than_eleven_pixels(name: str) -> None:
    for layout in LAYOUTS:
        root = parsed(CHARTS[name](frame(layout=layout), "Aldermoss"))
        assert min(numbers(root, "font-size")) >= 11
        assert float(root.attrib["width"]) == layout


@pytest.mark.parametrize("bad", ["", "1a", 'a"b', "a b", "ü"])
def test_an_id_that_is_none_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="no id"):
        CHARTS["dumbbell"](frame(id=bad), "Aldermoss")


def test_a_description_of_its_own_replaces_the_chart_s() -> None:
    root = parsed(CHARTS["dumbbell"](frame(description="In other words."), "Aldermoss"))
    assert root[1].text == "In other words."
