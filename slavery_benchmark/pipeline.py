"""The use cases: from paths to a report. Everything but the command line goes through here."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path

from slavery_benchmark import __version__
from slavery_benchmark.core.problems import Code, Problem, UnusableError, problem
from slavery_benchmark.core.report import Report, build_report
from slavery_benchmark.core.scores import ForceScore
from slavery_benchmark.core.scoring import score_submission
from slavery_benchmark.core.text import clean
from slavery_benchmark.criteria_files import Criteria
from slavery_benchmark.workbook.extract import OPTIONAL_SHEETS, WANTED_SHEETS, extract_submission
from slavery_benchmark.workbook.reader import read_workbook

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


def assess_file(path: Path, criteria: Criteria, as_of: date) -> ForceScore:
    """Read, extract and score one workbook. Raises UnusableError if it cannot be scored at all."""
    workbook = read_workbook(path, WANTED_SHEETS, OPTIONAL_SHEETS)
    submission = extract_submission(workbook, criteria.framework, criteria.register, as_of)
    return score_submission(submission, criteria.framework)


def assess(
    paths: Iterable[Path],
    criteria: Criteria,
    as_of: date,
    progress: Progress = nullcontext,
) -> Report:
    """Assess every workbook; one that cannot be used is reported and the rest go on.

    `progress` is given the files and yields them one by one inside its context.
    """
    scores: list[ForceScore] = []
    unusable: list[Problem] = []
    files: list[Path] = []
    for found in find_workbooks(paths):
        if isinstance(found, Problem):
            unusable.append(found)
        else:
            files.append(found)
    with progress(files) as steps:
        for file in steps:
            try:
                scores.append(assess_file(file, criteria, as_of))
            except UnusableError as refusal:
                unusable.append(refusal.problem)
    return build_report(
        tool_version=__version__,
        as_of=as_of,
        framework=criteria.framework,
        scores=scores,
        unusable=unusable,
    )
