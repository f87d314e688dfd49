"""A report as the bytes of a result, as `score -o NAME.json` writes it."""

from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.formats.data import json_bytes
from slavery_benchmark.pages.score.build import build_result


def result_json(report: Report, options: dict[str, str | float | None]) -> bytes:
    """Return the result of a report as JSON."""
    return json_bytes(build_result(report, options))
