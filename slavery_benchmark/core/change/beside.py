"""Returns beside the earlier one of the same force: which answers are as they were."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

import msgspec

from slavery_benchmark.core.change.change import change_between
from slavery_benchmark.core.change.history import Cycle
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.periods import force_key
from slavery_benchmark.core.scoring.kept import Kept, kept_answers
from slavery_benchmark.core.scoring.submission import GIVEN, Submission


class Since(msgspec.Struct, frozen=True, kw_only=True):
    """A return beside the force's earlier one: what was answered both times.

    new: ids of checks that were answered now and not then, or are not comparable.
    """

    earlier: Submission
    later: Submission
    answers: tuple[Kept, ...]
    new: tuple[str, ...]

    @property
    def word_for_word(self) -> tuple[Kept, ...]:
        """The answers of which all but the date is as it was."""
        return tuple(item for item in self.answers if item.word_for_word)


class Why(StrEnum):
    """What keeps a return from being set beside an earlier one."""

    OTHER_FORCE = "other force"
    ITSELF = "itself"
    NOT_EARLIER = "not earlier"
    UNRELATED = "unrelated editions"


class NotSet(msgspec.Struct, frozen=True):
    """A return that cannot be set beside an earlier one; `beside`: those that it was held to."""

    later: Submission
    beside: tuple[Submission, ...]
    why: Why


def set_beside(
    later: Sequence[Cycle], earlier: Sequence[Cycle], editions: Sequence[Framework]
) -> list[Since | NotSet]:
    """Return each return beside the latest of the earlier ones that is of the same force.

    `editions`: those that may lie between two. A period that is not known is no obstacle: the cover
    of a new return may still lack it.
    """
    return [_set(cycle, earlier, editions) for cycle in later]


def _set(later: Cycle, earlier: Sequence[Cycle], editions: Sequence[Framework]) -> Since | NotSet:
    submission = later.score.submission
    own = [item for item in earlier if _key(item) == _key(later)]
    others = [
        item for item in own if item.score.submission.source.sha256 != submission.source.sha256
    ]
    before = [item for item in others if not _ends_later(item, later)]
    tried = before or others or own or earlier
    beside = tuple(item.score.submission for item in tried)
    if not own:
        return NotSet(submission, beside, Why.OTHER_FORCE)
    if not others:
        return NotSet(submission, beside, Why.ITSELF)
    if not before:
        return NotSet(submission, beside, Why.NOT_EARLIER)
    chosen = max(before, key=lambda item: (item.end is not None, item.end))
    change = change_between(chosen, later, editions)
    if change is None:
        return NotSet(submission, (chosen.score.submission,), Why.UNRELATED)
    then = {check.node.id: check.response for check in change.then.checks}
    answers = kept_answers(then, submission.responses)
    return Since(
        earlier=chosen.score.submission,
        later=submission,
        answers=answers,
        new=tuple(_new(submission, answers)),
    )


def _new(submission: Submission, answers: Iterable[Kept]) -> Iterator[str]:
    both = {item.check for item in answers}
    for item in submission.responses:
        if item.state in GIVEN and item.check not in both:
            yield item.check


def _key(cycle: Cycle) -> str:
    item = cycle.score.submission
    return force_key(item.force, item.code)


def _ends_later(one: Cycle, other: Cycle) -> bool:
    return one.end is not None and other.end is not None and one.end > other.end
