"""The use case of a data set: from paths to Parquet parts, begun or gone on with."""

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from pathlib import Path

import msgspec

from slavery_benchmark import __version__
from slavery_benchmark.assessment import Assessment, Outcome
from slavery_benchmark.core.problems import Problem
from slavery_benchmark.core.report import Report, build_report
from slavery_benchmark.core.scores import ForceScore
from slavery_benchmark.core.text import clean
from slavery_benchmark.data_set.layout import FILES_A_CHUNK, DataSetError
from slavery_benchmark.data_set.lines import Line, line_of, unusable_line
from slavery_benchmark.data_set.manifest import Manifest, difference, new_manifest
from slavery_benchmark.data_set.read import file_rows
from slavery_benchmark.data_set.write import Writer, begun_in, settle, writing
from slavery_benchmark.input_files import RESULT_SUFFIX, find_workbooks
from slavery_benchmark.pipeline import Progress, outcomes
from slavery_benchmark.workbook.limits import Limits

Entry = Path | Problem
"""A file to assess, or why there is none where there should be one."""


class Run(msgspec.Struct, frozen=True, kw_only=True):
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
) -> Run:
    """Assess every workbook and result into a data set, and go on with one that was begun.

    The parts are the same bytes however the files are spread, and whether the run was interrupted.
    Workbooks come first, then results, each in the order of the paths: a result that repeats a
    workbook of the set adds nothing. files_per_chunk: how many share a part.

    Raises DataSetError if the folder holds something else, or a data set begun otherwise; OSError
    if it cannot be written; UnusableError if a cluster fails. In each case what was written stays.
    """
    entries = sorted(find_workbooks(paths), key=_is_result)
    head = build_report(
        tool_version=__version__,
        as_of=task.as_of,
        framework=task.criteria.framework,
        scores=(),
        unusable=(),
        at_least=task.at_least,
    )
    manifest = new_manifest(
        head,
        [_name(entry) for entry in entries],
        allow_edited=task.reading.allow_edited,
        limits=msgspec.structs.asdict(task.reading.limits),
        files_per_chunk=files_per_chunk,
    )
    begun = begun_in(folder)
    if begun is not None and begun.complete:
        _refuse_other(folder, begun, manifest)
        settle(folder)
        return Run(before=len(entries), changed=_changed(entries, folder, (), task))
    with writing(folder, manifest) as writer:
        before = writer.done
        changed = _changed(entries[:before], folder, writer.lines(), task)
        seen = _seen(entries, folder, writer.lines())
        _go_on(entries[before:], writer, task, head, seen, progress)
        writer.finish()
    settle(folder)
    return Run(before=None if begun is None else before, changed=changed)


def _refuse_other(folder: Path, begun: Manifest, manifest: Manifest) -> None:
    why = difference(begun, manifest)
    if why is not None:
        raise DataSetError(f"{folder} is complete, and {why}")


def _go_on(
    entries: Sequence[Entry],
    writer: Writer,
    task: Assessment,
    head: Report,
    seen: set[str] | None,
    progress: Progress,
) -> None:
    files = [entry for entry in entries if not isinstance(entry, Problem)]
    with outcomes(task, files, progress) as results:
        for entry in entries:
            number = writer.done
            if isinstance(entry, Problem):
                writer.add(unusable_line(number, _name(entry), None, entry))
                continue
            path, outcome = next(results)
            writer.add(_line(number, path, outcome, head, seen, task))


def _line(
    number: int,
    path: Path,
    outcome: Outcome,
    head: Report,
    seen: set[str] | None,
    task: Assessment,
) -> Line:
    """Return the line of a file; what a result repeats of a workbook or a result is left out."""
    name, limits = clean(str(path)), task.reading.limits
    if isinstance(outcome, Problem):
        return unusable_line(number, name, _hash(path, limits), outcome)
    scores: list[ForceScore] = []
    sha256 = None
    for cycle in outcome:
        source = cycle.score.submission.source
        if not source.from_result:
            sha256 = source.sha256
        elif seen is not None and source.sha256 in seen:
            continue
        if seen is not None:
            seen.add(source.sha256)
        scores.append(cycle.score)
    return line_of(number, name, sha256 or _hash(path, limits), scores, head)


def _seen(entries: Sequence[Entry], folder: Path, unfinished: Iterable[Line]) -> set[str] | None:
    """Return the hashes of the workbooks in the set; None where no result could repeat one."""
    if not any(_is_result(entry) for entry in entries):
        return None
    seen = {sha256 for row in file_rows(folder) for sha256 in row.workbook_sha256}
    return seen | {item.sha256 for line in unfinished for item in line.sent}


def _changed(
    entries: Sequence[Entry], folder: Path, unfinished: Iterable[Line], task: Assessment
) -> tuple[str, ...]:
    """Return the names of finished files that no longer are what was assessed."""
    finished = [row.sha256 for row in file_rows(folder)] + [line.sha256 for line in unfinished]
    return tuple(
        _name(entry)
        for entry, sha256 in zip(entries, finished, strict=True)
        if not isinstance(entry, Problem) and _hash(entry, task.reading.limits) != sha256
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


def _name(entry: Entry) -> str:
    return entry.file if isinstance(entry, Problem) else clean(str(entry))


def _is_result(entry: Entry) -> bool:
    return not isinstance(entry, Problem) and entry.name.lower().endswith(RESULT_SUFFIX)
