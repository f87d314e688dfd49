"""What has changed as flat rows, one a force, criterion and comparison: what CSV is made from."""

from collections.abc import Iterator
from typing import Any

from slavery_benchmark.core.reinspection.change import CriterionChange
from slavery_benchmark.core.reinspection.progress import Compared, ProgressReport
from slavery_benchmark.core.scores import NodeScore
from slavery_benchmark.pages.score.build import number
from slavery_benchmark.render.data_files import csv_bytes
from slavery_benchmark.render.progress.rows import (
    FIRST,
    PREVIOUS,
    falls,
    fell_while_held,
    is_usable,
    went_down,
)

_BASIS = "change against own earlier self-assessment, not an inspection result"
COLUMNS = (
    "force",
    "code",
    "fictional",
    "basis",
    "since",
    "then_period_start",
    "then_period_end",
    "then_file",
    "then_edition",
    "now_period_start",
    "now_period_end",
    "now_file",
    "now_edition",
    "criterion",
    "title",
    "theme",
    "disposition",
    "then_score",
    "then_coverage",
    "then_usable",
    "now_score",
    "now_coverage",
    "now_usable",
    "change",
    "like_for_like",
    "by_coverage_alone",
    "progress",
    "evidence_alone",
    "lower_while_held",
    "fell",
    "not_compared",
    "position_2017",
)


def progress_rows(report: ProgressReport) -> Iterator[dict[str, Any]]:
    """Yield one row for each force, comparison and criterion, with the columns COLUMNS.

    A force with two submissions has rows since the previous one alone, as the first is the same.
    """
    for force in report.forces:
        several = len(force.history.cycles) > 2
        spans = [(PREVIOUS, force.since_previous)]
        spans += [(FIRST, force.since_first)] if several else []
        for since, compared in spans:
            if compared is None:
                continue
            start = {
                "force": force.history.force,
                "code": force.history.code,
                "fictional": force.history.fictional,
                "basis": _BASIS,
                "since": since,
                **_ends(compared),
            }
            for item in compared.change.criteria:
                yield {**start, **_criterion(compared, item)}


def _ends(compared: Compared) -> dict[str, Any]:
    change = compared.change
    found: dict[str, Any] = {}
    for name, cycle in (("then", change.earlier), ("now", change.later)):
        found[f"{name}_period_start"] = cycle.start
        found[f"{name}_period_end"] = cycle.end
        found[f"{name}_file"] = cycle.score.submission.source.file
        found[f"{name}_edition"] = cycle.framework.identity.edition
    return found


def _criterion(compared: Compared, item: CriterionChange) -> dict[str, Any]:
    change = compared.change
    position = change.later.score.node(item.criterion).position
    down = falls(change, item.criterion) if went_down(item) else []
    return {
        "criterion": item.criterion,
        "title": item.title,
        "theme": item.theme,
        "disposition": item.disposition.value,
        **_node("then", item.then),
        **_node("now", item.now),
        "change": number(item.change),
        "like_for_like": number(item.like_for_like),
        "by_coverage_alone": item.by_coverage_alone,
        "progress": number(item.progress),
        "evidence_alone": item.evidence_alone,
        "lower_while_held": fell_while_held(item),
        "fell": " ".join(part.id for part in down) or None,
        "not_compared": " ".join(item.not_compared) or None,
        "position_2017": position.value if position else None,
    }


def _node(name: str, node: NodeScore | None) -> dict[str, Any]:
    return {
        f"{name}_score": number(node.tally.score) if node else None,
        f"{name}_coverage": number(node.tally.coverage) if node else None,
        f"{name}_usable": is_usable(node),
    }


def render_progress_csv(report: ProgressReport) -> bytes:
    """Return the rows as the bytes of a CSV."""
    return csv_bytes(COLUMNS, progress_rows(report))
