"""Prints every ratio that is aimed at, measured in one run: python -m tests.benchmarks.

    python -m tests.benchmarks [--runs 3] [--cases 100000] [--forces 43] [--each 5000]

Each figure is the least of N runs (the median for starting up), each in a process of its own, and
what is compared is run in turn. Takes some minutes. Not on Windows.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import start_up
from tests.benchmarks.many_cases import run, write_return

PANDAS = """
import sys, time
import pandas
start = time.perf_counter()
sheets = pandas.read_excel(
    sys.argv[1], sheet_name=["Cover", "Self-assessment", "Case files"], engine="openpyxl"
)
cases = sheets["Case files"]
sums, before = {}, None
for name in cases.columns:
    column = cases[name]
    if pandas.api.types.is_datetime64_any_dtype(column):
        # a date against the one before it: how many days, and in how many cases that is known
        days = (column - (column if before is None else before)).dt.days
        sums[name], before = (days.median(), days.notna().sum()), column
    else:
        sums[name] = column.value_counts(dropna=False).to_dict()
levels = sheets["Self-assessment"].iloc[:, 1].astype(str).str[:1]
sums["levels"] = pandas.to_numeric(levels, errors="coerce").sum()
print(time.perf_counter() - start)
"""
FORCE = "Aldermoss Constabulary"
Row = tuple[str, float, str]


def by_pandas(path: Path) -> float:
    """Return the seconds of a plain script that reads with openpyxl and sums every column."""
    command = [sys.executable, "-c", PANDAS, str(path)]
    return float(subprocess.run(command, check=True, capture_output=True).stdout)


def starting(runs: int) -> Iterator[Row]:
    """Yield what starting up costs."""
    medians = start_up.measure(max(runs * 4, 9))
    for name, floor, wanted in start_up.RATIOS:
        yield f"{name} / {floor}", medians[name] / medians[floor], f"at most {wanted}"


def rows(cases: int, runs: int) -> Iterator[Row]:
    """Yield what many cases cost: beside a bare read, beside pandas, and beside half of them."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.xlsx" for number in (cases, cases // 2)]
        for number, path in zip((cases, cases // 2), paths, strict=True):
            write_return(path, FORCE, number, 2017)
        turns = [
            [run(way, path)[0] for way, path in _ways(paths[0], paths[1])] for _ in range(runs)
        ]
        bare, read, score, half = (min(turn[way] for turn in turns) for way in range(4))
        slow = min(by_pandas(paths[0]) for _ in range(min(runs, 2)))
    yield f"{cases:,} cases: reading, guard included / a bare read", read / bare, "at most 1.5"
    yield f"{cases:,} cases: reading and scoring / a bare read", score / bare, "at most 1.5"
    yield f"{cases:,} cases: pandas with openpyxl / reading and scoring", slow / score, "at least 8"
    yield f"{cases:,} cases / twice half as many", score / (2 * half), "about 1"


def _ways(whole: Path, half: Path) -> list[tuple[str, Path]]:
    return [("bare", whole), ("read", whole), ("score", whole), ("score", half)]


def forces(count: int, each: int, runs: int) -> Iterator[Row]:
    """Yield what many forces cost: in two processes beside one, and beside half of them."""
    with tempfile.TemporaryDirectory() as folder:
        whole, half = Path(folder) / "whole", Path(folder) / "half"
        for place in (whole, half):
            place.mkdir()
        for number in range(count):
            path = whole / f"force-{number:03}.xlsx"
            write_return(path, f"Force {number:03}", each, number)
            if number < count // 2:
                os.link(path, half / path.name)
        turns = [
            (run("score", whole)[0], run("score", whole, 2)[0], run("score", half)[0])
            for _ in range(runs)
        ]
        one, two, some = (min(turn[way] for turn in turns) for way in range(3))
    yield f"{count} forces x {each:,} cases: one process / two", one / two, "at least 1.7"
    yield f"{count} forces / {count // 2}, a force", one / count / (some / (count // 2)), "about 1"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--forces", type=int, default=43)
    parser.add_argument("--each", type=int, default=5_000)
    options = parser.parse_args()
    begun, say = time.perf_counter(), sys.stdout.write
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    say(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, load {load} at the start\n")
    for found in (
        starting(options.runs),
        rows(options.cases, options.runs),
        forces(options.forces, options.each, options.runs),
    ):
        for name, ratio, wanted in found:
            say(f"{name:<72} {ratio:6.2f}   wanted: {wanted}\n")
            sys.stdout.flush()
    say(f"({time.perf_counter() - begun:.0f} s in all; load {os.getloadavg()[0]:.1f} at the end)\n")


if __name__ == "__main__":
    main()
