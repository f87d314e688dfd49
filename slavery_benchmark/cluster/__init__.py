"""Spreads the files of a run over an existing Dask cluster; the results do not depend on how.

The unit of work is one file. Its bytes are sent, so that no disk need be shared.
"""

import pickle
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from time import monotonic, sleep
from typing import TYPE_CHECKING, Generic, TypeVar

from slavery_benchmark.cluster.answers import Given, answer_in
from slavery_benchmark.cluster.connection import (
    check_result,
    check_workers,
    cluster_problem,
    connected,
)
from slavery_benchmark.cluster.on_worker import Work, run, unpack
from slavery_benchmark.core.problems import Code, Problem, UnusableError, problem
from slavery_benchmark.core.text import clean
from slavery_benchmark.reading.reader import InputFile, name_of

if TYPE_CHECKING:
    from distributed import Client, Future

__all__ = ["results_on"]

R = TypeVar("R")
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

_SILENCE = 600
"""Seconds without any answer, though there are workers, after which a file has none."""

_SILENT_AGAIN = 30
"""The same for the files that follow such a one, until an answer comes."""

_GONE = "the scheduler ended, or the connection to it did"


@contextmanager
def results_on(
    address: str,
    work: Work[R],
    items: Iterable[Given],
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
        self._seen = self._heard = monotonic()
        self._silence = _SILENCE

    def results(self, items: Iterable[Given]) -> Iterator[R]:
        """Yield what comes of each file, in their order."""
        batch_files = _BATCH * max(1, sum(self._client.nthreads().values()))
        under_way: deque[tuple[Given, Future[bytes]]] = deque()
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

    def _outcome(self, item: Given, promise: "Future[bytes]") -> R:
        """Return what comes of an item that has been sent."""
        found = self._awaited(promise)
        if found is None and promise.status == "error":
            # it may have been in the company of a file that ends its worker: now it answers alone
            promise = self._client.submit(run, item, work=self._unpacked, pure=False)
            self._arriving.add(promise)
            found = self._awaited(promise)
        if found is None:
            return self._work.of_given(_unanswered(item, promise))
        try:
            answer = answer_in(found, item)
            check_result(self._address, answer.worker, answer.versions)
            if answer.fault is not None:
                return self._work.of_given(_refused(item, answer.fault))
            return self._work.unpacked(answer.kept, item)
        except ValueError as error:
            return self._work.of_given(_refused(item, str(error)))

    def _awaited(self, promise: "Future[bytes]") -> object:
        """Return what was promised when it is here; None if working it out failed.

        None too if no answer comes to any file for too long.

        That is seen from the promise itself: the library does not tell of a result that was here,
        was lost with its worker, and failed when it was worked out again.
        """
        self._seen = self._heard = monotonic()  # patience begins anew with each file
        look = self._seen + _LOOK
        while promise.status != "error":
            arrived = self._arriving.next_batch(block=False)
            if arrived:
                self._arrived.update(arrived)
                self._heard, self._silence = monotonic(), _SILENCE
            if promise in self._arrived:
                break
            if monotonic() > look:
                self._look_for_workers()
                look = monotonic() + _LOOK
            if monotonic() - self._heard > self._silence:
                self._silence = _SILENT_AGAIN
                return None
            sleep(_POLL)
        found = self._arrived.pop(promise, None)
        if isinstance(found, CancelledError):
            raise self._lost(_GONE)
        return None if promise.status == "error" else found

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


def _unanswered(item: Given, promise: "Future[bytes]") -> Problem:
    """Return what says that a file ended the workers it was given to, or why it has no answer."""
    from distributed import KilledWorker

    if promise.status != "error":
        found = "nothing" if promise.status == "finished" else "no answer, though others had time"
        return _refused(item, found)
    error: BaseException | None
    try:
        error = promise.exception(timeout=_LOOK)
    except Exception as other:  # noqa: BLE001 - what a cluster sends in place of an error may be anything
        error = other
    if isinstance(error, KilledWorker):
        return problem(
            Code.WORKER_LOST,
            file=name_of(item),
            found=f"{error.allowed_failures + 1} workers ended while they had it",
            expected="a file that a worker can read within its memory; the log of the worker says "
            "more",
        )
    return _refused(item, f"{type(error).__name__}: {error}")


def _refused(item: Given, found: str) -> Problem:
    """Return what says that the cluster answered a file with what cannot be used."""
    return problem(
        Code.ANSWER_REFUSED,
        file=name_of(item),
        found=clean(found, 200),
        expected="what benchmark makes of it; score it with --jobs 1, and look at the workers",
    )


def _batches(items: Iterable[Given], most: int) -> Iterator[list[Given]]:
    """Yield the items in lists of `most` at most, as small as can be where files are large."""
    batch: list[Given] = []
    size = 0
    for item in items:
        batch.append(item)
        size += _size(item)
        if len(batch) == most or size > _AHEAD_BYTES // (2 * _AHEAD):
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _size(item: Given) -> int:
    return len(item.content) if isinstance(item, InputFile) else 0
