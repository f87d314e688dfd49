"""What a user is told of a cluster that cannot be used."""

import subprocess
import sys
from pathlib import Path

import pytest

from slavery_benchmark import __version__
from tests.cli.running import SAMPLES, run
from tests.cluster.local_cluster import local_cluster

_ANOTHER_VERSION = "import slavery_benchmark; slavery_benchmark.__version__ = '0.0.7'"
_NOT_INSTALLED = "import sys; sys.modules['slavery_benchmark'] = None"
_OTHER_CRITERIA = """
from slavery_benchmark.core.framework.framework import Framework
Framework.sha256 = lambda self: "another"
"""
SAMPLE = SAMPLES / "aldermoss.xlsx"


def refused(capfd: pytest.CaptureFixture[str], address: str) -> str:
    """Return what is said of a scheduler that cannot be used: one line, exit code 3."""
    code, out, err = run(capfd, "score", SAMPLE, "--scheduler", address, "--insecure")
    assert (code, out) == (3, "")
    assert err.count("\n") == 1
    return err


@pytest.mark.full
def test_an_address_where_nobody_answers(capfd: pytest.CaptureFixture[str]) -> None:
    said = refused(capfd, "tcp://127.0.0.1:1")
    assert said.startswith("tcp://127.0.0.1:1: unusable: no scheduler of a cluster answers: found ")
    assert "expected the address of a Dask scheduler that runs, such as tcp://host:8786" in said


def test_an_address_of_a_host_that_there_is_not(capfd: pytest.CaptureFixture[str]) -> None:
    said = refused(capfd, "tcp://no-such-host.invalid:8786")
    assert "found “no host no-such-host.invalid with a port 8786 (" in said


@pytest.mark.full
def test_a_worker_of_another_version_is_named(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with local_cluster(tmp_path / "cluster", workers=1) as made:
        made.add_worker(_ANOTHER_VERSION)
        said = refused(capfd, made.address)
    assert "the cluster would work otherwise than this machine: found “tcp://127.0.0.1:" in said
    assert "has benchmark 0.0.7”" in said
    assert f"expected benchmark {__version__}, Python " in said
    assert said.count("has benchmark") == 1


@pytest.mark.full
def test_a_worker_without_the_tool_is_named(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with local_cluster(tmp_path / "cluster", workers=1, preload=_NOT_INSTALLED) as made:
        assert "cannot run benchmark (ModuleNotFoundError" in refused(capfd, made.address)


@pytest.mark.full
def test_a_worker_that_reads_other_criteria_is_named(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with local_cluster(tmp_path / "cluster", workers=1, preload=_OTHER_CRITERIA) as made:
        assert "reads other criteria”" in refused(capfd, made.address)


@pytest.mark.full
def test_a_cluster_without_workers_and_a_worker_that_is_no_scheduler(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with local_cluster(tmp_path / "cluster", workers=0) as made:
        assert "the cluster has no worker" in refused(capfd, made.address)
        made.add_worker()
        log = (tmp_path / "cluster" / "worker-0.log").read_text("utf-8")
        worker = log.partition("Start worker at:")[2].split()[0]
        assert "what answers there is no scheduler" in refused(capfd, worker)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--scheduler", "host:8786"], "write it as tcp://host:8786"),
        (["--scheduler", "http://host:8786"], "write it as tcp://host:8786"),
        (["--scheduler", "tcp://host"], "write it as tcp://host:8786"),
        (["--scheduler", "tcp://host:8786", "--jobs", "2"], "name one of them"),
        (["--scheduler", "tcp://host:8786"], "use tls://, or add --insecure"),
        (["--scheduler", "tcp://10.0.0.1:8786"], "can read returns and run code here"),
        (["--scheduler", "tcp://[2001:db8::1]:8786"], "use tls://, or add --insecure"),
    ],
)
def test_wrong_usage(words: list[str], said: str, capfd: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capfd, "score", SAMPLE, *words)
    assert code == 2
    assert said in err


@pytest.mark.full
@pytest.mark.parametrize(
    "address",
    ["tcp://127.0.0.1:1", "tcp://localhost:1", "tcp://[::1]:1", "tls://no-such-host.invalid:1"],
)
def test_this_machine_and_tls_need_no_leave(
    address: str, capfd: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capfd, "score", SAMPLE, "--scheduler", address)
    assert code == 3
    assert "no scheduler of a cluster answers" in err


def test_without_the_library_the_extra_is_named(tmp_path: Path) -> None:
    hidden = "import sys; sys.modules['distributed'] = None\n"
    words = ["score", str(SAMPLE), "--scheduler", "tcp://127.0.0.1:1"]
    code = f"{hidden}from slavery_benchmark.cli import exit_code; sys.exit(exit_code({words!r}))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, cwd=tmp_path, check=False
    )
    assert done.returncode == 2
    assert b"pip install '.[dask]'" in done.stderr
