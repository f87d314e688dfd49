"""Levels then against levels now: how many checks went from which answer to which."""

import msgspec

from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.reinspection.change import Change
from slavery_benchmark.core.submission import State
from slavery_benchmark.document.numbers import count_text

STATES = (State.BLANK, State.NOT_APPLICABLE, State.INVALID)
"""Answers without a level, in the order in which tables show them."""


class Transitions(msgspec.Struct, frozen=True, kw_only=True):
    """How many checks went from which answer to which: a row an answer then, a column one now.

    answers: levels in the framework's order, then the states without a level that occur.
    """

    answers: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    rose: int
    fell: int
    same: int
    unknown: int

    @property
    def checks(self) -> int:
        """How many checks were compared."""
        return sum(map(sum, self.counts))


def transitions_of(change: Change) -> Transitions:
    """Return the transition table of a change over its comparable checks."""
    found = change.transitions()
    levels = [str(item.level) for item in change.framework.levels]
    seen = {answer for pair in found for answer in pair}
    answers = (*levels, *(state.value for state in STATES if state.value in seen))
    both = {pair: number for pair, number in found.items() if set(pair) <= set(levels)}

    def total(sign: int) -> int:
        return sum(n for (then, now), n in both.items() if sign * (int(now) - int(then)) > 0)

    same = sum(n for (then, now), n in both.items() if then == now)
    return Transitions(
        answers=answers,
        counts=tuple(tuple(found.get((then, now), 0) for now in answers) for then in answers),
        rose=total(1),
        fell=total(-1),
        same=same,
        unknown=sum(found.values()) - total(1) - total(-1) - same,
    )


def answer_label(answer: str, framework: Framework) -> str:
    """Return an answer of a transition table as drop-downs show it: 3 In place, or blank."""
    return framework.level_label(int(answer)) if answer.isdigit() else answer


def transitions_sentence(table: Transitions) -> str:
    """Return how many checks rose, fell, stayed, or have no level at one end."""
    said = (
        f"Of {count_text(table.checks, 'check')} that both submissions can answer, {table.rose} "
        f"rose, {table.fell} fell and {table.same} stayed at a level"
    )
    if table.unknown:
        said += f"; {table.unknown} have no level then or now"
    return f"{said}. A level counts with its evidence."
