"""What a page is made of: sections of blocks, in plain text that only the template turns to HTML.

Nothing here is markup but the drawing of a chart, which the charts escape themselves.
"""

from collections.abc import Sequence
from typing import ClassVar

import msgspec


class Cell(msgspec.Struct, frozen=True):
    """One cell of a table.

    tone: a name of the style sheet, for what the text itself says in words or by a mark. mark: a
    symbol before the text, not read out. to: the id of the place on the page that it leads to.
    number: what figure of the result it shows (`0 INV-01 score`), for whoever checks it.
    unseen: text for screen readers alone, after the text.
    """

    text: str
    tone: str = ""
    mark: str = ""
    to: str = ""
    number: str = ""
    unseen: str = ""


class Column(msgspec.Struct, frozen=True):
    """A column: its heading, whether it holds numbers, and its heading in full where it is cut."""

    head: str
    numeric: bool = False
    whole: str = ""


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A table. The first cell of each row names the row."""

    kind: ClassVar[str] = "table"
    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    style: str = ""

    def lean(self) -> "Table":
        """Return the table without columns in which no row has anything."""
        kept = [
            place
            for place in range(len(self.columns))
            if not place or any(row[place].text for row in self.rows)
        ]
        return msgspec.structs.replace(
            self,
            columns=tuple(self.columns[place] for place in kept),
            rows=tuple(tuple(row[place] for place in kept) for row in self.rows),
        )


class Para(msgspec.Struct, frozen=True):
    """A paragraph. tone: lead, note or warning."""

    kind: ClassVar[str] = "para"
    text: str
    tone: str = ""


class Points(msgspec.Struct, frozen=True):
    """A list of sentences; numbered where their order says something."""

    kind: ClassVar[str] = "points"
    items: tuple[str, ...]
    style: str = ""
    ordered: bool = False


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """A heading inside a section: level 3 or 4, and an id where something leads to it."""

    kind: ClassVar[str] = "heading"
    text: str
    level: int = 3
    id: str = ""


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """A chart as SVG that is safe as it stands, and the sentence under it.

    narrow: the same for a telephone, empty where the wide one is to be scrolled.
    """

    kind: ClassVar[str] = "chart"
    id: str
    svg: str
    narrow: str
    said: str


class Details(msgspec.Struct, frozen=True, kw_only=True):
    """Blocks that open on request. The id stands inside, so that a link to it opens them.

    printed: on paper it is open, also where a page about many forces leaves the closed ones out.
    """

    kind: ClassVar[str] = "details"
    id: str
    summary: str
    blocks: "tuple[Block, ...]"
    aside: str = ""
    printed: bool = False


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One numbered entry of a list: what, how much, and why in sentences."""

    kind: ClassVar[str] = "entry"
    number: int
    title: str
    aside: str
    said: tuple[str, ...]
    small: tuple[str, ...] = ()


Block = Table | Para | Points | Heading | Chart | Details | Entry


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the page with a heading of its own; `inner` are its places in the contents."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    inner: tuple[tuple[str, str], ...] = ()
    own_page: bool = False


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The page: its head, its first section (what comes first), the others, its foot."""

    title: str
    about: str
    standing: str
    view: str
    single: bool
    first: Section
    sections: tuple[Section, ...]
    foot: tuple[str, ...]


def texts(*items: str, tone: str = "") -> tuple[Cell, ...]:
    """Return cells that hold nothing but text."""
    return tuple(Cell(item, tone) for item in items)


def paras(items: Sequence[str], tone: str = "") -> tuple[Para, ...]:
    """Return a paragraph for each text that is not empty."""
    return tuple(Para(item, tone) for item in items if item)
