"""Which answers stand word for word as they stood in the force's earlier return."""

from collections.abc import Iterable, Mapping

import msgspec

from slavery_benchmark.core.scoring.submission import GIVEN, NOT_SHOWN, Response, State
from slavery_benchmark.core.text import fold


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """An answer that was given both times, and what of it is as it was; `check` is the later id.

    level: the level, or that it does not apply and why. evidence, comment: the texts; two that were
    withheld as personal are not known to be the same. date: the day of the evidence.
    """

    check: str
    then: Response
    now: Response
    level: bool
    evidence: bool
    comment: bool
    date: bool

    @property
    def word_for_word(self) -> bool:
        """Whether all but the date is as it was."""
        return self.level and self.evidence and self.comment

    @property
    def date_alone(self) -> bool:
        """Whether the date, and nothing else, is another."""
        return self.word_for_word and not self.date


def kept_answers(then: Mapping[str, Response], now: Iterable[Response]) -> tuple[Kept, ...]:
    """Return the answers given both times. `then`: the earlier ones by the check of the later."""
    return tuple(
        Kept(
            check=item.check,
            then=before,
            now=item,
            level=_level(before) == _level(item),
            evidence=_same(before.evidence, item.evidence),
            comment=_same(before.comment, item.comment),
            date=before.evidence_date == item.evidence_date,
        )
        for item in now
        if item.state in GIVEN
        and (before := then.get(item.check)) is not None
        and before.state in GIVEN
    )


def _level(item: Response) -> tuple[State, int | None, str]:
    return item.state, item.level, fold(item.not_applicable_reason)


def _same(then: str, now: str) -> bool:
    return fold(then) == fold(now) and now != NOT_SHOWN
