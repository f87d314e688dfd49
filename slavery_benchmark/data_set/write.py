"""Writes a data set chunk by chunk: each part whole or not at all, the list of files last."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec

from slavery_benchmark.core.periods import force_key
from slavery_benchmark.core.scoring.report import twice_problem
from slavery_benchmark.data_set import layout
from slavery_benchmark.data_set.journal import Journal
from slavery_benchmark.data_set.layout import DataSetError
from slavery_benchmark.data_set.lines import Line, file_row, problem_row
from slavery_benchmark.data_set.manifest import (
    Manifest,
    read_manifest,
    write_manifest,
)
from slavery_benchmark.data_set.read import file_rows
from slavery_benchmark.data_set.tables import (
    files_schema,
    part_bytes,
    problems_schema,
    scores_schema,
)
from slavery_benchmark.writing.whole_files import TEMPORARY, settle_folder, write_whole

_NAMED_AT_MOST = 40
"""More files of one force and period than this are not all named in a problem, which is cut."""


class Writer:
    """A data set that is being written. `done` files are finished; `add` the next one."""

    def __init__(self, folder: Path, manifest: Manifest, journal: Journal) -> None:
        self._folder = folder
        self._manifest = manifest
        self._journal = journal
        self._chunk = layout.committed(folder)
        _remove_unfinished(folder, self._chunk)
        self.done = min(self._chunk * manifest.files_per_chunk, manifest.files)
        self.done += journal.keep(self.done)
        self._commit_if_full()  # one that was ended between its last line and its parts

    def lines(self) -> Iterator[Line]:
        """Yield what the journal holds: the files of the chunk that is being filled."""
        return self._journal.lines(self._start)

    def add(self, line: Line, seen: set[str] | None) -> None:
        """Add the next file. OSError if it cannot be written: then what is written stays.

        `seen`: the hashes of the workbooks in the set, as `Line.placed` takes them.
        """
        self._journal.add(line.placed(self.done, seen))
        self.done += 1
        self._commit_if_full()

    def finish(self) -> None:
        """Write what concerns the whole, and that it is complete. OSError as for `add`."""
        if self.done != self._manifest.files:
            raise AssertionError("a data set is finished when every file is in it")
        rows = list(_twice(self._folder))
        if rows:
            path = self._folder / layout.PROBLEMS / layout.part_name(self._chunk)
            _write(path, part_bytes(rows, problems_schema()))
        write_manifest(self._folder, msgspec.structs.replace(self._manifest, complete=True))

    @property
    def _start(self) -> int:
        return self._chunk * self._manifest.files_per_chunk

    def _commit_if_full(self) -> None:
        filled = self.done - self._start
        last = self.done == self._manifest.files
        if filled <= 0 or (filled < self._manifest.files_per_chunk and not last):
            return
        lines = list(self._journal.lines(self._start))
        rows: dict[str, list[dict[str, Any]]] = {}
        for item in (item for line in lines for item in line.sent):
            rows.setdefault(item.period, []).extend(item.rows)
        for period in sorted(rows):
            path = layout.scores_part(self._folder, period, self._chunk)
            _write(path, part_bytes(rows[period], scores_schema()))
        name = layout.part_name(self._chunk)
        problems = [row for line in lines for row in line.problems]
        _write(self._folder / layout.PROBLEMS / name, part_bytes(problems, problems_schema()))
        # the list of files commits the chunk
        files = [file_row(line, self._chunk) for line in lines]
        _write(self._folder / layout.FILES / name, part_bytes(files, files_schema()))
        self._journal.clear()
        self._chunk += 1


@contextmanager
def writing(folder: Path, manifest: Manifest, begun: Manifest | None) -> Iterator[Writer]:
    """Yield what writes a data set, from its beginning or from where it was left.

    begun: what is in the folder, begun alike. Raises DataSetError if another run is writing it;
    OSError if it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if begun is None:
        write_manifest(folder, manifest)
    else:
        manifest = msgspec.structs.replace(manifest, files_per_chunk=begun.files_per_chunk)
    with Journal(folder) as journal:
        yield Writer(folder, manifest, journal)


def begun_in(folder: Path) -> Manifest | None:
    """Return the manifest of the data set in a folder; None where nothing was begun.

    Raises DataSetError if there is something else in it.
    """
    if not folder.exists():
        return None
    if not folder.is_dir():
        raise DataSetError(f"{folder} is a file; name a folder.")
    if layout.is_data_set(folder):
        return read_manifest(folder)
    left = set(folder.glob(TEMPORARY))  # of a run that was killed before it had written anything
    if set(folder.iterdir()) - left:
        raise DataSetError(f"{folder} holds files and no data set; name another folder.")
    return None


def settle(folder: Path) -> None:
    """Remove the journal of a complete data set, and what runs that were killed have left."""
    for path in (folder / layout.JOURNAL, *_temporaries(folder)):
        path.unlink(missing_ok=True)


def discard(folder: Path, *, existed: bool) -> None:
    """Remove what was written of a data set in which no file is finished yet."""
    settle(folder)
    (folder / layout.MANIFEST).unlink(missing_ok=True)
    if not existed:
        with suppress(OSError):  # somebody has put something else there
            folder.rmdir()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content)
    for folder in (path.parent, path.parent.parent):
        settle_folder(folder)


def _temporaries(folder: Path) -> Iterator[Path]:
    yield from folder.glob(TEMPORARY)
    for name in (layout.SCORES, layout.PROBLEMS, layout.FILES):
        yield from (folder / name).rglob(TEMPORARY)


def _remove_unfinished(folder: Path, chunk: int) -> None:
    """Remove temporary files, and parts of chunks that were never committed."""
    for path in list(_temporaries(folder)):
        path.unlink()
    scores = folder / layout.SCORES
    places = [folder / layout.PROBLEMS, *(scores.iterdir() if scores.is_dir() else ())]
    for place in places:
        for number, path in layout.parts_in(place).items():
            if number >= chunk:
                path.unlink()
        if place.parent == scores:
            with suppress(OSError):  # it holds parts, as most do
                place.rmdir()


def _twice(folder: Path) -> Iterator[dict[str, str]]:
    """Yield a problem for each submission whose force and period another one has too."""
    counts: dict[tuple[str, str], list[str]] = {}
    for file, force, code, period in _sent(folder):
        files = counts.setdefault((force_key(force, code), period), [])
        if len(files) <= _NAMED_AT_MOST:
            files.append(file)
    twice = {key: files for key, files in counts.items() if len(files) > 1}
    seen = Counter[tuple[str, str]]()
    for file, force, code, period in _sent(folder) if twice else ():
        key = (force_key(force, code), period)
        if key in twice:
            others = [name for index, name in enumerate(twice[key]) if index != seen[key]]
            seen[key] += 1
            found = twice_problem(file, others[:_NAMED_AT_MOST])
            yield problem_row(found, force=force, code=code, period=period)


def _sent(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    """Yield file, force, code and period of each submission that says whose it is."""
    for row in file_rows(folder):
        for force, code, period in zip(row.force, row.code, row.period, strict=True):
            if force:
                yield row.file, force, code, period
