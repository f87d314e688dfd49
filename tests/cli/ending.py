"""Ends a command at each moment at which it touches a folder, and says what is there then.

    python -m tests.cli.ending SIGNAL STEP FOLDER ARGUMENTS...

STEP leads from one moment to the next that is tried: 1 for all. Prints JSON: for each the exit code
(128 + the number for a signal that ended the process), and the contents and rights of the files
that are left. Each moment is a process of its own, forked from this one: not on Windows. The last
one was not ended.
"""

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from slavery_benchmark.cli import exit_code

_MOST = 60
_TOUCHING = {
    "open",
    "os.mkdir",
    "os.chmod",
    "os.rename",
    "os.remove",
    "os.rmdir",
    "shutil.copyfile",
}


def _end_at(moment: int, number: int, folder: str) -> Callable[[], int]:
    """Send this process a signal when it touches the folder for that many times, from 0."""
    touched = 0

    def touch() -> None:
        nonlocal touched
        touched += 1
        if touched == moment + 1:
            os.kill(os.getpid(), number)

    def hook(event: str, arguments: Sequence[Any]) -> None:
        if event in _TOUCHING and str(arguments[0]).startswith(folder):
            writing = event != "open" or int(arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR)
            if writing:
                touch()

    synchronise = os.fsync

    def fsync(handle: Any) -> None:
        touch()
        synchronise(handle)

    os.fsync = fsync  # type: ignore[assignment]
    sys.addaudithook(hook)
    return lambda: touched


def _one(moment: int, number: int, folder: Path, arguments: list[str]) -> tuple[int, bool]:
    """Run the command in a process of its own; return its exit code, and whether it was ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        touched = _end_at(moment, number, str(folder))
        code = 1
        try:
            code = exit_code(arguments)
        except SystemExit as leave:
            code = int(leave.code or 0)
        finally:
            if touched() <= moment:
                os.write(writing, b"not ended")
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading, "rb") as said:
        ended = not said.read()
    status = os.waitpid(child, 0)[1]
    return (128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)), ended


def as_at_a_terminal(number: int) -> None:
    """Let a signal do what it does at a terminal, also where our parent ignores it."""
    if number == signal.SIGINT:
        signal.signal(number, signal.default_int_handler)
    elif number != signal.SIGKILL:
        signal.signal(number, signal.SIG_DFL)


def main() -> None:
    """Go through the moments until one comes too late."""
    name, step, place, *arguments = sys.argv[1:]
    as_at_a_terminal(getattr(signal, name))
    folder, found = Path(place), []
    before = folder.with_name("before")
    shutil.copytree(folder, before)
    answer = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    exit_code(arguments)  # it imports what each process would have to, which takes longer than it
    _put_back(before, folder)
    for moment in range(0, _MOST, int(step)):
        code, ended = _one(moment, getattr(signal, name), folder, arguments)
        left = {
            str(path.relative_to(folder)): [
                oct(path.stat().st_mode & 0o777),
                path.read_bytes().hex() if path.is_file() else "a folder",
            ]
            for path in sorted(folder.rglob("*"))
        }
        found.append({"code": code, "ended": ended, "left": left})
        _put_back(before, folder)
        if not ended:
            break
    answer.write(json.dumps(found))
    answer.close()


def _put_back(before: Path, folder: Path) -> None:
    shutil.rmtree(folder)
    shutil.copytree(before, folder)


if __name__ == "__main__":
    main()
