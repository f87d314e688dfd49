"""What many cases cost beside the reader library alone, as ratios measured in one run.

    python tests/benchmarks/many_cases.py [--rows 1000 10000 100000] [--all] [--runs N]
                                          [--forces 43 --each 5000]

Writes a return with that many invented cases, and reads its sheet of case files with
python-calamine alone ("bare"), with read_workbook, and scores the return, each in a process of its
own; the least time of N and the peak memory of that process are compared. --all adds 500,000 rows.
Then scores many forces in one process and in as many as the machine has cores. Not on Windows.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path

from slavery_benchmark.extracting import layout
from tests.benchmarks.plain_workbook import Value, write_workbook
from tests.builders import END, START, shipped_criteria
from tests.samples.case_generator import generate
from tests.samples.make import answers_of

_MEASURED = """
import resource, sys, time
from datetime import date
from pathlib import Path
way, path, jobs = sys.argv[1], sys.argv[2], int(sys.argv[3])
if __name__ == "__main__":
    if way == "bare":
        from python_calamine import CalamineWorkbook
        start = time.perf_counter()
        book = CalamineWorkbook.from_path(path)
        read = book.get_sheet_by_name("Case files").to_python(skip_empty_area=False)
    elif way == "read":
        from slavery_benchmark.reading.reader import read_workbook
        start = time.perf_counter()
        read = read_workbook(Path(path), ("Cover", "Self-assessment", "Case files"))
    else:
        from slavery_benchmark.assessment import Reading
        from slavery_benchmark.criteria_files import load_criteria
        from slavery_benchmark.pipeline import assess
        from slavery_benchmark.shipped import shipped_folder
        criteria = load_criteria(shipped_folder("criteria"))
        start = time.perf_counter()
        report = assess([Path(path)], criteria, date(2026, 11, 23), reading=Reading(jobs=jobs))
        assert all(force.overall.tally.coverage == 1 for force in report.forces)
    print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def write_return(path: Path, force: str, cases: int, seed: int) -> None:
    """Write a return of an invented force: the answers of a sample, and that many cases."""
    criteria = shipped_criteria()
    cover: list[list[Value]] = [
        [layout.FORCE, force],
        [layout.PERIOD_START, START],
        [layout.PERIOD_END, END],
        [layout.CASES_IN_PERIOD, cases],
        [layout.HOW_CHOSEN, layout.CHOSEN_ALL],
        [
            layout.EDITION,
            f"{criteria.framework.identity.id} {criteria.framework.identity.edition}",
        ],
    ]
    answers: list[list[Value]] = [[layout.CHECK, *layout.ANSWER_COLUMNS]]
    for check, values in answers_of("aldermoss").items():
        answers.append([check, *(_cell(values[name]) for name in layout.ANSWER_COLUMNS)])
    write_workbook(
        path,
        {
            layout.COVER_SHEET: cover,
            layout.ANSWERS_SHEET: answers,
            layout.CASES_SHEET: _case_rows(cases, seed),
        },
    )


def _case_rows(cases: int, seed: int) -> Iterator[list[Value]]:
    sheet = shipped_criteria().framework.cases
    assert sheet is not None
    columns = [column.id for column in sheet.columns]
    rows = ([_cell(row[name]) for name in columns] for row in generate(cases, seed))
    return chain([[column.heading for column in sheet.columns]], rows)


def _cell(value: object) -> Value:
    """Return what a cell holds; nothing for an empty text."""
    return value if isinstance(value, str | int | date) and value != "" else None


def run(way: str, path: Path, jobs: int = 1) -> tuple[float, float]:
    """Return seconds and peak memory (MB) of one process."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "measured.py"  # workers have to import it
        script.write_text(_MEASURED)
        command = [sys.executable, str(script), way, str(path), str(jobs)]
        done = subprocess.run(command, check=True, capture_output=True)
    seconds, memory = done.stdout.split()
    return float(seconds), float(memory)


def measure_rows(rows: list[int], runs: int) -> None:
    """Print the cost of one return against its number of cases."""
    say = sys.stdout.write
    say("  cases  bare ms  read ms  read/bare  score ms  score/bare  us a case   MB  MB/bare\n")
    for cases in rows:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "return.xlsx"
            write_return(path, "Aldermoss Constabulary", cases, 2017)
            turns = [[run(way, path) for way in ("bare", "read", "score")] for _ in range(runs)]
        bare, read, score = (min(turn[way][0] for turn in turns) * 1000 for way in range(3))
        before, memory = (max(turn[way][1] for turn in turns) for way in (0, 2))
        say(
            f"{cases:7} {bare:8.0f} {read:8.0f} {read / bare:10.2f} {score:9.0f} "
            f"{score / bare:11.2f} {score / cases * 1000:10.1f} {memory:4.0f} "
            f"{memory / before:8.2f}\n"
        )
    say("wanted at 100,000: score/bare 1.6, MB/bare 3\n")


def measure_forces(forces: int, each: int) -> None:
    """Print the cost of many forces in one process, and in as many as there are cores."""
    with tempfile.TemporaryDirectory() as folder:
        for number in range(forces):
            path = Path(folder) / f"force-{number:03}.xlsx"
            write_return(path, f"Force {number:03}", each, number)
        one, two = (run("score", Path(folder), jobs)[0] for jobs in (1, 2))
    sys.stdout.write(
        f"{forces} forces with {each} cases each: {one:.2f} s in one process, {two:.2f} s in two, "
        f"{one / two:.2f} times as fast\n"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--forces", type=int, default=43)
    parser.add_argument("--each", type=int, default=5_000)
    options = parser.parse_args()
    measure_rows([*options.rows, *([500_000] if options.all else [])], options.runs)
    if options.forces:
        measure_forces(options.forces, options.each)


if __name__ == "__main__":
    main()
