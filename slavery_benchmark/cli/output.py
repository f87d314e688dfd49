"""Writes results: whole or not at all, and never over a file that is already there unasked."""

import os
from collections.abc import Iterable
from pathlib import Path

import click

from slavery_benchmark.cli.exits import UNUSABLE
from slavery_benchmark.cli.talk import print_bytes, say, show


def refuse_existing(path: Path, *, overwrite: bool, inputs: Iterable[Path] = ()) -> None:
    """Raise UsageError if the file may not be written: before the work, so that none is lost.

    An input, or a file in a folder that is one, is never replaced.
    """
    if path.is_dir():
        raise click.UsageError(f"{path} is a folder; name a file.")
    for item in inputs:
        if path.exists() and item.exists() and (path.samefile(item) or item in path.parents):
            raise click.UsageError(f"{path} is one of the inputs; name another file.")
    if path.exists() and not overwrite:
        raise click.UsageError(f"{path} exists; add --overwrite to replace it.")


def copy_folder(source: Path, target: Path) -> None:
    """Copy a folder to a new place; leave with a sentence if that cannot be written."""
    import shutil

    if target.exists():
        raise click.UsageError(f"{target} exists; name a new folder.")
    try:
        shutil.copytree(source, target)
    except OSError as error:  # shutil.Error is one, and carries a list
        say(f"{target}: cannot be written: {error.strerror or 'some files could not be copied'}.")
        raise click.exceptions.Exit(UNUSABLE) from None


def _mode_for(path: Path) -> int:
    """Return the access rights of the file that is there, or those that a new one would get."""
    if path.exists():
        return path.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def write_output(path: Path, content: bytes, *, overwrite: bool) -> None:
    """Write `content` to `path` by way of a temporary file beside it.

    Leaves with a sentence if the file exists and is not to be replaced, or cannot be written; a
    file that was there before then stays as it was.
    """
    import tempfile  # only a written file needs it

    refuse_existing(path, overwrite=overwrite)
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".benchmark-")
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(temporary).chmod(_mode_for(path))
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        reason = error.strerror or str(error)
        say(f"{path}: cannot be written: {reason}.")
        raise click.exceptions.Exit(UNUSABLE) from None
    say(f"Wrote {path}.")


def deliver(content: bytes, output: Path | None, *, on_screen: bool, overwrite: bool) -> None:
    """Write a result to its file, or to stdout: as a page for people, or as data byte for byte."""
    if output is not None:
        write_output(output, content, overwrite=overwrite)
    elif on_screen:
        show(content.decode())
    else:
        print_bytes(content)
