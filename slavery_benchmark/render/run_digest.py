"""The digest by which a page or workbook is known to be of a result."""

from slavery_benchmark.core.report import Report
from slavery_benchmark.render.result import build_result


def digest_of_run(report: Report) -> str:
    """Return the digest that `benchmark score -o NAME.json` gives the result of this run."""
    return build_result(report, {"assurance": report.at_least.value}).digest
