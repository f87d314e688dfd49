"""Writes results: whole or not at all, and never over a file that is already there unasked."""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import click

from slavery_benchmark.cli.exits import UNUSABLE
from slavery_benchmark.cli.talk import print_bytes, say, show
from slavery_benchmark.writing.whole_files import temporary_beside, tidied_when_ended, write_whole

_WRITABLE = 0o222
_REASON = re.compile(r"\[(?:Errno|WinError) [0-9]+\] ([^:]+)")
"""What the system says in the text of its errors."""


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
    if path.exists() and (not path.stat().st_mode & _WRITABLE or not os.access(path, os.W_OK)):
        raise click.UsageError(f"{path} is read-only; name another file, or let it be written.")


def copy_folder(source: Path, target: Path) -> None:
    """Copy a folder to a new place, whole or not at all.

    Leaves with a sentence if the place is taken or cannot be written.
    """
    import shutil

    if target.exists():
        raise click.UsageError(f"{target} exists; name a new folder.")
    temporary = temporary_beside(target)
    with tidied_when_ended():
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            temporary.mkdir(mode=0o700)
            shutil.copytree(source, temporary, dirs_exist_ok=True)
            temporary.rename(target)
        except shutil.Error as error:  # an OSError too, which carries a list
            reason = _REASON.search(str(error.args[0][0][-1]))
            why = f" ({reason[1]})" if reason else ""
            _cannot_be_written(target, f"some files could not be copied{why}")
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
    try:
        write_whole(path, content, replacing=overwrite)
    except FileExistsError:
        refuse_existing(path, overwrite=False)  # another run has written it meanwhile
        raise
    except OSError as error:
        _cannot_be_written(path, error.strerror or str(error))
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


def make_folder(folder: Path) -> None:
    """Make a folder unless it is there; leave with a sentence if that cannot be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        say(f"{folder}: cannot be made: {error.strerror or error}.")
        raise click.exceptions.Exit(UNUSABLE) from None


def _cannot_be_written(path: Path, reason: str) -> NoReturn:
    say(f"{path}: cannot be written: {reason}.")
    raise click.exceptions.Exit(UNUSABLE) from None
