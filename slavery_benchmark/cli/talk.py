"""What is said to the user: results to stdout, the rest to stderr, in marks the stream can show."""

import errno
import importlib.util
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

import click

from slavery_benchmark.cli.exits import DONE, UNUSABLE
from slavery_benchmark.core.text import clean
from slavery_benchmark.formats.terminal.symbols import in_marks_of, plain, symbols_for


def say(text: str) -> None:
    """Write a line to stderr, whatever stands in it; without one that works, nothing is said."""
    encoding = getattr(sys.stderr, "encoding", None) or "ascii"
    with suppress(OSError):
        click.echo(plain(clean(text), symbols_for(encoding)), err=True)


def require_library(what: str, library: str, extra: str) -> None:
    """Raise UsageError if what needs a library that only an extra installs cannot be had."""
    if importlib.util.find_spec(library) is None:
        raise click.UsageError(
            f"{what} needs the library {library}: pip install '.[{extra}]' in a copy of this "
            "project."
        )


def nearest_hint(close: Sequence[str]) -> str:
    """Return what to add to a sentence about a slip: the valid words most like it, if any."""
    return f" Nearest: {', '.join(close)}." if close else ""


def show(text: str) -> None:
    """Write a finished page to stdout."""
    with _quiet_when_closed():
        click.echo(in_marks_of(symbols_for(sys.stdout.encoding), text), nl=False)


def print_bytes(content: bytes) -> None:
    """Write bytes to stdout as they are: data is UTF-8 whatever the console uses."""
    with _quiet_when_closed():
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()


@contextmanager
def _quiet_when_closed() -> Iterator[None]:
    """End well when whoever reads stdout has had enough, as `| head` does; else say what is wrong.

    Windows calls a closed pipe an invalid argument.
    """
    try:
        yield
        sys.stdout.flush()
    except OSError as error:
        # nothing may be left for the interpreter to write when it ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if error.errno in (errno.EPIPE, errno.EINVAL):
            raise click.exceptions.Exit(DONE) from None
        say(f"The output cannot be written: {error.strerror or error}.")
        raise click.exceptions.Exit(UNUSABLE) from None
