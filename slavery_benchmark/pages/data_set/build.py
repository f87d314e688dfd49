"""The summary of a data set as JSON and as CSV."""

from collections.abc import Iterator
from typing import Any, cast

import msgspec

from slavery_benchmark.core.comparing.set_summary import METHOD, Missing, NodeSummary, SetSummary
from slavery_benchmark.core.problems import Severity
from slavery_benchmark.document.blocks import Table
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.pages.data_set.records import (
    SCHEMA_VERSION,
    DataSetResult,
    MissingResult,
    NodeSummaryResult,
    PositionsResult,
    SpreadResult,
    SummaryResult,
)
from slavery_benchmark.pages.data_set.words import BASIS, POSITIONS
from slavery_benchmark.pages.parts import framework_result
from slavery_benchmark.pages.score.build import number

_SPREAD = SpreadResult.__struct_fields__
_MISSING = {why.name.lower(): why for why in Missing}
_POSITIONS = {position.value.replace(" ", "_"): position for position in POSITIONS}
COLUMNS = (
    *("basis", "framework", "edition", "as_of", "complete", "summed_up"),
    *("kind", "id", "parent", "title", "baseline", "with_score", "without_score"),
    *_SPREAD,
    *(f"position_{name}" for name in (*_POSITIONS, "none")),
    "share_at_target",
    *(f"missing_{name}" for name in _MISSING),
)

_COUNTS = ("summed_up", "with_score", "without_score")
_COLUMNS = tuple(
    Column(
        name,
        name,
        Kind.COUNT
        if name in _COUNTS or name.startswith(("position_", "missing_"))
        else Kind.FLAG
        if name == "complete"
        else Kind.NUMBER
        if name in (*_SPREAD, "baseline", "share_at_target")
        else Kind.TEXT,
    )
    for name in COLUMNS
)


def summary_result(summary: SetSummary) -> SummaryResult:
    """Return the summary as data."""
    found, head = summary.overview, summary.overview.head
    return SummaryResult(
        schema_version=SCHEMA_VERSION,
        tool_version=head.tool_version,
        as_of=head.as_of,
        assurance=head.at_least.value,
        basis=BASIS,
        quartiles=METHOD,
        framework=framework_result(head),
        data_set=DataSetResult(
            complete=found.complete,
            parts=found.parts,
            files=found.files,
            files_in_all=found.files_in_all,
            unusable=found.unusable,
            submissions=found.submissions,
            warnings=found.problems[Severity.WARNING],
            errors=found.problems[Severity.ERROR],
        ),
        selection=summary.selection,
        by=cast("Any", summary.by),
        nodes=tuple(map(_node, summary.nodes)),
    )


def data_table(summary: SetSummary) -> Table:
    """Return the summary as records for programs, one a node."""
    records = tuple(_rows(summary_result(summary)))
    return Table(id="summary", title="", columns=_COLUMNS, records=records)


def _node(found: NodeSummary) -> NodeSummaryResult:
    node, spread = found.node, found.spread
    return NodeSummaryResult(
        kind=cast("Any", node.kind),
        id=node.id,
        parent=node.parent,
        title=node.title,
        baseline=float(node.reference),
        with_score=found.with_score,
        without_score=found.without_score,
        missing=MissingResult(**{name: found.missing[why] for name, why in _MISSING.items()}),
        spread=None
        if spread is None
        else SpreadResult(**{name: float(getattr(spread, name)) for name in _SPREAD}),
        positions=PositionsResult(
            **{name: found.positions[position] for name, position in _POSITIONS.items()},
            none=found.not_placed,
        ),
        share_at_target=number(found.share_at_target),
    )


def _rows(result: SummaryResult) -> Iterator[dict[str, Any]]:
    for node in result.nodes:
        spread = {} if node.spread is None else msgspec.structs.asdict(node.spread)
        yield {
            "basis": result.basis,
            "framework": result.framework.id,
            "edition": result.framework.edition,
            "as_of": result.as_of,
            "complete": result.data_set.complete,
            "summed_up": result.selection.summed_up,
            **{name: getattr(node, name) for name in COLUMNS if hasattr(node, name)},
            **{name: spread.get(name) for name in _SPREAD},
            **_named("position", node.positions),
            **_named("missing", node.missing),
        }


def _named(prefix: str, counts: msgspec.Struct) -> dict[str, int]:
    return {f"{prefix}_{name}": count for name, count in msgspec.structs.asdict(counts).items()}
