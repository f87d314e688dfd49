"""What a return names as evidence, as texts that can be held against each other."""

from slavery_benchmark.core.repeats import Said
from slavery_benchmark.core.scoring.submission import NOT_SHOWN, Submission


def evidence_of(submission: Submission) -> list[Said]:
    """Return each text of evidence with its place; none of those that are not shown."""
    bare = submission.force.rpartition(" ")[0]
    names = tuple(name for name in (submission.force, bare) if name)
    return [
        Said(
            of=submission.source.shown_as,
            force=submission.force,
            check=item.check,
            cell=item.evidence_cell or "",
            text=item.evidence,
            names=names,
        )
        for item in submission.responses
        if item.evidence and item.evidence != NOT_SHOWN
    ]
