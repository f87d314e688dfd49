"""A line of the journal: all that the parts hold of one file. Parts are made of nothing else."""

import hashlib
from collections.abc import Iterator
from functools import partial
from typing import Any

import msgspec

from slavery_benchmark.assessment import Assessed, Assessment, Work
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.problems import Code, Problem, problem
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.scoring.scores import OVERALL, ForceScore
from slavery_benchmark.data_set.layout import period_name
from slavery_benchmark.input_files import RESULT_SUFFIX
from slavery_benchmark.pages.score.rows import rows
from slavery_benchmark.reading.reader import InputFile, name_of

SCORED, UNUSABLE, REPEATED = "scored", "unusable", "repeated"
"""What becomes of a file; repeated: a result that holds nothing but what came before it."""


class Sent(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A submission: its workbook's hash, for whom and when, its rows without what is not known.

    from_result: it may repeat another one.
    """

    sha256: str
    force: str
    code: str
    fictional: bool
    period: str
    rows: list[dict[str, Any]]
    problems: list[dict[str, str]]
    from_result: bool = False


class Line(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A file that is finished: its name as shown, its hash, what came of it, its place from 0."""

    file: str
    sha256: str | None
    sent: list[Sent] = []
    unusable: dict[str, str] | None = None
    number: int = -1

    @property
    def problems(self) -> list[dict[str, str]]:
        """What is wrong with the file, or with the submissions in it."""
        if self.unusable is not None:
            return [self.unusable]
        return [row for item in self.sent for row in item.problems]

    def placed(self, number: int, seen: set[str] | None) -> "Line":
        """Return the line in its place, without what a result repeats of what came before it.

        `seen` holds the hashes of the workbooks before it, and gets those of this file; None where
        no result could repeat one.
        """
        kept: list[Sent] = []
        for item in self.sent:
            if seen is None or not (item.from_result and item.sha256 in seen):
                kept.append(item)
            if seen is not None:
                seen.add(item.sha256)
        return msgspec.structs.replace(self, number=number, sent=kept)


class FileRow(msgspec.Struct, frozen=True):
    """A row of the list of files: the lists have a place for each submission in the file."""

    part: int
    file: str
    sha256: str | None
    outcome: str
    submissions: int
    force: list[str]
    code: list[str]
    fictional: list[bool]
    period: list[str]
    workbook_sha256: list[str]


class LineWork(Work[Line], frozen=True):
    """Work of which a line is kept of each file."""

    def packed(self, made: Line) -> bytes:
        """Return a line as plain bytes."""
        return encoded(made)

    def unpacked(self, data: bytes, given: InputFile | Problem) -> Line:
        """Return the line of a file; ValueError if it can be none of this file."""
        try:
            line = msgspec.json.decode(data, type=Line)
        except (msgspec.DecodeError, RecursionError) as error:
            raise ValueError(str(error)) from None
        if line.number != -1 or line.file != name_of(given) or line.sha256 != self._hash(given):
            raise ValueError("the line of another file")
        if line.sent and line.unusable is not None:
            raise ValueError("scores of a file that is of no use")
        if isinstance(given, Problem):
            if line.sent:
                raise ValueError("scores of a file that was not sent")
            return line
        framework = self.task.criteria.framework
        known = {OVERALL, *_ids(framework)}
        for item in line.sent:
            if item.from_result != given.name.lower().endswith(RESULT_SUFFIX):
                raise ValueError("a submission of another file")
            if not item.from_result and item.sha256 != line.sha256:
                raise ValueError("a submission of other content")
            for row in item.rows:
                if row.get("id") not in known or not _is_possible(row, len(framework.levels) - 1):
                    raise ValueError("what the criteria do not allow")
        return line

    def _hash(self, given: InputFile | Problem) -> str | None:
        """Return the hash of a file, None for one that was not read whole."""
        if isinstance(given, Problem) or len(given.content) > self.task.reading.limits.file:
            return None
        return hashlib.sha256(given.content).hexdigest()


def _ids(framework: Framework) -> Iterator[str]:
    yield from (theme.id for theme in framework.themes)
    yield from (criterion.id for _, criterion in framework.criteria())
    yield from (check.id for *_, check in framework.checks())
    yield from (measure.id for _, measure in framework.measures())


def _is_possible(row: dict[str, Any], top: int) -> bool:
    """Return whether scores lie between 0 and 100, and levels among those that there are."""
    for names, most in (
        (("score", "claimed", "low", "high"), 100),
        (("level", "counted_level"), top),
    ):
        for name in names:
            value = row.get(name)
            if value is not None and not (isinstance(value, int | float) and 0 <= value <= most):
                return False
    return True


def work_of(task: Assessment, head: Report) -> Work[Line]:
    """Return the work on each file: its rows are made where it is assessed.

    So little is left to the process that writes them, which has to keep up with all the others.
    head: a report of the run, of no force.
    """
    return LineWork(task, partial(_line_of, head, task.reading.limits.file))


def _line_of(head: Report, most: int, given: InputFile | Problem, assessed: Assessed) -> Line:
    file, sha256 = name_of(given), None
    if isinstance(given, InputFile) and len(given.content) <= most:  # else it is not read whole
        sha256 = hashlib.sha256(given.content).hexdigest()
    if not isinstance(assessed, list | Problem):
        assessed = problem(
            Code.REVIEW_IN_DATA_SET, file=file, expected="returns and results; leave it out"
        )
    if isinstance(assessed, Problem):
        return Line(file=file, sha256=sha256, unusable=problem_row(assessed))
    return Line(file=file, sha256=sha256, sent=[_sent(score, head) for score, _ in assessed])


def _sent(score: ForceScore, head: Report) -> Sent:
    item = score.submission
    period = period_name(item.period_start, item.period_end)
    report = msgspec.structs.replace(head, forces=(score,))
    return Sent(
        sha256=item.source.sha256,
        force=item.force,
        code=item.code,
        fictional=item.fictional,
        period=period,
        rows=[
            {key: value for key, value in row.items() if value is not None} for row in rows(report)
        ],
        problems=[
            problem_row(found, force=item.force, code=item.code, period=period)
            for found in item.problems
        ],
        from_result=item.source.from_result,
    )


def problem_row(item: Problem, **sent: str) -> dict[str, str]:
    """Return a problem as a row; `sent` says of which submission it is. Unsaid is left out."""
    row = {
        "file": item.file,
        "cell": item.cell,
        "problem": item.code.value,
        "severity": item.severity.value,
        "expected": item.expected,
        "line": item.line(),
        **sent,
    }
    return row if item.found is None else {**row, "found": item.found}


def file_row(line: Line, part: int) -> dict[str, Any]:
    """Return what the list of files holds of a line."""
    outcome = SCORED if line.sent else REPEATED
    row = FileRow(
        part,
        line.file,
        line.sha256,
        outcome if line.unusable is None else UNUSABLE,
        len(line.sent),
        [item.force for item in line.sent],
        [item.code for item in line.sent],
        [item.fictional for item in line.sent],
        [item.period for item in line.sent],
        [item.sha256 for item in line.sent],
    )
    return msgspec.structs.asdict(row)


def encoded(line: Line) -> bytes:
    """Return a line as it stands in the journal."""
    return msgspec.json.encode(line) + b"\n"


def decoded(content: bytes, first: int) -> Iterator[tuple[Line, int]]:
    """Yield the lines of a journal that follow on from the file `first`, and where each ends.

    Stops before one that is torn, or that is of another file.
    """
    end = 0
    decoder = msgspec.json.Decoder(Line)
    for number, raw in enumerate(content.splitlines(keepends=True), first):
        try:
            line = decoder.decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return
        if line.number != number or not raw.endswith(b"\n"):
            return
        end += len(raw)
        yield line, end
