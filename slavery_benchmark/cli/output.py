"""Writes results: whole or not at all, and never over a file that is already there unasked."""

import os
import sys
from pathlib import Path

import click

from slavery_benchmark.cli.exits import UNUSABLE


def write_output(path: Path, content: bytes, *, overwrite: bool) -> None:
    """Write `content` to `path` by way of a temporary file beside it.

    Leaves with a sentence if the file exists and is not to be replaced, or cannot be written; a
    file that was there before then stays as it was.
    """
    if path.is_dir():
        raise click.UsageError(f"{path} is a folder; name a file.")
    if path.exists() and not overwrite:
        raise click.UsageError(f"{path} exists; add --overwrite to replace it.")
    import tempfile  # only a written file needs it

    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".benchmark-")
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        reason = error.strerror or str(error)
        click.echo(f"{path}: cannot be written: {reason}.", err=True)
        raise click.exceptions.Exit(UNUSABLE) from None
    click.echo(f"Wrote {path}.", err=True)


def print_bytes(content: bytes) -> None:
    """Write bytes to stdout as they are: data is UTF-8 whatever the console uses."""
    sys.stdout.flush()
    stream = click.get_binary_stream("stdout")
    stream.write(content)
    stream.flush()
