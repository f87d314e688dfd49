"""What a user sees of a run on a cluster: the same results, whatever happens to the workers."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from distributed import as_completed

import slavery_benchmark.cluster as cluster_module
from slavery_benchmark.assessment import Reading
from slavery_benchmark.core.problems import Code, UnusableError
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.pipeline import assess
from tests.benchmarks.many_forces import write_forces
from tests.builders import AS_OF, shipped_criteria
from tests.cli.running import AS_OF as AS_OF_OPTION
from tests.cli.running import SAMPLES, run
from tests.cluster.happening import after
from tests.cluster.local_cluster import LocalCluster, local_cluster, peers_of
from tests.results import result_json

_ENDS_ITS_WORKER = """
import os
from slavery_benchmark.assessment import Assessment

def of_workbook(self, given):
    if given.name == "ends-its-worker.xlsx":
        os._exit(1)
    if given.name == "meets-a-fault.xlsx":
        raise ZeroDivisionError("that was ours")
    return self.whole(given)

if not hasattr(Assessment, "whole"):  # this file is run twice
    Assessment.whole, Assessment.of_workbook = Assessment.of_workbook, of_workbook
"""


_ANSWERS_WITH_JUNK = """
import time
import msgspec
from slavery_benchmark.cluster import on_worker

class OddError(Exception):
    def __reduce__(self):
        return (OddError.no_such_name, ())

def run(given, work):
    answers = {"none.xlsx": None, "junk.xlsx": b"junk", "pickle.xlsx": bytes.fromhex("80044e2e")}
    if given.name in answers:
        return answers[given.name]
    if given.name == "error.xlsx":
        raise OddError("that cannot be unpickled")
    if given.name == "asleep.xlsx":
        time.sleep(600)
    if given.name == "other.xlsx":
        given = msgspec.structs.replace(given, name="another.xlsx")
    return on_worker.whole(given, work)

if not hasattr(on_worker, "whole"):  # this file is run twice
    on_worker.whole, on_worker.run = on_worker.run, run
"""


@pytest.fixture(scope="module")
def forces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("forces")
    write_forces(folder, 60)
    return folder


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCluster]:
    with local_cluster(tmp_path_factory.mktemp("cluster")) as made:
        yield made


def assessed(folder: Path, address: str | None, bar: object = None) -> Report:
    """Return the report of a folder, made on a cluster or, without an address, here."""
    more = {} if bar is None else {"progress": bar}
    reading = Reading(scheduler=address)
    return assess([folder], shipped_criteria(), AS_OF, reading=reading, **more)  # type: ignore[arg-type]


def parts_of(workbook: Path) -> dict[str, bytes]:
    """Return what is in a workbook, but the part that holds the time at which it was written."""
    with zipfile.ZipFile(workbook) as parts:
        return {name: parts.read(name) for name in parts.namelist() if name != "docProps/core.xml"}


@pytest.mark.short(1)
@pytest.mark.parametrize(
    "words",
    [
        ["score", "--format", "json"],
        ["score", "--format", "csv"],
        ["compare", "--by", "criterion", "--pairs"],
        ["export", "-o", "{out}.xlsx", "--overwrite"],
    ],
)
def test_the_results_are_those_of_this_machine_to_the_byte(
    words: list[str], cluster: LocalCluster, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.xlsx").write_bytes(b"not a workbook")
    inputs = [SAMPLES, tmp_path / "broken.xlsx", tmp_path / "missing.ods"]
    target = tmp_path / "out.xlsx"
    said = [word.format(out=tmp_path / "out") for word in words]

    def made(*more: str) -> tuple[object, dict[str, bytes]]:
        found = run(capfd, said[0], *inputs, *said[1:], *AS_OF_OPTION, *more)
        return found, parts_of(target) if target.exists() else {}

    here = made("--jobs", "1")
    assert here[0][0] == 3  # type: ignore[index]
    assert made("--scheduler", cluster.address) == here


@pytest.mark.full
def test_a_worker_that_dies_half_way_loses_nothing(forces: Path, tmp_path: Path) -> None:
    with local_cluster(tmp_path / "cluster") as made:
        bar = after(25, lambda: made.kill_worker(0))
        there = assessed(forces, made.address, bar)
        assert len(made.pids()) == 2, "the scheduler and the other worker"
    assert result_json(there, {}) == result_json(assessed(forces, None), {})


@pytest.mark.full
def test_a_worker_that_joins_half_way_changes_nothing(forces: Path, tmp_path: Path) -> None:
    with local_cluster(tmp_path / "cluster", workers=1) as made:
        there = assessed(forces, made.address, after(10, made.add_worker))
    assert result_json(there, {}) == result_json(assessed(forces, None), {})


@pytest.mark.full
def test_a_file_that_ends_its_workers_is_said_to_and_the_others_are_scored(
    forces: Path, tmp_path: Path
) -> None:
    few = tmp_path / "few"
    few.mkdir()
    for file in sorted(forces.iterdir())[:12]:
        (few / file.name).write_bytes(file.read_bytes())
    (few / "ends-its-worker.xlsx").write_bytes((few / "force-00001.xlsx").read_bytes())
    with local_cluster(tmp_path / "cluster", workers=9, preload=_ENDS_ITS_WORKER) as made:
        there = assessed(few, made.address)
        assert len(made.pids()) == 2, "four workers each, among others and then alone"
    assert len(there.forces) == 12
    (problem,) = there.unusable
    assert problem.code is Code.WORKER_LOST
    assert problem.line() == (
        "ends-its-worker.xlsx: unusable: every process that is given it "
        "ends: found “4 workers ended while they had it”; expected a file that a worker can read "
        "within its memory; the log of the worker says more. [worker-lost]"
    )


@pytest.mark.full
def test_an_end_that_the_library_does_not_tell_of_is_seen_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where a result was here, was lost with its worker, and failed when made again."""
    told: Callable[[Any, bool], list[Any]] = as_completed.next_batch

    def next_batch(self: Any, block: bool = True) -> list[Any]:
        return [item for item in told(self, block) if item[0].status != "error"]

    monkeypatch.setattr(as_completed, "next_batch", next_batch)
    monkeypatch.setattr(cluster_module, "_LOOK", 0.2)
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "0")
    (tmp_path / "ends-its-worker.xlsx").write_bytes(b"")
    with local_cluster(tmp_path / "cluster", workers=3, preload=_ENDS_ITS_WORKER) as made:
        there = assessed(tmp_path / "ends-its-worker.xlsx", made.address)
    assert [problem.code for problem in there.unusable] == [Code.WORKER_LOST]


