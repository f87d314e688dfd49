"""Tables whose rows are put together cell by cell, as tables of records that every format takes."""

from collections.abc import Sequence
from typing import Any

import msgspec

from slavery_benchmark.document.blocks import Table
from slavery_benchmark.document.columns import Column, Kind, Mark


class Cell(msgspec.Struct, frozen=True):
    """One cell of a table.

    tone: what formats style, for what the text itself says in words or by a mark. mark: a sign
    before the text, not read out. to: the place on the page that it leads to. number: what figure
    of the result it shows (`0 INV-01 score`), for whoever checks it. unseen: read out, not seen.
    """

    text: str
    tone: str = ""
    mark: str = ""
    to: str = ""
    number: str = ""
    unseen: str = ""


class Head(msgspec.Struct, frozen=True):
    """The head of a column: its name, whether it holds numbers, its name in full if it is cut."""

    head: str
    numeric: bool = False
    whole: str = ""


def table_of(
    *,
    id: str,  # noqa: A002 - what it is everywhere
    caption: str,
    columns: Sequence[Head],
    rows: Sequence[Sequence[Cell]],
    notes: Sequence[str] = (),
    look: str = "",
) -> Table:
    """Return a table of these cells. The first cell of each row names the row."""
    marks = _marks(rows)
    return Table(
        id=id,
        title=caption,
        columns=tuple(_column(place, head, marks) for place, head in enumerate(columns)),
        records=tuple(_record(row) for row in rows),
        notes=tuple(notes),
        look=look,
        sheet=caption,
        data=False,
    )


def _column(place: int, head: Head, marks: dict[str, Mark]) -> Column:
    key = f"c{place}"
    return Column(
        key,
        head.head,
        Kind.NUMBER if head.numeric else Kind.TEXT,
        whole=head.whole,
        marks=marks,
        marked_by=f"{key} mark",
        tone_by=f"{key} tone",
        to_by=f"{key} to",
        figure_by=f"{key} number",
        blank="",
    )


def _marks(rows: Sequence[Sequence[Cell]]) -> dict[str, Mark]:
    """Return a mark for each sign, and each word that is read out, in these cells."""
    return {
        _mark_key(cell): Mark(cell.mark, cell.tone, cell.unseen)
        for row in rows
        for cell in row
        if cell.mark or cell.unseen
    }


def _mark_key(cell: Cell) -> str:
    return f"{cell.mark} {cell.tone} {cell.unseen}" if cell.mark or cell.unseen else ""


def _record(row: Sequence[Cell]) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for place, cell in enumerate(row):
        key = f"c{place}"
        record[key] = cell.text
        found = {
            "mark": _mark_key(cell),
            "tone": cell.tone,
            "to": cell.to,
            "number": cell.number,
        }
        record |= {f"{key} {name}": value for name, value in found.items() if value}
    return record


def texts(*items: str, tone: str = "") -> tuple[Cell, ...]:
    """Return cells that hold nothing but text."""
    return tuple(Cell(item, tone) for item in items)
