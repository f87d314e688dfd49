"""The columns of each table, with the same types in every part, and what pandas makes of them."""

from functools import cache
from typing import TYPE_CHECKING, Any

from slavery_benchmark.pages.score.rows import COLUMNS, DATES, NUMBERS, WHOLE, YES_OR_NO

if TYPE_CHECKING:
    import pyarrow as pa

PROBLEM_COLUMNS = (
    *("file", "cell", "problem", "severity", "found", "expected", "line"),
    *("force", "code", "period"),
)
"""`problem` is the code of the problem, `code` that of the force, `line` all of it in words."""
FILE_COLUMNS = (
    *("part", "file", "sha256", "outcome", "submissions"),
    *("force", "code", "fictional", "period", "workbook_sha256"),
)
"""One row an input file; the last five are lists, with a place for each submission in the file."""
_PANDAS = {
    "text": ("unicode", "object"),
    "number": ("float64", "float64"),
    "whole": ("int64", "Int64"),
    "yes or no": ("bool", "boolean"),
    "date": ("datetime", "datetime64[ms]"),
}


def kind_of(column: str) -> str:
    """Return what a column of the scores holds: text, number, whole, yes or no, or date."""
    for kind, columns in (
        ("number", NUMBERS),
        ("whole", WHOLE),
        ("yes or no", YES_OR_NO),
        ("date", DATES),
    ):
        if column in columns:
            return kind
    return "text"


@cache
def scores_schema() -> "pa.Schema":
    """Return the schema of the scores: the columns of `nodes_frame`, with its types for pandas."""
    import msgspec
    import pyarrow as pa

    types: dict[str, Any] = {
        "text": pa.string(),
        "number": pa.float64(),
        "whole": pa.int64(),
        "yes or no": pa.bool_(),
        "date": pa.timestamp("ms"),
    }
    columns = []
    for column in COLUMNS:
        plain, numpy = _PANDAS[kind_of(column)]
        columns.append(
            {
                "name": column,
                "field_name": column,
                "pandas_type": plain,
                "numpy_type": numpy,
                "metadata": None,
            }
        )
    said = {"index_columns": [], "column_indexes": [], "columns": columns, "pandas_version": "2.2"}
    fields = [pa.field(column, types[kind_of(column)]) for column in COLUMNS]
    return pa.schema(fields, metadata={b"pandas": msgspec.json.encode(said)})


@cache
def problems_schema() -> "pa.Schema":
    """Return the schema of the problems."""
    import pyarrow as pa

    return pa.schema([pa.field(column, pa.string()) for column in PROBLEM_COLUMNS])


@cache
def files_schema() -> "pa.Schema":
    """Return the schema of the list of files."""
    import pyarrow as pa

    types: dict[str, Any] = {
        "part": pa.int64(),
        "submissions": pa.int64(),
        "force": pa.list_(pa.string()),
        "code": pa.list_(pa.string()),
        "fictional": pa.list_(pa.bool_()),
        "period": pa.list_(pa.string()),
        "workbook_sha256": pa.list_(pa.string()),
    }
    return pa.schema([pa.field(column, types.get(column, pa.string())) for column in FILE_COLUMNS])
