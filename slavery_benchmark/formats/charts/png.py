"""A chart as PNG, by resvg: no browser, no system library, no font of the machine, nothing fetched.

Each picture has its options: they may be used by no other thread, and cost next to nothing.
"""

from slavery_benchmark.formats.charts.font import BOLD, REGULAR

SCALE = 2
"""Pixels a pixel: sharp enough for paper."""
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
    return render(tree, enlarged, bg_size=(width * scale, height * scale), bg_color=_WHITE)
