"""Connects to the scheduler that the user names, and looks at each worker before work starts."""

import logging
import ssl
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from slavery_benchmark.cluster.on_worker import fingerprint_of, versions
from slavery_benchmark.core.problems import Code, UnusableError, problem
from slavery_benchmark.core.text import clean

if TYPE_CHECKING:
    from distributed import Client

_SECONDS = 10
"""How long a scheduler has to answer."""

_TLS = "tls:"

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
            raise _unreachable(address, _why(address, error)) from None
        try:
            with client.as_current():
                yield client
        finally:
            client.close(timeout=2)


def _knock(address: str) -> None:
    """Raise UnusableError if no scheduler answers: a client that finds none is slow to give up."""
    import asyncio

    missing = _missing(address)
    if missing is not None:
        raise _unreachable(address, missing)
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
        raise _unreachable(address, _why(address, error)) from None


def check_workers(client: "Client", address: str, packed: bytes, fingerprint: str) -> None:
    """Look at each worker, and at the scheduler: the same versions, and the criteria arrive whole.

    Raises UnusableError that names each one that differs, and how; and if there is no worker.
    """
    ours = versions()
    found: dict[str, Any] = client.run(versions, on_error="return")
    if not found:
        expected = f"at least one worker: dask worker {clean(address)}"
        raise cluster_problem(Code.CLUSTER_EMPTY, address, None, expected)
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


def check_result(address: str, worker: str, theirs: Mapping[str, str]) -> None:
    """Raise UnusableError if a result comes from a worker of other versions that joined later."""
    said = _differs(theirs, versions())
    if said:
        raise _differing(address, f"{worker}, which joined later, {said}")


def _differs(theirs: object, ours: Mapping[str, str]) -> str:
    """Return how a worker differs from this machine, as the end of a sentence, or nothing."""
    if not isinstance(theirs, Mapping):
        return f"cannot run benchmark ({clean(str(theirs), 160)})"
    other = [
        f"{name} {clean(str(theirs.get(name, 'of no known version')), 40)}"
        for name, mine in ours.items()
        if theirs.get(name) != mine
    ]
    return f"has {', '.join(other)}" if other else ""


def cluster_problem(code: Code, address: str, found: str | None, expected: str) -> UnusableError:
    """Return what says what is wrong with a cluster: in words of ours, so that none is cut off."""
    item = problem(code, file=clean(address), expected=expected)
    if found is not None:
        item = msgspec.structs.replace(item, found=clean(found, 500))
    return UnusableError(item)


def _unreachable(address: str, reason: str) -> UnusableError:
    """Return what says that no scheduler can be had at an address, and why."""
    expected = "the address of a Dask scheduler that runs, such as tcp://host:8786"
    if address.startswith(_TLS):
        expected += ", and certificates that it knows in the settings of Dask"
    return cluster_problem(Code.CLUSTER_UNREACHABLE, address, reason, expected)


def _why(address: str, error: BaseException) -> str:
    """Return why nobody was reached, in the words of what went wrong first."""
    chain: list[BaseException] = []
    last: BaseException | None = error
    while last is not None and last not in chain:
        chain.append(last)
        last = last.__cause__ or last.__context__
    for item in reversed(chain):
        if isinstance(item, ssl.SSLError):
            return f"the certificates do not fit: {item.reason or item}"
    if isinstance(error, TimeoutError) and len(chain) == 1:
        return f"no answer within {_SECONDS} seconds"
    if isinstance(error, OSError) and "before comm was established" in str(error):
        hint = "" if address.startswith(_TLS) else "; does it speak TLS (tls://…)?"
        return f"it ended the connection before it said what it is{hint}"
    return clean(str(error), 200) or type(error).__name__


def _missing(address: str) -> str | None:
    """Return what is missing here to reach an address: a host of that name, or certificates."""
    import socket

    import dask.config

    host, _, port = address.partition("://")[2].rpartition(":")
    try:
        socket.getaddrinfo(host.strip("[]"), int(port))
    except (OSError, OverflowError) as error:
        return f"no host {host} with a port {port} ({getattr(error, 'strerror', error)})"
    if not address.startswith(_TLS):
        return None
    names = ("ca-file", "client.cert", "client.key")
    files = [dask.config.get(f"distributed.comm.tls.{name}", None) for name in names]
    if None in files:
        return "no certificates for a client in the settings of Dask"
    for file in files:
        if "-----BEGIN" not in str(file) and not Path(str(file)).is_file():
            return f"no file {file}, which the settings of Dask name"
    return None


def _differing(address: str, found: str) -> UnusableError:
    """Return what says that a part of the cluster would work otherwise than this machine."""
    mine = ", ".join(f"{name} {number}" for name, number in versions().items())
    return cluster_problem(Code.CLUSTER_DIFFERS, address, found, f"{mine}, as here")


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the words of the libraries off the screen: what matters of them is said in ours.

    After an exception they stay off, as what still ends in the background would have its say.
    """
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
    logging.disable(before)
