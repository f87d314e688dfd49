"""Data sets made on a cluster: the same parts as made here, also after the scheduler has ended."""

from collections.abc import Callable
from pathlib import Path

import pytest

from slavery_benchmark.assessment import Assessment, Reading
from slavery_benchmark.core.problems import Code, UnusableError
from slavery_benchmark.data_set_run import score_to_data_set
from tests.benchmarks.many_forces import write_forces
from tests.builders import AS_OF, shipped_criteria
from tests.cluster.happening import after
from tests.cluster.local_cluster import local_cluster

_CHUNK = 8


@pytest.fixture(scope="module")
def forces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("forces")
    write_forces(folder, 50)
    (folder / "broken.xlsx").write_bytes(b"not a workbook")
    return folder


def made(forces: Path, target: Path, address: str | None, **more: Callable[..., object]) -> None:
    """Score a folder into a data set, on a cluster or here, or go on with it."""
    task = Assessment(criteria=shipped_criteria(), as_of=AS_OF, reading=Reading(scheduler=address))
    score_to_data_set([forces], target, task, files_per_chunk=_CHUNK, **more)  # type: ignore[arg-type]


def files_in(folder: Path) -> dict[str, bytes]:
    """Return all that a folder holds."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.full
def test_the_parts_are_those_of_this_machine_though_worker_and_scheduler_end(
    forces: Path, tmp_path: Path
) -> None:
    made(forces, tmp_path / "here", None)
    with local_cluster(tmp_path / "first") as first:
        bar = after(21, first.kill_scheduler)
        with pytest.raises(UnusableError) as refusal:
            made(forces, tmp_path / "there", first.address, progress=bar)
    assert refusal.value.problem.code is Code.CLUSTER_LOST
    half = files_in(tmp_path / "there")
    assert (
        sum(_CHUNK for name in half if name.startswith("files"))
        + half["unfinished.jsonl"].count(b"\n")
        >= 21
    )
    with local_cluster(tmp_path / "second") as second:
        bar = after(12, lambda: second.kill_worker(0))
        made(forces, tmp_path / "there", second.address, progress=bar)
    whole = files_in(tmp_path / "there")
    assert whole == files_in(tmp_path / "here")
    for name, content in half.items():
        if name.endswith(".parquet"):
            assert whole[name] == content, "what was written stays as it is"
