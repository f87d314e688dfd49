"""What runs on a worker of a cluster. Nothing else is ever sent there."""

import pickle
import platform
import traceback
from functools import cache
from importlib.metadata import version
from typing import Protocol, TypeVar

from slavery_benchmark import __version__
from slavery_benchmark.core.problems import Problem
from slavery_benchmark.reading.reader import InputFile

R_co = TypeVar("R_co", covariant=True)
_LIBRARIES = ("python-calamine", "msgspec")
"""The libraries whose version could change what is read, or how it is sent."""


class Work(Protocol[R_co]):
    """What is done to each file; it is sent to every worker once."""

    @property
    def fingerprint(self) -> str:
        """A hash of the criteria in it."""

    def of_given(self, given: InputFile | Problem) -> R_co:
        """Return what comes of a file, or of one that could not be read."""


@cache
def versions() -> dict[str, str]:
    """Return the versions on which a result may depend, by name."""
    python = ".".join(platform.python_version_tuple()[:2])
    return {
        "benchmark": __version__,
        "Python": python,
        **{name: version(name) for name in _LIBRARIES},
    }


def unpack(packed: bytes) -> Work[object]:
    """Return the work that was sent."""
    work: Work[object] = pickle.loads(packed)  # noqa: S301 - from the client, which may run any code here
    return work


def fingerprint_of(packed: bytes) -> str:
    """Return the hash of the criteria, as this worker works it out from what arrived."""
    return unpack(packed).fingerprint


class FaultError(RuntimeError):
    """A fault of ours on a worker; the text says which and where."""


def run(given: InputFile | Problem, work: Work[object]) -> bytes:
    """Return what comes of a file, and where and on which versions: a worker may have joined.

    It is packed here, as the cluster would take its time to look into it. Nothing is raised: a
    long trace of calls stops a client of some versions from hearing of the end of a task.
    """
    from distributed import get_worker

    found: object
    try:
        found = work.of_given(given)
    except Exception as error:  # noqa: BLE001 - raised again where the result is unpacked
        line = traceback.extract_tb(error.__traceback__)[-1]
        found = FaultError(f"{type(error).__name__}: {error} ({line.name}, line {line.lineno})")
    return pickle.dumps((get_worker().address, versions(), found))
