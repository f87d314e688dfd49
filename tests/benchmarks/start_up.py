"""What starting up and scoring one workbook cost, as ratios measured in one run.

    python tests/benchmarks/start_up.py [--runs N]

Each command is run N times in turn, so that a busy machine slows all of them alike; the medians
are compared. The floors are processes that only import what the command cannot do without.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from slavery_benchmark.shipped import shipped_folder

SAMPLE = shipped_folder("sample_data") / "aldermoss.xlsx"
FLOOR = f"""
import io, pathlib, click, msgspec, python_calamine, rich.console, rich.table, yaml
content = open({str(SAMPLE)!r}, "rb").read()
book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
for name in book.sheet_names:
    book.get_sheet_by_name(name).to_python()
for path in sorted(pathlib.Path({str(shipped_folder("criteria"))!r}).glob("*.yaml")):
    yaml.load(path.read_bytes(), yaml.CSafeLoader)
table = rich.table.Table("Criterion", "Score", "Baseline")
for number in range(24):
    table.add_row(f"Criterion {{number}}", "50", "25")
rich.console.Console(width=100).print(table)
"""
COMMANDS = {
    "import click": [sys.executable, "-c", "import click"],
    "benchmark --help": [sys.executable, "-m", "slavery_benchmark", "--help"],
    "floor: imports, reads, prints": [sys.executable, "-c", FLOOR],
    "benchmark score FILE": [sys.executable, "-m", "slavery_benchmark", "score", str(SAMPLE)],
}
RATIOS = [
    ("benchmark --help", "import click", 1.3),
    ("benchmark score FILE", "floor: imports, reads, prints", 1.5),
]


def measure(runs: int) -> dict[str, float]:
    """Return the median seconds of each command over `runs` rounds, after one to warm up."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(Path(cache))}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for turn in range(runs + 1):
            for name, command in COMMANDS.items():
                start = time.perf_counter()
                subprocess.run(command, check=True, capture_output=True, env=environment)
                if turn:
                    times[name].append(time.perf_counter() - start)
    return {name: statistics.median(values) for name, values in times.items()}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    medians = measure(parser.parse_args().runs)
    for name, seconds in medians.items():
        sys.stdout.write(f"{name:<34} {seconds * 1000:7.0f} ms\n")
    for name, floor, wanted in RATIOS:
        ratio = medians[name] / medians[floor]
        sys.stdout.write(f"{name} / {floor}: {ratio:.2f} (wanted: at most {wanted})\n")


if __name__ == "__main__":
    main()
