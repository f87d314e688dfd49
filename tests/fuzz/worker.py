"""A process that tries inputs under a clock and a bound of memory: an input may abort it."""

import multiprocessing
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from tests.fuzz.trying import INPUTS, Tried, load_criteria_once, try_one

MEMORY = 3 * 2**30
"""Bytes of address space for a worker: what there is on a small machine."""
GROWTH = 300
"""Megabytes that one input may add to the most that a worker has needed."""
CLOCK = 40.0
"""Seconds for one input."""


ROOT = str(Path(__file__).parents[2])
"""Where a fresh process finds the tests; it is looked at last, after what is installed."""


class Outcome(msgspec.Struct, kw_only=True):
    """What became of one input. findings is empty if it did nothing that it should not."""

    kind: str
    number: int
    seconds: float = 0.0
    suffix: str = ""
    said: str = ""
    commands: Sequence[str] = ()
    findings: Sequence[str] = ()
    content: bytes = b""


class Worker:
    """A process that tries one input after another; one that ends or hangs is replaced."""

    def __init__(self, seed: int, clock: float = CLOCK) -> None:
        self._seed = seed
        self._clock = clock
        self._folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
        self._begin()

    def _begin(self) -> None:
        if ROOT not in sys.path:
            sys.path.append(ROOT)
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        arguments = (theirs, self._seed, str(self._folder))
        self._process = context.Process(target=_serve, args=arguments, daemon=True)
        self._process.start()
        theirs.close()
        self._pipe.recv()  # it is ready

    def try_one(self, kind: str, number: int) -> Outcome:
        """Try an input; an abort or a hang is a finding, with the input as it was on the disk."""
        started = time.monotonic()
        said = ""
        try:
            self._pipe.send((kind, number))
            if self._pipe.poll(self._clock):
                outcome: Outcome = msgspec.msgpack.decode(self._pipe.recv_bytes(), type=Outcome)
                outcome.seconds = time.monotonic() - started
                return outcome
            said = f"hangs: no answer in {self._clock:g} s"
        except (EOFError, OSError):
            self._process.join(10)
            code = self._process.exitcode or 0
            said = f"aborts: {signal.Signals(-code).name if code < 0 else f'exit {code}'}"
        self._process.kill()
        self._process.join()
        inputs = [path for stem in INPUTS for path in self._folder.glob(f"{stem}.*")]
        made = max(inputs, key=lambda path: path.stat().st_mtime, default=None)
        outcome = Outcome(
            kind=kind,
            number=number,
            seconds=time.monotonic() - started,
            findings=[said],
            suffix=made.suffix if made else "",
            content=made.read_bytes() if made else b"",
        )
        self._begin()
        return outcome

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """End the process and remove its folder."""
        self._process.kill()
        self._process.join()
        self._pipe.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def _serve(pipe: Connection, seed: int, folder: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _bound_memory()
    load_criteria_once()
    pipe.send("ready")
    peak = _peak()
    while True:
        try:
            kind, number = pipe.recv()
        except EOFError:
            return
        for left in Path(folder).glob("*"):
            if left.name != "sound.json":
                left.unlink() if left.is_file() else shutil.rmtree(left)
        try:
            tried = try_one(kind, number, seed, Path(folder))
        except Exception as error:  # noqa: BLE001 - the fuzzer's own fault is a finding too
            tried = Tried("", b"", "", [], [f"the fuzzer failed: {error!r}"])
        findings = list(tried.findings)
        now = _peak()
        if now - peak > GROWTH and number > 0:
            findings.append(f"needs {now - peak} MB more than any input before")
        peak = max(peak, now)
        pipe.send_bytes(
            msgspec.msgpack.encode(
                Outcome(
                    kind=kind,
                    number=number,
                    suffix=tried.suffix,
                    said=tried.said,
                    commands=tried.commands,
                    findings=[text.encode("utf-8", "replace").decode() for text in findings],
                    content=tried.content if findings else b"",
                )
            )
        )


def _bound_memory() -> None:
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _peak() -> int:
    """Return the most memory that this process has needed, in MB; 0 where that is not told."""
    if sys.platform == "linux":
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return 0
