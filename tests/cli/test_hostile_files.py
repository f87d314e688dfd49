"""What is no file, or far more than a person writes, is refused by name and in little time."""

import errno
import os
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from slavery_benchmark.cli.asked import today
from slavery_benchmark.shipped import shipped_folder
from tests.cli.running import run

SAMPLES = shipped_folder("sample_data")
ONE, OTHER = SAMPLES / "aldermoss.xlsx", SAMPLES / "cobblemarsh.xlsx"
NO_FILE = "a pipe or a device, and no file"
AS_OF = ("--as-of", "2026-11-23")
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


@POSIX
def test_a_pipe_is_refused_and_not_waited_for(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    pipe = tmp_path / "pipe.xlsx"
    os.mkfifo(pipe)
    code, out, err = run(capfd, "score", pipe, ONE, *AS_OF)
    assert code == 3
    assert f"pipe.xlsx: unusable: the file cannot be opened: found “{NO_FILE}”" in err
    assert "Aldermoss" in out
    for option in ("--groups", "--recorded-crime"):
        code, _, err = run(capfd, "compare", ONE, OTHER, option, pipe, *AS_OF)
        assert code == 3
        assert NO_FILE in err


@POSIX
@pytest.mark.parametrize("option", ["--groups", "--recorded-crime"])
def test_a_device_that_never_ends_is_refused(
    capfd: pytest.CaptureFixture[str], option: str
) -> None:
    code, _, err = run(capfd, "compare", ONE, OTHER, option, "/dev/zero", *AS_OF)
    assert code == 3
    assert f"found “{NO_FILE}”" in err


@POSIX
def test_a_link_to_nothing_is_named(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "gone.xlsx").symlink_to("/home/jane.marker/moved away.xlsx")
    code, _, err = run(capfd, "score", tmp_path / "gone.xlsx", *AS_OF)
    assert code == 3
    assert "found “a link to moved away.xlsx, which is not there”" in err
    (tmp_path / "one.xlsx").write_bytes(ONE.read_bytes())
    os.mkfifo(tmp_path / "pipe.ods")
    _, _, err = run(capfd, "check", tmp_path, *AS_OF)
    assert "gone.xlsx (a link to nothing), pipe.ods (a pipe or a device)" in err


def test_groups_of_very_many_lines_are_no_work(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "groups.csv"
    path.write_text("force,group\n" + "".join(f"Nowhere {n},g\n" for n in range(30_000)))
    start = time.process_time()
    code, _, err = run(capfd, "compare", ONE, OTHER, "--groups", path, *AS_OF)
    assert time.process_time() - start < 5
    assert code == 0
    assert err.count("found “Nowhere") == 20
    assert "groups.csv: 29,980 more lines name no force of the register." in err


def test_a_file_of_groups_has_a_limit(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "groups.csv"
    for lines, said in ((2**20, "a file of more than 4 MB"), (50_001, "more than 50,000 lines")):
        path.write_bytes(b"force,group\n" + b"x,y\n" * lines)
        code, _, err = run(capfd, "compare", ONE, OTHER, "--groups", path, *AS_OF)
        assert code == 3
        assert f"found “{said}”" in err


def test_a_table_of_very_many_lines_is_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(b"a,b\n" + b"\n" * 2_000_000)
    code, _, err = run(capfd, "compare", ONE, OTHER, "--recorded-crime", path, *AS_OF)
    assert code == 3
    assert "table.csv:1048577: the file is too large" in err
    assert "at most 1,048,576 lines" in err


def test_a_number_of_5000_digits_in_criteria_is_a_fault(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for file in shipped_folder("criteria").glob("*.*"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    theme = next(tmp_path.glob("INV.yaml"))
    text = theme.read_text(encoding="utf-8")
    theme.write_text(text.replace("weight: 1", "weight: " + "1" * 5_000, 1), encoding="utf-8")
    code, _, err = run(capfd, "score", ONE, "--criteria", tmp_path, *AS_OF)
    assert code in (1, 3)
    assert "not a plain decimal number" in err


@POSIX
@pytest.mark.parametrize("zone", ["UTC+99", "Foo/Bar", ":/etc/passwd", "", "AAA-99:99:99"])
def test_an_odd_time_zone_is_no_fault(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    try:
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        assert abs((today() - datetime.now(tz=UTC).date()).days) <= 1
    finally:
        monkeypatch.undo()
        time.tzset()


@POSIX
def test_too_few_file_handles_are_said(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def submit(*_: object) -> object:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    monkeypatch.setattr("slavery_benchmark.workers._Pools.submit", submit)
    code, _, err = run(capfd, "score", ONE, OTHER, "--jobs", "2", *AS_OF)
    assert code == 3
    assert "Too many open files: this system lets a process hold too few at a time." in err
