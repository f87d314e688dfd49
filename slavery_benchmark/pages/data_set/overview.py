"""What a data set holds, in sentences: the same for the run that wrote it and for its summary."""

from collections.abc import Iterator

from slavery_benchmark.core.comparing.set_summary import Overview
from slavery_benchmark.document.blocks import Document
from slavery_benchmark.document.numbers import count_text
from slavery_benchmark.pages.heads import page_of
from slavery_benchmark.pages.words.problems import severities_text


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
    yield f"Problems: {severities_text(found.problems) or 'none'}."


def run_page(found: Overview, folder: str, before: int | None) -> Document:
    """Return the page at the end of a run; `before`: how many files were finished before it."""
    lead = list(holds_sentences(found))
    if before is not None:
        done = found.files - before
        lead.append(
            f"{count_text(before, 'file')} were finished before this run, {done:,} by it."
            if done
            else "All were finished before this run."
        )
    lead.append(
        f"{count_text(found.parts, 'part')} in {folder}: scores (by period), problems, files. "
        f"benchmark compare {folder} sums them up."
    )
    return page_of(
        found.head,
        lead,
        sections=(),
        about=(),
        detail=False,
        title=found.head.framework.identity.title,
        subject="a data set",
    )
