"""The visit lists as flat rows, one an entry and one a case to read: what CSV is made from."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from slavery_benchmark.core.case_sample import CaseSample
from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.report import Report
from slavery_benchmark.core.visit_all import ForceVisit, VisitLists
from slavery_benchmark.render.visit_case_words import cases_lines
from slavery_benchmark.render.visit_reasons import reason
from slavery_benchmark.render.visit_sample_words import look_for
from slavery_benchmark.render.visit_words import STANDING, action

COLUMNS = (
    "force",
    "code",
    "fictional",
    "basis",
    "period_start",
    "period_end",
    "file",
    "kind",
    "number",
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
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def visit_rows(
    report: Report,
    lists: VisitLists,
    samples: Sequence[CaseSample | None] | None,
    limit: int | None,
) -> Iterator[dict[str, Any]]:
    """Yield one row for each entry, and for each case to read, with the columns COLUMNS.

    `kind` is entry or case; `group` of a case is its stratum. What a row does not have is None.
    """
    for place, visit in enumerate(lists.forces):
        submission = visit.force.submission
        start = {
            "force": submission.force,
            "code": submission.code,
            "fictional": submission.fictional,
            "basis": STANDING,
            "period_start": submission.period_start,
            "period_end": submission.period_end,
            "file": submission.source.file,
        }
        rows = [*_entries(visit, report.framework, limit)]
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
    samples: Sequence[CaseSample | None] | None,
    limit: int | None,
) -> bytes:
    """Return the rows as CSV in UTF-8 with a byte order mark, which Excel needs.

    Text that a spreadsheet would take for a formula gets an apostrophe in front. Unknown is empty.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in visit_rows(report, lists, samples, limit):
        writer.writerow([_guarded(row[column]) for column in COLUMNS])
    return stream.getvalue().encode("utf-8-sig")


def _guarded(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value
