"""Texts whose parts look different: what is struck through is gone, what is raised stays so."""

import io
from xml.parsers import expat

from slavery_benchmark.reading.feeding import feed, refuse_depth
from slavery_benchmark.reading.limits import Clock

_OFF = ("0", "false", "off")
_RAISED = str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_LOOKS = {"superscript": _RAISED, "subscript": _LOWERED}


class Runs:
    """The runs of one text of an .xlsx; a text without runs is one.

    `some_struck` and `all_struck` tell of the text so far.
    """

    def __init__(self) -> None:
        self.some_struck = self._some_left = self._struck = False
        self._look = ""

    @property
    def all_struck(self) -> bool:
        """Whether nothing is left of the text."""
        return self.some_struck and not self._some_left

    def start(self, tag: str, value: str | None) -> None:
        """Take in an element, by its name without namespace and its attribute `val`."""
        if tag == "r":
            self._struck, self._look = False, ""
        elif tag == "strike":
            self._struck = (value or "1") not in _OFF
        elif tag == "vertAlign":
            self._look = value or ""

    def shown(self, text: str) -> str:
        """Return what a piece of text is to a reader: nothing if it is struck through."""
        if self._struck:
            self.some_struck = self.some_struck or bool(text.strip())
            return ""
        self._some_left = self._some_left or bool(text.strip())
        look = _LOOKS.get(self._look)
        return text.translate(look) if look else text


def raised(text: str, *, above: bool) -> str:
    """Return a text with its digits raised, or lowered unless they stand `above`."""
    return text.translate(_RAISED if above else _LOWERED)


def struck_styles(styles: bytes, clock: Clock | None = None) -> frozenset[str]:
    """Return the numbers, as cells name them, of the formats that strike a cell through.

    Raises xml.parsers.expat.ExpatError, ValueError or LookupError if the part cannot be read.
    """
    if b"strike" not in styles:
        return frozenset()
    path = ["", "", ""]
    depth = deepest = 0
    struck_fonts: set[str] = set()
    found: set[str] = set()
    counts = {"fonts": -1, "cellXfs": -1}

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, deepest
        depth += 1
        deepest = max(deepest, depth)
        if not 2 <= depth <= 4:
            return
        path[depth - 2] = name.rpartition("}")[2]
        inside = path[: depth - 1]
        if inside == ["fonts", "font"] or inside == ["cellXfs", "xf"]:
            counts[inside[0]] += 1
        if inside == ["fonts", "font", "strike"] and attributes.get("val", "1") not in _OFF:
            struck_fonts.add(str(counts["fonts"]))
        if inside == ["cellXfs", "xf"] and attributes.get("fontId", "") in struck_fonts:
            found.add(str(counts["cellXfs"]))

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    feed(parser, io.BytesIO(styles), clock, lambda: refuse_depth(deepest))
    return frozenset(found)
