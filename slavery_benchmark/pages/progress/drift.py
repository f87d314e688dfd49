"""What only several submissions show, in words: slow slides, and runs in one direction."""

from collections.abc import Iterator, Sequence

from slavery_benchmark.core.change.drift import Run, Slide
from slavery_benchmark.core.change.progress import ForceProgress
from slavery_benchmark.core.scoring.scores import OVERALL
from slavery_benchmark.document.numbers import date_text, signed_text

_MOST_NAMED = 3
DRIFT_MEANS = (
    "A slow slide is a fall of at least what one answer moving by one level can make (of a measure "
    "one level), of which each step is smaller. Measures heed chance, from end to end too."
)


def slide_sentences(force: ForceProgress) -> Iterator[str]:
    """Yield the falls that no single step gave away."""
    slides = force.drift.slides
    if slides:
        told = (f"{_name(item)} {_slid(item, force)}" for item in slides[:_MOST_NAMED])
        yield f"Slow slide, which no single step shows: {'; '.join(told)}{_more(slides)}."


def falling_sentences(force: ForceProgress) -> Iterator[str]:
    """Yield what has fallen at every one of the last submissions: the whole and criteria."""
    return _runs(force, "Lower", -1)


def rising_sentences(force: ForceProgress) -> Iterator[str]:
    """Yield what has risen at every one of the last submissions: the whole and criteria."""
    return _runs(force, "Higher", 1)


def _runs(force: ForceProgress, word: str, sign: int) -> Iterator[str]:
    told = {node.id for node in (force.latest.score.overall, *force.latest.score.criteria)}
    found = [item for item in force.drift.runs if item.node in told and sign * item.change > 0]
    if found:
        named = (
            f"{_name(item)} ({item.steps} steps, {signed_text(item.change)})"
            for item in found[:_MOST_NAMED]
        )
        yield f"{word} at each of the last submissions: {'; '.join(named)}{_more(found)}."


def _name(item: Slide | Run) -> str:
    return "the whole" if item.node == OVERALL else f"{item.node} {item.title}"


def _slid(item: Slide, force: ForceProgress) -> str:
    end = force.history.cycles[item.start].end
    return f"({signed_text(-item.fall)} since {date_text(end)})"


def _more(items: Sequence[Slide | Run]) -> str:
    names = [item.node for item in items[_MOST_NAMED:]]
    return f"; and {', '.join(names)}" if names else ""
