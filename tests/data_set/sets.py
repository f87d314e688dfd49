"""Data sets for tests: made of the samples, with few files to a part."""

import shutil
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from slavery_benchmark.assessment import Assessment, Reading
from slavery_benchmark.data_set_run import SetRun, score_to_data_set
from slavery_benchmark.pipeline import assess
from slavery_benchmark.shipped import shipped_folder
from tests.builders import AS_OF, shipped_criteria
from tests.results import result_json

SAMPLES = shipped_folder("sample_data")
CYCLES = SAMPLES / "cycles"


def made(
    folder: Path, paths: Sequence[Path], *, jobs: int = 1, day: date = AS_OF, chunk: int = 2
) -> SetRun:
    """Assess files into a data set."""
    task = Assessment(criteria=shipped_criteria(), as_of=day, reading=Reading(jobs=jobs))
    return score_to_data_set(paths, folder, task, files_per_chunk=chunk)


def returns(folder: Path) -> Path:
    """Fill a folder: three samples, one of them twice, one unusable file, a result of all three."""
    folder.mkdir()
    for name in ("aldermoss", "brindlewick", "cobblemarsh"):
        shutil.copy(SAMPLES / f"{name}.xlsx", folder / f"{name}.xlsx")
    shutil.copy(SAMPLES / "aldermoss.xlsx", folder / "copy.xlsx")
    report = assess([folder / "brindlewick.xlsx"], shipped_criteria(), AS_OF)
    (folder / "again.json").write_bytes(result_json(report, {}))
    (folder / "broken.xlsx").write_bytes(b"not a workbook")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder, with the folders in it, by their paths."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for path in sorted(folder.rglob("*"))
    }


def rewritten(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change a JSON file."""
    data = msgspec.json.decode(path.read_bytes())
    change(data)
    path.write_bytes(msgspec.json.encode(data))
