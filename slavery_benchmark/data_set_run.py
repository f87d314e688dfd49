"""The use case of a data set: from paths to Parquet parts, begun or gone on with."""

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from pathlib import Path

import msgspec

from slavery_benchmark.assessment import Assessment
from slavery_benchmark.core.problems import Code, Problem, UnusableError
from slavery_benchmark.data_set.layout import FILES_A_CHUNK, DataSetError
from slavery_benchmark.data_set.lines import Line, work_of
from slavery_benchmark.data_set.manifest import Manifest, difference, new_manifest
from slavery_benchmark.data_set.read import check_parts, file_rows
from slavery_benchmark.data_set.write import begun_in, discard, settle, writing
from slavery_benchmark.input_files import RESULT_SUFFIX, Found, as_typed, find_workbooks
from slavery_benchmark.pipeline import Progress, outcomes
from slavery_benchmark.reading.limits import Limits


class SetRun(msgspec.Struct, frozen=True, kw_only=True):
    """What a run did: how many files were finished before it began, and those changed since then.

    before is None where there was nothing.
    """

    before: int | None
    changed: tuple[str, ...]


def score_to_data_set(
    paths: Iterable[Path],
    folder: Path,
    task: Assessment,
    progress: Progress = nullcontext,
    *,
    files_per_chunk: int = FILES_A_CHUNK,
) -> SetRun:
    """Assess every workbook and result into a data set, and go on with one that was begun.

    The parts are the same bytes however the files are spread, and whether the run was interrupted.
    Workbooks come first, then results, each in the order of the paths: a result that repeats a
    workbook of the set adds nothing. files_per_chunk: how many share a part.

    Raises DataSetError if the folder holds something else, or a data set begun otherwise; OSError
    if it cannot be written; UnusableError if a cluster fails. In each case what was written stays.
    """
    found = (item for item in find_workbooks(paths) if not _is_passed_over(item))
    entries = sorted(found, key=_is_result)
    head = task.report(())
    manifest = new_manifest(
        head,
        [_typed(entry) for entry in entries],
        allow_edited=task.reading.allow_edited,
        limits=msgspec.structs.asdict(task.reading.limits),
        files_per_chunk=files_per_chunk,
    )
    begun, existed = begun_in(folder), folder.exists()
    if begun is not None:
        check_parts(folder, begun)
        _refuse_other(folder, begun, manifest, [_name(entry) for entry in entries])
        if begun.complete:
            settle(folder)
            return SetRun(before=len(entries), changed=_changed(entries, folder, (), task))
    before = 0
    try:
        with writing(folder, manifest, begun) as writer:
            before = writer.done
            changed = _changed(entries[:before], folder, writer.lines(), task)
            seen = _seen(entries, folder, writer.lines())
            work, rest = work_of(task, head), entries[before:]
            files = [entry for entry in rest if not isinstance(entry, Problem)]
            with outcomes(work, files, progress) as results:
                for entry in rest:
                    line = work.of_given(entry) if isinstance(entry, Problem) else next(results)
                    writer.add(line, seen)
            writer.finish()
    except UnusableError:
        if begun is None and not writer.done:
            discard(folder, existed=existed)  # nothing was begun: the same line may be given again
        raise
    settle(folder)
    return SetRun(before=None if begun is None else before, changed=changed)


def _refuse_other(folder: Path, begun: Manifest, manifest: Manifest, names: Sequence[str]) -> None:
    """Raise DataSetError if a data set was begun otherwise, or with other files."""
    why = difference(begun, manifest)
    if why is None:
        return
    if begun.files == manifest.files and begun.files_sha256 != manifest.files_sha256:
        pairs = zip((row.file for row in file_rows(folder)), names, strict=False)
        for then, now in pairs:
            if then != now:
                why = (
                    f"it was begun with other files, or with the same under other names: {then} "
                    f"stands where {now} would. Name them as then."
                )
                break
    state = "is complete, and" if begun.complete else "cannot be gone on with:"
    raise DataSetError(f"{folder} {state} {why}")


def _seen(
    entries: Sequence[Found | Problem], folder: Path, unfinished: Iterable[Line]
) -> set[str] | None:
    """Return the hashes of the workbooks in the set; None where no result could repeat one."""
    if not any(_is_result(entry) for entry in entries):
        return None
    seen = {sha256 for row in file_rows(folder) for sha256 in row.workbook_sha256}
    return seen | {item.sha256 for line in unfinished for item in line.sent}


def _changed(
    entries: Sequence[Found | Problem], folder: Path, unfinished: Iterable[Line], task: Assessment
) -> tuple[str, ...]:
    """Return the names of finished files that no longer are what was assessed."""
    finished = [row.sha256 for row in file_rows(folder)] + [line.sha256 for line in unfinished]
    return tuple(
        _name(entry)
        for entry, sha256 in zip(entries, finished, strict=True)
        if not isinstance(entry, Problem) and _hash(entry.path, task.reading.limits) != sha256
    )


def _hash(path: Path, limits: Limits) -> str | None:
    """Return the hash of a file; None if it cannot be read, or is larger than is read."""
    try:
        if not path.is_file() or path.stat().st_size > limits.file:
            return None
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError):  # a name with a zero byte is a ValueError
        return None


def _name(entry: Found | Problem) -> str:
    return entry.file if isinstance(entry, Problem) else entry.name


def _typed(entry: Found | Problem) -> str:
    """Return where an entry is, of which the set holds a hash only: it tells runs apart."""
    return entry.typed if isinstance(entry, Problem) else as_typed(entry.path)


def _is_passed_over(entry: Found | Problem) -> bool:
    """Return whether an entry only names what is no part of a run."""
    return isinstance(entry, Problem) and entry.code is Code.FILES_PASSED_OVER


def _is_result(entry: Found | Problem) -> bool:
    return not isinstance(entry, Problem) and entry.path.name.lower().endswith(RESULT_SUFFIX)
