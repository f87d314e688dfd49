"""Lets something happen in the middle of a run: a worker dies, the scheduler ends."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


def after(count: int, happens: Callable[[], object]) -> Callable[..., object]:
    """Return a progress bar that lets something happen when so many files have come back."""

    @contextmanager
    def bar(files: Sequence[Path]) -> Iterator[Iterable[Path]]:
        def steps() -> Iterator[Path]:
            for number, file in enumerate(files):
                if number == count:
                    happens()
                yield file

        yield steps()

    return bar