@pytest.mark.full
def test_a_fault_of_ours_on_a_worker_costs_its_file_and_is_named(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "meets-a-fault.xlsx").write_bytes(b"")
    with local_cluster(tmp_path / "cluster", workers=1, preload=_ENDS_ITS_WORKER) as made:
        words = ["score", tmp_path / "meets-a-fault.xlsx", "--scheduler", made.address]
        code, out, err = run(capfd, *words)
    assert (code, out) == (3, "")
    assert "meets-a-fault.xlsx: unusable: " in err
    assert "ZeroDivisionError" in err
    assert "[file-failed]" in err


@pytest.mark.full
def test_an_answer_that_is_none_costs_its_file(tmp_path: Path) -> None:
    returns = tmp_path / "returns"
    returns.mkdir()
    sound = (SAMPLES / "aldermoss.xlsx").read_bytes()
    for name in ("a sound one", "error", "junk", "none", "other", "pickle"):
        (returns / f"{name}.xlsx").write_bytes(sound)
    with local_cluster(tmp_path / "cluster", workers=1, preload=_ANSWERS_WITH_JUNK) as made:
        there = assessed(returns, made.address)
    assert [force.submission.source.file for force in there.forces] == ["a sound one.xlsx"]
    assert {problem.code for problem in there.unusable} == {Code.ANSWER_REFUSED}
    said = {Path(problem.file).stem: problem.found or "" for problem in there.unusable}
    assert said["none"] == "nothing"
    assert said["junk"].startswith("no answer of benchmark (")
    assert said["pickle"].startswith("no answer of benchmark (")
    assert said["other"] == "the answer for another file"
    assert "Error" in said["error"]


@pytest.mark.full
def test_a_file_without_an_answer_is_not_waited_for_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_module, "_SILENCE", 2)
    (tmp_path / "asleep.xlsx").write_bytes(b"")
    with local_cluster(tmp_path / "cluster", workers=1, preload=_ANSWERS_WITH_JUNK) as made:
        there = assessed(tmp_path / "asleep.xlsx", made.address)
    (problem,) = there.unusable
    assert problem.code is Code.ANSWER_REFUSED
    assert problem.found == "no answer, though others had time"


@pytest.mark.full
def test_a_scheduler_that_ends_is_said_to_have(forces: Path, tmp_path: Path) -> None:
    with local_cluster(tmp_path / "cluster") as made, pytest.raises(UnusableError) as refusal:
        assessed(forces, made.address, after(20, made.kill_scheduler))
    assert refusal.value.problem.code is Code.CLUSTER_LOST
    assert "the scheduler ended, or the connection to it did" in refusal.value.problem.line()
    assert "--resume goes on from there" in refusal.value.problem.line()


@pytest.mark.full
def test_a_cluster_that_loses_its_last_worker_is_given_up(
    forces: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_module, "_PATIENCE", 1)
    monkeypatch.setattr(cluster_module, "_LOOK", 0.2)
    with (
        local_cluster(tmp_path / "cluster", workers=1) as made,
        pytest.raises(UnusableError) as refusal,
    ):
        assessed(forces, made.address, after(5, lambda: made.kill_worker(0)))
    assert refusal.value.problem.code is Code.CLUSTER_LOST
    assert "there has been no worker for 1 seconds" in refusal.value.problem.line()


@pytest.mark.full
def test_the_scheduler_is_all_that_is_connected_to(forces: Path, cluster: LocalCluster) -> None:
    seen: set[str] = set()
    myself = psutil.Process()
    before = peers_of(myself)
    assessed(forces, cluster.address, after(20, lambda: seen.update(peers_of(myself))))
    assert seen - before == {cluster.address.removeprefix("tcp://")}
