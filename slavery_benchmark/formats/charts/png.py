"""A chart as PNG, by resvg: no browser, no system library, nothing fetched."""

from functools import lru_cache

SCALE = 2
"""Pixels a pixel: sharp enough for paper."""
_PROBE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">'
    '<text y="15" font-family="sans-serif">{}</text></svg>'
)


class NoFontError(Exception):
    """This machine has no font, so that a picture would have no words."""


def png_of(svg: str, scale: int = SCALE) -> bytes:
    """Return the PNG of a chart on white, `scale` times its size.

    NoFontError without any font: text would be left out without a word.
    """
    import resvg_py

    if not _writes():
        raise NoFontError
    return resvg_py.svg_to_bytes(svg_string=svg, zoom=scale, background="#ffffff")


@lru_cache(maxsize=1)
def _writes() -> bool:
    import resvg_py

    written, empty = (resvg_py.svg_to_bytes(svg_string=_PROBE.format(word)) for word in ("A", ""))
    return bool(written != empty)
