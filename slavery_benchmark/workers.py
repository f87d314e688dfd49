"""Spreads the work of a run over the cores of this machine; the results do not depend on how."""

import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

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
def results_of(
    task: Callable[[T], R],
    items: Sequence[T],
    jobs: int,
    lost: Callable[[T], R] | None = None,
) -> Iterator[Iterator[R]]:
    """Yield the results of `task` in the order of the items, made one by one or side by side.

    With more than one job `task`, items and results must be such as can be sent between processes;
    `lost` gives the result of an item whose process ended over it, alone with it.
    """
    if jobs == 1:
        yield map(task, items)
        return
    import multiprocessing

    pools = _Pools(task)
    try:
        with _interrupts_held():  # the first workers start at once
            futures = pools.submit(items, jobs)
        yield _side_by_side(pools, list(items), futures, jobs, lost)
    except KeyboardInterrupt:
        for worker in multiprocessing.active_children():
            worker.terminate()
        raise
    finally:
        pools.end()


class _Pools:
    """One pool of processes after the other, each for the same task."""

    def __init__(self, task: Callable[[Any], Any]) -> None:
        self._task = task
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, items: Iterable[Any], jobs: int) -> "list[Future[Any]]":
        """Give the items to a new pool of so many processes."""
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        self.end()
        self._pool = ProcessPoolExecutor(
            max_workers=jobs,
            # the same on every system, and safe beside threads
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=(self._task,),
        )
        return [self._pool.submit(_run, item) for item in items]

    def end(self) -> None:
        """End the pool, without what it has not begun."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


def _side_by_side(
    pools: _Pools,
    items: list[T],
    futures: "list[Future[Any]]",
    jobs: int,
    lost: Callable[[T], R] | None,
) -> Iterator[R]:
    """Yield the results in the order of the items.

    If a process ends, all of its pool are lost and nothing says over which item: those that the
    pool had in hand are tried again, each in a pool of its own, and the others in a new one.
    """
    from concurrent.futures import CancelledError, Future
    from concurrent.futures.process import BrokenProcessPool

    place, suspected = 0, 0
    while place < len(items):
        future = futures[place]
        try:
            if suspected and not _is_made(future):
                (future,) = pools.submit([items[place]], 1)
            made = future.result()
        except (BrokenProcessPool, CancelledError):
            if lost is None:
                raise
            if not suspected:
                suspected = 2 * jobs + 1  # as many as a pool has in hand, and in its queue
                continue
            made = lost(items[place])
        suspected = max(0, suspected - 1)
        futures[place] = future = Future()  # the result may be large
        yield made
        place += 1
        if not suspected and place < len(items) and _is_lost(futures[place]):
            left = [n for n in range(place, len(items)) if not _is_made(futures[n])]
            for n, again in zip(left, pools.submit([items[n] for n in left], jobs), strict=True):
                futures[n] = again


def _is_made(future: "Future[Any]") -> bool:
    """Return whether there is a result, or an error of the task's own."""
    return future.done() and not _is_lost(future)


def _is_lost(future: "Future[Any]") -> bool:
    from concurrent.futures.process import BrokenProcessPool

    if not future.done():
        return False
    return future.cancelled() or isinstance(future.exception(), BrokenProcessPool)


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
    import threading

    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process at once when the one that began it is gone, even if it was killed.

    Else it would wait for work for ever.
    """
    import multiprocessing
    from multiprocessing.connection import wait

    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


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
