"""Which files a run is about: those that are named, and those in the folders that are named."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from slavery_benchmark.core.problems import Code, Problem, problem
from slavery_benchmark.core.text import clean

RESULT_SUFFIX = ".json"
SUFFIXES = (".xlsx", ".xlsm", ".ods", ".xls", ".xlsb", RESULT_SUFFIX)
"""What is taken from a folder. The old formats are taken so that they are refused by name."""

_NOT_MEANT = ("~$", ".")
"""How names begin that a spreadsheet program or a system gives: lock files, hidden files."""


def find_workbooks(paths: Iterable[Path], *, nested: bool = False) -> Iterator[Path | Problem]:
    """Yield the files meant by `paths`: a folder stands for the workbooks and results in it.

    With `nested` a folder that holds none of its own stands for those in the folders in it. A
    folder without any yields a problem. Lock files and hidden files are passed over; a file that is
    named twice comes once.
    """
    seen: set[Path] = set()
    for path in paths:
        try:
            files = _workbooks_in(path) if path.is_dir() else [path]
            if nested and not files:
                inner = sorted(entry for entry in path.iterdir() if entry.is_dir())
                files = [file for entry in inner for file in _workbooks_in(entry)]
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
                expected="at least one .xlsx, .xlsm or .ods, or a result (.json)",
            )
        for file, key in zip(files, keys, strict=True):
            if key not in seen:
                seen.add(key)
                yield file


def _workbooks_in(folder: Path) -> list[Path]:
    return sorted(
        entry
        for entry in folder.iterdir()
        if entry.suffix.lower() in SUFFIXES
        and not entry.name.startswith(_NOT_MEANT)
        and entry.is_file()
    )
