"""Which force to visit first, and for what: the visit lists in a line each."""

from collections.abc import Iterator, Sequence

from slavery_benchmark.core.change.disposition import Disposition
from slavery_benchmark.core.view.model import ChangeView
from slavery_benchmark.core.visit.all_forces import ForceVisit, VisitLists, together
from slavery_benchmark.pages.report.context import Context
from slavery_benchmark.pages.visit.words import force_lines

_NAMED = 3


def visits_of(context: Context, *places: int) -> VisitLists | None:
    """Return the visit lists of these forces, of all without any; None where the view has none."""
    found = []
    for place in places or range(len(context.forces)):
        view, score = context.visit(place), context.forces[place].score
        if view is None or score is None:
            return None
        found.append(
            ForceVisit(
                force=score, points=view.points, entries=view.entries, questions=view.questions
            )
        )
    return together(tuple(found), context.framework)


def named(places: Sequence[str], most: int = _NAMED) -> str:
    """Return the first few of many places, and how many more there are."""
    rest = len(places) - most
    if rest <= 1:
        return "; ".join(places[: most + 1])
    return f"{'; '.join(places[:most])}; and {rest} more"


def regressions(context: Context, place: int) -> list[ChangeView]:
    """Return the criteria of a force that have regressed since its previous submission."""
    progress = context.progress(place)
    if progress is None or progress.since_previous is None:
        return []
    changes = progress.since_previous.criteria
    return [item for item in changes if item.disposition is Disposition.REGRESSED]


def lines_of(context: Context, place: int) -> Iterator[str]:
    """Yield what to visit a force for."""
    lists = visits_of(context, place)
    if lists is not None:
        yield from force_lines(lists.forces[0], context.framework)
