"""How wide text will be in our font, with room for others: nobody knows the fonts of a reader."""

import unicodedata

from slavery_benchmark.core.text import clean
from slavery_benchmark.formats.charts.font import BOLD, REGULAR, advances

ELLIPSIS = "…"
_OTHER, _FULL = 750, 1000
"""What is taken for a character that our font lacks; it has a box of 750 for them."""
_ROOM = 1.1
"""Other sans-serif fonts are up to about a tenth wider."""


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line of text in pixels, rather too much than too little."""
    known = advances(BOLD if bold else REGULAR)
    widths = (known[char] if char in known else _without_glyph(char) for char in text)
    return sum(widths) * size / 1000 * _ROOM


def fitted(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Return text that fits the width, cut with an ellipsis if it must be."""
    if text_width(text, size, bold=bold) <= width:
        return text
    kept = text
    while kept and text_width(kept + ELLIPSIS, size, bold=bold) > width:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def wrapped(
    text: str, width: float, size: float, most: int = 2, *, bold: bool = False
) -> list[str]:
    """Return text in at most so many lines that fit the width, the last cut if it must be."""
    words = clean(text).split(" ")
    lines: list[str] = []
    while words and len(lines) < most - 1:
        count = len(words)
        while count > 1 and text_width(" ".join(words[:count]), size, bold=bold) > width:
            count -= 1
        lines.append(fitted(" ".join(words[:count]), width, size, bold=bold))
        words = words[count:]
    if words:
        lines.append(fitted(" ".join(words), width, size, bold=bold))
    return lines


def _without_glyph(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return _FULL if unicodedata.east_asian_width(char) in "WF" else _OTHER
