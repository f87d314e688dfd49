"""What is wrong with a workbook, as blocks of a page: gathered where many cells have the same."""

from collections.abc import Iterator, Sequence

from slavery_benchmark.core.problems import Problem
from slavery_benchmark.core.submission import Submission
from slavery_benchmark.document.blocks import Block, Paragraph
from slavery_benchmark.render.problems_text import cells_of, counts_text, gathered

_GATHERED_FROM = 3


def problems_line(submission: Submission) -> str:
    """Return how much is wrong with a workbook, and what says more."""
    return (
        f"Problems in the workbook: {counts_text(submission.problems)}; benchmark check has each."
    )


def problem_blocks(problems: Sequence[Problem]) -> Iterator[Block]:
    """Yield a paragraph a problem, errors first; equal ones are gathered with their cells."""
    for group in gathered(problems):
        first = group[0]
        if len(group) < _GATHERED_FROM:
            for item in group:
                place = f"{item.cell}: " if item.cell else ""
                yield Paragraph(f"{item.severity} {place}{item.sentence()}", detail=True)
        else:
            cells = ", ".join(cells_of(group))
            said = f"{first.severity}, {len(group)} times: {first.title}. {cells}"
            yield Paragraph(said, detail=True)
