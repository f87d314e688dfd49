"""Connects to the scheduler that the user names, and looks at each worker before work starts."""

import logging
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from slavery_benchmark.cluster.on_worker import fingerprint_of, versions
from slavery_benchmark.core.problems import Code, UnusableError, problem
from slavery_benchmark.core.text import clean

if TYPE_CHECKING:
    from distributed import Client

_SECONDS = 10
"""How long a scheduler has to answer."""

_SETTINGS = {
    # a batch of workbooks is what is meant to be sent, not a mistake
    "distributed.admin.large-graph-warning-threshold": "1 GiB",
    # the last messages are kept to look for faults in the library: a thousand batches of workbooks
    "distributed.admin.low-level-log-length": 1,
    "distributed.comm.timeouts.connect": f"{_SECONDS}s",
}


@contextmanager
def connected(address: str) -> Iterator["Client"]:
    """Yield a client of the scheduler at an address; it connects to that scheduler and no other.

    Raises UnusableError if nobody answers.
    """
    import dask.config
    from distributed import Client

    with dask.config.set(_SETTINGS), _quiet():
        _knock(address)
        try:
            # results come by way of the scheduler, as workers may be out of reach from here
            client = Client(
                address, timeout=_SECONDS, direct_to_workers=False, set_as_default=False
            )
        except OSError as error:
            raise _unreachable(address, error) from None
        try:
            with client.as_current():
                yield client
        finally:
            client.close(timeout=2)


def _knock(address: str) -> None:
    """Raise UnusableError if no scheduler answers: a client that finds none is slow to give up."""
    import asyncio

    from distributed.core import rpc
    from distributed.security import Security

    async def knock() -> None:
        arguments = Security().get_connection_args("client")
        async with rpc(address, timeout=_SECONDS, connection_args=arguments) as there:
            found = await there.identity()
        if found.get("type") != "Scheduler":
            raise OSError("what answers there is no scheduler")

    try:
        asyncio.run(asyncio.wait_for(knock(), _SECONDS + 1))
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise _unreachable(address, error) from None


def check_workers(client: "Client", address: str, packed: bytes, fingerprint: str) -> None:
    """Look at each worker, and at the scheduler: the same versions, and the criteria arrive whole.

    Raises UnusableError that names each one that differs, and how; and if there is no worker.
    """
    ours = versions()
    found: dict[str, Any] = client.run(versions, on_error="return")
    if not found:
        raise UnusableError(
            problem(
                Code.CLUSTER_EMPTY,
                file=clean(address),
                expected="at least one worker: dask worker ADDRESS",
            )
        )
    try:
        found["scheduler"] = client.run_on_scheduler(versions)
    except Exception as error:  # noqa: BLE001 - whatever went wrong there is raised here
        found["scheduler"] = error
    different = [
        f"{name} {said}" for name, theirs in found.items() if (said := _differs(theirs, ours))
    ]
    if not different:
        arrived = client.run(fingerprint_of, packed, on_error="return")
        different = [
            f"{name} reads other criteria"
            for name, theirs in arrived.items()
            if theirs != fingerprint
        ]
    if different:
        raise _differing(address, "; ".join(sorted(different)))


def check_result(address: str, theirs: Mapping[str, str]) -> None:
    """Raise UnusableError if a result comes from a worker of other versions that joined later."""
    said = _differs(theirs, versions())
    if said:
        raise _differing(address, f"a worker that joined later {said}")


def _differs(theirs: object, ours: Mapping[str, str]) -> str:
    """Return how a worker differs from this machine, as the end of a sentence, or nothing."""
    if not isinstance(theirs, Mapping):
        return f"cannot run benchmark ({clean(str(theirs), 80)})"
    other = [
        f"{name} {clean(str(theirs.get(name, 'of no known version')), 40)}"
        for name, mine in ours.items()
        if theirs.get(name) != mine
    ]
    return f"has {', '.join(other)}" if other else ""


def _unreachable(address: str, error: Exception) -> UnusableError:
    """Return what says that no scheduler can be had at an address, and why."""
    cause = error.__cause__ if isinstance(error, TimeoutError) else None
    reason = clean(str(cause or error), 200) or "no answer"
    return UnusableError(
        problem(
            Code.CLUSTER_UNREACHABLE,
            file=clean(address),
            found=reason,
            expected="the address of a Dask scheduler that runs, such as tcp://host:8786; for "
            "tls:// the certificates too, in the settings of Dask",
        )
    )


def _differing(address: str, found: str) -> UnusableError:
    """Return what says that a part of the cluster would work otherwise than this machine."""
    mine = ", ".join(f"{name} {number}" for name, number in versions().items())
    return UnusableError(
        problem(
            Code.CLUSTER_DIFFERS,
            file=clean(address),
            found=clean(found, 500),
            expected=f"{mine}, as here",
        )
    )


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the library's own words off the screen: what matters of them is said in ours."""
    log = logging.getLogger("distributed")
    before = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.setLevel(before)
