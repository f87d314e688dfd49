"""Spreads the files of a run over an existing Dask cluster; the results do not depend on how.

The unit of work is one file. Its bytes are sent, so that no disk need be shared.
"""

import pickle
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from time import monotonic, sleep
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from slavery_benchmark.cluster.connection import (
    check_result,
    check_workers,
    cluster_problem,
    connected,
)
from slavery_benchmark.cluster.on_worker import FaultError, Work, run, unpack
from slavery_benchmark.core.problems import Code, Problem, UnusableError, problem
from slavery_benchmark.reading.reader import InputFile

if TYPE_CHECKING:
    from distributed import Client, Future

__all__ = ["results_on"]

R = TypeVar("R")
_Given: TypeAlias = InputFile | Problem
"""A file, or why it cannot be read."""

_BATCH = 4
"""Files for each thread of the cluster that are sent together."""

_AHEAD = 4
"""Batches under way at most: while the first file is awaited, the others keep workers busy."""

_AHEAD_BYTES = 128 * 2**20
"""Bytes of files under way at most, unless one file alone is larger."""

_POLL = 0.005
"""Seconds between two looks at whether a result has come."""

_PATIENCE = 60
"""Seconds that a cluster may be without any worker before the run gives up."""

_LOOK = 5
"""Seconds between two looks at whether there are workers."""

_GONE = "the scheduler ended, or the connection to it did"


@contextmanager
def results_on(
    address: str,
    work: Work[R],
    items: Iterable[_Given],
) -> Iterator[Iterator[R]]:
    """Yield what comes of each file, in their order, worked out on the cluster at an address.

    `items` are taken as they can be sent: files, and what is wrong with those not to be read. A
    worker that dies is no loss: its files go to another; a file that ends every worker it is given
    to is a problem of that file. Memory does not grow with the number of files. Raises
    UnusableError if there is no such cluster, it differs from this machine, or is lost on the way.
    """
    packed = pickle.dumps(work)
    with connected(address) as client:
        check_workers(client, address, packed, work.fingerprint)
        yield _Run(client, address, work, packed).results(items)


class _Run(Generic[R]):
    """One run on one cluster."""

    def __init__(self, client: "Client", address: str, work: Work[R], packed: bytes) -> None:
        from distributed import as_completed

        self._client = client
        self._address = address
        self._work = work
        # a task, and not data that is scattered: it is made again if its worker dies
        self._unpacked = client.submit(unpack, packed, pure=False)
        self._arriving = as_completed(with_results=True, raise_errors=False, loop=client.loop)
        self._arrived: dict[Future[bytes], object] = {}
        self._seen = monotonic()

    def results(self, items: Iterable[_Given]) -> Iterator[R]:
        """Yield what comes of each file, in their order."""
        batch_files = _BATCH * max(1, sum(self._client.nthreads().values()))
        under_way: deque[tuple[_Given, Future[bytes]]] = deque()
        held = 0
        for batch in _batches(items, batch_files):
            more = sum(map(_size, batch))
            while under_way and (
                len(under_way) + len(batch) > batch_files * _AHEAD or held + more > _AHEAD_BYTES
            ):
                held -= _size(under_way[0][0])
                yield self._outcome(*under_way.popleft())
            promises = self._client.map(run, batch, work=self._unpacked, pure=False)
            self._arriving.update(promises)
            under_way.extend(zip(batch, promises, strict=True))
            held += more
        while under_way:
            yield self._outcome(*under_way.popleft())

    def _outcome(self, item: _Given, promise: "Future[bytes]") -> R:
        """Return what comes of an item that has been sent."""
        found = self._awaited(promise)
        if found is None:
            # it may have been in the company of a file that ends its worker: now it answers alone
            promise = self._client.submit(run, item, work=self._unpacked, pure=False)
            self._arriving.add(promise)
            found = self._awaited(promise)
        if found is None:
            return self._work.of_given(_ended_workers(item, promise))
        worker, theirs, outcome = pickle.loads(found)  # noqa: S301 - from the cluster that the user trusts
        check_result(self._address, worker, theirs)
        if isinstance(outcome, FaultError):
            raise outcome
        result: R = outcome
        return result

    def _awaited(self, promise: "Future[bytes]") -> bytes | None:
        """Return what was promised when it is here; None if working it out failed.

        That is seen from the promise itself: the library does not tell of a result that was here,
        was lost with its worker, and failed when it was worked out again.
        """
        self._seen = monotonic()  # patience begins anew with each file
        look = self._seen + _LOOK
        while promise.status != "error":
            self._arrived.update(self._arriving.next_batch(block=False))
            if promise in self._arrived:
                break
            if monotonic() > look:
                self._look_for_workers()
                look = monotonic() + _LOOK
            sleep(_POLL)
        found = self._arrived.pop(promise, None)
        if isinstance(found, CancelledError):
            raise self._lost(_GONE)
        return found if isinstance(found, bytes) else None

    def _look_for_workers(self) -> None:
        """Give up if there is no scheduler any more, or has been no worker for too long."""
        if self._client.status != "running":
            raise self._lost(_GONE)
        now = monotonic()
        if self._client.nthreads():
            self._seen = now
        elif now - self._seen > _PATIENCE:
            raise self._lost(f"there has been no worker for {_PATIENCE} seconds")

    def _lost(self, found: str) -> UnusableError:
        expected = (
            "a scheduler and workers that run to the end; what was written with --data-set is "
            "kept, and --resume goes on from there"
        )
        return cluster_problem(Code.CLUSTER_LOST, self._address, found, expected)


def _ended_workers(item: _Given, promise: "Future[bytes]") -> Problem:
    """Return what says that a file ended the workers it was given to; raise any other error."""
    from distributed import KilledWorker

    try:
        promise.result()
    except KilledWorker as error:
        return problem(
            Code.WORKER_LOST,
            file=item.file if isinstance(item, Problem) else item.name,
            found=f"{error.allowed_failures + 1} workers ended while they had it",
            expected="a file that a worker can read within its memory; the log of the worker says "
            "more",
        )
    raise AssertionError("it was not worked out, and is here")


def _batches(items: Iterable[_Given], most: int) -> Iterator[list[_Given]]:
    """Yield the items in lists of `most` at most, as small as can be where files are large."""
    batch: list[_Given] = []
    size = 0
    for item in items:
        batch.append(item)
        size += _size(item)
        if len(batch) == most or size > _AHEAD_BYTES // (2 * _AHEAD):
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _size(item: _Given) -> int:
    return len(item.content) if isinstance(item, InputFile) else 0
