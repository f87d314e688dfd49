"""From a data set to its workbook: the submissions are read part by part while it is packed."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from slavery_benchmark.core.comparing.set_summary import Overview
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.problems import Severity
from slavery_benchmark.core.scoring.scores import OVERALL
from slavery_benchmark.data_set import layout
from slavery_benchmark.data_set.layout import DataSetError
from slavery_benchmark.data_set.read import first_problems, read_part, score_parts
from slavery_benchmark.data_set.summary import Chosen, summarise
from slavery_benchmark.data_set.tables import scores_schema

_COLUMNS = (
    *("force", "code", "fictional", "period_start", "period_end", "file", "kind", "id"),
    *("score", "claimed", "low", "high", "coverage", "excused", "position", "band"),
)


def workbook_of(folder: Path) -> tuple[Overview, bytes]:
    """Return what a data set holds, and its workbook. DataSetError if it cannot be read."""
    from slavery_benchmark.document.blocks import Streamed
    from slavery_benchmark.formats import written
    from slavery_benchmark.pages.data_set.export import Given, set_export_page

    summary = summarise(folder, "criterion")
    found = summary.overview
    problems = first_problems(folder, complete=found.complete)
    order = list(reversed(Severity))
    problems.sort(key=lambda item: (order.index(Severity(item.severity)), -item.count))
    given = Given(
        problems=problems,
        submissions=Streamed(found.submissions, lambda: _records(folder, found.head.framework)),
        manifest_sha256=hashlib.sha256((folder / layout.MANIFEST).read_bytes()).hexdigest(),
    )
    try:
        return found, written(set_export_page(summary, given), "xlsx")
    except ValueError as error:  # parts that were changed by hand
        raise DataSetError(f"{folder} cannot be exported: {error}.") from None


def _records(folder: Path, framework: Framework) -> Iterator[dict[str, Any]]:
    """Yield a record for each submission."""
    themes = [theme.id for theme in framework.themes]
    chosen = Chosen(folder, None)
    for period, path in score_parts(folder):
        for nodes in _submissions(path):
            yield _record(nodes, period, chosen, themes)


def _submissions(path: Path) -> Iterator[dict[str, dict[str, Any]]]:
    """Yield the nodes of each submission in a part by their id; the whole comes first of each."""
    import pyarrow as pa
    import pyarrow.compute as pc

    table = read_part(path, _COLUMNS, scores_schema())
    table = table.filter(pc.is_in(table.column("kind"), pa.array(["overall", "theme"])))
    nodes: dict[str, dict[str, Any]] = {}
    for row in table.to_pylist():
        if row["id"] == OVERALL and nodes:
            yield nodes
            nodes = {}
        nodes[row["id"]] = row
    if nodes:
        yield nodes


def _record(
    nodes: dict[str, dict[str, Any]], period: str, chosen: Chosen, themes: list[str]
) -> dict[str, Any]:
    from slavery_benchmark.pages.data_set.export import submission_record

    start, end = layout.period_of(period)
    try:
        whole = nodes[OVERALL]
        taken = chosen.takes(whole["force"], whole["code"], period, invented=whole["fictional"])
        return submission_record(nodes, themes, {"start": start, "end": end, "taken": taken})
    except KeyError as error:
        raise DataSetError(f"A submission has no row for {error}.") from None
