"""The sentences about editions and the order of submissions, the same in every format."""

from collections.abc import Iterator, Sequence

from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.reinspection.change import Change
from slavery_benchmark.core.reinspection.progress import ForceProgress, ProgressReport
from slavery_benchmark.document.numbers import date_text, score_text
from slavery_benchmark.render.progress.rows import not_compared


def edition_sentences(force: ForceProgress, change: Change) -> Iterator[str]:
    """Yield what keeps two editions from being compared whole, and both scores under each."""
    earlier, later = (item.framework.identity.edition for item in (change.earlier, change.later))
    if change.earlier.framework == change.later.framework:
        return
    yield (
        f"The earlier submission was written for edition {earlier}, the later for {later}. "
        "Criteria are compared over what both can answer, so a score here may differ from that of "
        "benchmark score."
    )
    new, dropped = not_compared(change), change.dropped
    parts = []
    if new:
        parts.append(f"of {later}: {', '.join(new)}")
    if dropped:
        parts.append(f"of {earlier}: {', '.join(dropped)}")
    if parts:
        yield f"Not comparable, and left out: {'; '.join(parts)}."
    for edition in dict.fromkeys(item.edition for item in force.editions):
        scores = [
            f"{score_text(item.overall.tally.score)} to {date_text(item.period_end)}"
            for item in force.editions
            if item.edition == edition
        ]
        yield f"Overall under edition {edition}: {', '.join(scores)}."


def order_sentence(force: ForceProgress) -> str:
    """Return the submissions in the order that was taken: that of their periods."""
    items = [
        f"{date_text(cycle.start)} to {date_text(cycle.end)} "
        f"({cycle.score.submission.source.file}, edition {cycle.framework.identity.edition})"
        for cycle in force.history.cycles
    ]
    start = "In the order of their periods: " if len(items) > 1 else ""
    return f"{start}{'; '.join(items)}."


def left_out_sentences(report: ProgressReport) -> Iterator[str]:
    """Yield a sentence for each force of which nothing is said, and why."""
    for item in report.left_out:
        why = "; ".join(item.because) or "its submissions cannot be put in order"
        yield f"Left out: {item.force} ({', '.join(item.files)}): {why}."


def frameworks_sentence(frameworks: Sequence[Framework]) -> str:
    """Return which editions were used, each with its hash."""
    names = [
        f"{item.identity.id} {item.identity.edition} ({item.sha256()[:12]})" for item in frameworks
    ]
    return f"Framework {', '.join(names)}."
