"""A line of the journal: all that the parts hold of one file. Parts are made of nothing else."""

from collections.abc import Iterator
from typing import Any

import msgspec

from slavery_benchmark.core.periods import force_key
from slavery_benchmark.core.problems import Problem
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.data_set.layout import period_name
from slavery_benchmark.pages.score.rows import rows

SCORED, UNUSABLE, REPEATED = "scored", "unusable", "repeated"
"""What becomes of a file; repeated: a result that holds nothing but what came before it."""


class Sent(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A submission: its workbook's hash, for whom and when, its rows without what is not known."""

    sha256: str
    force: str
    code: str
    fictional: bool
    period: str
    rows: list[dict[str, Any]]


class Line(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A file that is finished: its place from 0, its name as shown, its hash, what came of it."""

    number: int
    file: str
    sha256: str | None
    outcome: str
    sent: list[Sent] = []
    problems: list[dict[str, str]] = []


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A submission that was found in a file; one from a result may repeat another."""

    sent: Sent
    problems: list[dict[str, str]]
    from_result: bool


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What was found in a file, wherever it was assessed: submissions, or why there is none."""

    file: str
    sha256: str | None
    parts: list[Part] = []
    unusable: dict[str, str] | None = None


def part_of(score: ForceScore, head: Report) -> Part:
    """Return a submission with its rows and problems; `head` is a report of the run, empty."""
    item = score.submission
    said = {
        "force": item.force,
        "code": item.code,
        "period": period_name(item.period_start, item.period_end),
    }
    report = msgspec.structs.replace(head, forces=(score,))
    known = [
        {key: value for key, value in row.items() if value is not None} for row in rows(report)
    ]
    return Part(
        sent=Sent(sha256=item.source.sha256, **said, fictional=item.fictional, rows=known),
        problems=[problem_row(found, **said) for found in item.problems],
        from_result=item.source.from_result,
    )


def line_of(number: int, found: Found, seen: set[str] | None) -> Line:
    """Return the line of a file; what a result repeats of a workbook or a result is left out.

    `seen` holds the hashes of the workbooks before it, and gets those of this file; None where no
    result could repeat one.
    """
    if found.unusable is not None:
        return Line(
            number=number,
            file=found.file,
            sha256=found.sha256,
            outcome=UNUSABLE,
            problems=[found.unusable],
        )
    kept: list[Part] = []
    for part in found.parts:
        if seen is not None and part.from_result and part.sent.sha256 in seen:
            continue
        if seen is not None:
            seen.add(part.sent.sha256)
        kept.append(part)
    return Line(
        number=number,
        file=found.file,
        sha256=found.sha256,
        outcome=SCORED if kept else REPEATED,
        sent=[part.sent for part in kept],
        problems=[row for part in kept for row in part.problems],
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
    return {
        "part": part,
        "file": line.file,
        "sha256": line.sha256,
        "outcome": line.outcome,
        "submissions": len(line.sent),
        "force": [item.force for item in line.sent],
        "code": [item.code for item in line.sent],
        "fictional": [item.fictional for item in line.sent],
        "period": [item.period for item in line.sent],
        "workbook_sha256": [item.sha256 for item in line.sent],
    }


def encoded(line: Line) -> bytes:
    """Return a line as it stands in the journal."""
    return msgspec.json.encode(line) + b"\n"


def decoded(content: bytes, first: int) -> Iterator[tuple[Line, int]]:
    """Yield the lines of a journal that follow on from the file `first`, and where each ends.

    Stops before one that is torn, or that is of another file.
    """
    end = 0
    decoder = msgspec.json.Decoder(Line)
    for raw in content.splitlines(keepends=True):
        if not raw.endswith(b"\n"):
            return
        try:
            line = decoder.decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return
        if line.number != first:
            return
        first += 1
        end += len(raw)
        yield line, end


def for_whom(force: str, code: str, period: str) -> tuple[str, str] | None:
    """Return whom and which period a submission is for, small enough to keep; None if unnamed."""
    return (force_key(force, code), period) if force else None
