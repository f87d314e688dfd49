"""The visit lists as flat rows, one an entry and one a case to read: what CSV is made from."""

from collections.abc import Iterator
from typing import Any

from slavery_benchmark.core.case_sample import CaseSample
from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.report import Report
from slavery_benchmark.core.visit_all import ForceVisit, VisitLists
from slavery_benchmark.pages.score.rows import SUBMISSION_COLUMNS, submission_values
from slavery_benchmark.render.data_files import csv_bytes
from slavery_benchmark.render.own_cases import rung_sentence
from slavery_benchmark.render.visit_case_words import cases_lines
from slavery_benchmark.render.visit_reasons import reason
from slavery_benchmark.render.visit_sample_words import Samples, look_for
from slavery_benchmark.render.visit_words import STANDING, action

COLUMNS = (
    *SUBMISSION_COLUMNS,
    "kind",
    "number",
    "rank",
    "group",
    "why",
    "id",
    "criterion",
    "title",
    "reason",
    "action",
    "cells",
    "cases",
    "weight",
    "gap",
    "priority",
    "case",
    "row",
    "look_for",
)


def visit_rows(
    report: Report,
    lists: VisitLists,
    samples: Samples,
    limit: int | None,
) -> Iterator[dict[str, Any]]:
    """Yield one row for each entry, and for each case to read, with the columns COLUMNS.

    `kind` is entry or case; `group` of a case is its stratum. `rank` is an entry's place among
    those of all forces; one of an invented force has none among real ones. What a row does not have
    is None.
    """
    ranks = lists.ranks()
    basis = f"{STANDING} {rung_sentence(report.at_least)}".rstrip()
    for place, visit in enumerate(lists.forces):
        start = submission_values(visit.force.submission, basis)
        rows = [
            {**row, "rank": ranks.get((place, at))}
            for at, row in enumerate(_entries(visit, report.framework, limit))
        ]
        rows += _drawn(samples[place] if samples else None, report.framework)
        for row in rows:
            yield {column: {**start, **row}.get(column) for column in COLUMNS}


def _entries(
    visit: ForceVisit, framework: Framework, limit: int | None
) -> Iterator[dict[str, Any]]:
    for number, entry in enumerate(visit.entries[:limit], start=1):
        yield {
            "kind": "entry",
            "number": number,
            "group": entry.group.value,
            "why": entry.why.value,
            "id": entry.node,
            "criterion": entry.criterion,
            "title": entry.title,
            "reason": reason(entry, visit.force, framework),
            "action": action(entry),
            "cells": "; ".join(entry.cells),
            "cases": "; ".join(cases_lines(entry, framework)),
            "weight": float(entry.weight),
            "gap": float(entry.gap),
            "priority": float(entry.priority),
        }


def _drawn(sample: CaseSample | None, framework: Framework) -> Iterator[dict[str, Any]]:
    for number, item in enumerate(sample.cases if sample else (), start=1):
        yield {
            "kind": "case",
            "number": number,
            "group": item.stratum.value,
            "case": item.case.number,
            "row": item.case.row,
            "look_for": look_for(item, framework),
        }


def render_visit_csv(
    report: Report,
    lists: VisitLists,
    samples: Samples,
    limit: int | None,
) -> bytes:
    """Return the rows as the bytes of a CSV."""
    return csv_bytes(COLUMNS, visit_rows(report, lists, samples, limit))
