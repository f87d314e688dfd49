"""Which files a run is about: those that are named, and those in the folders that are named."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from slavery_benchmark.core.problems import Code, Problem, problem
from slavery_benchmark.core.text import clean

RESULT_SUFFIX = ".json"
_OTHER_FORMATS = (".xls", ".xlsb", ".fods", ".sxc", ".numbers")
SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm", ".ods", ".ots", *_OTHER_FORMATS, RESULT_SUFFIX)
"""What is taken from a folder. Formats that are not read are taken so as to be refused by name."""
_MAY_BE_MEANT = (".csv", ".tsv", ".zip", ".7z", ".rar", ".slk")
"""What may hold a return, or something else: it is named and passed over."""
_NAMED = 8
"""So many names are given of what is passed over in a folder."""

_NOT_MEANT = ("~$", ".")
"""How names begin that a spreadsheet program or a system gives: lock files, hidden files."""


def find_workbooks(paths: Iterable[Path], *, nested: bool = False) -> Iterator[Path | Problem]:
    """Yield the files meant by `paths`: a folder stands for the workbooks and results in it.

    With `nested` a folder that holds none of its own stands for those in the folders in it. A
    folder without any yields a problem, and so does what may hold returns in it and is passed over.
    Lock files and hidden files are passed over; a file that is named twice comes once.
    """
    seen: set[Path] = set()
    for path in paths:
        try:
            files = _workbooks_in(path) if path.is_dir() else [path]
            if nested and not files:
                inner = sorted(entry for entry in path.iterdir() if entry.is_dir())
                files = [file for entry in inner for file in _workbooks_in(entry)]
            passed_over = [] if not path.is_dir() else list(_passed_over(path, files))
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
        if passed_over:
            yield _of_passed_over(path, passed_over)
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


def _passed_over(folder: Path, taken: Iterable[Path]) -> Iterator[str]:
    """Yield the names of what may hold returns in a folder and is not taken from it."""
    parents = {file.parent for file in taken}
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith(_NOT_MEANT):
            continue
        suffix = entry.suffix.lower()
        if suffix in _MAY_BE_MEANT and entry.is_file():
            yield entry.name
        elif suffix in SUFFIXES and not entry.is_file() and not entry.is_dir():
            yield f"{entry.name} ({_what_it_is(entry)})"
        elif entry.is_dir() and entry not in parents and _holds_workbooks(entry):
            yield f"{entry.name} (a folder)"


def _what_it_is(entry: Path) -> str:
    """Return what an entry of a folder is that is neither file nor folder."""
    return "a link to nothing" if entry.is_symlink() else "a pipe or a device"


def _holds_workbooks(folder: Path, depth: int = 2) -> bool:
    """Return whether a folder, or one right in it, holds a workbook; False if it cannot be read."""
    try:
        if _workbooks_in(folder):
            return True
        inner = [entry for entry in folder.iterdir() if entry.is_dir()]
    except OSError:
        return False
    return depth > 1 and any(_holds_workbooks(entry, depth - 1) for entry in inner)


def _of_passed_over(folder: Path, names: list[str]) -> Problem:
    shown = ", ".join(names[:_NAMED])
    more = len(names) - _NAMED
    return problem(
        Code.FILES_PASSED_OVER,
        file=clean(str(folder)),
        found=f"{shown} and {more:,} more" if more > 0 else shown,
        expected="workbooks right in the folder; name a file or folder to have it read",
    )
