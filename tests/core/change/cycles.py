"""Submissions of several years, and editions that follow each other, built in a line each."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

import msgspec

from slavery_benchmark.core.cases.measuring import Measured, MeasureState, Range
from slavery_benchmark.core.cases.table import Selection
from slavery_benchmark.core.change.history import Cycle
from slavery_benchmark.core.change.path import Path, path_between
from slavery_benchmark.core.framework.framework import Criterion, Framework
from slavery_benchmark.core.framework.lineage import Lineage, LineageChange
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.scoring.scores import Assurance
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.core.scoring.submission import Response, SourceFile
from tests.builders import answer, criterion, framework, submission
from tests.cases import measure

Levels = Mapping[str, int | Response]


def level(check_id: str, number: int, year: int) -> Response:
    """Return an answer with evidence of the year that starts in April of `year`."""
    return answer(check_id, number, confirmed=date(year, 10, 1))


def measured_at(number: int) -> Measured:
    """Return a measure that shows a level, of so many cases that any other level is no chance."""
    return Measured(
        state=MeasureState.MEASURED,
        selection=Selection.ALL,
        value=Fraction(25 * number),
        interval=Range(max(25 * number - 1, 0), min(25 * number + 1, 100)),
        level=number,
        level_low=number,
        level_high=number,
    )


def cycle(
    edition: Framework,
    answers: Levels,
    year: int = 2024,
    *,
    measured: Mapping[str, int] | None = None,
    file: str | None = None,
    at_least: Assurance = Assurance.ASSERTED,
    **changes: object,
) -> Cycle:
    """Return the cycle of the year that starts in April of `year`.

    An answer that is a number is a level with evidence of that year.
    """
    name = file or f"aldermoss-{year}.xlsx"
    responses = [
        item if isinstance(item, Response) else level(check_id, item, year)
        for check_id, item in answers.items()
    ]
    basis: dict[str, object] = {
        "period_start": date(year, 4, 1),
        "period_end": date(year + 1, 3, 31),
        "edition": edition.identity.edition,
        "source": SourceFile(name, f"sha-of-{name}", name),
    }
    made = submission(responses, **(basis | changes))
    shown = measured or {}
    figures = {
        item.id: measured_at(shown[item.id])
        if item.id in shown
        else Measured(state=MeasureState.NOT_SUPPLIED, selection=Selection.UNSAID)
        for _, item in edition.measures()
    }
    return Cycle(score=score_submission(made, edition, at_least, figures), framework=edition)


def edition(
    name: str,
    themes: Mapping[str, tuple[float, Sequence[Criterion]]],
    follows: str | None = None,
    changes: Iterable[LineageChange] = (),
) -> Framework:
    """Return an edition with this name that follows another, if it is named."""
    return named(framework(themes), name, follows, changes)


def named(
    made: Framework, name: str, follows: str | None = None, changes: Iterable[LineageChange] = ()
) -> Framework:
    """Return a framework as the edition with this name."""
    lineage = None if follows is None else Lineage(follows=follows, changes=tuple(changes))
    identity = msgspec.structs.replace(made.identity, edition=name)
    return msgspec.structs.replace(made, identity=identity, lineage=lineage)


def became(kind: str, was: str = "", now: str = "", *, comparable: bool = True) -> LineageChange:
    """Return a change of lineage; ids are given with spaces between them."""
    return LineageChange(
        kind=kind,  # type: ignore[arg-type]
        was=tuple(was.split()),
        now=tuple(now.split()),
        comparable=comparable,
        because="It is a test.",
    )


def a_measure(measure_id: str, **changes: object) -> Measure:
    """Return a shipped measure under another id, with changes."""
    return msgspec.structs.replace(measure("REC-01m1"), id=measure_id, **changes)


def with_measures(item: Criterion, *measures: Measure) -> Criterion:
    """Return a criterion with measures."""
    return msgspec.structs.replace(item, measures=measures)


def one(name: str, letters: str, follows: str | None = None, *changes: LineageChange) -> Framework:
    """Return an edition with one criterion, X-01, whose checks have these letters."""
    item = criterion("X-01", [(letter, 1) for letter in letters])
    return edition(name, {"X": (1, [item])}, follows, changes)


def way(earlier: Framework, later: Framework, *between: Framework) -> Path:
    """Return the path between two editions, which there must be."""
    found = path_between(earlier, later, between)
    assert found is not None
    return found
