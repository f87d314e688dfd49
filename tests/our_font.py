"""What gives a program that draws words our font and no other: it then does alike everywhere."""

import os
from pathlib import Path

from slavery_benchmark.formats.charts.font import REGULAR

_SETTINGS = "<fontconfig><dir>{}</dir><cachedir>{}</cachedir></fontconfig>"


def with_our_font(folder: Path) -> dict[str, str]:
    """Return an environment for a program on Linux, where a machine may have no font at all.

    The settings of fonts are written into `folder`.
    """
    settings = folder / "fonts.conf"
    settings.write_text(_SETTINGS.format(REGULAR.parent, folder), encoding="utf-8")
    return {**os.environ, "FONTCONFIG_FILE": str(settings)}
