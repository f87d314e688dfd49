"""A Dask cluster of this machine, made of the programs that users start."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil

_ADDRESS = "127.0.0.1"
_STARTED = 300


class LocalCluster:
    """A scheduler and its workers; each worker is a process with one thread, without a nanny."""

    def __init__(self, folder: Path, tls: Sequence[str] = ()) -> None:
        self._folder = folder
        self._tls = list(tls)
        self._workers: list[subprocess.Popen[bytes]] = []
        told = folder / "scheduler.json"
        wanted = ["--host", f"tls://{_ADDRESS}"] if tls else ["--host", _ADDRESS]
        self._scheduler = self._start(
            "dask_scheduler", *wanted, "--port", "0", "--scheduler-file", str(told)
        )
        until(lambda: told.exists() and told.read_text("utf-8").rstrip().endswith("}"))
        self.address: str = json.loads(told.read_text("utf-8"))["address"]

    def add_workers(self, count: int, preload: str = "") -> None:
        """Start workers and wait until they are known."""
        for log in [self._start_worker(preload) for _ in range(count)]:
            until(lambda log=log: b"Registered to" in log.read_bytes())  # type: ignore[misc]

    def add_worker(self, preload: str = "") -> None:
        """Start a worker and wait until it is known. `preload` is Python that it runs first."""
        self.add_workers(1, preload)

    def _start_worker(self, preload: str) -> Path:
        arguments = ["--no-nanny", "--nthreads", "1", "--local-directory", str(self._folder)]
        if preload:
            path = self._folder / f"preload_{len(self._workers)}.py"
            path.write_text(preload, "utf-8")
            arguments += ["--preload", str(path)]
        if not self._tls:
            arguments += ["--host", _ADDRESS]
        log = self._folder / f"worker-{len(self._workers)}.log"
        self._workers.append(self._start("dask_worker", self.address, *arguments, log=log))
        return log

    def kill_worker(self, number: int) -> None:
        """End a worker at once, as a machine that loses power does."""
        self._workers[number].kill()

    def kill_scheduler(self) -> None:
        """End the scheduler at once."""
        self._scheduler.kill()

    def pids(self) -> set[int]:
        """Return the processes of this cluster that run."""
        return {item.pid for item in (self._scheduler, *self._workers) if item.poll() is None}

    def stop(self) -> None:
        """End all of it."""
        for process in (*self._workers, self._scheduler):
            process.kill()
            process.wait()

    def _start(
        self, program: str, *arguments: str, log: Path | None = None
    ) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.{program}", "--no-dashboard"]
        with (log or self._folder / "scheduler.log").open("wb") as stream:
            return subprocess.Popen(
                [*command, *self._tls, *arguments],
                stdout=stream,
                stderr=stream,
                cwd=self._folder,
            )


@contextmanager
def local_cluster(
    folder: Path, workers: int = 2, preload: str = "", tls: Sequence[str] = ()
) -> Iterator[LocalCluster]:
    """Yield a cluster with so many workers, which ends with the block."""
    folder.mkdir(exist_ok=True)
    cluster = LocalCluster(folder, tls)
    try:
        cluster.add_workers(workers, preload)
        yield cluster
    finally:
        cluster.stop()


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds; the processes of this machine take their time."""
    end = time.monotonic() + _STARTED
    while not holds():
        if time.monotonic() > end:
            raise AssertionError("it did not come to hold")
        time.sleep(0.05)


def peers_of(process: psutil.Process) -> set[str]:
    """Return the addresses that a process is connected to."""
    found = (item.raddr for item in process.net_connections("inet") if item.raddr)
    return {f"{item.ip}:{item.port}" for item in found}
