"""What an end that nobody chose leaves behind: no process, no file, and a word of its own."""

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

import slavery_benchmark.cli as cli
from slavery_benchmark.cli.exits import BUG, INTERRUPTED, MEMORY
from slavery_benchmark.writing.whole_files import remove_stale, write_whole
from tests.cli.running import AS_OF, SAMPLES, run

SAMPLE = SAMPLES / "aldermoss.xlsx"
LONG_AGO = (1, 1)
_WRITES = """
import os, sys, time
from pathlib import Path
from slavery_benchmark.writing import whole_files
os.fsync = lambda _: (print("written", flush=True), time.sleep(60))
whole_files.write_whole(Path(sys.argv[1]), b"x")
"""
_WORKS = """
import sys, time
from slavery_benchmark.workers import results_of

def task(item):
    print("working", flush=True)
    time.sleep(300)

if __name__ == "__main__":
    with results_of(task, [1, 2, 3], 2) as results:
        list(results)
"""


def begun(code: str, *arguments: str, folder: Path) -> subprocess.Popen[bytes]:
    script = folder / "begun.py"
    script.write_text(code, "utf-8")
    command = [sys.executable, str(script), *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def ended(process: subprocess.Popen[bytes]) -> None:
    """Kill a process outright."""
    process.kill()
    with process:
        pass


@pytest.mark.skipif(os.name == "nt", reason="needs locks")
def test_the_next_run_removes_what_a_dead_one_left_and_nothing_of_a_live_one(
    tmp_path: Path,
) -> None:
    writer = begun(_WRITES, str(tmp_path / "out"), folder=tmp_path)
    assert writer.stdout is not None
    assert writer.stdout.readline()
    (left,) = tmp_path.glob(".benchmark-*.tmp")
    os.utime(left, LONG_AGO)
    remove_stale(tmp_path)
    assert left.exists(), "it is being written"
    ended(writer)
    write_whole(tmp_path / "new", b"y")
    assert not left.exists()
    assert sorted(item.name for item in tmp_path.iterdir()) == ["begun.py", "new"]


@pytest.mark.skipif(os.name == "nt", reason="needs links")
def test_only_files_that_a_run_left_are_removed(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_bytes(b"kept")
    (tmp_path / ".benchmark-link.tmp").symlink_to(kept)
    (tmp_path / ".benchmark-folder.tmp").mkdir()
    (tmp_path / ".benchmark-new.tmp").write_bytes(b"")
    remove_stale(tmp_path)
    assert len(list(tmp_path.glob(".benchmark-*.tmp"))) == 3


def test_of_two_runs_with_one_output_one_writes(tmp_path: Path) -> None:
    write_whole(tmp_path / "out", b"first", replacing=False)
    with pytest.raises(FileExistsError):
        write_whole(tmp_path / "out", b"second", replacing=False)
    assert [item.read_bytes() for item in tmp_path.iterdir()] == [b"first"]


def test_a_file_that_is_read_only_is_not_replaced(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.json"
    out.write_bytes(b"kept")
    out.chmod(0o444)
    code, _, err = run(capfd, "score", SAMPLE, *AS_OF, "-o", out, "--overwrite")
    assert code == 2
    assert f"{out} is read-only; name another file, or let it be written." in err
    assert out.read_bytes() == b"kept"


def test_the_reason_is_said_why_samples_cannot_be_copied(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    def full(source: object, target: object, **_: object) -> None:
        why = "[Errno 28] No space left on device: 'aldermoss.xlsx'"
        raise shutil.Error([(source, target, why)])

    monkeypatch.setattr(shutil, "copytree", full)
    code, _, err = run(capfd, "samples", tmp_path / "samples")
    assert code == 3
    assert "some files could not be copied (No space left on device)." in err


def test_too_little_memory_is_said_under_a_code_of_its_own(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def main(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(cli.main, "main", main)
    assert run(capfd, "score") == (
        MEMORY,
        "",
        "This machine has too little memory for that: end other programs, give fewer files at a "
        "time, or --jobs 1.\n",
    )


@pytest.mark.parametrize(("came", "expected"), [(True, INTERRUPTED), (False, BUG)])
def test_an_interrupt_of_which_an_import_made_something_else_is_one(
    came: bool,
    expected: int,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def main(*_: object, **__: object) -> None:
        raise ImportError("initialization failed")

    monkeypatch.setattr(cli.main, "main", main)
    monkeypatch.setattr(cli._Interrupt, "came", came)  # noqa: SLF001
    code, _, err = run(capfd, "score")
    assert code == expected
    assert ("Interrupted." in err) is came


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_workers_end_with_their_parent_even_if_it_is_killed(tmp_path: Path) -> None:
    parent = begun(_WORKS, folder=tmp_path)
    assert parent.stdout is not None
    for _ in range(2):
        assert parent.stdout.readline()
    workers = psutil.Process(parent.pid).children(recursive=True)
    assert len(workers) >= 2
    ended(parent)
    end = time.monotonic() + 30  # two seconds at most where a core is free
    while any(_runs(item) for item in workers):
        assert time.monotonic() < end
        time.sleep(0.05)


def _runs(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
