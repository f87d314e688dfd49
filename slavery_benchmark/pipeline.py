"""The use cases: from paths to a report. Everything but the command line goes through here."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date
from pathlib import Path
from typing import TypeVar

from slavery_benchmark import __version__
from slavery_benchmark.assessment import READING, Assessment, Reading, Work
from slavery_benchmark.core.change.history import Cycle
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.problems import Problem
from slavery_benchmark.core.scoring.report import Report, build_report
from slavery_benchmark.core.scoring.scores import Assurance, ForceScore
from slavery_benchmark.criteria_files import Criteria
from slavery_benchmark.input_files import find_workbooks
from slavery_benchmark.reading.reader import read_file
from slavery_benchmark.workers import jobs_for, results_of

R = TypeVar("R")
Progress = Callable[[Sequence[Path]], AbstractContextManager[Iterable[Path]]]


def assess_file(path: Path, criteria: Criteria, as_of: date) -> ForceScore:
    """Read, extract and score one workbook. Raises UnusableError if it cannot be scored at all."""
    return (
        Assessment(criteria=criteria, as_of=as_of, keep_cases=True)
        .of_workbook(read_file(path))
        .score
    )


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
    """Assess every workbook and result; one that cannot be used is reported and the rest go on.

    `progress` is given the files and yields them one by one inside its context.
    """
    task = Assessment(
        criteria=criteria,
        as_of=as_of,
        at_least=at_least,
        keep_cases=keep_cases,
        reading=reading,
    )
    cycles, unusable = _outcomes(task, find_workbooks(paths), progress)
    return build_report(
        tool_version=__version__,
        as_of=as_of,
        framework=criteria.framework,
        scores=[cycle.score for cycle in cycles],
        unusable=unusable,
        at_least=at_least,
    )


def assess_cycles(
    paths: Iterable[Path],
    criteria: Criteria,
    editions: Sequence[Framework],
    as_of: date,
    progress: Progress = nullcontext,
    *,
    at_least: Assurance = Assurance.ASSERTED,
    keep_cases: bool = False,
    reading: Reading = READING,
) -> tuple[list[Cycle], list[Problem]]:
    """Assess every workbook and result under the edition that it was written for.

    `editions` are those that there are beside `criteria`. A folder of folders stands for what they
    hold: a folder a cycle. Returns the submissions in the order of the files, and why the other
    files cannot be used.
    """
    task = Assessment(
        criteria=criteria,
        as_of=as_of,
        at_least=at_least,
        keep_cases=keep_cases,
        editions=tuple(editions),
        reading=reading,
    )
    return _outcomes(task, find_workbooks(paths, nested=True), progress)


def _outcomes(
    task: Assessment, found: Iterable[Path | Problem], progress: Progress
) -> tuple[list[Cycle], list[Problem]]:
    """Return the submissions in the files that were found, and the problems that were met."""
    cycles: list[Cycle] = []
    unusable: list[Problem] = []
    files: list[Path] = []
    for item in found:
        if isinstance(item, Problem):
            unusable.append(item)
        else:
            files.append(item)
    with outcomes(task, files, progress) as results:
        for _, result in results:
            if isinstance(result, Problem):
                unusable.append(result)
            else:
                cycles += result
    return _each_once(cycles), unusable


@contextmanager
def outcomes(
    task: Work[R], files: Sequence[Path], progress: Progress = nullcontext
) -> Iterator[Iterator[tuple[Path, R]]]:
    """Yield the files, in their order, with what comes of each, wherever that is worked out."""
    if task.reading.scheduler is not None:
        from slavery_benchmark.cluster import results_on

        items = map(task.given, files)
        with results_on(task.reading.scheduler, task, items) as found, progress(files) as steps:
            yield zip(steps, found, strict=True)
        return
    jobs = task.reading.jobs
    if jobs is None and not task.small:
        jobs = 1  # tables of cases cost more to send between processes than to read
    count = jobs_for(files, jobs)
    with results_of(task.outcome, files, count) as results, progress(files) as steps:
        yield zip(steps, results, strict=True)


def _each_once(cycles: Sequence[Cycle]) -> list[Cycle]:
    """Return the cycles without those that a result repeats of a workbook or of another result."""
    seen = {_what(cycle) for cycle in cycles if not cycle.score.submission.source.from_result}
    kept: list[Cycle] = []
    for cycle in cycles:
        if not cycle.score.submission.source.from_result:
            kept.append(cycle)
        elif _what(cycle) not in seen:
            seen.add(_what(cycle))
            kept.append(cycle)
    return kept


def _what(cycle: Cycle) -> tuple[str, str]:
    return cycle.score.submission.source.sha256, cycle.framework.identity.edition
