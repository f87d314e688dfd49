"""Outputs in safety: interrupted, ended, killed, a full disk, a folder that may not be written."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import AS_OF, SAMPLES, run
from tests.length import either

STRONG = str(SAMPLES / "aldermoss.xlsx")
OLD = b"what was there before"
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has neither fork nor these limits")

ONE_FILE = [
    ["score", STRONG, *AS_OF, "--format", "json"],
    ["export", STRONG, *AS_OF],
    ["check", STRONG, *AS_OF, "--mark"],
    ["template"],
    ["report", STRONG, *AS_OF],
]
ENDING = Path(__file__).with_name("ending.py")
STEP = str(either(short=3, full=1))
SUFFIX = {"score": ".json", "report": ".html"}


def ended(name: str, folder: Path, *arguments: str) -> list[dict[str, Any]]:
    """Return what is left after a command was ended, for each moment of its writing."""
    command = [sys.executable, str(ENDING), name, STEP, str(folder), *arguments]
    done = subprocess.run(command, check=True, capture_output=True, cwd=SAMPLES.parent)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    *rounds, last = found
    assert rounds, "the command was never ended"
    assert all(item["ended"] for item in rounds)
    assert not last["ended"]
    return found


@pytest.mark.short(3)
@posix
@pytest.mark.parametrize("arguments", ONE_FILE, ids=lambda arguments: arguments[0])
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_a_file_is_the_old_one_or_the_new_one_whenever_a_command_is_ended(
    tmp_path: Path, name: str, arguments: list[str]
) -> None:
    folder = tmp_path / "results"
    folder.mkdir()
    output = folder / f"result{SUFFIX.get(arguments[0], '.xlsx')}"
    output.write_bytes(OLD)
    output.chmod(0o640)
    words = arguments if arguments[-1] == "--mark" else [*arguments, "--output"]
    *rounds, whole = ended(name, folder, *words, str(output), "--overwrite")
    assert whole["code"] in (0, 1)
    assert list(whole["left"]) == [output.name]
    assert whole["left"][output.name][0] == "0o640"
    assert bytes.fromhex(whole["left"][output.name][1])[:2] in (b"{\n", b'{"', b"PK", b"<!")
    for item in rounds:
        assert item["code"] == 128 + getattr(signal, name)
        left = dict(item["left"])
        # a new file that is whole is as good; two saves of a workbook differ in their dates
        assert len(left.pop(output.name)[1]) > 0
        if name != "SIGKILL":
            assert left == {}
        for other, (rights, _) in left.items():
            assert other.startswith(".benchmark-")
            assert other.endswith(".tmp")
            assert rights in ("0o600", "0o640")  # the rights of the old file, when it is whole
    held = [item["left"][output.name][1] == OLD.hex() for item in rounds]
    assert held[0]
    assert held == sorted(held, reverse=True)  # once the new one is there, it stays


@pytest.mark.short(1)
@posix
@pytest.mark.parametrize("arguments", [["samples"], ["criteria", "copy"]], ids=["samples", "copy"])
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_folder_is_there_whole_or_not_at_all(
    tmp_path: Path, name: str, arguments: list[str]
) -> None:
    folder = tmp_path / "results"
    folder.mkdir()
    done = ended_early(name, folder, *arguments, str(folder / "new"))
    for item in done:
        assert item["code"] == 128 + getattr(signal, name)
        assert item["left"] == {}


def ended_early(name: str, folder: Path, *arguments: str) -> list[dict[str, Any]]:
    """Return what is left after each of the first moments: a folder has many."""
    command = [sys.executable, str(ENDING), name, STEP, str(folder), *arguments]
    done = subprocess.run(command, check=True, capture_output=True, cwd=SAMPLES.parent)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return [item for item in found if item["ended"] and "new" not in item["left"]]


LIMITED = """
import resource, sys
from slavery_benchmark.cli import run
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
sys.argv = ["benchmark", *sys.argv[1:]]
run()
"""


@pytest.mark.short(1)
@posix
@pytest.mark.parametrize("arguments", ONE_FILE, ids=lambda arguments: arguments[0])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, arguments: list[str]
) -> None:
    output = tmp_path / f"result{SUFFIX.get(arguments[0], '.xlsx')}"
    output.write_bytes(OLD)
    words = arguments if arguments[-1] == "--mark" else [*arguments, "--output"]
    command = [sys.executable, "-B", "-c", LIMITED, *words, str(output), "--overwrite"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 3
    assert f"{output}: cannot be written: File too large." in done.stderr.decode()
    assert [path.name for path in tmp_path.iterdir()] == [output.name]
    assert output.read_bytes() == OLD


@posix
@pytest.mark.parametrize("arguments", [["samples"], ["criteria", "copy"]], ids=["samples", "copy"])
def test_a_full_disk_leaves_no_part_of_a_folder(tmp_path: Path, arguments: list[str]) -> None:
    command = [sys.executable, "-B", "-c", LIMITED, *arguments, str(tmp_path / "new")]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 3
    assert "new: cannot be written: " in done.stderr.decode()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.short(1)
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize(
    "arguments",
    [["score", STRONG, *AS_OF], ["score", STRONG, *AS_OF, "--format", "json"], ["--help"],
     ["check", STRONG, *AS_OF], ["criteria", "check", str(SAMPLES.parent / "criteria")]],
)  # fmt: skip
def test_stdout_that_is_full_is_3_and_said(arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "slavery_benchmark", *arguments],
            stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
        quiet = subprocess.run(
            [sys.executable, "-m", "slavery_benchmark", *arguments],
            stdout=full, stderr=full, check=False,
        )  # fmt: skip
    assert done.returncode == quiet.returncode == 3
    said = done.stderr.decode().splitlines()
    assert "The output cannot be written: No space left on device." in said


@posix
@pytest.mark.parametrize("closed", [1, 2])
def test_a_stream_that_is_closed_changes_no_exit_code(closed: int) -> None:
    words = [sys.executable, "-m", "slavery_benchmark", "score", STRONG, "none.xlsx"]
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {closed}>&-', "sh", *words], capture_output=True, check=False
    )
    assert done.returncode == 3
    assert b"fault" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows has other devices")
def test_a_device_or_a_pipe_is_never_replaced(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    code, out, err = run(capfd, "score", STRONG, *AS_OF, "-o", pipe, "--overwrite")
    assert (code, out) == (2, "")
    assert "is a device or a pipe; name a file, or redirect stdout." in err
    assert pipe.is_fifo()


@pytest.mark.parametrize("where", [(os, "open"), (Path, "replace"), (Path, "chmod")])
def test_no_permission_leaves_the_old_file(
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    where: tuple[object, str],
) -> None:
    """Refused by hand, as root would be refused nothing."""
    output = tmp_path / "result.json"
    output.write_bytes(OLD)
    real = getattr(*where)

    def refuse(first: Any, *rest: Any, **named: Any) -> Any:
        if ".benchmark-" in str(first):
            raise PermissionError(13, "Permission denied")
        return real(first, *rest, **named)

    monkeypatch.setattr(*where, refuse)
    code, _, err = run(capfd, "score", STRONG, *AS_OF, "-o", output, "--overwrite")
    assert code == 3
    assert f"{output}: cannot be written: Permission denied." in err
    assert output.read_bytes() == OLD
    assert [path.name for path in tmp_path.iterdir()] == [output.name]


@posix
def test_an_interrupt_that_the_parent_has_ignored_stays_so(tmp_path: Path) -> None:
    """As for what a script starts with `&`: the run ends with its results, and does not hang."""
    output = tmp_path / "scores.json"
    words = ["score", str(SAMPLES), *AS_OF, "--jobs", "2", "-o", str(output)]
    ignoring = ["sh", "-c", 'trap "" INT; echo; exec "$@"', "sh", sys.executable, "-m"]
    with subprocess.Popen(
        [*ignoring, "slavery_benchmark", *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as command:
        assert command.stdout is not None
        assert command.stdout.readline() == b"\n", "it ignores them from now on"
        while command.poll() is None:
            command.send_signal(signal.SIGINT)
            time.sleep(0.02)
    assert command.returncode == 1, "the samples have problems"
    assert len(json.loads(output.read_bytes())["forces"]) == 6


@pytest.mark.full
@posix
def test_marked_copies_that_were_written_before_an_end_stay_and_the_rest_is_not_begun(
    tmp_path: Path,
) -> None:
    returns = tmp_path / "returns"
    returns.mkdir()
    for name in ("aldermoss.xlsx", "brindlewick.xlsx"):
        shutil.copy(SAMPLES / name, returns / name)
    folder = tmp_path / "results"
    folder.mkdir()
    found = ended("SIGINT", folder, "check", str(returns), *AS_OF, "--mark", str(folder))
    assert found[0]["left"] == {}
    for item in found:
        assert set(item["left"]) <= {"aldermoss.xlsx", "brindlewick.xlsx"}
        for _, content in item["left"].values():
            assert bytes.fromhex(content).endswith(b"\0\0")  # the end of a whole archive
    assert len(found[-1]["left"]) == 2
