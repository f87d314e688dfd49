"""The use cases: from paths to a report. Everything but the command line goes through here."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date
from pathlib import Path

import msgspec

from slavery_benchmark import __version__
from slavery_benchmark.core.problems import Code, Problem, UnusableError, problem
from slavery_benchmark.core.report import Report, build_report
from slavery_benchmark.core.scores import Assurance, ForceScore
from slavery_benchmark.core.scoring import score_submission
from slavery_benchmark.core.text import clean
from slavery_benchmark.criteria_files import Criteria
from slavery_benchmark.workbook.extract import OPTIONAL_SHEETS, WANTED_SHEETS, extract_submission
from slavery_benchmark.workbook.reader import read_workbook
from slavery_benchmark.workers import jobs_for, results_of

Progress = Callable[[Sequence[Path]], AbstractContextManager[Iterable[Path]]]

WORKBOOK_SUFFIXES = (".xlsx", ".xlsm", ".ods", ".xls", ".xlsb")
"""What is taken from a folder. The last two are taken so that they are refused by name."""

_NOT_MEANT = ("~$", ".")
"""How names begin that a spreadsheet program or a system gives: lock files, hidden files."""


def find_workbooks(paths: Iterable[Path]) -> Iterator[Path | Problem]:
    """Yield the files meant by `paths`: a folder stands for the workbooks right in it, by name.

    A folder without any yields a problem. Lock files and hidden files are passed over; a file that
    is named twice comes once.
    """
    seen: set[Path] = set()
    for path in paths:
        try:
            files = _workbooks_in(path) if path.is_dir() else [path]
            keys = [file.resolve() for file in files]
        except (OSError, RuntimeError) as error:  # a loop of links is a RuntimeError
            reason = getattr(error, "strerror", None) or str(error)
            yield problem(
                Code.FILE_UNREADABLE,
                file=clean(str(path)),
                found=reason,
                expected="a file or folder that you may read",
            )
            continue
        if not files:
            yield problem(
                Code.FOLDER_EMPTY,
                file=clean(str(path)),
                expected="at least one .xlsx, .xlsm or .ods",
            )
        for file, key in zip(files, keys, strict=True):
            if key not in seen:
                seen.add(key)
                yield file


def _workbooks_in(folder: Path) -> list[Path]:
    return sorted(
        entry
        for entry in folder.iterdir()
        if entry.suffix.lower() in WORKBOOK_SUFFIXES
        and not entry.name.startswith(_NOT_MEANT)
        and entry.is_file()
    )


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """How a run assesses each file: all that its result depends on beside the file.

    at_least: answers of less assurance are set aside. keep_cases: keep the tables of case files,
    which only a visit list and an explanation need; without them a result is small.
    """

    criteria: Criteria
    as_of: date
    at_least: Assurance = Assurance.ASSERTED
    keep_cases: bool = False

    def of_file(self, path: Path) -> ForceScore:
        """Read, extract and score one workbook. UnusableError if it cannot be scored at all."""
        framework, register = self.criteria.framework, self.criteria.register
        with _uncollected():
            workbook = read_workbook(path, WANTED_SHEETS, OPTIONAL_SHEETS)
            submission = extract_submission(workbook, framework, register, self.as_of)
            del workbook
            score = score_submission(submission, framework, self.at_least)
            return score if self.keep_cases else _without_cases(score)

    def outcome(self, path: Path) -> ForceScore | Problem:
        """Return the scores of one workbook, or why it cannot be scored."""
        try:
            return self.of_file(path)
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
    return Assessment(criteria=criteria, as_of=as_of, keep_cases=True).of_file(path)


def assess(
    paths: Iterable[Path],
    criteria: Criteria,
    as_of: date,
    progress: Progress = nullcontext,
    *,
    at_least: Assurance = Assurance.ASSERTED,
    keep_cases: bool = False,
    jobs: int | None = 1,
) -> Report:
    """Assess every workbook; one that cannot be used is reported and the rest go on.

    `progress` is given the files and yields them one by one inside its context. `jobs` is the
    number of processes, or None for as many as the files are worth; a script that asks for more
    than one must guard its main part, as the multiprocessing module says.
    """
    scores: list[ForceScore] = []
    unusable: list[Problem] = []
    files: list[Path] = []
    for found in find_workbooks(paths):
        if isinstance(found, Problem):
            unusable.append(found)
        else:
            files.append(found)
    task = Assessment(criteria=criteria, as_of=as_of, at_least=at_least, keep_cases=keep_cases)
    with (
        results_of(task.outcome, files, jobs_for(files, jobs)) as results,
        progress(files) as steps,
    ):
        for _, result in zip(steps, results, strict=True):
            if isinstance(result, Problem):
                unusable.append(result)
            else:
                scores.append(result)
    return build_report(
        tool_version=__version__,
        as_of=as_of,
        framework=criteria.framework,
        scores=scores,
        unusable=unusable,
        at_least=at_least,
    )
