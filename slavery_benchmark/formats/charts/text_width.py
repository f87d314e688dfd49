"""How wide text will be, near enough to cut or break it: nobody knows the reader's font."""

import unicodedata

from slavery_benchmark.core.text import clean

ELLIPSIS = "…"
_FIRST = 32
_WIDTHS = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 "
    "556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 "
    "1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 "
    "667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 "
    "333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 "
    "556 556 333 500 278 556 500 722 500 500 500 334 260 334 584"
)
_ASCII = tuple(int(width) for width in _WIDTHS.split())
"""Advance widths of Helvetica, in thousandths of its size, from the blank on."""
_OTHER, _FULL = 640, 1000
_ROOM = 1.1
"""Other sans-serif fonts are up to about a tenth wider."""


def text_width(text: str, size: float) -> float:
    """Return the width of a line of text in pixels, rather too much than too little."""
    return sum(map(_advance, text)) * size / 1000 * _ROOM


def fitted(text: str, width: float, size: float) -> str:
    """Return text that fits the width, cut with an ellipsis if it must be."""
    if text_width(text, size) <= width:
        return text
    kept = text
    while kept and text_width(kept + ELLIPSIS, size) > width:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def wrapped(text: str, width: float, size: float, most: int = 2) -> list[str]:
    """Return text in at most so many lines that fit the width, the last cut if it must be."""
    words = clean(text).split(" ")
    lines: list[str] = []
    while words and len(lines) < most - 1:
        count = len(words)
        while count > 1 and text_width(" ".join(words[:count]), size) > width:
            count -= 1
        lines.append(fitted(" ".join(words[:count]), width, size))
        words = words[count:]
    if words:
        lines.append(fitted(" ".join(words), width, size))
    return lines


def _advance(char: str) -> int:
    place = ord(char) - _FIRST
    if 0 <= place < len(_ASCII):
        return _ASCII[place]
    if unicodedata.combining(char):
        return 0
    return _FULL if unicodedata.east_asian_width(char) in "WF" else _OTHER
