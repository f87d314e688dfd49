"""What every chart is given beside its data: an id, words, and how wide it is laid out."""

from enum import IntEnum

import msgspec


class Layout(IntEnum):
    """The widths a chart is laid out for, in pixels at its own size.

    Wide fills the width of an A4 page; narrow a telephone's, with labels above what they belong to.
    Text has the same size in both, so neither is to be scaled down much.
    """

    WIDE = 680
    NARROW = 340


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """What a chart is called and where it stands.

    id: begins every id in the chart; letters, digits and hyphens, used once on a page.
    description: what the chart shows, in words; each chart has words of its own if this is empty.
    standalone: for a file: title, note and a white ground are drawn into the picture.
    """

    id: str
    title: str
    description: str = ""
    note: str = ""
    layout: Layout = Layout.WIDE
    standalone: bool = False

    @property
    def narrow(self) -> bool:
        """Whether the chart is laid out for a telephone."""
        return self.layout is Layout.NARROW
