"""Fuzzing led by coverage: `python -m tests.fuzz.guided --minutes 30`; atheris must be installed.

Each input is one byte for the part to rewrite, then what it holds. The fuzzer runs in a process of
its own: where an input aborts that, the input is kept and the fuzzer started again.
"""

import argparse
import importlib
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

MEMORY_MB = 3000
CLOCK = 40
WORDS = (
    *('<c r="A1"', '<row r="1"', ' t="e"', ' t="s"', ' t="str"', ' t="inlineStr"', ' t="b"'),
    *("<v>", "</v>", "<f>", "</f>", "<v/>", "<is><t>", "</t></is>", "</c>", "</row>", "#N/A"),
    *('<c r="XFD1048576"', "<sheetData>", "</sheetData>", "<!-- -->", "<![CDATA[", "&#10;"),
    *(' table:number-columns-repeated="', ' table:number-rows-repeated="', "<table:table-row>"),
    *(' office:value-type="', ' calcext:value-type="error"', ' table:formula="', "<text:p>"),
    *(' hidden="1"', ' count="', ' uniqueCount="', ' Target="', ' state="hidden"', ' ref="A1"'),
    *("<mergeCell", ' date1904="1"', ' numFmtId="14"', "Not applicable", "2026-03-01", "_x001B_"),
)


def main() -> int:
    """Start the fuzzer again and again until time is up; return 1 if an input was kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.guided", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=1)
    default = Path(tempfile.gettempdir()) / "benchmark-fuzz-led"
    parser.add_argument("--folder", type=Path, default=default)
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    options, rest = parser.parse_known_args()
    if options.child:
        return _child(rest)
    corpus, kept = options.folder / "corpus", options.folder / "kept"
    corpus.mkdir(parents=True, exist_ok=True)
    kept.mkdir(exist_ok=True)
    _write_seeds(corpus)
    words = options.folder / "words.dict"
    words.write_text("".join(f'"{_quoted(word)}"\n' for word in WORDS))
    until = time.monotonic() + options.minutes * 60
    runs = 0
    while (left := int(until - time.monotonic())) > 5:
        command = [sys.executable, "-m", "tests.fuzz.guided", "--child", str(corpus)]
        command += [f"-max_total_time={left}", f"-artifact_prefix={kept}/", f"-dict={words}"]
        command += [
            f"-timeout={CLOCK}",
            f"-rss_limit_mb={MEMORY_MB}",
            f"-seed={options.seed + runs}",
        ]
        command += ["-max_len=20000", "-print_final_stats=1"]
        with (options.folder / f"run-{runs}.txt").open("w") as log:
            subprocess.run(command, stderr=log, stdout=log, check=False)
        runs += 1
    found = sorted(kept.iterdir())
    print(f"{runs} runs, {len(list(corpus.iterdir()))} inputs in {corpus}")  # noqa: T201
    print(*(f"kept: {path}" for path in found), sep="\n")  # noqa: T201
    return int(bool(found))


def _quoted(word: str) -> str:
    return word.replace("\\", "\\\\").replace('"', '\\"')


def _write_seeds(corpus: Path) -> None:
    from tests.fuzz.harness import NAMES, seeds
    from tests.fuzz.tiny import sound_part

    for target in NAMES:
        data = bytes([NAMES.index(target)]) + sound_part(target)
        (corpus / f"sound-{target}").write_bytes(data)
    for name, (target, content) in seeds().items():
        data = bytes([NAMES.index(target)]) + content
        (corpus / f"seed-{name.replace('/', '-')}").write_bytes(data)


def _child(arguments: list[str]) -> int:
    """Run the fuzzer in this process."""
    atheris: Any = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["slavery_benchmark"]):
        from tests.fuzz import harness
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)

        def one(data: bytes) -> None:
            if data:
                harness.try_part(harness.NAMES[data[0] % len(harness.NAMES)], data[1:], path)

        atheris.Setup([sys.argv[0], *arguments], one)
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
