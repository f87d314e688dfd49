"""The records of a document as data: JSON, CSV in which a spreadsheet finds no formula, Parquet."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import msgspec

from slavery_benchmark.core.text import looks_like_formula
from slavery_benchmark.document.blocks import Document, Paragraph, Table
from slavery_benchmark.document.columns import NUMERIC, Column, Kind, Quantity, value_of

KIND = "kind"
"""The column that says which set of records a row is of, where there are several."""


def render_json(document: Document) -> bytes:
    """Return all records of a document as indented JSON in UTF-8, ended by a newline."""
    return json_bytes(document.records() if document.records else said_of(document))


def said_of(document: Document) -> dict[str, Any]:
    """Return a document without records of its own as plain values: its words and its tables."""
    sections = [
        {
            "title": section.title,
            "said": [block.text for block in section.blocks if isinstance(block, Paragraph)],
            "tables": {
                block.id: list(rows_of(block))
                for block in section.blocks
                if isinstance(block, Table)
            },
        }
        for section in document.sections
    ]
    return {
        "tool_version": document.tool_version,
        "title": document.title,
        "lead": document.lead,
        "standing": document.standing,
        "about": [*document.caveats, *document.about],
        "sections": sections,
    }


def json_bytes(value: Any) -> bytes:
    """Return a value as indented JSON in UTF-8, ended by a newline."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def render_csv(document: Document) -> bytes:
    """Return the tables that are data as one CSV, with the columns of them all."""
    columns, rows = flat(document.data())
    return csv_bytes(columns, rows)


def flat(tables: Iterable[Table]) -> tuple[tuple[str, ...], list[dict[str, Any]]]:
    """Return the names of all columns, in order, and a row for each record of what is data.

    Where there are several sets of records, `kind` says which one a row is of, unless a column of
    that name says more. What a record does not have is None.
    """
    chosen = [table for table in tables if table.data]
    leading = _names(column for table in chosen for column, _ in table.of)
    names = _names(column for table in chosen for column in data_columns(table))
    several = len({table.id for table in chosen}) > 1
    start = (*leading, KIND) if several else leading
    columns = (*start, *(name for name in names if name not in start))
    rows = [
        {**dict.fromkeys(columns), **({KIND: table.id} if several else {}), **row}
        for table in chosen
        for row in rows_of(table)
    ]
    return columns, rows


def data_columns(table: Table) -> tuple[Column, ...]:
    """Return the columns of a table that data hold."""
    return tuple(
        column
        for column in table.columns
        if column.data and column.kind not in (Kind.TRACK, Kind.RANGE)
    )


def _names(columns: Iterable[Column]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(column.key for column in columns))


def rows_of(table: Table) -> Iterator[dict[str, Any]]:
    """Yield a mapping for each record, by the names of the columns, unrounded."""
    start = {column.key: value for column, value in table.of}
    columns = data_columns(table)
    for record in table.records:
        yield start | {column.key: _plain(value_of(record, column.key)) for column in columns}


def _plain(value: Any) -> Any:
    """Return a value as data hold it: a list as text, a fraction as a number, nothing as None."""
    if isinstance(value, Quantity):
        value = value.number
    if isinstance(value, Fraction):
        return float(value)
    if isinstance(value, tuple | list):
        return "; ".join(map(str, value)) or None
    if value is None or isinstance(value, str | int | float | date):
        return value
    return str(value)


def csv_bytes(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Return the rows as CSV in UTF-8 with a byte order mark, which Excel needs.

    Text of which a spreadsheet could make a formula gets an apostrophe in front. Unknown is empty.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_guarded(row[column]) for column in columns])
    return stream.getvalue().encode("utf-8-sig")


def _guarded(value: Any) -> Any:
    if isinstance(value, str) and looks_like_formula(value):
        return f"'{value}"
    return value


def render_parquet(document: Document) -> bytes:
    """Return the tables that are data as Parquet. Raises ImportError without pyarrow."""
    import pyarrow as pa
    from pyarrow import parquet

    tables = tuple(table for table in document.data() if table.data)
    names, rows = flat(tables)
    kinds: dict[str, set[Kind]] = {}
    for column in (column for table in tables for column in _all(table)):
        kinds.setdefault(column.key, set()).add(column.kind)
    fields = []
    for name in names:
        held = {type(row[name]) for row in rows if row[name] is not None}
        found = _arrow_type(pa, kinds.get(name, {Kind.TEXT}), held)
        fields.append((name, found))
        if found == pa.string():
            for row in rows:  # a word among numbers makes text of all, so that none is lost
                row[name] = None if row[name] is None else str(row[name])
    stream = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(rows, schema=pa.schema(fields)), stream)
    return stream.getvalue()


def _all(table: Table) -> Iterator[Column]:
    yield from (column for column, _ in table.of)
    yield from data_columns(table)


def _arrow_type(pa: Any, kinds: set[Kind], held: set[type]) -> Any:
    """Return the type of a column that holds values of these types.

    kinds: those of the columns of this name, of which several tables can have one each. They say
    the type as far as the values fit it, so that it hangs on what a force says as little as it can.
    """
    if held <= {bool} and (held or kinds == {Kind.FLAG}):
        return pa.bool_()
    if held <= {date} and (held or kinds == {Kind.DATE}):
        return pa.date32()
    if held <= {int, float} and (held or kinds <= NUMERIC):
        whole = kinds <= {Kind.COUNT, Kind.LEVEL} and float not in held
        return pa.int64() if whole else pa.float64()
    return pa.string()
