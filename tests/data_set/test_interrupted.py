"""A run that is ended at any moment, and gone on with, ends as one that was not."""

import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from slavery_benchmark.data_set.journal import Journal
from slavery_benchmark.data_set.layout import DataSetError
from slavery_benchmark.data_set.manifest import read_manifest, write_manifest
from slavery_benchmark.data_set.read import file_rows
from tests.data_set.sets import contents, made, returns
from tests.length import either

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no fork")


@pytest.mark.short(1)
@posix
@pytest.mark.parametrize(
    ("name", "step"),
    [
        ("SIGKILL", either(short=11, full=2)),
        ("SIGTERM", either(short=11, full=3)),
        ("SIGINT", either(short=11, full=3)),
    ],
)
def test_killed_at_any_moment_and_resumed_it_is_the_same_to_the_byte(
    tmp_path: Path, name: str, step: int
) -> None:
    files = returns(tmp_path / "returns")
    command = [sys.executable, "-m", "tests.data_set.killing", name, str(step)]
    done = subprocess.run(
        [*command, str(tmp_path / "set"), str(files)],
        check=True,
        capture_output=True,
        cwd=Path(__file__).parents[2],
    )
    *rounds, whole = json.loads(done.stdout)
    assert len(rounds) * step > 60
    assert whole["first"] == 0
    killed = {"SIGKILL": {137}, "SIGTERM": {143}, "SIGINT": {130}}[name]
    assert {item["first"] for item in rounds} == killed
    assert {item["last"] for item in rounds} == {0}
    assert {item["hash"] for item in rounds} == {whole["hash"]}


def test_the_parts_are_the_same_however_many_processes_made_them(tmp_path: Path) -> None:
    files = returns(tmp_path / "returns")
    made(tmp_path / "one", [files])
    made(tmp_path / "two", [files], jobs=2)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


@posix
def test_a_second_run_of_the_same_data_set_is_refused_while_one_writes(tmp_path: Path) -> None:
    files = returns(tmp_path / "returns")
    made(tmp_path / "set", [files])
    whole = contents(tmp_path / "set")
    manifest = msgspec.structs.replace(read_manifest(tmp_path / "set"), complete=False)
    write_manifest(tmp_path / "set", manifest)
    with Journal(tmp_path / "set"), pytest.raises(DataSetError, match="another run is writing"):
        made(tmp_path / "set", [files])
    made(tmp_path / "set", [files])
    assert contents(tmp_path / "set") == whole


def test_a_result_that_was_finished_before_is_not_repeated_after(tmp_path: Path) -> None:
    """What a result holds is known again from the list of files when a run is gone on with."""
    files = returns(tmp_path / "returns")
    (files / "z-again.json").write_bytes((files / "again.json").read_bytes())
    (files / "brindlewick.xlsx").unlink()
    made(tmp_path / "set", [files], chunk=1)
    whole = contents(tmp_path / "set")
    folder = tmp_path / "set"
    for path in [*folder.rglob("part-00005.parquet"), *folder.rglob("part-00006.parquet")]:
        path.unlink()
    write_manifest(folder, msgspec.structs.replace(read_manifest(folder), complete=False))
    run = made(folder, [files], chunk=1)
    assert run.before == 5
    assert contents(folder) == whole
    outcomes = [row.outcome for row in file_rows(folder)]
    assert outcomes[-2:] == ["scored", "repeated"]
