"""The font of pictures: Arimo, which comes with the tool, and how wide its characters are."""

import struct
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

FAMILIES = "Arimo, Liberation Sans, Arial, Helvetica, sans-serif"
"""What text is to be written in: Arimo, or what a browser has that is as wide."""
_FOLDER = Path(__file__).parent / "fonts"
REGULAR, BOLD = _FOLDER / "Arimo-Regular.ttf", _FOLDER / "Arimo-Bold.ttf"
_EM = 1000


@cache
def advances(font: Path) -> dict[str, float]:
    """Return the advance width of every character of a TrueType font, in thousandths of its size.

    Only of fonts such as ours: with characters up to U+FFFF, in a table of format 4.
    """
    data = font.read_bytes()
    tables = _tables(data)
    (unit,) = struct.unpack_from(">H", data, tables[b"head"] + 18)
    (count,) = struct.unpack_from(">H", data, tables[b"hhea"] + 34)
    widths = struct.unpack_from(f">{2 * count}H", data, tables[b"hmtx"])[::2]
    glyphs = _glyphs(data, tables[b"cmap"])
    # the last width is that of all glyphs after it
    return {char: widths[min(glyph, count - 1)] * _EM / unit for char, glyph in glyphs.items()}


def _tables(data: bytes) -> dict[bytes, int]:
    """Return where each table of a font begins."""
    (count,) = struct.unpack_from(">H", data, 4)
    entries = struct.iter_unpack(">4s4xI4x", data[12 : 12 + 16 * count])
    return dict(entries)


def _glyphs(data: bytes, table: int) -> dict[str, int]:
    """Return the number of the glyph of each character."""
    (count,) = struct.unpack_from(">H", data, table + 2)
    listed = struct.iter_unpack(">4xI", data[table + 4 : table + 4 + 8 * count])
    start = next(table + at for (at,) in listed if data[table + at : table + at + 2] == b"\0\4")
    (twice,) = struct.unpack_from(">H", data, start + 6)
    shape = f">{twice // 2}H"
    firsts = start + 16 + twice
    offsets = firsts + 2 * twice
    segments = zip(
        struct.unpack_from(shape, data, firsts),
        struct.unpack_from(shape, data, start + 14),
        struct.unpack_from(shape, data, firsts + twice),
        struct.unpack_from(shape, data, offsets),
        range(offsets, offsets + twice, 2),
        strict=True,
    )
    return dict(chain.from_iterable(_segment(data, *segment) for segment in segments))


def _segment(
    data: bytes, first: int, last: int, delta: int, offset: int, at: int
) -> Iterator[tuple[str, int]]:
    """Yield neighbouring characters with their glyphs: by a difference, or looked up in a list."""
    for code in range(first, min(last, 0xFFFE) + 1):
        glyph = code
        if offset:
            (glyph,) = struct.unpack_from(">H", data, at + offset + 2 * (code - first))
        if glyph:
            yield chr(code), (glyph + delta) % 0x10000
