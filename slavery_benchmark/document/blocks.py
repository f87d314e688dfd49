"""What a page is made of, in plain text that only a format turns into anything else.

`detail` marks what a screen shows when it is asked for; a file always holds it.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

from slavery_benchmark.document.columns import Column, Kind, value_of


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph. tone: lead, note, warning or nothing."""

    text: str
    tone: str = ""
    detail: bool = False


class Points(msgspec.Struct, frozen=True):
    """A list of sentences; numbered where their order says something.

    strong: it is what the page is opened for.
    """

    items: tuple[str, ...]
    ordered: bool = False
    detail: bool = False
    strong: bool = False


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """A heading inside a section, and an id where something leads to it."""

    text: str
    level: int = 3
    id: str = ""
    detail: bool = False


class Streamed(msgspec.Struct, frozen=True):
    """So many records that they are made one by one, while they are written."""

    count: int
    records: Callable[[], Iterable[Any]]


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """Records under columns. The first column names the row.

    id: of the set of records; tables of one id are one table in data, told apart by `of`, columns
    with the value that all records of this table share (the force); people see those that are for
    people in a workbook. note: the field of a record that stands under its row on a screen and in a
    last column elsewhere; note_detail: on a screen only when asked for. strong: the field that says
    whether a row stands out. place_by: the field that names the place that a row is, to which cells
    may lead. sheet: its title in a workbook; without one it is on no sheet. called: what people
    call what it is of, which stands in the first column of its sheet (without it the first value of
    `of`). panels: where columns do not fit, they go on in further panels in which so many first
    ones are repeated. data: whether CSV and Parquet hold it. on_page: not where it is only for a
    sheet or for data, as other blocks of the page say the same. limit: how many rows a page shows,
    of all that data hold; first: how many of these a screen shows unless it is asked for all.
    track_note: what the signs of its tracks mean, which stands where they are drawn. streamed: the
    records where they are too many to be held, which only a workbook has. look: for a page: roomy
    (columns of words), answers (the first column is a question) or heat (cells that are compared at
    a glance, under upright heads on a sheet).
    """

    id: str
    title: str = ""
    columns: tuple[Column, ...]
    records: tuple[Any, ...]
    of: tuple[tuple[Column, Any], ...] = ()
    note: str = ""
    note_detail: bool = False
    strong: str = ""
    place_by: str = ""
    notes: tuple[str, ...] = ()
    sheet: str = ""
    about: str = ""
    called: str = ""
    data: bool = True
    on_page: bool = True
    limit: int | None = None
    first: int | None = None
    track_note: str = ""
    streamed: Streamed | None = None
    panels: int = 0
    detail: bool = False
    look: str = ""

    def shown(self, *, detail: bool = True) -> tuple[Column, ...]:
        """Return the columns that people see; with `detail` those on request too."""
        return tuple(
            column
            for column in self.columns
            if column.people
            and (detail or not column.detail)
            and not (column.optional and self._empty(column))
        )

    def on_paper(self) -> tuple[Column, ...]:
        """Return the columns of a page that is no screen: those printed, and no small pictures."""
        return tuple(c for c in self.shown() if c.printed and c.kind is not Kind.TRACK)

    def stands(self) -> bool:
        """Return whether it stands on a page: it is to, and there is something in it."""
        return self.on_page and bool(self.records) and bool(self.shown())

    def short(self) -> bool:
        """Return whether a screen that is not asked for all leaves rows, columns or notes out."""
        return (
            (self.first is not None and len(self.records[: self.limit]) > self.first)
            or any(column.detail and column.printed for column in self.shown())
            or (self.note_detail and any(value_of(item, self.note) for item in self.records))
        )

    def _empty(self, column: Column) -> bool:
        return all(value_of(record, column.key) in (None, "", ()) for record in self.records)


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """A picture of records, and the sentence under it.

    id: letters, digits and hyphens. picture: what is drawn, as values (document/pictures.py).
    title: what it is called where it stands alone. file: the name of its own file, without suffix;
    empty if it has none. narrow: whether it is drawn for a telephone too; else the wide one is
    scrolled. on_page: not where it is only a file, as a table on the page says the same. sheet:
    where it stands in a workbook, which may be the sheet of a table.
    """

    id: str
    picture: Any
    said: str
    title: str = ""
    file: str = ""
    narrow: bool = True
    on_page: bool = True
    sheet: str = "Charts"
    detail: bool = True


class Details(msgspec.Struct, frozen=True, kw_only=True):
    """Blocks that open on request where a format can; elsewhere they stand under their summary.

    printed: open on paper also where a page about many leaves the closed ones out.
    """

    id: str
    summary: str
    blocks: "tuple[Block, ...]"
    aside: str = ""
    printed: bool = False
    detail: bool = True


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One numbered entry of a list: what, how much, and why in sentences."""

    number: int
    title: str
    aside: str
    said: tuple[str, ...]
    small: tuple[str, ...] = ()
    detail: bool = False


Block = Paragraph | Points | Heading | Table | Chart | Details | Entry


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a page under a heading.

    An untitled one goes on with what stands before it, the first ones with the lead. inner: (id,
    words) of its places in the contents. own_page: it begins a page on paper.
    """

    id: str
    title: str = ""
    blocks: tuple[Block, ...]
    inner: tuple[tuple[str, str], ...] = ()
    own_page: bool = False
    detail: bool = False


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A page: its answer first, then the rest.

    lead: the answer, in at most five lines, under `lead_title` where a page has headings.
    standing: in one line, what this is not. subtitle: of what and when, in one line. view: whose
    view of a result it is, and what that leaves out. about: what it was made from, and what a
    reader must know to take it apart. run: in one line, which result it is, which stands in the
    files of charts too. caveats: what must be known of the whole (a result that was edited).
    records: makes all of it one value, which JSON holds;
    without it JSON holds the words and tables of the page. data_tables: makes the tables of CSV and
    Parquet, where they are others than those of the page. subject: what a file is called in its
    properties. single: about one thing, so that on paper all of it is open.
    """

    title: str
    lead: tuple[str, ...]
    standing: str
    sections: tuple[Section, ...]
    lead_title: str = "In short"
    subtitle: str = ""
    view: str = ""
    records: Callable[[], Any] | None = None
    data_tables: "Callable[[], Iterable[Table]] | None" = None
    about: tuple[str, ...] = ()
    run: str = ""
    caveats: tuple[str, ...] = ()
    single: bool = True
    subject: str = ""
    tool_version: str = ""

    def tables(self) -> Iterable[Table]:
        """Yield every table, in the order of the page."""
        return (block for block in self.blocks() if isinstance(block, Table))

    def data(self) -> Iterable[Table]:
        """Yield the tables that CSV and Parquet hold."""
        if self.data_tables is not None:
            return self.data_tables()
        return (table for table in self.tables() if table.data)

    def charts(self) -> Iterable[Chart]:
        """Yield every chart, in the order of the page."""
        return (block for block in self.blocks() if isinstance(block, Chart))

    def blocks(self) -> Iterable[Block]:
        """Yield every block, those inside others after them."""
        for section in self.sections:
            yield from _within(section.blocks)


def _within(blocks: Sequence[Block]) -> Iterable[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Details):
            yield from _within(block.blocks)


def paragraphs(texts: Iterable[str], tone: str = "", *, detail: bool = False) -> tuple[Block, ...]:
    """Return a paragraph for each text that is not empty."""
    return tuple(Paragraph(text, tone, detail) for text in texts if text)
