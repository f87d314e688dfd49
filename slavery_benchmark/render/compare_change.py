"""Forces side by side, each by its change since its own earlier submission."""

from collections.abc import Iterator

from slavery_benchmark.core.baseline import Position
from slavery_benchmark.core.comparison import Comparison, counted_forces
from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.reinspection.disposition import Disposition
from slavery_benchmark.core.reinspection.own_baseline import OwnBaseline
from slavery_benchmark.document.numbers import count_text, period_text, signed_text
from slavery_benchmark.formats.terminal.symbols import UNICODE, Symbols
from slavery_benchmark.render.own_baseline_words import beside_text
from slavery_benchmark.render.progress.words import TWO_POINTS
from slavery_benchmark.render.words import capital, force_title, plain_name

CHANGE_LINE = (
    "Change is against the force's own earlier submission, as the force itself judged it: no "
    f"position against 2017. Changes are taken before rounding. {TWO_POINTS}"
)
NONE = "none"
"""What stands in a cell where the force has no earlier result."""
_SHAPES = {
    Disposition.REMEDIED: Position.AT_TARGET,
    Disposition.HELD: Position.AT_TARGET,
    Disposition.EMBEDDED: Position.AT_TARGET,
    Disposition.IMPROVED: Position.ABOVE,
    Disposition.PERSISTS: Position.AT,
    Disposition.REGRESSED: Position.BELOW,
}
"""Marks for what became of a criterion have the shapes of those for positions."""


def change_introduction(comparison: Comparison) -> str:
    """Return what the cells are, and what their marks mean if there are any."""
    said = "Each cell: change since the force's own earlier submission, in points."
    if not has_marks(comparison):
        return said
    shapes = UNICODE.positions
    return (
        f"{said} {shapes[Position.AT_TARGET]} at target now (remedied or held), "
        f"{shapes[Position.ABOVE]} improved, {shapes[Position.AT]} no higher and below target, "
        f"{shapes[Position.BELOW]} regressed, no mark: not known then or now."
    )


def has_marks(comparison: Comparison) -> bool:
    """Return whether cells have a mark of what became of a criterion: forces by their changes."""
    criteria = {node.id for force in comparison.forces for node in force.criteria}
    return bool(comparison.own) and bool(criteria & set(comparison.columns))


def change_text(comparison: Comparison, place: int, column: str) -> str | None:
    """Return what stands in a cell; None where it is the score now that is not known."""
    found = comparison.own[place].of(column)
    if found.change is not None:
        return signed_text(found.change)
    return None if found.score_then is not None else NONE


def change_mark(comparison: Comparison, place: int, column: str, symbols: Symbols) -> str:
    """Return the mark of what became of a criterion; a blank for any other node."""
    kind = comparison.own[place].of(column).disposition
    return symbols.positions[_SHAPES.get(kind) if kind else None]


def change_lists(
    comparison: Comparison, framework: Framework
) -> Iterator[tuple[str, Iterator[str]]]:
    """Yield what stands under the table: what each is set against, and criterion by criterion."""
    yield "What each force is set against", _against_lines(comparison)
    yield "Criterion by criterion: regressed, remedied, improved", _counts(comparison, framework)


def _against_lines(comparison: Comparison) -> Iterator[str]:
    for own in comparison.own:
        item = own.force.submission
        if own.earlier is None:
            said = "no earlier result: no file given is an earlier submission of this force"
        else:
            period = period_text(item.period_start, item.period_end)
            said = f"{period}. Overall {beside_text(own)}"
            editions = {own.earlier.framework.identity.edition, item.edition}
            if own.change is None:
                said += ". No lineage leads between the editions, so nothing can be compared"
            elif len(editions) > 1:
                said += f". Its earlier edition, {own.earlier.framework.identity.edition}, asked "
                said += "other things: the change is over what both ask"
        yield f"{force_title(own.force)}: {said}."


def _counts(comparison: Comparison, framework: Framework) -> Iterator[str]:
    """Yield for each criterion how many forces it became what of, and who has regressed."""
    counted = {id(force) for force in counted_forces(comparison.forces)}
    owns = [own for own in comparison.own if id(own.force) in counted]
    asked = {count.criterion for count in comparison.counts}
    for _, criterion in framework.criteria():
        if criterion.id in asked:
            yield f"{criterion.id} {criterion.title}: {_count(owns, criterion.id)}."


def _count(owns: list[OwnBaseline], criterion: str) -> str:
    by_kind: dict[Disposition, list[str]] = {}
    for own in owns:
        kind = own.of(criterion).disposition or Disposition.NO_EARLIER
        by_kind.setdefault(kind, []).append(plain_name(own.force.submission))
    unknown = (Disposition.NO_EARLIER, Disposition.NOT_RETESTED)
    known = len(owns) - sum(len(by_kind.get(kind, ())) for kind in unknown)
    if not known:
        return "no force has a result then and now"
    parts = []
    for kind in Disposition:
        names = by_kind.get(kind)
        if names and kind not in unknown:
            who = f" ({', '.join(names)})" if kind is Disposition.REGRESSED else ""
            parts.append(f"{len(names)} {kind.value}{who}")
    return f"of {count_text(known, 'force')} with a result then and now, {', '.join(parts)}"


def regressions_sentence(comparison: Comparison) -> str:
    """Return how many forces have regressed on how many criteria, of those that the page shows."""
    asked = {count.criterion for count in comparison.counts}
    with_earlier = [own for own in comparison.own if own.change is not None]
    fell = [
        sum(own.of(criterion).disposition is Disposition.REGRESSED for criterion in asked)
        for own in with_earlier
    ]
    some = sum(number > 0 for number in fell)
    of = count_text(len(with_earlier), "force")
    said = f"of {of} with an earlier result, {some} {'has' if some == 1 else 'have'} regressed on a"
    return capital(f"{said} criterion or more.")
