"""Kills a run at each moment at which it touches its data set, and goes on with what is left.

    python -m tests.data_set.killing SIGNAL STEP FOLDER FILES...

Prints JSON: for each moment how the run ended, and the hash of the data set after it was gone on
with, which may itself be killed at the moment after the next. Each run is a process of its own,
forked from this one: not on Windows. The last moment comes too late for the run.
"""

import hashlib
import json
import os
import shutil
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import pandas  # noqa: F401 - before the forks, which then need not
import pyarrow.parquet  # noqa: F401 - as above

from slavery_benchmark.assessment import Assessment, Work
from slavery_benchmark.core.problems import Problem
from slavery_benchmark.data_set.lines import Line, work_of
from slavery_benchmark.input_files import Found
from slavery_benchmark.pipeline import assess
from slavery_benchmark.reading.reader import InputFile
from tests.builders import AS_OF, shipped_criteria
from tests.cli.ending import as_at_a_terminal
from tests.data_set.sets import contents, made

_MOST = 300
_TOUCHING = {"open", "os.mkdir", "os.chmod", "os.rename", "os.remove", "os.rmdir", "os.truncate"}


def _kill_at(moment: int, number: int, folder: str) -> None:
    """Send this process a signal when it touches the folder for that many times, from 0.

    A line of the journal is torn: half of it is written.
    """
    touched = 0

    def touch() -> bool:
        nonlocal touched
        touched += 1
        return touched == moment + 1

    def hook(event: str, arguments: Sequence[Any]) -> None:
        if event in _TOUCHING and str(arguments[0]).startswith(folder):
            writing = event != "open" or int(arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR)
            if writing and touch():
                os.kill(os.getpid(), number)

    write, synchronise, truncate = os.write, os.fsync, os.ftruncate

    def torn(handle: int, content: Any) -> int:
        if touch():
            write(handle, bytes(content)[: len(content) // 2])
            os.kill(os.getpid(), number)
        return write(handle, content)

    def fsync(handle: Any) -> None:
        if touch():
            os.kill(os.getpid(), number)
        synchronise(handle)

    def ftruncate(handle: int, length: int) -> None:
        if touch():
            os.kill(os.getpid(), number)
        truncate(handle, length)

    os.write, os.fsync, os.ftruncate = torn, fsync, ftruncate  # type: ignore[assignment]
    sys.addaudithook(hook)


def _run(folder: Path, files: Sequence[Path], moment: int | None, number: int) -> int:
    """Make the data set, or go on with it, in a process of its own; return how that ended."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            if moment is not None:
                _kill_at(moment, number, str(folder))
            made(folder, files)
            code = 0
        except KeyboardInterrupt:
            code = 130
        except SystemExit as leave:
            code = int(leave.code or 0)
        finally:
            os._exit(code)
    status = os.waitpid(child, 0)[1]
    return 128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


def _hash(folder: Path) -> str:
    found = hashlib.sha256()
    for name, content in contents(folder).items():
        found.update(f"{name}\0{len(content)}\0".encode() + content)
    return found.hexdigest()


def _assess_beforehand(files: Sequence[Path]) -> None:
    """Let every run find what comes of a file, instead of working it out again."""
    task = Assessment(criteria=shipped_criteria(), as_of=AS_OF)
    work = work_of(task, assess([], task.criteria, AS_OF))
    given = [task.given(Found(path, path.name)) for folder in files for path in folder.iterdir()]
    known = {_name(item): work.of_given(item) for item in given}

    def of_given(self: Work[Line], given: InputFile | Problem) -> Line:  # noqa: ARG001 - as there
        return known[_name(given)]

    def again(self: Assessment, given: InputFile | Problem) -> NoReturn:  # noqa: ARG001 - as there
        raise AssertionError("what comes of a file was to be known")

    Work.of_given = of_given  # type: ignore[method-assign, assignment]
    Assessment.assess = again  # type: ignore[method-assign]


def _name(given: InputFile | Problem) -> str:
    return given.file if isinstance(given, Problem) else given.name


def main() -> None:
    """Go through the moments, so many at a time, until one comes too late."""
    name, step, place, *given = sys.argv[1:]
    folder, files, number = Path(place), [Path(item) for item in given], getattr(signal, name)
    as_at_a_terminal(number)
    _assess_beforehand(files)
    found = []
    for moment in range(0, _MOST, int(step)):
        first = _run(folder, files, moment, number)
        second = _run(folder, files, moment % 7, number) if first else 0
        last = _run(folder, files, None, number) if first else 0
        found.append({"first": first, "second": second, "last": last, "hash": _hash(folder)})
        shutil.rmtree(folder)
        if first == 0:
            break
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
