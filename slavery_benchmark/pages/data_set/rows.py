"""The summary of a data set as records for programs, one a node."""

from collections.abc import Iterator
from typing import Any

from msgspec.structs import asdict

from slavery_benchmark.document.blocks import Table
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.pages.data_set.records import (
    MissingResult,
    PositionsResult,
    SpreadResult,
    SummaryResult,
)


def _columns(kind: Kind, *names: str) -> Iterator[Column]:
    return (Column(name, name, kind) for name in names)


_COLUMNS = (
    *_columns(Kind.TEXT, "basis", "framework", "edition", "as_of"),
    *_columns(Kind.FLAG, "complete"),
    *_columns(Kind.COUNT, "summed_up"),
    *_columns(Kind.TEXT, "kind", "id", "parent", "title"),
    *_columns(Kind.NUMBER, "baseline"),
    *_columns(Kind.COUNT, "with_score", "without_score"),
    *_columns(Kind.NUMBER, *SpreadResult.__struct_fields__),
    *_columns(Kind.COUNT, *(f"position_{name}" for name in PositionsResult.__struct_fields__)),
    *_columns(Kind.NUMBER, "share_at_target"),
    *_columns(Kind.COUNT, *(f"missing_{name}" for name in MissingResult.__struct_fields__)),
)


def data_table(result: SummaryResult) -> Table:
    """Return the summary as records for programs, one a node."""
    return Table(id="summary", columns=_COLUMNS, records=tuple(_rows(result)))


def _rows(result: SummaryResult) -> Iterator[dict[str, Any]]:
    for node in result.nodes:
        yield {
            "basis": result.basis,
            "framework": result.framework.id,
            "edition": result.framework.edition,
            "as_of": result.as_of,
            "complete": result.data_set.complete,
            "summed_up": result.selection.summed_up,
            **asdict(node),
            **(asdict(node.spread) if node.spread else {}),
            **{f"position_{name}": count for name, count in asdict(node.positions).items()},
            **{f"missing_{name}": count for name, count in asdict(node.missing).items()},
        }
