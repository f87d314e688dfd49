"""A table of records as cells: what each says, how it looks, where it leads."""

import re
from typing import Any

import msgspec

from slavery_benchmark.document.blocks import Table
from slavery_benchmark.document.columns import (
    Column,
    Kind,
    signs_of,
    signs_said,
    text_of,
    tone_of,
    value_of,
)
from slavery_benchmark.formats.html.places import Places

_TONE = re.compile("[a-z-]+")
_NOTE = Column("note", "Note", look="evidence")


class Cell(msgspec.Struct, frozen=True):
    """One cell. sign: not read out. unseen: read out, not seen."""

    text: str
    look: str = ""
    sign: str = ""
    to: str = ""
    unseen: str = ""


class Row(msgspec.Struct, frozen=True):
    """The cells of a record, and the id of the place that it is."""

    strong: bool
    anchor: str
    cells: tuple[Cell, ...]


class Laid(msgspec.Struct, frozen=True, kw_only=True):
    """A table as it stands on the page, without columns in which no row says anything."""

    columns: tuple[Column, ...]
    looks: tuple[str, ...]
    rows: tuple[Row, ...]
    rest: int


def laid(table: Table, places: Places) -> Laid:
    """Return the cells of the rows that a page shows."""
    records = table.records[: table.limit]
    columns = list(table.on_paper())
    if table.note:
        columns.append(msgspec.structs.replace(_NOTE, key=table.note))
    looks = [_look(column) for column in columns]
    rows = [
        [_cell(record, column, look, places) for column, look in zip(columns, looks, strict=True)]
        for record in records
    ]
    kept = [
        place
        for place in range(len(columns))
        if not place or any(row[place].text or row[place].sign for row in rows)
    ]
    return Laid(
        columns=tuple(columns[place] for place in kept),
        looks=tuple(looks[place] for place in kept),
        rows=tuple(
            Row(
                bool(table.strong and value_of(record, table.strong)),
                places.take(value_of(record, table.place_by)) if table.place_by else "",
                tuple(row[place] for place in kept),
            )
            for record, row in zip(records, rows, strict=True)
        ),
        rest=len(table.records) - len(records),
    )


def _look(column: Column) -> str:
    """Return the classes of all cells of a column."""
    parts = (
        "num" if column.numeric else "",
        "whole" if column.whole_words or column.kind in (Kind.RANGE, Kind.DATE) else "",
        column.look,
    )
    return " ".join(filter(None, parts))


def _cell(record: Any, column: Column, look: str, places: Places) -> Cell:
    tone = tone_of(record, column)
    tone = tone if _TONE.fullmatch(tone) else ""
    return Cell(
        text_of(value_of(record, column.key), column),
        f"{look} {tone}".strip() if tone else look,
        signs_of(record, column).strip(),
        places.of(value_of(record, column.to_by)) if column.to_by else "",
        signs_said(record, column),
    )
