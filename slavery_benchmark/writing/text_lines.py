"""How many lines a text takes in a cell: measured, as a height that is guessed cuts text."""

from collections.abc import Mapping
from functools import lru_cache

_FIRST = 32
# fmt: off
_REGULAR = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722,
    722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722,
    667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556,
    556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,
    500, 334, 260, 334, 584,
)
_BOLD = (
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722,
    722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722,
    667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611,
    611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556,
    500, 389, 280, 389, 584,
)
# fmt: on
"""Advances of the characters from the space to the tilde, in thousandths of the size: Arimo's,
which are Arial's."""
_OTHER = 760
"""What is taken for any other character: as wide as a capital letter, or wider."""
_PIXELS_A_POINT = 96 / 72
_DIGIT, _PADDING = 7, 5
"""Pixels of a digit of 10 points, in which a column's width is counted, and around a text."""
_BUTTON = 18
"""Pixels of the button of a filter, in the corner of its header."""
_MOST_HEADER, _MOST_WIDTH = 200, 60.0
"""More characters than a header has, and a width beyond which none is worth it."""
_SPARE = 8
"""Pixels that are left free: no line is within a character of breaking."""


def text_pixels(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line of text of so many points, in pixels at 100 %."""
    known = _known(bold=bold)
    return sum(known.get(char, _OTHER) for char in text) * size * _PIXELS_A_POINT / 1000


@lru_cache(maxsize=4096)
def lines_of(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """Return in how many lines a text stands in a column of this width, in characters."""
    room = max(width * _DIGIT - _SPARE, _DIGIT)
    return sum(_paragraph(part, room, size, bold=bold) for part in text.split("\n"))


def header_width(text: str, size: float, lines: int = 2) -> float:
    """Return the width, in characters, at which a bold header with a filter button is whole.

    It then stands in at most so many lines.
    """
    words = [text_pixels(word, size, bold=True) for word in text[:_MOST_HEADER].split()]
    space = text_pixels(" ", size, bold=True)
    room = max(words, default=0.0)
    while _broken(words, space, room) > lines:
        room += _DIGIT
    return min((room + _BUTTON + _SPARE) / _DIGIT, _MOST_WIDTH)


def _paragraph(text: str, room: float, size: float, *, bold: bool) -> int:
    words = [text_pixels(word, size, bold=bold) for word in text.split(" ")]
    return _broken(words, text_pixels(" ", size, bold=bold), room)


def _broken(words: list[float], space: float, room: float) -> int:
    """Return in how many lines words of these widths stand; one too wide goes over several."""
    lines, used = 1, 0.0
    for word in words:
        if used and used + space + word > room:
            lines, used = lines + 1, 0.0
        used += word + (space if used else 0)
        over = int(used // room) if used > room else 0
        lines, used = lines + over, used - over * room
    return lines


@lru_cache(maxsize=2)
def _known(*, bold: bool) -> Mapping[str, int]:
    return {chr(code): width for code, width in enumerate(_BOLD if bold else _REGULAR, _FIRST)}
