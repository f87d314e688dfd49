"""Parts that the results of several pages have in common, made from the core's values."""

from collections.abc import Sequence
from typing import Any

from slavery_benchmark.core.problems import Problem
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.scoring.submission import Submission
from slavery_benchmark.pages.score.records import FrameworkResult, ProblemResult, SubmissionResult
from slavery_benchmark.pages.shaped import fields_of, shaped


def framework_result(report: Report) -> FrameworkResult:
    """Return the framework that was used."""
    return shaped(FrameworkResult, report)


def submission_fields(submission: Submission) -> dict[str, Any]:
    """Return what says which submission a part of a result is of."""
    return fields_of(SubmissionResult, submission)


def problem_results(problems: Sequence[Problem]) -> tuple[ProblemResult, ...]:
    """Return problems as the result has them."""
    return tuple(shaped(ProblemResult, item) for item in problems)
