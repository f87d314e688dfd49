"""What is said to the user: results to stdout, the rest to stderr, in marks the stream can show."""

import sys

import click

from slavery_benchmark.render.symbols import plain, symbols_for


def say(text: str) -> None:
    """Write a line to stderr."""
    click.echo(plain(text, symbols_for(sys.stderr.encoding)), err=True)


def show(text: str) -> None:
    """Write a finished page to stdout."""
    click.echo(plain(text, symbols_for(sys.stdout.encoding)), nl=False)


def print_bytes(content: bytes) -> None:
    """Write bytes to stdout as they are: data is UTF-8 whatever the console uses."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
