"""A chart as PNG, by resvg: no browser, no system library, no font of the machine, nothing fetched.

Each picture has its options: they may be used by no other thread, and cost next to nothing.
"""

from struct import pack
from zlib import crc32

from slavery_benchmark.formats.charts.font import BOLD, REGULAR

SCALE = 2
"""Pixels a pixel: sharp enough for paper."""
_HEAD = 33
"""Bytes of a PNG up to the end of its first part, which must stay first."""
_A_METRE = 11_811
"""Pixels a metre at 300 dpi: a document then places the picture at the size for print."""
_WHITE = (255, 255, 255, 255)


def png_of(svg: str, scale: int = SCALE) -> bytes:
    """Return the PNG of a chart on white, `scale` times its size, in the font that we ship."""
    from resvg import render, usvg

    options = usvg.Options.default()
    for font in (REGULAR, BOLD):
        options.load_font_file(str(font))
    tree = usvg.Tree.from_str(svg, options)
    width, height = tree.int_size()
    enlarged = (scale, 0, 0, 0, scale, 0)
    made = render(tree, enlarged, bg_size=(width * scale, height * scale), bg_color=_WHITE)
    return made[:_HEAD] + _density() + made[_HEAD:]


def _density() -> bytes:
    """Return the part of a PNG that says how many pixels go on a metre (PNG 1.2, 4.2.4.2)."""
    said = b"pHYs" + pack(">IIB", _A_METRE, _A_METRE, 1)
    return pack(">I", len(said) - 4) + said + pack(">I", crc32(said))
