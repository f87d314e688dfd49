"""Parts that the result of scores and that of visit lists have in common, made from the core's."""

from collections.abc import Sequence
from typing import Any

from slavery_benchmark.core.problems import Problem
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.scoring.submission import Submission
from slavery_benchmark.pages.score.records import (
    FrameworkResult,
    PeriodResult,
    ProblemResult,
    SourceResult,
)
from slavery_benchmark.pages.words.problems import file_name


def framework_result(report: Report) -> FrameworkResult:
    """Return the framework that was used."""
    identity = report.framework.identity
    return FrameworkResult(
        id=identity.id,
        edition=identity.edition,
        sha256=report.framework_sha256,
        standing=identity.standing,
    )


def submission_fields(submission: Submission) -> dict[str, Any]:
    """Return what says which submission a part of a result is of."""
    return {
        "force": submission.force,
        "code": submission.code,
        "fictional": submission.fictional,
        "period": PeriodResult(start=submission.period_start, end=submission.period_end),
        "source": SourceResult(file=submission.source.file, sha256=submission.source.sha256),
    }


def problem_results(problems: Sequence[Problem]) -> tuple[ProblemResult, ...]:
    """Return problems as the result has them."""
    return tuple(
        ProblemResult(
            code=item.code.value,
            severity=item.severity.value,
            file=file_name(item),
            cell=item.cell,
            found=item.found,
            expected=item.expected,
            nearest=item.nearest,
            message=item.sentence(),
        )
        for item in problems
    )
