"""The use cases: from paths to a report. Everything but the command line goes through here."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date
from pathlib import Path

import msgspec

from slavery_benchmark import __version__
from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.problems import Code, Problem, UnusableError, problem
from slavery_benchmark.core.reinspection.history import Cycle
from slavery_benchmark.core.report import Report, build_report
from slavery_benchmark.core.scores import Assurance, ForceScore
from slavery_benchmark.core.scoring import score_submission
from slavery_benchmark.core.text import clean
from slavery_benchmark.criteria_files import Criteria
from slavery_benchmark.input_files import RESULT_SUFFIX, find_workbooks
from slavery_benchmark.workbook.cover import edition_of
from slavery_benchmark.workbook.extract import OPTIONAL_SHEETS, WANTED_SHEETS, extract_submission
from slavery_benchmark.workbook.limits import DEFAULT, Limits
from slavery_benchmark.workbook.reader import file_content, read_workbook
from slavery_benchmark.workers import jobs_for, results_of

Progress = Callable[[Sequence[Path]], AbstractContextManager[Iterable[Path]]]


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """How the files of a run are read, whatever is then made of them.

    jobs: the number of processes, or None for as many as the files are worth; a script that asks
    for more than one must guard its main part, as the multiprocessing module says. allow_edited:
    take a result that was changed by hand. limits: how large a workbook may be.
    """

    jobs: int | None = 1
    allow_edited: bool = False
    limits: Limits = DEFAULT


READING = Reading()
"""One file after the other, within the usual limits."""


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """How a run assesses each file: all that its result depends on beside the file.

    at_least: answers of less assurance are set aside. keep_cases: keep the tables of case files,
    which only a visit list and an explanation need; without them a result is small. editions: the
    other editions that a file may have been written for, for a comparison over time; None takes no
    file of another edition.
    """

    criteria: Criteria
    as_of: date
    at_least: Assurance = Assurance.ASSERTED
    keep_cases: bool = False
    editions: tuple[Framework, ...] | None = None
    reading: Reading = READING

    def of_workbook(self, path: Path) -> Cycle:
        """Read, extract and score one workbook. UnusableError if it cannot be scored at all."""
        framework, register = self.criteria.framework, self.criteria.register
        with _uncollected():
            workbook = read_workbook(path, WANTED_SHEETS, OPTIONAL_SHEETS, self.reading.limits)
            if self.editions:
                known = (framework, *self.editions)
                framework = edition_of(workbook, known) or framework
            submission = extract_submission(workbook, framework, register, self.as_of)
            del workbook
            score = score_submission(submission, framework, self.at_least)
            score = score if self.keep_cases else _without_cases(score)
            return Cycle(score=score, framework=framework)

    def of_result(self, path: Path) -> list[Cycle]:
        """Read a result and score what is in it again. UnusableError if that cannot be done."""
        from slavery_benchmark.record.read import cycles_in, read_record

        shown_as = clean(str(path))
        content = file_content(path, self.reading.limits)
        record = read_record(content, shown_as, allow_edited=self.reading.allow_edited)
        if not record.result.forces:
            names = ", ".join(item.file for item in record.result.unusable) or "no file"
            raise UnusableError(
                problem(
                    Code.RESULT_UNREADABLE,
                    file=shown_as,
                    found=f"no submission ({names} could not be used)",
                    expected="a result that holds one; score the workbook again",
                )
            )
        ours, theirs = self.criteria.framework.identity, record.framework.identity
        if self.editions is None and record.framework != self.criteria.framework:
            edition = f"{theirs.id} {theirs.edition}"
            hint = "other content under the same name; score the workbook again"
            if theirs != ours:
                hint = f"“{ours.id} {ours.edition}”; name the other edition with --criteria"
            raise UnusableError(
                problem(Code.RESULT_CRITERIA, file=shown_as, found=edition, expected=hint)
            )
        return cycles_in(record, self.at_least)

    def outcome(self, path: Path) -> list[Cycle] | Problem:
        """Return the submissions of a file with their editions, or why it cannot be used."""
        try:
            if path.suffix.lower() == RESULT_SUFFIX:
                return self.of_result(path)
            return [self.of_workbook(path)]
        except UnusableError as refusal:
            return refusal.problem


@contextmanager
def _uncollected() -> Iterator[None]:
    """Put off the search for unreachable cycles, which a large grid sets off over and over."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _without_cases(score: ForceScore) -> ForceScore:
    submission = score.submission
    if submission.cases is None or submission.cases.table is None:
        return score
    replace = msgspec.structs.replace
    cases = replace(submission.cases, table=None)
    return replace(score, submission=replace(submission, cases=cases))


def assess_file(path: Path, criteria: Criteria, as_of: date) -> ForceScore:
    """Read, extract and score one workbook. Raises UnusableError if it cannot be scored at all."""
    return Assessment(criteria=criteria, as_of=as_of, keep_cases=True).of_workbook(path).score


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
    jobs = task.reading.jobs
    if jobs is None and task.keep_cases:
        jobs = 1  # tables of cases cost more to send between processes than to read
    count = jobs_for(files, jobs)
    with results_of(task.outcome, files, count) as results, progress(files) as steps:
        for _, result in zip(steps, results, strict=True):
            if isinstance(result, Problem):
                unusable.append(result)
            else:
                cycles += result
    return _each_once(cycles), unusable


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
