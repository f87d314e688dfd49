"""Parts: rows as the bytes of a Parquet file, the same bytes for the same rows."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from slavery_benchmark.data_set.columns import (
    files_schema,
    kind_of,
    problems_schema,
    scores_schema,
)
from slavery_benchmark.data_set.lines import Line, file_row

if TYPE_CHECKING:
    import pyarrow as pa

Rows = Sequence[Mapping[str, Any]]


def by_period(lines: Sequence[Line]) -> dict[str, list[Mapping[str, Any]]]:
    """Return the rows of the scores by period, in the order of the files."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for line in lines:
        for item in line.sent:
            found.setdefault(item.period, []).extend(item.rows)
    return dict(sorted(found.items()))


def scores_bytes(rows: Rows) -> bytes:
    """Return rows of scores as a part. Days are text, as they stand in the journal."""
    import pyarrow as pa

    schema = scores_schema()
    columns: dict[str, list[Any]] = {name: [None] * len(rows) for name in schema.names}
    for place, row in enumerate(rows):
        for name, value in row.items():  # a row holds only what is known: a third of the columns
            if name in columns:
                columns[name][place] = value
    arrays = []
    for field in schema:
        values = columns[field.name]
        if kind_of(field.name) == "date":
            arrays.append(pa.array(values, pa.string()).cast(field.type))
        else:
            arrays.append(pa.array(values, field.type))
    return _parquet(pa.Table.from_arrays(arrays, schema=schema))


def problems_bytes(rows: Rows) -> bytes:
    """Return problems as a part; what is not said is missing."""
    return _of(rows, problems_schema())


def files_bytes(lines: Sequence[Line], part: int) -> bytes:
    """Return the list of the files of a part."""
    return _of([file_row(line, part) for line in lines], files_schema())


def _of(rows: Rows, schema: "pa.Schema") -> bytes:
    import pyarrow as pa

    arrays = [pa.array([row.get(f.name) for row in rows], f.type) for f in schema]
    return _parquet(pa.Table.from_arrays(arrays, schema=schema))


def _parquet(table: "pa.Table") -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    stream = pa.BufferOutputStream()
    pq.write_table(table, stream, compression="zstd", version="2.6", row_group_size=2**20)
    content: bytes = stream.getvalue().to_pybytes()
    return content
