"""Small faults put into the core and the reader, one at a time: which does no test notice?

`python -m tests.mutation --sample 100 --seed 1` tries that many of them and prints each that
survives, as a change of the source. survivors.md says what the survivors of the long run mean.
mutmut does the work; `[tool.mutmut]` in pyproject.toml says in which files, against which tests.
It keeps what it made in mutants/, so that a second run is quicker.
"""

import argparse
import json
import random
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

MADE = Path("mutants")
STATISTICS = MADE / "mutmut-stats.json"
SURVIVED = 0
PROGRAM = (sys.executable, "-m", "mutmut")
# mutmut makes all mutants and times all tests before it tries any: asked for few, it is soon done
SMALL_MODULE = "slavery_benchmark.core.framework.editions.*"


def main() -> None:
    """Try a sample of the mutants; a survivor is for a person to read, so none ends it with 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation")
    parser.add_argument("--sample", type=int, default=100, help="How many mutants are tried.")
    parser.add_argument("--seed", type=int, default=1, help="Which ones: the same each time.")
    parser.add_argument("--processes", type=int, default=2, help="How many are tried at once.")
    parser.add_argument("--seconds", type=float, default=8, help="Tests of a mutant at first.")
    options = parser.parse_args()
    run("run", "--max-children", str(options.processes), SMALL_MODULE)
    everything = STATISTICS.read_text(encoding="utf-8")
    names = sample(sorted(verdicts()), options.sample, options.seed)
    try:
        STATISTICS.write_text(quickest(everything, options.seconds), encoding="utf-8")
        run("run", "--max-children", str(options.processes), *names)
    finally:
        STATISTICS.write_text(everything, encoding="utf-8")
    if left := survivors(names):
        run("run", "--max-children", str(options.processes), *left)
    left = survivors(names)
    for name in left:
        run("show", name)
    print(f"{len(names)} mutants, {len(left)} survivors")  # noqa: T201


def run(*arguments: str) -> None:
    """Run mutmut; what it does not manage ends this as well."""
    subprocess.run((*PROGRAM, *arguments), check=True)


def verdicts() -> dict[str, int | None]:
    """Every mutant by name, with how the tests ended on it."""
    found: dict[str, int | None] = {}
    for path in MADE.rglob("*.py.meta"):
        found |= json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    return found


def sample(names: list[str], size: int, seed: int) -> list[str]:
    """One of each stretch of the names, so that no file and no long function is left out."""
    chosen = random.Random(seed)  # noqa: S311 - which mutants are tried is no secret
    bounds = [len(names) * index // size for index in range(size + 1)]
    stretches = (names[start:end] for start, end in pairwise(bounds))
    return [chosen.choice(stretch) for stretch in stretches if stretch]


def quickest(statistics: str, seconds: float) -> str:
    """Return the statistics with the quickest tests alone: most mutants need no more."""
    known = json.loads(statistics)
    durations: dict[str, float] = known["duration_by_test"]
    by_function: dict[str, list[str]] = known["tests_by_mangled_function_name"]
    for function, tests in by_function.items():
        kept: list[str] = []
        left = seconds
        for test in sorted(tests, key=lambda test: (durations[test], test)):
            left -= durations[test]
            if left < 0 and kept:
                break
            kept.append(test)
        by_function[function] = kept
    return json.dumps(known)


def survivors(names: list[str]) -> list[str]:
    """Those of the names on which every test passed, or that no test reaches."""
    known = verdicts()
    return [name for name in names if known[name] in (SURVIVED, 33)]


if __name__ == "__main__":
    main()
