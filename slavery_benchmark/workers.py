"""Spreads the work of a run over the cores of this machine; the results do not depend on how."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

WORTH_WHILE = 3 * 2**20
"""Bytes of workbooks below which starting another process takes longer than it saves."""

T = TypeVar("T")
R = TypeVar("R")
_task: Callable[[Any], Any] | None = None


def jobs_for(files: Sequence[Path], jobs: int | None) -> int:
    """Return how many processes to use: `jobs`, or for None as many as these files are worth."""
    if jobs is not None:
        return max(1, min(jobs, len(files)))
    if len(files) < 2 or _cores() < 2:
        return 1
    return min(_cores(), len(files)) if sum(map(_size, files)) >= WORTH_WHILE else 1


def jobs_for_pieces(count: int, jobs: int | None, worth_while: int) -> int:
    """Return how many processes to use for pieces of work of like size.

    `jobs`, or for None every core if the pieces are so many that other processes are worth while.
    """
    if jobs is None:
        jobs = _cores() if count >= worth_while else 1
    return max(1, min(jobs, count))


@contextmanager
def results_of(task: Callable[[T], R], items: Sequence[T], jobs: int) -> Iterator[Iterator[R]]:
    """Yield the results of `task` in the order of the items, made one by one or side by side.

    With more than one job `task`, items and results must be such as can be sent between processes.
    """
    if jobs == 1:
        yield map(task, items)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    pool = ProcessPoolExecutor(
        max_workers=jobs,
        # the same on every system, and safe beside threads
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_begin,
        initargs=(task,),
    )
    try:
        with _interrupts_held():
            found = pool.map(_run, items)
        yield found
    except KeyboardInterrupt:
        for worker in multiprocessing.active_children():
            worker.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold interrupts back while workers are started, for these to begin without any.

    Windows cannot.
    """
    mask = getattr(signal, "pthread_sigmask", None)
    if mask is None:
        yield
        return
    before = mask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        mask(signal.SIG_SETMASK, before)


def _begin(task: Callable[[Any], Any]) -> None:
    """Set a worker up: the task is sent once. An interrupt is for the main process to answer."""
    global _task  # noqa: PLW0603 - how a pool hands a worker what it needs
    _task = task
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _run(item: Any) -> Any:
    if _task is None:
        raise AssertionError("a worker is set up before it is given work")
    return _task(item)


def _cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0
