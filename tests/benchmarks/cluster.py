"""What a cluster costs, beside processes of this machine: against the number of files and workers.

    python -m tests.benchmarks.cluster [--forces 200 1000] [--workers 1 2] [--memory 1000 5000]

Scores workbooks of invented forces into a data set in one process, in two, and on a Dask cluster of
this machine, and prints seconds on the clock, milliseconds a workbook, and each as a ratio to one
process. Then the processor time and the peak memory of the client of two workers.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.many_forces import run, write_forces
from tests.cluster.local_cluster import local_cluster

_START_UP = 3
"""Files that are scored before anything is measured: workers import what they need then."""


def seconds(folder: Path, *words: str) -> float:
    """Return how long it takes to score a folder into a data set, on the clock."""
    with tempfile.TemporaryDirectory() as target:
        command = [sys.executable, "-m", "slavery_benchmark", "score", str(folder), *words]
        start = time.perf_counter()
        subprocess.run([*command, "--data-set", target], check=True, capture_output=True)
        return time.perf_counter() - start


def compared(folder: Path, count: int, workers: Sequence[int]) -> None:
    """Print what `count` files cost in each way."""
    one = seconds(folder, "--jobs", "1")
    figures = {"--jobs 1": one, "--jobs 2": seconds(folder, "--jobs", "2")}
    for number in workers:
        with local_cluster(folder.parent / f"cluster-{count}-{number}", number) as cluster:
            few = folder.parent / "few"
            few.mkdir(exist_ok=True)
            write_forces(few, _START_UP * number)
            seconds(few, "--scheduler", cluster.address)
            figures[f"{number} workers"] = seconds(folder, "--scheduler", cluster.address)
    for name, found in figures.items():
        sys.stdout.write(
            f"{count:7,} {name:<12} {found:8.1f} s {found / count * 1000:8.1f} ms a workbook "
            f"{one / found:6.2f} times as fast as --jobs 1\n"
        )


def memory(folder: Path, count: int) -> None:
    """Print the client's peak memory for a data set of `count` files, made on two workers."""
    with local_cluster(folder.parent / f"cluster-memory-{count}") as cluster:
        target = str(folder.parent / f"set-{count}")
        words = ["score", str(folder), "--data-set", target, "--scheduler", cluster.address]
        used, peak = run(words)
    sys.stdout.write(f"{count:7,} --data-set    {used:8.1f} s of the client, {peak:.0f} MB peak\n")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--forces", type=int, nargs="*", default=[200, 1000])
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--memory", type=int, nargs="*", default=[1000, 5000])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        for count in sorted({*asked.forces, *asked.memory}):
            folder = Path(place) / f"forces-{count}"
            folder.mkdir()
            write_forces(folder, count)
            if count in asked.forces:
                compared(folder, count, asked.workers)
            if count in asked.memory:
                memory(folder, count)


if __name__ == "__main__":
    main()
