"""What runs on a worker of a cluster. Nothing else is ever sent there."""

import pickle
import platform
import traceback
from functools import cache
from importlib.metadata import version
from typing import Protocol, TypeVar

from slavery_benchmark import __version__
from slavery_benchmark.cluster.answers import Answer, Given, answered, identity

R = TypeVar("R")
_LIBRARIES = ("python-calamine", "msgspec")
"""The libraries whose version could change what is read, or how it is sent."""


class Work(Protocol[R]):
    """What is done to each file; it is sent to every worker once."""

    @property
    def fingerprint(self) -> str:
        """A hash of the criteria in it."""

    def of_given(self, given: Given) -> R:
        """Return what comes of a file, or of one that could not be read."""

    def packed(self, made: R) -> bytes:
        """Return that as plain bytes."""

    def unpacked(self, data: bytes, given: Given) -> R:
        """Return it from those bytes; ValueError if nothing of the kind can come of the file."""


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


def run(given: Given, work: Work[object]) -> bytes:
    """Return what comes of a file, and where and on which versions, as plain bytes.

    Nothing is raised: a long trace of calls stops a client of some versions from hearing of the end
    of a task.
    """
    from distributed import get_worker

    kept, fault = b"", None
    try:
        kept = work.packed(work.of_given(given))
    except Exception as error:  # noqa: BLE001 - told where it is unpacked
        line = traceback.extract_tb(error.__traceback__)[-1]
        fault = f"{type(error).__name__}: {error} ({line.name}, line {line.lineno})"
    file, sha256 = identity(given)
    worker = get_worker().address
    answer = Answer(
        file=file, sha256=sha256, worker=worker, versions=versions(), kept=kept, fault=fault
    )
    return answered(answer)
