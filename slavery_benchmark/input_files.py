"""Which files a run is about: those that are named, and those in the folders that are named.

And what each is called in what is written: never by the folders that lead to it, which hold the
names of people.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath

import msgspec

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


class Found(msgspec.Struct, frozen=True):
    """A file of a run: where it is, and what it is called wherever something is said of it."""

    path: Path
    name: str


def find_workbooks(paths: Iterable[Path], *, nested: bool = False) -> list[Found | Problem]:
    """Return the files meant by `paths`: a folder stands for the workbooks and results in it.

    With `nested` a folder that holds none of its own stands for those in the folders in it. A
    folder without any gives a problem, and so does what may hold returns in it and is passed over.
    Lock files and hidden files are passed over; a file that is named twice comes once.
    """
    entries = list(_entries(paths, nested=nested))
    names = iter(names_of([entry for entry in entries if isinstance(entry, Path)]))
    return [Found(item, next(names)) if isinstance(item, Path) else item for item in entries]


def names_of(paths: Sequence[PurePath]) -> list[str]:
    """Return what each of these files is called: its own name, without folders.

    Files of one name are called by the folder right above them too, unless that is somebody's
    home; what is still alike is numbered.
    """
    bare = [clean(path.name) for path in paths]
    alike = Counter(map(str.casefold, bare))
    names = [
        f"{clean(path.parent.name)}/{name}"
        if alike[name.casefold()] > 1 and path.parent.name and not _is_a_home(path.parent)
        else name
        for path, name in zip(paths, bare, strict=True)
    ]
    taken: set[str] = set()
    for place, name in enumerate(names):
        number, suffix = 1, PurePath(name).suffix
        while names[place].casefold() in taken:
            number += 1
            names[place] = f"{name.removesuffix(suffix)} ({number}){suffix}"
        taken.add(names[place].casefold())
    return names


def _is_a_home(folder: PurePath) -> bool:
    """Return whether a folder is, by its place or its name, the home of somebody."""
    above = folder.parent.name.casefold()
    try:
        return above in ("home", "users") or folder.name == Path.home().name or folder.name == ".."
    except RuntimeError:  # nobody has a home here
        return above in ("home", "users")


def as_typed(path: Path) -> str:
    """Return a path as it was typed, fit for the terminal of whoever typed it, and nowhere else."""
    return clean(str(path))


def _entries(paths: Iterable[Path], *, nested: bool) -> Iterator[Path | Problem]:
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
                file=clean(path.name),
                typed=as_typed(path),
                found=reason,
                expected="a file or folder that you may read",
            )
            continue
        if not files:
            yield problem(
                Code.FOLDER_EMPTY,
                file=clean(path.name),
                typed=as_typed(path),
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
        file=clean(folder.name),
        typed=as_typed(folder),
        found=f"{shown} and {more:,} more" if more > 0 else shown,
        expected="workbooks right in the folder; name a file or folder to have it read",
    )
