"""The journal: what is finished of the chunk that is being filled, a line a file."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from slavery_benchmark.data_set.layout import JOURNAL, DataSetError
from slavery_benchmark.data_set.lines import Line, decoded, encoded


class Journal(AbstractContextManager["Journal"]):
    """The journal of a data set, held open: a second run of the same data set is refused.

    Nothing is forced onto the disk here: a process that ends loses nothing, and a machine that does
    loses lines at the end at most, whose files are assessed again.
    """

    def __init__(self, folder: Path) -> None:
        """Open the journal. Raises OSError, or DataSetError if another run holds it."""
        self.path = folder / JOURNAL
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        self._handle = os.open(self.path, flags, 0o666)
        try:
            if not _locked(self._handle):
                raise DataSetError(f"{folder}: another run is writing this data set.")
        except BaseException:
            self.close()
            raise

    def __exit__(self, *_: object) -> None:
        self.close()

    def lines(self, first: int) -> Iterator[Line]:
        """Yield the lines from the file `first` on that are whole and follow on."""
        for line, _ in decoded(self.path.read_bytes(), first):
            yield line

    def keep(self, first: int) -> int:
        """Cut off what does not follow on from the file `first`; return how many lines are left."""
        ends = [end for _, end in decoded(self.path.read_bytes(), first)]
        os.ftruncate(self._handle, ends[-1] if ends else 0)
        return len(ends)

    def add(self, line: Line) -> None:
        """Add a line. OSError if there is no room; what is torn then is cut off next time."""
        rest = memoryview(encoded(line))
        while rest:
            rest = rest[os.write(self._handle, rest) :]

    def clear(self) -> None:
        """Take all lines out."""
        os.ftruncate(self._handle, 0)

    def remove(self) -> None:
        """Remove the file; the journal is closed for this."""
        self.close()
        self.path.unlink()

    def close(self) -> None:
        """Let go of the file."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def _locked(handle: int) -> bool:
    """Lock a file for as long as it is open; return False if another process has it.

    A file system that knows no locks lets everybody in.
    """
    try:
        import fcntl
    except ImportError:  # Windows
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True
