"""The long run: `python -m tests.fuzz --minutes 30 --seed 1`.

Inputs are numbered; with the same seed and number an input is the same, so a run goes on where the
last one of that seed ended. What fails is written to a folder outside the repository: the input,
and what was found of it in findings.jsonl.
"""

import argparse
import json
import os
import tempfile
import threading
import time
from collections import Counter, defaultdict
from pathlib import Path

from tests.fuzz.trying import KINDS
from tests.fuzz.worker import CLOCK, Outcome, Worker


class Run:
    """The numbers tried so far, shared by the threads that each drive a worker."""

    def __init__(self, folder: Path, seed: int, kinds: list[str], until: float) -> None:
        self.folder = folder
        self.kinds = kinds
        self.until = until
        self._state = folder / f"seed-{seed}.json"
        done = json.loads(self._state.read_text()) if self._state.exists() else {}
        self._next: dict[str, int] = {kind: done.get(kind, 0) for kind in kinds}
        self._others = {kind: at for kind, at in done.items() if kind not in kinds}
        self._turn = 0
        self._lock = threading.Lock()
        self.tried: Counter[str] = Counter()
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.slowest: dict[str, tuple[float, int]] = {}
        self.found: Counter[str] = Counter()

    def take(self) -> tuple[str, int] | None:
        """Return the next input's kind and number, or None when time is up."""
        with self._lock:
            if time.monotonic() > self.until:
                return None
            kind = self.kinds[self._turn % len(self.kinds)]
            self._turn += 1
            number = self._next[kind]
            self._next[kind] += 1
            if self._turn % 50 == 0:
                self.keep()
            return kind, number

    def keep(self) -> None:
        """Write down how far the run has come."""
        whole = self._others | self._next
        self._state.write_text(json.dumps(whole))

    def note(self, outcome: Outcome) -> None:
        """Count an outcome; write one with findings to the folder."""
        with self._lock:
            kind = outcome.kind
            self.tried[kind] += 1
            self.seconds[kind] += outcome.seconds
            slow = (outcome.seconds, outcome.number)
            self.slowest[kind] = max(self.slowest.get(kind, slow), slow)
            if not outcome.findings:
                return
            self.found[kind] += 1
            name = f"{kind.replace(' ', '-')}-{outcome.number}{outcome.suffix}"
            (self.folder / name).write_bytes(outcome.content)
            line = {
                "input": name,
                "said": outcome.said,
                "commands": outcome.commands,
                "findings": outcome.findings,
            }
            with (self.folder / "findings.jsonl").open("a") as stream:
                stream.write(json.dumps(line) + "\n")

    def table(self) -> str:
        """Return the counts by kind."""
        lines = [f"{'kind':14} {'tried':>7} {'s each':>8} {'slowest':>9} {'findings':>9}"]
        lines += [
            f"{kind:14} {self.tried[kind]:7} {self.seconds[kind] / max(self.tried[kind], 1):8.3f}"
            f" {self.slowest.get(kind, (0, 0))[0]:9.2f} {self.found[kind]:9}"
            for kind in self.kinds
        ]
        return "\n".join(lines)


def main() -> int:
    """Run for so many minutes; return 1 if anything was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--kind", action="append", choices=KINDS)
    default = Path(tempfile.gettempdir()) / "benchmark-fuzz"
    parser.add_argument("--folder", type=Path, default=default)
    parser.add_argument("--only", type=int, help="try the input of this number of one kind")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    if options.only is not None:
        with Worker(options.seed) as worker:
            outcome = worker.try_one((options.kind or list(KINDS))[0], options.only)
        print(outcome.said, *outcome.commands, *outcome.findings, sep="\n")  # noqa: T201
        return int(bool(outcome.findings))
    until = time.monotonic() + options.minutes * 60
    run = Run(options.folder, options.seed, options.kind or list(KINDS), until)

    def drive() -> None:
        with Worker(options.seed, CLOCK) as worker:
            while (taken := run.take()) is not None:
                run.note(worker.try_one(*taken))

    threads = [threading.Thread(target=drive) for _ in range(options.jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    run.keep()
    print(run.table(), f"inputs with findings: {run.folder}", sep="\n")  # noqa: T201
    return int(bool(run.found))


if __name__ == "__main__":
    raise SystemExit(main())
