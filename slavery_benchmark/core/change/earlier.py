"""What a visit needs to know of earlier submissions: what has fallen, and what was answered."""

from collections.abc import Sequence
from fractions import Fraction

from slavery_benchmark.core.change.change import Change, Disposition
from slavery_benchmark.core.change.progress import ProgressReport
from slavery_benchmark.core.scoring.scores import ForceScore, NodeScore
from slavery_benchmark.core.visit.entry import Earlier, Fall


def earlier_of(
    forces: Sequence[ForceScore], progress: ProgressReport | None
) -> list[Earlier | None]:
    """Return of each force what its previous submission tells; None where it has none."""
    changes: dict[int, Change] = {}
    for item in progress.forces if progress else ():
        if item.since_previous is not None:
            changes[id(item.latest.score)] = item.since_previous.change
    return [_of(changes.get(id(force))) for force in forces]


def _of(change: Change | None) -> Earlier | None:
    if change is None:
        return None
    return Earlier(
        submission=change.earlier.score.submission,
        falls={
            item.criterion: Fall(then=_score(item.then), now=_score(item.now))
            for item in change.criteria
            if item.disposition is Disposition.REGRESSED
        },
        answers={check.node.id: check.response for check in change.then.checks},
    )


def _score(node: NodeScore | None) -> Fraction | None:
    return None if node is None else node.tally.score
