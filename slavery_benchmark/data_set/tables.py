"""The tables of a data set: their columns, the same in every part, and rows as a Parquet file."""

from collections.abc import Mapping, Sequence
from functools import cache
from types import GenericAlias
from typing import TYPE_CHECKING, Any

from slavery_benchmark.data_set.lines import FileRow
from slavery_benchmark.pages.score.rows import COLUMNS, DATES, NUMBERS, WHOLE, YES_OR_NO

if TYPE_CHECKING:
    import pyarrow as pa

PROBLEM_COLUMNS = (
    *("file", "cell", "problem", "severity", "found", "expected", "line"),
    *("force", "code", "period"),
)
"""`problem` is the code of the problem, `code` that of the force, `line` all of it in words."""
FILE_COLUMNS = FileRow.__struct_fields__
"""One row an input file; the last five are lists, with a place for each submission in the file."""
_KINDS = (
    (NUMBERS, "float64", "float64", "float64"),
    (WHOLE, "int64", "int64", "Int64"),
    (YES_OR_NO, "bool", "bool", "boolean"),
    (DATES, "timestamp[ms]", "datetime", "datetime64[ms]"),
    (COLUMNS, "string", "unicode", "object"),
)
"""Columns of the scores, their type in Parquet, and what pandas calls it and makes of it."""


@cache
def scores_schema() -> "pa.Schema":
    """Return the schema of the scores: the columns of `nodes_frame`, with its types for pandas."""
    import msgspec
    import pyarrow as pa

    fields, columns = [], []
    for name in COLUMNS:
        kind, plain, numpy = next(kinds for among, *kinds in _KINDS if name in among)
        fields.append(pa.field(name, pa.type_for_alias(kind)))
        column = {"name": name, "field_name": name, "pandas_type": plain, "numpy_type": numpy}
        columns.append({**column, "metadata": None})
    said = {"index_columns": [], "column_indexes": [], "columns": columns, "pandas_version": "2.2"}
    return pa.schema(fields, metadata={b"pandas": msgspec.json.encode(said)})


@cache
def problems_schema() -> "pa.Schema":
    """Return the schema of the problems."""
    import pyarrow as pa

    return pa.schema([(name, pa.string()) for name in PROBLEM_COLUMNS])


@cache
def files_schema() -> "pa.Schema":
    """Return the schema of the list of files."""
    import pyarrow as pa

    plain = {int: pa.int64(), bool: pa.bool_()}
    return pa.schema(
        [
            (name, pa.list_(plain.get(kind.__args__[0], pa.string())))
            if isinstance(kind, GenericAlias)
            else (name, plain.get(kind, pa.string()))
            for name, kind in FileRow.__annotations__.items()
        ]
    )


def part_bytes(rows: Sequence[Mapping[str, Any]], schema: "pa.Schema") -> bytes:
    """Return rows as a part, the same bytes for the same rows. What they do not say is missing.

    Days are text, as they stand in the journal.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    days = [pa.types.is_timestamp(field.type) for field in schema]
    plain = [
        field.with_type(pa.string()) if day else field
        for field, day in zip(schema, days, strict=True)
    ]
    table = pa.Table.from_pylist(rows, schema=pa.schema(plain)).cast(schema)
    stream = pa.BufferOutputStream()
    pq.write_table(table, stream, compression="zstd", version="2.6", row_group_size=2**20)
    content: bytes = stream.getvalue().to_pybytes()
    return content
