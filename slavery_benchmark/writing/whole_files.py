"""Writes a file whole or not at all, by way of a temporary file beside it."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import time
from typing import NoReturn

TEMPORARY = ".benchmark-*.tmp"
"""What a process that is killed outright may leave."""
_SETTLED = 2
"""Seconds after which a file that is being written is surely locked."""
_ENDED_BY = 128
"""What shells add to the number of a signal for the exit code of a process that it ended."""


def write_whole(path: Path, content: bytes, *, replacing: bool = True) -> None:
    """Write `content` to `path` by way of a temporary file, which nobody else may read.

    Raises OSError if that cannot be done; FileExistsError if there is such a file by now, and it is
    not for `replacing`. A file that was there before then stays as it was, and
    nothing else is left behind; so too after an interruption.
    """
    remove_stale(path.parent)
    temporary = temporary_beside(path)
    new = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with tidied_when_ended():
        try:
            with os.fdopen(os.open(temporary, new, 0o600), "wb") as stream:
                _lock(stream.fileno())
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())  # some file systems say only now that they are full
            temporary.chmod(_mode_for(path))
            if replacing:
                temporary.replace(path)
            else:
                _name_anew(temporary, path)
        finally:
            _remove(temporary)


def _remove(temporary: Path) -> None:
    """Remove a temporary file, though an interruption should come right then."""
    try:
        with suppress(OSError):  # the folder is gone, or no longer to be written: said already
            temporary.unlink(missing_ok=True)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def remove_stale(folder: Path) -> None:
    """Remove what runs that were killed outright left in a folder; not what a live one writes.

    A run holds a lock on its file from right after it made it. What cannot be told stays.
    """
    for item in folder.glob(TEMPORARY):
        with suppress(OSError):
            found = item.lstat()
            if stat.S_ISREG(found.st_mode) and time() - found.st_mtime > _SETTLED:
                handle = os.open(item, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
                try:
                    gone = _lock(handle)
                finally:
                    os.close(handle)
                if gone:
                    item.unlink()


def _lock(handle: int) -> bool:
    """Lock a file until it is closed; return whether nobody else has.

    Windows removes no file that somebody has open; where a file system knows no locks, False.
    """
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _name_anew(temporary: Path, path: Path) -> None:
    """Give a file its name unless there is one of this name, made by another run meanwhile."""
    if os.name == "nt":
        temporary.rename(path)  # which replaces nothing there
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if path.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        temporary.replace(path)


def settle_folder(folder: Path) -> None:
    """See to it that the names in a folder outlast a loss of power, where a system can do that."""
    if os.name == "nt":
        return
    with suppress(OSError):  # some file systems cannot
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def temporary_beside(path: Path) -> Path:
    """Return a name that nobody can guess, in the same folder: known before there is such a file.

    So what is half written is found and removed, whenever an interruption comes.
    """
    return path.parent / f".benchmark-{os.urandom(8).hex()}.tmp"


@contextmanager
def tidied_when_ended() -> Iterator[None]:
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


def _mode_for(path: Path) -> int:
    """Return the access rights of the file that is there, or those that a new one would get."""
    if path.exists():
        return path.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
