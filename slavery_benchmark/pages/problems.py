"""What is wrong with a workbook, as blocks of a page: gathered where many cells have the same."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from slavery_benchmark.core.problems import Problem
from slavery_benchmark.core.scoring.submission import Submission
from slavery_benchmark.document.blocks import Block, Paragraph, Table
from slavery_benchmark.document.columns import Column
from slavery_benchmark.pages.things_to_do import things_to_do
from slavery_benchmark.pages.words.problems import counts_text


def problems_line(submission: Submission) -> str:
    """Return how much is wrong with a workbook, and what says more."""
    return (
        f"Problems in the workbook: {counts_text(submission.problems)}; benchmark check has each."
    )


def problem_blocks(problems: Sequence[Problem]) -> Iterator[Block]:
    """Yield a paragraph for each thing to do, errors first."""
    for thing in things_to_do(problems):
        first = thing.problems[0]
        if thing.count == 1:
            place = f"{first.cell}: " if first.cell else ""
            yield Paragraph(f"{thing.severity} {place}{first.sentence()}", detail=True)
        else:
            where = f"{thing.where}: {thing.cells}" if thing.cells else thing.where
            said = f"{thing.severity} {where}: {thing.title}; {thing.said}."
            yield Paragraph(said, detail=True)


def problem_columns(of: str) -> tuple[Column, ...]:
    """Return the columns of `problem_record`. `of`: what that is called which has the problem."""
    return (
        Column("file", "File", width=26),
        Column("of", of, width=14, drop=2),
        Column("cell", "Cell", blank="the whole file", width=22),
        Column("severity", "Severity", width=10),
        Column("title", "What is wrong", width=42),
        Column("found", "Found", blank="nothing to show", width=20, drop=1),
        Column("expected", "Expected", width=40, drop=1),
        Column("code", "Problem code", width=24, printed=False, detail=True, drop=9),
    )


def problem_record(item: Problem, of: str) -> dict[str, Any]:
    """Return a problem as a row, beside what it is of."""
    nearest = " or ".join(f"“{word}”" for word in item.nearest)
    return {
        "file": item.file,
        "of": of,
        "cell": item.cell or None,
        "severity": item.severity.value,
        "title": item.title,
        "found": "an empty cell" if item.found == "" else item.found,
        "expected": f"{item.expected}; nearest: {nearest}" if nearest else item.expected,
        "code": item.code.value,
    }


def problem_table(problems: Iterable[tuple[str, Problem]], of: str, *, data: bool = False) -> Table:
    """Return problems in rows, each beside what it is of. `of`: what that is called.

    `data`: whether CSV and Parquet hold it.
    """
    return Table(
        id="problem",
        title="",
        columns=problem_columns(of),
        records=tuple(problem_record(item, of_what) for of_what, item in problems),
        sheet="Problems",
        about="What is wrong with files, their order and their cells.",
        data=data,
    )
