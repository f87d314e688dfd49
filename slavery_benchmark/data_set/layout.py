"""Where things are in a data set, and how a period is written in the name of a folder."""

from datetime import date
from itertools import count
from pathlib import Path

from slavery_benchmark.core.problems import CannotGoOnError

MANIFEST = "benchmark.json"
JOURNAL = "unfinished.jsonl"
SCORES, PROBLEMS, FILES = "scores", "problems", "files"
UNKNOWN = "unknown"
FILES_A_CHUNK = 200
"""How many files share a part: enough for parts of half a megabyte, few enough to hold at once."""

_KEY = "period="


class DataSetError(CannotGoOnError):
    """What makes a folder of no use as a data set, in a sentence."""


def damaged(path: Path, how: str) -> DataSetError:
    """Return what says that a part is not what was written, and what to do."""
    return DataSetError(
        f"{path} {how}: the data set is damaged. Score the files again, into a new folder."
    )


def is_data_set(path: Path) -> bool:
    """Return whether a path is a folder with the manifest of a data set."""
    try:
        return (path / MANIFEST).is_file()
    except OSError:
        return False


def part_name(chunk: int) -> str:
    """Return the name of the part of a chunk, from 0."""
    return f"part-{chunk:05}.parquet"


def period_name(start: date | None, end: date | None) -> str:
    """Return how a period is written: 2025-04-01_2026-03-31, or unknown without any date."""
    if start is None and end is None:
        return UNKNOWN
    return "_".join(UNKNOWN if day is None else day.isoformat() for day in (start, end))


def period_of(name: str) -> tuple[date | None, date | None]:
    """Return the period that a name stands for; ValueError if it is none."""
    if name == UNKNOWN:
        return None, None
    start, end = name.split("_")
    return tuple(None if day == UNKNOWN else date.fromisoformat(day) for day in (start, end))  # type: ignore[return-value]


def scores_part(folder: Path, period: str, chunk: int) -> Path:
    """Return the part of the scores of a period."""
    return folder / SCORES / f"{_KEY}{period}" / part_name(chunk)


def parts_in(folder: Path) -> dict[int, Path]:
    """Return the parts in a folder by their chunk, in order; other files are passed over."""
    found = ((path.stem.removeprefix("part-"), path) for path in folder.glob("part-*.parquet"))
    return dict(sorted((int(number), path) for number, path in found if number.isdecimal()))


def committed(folder: Path) -> int:
    """Return how many chunks are written whole: those of which the list of files is there."""
    there = parts_in(folder / FILES)
    return next(number for number in count() if number not in there)
