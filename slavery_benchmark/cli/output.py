"""Writes results: whole or not at all, and never over a file that is already there unasked."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click

from slavery_benchmark.cli.exits import UNUSABLE
from slavery_benchmark.cli.talk import print_bytes, say, show

_ENDED_BY = 128
"""What shells add to the number of a signal for the exit code of a process that it ended."""


def refuse_existing(path: Path, *, overwrite: bool, inputs: Iterable[Path] = ()) -> None:
    """Raise UsageError if the file may not be written: before the work, so that none is lost.

    An input, or a file in a folder that is one, is never replaced; nor is a device or a pipe.
    """
    if path.is_dir():
        raise click.UsageError(f"{path} is a folder; name a file.")
    for item in inputs:
        if path.exists() and item.exists() and (path.samefile(item) or item in path.parents):
            raise click.UsageError(f"{path} is one of the inputs; name another file.")
    if path.exists() and not path.is_file():
        raise click.UsageError(f"{path} is a device or a pipe; name a file, or redirect stdout.")
    if path.exists() and not overwrite:
        raise click.UsageError(f"{path} exists; add --overwrite to replace it.")


def copy_folder(source: Path, target: Path) -> None:
    """Copy a folder to a new place, whole or not at all.

    Leaves with a sentence if the place is taken or cannot be written.
    """
    import shutil

    if target.exists():
        raise click.UsageError(f"{target} exists; name a new folder.")
    temporary = _beside(target)
    with _tidied_when_ended():
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            temporary.mkdir(mode=0o700)
            shutil.copytree(source, temporary, dirs_exist_ok=True)
            temporary.rename(target)
        except shutil.Error:  # an OSError too, which carries a list
            _cannot_be_written(target, "some files could not be copied")
        except OSError as error:
            _cannot_be_written(target, error.strerror or str(error))
        finally:
            shutil.rmtree(temporary, ignore_errors=True)


def write_output(path: Path, content: bytes, *, overwrite: bool, quiet: bool = False) -> None:
    """Write `content` to `path` by way of a temporary file beside it, which nobody else may read.

    Leaves with a sentence if the file exists and is not to be replaced, or cannot be written. A
    file that was there before then stays as it was, and nothing else is left behind; so too after
    an interruption. Only a process that is killed outright leaves its `.benchmark-….tmp`. With
    `quiet` nothing is said of a file that was written: one of many.
    """
    refuse_existing(path, overwrite=overwrite)
    temporary = _beside(path)
    new = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with _tidied_when_ended():
        try:
            with os.fdopen(os.open(temporary, new, 0o600), "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())  # some file systems say only now that they are full
            temporary.chmod(_mode_for(path))
            temporary.replace(path)
        except OSError as error:
            _cannot_be_written(path, error.strerror or str(error))
        finally:
            _remove(temporary)
    if not quiet:
        say(f"Wrote {path}.")


def deliver(content: bytes, output: Path | None, *, on_screen: bool, overwrite: bool) -> None:
    """Write a result to its file, or to stdout: as a page for people, or as data byte for byte."""
    if output is not None:
        write_output(output, content, overwrite=overwrite)
    elif on_screen:
        show(content.decode())
    else:
        print_bytes(content)


def _beside(path: Path) -> Path:
    """Return a name that nobody can guess, in the same folder: known before there is such a file.

    So what is half written is found and removed, whenever an interruption comes.
    """
    return path.parent / f".benchmark-{os.urandom(8).hex()}.tmp"


def _mode_for(path: Path) -> int:
    """Return the access rights of the file that is there, or those that a new one would get."""
    if path.exists():
        return path.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def _remove(temporary: Path) -> None:
    try:
        temporary.unlink(missing_ok=True)
    except OSError:
        # the folder is gone, or no longer to be written: the sentence above has said so
        return


def _cannot_be_written(path: Path, reason: str) -> NoReturn:
    say(f"{path}: cannot be written: {reason}.")
    raise click.exceptions.Exit(UNUSABLE) from None


@contextmanager
def _tidied_when_ended() -> Iterator[None]:
    """Let a request to end the process go the way of an exception, past what tidies up."""
    import signal

    def leave(number: int, _frame: object) -> NoReturn:
        raise SystemExit(_ENDED_BY + number)

    before = {}
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        # one that is ignored, as by nohup, stays so
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            try:
                before[number] = signal.signal(number, leave)
            except ValueError:  # outside the main thread nobody asks
                break
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
