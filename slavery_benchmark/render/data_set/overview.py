"""What a data set holds, in sentences: the same for the run that wrote it and for its summary."""

from collections.abc import Iterator, Mapping

from slavery_benchmark.core.problems import Severity
from slavery_benchmark.core.set_summary import Overview
from slavery_benchmark.document.numbers import count_text
from slavery_benchmark.formats.terminal.page import Page
from slavery_benchmark.render.heads import write_run_head

_NOUNS = {
    Severity.UNUSABLE: ("unusable file", "unusable files"),
    Severity.ERROR: ("error", "errors"),
    Severity.WARNING: ("warning", "warnings"),
}


def holds_sentences(found: Overview) -> Iterator[str]:
    """Yield what a data set holds; first, if it is not complete, that it is not."""
    if not found.complete:
        yield (
            f"Not complete: {found.files:,} of {count_text(found.files_in_all, 'file')} are in the "
            "parts. benchmark score with --resume goes on."
        )
    yield (
        f"{count_text(found.files, 'file')}: {count_text(found.submissions, 'submission')}, "
        f"{count_text(found.unusable, 'file')} that cannot be used."
    )
    yield f"Problems: {problem_counts(found.problems)}."


def problem_counts(problems: Mapping[Severity, int]) -> str:
    """Return how many problems there are in words, gravest first: 2 errors, 31 warnings."""
    parts = [
        count_text(problems[severity], *nouns)
        for severity, nouns in _NOUNS.items()
        if problems[severity]
    ]
    return ", ".join(parts) or "none"


def render_overview(found: Overview, page: Page, folder: str, before: int | None) -> str:
    """Return the page at the end of a run; `before`: how many files were finished before it."""
    write_run_head(page, found.head)
    page.blank()
    for sentence in holds_sentences(found):
        page.paragraph(sentence)
    if before is not None:
        done = found.files - before
        page.paragraph(
            f"{count_text(before, 'file')} were finished before this run, {done:,} by it."
            if done
            else "All were finished before this run."
        )
    page.paragraph(
        f"{count_text(found.parts, 'part')} in {folder}: scores (by period), problems, files. "
        f"benchmark compare {folder} sums them up."
    )
    return page.text
