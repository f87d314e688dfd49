"""The use cases: from paths to a report. Everything but the command line goes through here."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from slavery_benchmark.assessment import READING, Assessed, Assessment, Reading, Scored, Work
from slavery_benchmark.core.agreement.paired import (
    AnyReview,
    Pairing,
    pair_reviews,
    verified,
    without_review,
)
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.problems import Code, Problem, problem
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.scoring.scores import Assurance, ForceScore
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.criteria_files import Criteria
from slavery_benchmark.input_files import Found, as_typed, find_workbooks
from slavery_benchmark.reading.reader import InputFile, read_file
from slavery_benchmark.sent_scores import WholeWork
from slavery_benchmark.workers import jobs_for, results_of

if TYPE_CHECKING:
    from slavery_benchmark.core.change.history import Cycle

R = TypeVar("R")
Progress = Callable[[Sequence[Found]], AbstractContextManager[Iterable[Found]]]


def assess_file(path: Path, criteria: Criteria, as_of: date) -> ForceScore:
    """Read, extract and score one workbook. Raises UnusableError if it cannot be scored at all."""
    return Assessment(criteria=criteria, as_of=as_of, keep_cases=True).of_workbook(read_file(path))[
        0
    ]


def assess(
    paths: Iterable[Path],
    criteria: Criteria,
    as_of: date,
    progress: Progress = nullcontext,
    *,
    at_least: Assurance = Assurance.ASSERTED,
    keep_cases: bool = False,
    reading: Reading = READING,
) -> Report:
    """Assess every workbook and result, as `report_of` does with these settings."""
    task = Assessment(
        criteria=criteria,
        as_of=as_of,
        at_least=at_least,
        keep_cases=keep_cases,
        reading=reading,
    )
    return report_of(paths, task, progress)


def report_of(paths: Iterable[Path], task: Assessment, progress: Progress = nullcontext) -> Report:
    """Assess every workbook and result; one that cannot be used is reported and the rest go on.

    `progress` is given the files and yields them one by one inside its context.
    """
    return reviewed_report_of(paths, task, progress)[0]


def reviewed_report_of(
    paths: Iterable[Path], task: Assessment, progress: Progress = nullcontext
) -> tuple[Report, Pairing]:
    """Return the report of these files, and the reviews among them."""
    scored, unusable, pairing = _outcomes(task, find_workbooks(paths), progress)
    return task.report([score for score, _ in scored], unusable), pairing


def assess_cycles(
    paths: Iterable[Path], task: Assessment, progress: Progress = nullcontext
) -> tuple["list[Cycle]", list[Problem]]:
    """Assess every workbook and result under the edition, of those given, that it was written for.

    A folder of folders stands for what they hold: a folder a cycle. Returns the submissions in the
    order of the files, and why the other files cannot be used.
    """
    from slavery_benchmark.core.change.history import Cycle

    scored, unusable, _ = _outcomes(task, find_workbooks(paths, nested=True), progress)
    return [Cycle(score=score, framework=edition) for score, edition in scored], unusable


def report_of_one_edition(
    cycles: "Sequence[Cycle]", unusable: Sequence[Problem], task: Assessment
) -> Report:
    """Return the report of the submissions of one edition; those of others are named in it.

    That is the edition of the task or, where no submission is of it, the latest that there is.
    """
    found = [cycle.framework for cycle in cycles]
    framework = task.criteria.framework
    if found and framework not in found:
        framework = max(found, key=lambda item: item.identity.date)
    other = [cycle for cycle in cycles if cycle.framework != framework]
    used = Criteria(framework, task.criteria.register)
    return msgspec.structs.replace(task, criteria=used).report(
        [cycle.score for cycle in cycles if cycle.framework == framework],
        [*unusable, *(_of_other_edition(cycle, framework) for cycle in other)],
    )


def _of_other_edition(cycle: "Cycle", framework: Framework) -> Problem:
    ours, theirs = framework.identity, cycle.framework.identity
    return problem(
        Code.EDITION_DIFFERS,
        file=cycle.score.submission.source.shown_as,
        found=f"{theirs.id} {theirs.edition}",
        expected=f"“{ours.id} {ours.edition}”, as the others; report on it by itself",
    )


def _outcomes(
    task: Assessment, found: Iterable[Found | Problem], progress: Progress
) -> tuple[list[Scored], list[Problem], Pairing]:
    """Return the submissions in the files that were found, the problems that were met, the reviews.

    Reviews are set beside the returns that they are about, which are then scored with them.
    """
    items = list(found)
    unusable = [item for item in items if isinstance(item, Problem)]
    files = [item for item in items if not isinstance(item, Problem)]
    scored: list[Scored] = []
    reviews: list[AnyReview] = []
    with outcomes(WholeWork(task, _whole), files, progress) as results:
        for file, result in zip(files, results, strict=True):
            if isinstance(result, Problem):
                unusable.append(msgspec.structs.replace(result, typed=as_typed(file.path)))
            elif isinstance(result, list):
                scored += result
            else:
                reviews.append(result)
    kept = _each_once(scored)
    pairing = pair_reviews(reviews, [score.submission for score, _ in kept], task.reach)
    with_reviews = [_with_review(item, pairing, task) for item in kept]
    return with_reviews, [*unusable, *pairing.problems], pairing


def _with_review(scored: Scored, pairing: Pairing, task: Assessment) -> Scored:
    """Return a submission scored with the levels of its reviews, if it has any.

    Those that a result brings with it stay out where they may not be told of.
    """
    score, framework = scored
    submission = score.submission
    found, has = pairing.of.get(submission.source.sha256), submission.verification
    if found is not None:
        submission = verified(submission, found, framework)
    elif has is None or task.reach.allows(has):
        return scored
    else:
        submission = without_review(submission)
    measured = {item.node.id: item.measured for item in score.measures}
    return score_submission(submission, framework, task.at_least, measured), framework


def _whole(_: InputFile | Problem, assessed: Assessed) -> Assessed:
    return assessed


@contextmanager
def outcomes(
    work: Work[R], files: Sequence[Found], progress: Progress = nullcontext
) -> Iterator[Iterator[R]]:
    """Yield what is kept of each file, in their order, wherever that is worked out."""
    reading = work.task.reading
    if reading.scheduler is not None:
        from slavery_benchmark.cluster import results_on

        made = results_on(reading.scheduler, work, map(work.task.given, files))
    else:
        # tables of cases cost more to send between processes than to read
        jobs = 1 if reading.jobs is None and work.task.keep_cases else reading.jobs
        made = results_of(
            work.of_found, files, jobs_for([file.path for file in files], jobs), work.of_lost
        )
    with made as results, progress(files) as steps:
        yield (result for _, result in zip(steps, results, strict=True))


def _each_once(scored: Sequence[Scored]) -> list[Scored]:
    """Return the submissions without those that a result repeats of a workbook or a result."""
    seen = {_what(item) for item in scored if not item[0].submission.source.from_result}
    kept: list[Scored] = []
    for item in scored:
        if not item[0].submission.source.from_result:
            kept.append(item)
        elif _what(item) not in seen:
            seen.add(_what(item))
            kept.append(item)
    return kept


def _what(item: Scored) -> tuple[str, str]:
    return item[0].submission.source.sha256, item[1].identity.edition
