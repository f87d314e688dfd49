"""The levers as flat rows, one a gain, a step and a fall: what CSV is made from."""

from collections.abc import Iterator, Sequence
from typing import Any

from slavery_benchmark.core.reinspection.levers import Levers
from slavery_benchmark.pages.score.build import number
from slavery_benchmark.pages.score.rows import SUBMISSION_COLUMNS, submission_values
from slavery_benchmark.render.data_files import csv_bytes

_BASIS = "arithmetic on a self-assessment, neither a plan nor an inspection result"
COLUMNS = (
    *SUBMISSION_COLUMNS,
    "kind",
    "number",
    "id",
    "criterion",
    "title",
    "cell",
    "share",
    "given",
    "counted",
    "by_reference",
    "to_target",
    "to_top",
    "way",
    "step",
    "before",
    "after",
    "counts_before",
    "counts_after",
    "points",
    "score",
    "band",
    "band_by_score",
    "next_band",
    "missing",
    "steps",
    "falls",
)


def levers_rows(levers: Sequence[Levers], limit: int | None) -> Iterator[dict[str, Any]]:
    """Yield a row for each force, gain, step of the route and fall, with the columns COLUMNS.

    `kind` is force, check, measure, step or fall; `way` of a fall is overall, or the id of the
    limit; `number` counts inside each of these. What a row does not have is None.
    """
    for item in levers:
        start = submission_values(item.force.submission, _BASIS)
        titles = {node.id: node.title for node in _nodes(item)}
        for row in (_force(item), *_gains(item, limit), *_steps(item), *_falls(item)):
            values = {**start, "title": titles.get(row.get("id", "")), **row}
            yield {column: values.get(column) for column in COLUMNS}


def render_levers_csv(levers: Sequence[Levers], limit: int | None) -> bytes:
    """Return the rows as the bytes of a CSV."""
    return csv_bytes(COLUMNS, levers_rows(levers, limit))


def _nodes(levers: Levers) -> Iterator[Any]:
    yield from (check.node for check in levers.force.checks)
    yield from (item.node for item in levers.force.measures)


def _force(levers: Levers) -> dict[str, Any]:
    overall, route, ways = levers.force.overall, levers.route, levers.fragility.ways
    return {
        "kind": "force",
        "score": number(overall.tally.score),
        "band": overall.band,
        "band_by_score": levers.force.uncapped_band,
        "next_band": route.band,
        "missing": float(route.missing) if route.band else None,
        "steps": len(route.steps) or None,
        "falls": len(ways[0].falls) if ways else None,
    }


def _gains(levers: Levers, limit: int | None) -> Iterator[dict[str, Any]]:
    for place, gain in enumerate(levers.gains[:limit], start=1):
        yield {
            "kind": gain.part.value,
            "number": place,
            "id": gain.node.id,
            "criterion": gain.criterion,
            "cell": gain.cell,
            "share": float(gain.share),
            "given": gain.given,
            "counted": gain.counted,
            "by_reference": float(gain.by_reference),
            "to_target": float(gain.to_target),
            "to_top": float(gain.to_top),
        }


def _steps(levers: Levers) -> Iterator[dict[str, Any]]:
    for place, step in enumerate(levers.route.steps, start=1):
        yield {
            "kind": "step",
            "number": place,
            "id": step.check,
            "criterion": step.criterion,
            "step": step.kind.value,
            "counts_before": step.before,
            "counts_after": step.after,
            "points": float(step.worth),
        }


def _falls(levers: Levers) -> Iterator[dict[str, Any]]:
    for way in levers.fragility.ways:
        for place, fall in enumerate(way.falls, start=1):
            yield {
                "kind": "fall",
                "number": place,
                "id": fall.check,
                "criterion": fall.criterion,
                "way": way.limit or way.node,
                "before": fall.before,
                "after": fall.after,
                "counts_before": fall.counts_before,
                "counts_after": fall.counts_after,
                "points": -float(fall.worth),
            }
