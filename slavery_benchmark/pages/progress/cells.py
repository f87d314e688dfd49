"""What the tables of changes have in common: the comparison, its scores, marks and columns."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from msgspec.structs import asdict

from slavery_benchmark.core.change.progress import Compared, ForceProgress
from slavery_benchmark.core.framework.framework import FULL_SCORE
from slavery_benchmark.document.blocks import Table
from slavery_benchmark.document.columns import Column, Kind, Mark
from slavery_benchmark.pages.heads import FORCE
from slavery_benchmark.pages.progress.meanings import EIGHTHS, UNKNOWN_SCORE, UNUSABLE
from slavery_benchmark.pages.progress.records import (
    ComparedResult,
    CriterionChangeResult,
    EndResult,
    ForceProgressResult,
)
from slavery_benchmark.pages.progress.rows import FIRST, PREVIOUS, has_several, place_of
from slavery_benchmark.pages.words.scores import submission_title

_DOUBTS = {UNUSABLE: Mark(UNUSABLE, "not-certain", "too little known")}


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """One comparison of a force: since its previous or its first submission, as value and data."""

    force: ForceProgress
    since: str
    compared: Compared
    made: ComparedResult
    asked: bool

    @property
    def criteria(self) -> list[CriterionChangeResult]:
        """The criteria, regressions first."""
        return sorted(self.made.criteria, key=place_of)


def spans(force: ForceProgress, made: ForceProgressResult, since: str) -> Iterator[Span]:
    """Yield the comparison that is asked for, then the other one where there is another."""
    found = {
        PREVIOUS: (force.since_previous, made.since_previous),
        FIRST: (force.since_first, made.since_first),
    }
    other = PREVIOUS if since == FIRST else FIRST
    for which in (since, other) if has_several(force) else (PREVIOUS,):
        compared, data = found[which]
        if compared is not None and data is not None:
            asked = which == since or not has_several(force)
            yield Span(force=force, since=which, compared=compared, made=data, asked=asked)


def score_column(key: str, head: str, whole: str = "") -> Column:
    """Return a column of scores with a mark where too little is known to compare them."""
    return Column(
        f"{key}_score", head, Kind.SCORE, whole=whole, marks=_DOUBTS, marked_by=f"{key}_doubt"
    )


def aside(key: str, head: str, kind: Kind = Kind.TEXT, width: float = 10, **more: Any) -> Column:
    """Return a column for whoever works on with the numbers: not on paper, first given up."""
    return Column(key, head, kind, width=width, printed=False, detail=True, drop=9, **more)


def end_fields(key: str, end: EndResult | None) -> dict[str, Any]:
    """Return the fields of one end, with the mark of a score of which too little is known."""
    fields: dict[str, Any] = asdict(end) if end else {"score": None, "usable": False}
    doubtful = fields["score"] is not None and not fields["usable"]
    fields["doubt"] = UNUSABLE if doubtful else ""
    fields["range"] = (end.low, end.high) if end else None
    return {f"{key}_{name}": value for name, value in fields.items()}


def sparkline(ends: Iterable[EndResult]) -> str:
    """Return a mark a score, higher for more, on a scale that is always 0 to 100."""
    last = len(EIGHTHS) - 1
    return "".join(
        UNKNOWN_SCORE
        if end.score is None or not end.usable
        else EIGHTHS[min(int(end.score / float(FULL_SCORE) * (last + 1)), last)]
        for end in ends
    )


def trends(made: ForceProgressResult) -> dict[str, str]:
    """Return the trend of each node as marks; empty where two points are no trend."""
    if len(made.cycles) <= 2:
        return {}
    return {item.id: sparkline(item.ends) for item in made.trend}


def table_of(of: Span | ForceProgress, records: Iterable[dict[str, Any]], **fields: Any) -> Table:
    """Return a table of a force that CSV does not hold: there a row is a criterion."""
    force, since = (of.force, of.since) if isinstance(of, Span) else (of, "")
    leading = ((FORCE, submission_title(force.latest.score.submission)), (SINCE, since))
    return Table(of=leading if since else leading[:1], records=tuple(records), data=False, **fields)


SINCE = Column("since", "Since", width=10)
