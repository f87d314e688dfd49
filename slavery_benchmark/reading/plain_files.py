"""The bytes of what is a file: a pipe would keep a reader waiting, a device never ends."""

import errno
import os
import stat
from pathlib import Path

from slavery_benchmark.core.text import clean

SMALL = 4 * 2**20
"""Bytes of the largest text file that a person writes: criteria, a register, groups."""


class NoPlainFileError(OSError):
    """What stands under a name cannot be read whole; `strerror` says why, fit for a message."""

    def __init__(self, why: str) -> None:
        super().__init__(errno.EINVAL, why)


def start_of(path: Path, size: int) -> bytes:
    """Return the first bytes of a file, all if there are no more than `size`.

    Raises NoPlainFileError for what is no file, FileNotFoundError with where a link leads that
    leads nowhere, OSError or ValueError (a zero byte in the name) for what cannot be opened.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        number = os.open(path, flags)
    except FileNotFoundError as error:
        if path.is_symlink():
            where = clean(path.readlink().name, 80)  # of its folders nothing is written
            raise FileNotFoundError(
                errno.ENOENT, f"a link to {where}, which is not there"
            ) from None
        raise error from None
    with open(number, "rb") as stream:  # noqa: PTH123 - a number and no path
        mode = os.fstat(number).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not stat.S_ISREG(mode):
            raise NoPlainFileError("a pipe or a device, and no file")
        return stream.read(size)


def whole_of(path: Path, most: int = SMALL) -> bytes:
    """Return the bytes of a file, as `start_of` does; NoPlainFileError if they are too many."""
    content = start_of(path, most + 1)
    if len(content) > most:
        raise NoPlainFileError(f"a file of more than {most // 2**20} MB")
    return content
