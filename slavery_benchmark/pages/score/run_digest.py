"""The digest by which a page or workbook is known to be of a result."""

import hashlib
from collections.abc import Sequence

from slavery_benchmark.core.change.history import Cycle
from slavery_benchmark.core.scoring.report import Report, build_report
from slavery_benchmark.pages.score.build import build_result


def digest_of_run(report: Report) -> str:
    """Return the digest that `benchmark score -o NAME.json` gives the result of this run."""
    return build_result(report, {"assurance": report.at_least.value}).digest


def digest_of_cycles(report: Report, earlier: Sequence[Cycle]) -> str:
    """Return the digest of a run with earlier submissions beside those of its report.

    The SHA-256 of the digest of the report and, in order, those of the earlier submissions, each
    as a result of its own under its edition: as hexadecimal text, a line each. Without an earlier
    one it is that of the report.
    """
    digest = digest_of_run(report)
    if not earlier:
        return digest
    others = sorted(
        digest_of_run(
            build_report(
                tool_version=report.tool_version,
                as_of=report.as_of,
                framework=cycle.framework,
                scores=[cycle.score],
                unusable=[],
                at_least=report.at_least,
            )
        )
        for cycle in earlier
    )
    lines = "".join(f"{item}\n" for item in (digest, *others))
    return hashlib.sha256(lines.encode()).hexdigest()
