"""What many workbooks cost, as ratios measured in one run.

    python tests/benchmarks/many_forces.py [--forces 10 43 200]

Writes that many workbooks of invented forces into a temporary folder, then runs `score --format
json`, `compare` and, up to 200, `export` on them, each as a process of its own, and prints seconds
of processor time, peak memory, what compare costs beside score, and what export adds to it.
"""

import argparse
import io
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from tests.builders import shipped_criteria
from tests.samples.make import answers_of, make_workbook

_MOST_EXPORTED = 200
NAME, CODE = b"Aldermoss Constabulary", b"fictional-aldermoss"


def write_forces(folder: Path, count: int) -> None:
    """Write `count` workbooks that differ in the name of the force, by changing one part of one."""
    original = make_workbook(shipped_criteria(), CODE.decode(), answers_of("aldermoss"))
    with zipfile.ZipFile(io.BytesIO(original)) as made:
        parts = {item.filename: made.read(item) for item in made.infolist()}
    for number in range(1, count + 1):
        with zipfile.ZipFile(folder / f"force-{number:05}.xlsx", "w", zipfile.ZIP_DEFLATED) as new:
            for name, content in parts.items():
                changed = content.replace(NAME, b"Force %05d" % number).replace(CODE, b"")
                new.writestr(name, changed)


def run(arguments: list[str]) -> tuple[float, float]:
    """Return processor seconds and peak memory (MB) of one command. Not on Windows."""
    code = (
        "import resource, sys, time; from slavery_benchmark.cli import exit_code; "
        f"exit_code({arguments!r}); "
        "u = resource.getrusage(resource.RUSAGE_SELF); "
        "print('MEASURED', u.ru_utime + u.ru_stime, u.ru_maxrss / 1024, file=sys.stderr)"
    )
    environment = {**os.environ, "COLUMNS": "120"}
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, env=environment
    )
    words = done.stderr.decode().rpartition("MEASURED")[2].split()
    return float(words[0]), float(words[1])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--forces", type=int, nargs="+", default=[10, 43, 200])
    start = time.perf_counter()
    say = sys.stdout.write
    say("forces   score s   a workbook ms   MB     compare s  compare/score   MB   export adds s\n")
    first: tuple[int, float] | None = None
    last: tuple[int, float] | None = None
    for count in parser.parse_args().forces:
        with tempfile.TemporaryDirectory() as folder:
            write_forces(Path(folder), count)
            score, score_memory = run(["score", folder, "--format", "json"])
            compare, memory = run(["compare", folder, "--sort", "score"])
            added = "not run"
            if count <= _MOST_EXPORTED:
                target = str(Path(folder) / "results.xlsx")
                added = f"{run(['export', folder, '-o', target])[0] - score:.2f}"
        first = first or (count, memory)
        last = (count, memory)
        say(
            f"{count:6} {score:9.2f} {score / count * 1000:15.1f} {score_memory:6.0f} "
            f"{compare:11.2f} {compare / score:14.2f} {memory:6.0f} {added:>14}\n"
        )
    if first and last and last[0] > first[0]:
        growth = (last[1] - first[1]) / (last[0] - first[0]) * 1024
        say(f"compare's memory grows by {growth:.0f} KB a workbook\n")
    say(f"({time.perf_counter() - start:.0f} s in all)\n")


if __name__ == "__main__":
    main()
